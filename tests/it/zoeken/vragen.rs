//! The words people use find what they need: 100 and more questions over the shipped content.
//!
//! The rows marked `blind` were written by somebody who had not seen the analyser and only knew
//! the texts; all rows were written before anything was tuned to them.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::{
    content,
    zoeken::model::{woorden::Woordsoort, woordenbestand},
};
use serde::Deserialize;

use crate::support::{TestApp, op_beide};

/// A question and the slugs of the stukken that a colleague who knows them expects.
#[derive(Debug, Deserialize)]
struct Rij {
    herkomst: String,
    vraag: String,
    verwacht: String,
}

fn rijen() -> Vec<Rij> {
    let tekst = include_str!("vragen.csv");
    let lezer = csv::Reader::from_reader(tekst.as_bytes()).into_deserialize();
    lezer.collect::<Result<_, _>>().expect("the table is right")
}

/// The short words that are whole words of the field: `GR`, `Pw`.
fn afkortingen() -> BTreeSet<String> {
    let lijst = woordenbestand::lees(content::tekst(content::ZOEKWOORDEN).as_bytes()).unwrap();
    lijst
        .into_iter()
        .filter(|woord| woord.soort == Woordsoort::Afkorting)
        .map(|woord| woord.van)
        .collect()
}

/// What one question gave.
#[derive(Debug)]
struct Uitslag {
    vraag: String,
    /// Which part of the expected stukken is among the first ten.
    recall: f64,
    /// Whether an expected stuk is among the first three.
    in_top_3: bool,
    eerste: Vec<String>,
    fragmenten: Vec<String>,
}

async fn stel(app: &TestApp, rij: &Rij) -> Uitslag {
    let q: String = form_urlencoded::byte_serialize(rij.vraag.as_bytes()).collect();
    let antwoord = app
        .get(&format!("/api/v1/zoeken?q={q}&perPagina=10&facetten=nee"))
        .await;
    let antwoord = antwoord.met_status(200).json();
    let resultaten = antwoord["resultaten"].as_array().unwrap();
    let tekst = |veld: &str| -> Vec<String> {
        resultaten
            .iter()
            .map(|r| r[veld].as_str().unwrap().to_owned())
            .collect()
    };
    let slugs: Vec<String> = tekst("url")
        .iter()
        .map(|url| url.rsplit('/').next().unwrap().to_owned())
        .collect();
    let verwacht: Vec<&str> = rij.verwacht.split('|').collect();
    let gevonden = verwacht
        .iter()
        .filter(|v| slugs.iter().any(|s| s == *v))
        .count();
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    Uitslag {
        vraag: rij.vraag.clone(),
        recall: gevonden as f64 / verwacht.len() as f64,
        in_top_3: slugs.iter().take(3).any(|s| verwacht.contains(&s.as_str())),
        eerste: slugs.into_iter().take(5).collect(),
        fragmenten: tekst("fragment"),
    }
}

fn woorden(tekst: &str) -> impl Iterator<Item = &str> {
    tekst.split(|c: char| !c.is_alphanumeric())
}

/// The marked words in a fragment.
fn gemarkeerd(fragment: &str) -> Vec<&str> {
    fragment
        .split("<mark>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</mark>"))
        .map(|(woord, _)| woord)
        .collect()
}

#[tokio::test]
async fn the_words_people_use_find_what_they_need() {
    let rijen = rijen();
    let blind = rijen.iter().filter(|r| r.herkomst == "blind").count();
    assert!(
        rijen.len() >= 80 && blind * 2 >= rijen.len(),
        "{blind} of {}",
        rijen.len()
    );
    let afkortingen = afkortingen();
    op_beide(async |app| {
        app.app.maak_klaar(false).await.unwrap();
        let mut per_herkomst: BTreeMap<&str, Vec<Uitslag>> = BTreeMap::new();
        for rij in &rijen {
            let uitslag = stel(&app, rij).await;
            for woord in uitslag.fragmenten.iter().flat_map(|f| gemarkeerd(f)) {
                let getypt = woorden(&rij.vraag).any(|w| w.eq_ignore_ascii_case(woord));
                let is_afkorting = afkortingen.contains(&woord.to_lowercase());
                assert!(
                    woord.chars().count() > 2 || getypt || is_afkorting,
                    "{} marks {woord}",
                    rij.vraag
                );
            }
            per_herkomst.entry(&rij.herkomst).or_default().push(uitslag);
        }
        let mut alle = Vec::new();
        for (herkomst, uitslagen) in per_herkomst {
            println!("{herkomst}: {}", samenvatting(&uitslagen));
            alle.extend(uitslagen);
        }
        println!("all: {}", samenvatting(&alle));
        for uitslag in alle.iter().filter(|u| u.recall < 1.0 || !u.in_top_3) {
            println!(
                "{:5.2} {:5} {} -> {:?}",
                uitslag.recall, uitslag.in_top_3, uitslag.vraag, uitslag.eerste
            );
        }
        let (recall, top_3) = cijfers(&alle);
        assert!(recall >= 0.95, "recall@10 is {recall:.3}");
        assert!(top_3 >= 0.85, "an expected stuk in the top 3: {top_3:.3}");
    })
    .await;
}

/// Who names a law means that law, whatever else they ask, and however they write an article of it.
#[tokio::test]
async fn a_named_law_is_first_and_spellings_find_the_same() {
    op_beide(async |app| {
        app.app.maak_klaar(false).await.unwrap();
        for (vraag, slug) in [
            ("Wmo 2.3.5", "wmo-2015"),
            ("2.3.5 wmo", "wmo-2015"),
            ("art 2.3.5 van de Wmo", "wmo-2015"),
            ("wmo art. 2.3.5 lid 1", "wmo-2015"),
            (
                "artikel 2.3.5 wet maatschappelijke ondersteuning",
                "wmo-2015",
            ),
            ("wmo art 9.9.9", "wmo-2015"),
            ("pgb wmo", "wmo-2015"),
            ("wmo aanvragen", "wmo-2015"),
            ("wmo consulent", "wmo-2015"),
            ("jeugdwet artikel 7.3.11", "jeugdwet"),
            ("Pw 10b", "participatiewet"),
        ] {
            let (vraag, verwacht) = (vraag.to_owned(), slug.to_owned());
            let rij = Rij {
                herkomst: "gemeld".to_owned(),
                vraag,
                verwacht,
            };
            let uitslag = stel(&app, &rij).await;
            assert_eq!(uitslag.eerste.first(), Some(&rij.verwacht), "{uitslag:?}");
        }
        let totaal = async |vraag: &str| {
            let antwoord = app.get(&format!("/api/v1/zoeken?q={vraag}")).await;
            antwoord.met_status(200).json()["totaal"].as_u64().unwrap()
        };
        for [een, ander] in [["p.g.b.", "pgb"], ["W.m.o.", "wmo"], ["steden", "stad"]] {
            assert_eq!(totaal(een).await, totaal(ander).await, "{een} {ander}");
        }
        assert!(totaal("raadslid").await > 0);
        let eerste = app.get("/api/v1/zoeken?q=wmo+art+2.3.5&perPagina=1").await;
        let eerste = eerste.met_status(200).json();
        let fragment = eerste["resultaten"][0]["fragment"].as_str().unwrap();
        assert!(fragment.contains("<mark>2.3.5</mark>"), "{fragment}");
    })
    .await;
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred")]
fn cijfers(uitslagen: &[Uitslag]) -> (f64, f64) {
    let aantal = uitslagen.len() as f64;
    let recall = uitslagen.iter().map(|u| u.recall).sum::<f64>() / aantal;
    let top_3 = uitslagen.iter().filter(|u| u.in_top_3).count() as f64 / aantal;
    (recall, top_3)
}

fn samenvatting(uitslagen: &[Uitslag]) -> String {
    let (recall, top_3) = cijfers(uitslagen);
    format!(
        "{} questions, recall@10 {recall:.3}, in the top 3 {top_3:.3}",
        uitslagen.len()
    )
}
