//! Words that stand for each other in search, as editors keep them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use search_index::Synonym;
use serde::{Deserialize, Serialize};

use crate::{ids::vouw, waarden::waarden};

waarden! {
    /// Why two terms stand for each other. It is for who edits the list; search looks at the
    /// direction alone.
    Woordsoort {
        Afkorting = "afkorting", "Afkorting";
        Oud = "oud", "Oud woord";
        Synoniem = "synoniem", "Synoniem";
    }
}

waarden! {
    /// Which of two terms brings the other along.
    Richting {
        Beide = "beide", "Beide kanten op";
        Heen = "heen", "Alleen van het eerste naar het tweede";
    }
}

impl Woordsoort {
    /// The direction of a row that names none. Texts have the short form of a law, and its old
    /// name, as often as people type them, so no kind goes one way by itself.
    pub const fn richting(self) -> Richting {
        match self {
            Self::Afkorting | Self::Oud | Self::Synoniem => Richting::Beide,
        }
    }
}

/// Two terms that stand for each other. In the order of the list: by kind and then by letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Woord {
    /// Why.
    pub soort: Woordsoort,
    /// What is typed.
    pub van: String,
    /// What is looked for as well.
    pub naar: String,
    /// Whether that goes the other way too.
    pub richting: Richting,
}

impl Woord {
    /// What the search index makes of it.
    pub fn synoniem(&self) -> Synonym {
        Synonym {
            from: self.van.clone(),
            to: self.naar.clone(),
            both_ways: self.richting == Richting::Beide,
        }
    }

    /// The two terms as search sees them: capitals and accents are no difference.
    pub fn paar(&self) -> (String, String) {
        (vouw(&self.van), vouw(&self.naar))
    }
}

/// A whole list.
pub type Woordenlijst = BTreeSet<Woord>;

/// What another list would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verschil {
    /// Rows that come.
    pub erbij: Vec<Woord>,
    /// Rows that go.
    pub eraf: Vec<Woord>,
}

impl Verschil {
    /// What changes from one list to another.
    pub fn tussen(oud: &Woordenlijst, nieuw: &Woordenlijst) -> Self {
        Self {
            erbij: nieuw.difference(oud).cloned().collect(),
            eraf: oud.difference(nieuw).cloned().collect(),
        }
    }

    /// Whether nothing changes.
    pub fn is_leeg(&self) -> bool {
        self.erbij.is_empty() && self.eraf.is_empty()
    }

    /// The same change made to another list.
    pub fn op(&self, lijst: &Woordenlijst) -> Woordenlijst {
        let blijft = lijst.iter().filter(|woord| !self.eraf.contains(woord));
        blijft.chain(&self.erbij).cloned().collect()
    }
}

/// A version of the list: who changed what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versie {
    /// Its number.
    pub versie: i64,
    /// When it was made.
    pub op: DateTime<Utc>,
    /// Who made it, as [`crate::actor::Actor`] is written.
    pub actor: String,
    /// What came and went.
    pub verschil: Verschil,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_row_goes_and_comes() {
        let woord = |van: &str, richting| Woord {
            soort: Woordsoort::Afkorting,
            van: van.to_owned(),
            naar: "wet langdurige zorg".to_owned(),
            richting,
        };
        let oud = Woordenlijst::from([woord("wlz", Richting::Beide), woord("x", Richting::Heen)]);
        let nieuw = Woordenlijst::from([woord("wlz", Richting::Heen), woord("x", Richting::Heen)]);
        let verschil = Verschil::tussen(&oud, &nieuw);
        assert_eq!(verschil.erbij, [woord("wlz", Richting::Heen)]);
        assert_eq!(verschil.eraf, [woord("wlz", Richting::Beide)]);
        assert!(!verschil.is_leeg() && Verschil::tussen(&oud, &oud).is_leeg());
        assert_eq!(verschil.op(&oud), nieuw);
        // Made to a list that somebody else changed, it leaves their change as it is.
        let van_hen =
            Woordenlijst::from([woord("wlz", Richting::Beide), woord("y", Richting::Heen)]);
        let samen = Woordenlijst::from([woord("wlz", Richting::Heen), woord("y", Richting::Heen)]);
        assert_eq!(verschil.op(&van_hen), samen);
    }

    #[test]
    fn a_row_goes_the_way_it_says() {
        for (richting, both_ways) in [(Richting::Beide, true), (Richting::Heen, false)] {
            let woord = Woord {
                soort: Woordsoort::Synoniem,
                van: "pilot".to_owned(),
                naar: "proef".to_owned(),
                richting,
            };
            assert_eq!(woord.synoniem().both_ways, both_ways);
        }
    }
}
