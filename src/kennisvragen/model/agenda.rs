//! What the kennisagenda counts: kennisvragen by area of life and by state.

use std::{cmp::Reverse, collections::BTreeMap};

use super::Status;
use crate::{
    stukken::model::{Kop, Leefdomein},
    werkruimte::model::Niveau,
};

/// A kennisvraag on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Punt {
    /// The kennisvraag.
    pub kop: Kop,
    /// How it stands.
    pub status: Status,
    /// Who reads it.
    pub niveau: Niveau,
    /// Areas of life.
    pub leefdomeinen: Vec<Leefdomein>,
    /// The thema that looks for the answer; none when the reader may not read that.
    pub thema: Option<Kop>,
    /// How many follow it.
    pub volgers: u64,
}

/// How many there are in each state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling(BTreeMap<Status, u64>);

impl Telling {
    fn tel(&mut self, status: Status) {
        *self.0.entry(status).or_default() += 1;
    }

    /// How many are in this state.
    pub fn van(&self, status: Status) -> u64 {
        self.0.get(&status).copied().unwrap_or_default()
    }

    /// All together.
    pub fn totaal(&self) -> u64 {
        self.0.values().sum()
    }
}

/// The kennisvragen of an area of life, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rij {
    /// The area of life.
    pub leefdomein: Leefdomein,
    /// How many there are.
    pub telling: Telling,
}

/// How many there are of every area of life, also of those without any. One that belongs to more of them counts in
/// each.
pub fn per_leefdomein(punten: &[Punt]) -> Vec<Rij> {
    let rij = |leefdomein: &Leefdomein| {
        let mut telling = Telling::default();
        let hier = punten
            .iter()
            .filter(|punt| punt.leefdomeinen.contains(leefdomein));
        for punt in hier {
            telling.tel(punt.status);
        }
        Rij {
            leefdomein: *leefdomein,
            telling,
        }
    };
    Leefdomein::ALLE.iter().map(rij).collect()
}

/// How many there are in all: each counts once.
pub fn samen(punten: &[Punt]) -> Telling {
    let mut telling = Telling::default();
    for punt in punten {
        telling.tel(punt.status);
    }
    telling
}

/// Puts them in the order of the agenda: by how they stand, and what changed last first.
pub fn volgorde(punten: &mut [Punt]) {
    punten.sort_by_key(|punt| (punt.status, Reverse(punt.kop.gewijzigd_op), punt.kop.id));
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::{DateTime, TimeDelta};
    use uuid::Uuid;

    use super::*;
    use crate::stukken::model::{Eigenaar, Soort};

    pub fn kop(nummer: u128, soort: Soort, slug: &str, minuten: i64) -> Kop {
        let op = DateTime::UNIX_EPOCH + TimeDelta::minutes(minuten);
        Kop {
            id: Uuid::from_u128(nummer),
            soort,
            kenmerk: None,
            slug: slug.parse().expect("a slug"),
            titel: slug.into(),
            samenvatting: String::new(),
            status: String::new(),
            versie: 1,
            datum: None,
            officieel_id: None,
            extern_id: None,
            bron: None,
            aangemaakt_op: op,
            gewijzigd_op: op,
            gepubliceerd_op: None,
            eigenaar: Eigenaar::default(),
            herzien_voor: None,
        }
    }

    pub fn punt(nummer: u128, status: Status, leefdomeinen: &[Leefdomein]) -> Punt {
        Punt {
            kop: kop(nummer, Soort::Kennisvraag, "vraag", 1),
            status,
            niveau: Niveau::Openbaar,
            leefdomeinen: leefdomeinen.to_vec(),
            thema: Some(kop(900, Soort::Thema, "wonen", 1)),
            volgers: 0,
        }
    }

    #[test]
    fn one_counts_in_each_of_its_areas_and_once_in_all() {
        use Leefdomein::{Wonen, Zorg};
        let punten = [
            punt(1, Status::Gesteld, &[Zorg, Wonen]),
            punt(2, Status::Beantwoord, &[Zorg]),
            punt(3, Status::Vervallen, &[]),
        ];
        let rijen = per_leefdomein(&punten);
        assert_eq!(rijen.len(), Leefdomein::ALLE.len());
        let van = |domein| {
            let rij = rijen.iter().find(|rij| rij.leefdomein == domein);
            rij.expect("every area has its row").telling.clone()
        };
        assert_eq!(van(Zorg).totaal(), 2);
        assert_eq!(van(Zorg).van(Status::Beantwoord), 1);
        assert_eq!(van(Wonen).van(Status::Gesteld), 1);
        assert_eq!(van(Leefdomein::Jeugd).totaal(), 0);
        assert_eq!(samen(&punten).totaal(), 3);
        assert_eq!(samen(&punten).van(Status::Vervallen), 1);
    }

    #[test]
    fn what_waits_comes_first_and_then_what_changed_last() {
        let met = |nummer, status, minuten| Punt {
            kop: kop(nummer, Soort::Kennisvraag, "vraag", minuten),
            ..punt(nummer, status, &[])
        };
        let mut punten = vec![
            met(1, Status::Vervallen, 9),
            met(2, Status::Gesteld, 1),
            met(3, Status::Beantwoord, 8),
            met(4, Status::Gesteld, 5),
            met(5, Status::InOnderzoek, 2),
        ];
        volgorde(&mut punten);
        let nummers: Vec<u128> = punten.iter().map(|p| p.kop.id.as_u128()).collect();
        assert_eq!(nummers, [4, 2, 5, 3, 1]);
    }
}
