//! How many signalled a knelpunt.

use std::collections::BTreeSet;

use uuid::Uuid;

/// A signaal as far as it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeld {
    /// Whether only the dwarskijker knows who signalled: it counts in the total, and nowhere by gemeente.
    pub vertrouwelijk: bool,
    /// The gemeenten that it plays in, as far as its melder speaks for them.
    pub gemeenten: Vec<Uuid>,
}

/// How many signalled a knelpunt, and where it plays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// Signalen, those in confidence included.
    pub signalen: usize,
    /// The gemeenten that it plays in, each once.
    pub gemeenten: BTreeSet<Uuid>,
}

impl Telling {
    /// Counts what was signalled, and the gemeenten of which somebody said that it plays there as well.
    pub fn van(gemeld: &[Gemeld], bijval: impl IntoIterator<Item = Uuid>) -> Self {
        let open = gemeld.iter().filter(|signaal| !signaal.vertrouwelijk);
        let gemeenten = open.flat_map(|signaal| signaal.gemeenten.iter().copied());
        Self {
            signalen: gemeld.len(),
            gemeenten: gemeenten.chain(bijval).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gemeente_counts_once_and_one_in_confidence_not_at_all() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let signaal = |vertrouwelijk, gemeenten: &[Uuid]| Gemeld {
            vertrouwelijk,
            gemeenten: gemeenten.to_vec(),
        };
        let telling = Telling::van(
            &[
                signaal(false, &[a, b]),
                signaal(false, &[a]),
                signaal(true, &[c]),
            ],
            [b, b],
        );
        assert_eq!(telling.signalen, 3);
        assert_eq!(telling.gemeenten, BTreeSet::from([a, b]));
        assert_eq!(Telling::van(&[], []), Telling::default());
    }
}
