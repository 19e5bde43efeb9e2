//! Types, states and rules of a signaal. Pure.

mod bericht;
mod formulier;
mod indeling;
pub mod lijkt;
mod stappen;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{actor::Sleutel, stukken::model::Kaartfeit, waarden::waarden};

pub use bericht::{Bericht, Lading, SOORT};
pub use formulier::{Formulier, Gekeurd, JA, MAX_KORT, MAX_TEKST, MAX_TITEL, NEE, begin};
pub use indeling::{Bezwaar as Indelingsbezwaar, Indeling, Zet};
pub use stappen::{Stap, kan};

waarden! {
    /// How a signaal stands.
    Status {
        Ingediend = "ingediend", "Ingediend";
        Gekoppeld = "gekoppeld", "Gekoppeld aan een knelpunt";
        Doorverwezen = "doorverwezen", "Doorverwezen";
        Ingetrokken = "ingetrokken", "Ingetrokken";
    }
}

waarden! {
    /// What one can do with a signaal.
    Actie {
        Koppelen = "koppelen", "Koppelen aan een knelpunt";
        Doorverwijzen = "doorverwijzen", "Doorverwijzen";
        Intrekken = "intrekken", "Intrekken";
    }
}

/// The state after an action; none when it is not possible in that state (design section 5). Moving a
/// signaal from one knelpunt to another is no transition: it stays gekoppeld.
pub const fn overgang(van: Status, actie: Actie) -> Option<Status> {
    match (van, actie) {
        (Status::Ingediend, Actie::Koppelen) => Some(Status::Gekoppeld),
        (Status::Ingediend, Actie::Doorverwijzen) => Some(Status::Doorverwezen),
        (Status::Ingediend, Actie::Intrekken) => Some(Status::Ingetrokken),
        _ => None,
    }
}

/// The melder of a signaal that an account let go of: no account has this number.
pub const NIEMAND: Uuid = Uuid::nil();

/// What is particular to a signaal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signaal {
    /// What happens.
    pub tekst: String,
    /// Whom it concerns.
    pub voor_wie: String,
    /// The law or rule that is in the way, in the words of the melder; often empty.
    pub regel: String,
    /// What was tried already.
    pub geprobeerd: String,
    /// Whether only the dwarskijker may know who signalled.
    pub vertrouwelijk: bool,
    /// The account that signalled; [`NIEMAND`] when it let go of it.
    pub melder: Uuid,
    /// The organisatie that the melder speaks for; none for somebody who speaks for themselves.
    pub namens: Option<Uuid>,
    /// The thema whose duo looks at it; none as long as nobody said.
    pub thema: Option<Uuid>,
    /// The knelpunt it is part of.
    pub knelpunt: Option<Uuid>,
    /// The gemeenten that it plays in. They stand here and in no verband, so that one in confidence is in
    /// no list, facet or map of a gemeente.
    pub gemeenten: Vec<Uuid>,
    /// What the dwarskijker lets the knelpunt say of one in confidence; empty as long as that is nothing.
    pub verwoording: String,
}

impl Signaal {
    /// That only the dwarskijker knows whose it is, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let vertrouwelijk = self
            .vertrouwelijk
            .then(|| Kaartfeit::nieuw("", "Vertrouwelijk"));
        vertrouwelijk.into_iter().collect()
    }

    /// The gemeenten of those it names that its melder spoke for: the gemeente on whose behalf it was sent, or those
    /// that take part in the samenwerkingsverband on whose behalf it was. Others are named, and not bevestigd.
    pub fn bevestigd(&self, deelnemers: &BTreeMap<Uuid, BTreeSet<Uuid>>) -> Vec<Uuid> {
        let Some(namens) = self.namens else {
            return Vec::new();
        };
        let doet_mee = |gemeente: &Uuid| {
            let deelnemers = deelnemers.get(&namens);
            deelnemers.is_some_and(|alle| alle.contains(gemeente))
        };
        let genoemd = self.gemeenten.iter().copied();
        genoemd
            .filter(|gemeente| *gemeente == namens || doet_mee(gemeente))
            .collect()
    }
}

/// Who reads a signaal, in any state (design section 4): who signalled, and the duo and the redactie or,
/// for one in confidence, the dwarskijker alone.
pub fn sleutels(signaal: &Signaal) -> Vec<Sleutel> {
    let melder = Sleutel::Persoon(signaal.melder);
    if signaal.vertrouwelijk {
        return vec![melder, Sleutel::Dwarskijker];
    }
    let duo = signaal.thema.map(Sleutel::Duo);
    [melder, Sleutel::Redactie].into_iter().chain(duo).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action_is_as_the_design_says() {
        for van in Status::ALLE {
            for actie in Actie::ALLE {
                let verwacht = (*van == Status::Ingediend).then_some(match actie {
                    Actie::Koppelen => Status::Gekoppeld,
                    Actie::Doorverwijzen => Status::Doorverwezen,
                    Actie::Intrekken => Status::Ingetrokken,
                });
                assert_eq!(overgang(*van, *actie), verwacht, "{van} {actie}");
            }
        }
    }

    #[test]
    fn a_gemeente_counts_when_its_melder_spoke_for_it() {
        let [een, twee, drie, regio, provincie] = [1, 2, 3, 4, 5].map(Uuid::from_u128);
        let deelnemers = BTreeMap::from([(regio, BTreeSet::from([een, twee]))]);
        for (namens, verwacht) in [
            (None, vec![]),
            (Some(een), vec![een]),
            (Some(regio), vec![een, twee]),
            (Some(provincie), vec![]),
        ] {
            let signaal = Signaal {
                tekst: String::new(),
                voor_wie: String::new(),
                regel: String::new(),
                geprobeerd: String::new(),
                vertrouwelijk: false,
                melder: Uuid::from_u128(9),
                namens,
                thema: None,
                knelpunt: None,
                gemeenten: vec![een, twee, drie],
                verwoording: String::new(),
            };
            assert_eq!(signaal.bevestigd(&deelnemers), verwacht, "{namens:?}");
        }
    }

    #[test]
    fn one_in_confidence_is_for_the_dwarskijker_and_the_melder() {
        let [melder, thema] = [1, 2].map(Uuid::from_u128);
        let signaal = |vertrouwelijk, thema| Signaal {
            tekst: String::new(),
            voor_wie: String::new(),
            regel: String::new(),
            geprobeerd: String::new(),
            vertrouwelijk,
            melder,
            namens: None,
            thema,
            knelpunt: None,
            gemeenten: Vec::new(),
            verwoording: String::new(),
        };
        let persoon = Sleutel::Persoon(melder);
        for thema in [None, Some(thema)] {
            assert_eq!(
                sleutels(&signaal(true, thema)),
                [persoon.clone(), Sleutel::Dwarskijker]
            );
        }
        assert_eq!(
            sleutels(&signaal(false, None)),
            [persoon.clone(), Sleutel::Redactie]
        );
        assert_eq!(
            sleutels(&signaal(false, Some(thema))),
            [persoon, Sleutel::Redactie, Sleutel::Duo(thema)]
        );
    }
}
