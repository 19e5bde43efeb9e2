//! What somebody types in a signaal finds the knelpunt that it is about: a table of texts in everyday
//! words, each with the slug of the knelpunt it means.
//!
//! The rows were written before anything was ranked by them, and no text of `content/` was changed for
//! them since.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::{
    actor::Sleutel,
    inlezen::{ingebouwd, model::controleer},
    signalen::service::indienen::vergelijkbaar,
    soorten::Inhoud,
    stukken::model::Soort,
};
use serde::Deserialize;

use crate::support::{account, ctx, op_beide};

/// A text as it would be typed, and the slug of the knelpunt it means.
#[derive(Debug, Deserialize)]
struct Rij {
    tekst: String,
    slug: String,
}

fn rijen() -> Vec<Rij> {
    let tekst = include_str!("signalen_vragen.csv");
    let lezer = csv::Reader::from_reader(tekst.as_bytes()).into_deserialize();
    lezer.collect::<Result<_, _>>().expect("the table is right")
}

/// The knelpunten that we ship: slug and title.
fn knelpunten() -> BTreeMap<String, String> {
    let records = ingebouwd::content()
        .map(|gelezen| controleer(gelezen.expect("readable")).expect("a good record"));
    records
        .filter(|record| matches!(record.inhoud, Inhoud::Knelpunt(_)))
        .map(|record| {
            let slug = record.slug.expect("a slug of its own");
            (slug.to_string(), record.basis.titel)
        })
        .collect()
}

/// The words that say what a text is about: long ones.
fn woorden(tekst: &str) -> BTreeSet<String> {
    let alle = tekst.split(|c: char| !c.is_alphanumeric());
    let lang = alle.filter(|woord| woord.chars().count() >= 7);
    lang.map(str::to_lowercase).collect()
}

#[test]
fn the_table_is_about_every_knelpunt_and_in_other_words() {
    let rijen = rijen();
    let knelpunten = knelpunten();
    assert!(rijen.len() >= 30, "{} rows", rijen.len());
    let bedoeld: BTreeSet<&str> = rijen.iter().map(|rij| rij.slug.as_str()).collect();
    let alle: BTreeSet<&str> = knelpunten.keys().map(String::as_str).collect();
    assert_eq!(bedoeld, alle, "each knelpunt has a row, and no other has");
    for rij in &rijen {
        let titel = woorden(&knelpunten[&rij.slug]);
        let tekst = woorden(&rij.tekst);
        let gedeeld: Vec<&String> = titel
            .intersection(&tekst)
            .filter(|woord| !woord.starts_with("gemeente"))
            .collect();
        assert!(
            gedeeld.is_empty(),
            "{} has {gedeeld:?} of its title",
            rij.tekst
        );
    }
}

#[tokio::test]
async fn a_signaal_in_everyday_words_finds_its_knelpunt() {
    let rijen = rijen();
    op_beide(async |app| {
        app.app.maak_klaar(false).await.unwrap();
        let melder = ctx(account(1, [Sleutel::Overheid]), &app.app.clock);
        let mut mis = Vec::new();
        for rij in &rijen {
            let koppen = vergelijkbaar(&melder, &app.app.db, &app.app.index, &rij.tekst).await;
            let koppen = koppen.unwrap();
            assert!(koppen.len() <= 5, "{} for {}", koppen.len(), rij.tekst);
            assert!(koppen.iter().all(|kop| kop.soort == Soort::Knelpunt));
            let eerste: Vec<&str> = koppen.iter().take(3).map(|kop| kop.slug.as_str()).collect();
            if !eerste.contains(&rij.slug.as_str()) {
                mis.push(format!("{}: {} -> {eerste:?}", rij.slug, rij.tekst));
            }
        }
        let goed = rijen.len() - mis.len();
        println!("{goed} of {} in the first three", rijen.len());
        for regel in &mis {
            println!("{regel}");
        }
        assert!(
            goed * 5 >= rijen.len() * 4,
            "{goed} of {} in the first three",
            rijen.len()
        );
    })
    .await;
}
