//! What a regeling adds to its search document.

use std::fmt::Write as _;

use search_index::Weight;

use super::model::{Artikel, Regeling, zonder_jaar};
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text with its articles, and every name it and they are known by.
pub fn zoekdeel(inhoud: &Regeling, officieel_id: Option<&str>) -> Zoekdeel {
    let mut tekst = zoektekst(&inhoud.tekst, &inhoud.secties);
    for Artikel {
        nummer,
        samenvatting,
    } in &inhoud.artikelen
    {
        let _ = write!(tekst, "\nArtikel {nummer}: {samenvatting}");
    }
    let mut namen = vec![
        inhoud.afkorting.clone(),
        zonder_jaar(&inhoud.afkorting).to_owned(),
    ];
    namen.extend(artikelnamen(inhoud, officieel_id));
    Zoekdeel {
        tekst,
        rondom: inhoud.afkorting.clone(),
        facetten: Vec::new(),
        namen,
        gewicht: Weight::Low,
    }
}

/// The articles by every name of the law, in both orders: `art. 2.3.5 Wmo 2015`.
fn artikelnamen(inhoud: &Regeling, officieel_id: Option<&str>) -> Vec<String> {
    let zonder = zonder_jaar(&inhoud.afkorting);
    let mut wetten = vec![inhoud.afkorting.as_str(), zonder];
    wetten.extend(officieel_id);
    wetten.retain(|w| !w.is_empty());
    wetten.dedup();
    let mut namen = Vec::new();
    for Artikel { nummer, .. } in &inhoud.artikelen {
        for wet in &wetten {
            for woord in ["art.", "artikel"] {
                namen.push(format!("{woord} {nummer} {wet}"));
                namen.push(format!("{wet} {woord} {nummer}"));
            }
        }
    }
    namen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regelingen::model::Regelingsoort;

    #[test]
    fn an_article_is_found_by_every_name_of_its_law() {
        let wmo = Regeling {
            tekst: "Hulp thuis.".into(),
            secties: Vec::new(),
            regelingsoort: Regelingsoort::Wet,
            afkorting: "Wmo 2015".into(),
            artikelen: vec![Artikel {
                nummer: "2.3.5".parse().unwrap(),
                samenvatting: "Wanneer er maatwerk is.".into(),
            }],
        };
        let deel = zoekdeel(&wmo, Some("BWBR0035362"));
        for naam in [
            "Wmo 2015",
            "Wmo",
            "art. 2.3.5 Wmo 2015",
            "Wmo artikel 2.3.5",
            "BWBR0035362 art. 2.3.5",
        ] {
            assert!(
                deel.namen.iter().any(|n| n == naam),
                "{naam}: {:?}",
                deel.namen
            );
        }
        assert!(
            deel.tekst
                .ends_with("Artikel 2.3.5: Wanneer er maatwerk is.")
        );
        assert_eq!(zoekdeel(&wmo, None).namen.len(), 2 + 8);
    }
}
