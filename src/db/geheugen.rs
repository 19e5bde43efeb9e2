//! Names that are asked for with every search, remembered as long as the change log lets them
//! stand.
//!
//! A name is remembered for the keys of the reader it was read for, and never told to a reader with
//! other keys. Everything that changes a name or who may read it stands in the change log in the
//! same transaction; whoever asks looks at the log first and forgets the stukken in it. So what is
//! told is what the tables say at that moment.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::wijzigingen::{hoogste, na};
use crate::error::Result;

/// How many sets of keys are remembered: one per signed-in reader of the last minutes.
const LEZERS: usize = 64;
/// Names per reader. More than any facet has; past it the memory of that reader starts afresh.
const NAMEN: usize = 10_000;
/// After more changes than this everything is forgotten, which is less work than looking at each.
const WIJZIGINGEN: u64 = 500;

/// What a stuk is called, under one of the names it is asked by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naam {
    /// The stuk.
    pub stuk_id: Uuid,
    /// What people read.
    pub titel: String,
}

/// By kind, and by what it is asked by.
type PerSoort = HashMap<&'static str, HashMap<String, Naam>>;

/// Remembered names. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Geheugen(Arc<Mutex<Inhoud>>);

#[derive(Debug, Default)]
struct Inhoud {
    /// The number in the log up to which everything below still stands.
    versie: i64,
    /// The one used last at the end.
    lezers: Vec<(Vec<String>, PerSoort)>,
}

impl Geheugen {
    /// Forgets what has changed, and answers up to which number of the log that was looked at.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn bijwerken(&self, conn: &impl ConnectionTrait) -> Result<i64> {
        let gezien = self.inhoud().versie;
        let wijzigingen = na(conn, gezien, WIJZIGINGEN).await?;
        if wijzigingen.len() as u64 == WIJZIGINGEN {
            let versie = hoogste(conn).await?;
            self.vergeet(versie, |_| true);
            return Ok(versie);
        }
        let Some(laatste) = wijzigingen.last() else {
            return Ok(gezien);
        };
        let gewijzigd: HashSet<Uuid> = wijzigingen.iter().map(|w| w.stuk_id).collect();
        self.vergeet(laatste.volgnummer, |stuk| gewijzigd.contains(&stuk));
        Ok(laatste.volgnummer)
    }

    fn vergeet(&self, versie: i64, gewijzigd: impl Fn(Uuid) -> bool) {
        let mut inhoud = self.inhoud();
        for (_, per_soort) in &mut inhoud.lezers {
            for namen in per_soort.values_mut() {
                namen.retain(|_, naam| !gewijzigd(naam.stuk_id));
            }
        }
        inhoud.versie = inhoud.versie.max(versie);
    }

    /// The titles that are remembered for a reader with exactly these keys, and the names that are
    /// not.
    pub fn zoek<'a>(
        &self,
        sleutels: &[String],
        soort: &'static str,
        namen: &'a [String],
    ) -> (HashMap<String, String>, Vec<&'a String>) {
        let mut inhoud = self.inhoud();
        let plaats = inhoud.lezers.iter().position(|(van, _)| van == sleutels);
        let Some(plaats) = plaats else {
            return (HashMap::new(), namen.iter().collect());
        };
        let lezer = inhoud.lezers.remove(plaats);
        let bekend = lezer.1.get(soort);
        let (mut titels, mut onbekend) = (HashMap::new(), Vec::new());
        for naam in namen {
            match bekend.and_then(|bekend| bekend.get(naam)) {
                Some(gevonden) => {
                    titels.insert(naam.clone(), gevonden.titel.clone());
                }
                None => onbekend.push(naam),
            }
        }
        inhoud.lezers.push(lezer);
        (titels, onbekend)
    }

    /// Remembers what was read for a reader with these keys. `versie` is what
    /// [`Self::bijwerken`] answered before it was read: when the log was looked at again since, it
    /// may be out of date already and is not kept.
    pub fn onthoud(
        &self,
        versie: i64,
        sleutels: &[String],
        soort: &'static str,
        namen: impl IntoIterator<Item = (String, Naam)>,
    ) {
        let mut inhoud = self.inhoud();
        if inhoud.versie != versie {
            return;
        }
        let plaats = inhoud.lezers.iter().position(|(van, _)| van == sleutels);
        let plaats = plaats.unwrap_or_else(|| {
            if inhoud.lezers.len() >= LEZERS {
                inhoud.lezers.remove(0);
            }
            inhoud.lezers.push((sleutels.to_vec(), PerSoort::new()));
            inhoud.lezers.len() - 1
        });
        let bekend = inhoud.lezers[plaats].1.entry(soort).or_default();
        if bekend.len() >= NAMEN {
            bekend.clear();
        }
        bekend.extend(namen);
    }

    fn inhoud(&self) -> MutexGuard<'_, Inhoud> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOORT: &str = "thema";

    fn sleutels(namen: &[&str]) -> Vec<String> {
        namen.iter().map(ToString::to_string).collect()
    }

    fn naam(nummer: u128, titel: &str) -> Naam {
        Naam {
            stuk_id: Uuid::from_u128(nummer),
            titel: titel.into(),
        }
    }

    fn titels(geheugen: &Geheugen, lezer: &[String]) -> Vec<(String, String)> {
        let namen = sleutels(&["a", "b"]);
        let (titels, onbekend) = geheugen.zoek(lezer, SOORT, &namen);
        assert_eq!(titels.len() + onbekend.len(), 2);
        let mut titels: Vec<_> = titels.into_iter().collect();
        titels.sort();
        titels
    }

    fn met_twee() -> (Geheugen, Vec<String>) {
        let (geheugen, lezer) = (Geheugen::default(), sleutels(&["openbaar"]));
        let namen = [
            ("a".to_owned(), naam(1, "Aap")),
            ("b".to_owned(), naam(2, "Beer")),
        ];
        geheugen.onthoud(0, &lezer, SOORT, namen);
        (geheugen, lezer)
    }

    #[test]
    fn a_name_is_told_to_the_same_keys_only() {
        let (geheugen, lezer) = met_twee();
        assert_eq!(titels(&geheugen, &lezer).len(), 2);
        for ander in [
            sleutels(&[]),
            sleutels(&["overheid"]),
            sleutels(&["openbaar", "overheid"]),
        ] {
            assert!(titels(&geheugen, &ander).is_empty(), "{ander:?}");
        }
        let namen = sleutels(&["a"]);
        assert!(geheugen.zoek(&lezer, "regeling", &namen).0.is_empty());
    }

    #[test]
    fn what_changed_is_forgotten_and_the_rest_is_not() {
        let (geheugen, lezer) = met_twee();
        geheugen.vergeet(7, |stuk| stuk == Uuid::from_u128(1));
        assert_eq!(
            titels(&geheugen, &lezer),
            [("b".to_owned(), "Beer".to_owned())]
        );
        // Read before the change, and only now remembered.
        geheugen.onthoud(0, &lezer, SOORT, [("a".to_owned(), naam(1, "Oud"))]);
        assert_eq!(titels(&geheugen, &lezer).len(), 1);
        geheugen.onthoud(7, &lezer, SOORT, [("a".to_owned(), naam(1, "Nieuw"))]);
        assert_eq!(titels(&geheugen, &lezer).len(), 2);
    }

    #[test]
    fn readers_of_long_ago_make_place() {
        let (geheugen, lezer) = met_twee();
        for nummer in 0..LEZERS {
            let ander = sleutels(&[&format!("persoon:{nummer}")]);
            geheugen.onthoud(0, &ander, SOORT, [("a".to_owned(), naam(1, "Aap"))]);
            // The first one keeps asking.
            assert_eq!(titels(&geheugen, &lezer).len(), 2);
        }
        let eerste = sleutels(&["persoon:0"]);
        assert!(titels(&geheugen, &eerste).is_empty());
    }
}
