//! Who may do what with a besluit of a duo. Pure.

use super::model::{Stap, Status, overgang};
use crate::{
    proefprojecten::model::{Beslisser, Bezwaar, Manier, Stem},
    werkruimte::{
        model::{Deelname, Niveau},
        policy::{self as werkruimte, Bezwaar as Buiten},
    },
};

/// What decides on a besluit of a duo: both of its sides (the rule of
/// [`Manier`](crate::proefprojecten::model::Manier)). Who sits where makes a difference only in the words for it: in
/// a thema nobody but a waarnemer stands in for a seat.
pub const SAMEN: Manier = Manier::Duo {
    rijk: true,
    gemeente: true,
};

/// Whether somebody may propose a besluit, or change what is proposed: the duo, and who stands in for it.
///
/// # Errors
/// Who may.
pub const fn mag_schrijven(deelname: Deelname) -> Result<(), Buiten> {
    // What is public is for the duo.
    werkruimte::mag_schrijven(deelname, Niveau::Openbaar)
}

/// Somebody of a thema as who decides there.
pub fn beslisser(wie: String, deelname: Deelname) -> Beslisser {
    Beslisser {
        wie,
        zetel_rijk: deelname.rijk,
        zetel_gemeente: deelname.gemeente,
        waarnemer: deelname.waarnemer,
        ..Beslisser::default()
    }
}

/// Whether somebody may take a step with what was proposed by `indiener` and agreed with by these.
///
/// # Errors
/// Who may.
pub fn mag_stap(
    wie: &Beslisser,
    stap: Stap,
    indiener: &str,
    stemmen: &[Stem],
) -> Result<(), Bezwaar> {
    match stap {
        Stap::Instemmen => wie.kan_instemmen(SAMEN, indiener, stemmen).map(drop),
        Stap::Afwijzen => wie.mag_afwijzen(SAMEN, indiener),
        Stap::Intrekken if is_van_duo(wie) => wie.mag_terugnemen(indiener),
        Stap::Intrekken => Err(Bezwaar::AlleenIndiener),
    }
}

/// Who left the duo has no say any more, also in what they proposed.
const fn is_van_duo(wie: &Beslisser) -> bool {
    wie.zetel_rijk || wie.zetel_gemeente || wie.waarnemer
}

/// The steps that somebody can take in a state.
pub fn stappen(wie: &Beslisser, status: Status, indiener: &str, stemmen: &[Stem]) -> Vec<Stap> {
    let kan = |stap: &Stap| {
        overgang(status, *stap).is_some() && mag_stap(wie, *stap, indiener, stemmen).is_ok()
    };
    Stap::ALLE.iter().copied().filter(kan).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::proefprojecten::model::{Namens, Plek};

    const NIEMAND: Deelname = Deelname {
        rijk: false,
        gemeente: false,
        waarnemer: false,
        netwerk: false,
    };

    fn iemand(wie: &str) -> Beslisser {
        let deelname = match wie {
            "rijk" => Deelname {
                rijk: true,
                ..NIEMAND
            },
            "gemeente" => Deelname {
                gemeente: true,
                ..NIEMAND
            },
            "waarnemer" => Deelname {
                waarnemer: true,
                ..NIEMAND
            },
            "netwerk" => Deelname {
                netwerk: true,
                ..NIEMAND
            },
            _ => NIEMAND,
        };
        beslisser(wie.to_owned(), deelname)
    }

    fn stem(plek: Plek, door: &str) -> Stem {
        Stem {
            plek,
            namens: Namens::Zetel,
            door: door.to_owned(),
            op: DateTime::UNIX_EPOCH,
        }
    }

    /// Design section 5, written out: every state, step and role.
    #[test]
    fn who_may_do_what_in_which_state_is_in_the_table() {
        use Stap::{Afwijzen, Instemmen, Intrekken};
        let van_rijk = [stem(Plek::Rijk, "rijk")];
        let geen: [Stem; 0] = [];
        let tabel: [(&str, &str, &[Stem], &[Stap]); 12] = [
            // Who asks, who proposed it, who agreed, and what they can do.
            ("rijk", "rijk", &van_rijk, &[Intrekken]),
            ("gemeente", "rijk", &van_rijk, &[Instemmen, Afwijzen]),
            ("waarnemer", "rijk", &van_rijk, &[Instemmen, Afwijzen]),
            ("netwerk", "rijk", &van_rijk, &[]),
            ("niemand", "rijk", &van_rijk, &[]),
            ("rijk", "waarnemer", &geen, &[Instemmen, Afwijzen]),
            ("gemeente", "waarnemer", &geen, &[Instemmen, Afwijzen]),
            ("waarnemer", "waarnemer", &geen, &[Instemmen, Intrekken]),
            ("netwerk", "waarnemer", &geen, &[]),
            // Who left has no say any more; who came on that seat can refuse it.
            ("niemand", "niemand", &van_rijk, &[]),
            ("rijk", "weg", &[stem(Plek::Rijk, "weg")], &[Afwijzen]),
            ("gemeente", "weg", &van_rijk, &[Instemmen, Afwijzen]),
        ];
        for (wie, indiener, stemmen, kan) in tabel {
            for status in Status::ALLE {
                let verwacht = if *status == Status::Voorgesteld {
                    kan
                } else {
                    &[]
                };
                let gezien = stappen(&iemand(wie), *status, indiener, stemmen);
                assert_eq!(gezien, verwacht, "{wie} {indiener} {status}");
            }
        }
    }

    #[test]
    fn the_duo_proposes() {
        for (wie, mag) in [
            (
                Deelname {
                    rijk: true,
                    ..NIEMAND
                },
                Ok(()),
            ),
            (
                Deelname {
                    gemeente: true,
                    ..NIEMAND
                },
                Ok(()),
            ),
            (
                Deelname {
                    waarnemer: true,
                    ..NIEMAND
                },
                Ok(()),
            ),
            (
                Deelname {
                    netwerk: true,
                    ..NIEMAND
                },
                Err(Buiten::AlleenHetDuo),
            ),
            (NIEMAND, Err(Buiten::NietInThema)),
        ] {
            assert_eq!(mag_schrijven(wie), mag, "{wie:?}");
        }
    }

    #[test]
    fn one_side_alone_decides_nothing() {
        let rijk = [stem(Plek::Rijk, "rijk")];
        assert!(!SAMEN.is_rond("rijk", &rijk));
        // One person on both places is one person.
        let een = [stem(Plek::Rijk, "een"), stem(Plek::Gemeente, "een")];
        assert!(!SAMEN.is_rond("een", &een));
        let beide = [stem(Plek::Rijk, "rijk"), stem(Plek::Gemeente, "gemeente")];
        assert!(SAMEN.is_rond("rijk", &beide));
    }
}
