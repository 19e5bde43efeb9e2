//! What a bevinding adds to its search document.

use search_index::Weight;

use super::model::Bevinding;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, its sections and what is recommended; nothing before it is established: who reads that leaves
/// a trace, and a list of hits leaves none.
pub fn zoekdeel(inhoud: &Bevinding) -> Zoekdeel {
    let tekst = if inhoud.vastgesteld_op.is_some() {
        woorden(inhoud)
    } else {
        String::new()
    };
    Zoekdeel {
        tekst,
        rondom: String::new(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}

fn woorden(inhoud: &Bevinding) -> String {
    let mut tekst = zoektekst(&inhoud.tekst, &inhoud.secties);
    for aanbeveling in &inhoud.aanbevelingen {
        tekst.push('\n');
        tekst.push_str(&aanbeveling.tekst);
    }
    tekst
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::{dwarskijker::model::Aanbeveling, stukken::model::Sectie};

    #[test]
    fn search_has_no_word_of_it_before_it_is_established() {
        let mut bevinding = Bevinding {
            tekst: "Kort.".into(),
            secties: vec![Sectie {
                naam: "Wat ik zag".into(),
                tekst: "Veel.".into(),
            }],
            aanbevelingen: vec![Aanbeveling {
                aan: Uuid::nil(),
                tekst: "Doe het.".into(),
            }],
            ronde: 1,
            ..Bevinding::default()
        };
        assert_eq!(zoekdeel(&bevinding).tekst, "");
        bevinding.vastgesteld_op = Some(DateTime::UNIX_EPOCH);
        let tekst = zoekdeel(&bevinding).tekst;
        for woord in ["Kort.", "Wat ik zag: Veel.", "Doe het."] {
            assert!(tekst.contains(woord), "{tekst}");
        }
    }
}
