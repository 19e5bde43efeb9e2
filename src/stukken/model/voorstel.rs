//! A change to a published stuk, and who had a hand in what waits. Pure.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Basis, Verbandsoort};
use crate::waarden::waarden;

/// Where a stuk points: how, to what, and at which place in it (often empty).
pub type Wijzer = (Verbandsoort, Uuid, String);

/// The whole state of a stuk, as a revisie or a voorstel keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staat<T> {
    /// What all kinds share.
    pub basis: Basis,
    /// What is particular to the kind.
    pub inhoud: T,
    /// Where it points; none when the writer did not say, and then it stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbanden: Option<Vec<Wijzer>>,
}

waarden! {
    /// The states of a voorstel (design section 5).
    Voorstelstatus {
        Concept = "concept", "Concept";
        Aangeboden = "aangeboden", "Aangeboden";
        Overgenomen = "overgenomen", "Overgenomen";
        Afgewezen = "afgewezen", "Afgewezen";
    }
}

waarden! {
    /// What people do with a voorstel.
    Voorstelactie {
        Aanbieden = "voorstel-aanbieden", "Aanbieden";
        Overnemen = "voorstel-overnemen", "Overnemen";
        Spoedovernemen = "voorstel-spoedovernemen", "Met spoed overnemen";
        Afwijzen = "voorstel-afwijzen", "Afwijzen";
    }
}

/// The state of a voorstel after an action, or none when the state does not allow it, whatever the
/// role. One in a hurry may be taken over before it is offered, as a praktijk may.
pub const fn overgang(status: Voorstelstatus, actie: Voorstelactie) -> Option<Voorstelstatus> {
    match (status, actie) {
        (Voorstelstatus::Concept, Voorstelactie::Aanbieden) => Some(Voorstelstatus::Aangeboden),
        (Voorstelstatus::Aangeboden, Voorstelactie::Overnemen)
        | (Voorstelstatus::Concept | Voorstelstatus::Aangeboden, Voorstelactie::Spoedovernemen) => {
            Some(Voorstelstatus::Overgenomen)
        }
        (Voorstelstatus::Aangeboden, Voorstelactie::Afwijzen) => Some(Voorstelstatus::Afgewezen),
        _ => None,
    }
}

impl Voorstelstatus {
    /// Whether it can still be written.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Concept | Self::Aangeboden)
    }
}

/// A voorstel without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voorstelkop {
    /// Its number.
    pub id: Uuid,
    /// The stuk that it changes.
    pub stuk_id: Uuid,
    /// The version of the stuk that it began with.
    pub basis_versie: i64,
    /// The state it is in.
    pub status: Voorstelstatus,
    /// Who wrote it last, as [`crate::actor::Actor`] writes itself.
    pub door: String,
    /// When it last changed.
    pub op: DateTime<Utc>,
    /// Counts the changes: whoever writes names the version they saw.
    pub versie: i64,
    /// What it changes and why, in the words of its writer.
    pub notitie: String,
}

/// Who had a hand in what waits to be published, as [`crate::actor::Actor`] writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handen {
    /// Who wrote in it since it was last published.
    pub schreven: BTreeSet<String>,
    /// Who offered it since it was last published.
    pub boden_aan: BTreeSet<String>,
}

/// Why somebody may not be the second pair of eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// They wrote in it.
    Schreef,
    /// They offered it.
    BoodAan,
}

impl Bezwaar {
    /// What to do, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::Schreef => {
                "U hebt hieraan meegeschreven. Vier ogen zien meer dan twee: vraag een collega van \
                 de redactie die er niet aan schreef."
            }
            Self::BoodAan => {
                "U hebt dit zelf aangeboden. Vier ogen zien meer dan twee: vraag een collega van de \
                 redactie."
            }
        }
    }
}

impl Handen {
    /// What stands in the way of this one being the second pair of eyes (design section 5): whoever
    /// wrote in it or offered it since it was last published, whatever the role.
    pub fn bezwaar(&self, wie: &str) -> Option<Bezwaar> {
        if self.schreven.contains(wie) {
            Some(Bezwaar::Schreef)
        } else if self.boden_aan.contains(wie) {
            Some(Bezwaar::BoodAan)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_drawn_transitions_exist() {
        use Voorstelactie::{Aanbieden, Afwijzen, Overnemen, Spoedovernemen};
        use Voorstelstatus::{Aangeboden, Afgewezen, Concept, Overgenomen};
        let mag = [
            (Concept, Aanbieden, Aangeboden),
            (Concept, Spoedovernemen, Overgenomen),
            (Aangeboden, Overnemen, Overgenomen),
            (Aangeboden, Spoedovernemen, Overgenomen),
            (Aangeboden, Afwijzen, Afgewezen),
        ];
        for &status in Voorstelstatus::ALLE {
            for &actie in Voorstelactie::ALLE {
                let wordt = mag.iter().find(|(s, a, _)| (*s, *a) == (status, actie));
                assert_eq!(
                    overgang(status, actie),
                    wordt.map(|m| m.2),
                    "{status} –{actie}→"
                );
            }
        }
        assert!(Concept.is_open() && Aangeboden.is_open());
        assert!(!Overgenomen.is_open() && !Afgewezen.is_open());
    }

    #[test]
    fn nobody_is_the_second_pair_of_eyes_on_their_own_work() {
        let wie = |namen: &[&str]| namen.iter().map(|n| (*n).to_owned()).collect();
        let handen = Handen {
            schreven: wie(&["account:1", "account:2"]),
            boden_aan: wie(&["account:2", "account:3"]),
        };
        for (naam, bezwaar) in [
            ("account:1", Some(Bezwaar::Schreef)),
            ("account:2", Some(Bezwaar::Schreef)),
            ("account:3", Some(Bezwaar::BoodAan)),
            ("account:4", None),
        ] {
            assert_eq!(handen.bezwaar(naam), bezwaar, "{naam}");
        }
    }
}
