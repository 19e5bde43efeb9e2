//! Rows of moves as the moves that they were, and which of those still stand. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    knelpunten::{model::Deelsoort, store::verplaatsingen::Verplaatsing},
};

/// Whether a move can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terug {
    /// Yes.
    Kan,
    /// It was undone: what moved has gone back.
    IsAl,
    /// Something of it moved on since: that has to go back first.
    Verder,
}

impl Terug {
    /// Refuses what can't be undone.
    pub(super) fn mag(self) -> Result<()> {
        let melding = match self {
            Self::Kan => return Ok(()),
            Self::IsAl => "Deze verplaatsing is al teruggedraaid. U hoeft niets meer te doen.",
            Self::Verder => {
                "Een deel van wat toen is verplaatst, is daarna nog eens verplaatst. Draai eerst die latere \
                 verplaatsing terug, of verplaats wat u wilt met een nieuwe verplaatsing."
            }
        };
        Err(Error::Conflict(melding.into()))
    }
}

/// By what rows are of one move: the moment, who did it, and the two knelpunten.
type Sleutel = (DateTime<Utc>, String, Uuid, Uuid);

/// One move from one knelpunt to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beweging {
    /// Its first row.
    pub zet: Uuid,
    /// From which knelpunt.
    pub van: Uuid,
    /// To which.
    pub naar: Uuid,
    /// When.
    pub op: DateTime<Utc>,
    /// Who did it.
    pub door: String,
    /// Why, by the number of the reden of the second knelpunt.
    pub reden: Option<Uuid>,
    /// The signalen that went.
    pub signalen: BTreeSet<Uuid>,
    /// What was said for gemeenten and went.
    pub bijval: BTreeSet<Uuid>,
}

impl Beweging {
    /// All that went.
    pub(super) fn delen(&self) -> impl Iterator<Item = Uuid> {
        self.signalen.iter().chain(&self.bijval).copied()
    }

    /// Whether it takes another back: all of that, and nothing else, the other way.
    fn neemt_terug(&self, ander: &Self) -> bool {
        (self.van, self.naar) == (ander.naar, ander.van)
            && self.signalen == ander.signalen
            && self.bijval == ander.bijval
    }
}

/// The moves that rows were, in their order. What was laid at a knelpunt for the first time came from nowhere
/// and is none.
pub(super) fn bewegingen(zetten: &[Verplaatsing]) -> Vec<Beweging> {
    let mut plekken: BTreeMap<Sleutel, usize> = BTreeMap::new();
    let mut alle: Vec<Beweging> = Vec::new();
    for zet in zetten {
        let Some(van) = zet.van else { continue };
        let sleutel = (zet.op, zet.door.clone(), van, zet.naar);
        let plek = *plekken.entry(sleutel).or_insert_with(|| {
            alle.push(Beweging {
                zet: zet.id,
                van,
                naar: zet.naar,
                op: zet.op,
                door: zet.door.clone(),
                reden: zet.reden,
                signalen: BTreeSet::new(),
                bijval: BTreeSet::new(),
            });
            alle.len() - 1
        });
        let delen = match zet.soort {
            Deelsoort::Signaal => &mut alle[plek].signalen,
            Deelsoort::Bijval => &mut alle[plek].bijval,
        };
        delen.insert(zet.deel);
    }
    alle
}

/// How each of these moves stands, in their order. They are whole, and no move is missing that began or ended
/// at a knelpunt where one of them did.
pub(super) fn standen(alle: &[Beweging]) -> Vec<Terug> {
    // Of every part the moves that still stand, the last at the end.
    let mut staan: HashMap<Uuid, Vec<usize>> = HashMap::new();
    for (plek, beweging) in alle.iter().enumerate() {
        let laatste = |deel: Uuid| {
            staan
                .get(&deel)
                .and_then(|van_deel| van_deel.last().copied())
        };
        let vorige = beweging.delen().next().and_then(laatste);
        // What was moved as a whole moves back as a whole.
        let terug = vorige.filter(|vorige| {
            beweging.neemt_terug(&alle[*vorige])
                && beweging.delen().all(|deel| laatste(deel) == Some(*vorige))
        });
        for deel in beweging.delen() {
            let van_deel = staan.entry(deel).or_default();
            if terug.is_some() {
                van_deel.pop();
            } else {
                van_deel.push(plek);
            }
        }
    }
    let stand = |(plek, beweging): (usize, &Beweging)| {
        let van_delen = beweging.delen().filter_map(|deel| staan.get(&deel));
        let van_delen: Vec<&Vec<usize>> = van_delen.collect();
        if van_delen
            .iter()
            .all(|van_deel| van_deel.last() == Some(&plek))
        {
            Terug::Kan
        } else if van_delen.iter().any(|van_deel| van_deel.contains(&plek)) {
            Terug::Verder
        } else {
            Terug::IsAl
        }
    };
    alle.iter().enumerate().map(stand).collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn nummer(nummer: usize) -> Uuid {
        Uuid::from_u128(nummer as u128)
    }

    /// From, to, and what.
    type Heen = (usize, usize, Vec<usize>);

    /// Moves of parts between knelpunten, each at a moment of its own.
    fn gedaan(zetten: &[Heen]) -> Vec<Beweging> {
        let mut rijen = Vec::new();
        for (plek, (van, naar, delen)) in zetten.iter().enumerate() {
            let seconden = i64::try_from(plek).expect("a number");
            for deel in delen {
                rijen.push(Verplaatsing {
                    id: nummer(rijen.len() + 1),
                    soort: if deel % 2 == 0 {
                        Deelsoort::Signaal
                    } else {
                        Deelsoort::Bijval
                    },
                    deel: nummer(100 + deel),
                    van: (*van > 0).then(|| nummer(1_000 + van)),
                    naar: nummer(1_000 + naar),
                    reden: None,
                    door: "account:1".into(),
                    op: DateTime::UNIX_EPOCH + TimeDelta::seconds(seconden),
                });
            }
        }
        bewegingen(&rijen)
    }

    fn standen_van(zetten: &[Heen]) -> Vec<Terug> {
        standen(&gedaan(zetten))
    }

    #[test]
    fn rows_of_one_moment_are_one_move_and_the_first_laying_is_none() {
        let alle = gedaan(&[(0, 1, vec![1, 2, 3]), (1, 2, vec![1, 2]), (1, 2, vec![3])]);
        let telling: Vec<_> = alle
            .iter()
            .map(|b| (b.signalen.len(), b.bijval.len()))
            .collect();
        assert_eq!(telling, [(1, 1), (0, 1)]);
        assert_eq!(alle[0].zet, nummer(4));
    }

    #[test]
    fn the_last_move_that_stands_can_be_undone_and_then_the_one_before() {
        use Terug::{IsAl, Kan, Verder};
        let met = |eerst: &[Heen], dan: Heen| [eerst, &[dan]].concat();
        let een = vec![(1, 2, vec![1, 2])];
        let heen = met(&een, (2, 3, vec![1]));
        assert_eq!(standen_van(&heen), [Verder, Kan]);
        let een_terug = met(&heen, (3, 2, vec![1]));
        assert_eq!(standen_van(&een_terug), [Kan, IsAl, IsAl]);
        let alles_terug = met(&een_terug, (2, 1, vec![1, 2]));
        assert_eq!(standen_van(&alles_terug), [IsAl; 4]);
        // Half of a move back is a move of its own, and so is more than all of it.
        assert_eq!(standen_van(&met(&een, (2, 1, vec![1]))), [Verder, Kan]);
        assert_eq!(
            standen_van(&met(&een, (2, 1, vec![1, 2, 4]))),
            [Verder, Kan]
        );
        for (stand, mag) in [(Kan, true), (IsAl, false), (Verder, false)] {
            assert_eq!(stand.mag().is_ok(), mag);
        }
    }

    proptest! {
        #[test]
        fn undoing_what_can_be_undone_brings_everything_back(
            keuzes in prop::collection::vec((0..3_usize, 1..3_usize, any::<u8>()), 0..24)
        ) {
            const DELEN: usize = 6;
            let begin: [usize; DELEN] = std::array::from_fn(|deel| 1 + deel % 3);
            let mut nu = begin;
            let mut zetten: Vec<Heen> = Vec::new();
            for (van, verder, welke) in keuzes {
                let (van, naar) = (van + 1, (van + verder) % 3 + 1);
                let gekozen = |deel: &usize| nu[*deel] == van && (welke >> *deel) & 1 == 1;
                let delen: Vec<usize> = (0..DELEN).filter(gekozen).collect();
                if delen.is_empty() {
                    continue;
                }
                for deel in &delen {
                    nu[*deel] = naar;
                }
                zetten.push((van, naar, delen));
            }
            // Always the last one that can be undone, until none can.
            loop {
                let standen = standen_van(&zetten);
                let kan = standen.iter().rposition(|stand| *stand == Terug::Kan);
                let Some(plek) = kan else { break };
                let (van, naar, delen) = zetten[plek].clone();
                for deel in &delen {
                    prop_assert_eq!(nu[*deel], naar, "it is where it went");
                    nu[*deel] = van;
                }
                zetten.push((naar, van, delen));
            }
            prop_assert_eq!(nu, begin);
        }
    }
}
