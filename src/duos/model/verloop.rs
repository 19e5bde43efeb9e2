//! Who sat on a seat, from when to when. Pure.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Kant;
use crate::waarden::waarden;

waarden! {
    /// How it came that somebody sits on a seat, or does no longer.
    Hoe {
        Toegekend = "toegekend", "Aangewezen door de regietafel";
        Overgedragen = "overgedragen", "Overgedragen";
        Bestond = "bestond", "Zat er al";
        Ontnomen = "ontnomen", "Door de regietafel vrijgemaakt";
        Neergelegd = "neergelegd", "Zelf neergelegd";
        Vertrokken = "vertrokken", "Weg bij de organisatie";
        Verwijderd = "verwijderd", "Account verwijderd";
        Geblokkeerd = "geblokkeerd", "Account geblokkeerd";
        Gedeblokkeerd = "gedeblokkeerd", "Account weer open";
    }
}

/// Somebody on a seat for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periode {
    /// Whose seat it is.
    pub kant: Kant,
    /// Who.
    pub gebruiker: Uuid,
    /// Where they worked when they sat down; none when that is not known.
    pub organisatie: Option<Uuid>,
    /// From when.
    pub van: DateTime<Utc>,
    /// Until when; none as long as they sit there.
    pub tot: Option<DateTime<Utc>>,
    /// How it began.
    pub hoe: Hoe,
    /// How it ended.
    pub einde: Option<Hoe>,
}

/// Since when a seat is empty: since the last who sat there left it, and when nobody ever did since the beginning.
pub fn sinds_leeg(verloop: &[Periode], kant: Kant, begin: DateTime<Utc>) -> DateTime<Utc> {
    let van_kant = verloop.iter().filter(|p| p.kant == kant);
    van_kant.filter_map(|p| p.tot).max().unwrap_or(begin)
}

/// Since when somebody sits on a seat; none when the history does not say so.
pub fn sinds_bezet(verloop: &[Periode], kant: Kant, houder: Uuid) -> Option<DateTime<Utc>> {
    let nu = |p: &&Periode| p.kant == kant && p.gebruiker == houder && p.tot.is_none();
    verloop.iter().find(nu).map(|p| p.van)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_empty_since_the_last_left_it_and_taken_since_somebody_came() {
        let op = |dag: &str| {
            let moment = format!("2026-{dag}T08:00:00Z").parse::<DateTime<Utc>>();
            moment.expect("a moment")
        };
        let periode = |kant: Kant, van: &str, tot: Option<&str>| Periode {
            kant,
            gebruiker: Uuid::from_u128(1),
            organisatie: None,
            van: op(van),
            tot: tot.map(op),
            hoe: Hoe::Toegekend,
            einde: tot.map(|_| Hoe::Neergelegd),
        };
        let begin = op("01-01");
        let verloop = [
            periode(Kant::Rijk, "02-01", Some("05-01")),
            periode(Kant::Rijk, "01-02", Some("02-01")),
            periode(Kant::Gemeente, "02-01", None),
        ];
        assert_eq!(sinds_leeg(&verloop, Kant::Rijk, begin), op("05-01"));
        assert_eq!(sinds_leeg(&verloop, Kant::Gemeente, begin), begin);
        assert_eq!(sinds_leeg(&[], Kant::Rijk, begin), begin);
        let wie = Uuid::from_u128(1);
        assert_eq!(
            sinds_bezet(&verloop, Kant::Gemeente, wie),
            Some(op("02-01"))
        );
        assert_eq!(sinds_bezet(&verloop, Kant::Gemeente, Uuid::nil()), None);
        assert_eq!(sinds_bezet(&verloop, Kant::Rijk, wie), None, "they left");
    }
}
