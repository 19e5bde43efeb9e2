//! Words of the field are explained on the page that uses them.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::{
    begrippen::{model::Begrip, service::woordenboek},
    ids::Slug,
};
use scraper::{ElementRef, Html, Selector};
use serde_json::json;

use crate::support::{TestApp, op_beide};

fn kies<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// What people wrote on the page of a stuk, one space between words.
fn geschreven(html: &Html) -> String {
    let delen = kies(
        html,
        ".dv-titel h1, .dv-titel .nl-paragraph--lead, .dv-tekst",
    );
    let woorden = delen
        .iter()
        .flat_map(ElementRef::text)
        .collect::<Vec<_>>()
        .join(" ");
    woorden.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word stands in a text; it is then taken out. Found another way than the product does:
/// by looking for the word and then at what stands around it.
fn neem(begrip: &str, tekst: &mut String) -> bool {
    let is_naam = begrip.chars().any(char::is_uppercase);
    let zoek_in = if is_naam {
        tekst.clone()
    } else {
        tekst.to_lowercase()
    };
    let uitgangen: &[&str] = match (is_naam, begrip.ends_with('e')) {
        (true, _) => &[""],
        (false, true) => &["", "s", "n"],
        (false, false) => &["", "s", "en"],
    };
    for uitgang in uitgangen {
        let woord = format!("{begrip}{uitgang}");
        for (plek, _) in zoek_in.match_indices(&woord) {
            let voor = zoek_in[..plek].chars().next_back();
            let na = zoek_in[plek + woord.len()..].chars().next();
            let los =
                |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '@');
            if los(voor) && los(na) {
                *tekst = zoek_in.replace(&woord, " ");
                return true;
            }
        }
    }
    false
}

/// The begrippen that stand in a text, longer ones first.
fn in_tekst(tekst: &str) -> Vec<&'static Begrip> {
    let mut begrippen: Vec<&Begrip> = woordenboek().begrippen().iter().collect();
    begrippen.sort_by_key(|b| std::cmp::Reverse(b.begrip.len()));
    let mut rest = tekst.to_owned();
    begrippen
        .into_iter()
        .filter(|b| neem(&b.begrip, &mut rest))
        .collect()
}

/// Every begrip in the text of every page that we ship is explained on that page, and every link to
/// an explanation arrives.
#[tokio::test]
async fn all_words_of_our_own_content_are_explained() {
    let app = TestApp::sqlite().await;
    app.app.lees_content().await.unwrap();
    app.indexeer().await;
    let sitemap = app.get("/sitemap.xml?deel=1").await.met_status(200).tekst;
    let adressen = sitemap.split("<loc>https://dwarsverband.example").skip(1);
    // The pages of gemeenten say the same of other numbers: some are enough.
    let gemeenten: Vec<BTreeMap<String, String>> =
        dwarsverband::content::tabel("gemeenten.csv").unwrap();
    let genoeg: BTreeSet<String> = gemeenten
        .iter()
        .skip(20)
        .map(|g| format!("/organisaties/{}", Slug::van_titel(&g["naam"])))
        .collect();
    let (mut nodig, mut paginas) = (0, 0);
    let mut gemist: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for adres in adressen.map(|a| a.split_once("</loc>").expect("an end").0) {
        if genoeg.contains(adres) {
            continue;
        }
        let pagina = app.get(adres).await.met_status(200).tekst;
        let html = Html::parse_document(&pagina);
        paginas += 1;
        for begrip in in_tekst(&geschreven(&html)) {
            nodig += 1;
            let uitleg = kies(&html, &format!(".dv-woorden > #{}", begrip.anker()));
            if uitleg.len() != 1 {
                gemist
                    .entry(begrip.begrip.clone())
                    .or_default()
                    .push(adres.to_owned());
            }
        }
        let mut links: Vec<&str> = kies(&html, "a.dv-begrip")
            .iter()
            .filter_map(|a| a.attr("href"))
            .collect();
        for link in &links {
            assert_eq!(kies(&html, link).len(), 1, "{adres}: {link} arrives");
        }
        let aantal = links.len();
        links.sort_unstable();
        links.dedup();
        assert_eq!(links.len(), aantal, "{adres}: each begrip is a link once");
    }
    assert!(
        paginas > 100 && nodig > 0,
        "{paginas} pages, {nodig} begrippen"
    );
    assert!(gemist.is_empty(), "not explained: {gemist:?}");
}

#[tokio::test]
async fn a_word_is_explained_wherever_it_is_used_first() {
    op_beide(async |app| {
        let woord = &woordenboek().begrippen()[0];
        let w = &woord.begrip;
        app.lees(&[json!({
            "externId": "p", "soort": "praktijk", "slug": "plan", "titel": "Een plan",
            "samenvatting": format!("Over {w}."), "tekst": format!("Nog eens {w}."),
            "secties": {"Kosten": format!("En {w}.")},
        }), json!({
            "externId": "q", "soort": "praktijk", "slug": "leeg", "titel": "Zonder woorden", "tekst": "x",
        })])
        .await;
        let pagina = app.get("/praktijken/plan").await.met_status(200).tekst;
        let html = Html::parse_document(&pagina);
        assert_eq!(kies(&html, "a.dv-begrip").len(), 1);
        assert_eq!(kies(&html, ".nl-paragraph--lead a.dv-begrip").len(), 1, "in the summary already");
        let uitleg = kies(&html, &format!("#{}", woord.anker()));
        let tekst = uitleg[0].text().collect::<String>();
        for deel in [w, &woord.voluit, &woord.uitleg] {
            assert!(tekst.contains(deel.as_str()), "{deel} in {tekst}");
        }
        let zonder = app.get("/praktijken/leeg").await.met_status(200).tekst;
        assert!(!zonder.contains("Woorden op deze pagina"), "no empty block");
        let alle = app.get("/begrippen").await.met_status(200).tekst;
        let alle = Html::parse_document(&alle);
        assert_eq!(kies(&alle, ".dv-woorden > div[id]").len(), woordenboek().begrippen().len());
        assert_eq!(kies(&alle, &format!("[id='{}']", woord.slug())).len(), 1);
    })
    .await;
}

/// The table that we ship is fit for use.
#[test]
fn every_begrip_has_a_name_of_its_own_and_an_explanation() {
    let rijen: Vec<Begrip> =
        dwarsverband::content::tabel(dwarsverband::content::BEGRIPPEN).unwrap();
    assert_eq!(
        rijen.len(),
        woordenboek().begrippen().len(),
        "no begrip is there twice"
    );
    for b in &rijen {
        assert!(
            !b.uitleg.is_empty() && b.uitleg.ends_with('.'),
            "{}",
            b.begrip
        );
        assert_eq!(b.begrip, b.begrip.trim());
        assert_ne!(b.slug().as_str(), "stuk", "{} has letters", b.begrip);
    }
}
