//! What the search journal keeps of a question: its words, and how often they were asked.

use super::Vraag;
use crate::{
    actor::{Actor, Sleutel},
    ids::vouw,
    persoonsgegevens::model::heeft,
};

/// How much of a question is kept, in characters.
pub const LANGSTE: usize = 200;
/// How many days a question is kept.
pub const DAGEN: u32 = 30;

/// How often a question was asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// In all.
    pub keren: i64,
    /// How many of those found nothing.
    pub zonder_resultaat: i64,
}

impl std::ops::AddAssign for Telling {
    fn add_assign(&mut self, ander: Self) {
        self.keren += ander.keren;
        self.zonder_resultaat += ander.zonder_resultaat;
    }
}

/// A question with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gesteld {
    /// The words, folded.
    pub vraag: String,
    /// The counts.
    pub telling: Telling,
}

/// What a question is to the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opname {
    /// These words are counted.
    Telt(String),
    /// It has personal data: nothing of it is kept.
    Persoonsgegevens,
    /// It is no question of its own: there are no words, or it turns a page.
    Geen,
}

impl Opname {
    /// Decides about a question.
    pub fn van(vraag: &Vraag) -> Self {
        let woorden = genormaliseerd(&vraag.q);
        if woorden.is_empty() || vraag.pagina != 1 {
            Self::Geen
        } else if heeft(&vraag.q) || heeft(&woorden) {
            Self::Persoonsgegevens
        } else {
            Self::Telt(
                woorden
                    .chars()
                    .take(LANGSTE)
                    .collect::<String>()
                    .trim_end()
                    .to_owned(),
            )
        }
    }
}

/// Whether nothing is kept of what somebody asks: what occupies who reads in confidence is no
/// business of who reads the journal.
pub fn in_vertrouwen(actor: &Actor) -> bool {
    actor.sleutels().iter().any(|sleutel| {
        matches!(
            sleutel,
            Sleutel::Dwarskijker | Sleutel::Tafel(_) | Sleutel::Wederhoor(_)
        )
    })
}

/// The one form of all spellings: folded, with single spaces.
fn genormaliseerd(q: &str) -> String {
    let gevouwen = vouw(q);
    let zichtbaar = gevouwen.replace(char::is_control, " ");
    zichtbaar.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often this one question was asked, by what it found. A filter can leave nothing where the
/// words themselves find something, so a filtered question is never one in vain.
pub fn telling(vraag: &Vraag, totaal: u64) -> Telling {
    let vergeefs = totaal == 0 && vraag.aantal_filters() == 0;
    Telling {
        keren: 1,
        zonder_resultaat: i64::from(vergeefs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zoeken::model::Facet;

    fn opname(q: &str) -> Opname {
        Opname::van(&Vraag::default().met_woorden(q))
    }

    #[test]
    fn spellings_of_a_question_are_one() {
        for q in [
            "Cliënten  WMO",
            " clienten wmo",
            "CLI\u{cb}NTEN\twmo",
            "cliënten\u{1}wmo",
        ] {
            assert_eq!(opname(q), Opname::Telt("clienten wmo".to_owned()), "{q:?}");
        }
    }

    #[test]
    fn a_long_question_is_cut() {
        let Opname::Telt(woorden) = opname(&"é".repeat(1_000)) else {
            panic!("it counts")
        };
        assert_eq!(woorden, "e".repeat(LANGSTE));
        let op_een_spatie = format!("{} b", "a".repeat(LANGSTE - 1));
        assert_eq!(
            opname(&op_een_spatie),
            Opname::Telt("a".repeat(LANGSTE - 1))
        );
    }

    #[test]
    fn personal_data_is_not_kept_however_it_is_written() {
        let achteraan = format!("{} 999990019", "woord ".repeat(60));
        for q in [
            "bsn 999990019",
            "jan@voorbeeld.example",
            "9999\u{ad}90019",
            "06\u{200d}12345678",
            achteraan.as_str(),
        ] {
            assert_eq!(opname(q), Opname::Persoonsgegevens, "{q:?}");
        }
    }

    #[test]
    fn only_a_first_page_with_words_is_a_question() {
        for q in ["", "  ", "\u{ad}"] {
            assert_eq!(opname(q), Opname::Geen, "{q:?}");
        }
        let verder = Vraag::default().met_woorden("wmo").op_pagina(2);
        assert_eq!(Opname::van(&verder), Opname::Geen);
    }

    #[test]
    fn in_vain_is_without_filters() {
        let vraag = Vraag::default().met_woorden("wmo");
        let gefilterd = vraag.met_filter(Facet::Soort, vec!["thema".to_owned()]);
        for (vraag, totaal, zonder_resultaat) in
            [(&vraag, 0, 1), (&vraag, 3, 0), (&gefilterd, 0, 0)]
        {
            let verwacht = Telling {
                keren: 1,
                zonder_resultaat,
            };
            assert_eq!(telling(vraag, totaal), verwacht);
        }
    }
}
