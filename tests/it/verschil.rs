//! How a comparison of two texts is shown.

use askama::Template;
use dwarsverband::stukken::model::verschil::{
    Stukje, Veld, Veldverschil, veldverschillen, verschil,
};
use scraper::{Html, Selector};

#[derive(Debug, Template)]
#[template(
    source = "{% import \"deel/verschil.html\" as v %}{{ v::verschil(stukjes) }}{{ v::velden(velden) }}",
    ext = "html"
)]
struct Proef {
    stukjes: Vec<Stukje>,
    velden: Vec<Veldverschil>,
}

/// The text in the elements of one kind; what is only for the ear apart.
fn tekst(html: &Html, selector: &str) -> Vec<String> {
    html.select(&Selector::parse(selector).unwrap())
        .map(|e| e.text().collect::<String>())
        .collect()
}

#[test]
fn what_went_and_what_came_can_be_seen_and_heard() {
    let proef = Proef {
        stukjes: verschil(
            "Het kost\n<b>veel</b> geld.",
            "Het kost\n<b>weinig</b> geld.",
        ),
        velden: veldverschillen(
            &[Veld::nieuw("sectie-kosten", "Kosten", "Onbekend.")],
            &[Veld::nieuw(
                "sectie-kosten",
                "Kosten",
                "Onbekend. Dat zoeken we uit.",
            )],
        ),
    };
    let pagina = proef.render().unwrap();
    assert!(
        pagina.contains("&#60;b&#62;"),
        "what people wrote is text: {pagina}"
    );
    let html = Html::parse_fragment(&pagina);
    assert_eq!(
        tekst(&html, ".dv-verschil > del"),
        [" verwijderd: veel einde verwijderd "]
    );
    assert_eq!(
        tekst(&html, ".dv-verschil > ins"),
        [
            " toegevoegd: weinig einde toegevoegd ",
            " toegevoegd:  Dat zoeken we uit. einde toegevoegd ",
        ]
    );
    assert_eq!(tekst(&html, "del > .dv-sr, ins > .dv-sr").len(), 6);
    assert_eq!(
        tekst(
            &html,
            "section[aria-labelledby=verschil-sectie-kosten] > #verschil-sectie-kosten"
        ),
        ["Kosten"]
    );
}
