//! Which knelpunt every signaal is part of, and how that changes by merging and splitting. A merge moves
//! all of one knelpunt to another, a split moves some to a new one; both are moves, so that there is one
//! trace to read back and one way to undo.

use std::collections::BTreeMap;

use uuid::Uuid;

/// One move of one signaal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zet {
    /// What moves.
    pub signaal: Uuid,
    /// From which knelpunt; none for one that was not part of any.
    pub van: Option<Uuid>,
    /// To which.
    pub naar: Uuid,
}

/// Why a move can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// It is not part of the knelpunt that it would leave: somebody moved it meanwhile.
    StaatElders,
    /// It is part of that knelpunt already.
    StaatErAl,
}

/// Where every signaal is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indeling(BTreeMap<Uuid, Option<Uuid>>);

impl Indeling {
    /// Signalen, each with its knelpunt.
    pub fn van(signalen: impl IntoIterator<Item = (Uuid, Option<Uuid>)>) -> Self {
        Self(signalen.into_iter().collect())
    }

    /// The signalen of a knelpunt, in a fixed order.
    pub fn in_knelpunt(&self, knelpunt: Uuid) -> Vec<Uuid> {
        let binnen = self.0.iter().filter(|(_, k)| **k == Some(knelpunt));
        binnen.map(|(signaal, _)| *signaal).collect()
    }

    /// How many signalen there are.
    pub fn aantal(&self) -> usize {
        self.0.len()
    }

    /// Moves some signalen to a knelpunt; answers the moves. All or nothing.
    ///
    /// # Errors
    /// Why one of them can't be moved.
    pub fn verplaats(
        &mut self,
        signalen: &[Uuid],
        van: Option<Uuid>,
        naar: Uuid,
    ) -> Result<Vec<Zet>, Bezwaar> {
        for signaal in signalen {
            match self.0.get(signaal) {
                Some(nu) if *nu == Some(naar) => return Err(Bezwaar::StaatErAl),
                Some(nu) if *nu == van => {}
                _ => return Err(Bezwaar::StaatElders),
            }
        }
        for signaal in signalen {
            self.0.insert(*signaal, Some(naar));
        }
        let zet = |signaal: &Uuid| Zet {
            signaal: *signaal,
            van,
            naar,
        };
        Ok(signalen.iter().map(zet).collect())
    }

    /// The moves that undo others: the last first, each the other way. What came from no knelpunt stays
    /// where it is: it can't go back to not being looked at.
    pub fn terug(zetten: &[Zet]) -> Vec<Zet> {
        let zetten = zetten.iter().rev();
        let omgekeerd = |zet: &Zet| {
            zet.van.map(|van| Zet {
                signaal: zet.signaal,
                van: Some(zet.naar),
                naar: van,
            })
        };
        zetten.filter_map(omgekeerd).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIGNALEN: u128 = 8;
    const KNELPUNTEN: u128 = 4;

    fn knelpunt(nummer: u128) -> Uuid {
        Uuid::from_u128(1_000 + nummer % KNELPUNTEN)
    }

    fn begin() -> Indeling {
        let signalen = (0..SIGNALEN).map(|n| (Uuid::from_u128(n), Some(knelpunt(n))));
        Indeling::van(signalen)
    }

    fn doe(indeling: &mut Indeling, zet: Zet) {
        let gelukt = indeling.verplaats(&[zet.signaal], zet.van, zet.naar);
        assert_eq!(gelukt, Ok(vec![zet]));
    }

    #[test]
    fn what_is_not_there_is_not_moved_and_nothing_moves_by_half() {
        let mut indeling = begin();
        let eerst = indeling.clone();
        let [nul, een] = [0, 1].map(Uuid::from_u128);
        // The second stands in another knelpunt.
        let fout = indeling.verplaats(&[nul, een], Some(knelpunt(0)), knelpunt(2));
        assert_eq!(fout, Err(Bezwaar::StaatElders));
        let fout = indeling.verplaats(&[nul], Some(knelpunt(0)), knelpunt(0));
        assert_eq!(fout, Err(Bezwaar::StaatErAl));
        let onbekend = Uuid::from_u128(77);
        let fout = indeling.verplaats(&[onbekend], Some(knelpunt(0)), knelpunt(1));
        assert_eq!(fout, Err(Bezwaar::StaatElders));
        assert_eq!(indeling, eerst);
    }

    proptest! {
        #[test]
        fn merges_and_splits_keep_every_signaal_once_and_can_be_undone(
            stappen in prop::collection::vec((0..KNELPUNTEN, 0..KNELPUNTEN, any::<u8>()), 0..30)
        ) {
            let mut indeling = begin();
            let eerst = indeling.clone();
            let mut zetten = Vec::new();
            for (van, naar, welke) in stappen {
                let (van, naar) = (knelpunt(van), knelpunt(naar));
                let alle = indeling.in_knelpunt(van).into_iter();
                // Every bit is one signaal: all of them is a merge, some a split.
                let enkele: Vec<Uuid> = alle.enumerate()
                    .filter(|(plek, _)| welke >> (plek % 8) & 1 == 1)
                    .map(|(_, signaal)| signaal)
                    .collect();
                if let Ok(nieuw) = indeling.verplaats(&enkele, Some(van), naar) {
                    zetten.extend(nieuw);
                }
                let ergens: usize = (0..KNELPUNTEN).map(|n| indeling.in_knelpunt(knelpunt(n)).len()).sum();
                prop_assert_eq!(ergens, indeling.aantal());
            }
            for zet in Indeling::terug(&zetten) {
                doe(&mut indeling, zet);
            }
            prop_assert_eq!(indeling, eerst);
        }
    }
}
