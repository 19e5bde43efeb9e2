//! What a signaal adds to its search document.

use search_index::Weight;

use super::model::Signaal;
use crate::stukken::search::Zoekdeel;

/// Its words; of one in confidence none: who reads that leaves a trace, and a list of hits leaves none. The
/// gemeenten that it plays in are no facet: one in confidence would count there.
pub fn zoekdeel(inhoud: &Signaal) -> Zoekdeel {
    let (tekst, rondom) = if inhoud.vertrouwelijk {
        (String::new(), String::new())
    } else {
        let delen = [&inhoud.tekst, &inhoud.voor_wie, &inhoud.geprobeerd];
        let tekst = delen.map(String::as_str).join("\n");
        (tekst, inhoud.regel.clone())
    };
    Zoekdeel {
        tekst,
        rondom,
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn of_one_in_confidence_search_has_no_word() {
        let signaal = |vertrouwelijk| Signaal {
            tekst: "tekst".into(),
            voor_wie: "voor wie".into(),
            regel: "regel".into(),
            geprobeerd: "geprobeerd".into(),
            vertrouwelijk,
            melder: Uuid::from_u128(1),
            namens: None,
            thema: None,
            knelpunt: None,
            gemeenten: vec![Uuid::from_u128(2)],
            verwoording: "verwoording".into(),
        };
        let open = zoekdeel(&signaal(false));
        assert_eq!(
            (open.tekst.as_str(), open.rondom.as_str()),
            ("tekst\nvoor wie\ngeprobeerd", "regel")
        );
        let dicht = zoekdeel(&signaal(true));
        assert!(dicht.tekst.is_empty() && dicht.rondom.is_empty());
        for deel in [open, dicht] {
            assert!(deel.facetten.is_empty() && deel.namen.is_empty());
        }
    }
}
