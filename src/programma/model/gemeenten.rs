//! Which gemeenten took part. Pure.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::{
    error::Fouten,
    organisaties::model::{Gemeente, Provincie},
    waarden::opsomming,
    zoeken::model::adres,
};

/// Where the gemeenten are that never took part.
pub const GEMEENTEN: &str = "/programma/gemeenten";
/// What an address says of gemeenten of which nobody knows the province.
const ONBEKEND: &str = "onbekend";

/// The gemeenten of which part of the country are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waar {
    /// Of all of it.
    Overal,
    /// Of this province.
    In(Provincie),
    /// Those of which nobody knows the province.
    Onbekend,
}

impl Waar {
    /// The words for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overal => "Heel Nederland",
            Self::In(provincie) => provincie.label(),
            Self::Onbekend => "Provincie niet bekend",
        }
    }

    /// Whether a gemeente lies there.
    pub fn heeft(self, gemeente: &Gemeente) -> bool {
        match self {
            Self::Overal => true,
            Self::In(provincie) => gemeente.provincie == Some(provincie),
            Self::Onbekend => gemeente.provincie.is_none(),
        }
    }
}

/// Which gemeenten are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gemeentekeuze {
    /// Of which part of the country.
    pub waar: Waar,
    /// Whether those that took part are asked for, or those that never did.
    pub mee: bool,
}

impl Gemeentekeuze {
    /// Reads it from the parameters of a URL.
    ///
    /// # Errors
    /// Every value that does not exist, with what does.
    pub fn lees(paren: &[(String, String)]) -> Result<Self, Fouten> {
        let waarde = |naam: &str| {
            let paar = paren.iter().find(|(van, _)| van == naam);
            paar.map_or("", |(_, waarde)| waarde.as_str())
        };
        let mut fouten = Fouten::new();
        let waar = match waarde("provincie") {
            "" => Some(Waar::Overal),
            ONBEKEND => Some(Waar::Onbekend),
            provincie => provincie.parse().ok().map(Waar::In),
        };
        if waar.is_none() {
            let bekend = Provincie::ALLE.iter().map(|provincie| provincie.waarde());
            let goed = opsomming(bekend.chain([ONBEKEND]));
            fouten.meld(
                "provincie",
                "onbekende-waarde",
                format!("Kies bij provincie {goed}."),
            );
        }
        let mee = waarde("mee");
        if !matches!(mee, "" | "ja" | "nee") {
            fouten.meld("mee", "onbekende-waarde", "Kies bij mee ja of nee.");
        }
        fouten.of(Self {
            waar: waar.unwrap_or(Waar::Overal),
            mee: mee == "ja",
        })
    }

    /// The address of these gemeenten.
    pub fn pad(self) -> String {
        let waarde = match self.waar {
            Waar::Overal => None,
            Waar::In(provincie) => Some(provincie.to_string()),
            Waar::Onbekend => Some(ONBEKEND.to_owned()),
        };
        let provincie = waarde.map(|waarde| ("provincie", waarde));
        let mee = self.mee.then(|| ("mee", "ja".to_owned()));
        let paren = provincie.into_iter().chain(mee);
        adres(GEMEENTEN, &paren.collect::<Vec<_>>())
    }
}

/// The organisaties of today that these are: one that ended lives on in what came after it. `opvolging` has
/// who came after whom, the later one first.
pub fn van_nu(geweest: &BTreeSet<Uuid>, opvolging: &[(Uuid, Uuid)]) -> BTreeSet<Uuid> {
    let mut opvolgers: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for (later, eerder) in opvolging {
        opvolgers.entry(*eerder).or_default().push(*later);
    }
    let mut nu = geweest.clone();
    let mut rand: Vec<Uuid> = geweest.iter().copied().collect();
    while let Some(id) = rand.pop() {
        let later = opvolgers.get(&id).into_iter().flatten();
        rand.extend(later.copied().filter(|later| nu.insert(*later)));
    }
    nu
}

/// How many gemeenten of a province took part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Provincierij {
    /// Those that did.
    pub mee: u64,
    /// Those that never did.
    pub nooit: u64,
}

/// Counts gemeenten per province, those without one apart. `nooit` are those that never took part.
pub fn per_provincie(
    gemeenten: &[Gemeente],
    nooit: &BTreeSet<Uuid>,
) -> BTreeMap<Option<Provincie>, Provincierij> {
    let mut per_provincie: BTreeMap<Option<Provincie>, Provincierij> = BTreeMap::new();
    for gemeente in gemeenten {
        let rij = per_provincie.entry(gemeente.provincie).or_default();
        if nooit.contains(&gemeente.id) {
            rij.nooit += 1;
        } else {
            rij.mee += 1;
        }
    }
    per_provincie
}
