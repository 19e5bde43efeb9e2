//! Who may do what with a besluit of a duo. Pure.

use super::model::{Stap, Status, overgang};
use crate::{
    duos::{model::Kant, policy as duos},
    organisaties::model::Organisatiesoort,
    proefprojecten::model::{Beslisser, Bezwaar, Manier, Namens, Plek, Stem},
    werkruimte::{
        model::{Deelname, Niveau},
        policy::{self as werkruimte, Bezwaar as Buiten},
    },
};

/// What decides on a besluit of a duo: both of its sides (the rule of [`Manier`]). Who sits where makes a difference
/// only in the words for it: in a thema nobody but a waarnemer stands in for a seat, and only for the side of
/// [`neemt_waar`].
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

/// Somebody of a thema as who decides on its besluiten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wie {
    /// What they are.
    pub zelf: Beslisser,
    /// The places that they can fill as waarnemer ([`neemt_waar`]).
    pub waar: Vec<Plek>,
}

impl Wie {
    /// The open places that they can agree from, each with as what. Never empty.
    ///
    /// # Errors
    /// Why they can't.
    pub fn kan_instemmen(
        &self,
        indiener: &str,
        stemmen: &[Stem],
    ) -> Result<Vec<(Plek, Namens)>, Bezwaar> {
        let mut kan = self.zelf.kan_instemmen(SAMEN, indiener, stemmen)?;
        // A pilot lets a waarnemer stand in for either side; a besluit is of the side where they work.
        kan.retain(|(plek, namens)| *namens != Namens::Waarnemer || self.waar.contains(plek));
        if kan.is_empty() {
            return Err(Bezwaar::GeenPlek);
        }
        Ok(kan)
    }
}

/// The places that a waarnemer can fill who works at organisaties of these kinds: of the side where they work, so that
/// one side does not decide with itself. Where nothing is known of that, or it is neither side, they stand in for the
/// duo: for one of both. Who sits on a seat decides from there, and never from the other.
pub fn neemt_waar(deelname: Deelname, soorten: &[Organisatiesoort]) -> Vec<Plek> {
    if !deelname.waarnemer || deelname.rijk || deelname.gemeente {
        return Vec::new();
    }
    let kanten = duos::neemt_waar(soorten);
    let mag = |kant: &Kant| kanten.is_empty() || kanten.contains(kant);
    let plek = |kant: Kant| match kant {
        Kant::Rijk => Plek::Rijk,
        Kant::Gemeente => Plek::Gemeente,
    };
    Kant::ALLE.iter().copied().filter(mag).map(plek).collect()
}

/// Whether somebody may take a step with what was proposed by `indiener` and agreed with by these.
///
/// # Errors
/// Who may.
pub fn mag_stap(wie: &Wie, stap: Stap, indiener: &str, stemmen: &[Stem]) -> Result<(), Bezwaar> {
    match stap {
        Stap::Instemmen => wie.kan_instemmen(indiener, stemmen).map(drop),
        Stap::Afwijzen => wie.zelf.mag_afwijzen(SAMEN, indiener),
        Stap::Intrekken if is_van_duo(&wie.zelf) => wie.zelf.mag_terugnemen(indiener),
        Stap::Intrekken => Err(Bezwaar::AlleenIndiener),
    }
}

/// Who left the duo has no say any more, also in what they proposed.
const fn is_van_duo(wie: &Beslisser) -> bool {
    wie.zetel_rijk || wie.zetel_gemeente || wie.waarnemer
}

/// The steps that somebody can take in a state.
pub fn stappen(wie: &Wie, status: Status, indiener: &str, stemmen: &[Stem]) -> Vec<Stap> {
    let kan = |stap: &Stap| {
        overgang(status, *stap).is_some() && mag_stap(wie, *stap, indiener, stemmen).is_ok()
    };
    Stap::ALLE.iter().copied().filter(kan).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    const NIEMAND: Deelname = Deelname {
        rijk: false,
        gemeente: false,
        waarnemer: false,
        netwerk: false,
    };

    const WAARNEMER: Deelname = Deelname {
        waarnemer: true,
        ..NIEMAND
    };

    fn iemand(wie: &str) -> Wie {
        let deelname = match wie {
            "rijk" => Deelname {
                rijk: true,
                ..NIEMAND
            },
            "gemeente" => Deelname {
                gemeente: true,
                ..NIEMAND
            },
            "waarnemer" | "van-rijk" | "van-gemeente" => WAARNEMER,
            "netwerk" => Deelname {
                netwerk: true,
                ..NIEMAND
            },
            _ => NIEMAND,
        };
        let werkt_bij: &[Organisatiesoort] = match wie {
            "van-rijk" => &[Organisatiesoort::Ministerie],
            "van-gemeente" => &[Organisatiesoort::Gemeente],
            _ => &[],
        };
        Wie {
            zelf: beslisser(wie.to_owned(), deelname),
            waar: neemt_waar(deelname, werkt_bij),
        }
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
        let tabel: [(&str, &str, &[Stem], &[Stap]); 15] = [
            // Who asks, who proposed it, who agreed, and what they can do.
            ("rijk", "rijk", &van_rijk, &[Intrekken]),
            ("gemeente", "rijk", &van_rijk, &[Instemmen, Afwijzen]),
            ("waarnemer", "rijk", &van_rijk, &[Instemmen, Afwijzen]),
            // Who stands in does so for the side where they work; refusing is for each of the duo.
            ("van-gemeente", "rijk", &van_rijk, &[Instemmen, Afwijzen]),
            ("van-rijk", "rijk", &van_rijk, &[Afwijzen]),
            ("van-rijk", "waarnemer", &geen, &[Instemmen, Afwijzen]),
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
    fn who_stands_in_does_so_for_their_own_side_and_never_beside_a_seat() {
        use Organisatiesoort::{Aanbieder, Gemeente, Koepel, Ministerie};
        let op_rijk = Deelname {
            rijk: true,
            ..WAARNEMER
        };
        let op_gemeente = Deelname {
            gemeente: true,
            ..WAARNEMER
        };
        let beide = [Plek::Rijk, Plek::Gemeente];
        let tabel: [(Deelname, &[Organisatiesoort], &[Plek]); 9] = [
            (WAARNEMER, &[], &beide),
            (WAARNEMER, &[Aanbieder], &beide),
            (WAARNEMER, &[Ministerie], &[Plek::Rijk]),
            (WAARNEMER, &[Aanbieder, Koepel], &[Plek::Gemeente]),
            (WAARNEMER, &[Gemeente, Ministerie], &beide),
            (op_rijk, &[], &[]),
            (op_rijk, &[Gemeente], &[]),
            (op_gemeente, &[Ministerie], &[]),
            (NIEMAND, &[Ministerie], &[]),
        ];
        for (deelname, soorten, plekken) in tabel {
            let gezien = neemt_waar(deelname, soorten);
            assert_eq!(gezien, plekken, "{deelname:?} {soorten:?}");
        }
        // Beside their own seat there is no other.
        let wie = Wie {
            zelf: beslisser("rijk".to_owned(), op_rijk),
            waar: neemt_waar(op_rijk, &[Gemeente]),
        };
        let kan = wie.kan_instemmen("iemand", &[]);
        assert_eq!(kan, Ok(vec![(Plek::Rijk, Namens::Zetel)]));
        let kan = wie.kan_instemmen("iemand", &[stem(Plek::Rijk, "ander")]);
        assert_eq!(kan, Err(Bezwaar::GeenPlek));
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
