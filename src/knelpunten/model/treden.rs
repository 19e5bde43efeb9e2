//! The five steps before anybody asks for another rule: the ladder against the reflex to regulate.

use serde::{Deserialize, Serialize};

/// The steps, in their order.
pub const TREDEN: [&str; 5] = [
    "Wat heeft de inwoner of professional nodig",
    "Wat kan binnen de bestaande ruimte",
    "Lokale of regionale afspraak",
    "Proef",
    "Regelwijziging",
];

/// The name of a step with its number, for in a sentence: `trede 4 (Proef)`.
fn trede_in_woorden(nummer: u8) -> String {
    let plek = usize::from(nummer).checked_sub(1);
    let naam = plek.and_then(|plek| TREDEN.get(plek)).copied();
    format!("trede {nummer} ({})", naam.unwrap_or_default())
}

/// The names of some steps in a sentence: `trede 3 (…) en trede 4 (…)`.
pub fn treden_in_woorden(nummers: &[u8]) -> String {
    let alle: Vec<String> = nummers.iter().copied().map(trede_in_woorden).collect();
    match alle.split_last() {
        Some((laatste, eerdere)) if !eerdere.is_empty() => {
            format!("{} en {laatste}", eerdere.join(", "))
        }
        _ => alle.concat(),
    }
}

/// What was said of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trede {
    /// What was found, or why the step was skipped; Markdown, never empty.
    pub tekst: String,
    /// Whether it was skipped.
    pub overgeslagen: bool,
}

/// The five steps of one knelpunt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Treden([Option<Trede>; 5]);

/// Why a step can't be written so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bezwaar {
    /// The last step opens when these are filled.
    EerstInvullen(Vec<u8>),
    /// The last step leans on this one: that has to be emptied first.
    LaatsteLeuntErop,
    /// The last step is what all others lead to: it can't be skipped.
    LaatsteOverslaan,
    /// Who skips a step says why.
    ZonderReden,
    /// There is no such step.
    Onbekend,
}

impl Treden {
    /// What was said of a step, from 1; none when nothing was.
    pub fn trede(&self, nummer: u8) -> Option<&Trede> {
        let plek = usize::from(nummer).checked_sub(1)?;
        self.0.get(plek)?.as_ref()
    }

    /// The steps with their number, from 1.
    pub fn alle(&self) -> impl Iterator<Item = (u8, Option<&Trede>)> {
        (1..).zip(self.0.iter().map(Option::as_ref))
    }

    /// Those of the first four that nothing was said of.
    pub fn ontbreekt(&self) -> Vec<u8> {
        let leeg = self.alle().take(4).filter(|(_, trede)| trede.is_none());
        leeg.map(|(nummer, _)| nummer).collect()
    }

    /// Those of all five that nothing was said of.
    pub fn leeg(&self) -> Vec<u8> {
        let leeg = self.alle().filter(|(_, trede)| trede.is_none());
        leeg.map(|(nummer, _)| nummer).collect()
    }

    /// Whether the last step may be written: the four before it hold a text or a reasoned skip.
    pub fn laatste_is_open(&self) -> bool {
        self.ontbreekt().is_empty()
    }

    /// How far it came: the number of the last step before the first that nothing was said of.
    pub fn tot(&self) -> u8 {
        let gezet = self.alle().take_while(|(_, trede)| trede.is_some());
        gezet.last().map_or(0, |(nummer, _)| nummer)
    }

    /// Whether all five are filled, so that a rule may be asked for.
    pub fn is_heel(&self) -> bool {
        self.tot() == 5
    }

    /// The five steps as they are said all at once, from the first: the text of each, and whether it was
    /// skipped. A step without a text is not there.
    ///
    /// # Errors
    /// Everything that can't be, by the number of the step.
    pub fn van(gezegd: &[(String, bool); 5]) -> Result<Self, Vec<(u8, Bezwaar)>> {
        let mut treden = Self::default();
        let mut bezwaren = Vec::new();
        for (nummer, (tekst, overgeslagen)) in (1..).zip(gezegd) {
            if *overgeslagen && nummer == 5 {
                bezwaren.push((nummer, Bezwaar::LaatsteOverslaan));
            } else if *overgeslagen && tekst.trim().is_empty() {
                bezwaren.push((nummer, Bezwaar::ZonderReden));
            } else if let Err(bezwaar) = treden.zet(nummer, tekst, *overgeslagen) {
                bezwaren.push((nummer, bezwaar));
            }
        }
        if bezwaren.is_empty() {
            Ok(treden)
        } else {
            Err(bezwaren)
        }
    }

    /// Writes what is said of a step; an empty text takes it away.
    ///
    /// # Errors
    /// Why that can't be.
    pub fn zet(&mut self, nummer: u8, tekst: &str, overgeslagen: bool) -> Result<(), Bezwaar> {
        let plek = usize::from(nummer).checked_sub(1);
        let Some(plek) = plek.filter(|plek| *plek < self.0.len()) else {
            return Err(Bezwaar::Onbekend);
        };
        let tekst = tekst.trim();
        let laatste = nummer == 5;
        if tekst.is_empty() {
            if !laatste && self.0[4].is_some() {
                return Err(Bezwaar::LaatsteLeuntErop);
            }
            self.0[plek] = None;
            return Ok(());
        }
        if laatste && overgeslagen {
            return Err(Bezwaar::LaatsteOverslaan);
        }
        if laatste && !self.laatste_is_open() {
            return Err(Bezwaar::EerstInvullen(self.ontbreekt()));
        }
        self.0[plek] = Some(Trede {
            tekst: tekst.to_owned(),
            overgeslagen,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_step_opens_when_the_four_before_it_are_filled() {
        let mut treden = Treden::default();
        assert_eq!(
            treden.zet(5, "De wet moet anders.", false),
            Err(Bezwaar::EerstInvullen(vec![1, 2, 3, 4]))
        );
        treden.zet(1, "Een vaste begeleider.", false).unwrap();
        treden.zet(2, "Er is geen ruimte.", true).unwrap();
        treden.zet(4, "Een proef in twee wijken.", false).unwrap();
        assert_eq!(treden.tot(), 2);
        assert_eq!(
            treden.zet(5, "De wet moet anders.", false),
            Err(Bezwaar::EerstInvullen(vec![3]))
        );
        treden.zet(3, "De regio sprak af te delen.", false).unwrap();
        assert_eq!(
            treden.zet(5, "Niet nodig.", true),
            Err(Bezwaar::LaatsteOverslaan)
        );
        treden.zet(5, "De wet moet anders.", false).unwrap();
        assert!(treden.is_heel());
        assert_eq!(treden.zet(2, " ", false), Err(Bezwaar::LaatsteLeuntErop));
        treden.zet(5, "", false).unwrap();
        treden.zet(2, "", false).unwrap();
        assert_eq!((treden.ontbreekt(), treden.leeg()), (vec![2], vec![2, 5]));
        assert_eq!(
            treden_in_woorden(&[3, 4, 5]),
            "trede 3 (Lokale of regionale afspraak), trede 4 (Proef) en trede 5 (Regelwijziging)"
        );
        assert_eq!(treden_in_woorden(&[4]), "trede 4 (Proef)");
        for onbekend in [0, 6, u8::MAX] {
            assert_eq!(treden.zet(onbekend, "x", false), Err(Bezwaar::Onbekend));
            assert_eq!(treden.trede(onbekend), None);
        }
    }

    #[test]
    fn all_at_once_everything_that_can_not_be_is_told() {
        let gezegd = |teksten: [&str; 5], overgeslagen: [bool; 5]| {
            let mut overgeslagen = overgeslagen.into_iter();
            teksten.map(|tekst| (tekst.to_owned(), overgeslagen.next().unwrap_or_default()))
        };
        let geen = [false; 5];
        assert_eq!(Treden::van(&gezegd([""; 5], geen)), Ok(Treden::default()));
        let heel = gezegd(
            ["a", "b", "c", "d", "e"],
            [false, false, true, false, false],
        );
        let heel = Treden::van(&heel).unwrap();
        assert!(heel.is_heel());
        assert_eq!(heel.trede(3).map(|t| t.overgeslagen), Some(true));
        let krom = gezegd(["a", " ", "", "", "e"], [false, true, false, false, false]);
        assert_eq!(
            Treden::van(&krom),
            Err(vec![
                (2, Bezwaar::ZonderReden),
                (5, Bezwaar::EerstInvullen(vec![2, 3, 4]))
            ])
        );
        let laatste = gezegd(
            ["a", "b", "c", "d", "e"],
            [false, false, false, false, true],
        );
        assert_eq!(
            Treden::van(&laatste),
            Err(vec![(5, Bezwaar::LaatsteOverslaan)])
        );
    }

    proptest! {
        #[test]
        fn no_order_of_writing_reaches_the_last_step_without_the_others(
            stappen in prop::collection::vec((0..8_u8, "[a-z ]{0,3}", any::<bool>()), 0..40)
        ) {
            let mut treden = Treden::default();
            for (nummer, tekst, overgeslagen) in stappen {
                let eerst = treden.clone();
                if treden.zet(nummer, &tekst, overgeslagen).is_err() {
                    prop_assert_eq!(&treden, &eerst, "what is refused changes nothing");
                }
                prop_assert!(treden.trede(5).is_none() || treden.is_heel());
            }
        }
    }
}
