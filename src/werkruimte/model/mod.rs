//! Types of a werkruimte. Pure.

mod overzicht;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use overzicht::{Bestand, Gebeurd, Tellingen};

use crate::{actor::Sleutel, waarden::waarden};

waarden! {
    /// Who reads what is made in a werkruimte (design section 4), from wide to narrow.
    Niveau {
        Openbaar = "openbaar", "Openbaar";
        Besloten = "besloten", "Besloten";
        Vertrouwelijk = "vertrouwelijk", "Vertrouwelijk";
    }
}

impl Niveau {
    /// The keys of a stuk at this level in a thema. What was put to the regietafel is read there as well; what
    /// everybody reads needs no key for that.
    pub fn sleutels(self, thema: Uuid, geescaleerd: bool) -> Vec<Sleutel> {
        let eigen = match self {
            Self::Openbaar => return vec![Sleutel::Openbaar],
            Self::Besloten => Sleutel::Thema(thema),
            Self::Vertrouwelijk => Sleutel::Duo(thema),
        };
        let regietafel = geescaleerd.then_some(Sleutel::Regietafel);
        [eigen].into_iter().chain(regietafel).collect()
    }

    /// The level of a stuk with these keys.
    pub fn van_sleutels(sleutels: &[Sleutel]) -> Self {
        if sleutels.contains(&Sleutel::Openbaar) {
            Self::Openbaar
        } else if sleutels.iter().any(|s| matches!(s, Sleutel::Thema(_))) {
            Self::Besloten
        } else {
            Self::Vertrouwelijk
        }
    }

    /// The words for what stands in a form; empty when that is no level.
    pub fn in_woorden(waarde: &str) -> &'static str {
        waarde.parse().map(Self::label).unwrap_or_default()
    }

    /// Who reads it, in a sentence for people.
    pub const fn uitleg(self) -> &'static str {
        match self {
            Self::Openbaar => "Iedereen kan dit lezen, ook zonder account.",
            Self::Besloten => "Alleen het duo en het netwerk van dit thema lezen dit.",
            Self::Vertrouwelijk => {
                "Alleen het duo van dit thema en wie het duo vervangt, lezen dit."
            }
        }
    }

    /// Who reads a stuk at this level, in a sentence for people: also the regietafel, when it was put there.
    pub const fn uitleg_voor(self, geescaleerd: bool) -> &'static str {
        match self {
            Self::Besloten if geescaleerd => {
                "Het duo en het netwerk van dit thema lezen dit. Ook de regietafel leest mee."
            }
            Self::Vertrouwelijk if geescaleerd => {
                "Het duo van dit thema en wie het duo vervangt, lezen dit. Ook de regietafel leest mee."
            }
            _ => self.uitleg(),
        }
    }
}

/// Where something of a werkruimte stands: in which thema, and at which level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plaats {
    /// The thema.
    pub thema: Uuid,
    /// Who reads it.
    pub niveau: Niveau,
}

/// What somebody is in a thema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "somebody can be all of these at once"
)]
pub struct Deelname {
    /// Whether they sit on the seat of the Rijk.
    pub rijk: bool,
    /// Whether they sit on the seat of the gemeenten.
    pub gemeente: bool,
    /// Whether they stand in for a seat.
    pub waarnemer: bool,
    /// Whether they are of the netwerk.
    pub netwerk: bool,
}

impl Deelname {
    /// Whether they are of the duo, or stand in for it.
    pub const fn is_duo(self) -> bool {
        self.rijk || self.gemeente || self.waarnemer
    }

    /// Whether they take part in the thema.
    pub const fn doet_mee(self) -> bool {
        self.is_duo() || self.netwerk
    }

    /// What they are, in a sentence to themselves; empty for who takes no part.
    pub const fn zin(self) -> &'static str {
        if self.rijk || self.gemeente {
            "U zit in het duo van dit thema."
        } else if self.waarnemer {
            "U neemt waar voor het duo van dit thema."
        } else if self.netwerk {
            "U zit in het netwerk van dit thema."
        } else {
            ""
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_set_of_keys_and_found_back_in_them() {
        let thema = Uuid::from_u128(7);
        for (niveau, geescaleerd, verwacht) in [
            (Niveau::Openbaar, false, vec![Sleutel::Openbaar]),
            (Niveau::Openbaar, true, vec![Sleutel::Openbaar]),
            (Niveau::Besloten, false, vec![Sleutel::Thema(thema)]),
            (
                Niveau::Besloten,
                true,
                vec![Sleutel::Thema(thema), Sleutel::Regietafel],
            ),
            (Niveau::Vertrouwelijk, false, vec![Sleutel::Duo(thema)]),
            (
                Niveau::Vertrouwelijk,
                true,
                vec![Sleutel::Duo(thema), Sleutel::Regietafel],
            ),
        ] {
            let sleutels = niveau.sleutels(thema, geescaleerd);
            assert_eq!(sleutels, verwacht, "{niveau} {geescaleerd}");
            assert_eq!(Niveau::van_sleutels(&sleutels), niveau);
        }
        assert!(Niveau::Openbaar < Niveau::Besloten && Niveau::Besloten < Niveau::Vertrouwelijk);
    }

    #[test]
    fn what_was_put_to_the_regietafel_says_that_it_reads_along() {
        for niveau in Niveau::ALLE {
            assert_eq!(niveau.uitleg_voor(false), niveau.uitleg());
            let leest_mee = niveau.uitleg_voor(true).contains("regietafel");
            assert_eq!(leest_mee, *niveau != Niveau::Openbaar, "{niveau}");
        }
    }

    #[test]
    fn who_takes_part_hears_as_what() {
        let zonder = Deelname::default();
        assert!(!zonder.doet_mee() && zonder.zin().is_empty());
        let netwerk = Deelname {
            netwerk: true,
            ..zonder
        };
        assert!(netwerk.doet_mee() && !netwerk.is_duo());
        for duo in [
            Deelname {
                rijk: true,
                ..zonder
            },
            Deelname {
                gemeente: true,
                ..netwerk
            },
            Deelname {
                waarnemer: true,
                ..zonder
            },
        ] {
            assert!(duo.is_duo() && duo.doet_mee());
            assert!(duo.zin().contains("duo"), "{duo:?}");
        }
    }
}
