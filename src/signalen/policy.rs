//! Who may do what with a signaal. Pure.

use super::model::{Stap, Status, kan};
use crate::knelpunten::policy::{Behandelaar, Bezwaar};

/// What somebody who reads a signaal is to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Betrokken {
    /// Whether they signalled it.
    pub melder: bool,
    /// Whether it is in confidence.
    pub vertrouwelijk: bool,
    /// Whether they are the dwarskijker, or of the bureau.
    pub dwarskijker: bool,
    /// What they are to the thema that it belongs to.
    pub behandelaar: Behandelaar,
}

/// Why somebody may not take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// Who signalled it does.
    AanDeMelder,
    /// The dwarskijker does.
    AanDeDwarskijker,
    /// The duo of its thema does.
    AanHetDuo,
    /// The redactie does, as there is no duo.
    AanDeRedactie,
    /// One in confidence goes to no duo.
    GeenDuo,
    /// What is not in confidence says itself what it says.
    NietVertrouwelijk,
}

impl Weigering {
    /// Who may, or why nobody does, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::AanDeMelder => "Alleen wie het signaal gaf, kan het intrekken.",
            Self::AanDeDwarskijker => {
                "Dit signaal is vertrouwelijk. Alleen de dwarskijker behandelt het."
            }
            Self::AanHetDuo => "Dit doet het duo van het thema waar het signaal bij hoort.",
            Self::AanDeRedactie => {
                "Bij dit signaal hoort nog geen duo. De redactie behandelt het zo lang."
            }
            Self::GeenDuo => {
                "Dit signaal is vertrouwelijk. Het gaat naar geen duo: alleen de dwarskijker leest het."
            }
            Self::NietVertrouwelijk => {
                "Een verwoording is er alleen voor een vertrouwelijk signaal. Dit signaal spreekt voor \
                 zichzelf."
            }
        }
    }
}

impl Betrokken {
    /// Whether they may take a step, in whatever state the signaal is.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag(self, stap: Stap) -> Result<(), Weigering> {
        match stap {
            Stap::Intrekken if self.melder => Ok(()),
            Stap::Intrekken => Err(Weigering::AanDeMelder),
            Stap::AnderThema if self.vertrouwelijk => Err(Weigering::GeenDuo),
            Stap::Verwoorden if !self.vertrouwelijk => Err(Weigering::NietVertrouwelijk),
            Stap::Koppelen | Stap::Doorverwijzen | Stap::AnderThema | Stap::Verwoorden => {
                self.behandelt()
            }
        }
    }

    /// Whether they treat it: the dwarskijker what is in confidence, and else who treats its thema.
    ///
    /// # Errors
    /// Who does.
    pub const fn behandelt(self) -> Result<(), Weigering> {
        if self.vertrouwelijk {
            return if self.dwarskijker {
                Ok(())
            } else {
                Err(Weigering::AanDeDwarskijker)
            };
        }
        match self.behandelaar.mag() {
            Ok(()) => Ok(()),
            Err(Bezwaar::AanHetDuo) => Err(Weigering::AanHetDuo),
            Err(Bezwaar::AanDeRedactie) => Err(Weigering::AanDeRedactie),
        }
    }

    /// The steps that they can take in a state.
    pub fn stappen(self, status: Status) -> Vec<Stap> {
        let kan = |stap: &&Stap| kan(status, **stap) && self.mag(**stap).is_ok();
        Stap::ALLE.iter().filter(kan).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everybody that reads a signaal: who sent it, the two that may treat it, and who only reads it.
    fn lezers() -> [(&'static str, Betrokken); 8] {
        let open = Betrokken::default();
        let met = |duo, redactie, zonder_duo| Betrokken {
            behandelaar: Behandelaar {
                duo,
                redactie,
                zonder_duo,
            },
            ..open
        };
        let vertrouwelijk = Betrokken {
            vertrouwelijk: true,
            ..open
        };
        [
            (
                "melder",
                Betrokken {
                    melder: true,
                    ..open
                },
            ),
            ("duo", met(true, false, false)),
            ("redactie, with a duo", met(false, true, false)),
            ("redactie, without a duo", met(false, true, true)),
            (
                "dwarskijker, of an open one",
                Betrokken {
                    dwarskijker: true,
                    ..open
                },
            ),
            (
                "melder in confidence",
                Betrokken {
                    melder: true,
                    ..vertrouwelijk
                },
            ),
            (
                "dwarskijker",
                Betrokken {
                    dwarskijker: true,
                    ..vertrouwelijk
                },
            ),
            (
                "duo, of one in confidence",
                Betrokken {
                    vertrouwelijk: true,
                    ..met(true, true, false)
                },
            ),
        ]
    }

    #[test]
    fn every_state_step_and_role_is_as_the_design_says() {
        use Stap::{AnderThema, Doorverwijzen, Intrekken, Koppelen, Verwoorden};
        for (wie, betrokken) in lezers() {
            let mag: &[Stap] = match wie {
                "melder" | "melder in confidence" => &[Intrekken],
                "duo" | "redactie, without a duo" => &[Koppelen, Doorverwijzen, AnderThema],
                "dwarskijker" => &[Koppelen, Doorverwijzen, Verwoorden],
                _ => &[],
            };
            for status in Status::ALLE {
                for stap in Stap::ALLE {
                    let verwacht = mag.contains(stap) && kan(*status, *stap);
                    let kan_het = betrokken.stappen(*status).contains(stap);
                    assert_eq!(kan_het, verwacht, "{wie} {status} {stap}");
                }
            }
            for stap in Stap::ALLE {
                assert_eq!(
                    betrokken.mag(*stap).is_ok(),
                    mag.contains(stap),
                    "{wie} {stap}"
                );
            }
        }
    }

    #[test]
    fn a_refusal_says_who_may() {
        let waarom = |wie: &str, stap| {
            let van = lezers().into_iter().find(|(naam, _)| *naam == wie);
            van.map(|(_, betrokken)| betrokken.mag(stap))
        };
        for (wie, stap, verwacht) in [
            ("duo", Stap::Intrekken, Weigering::AanDeMelder),
            ("redactie, with a duo", Stap::Koppelen, Weigering::AanHetDuo),
            ("melder", Stap::Koppelen, Weigering::AanHetDuo),
            ("duo", Stap::Verwoorden, Weigering::NietVertrouwelijk),
            ("dwarskijker", Stap::AnderThema, Weigering::GeenDuo),
            (
                "melder in confidence",
                Stap::Koppelen,
                Weigering::AanDeDwarskijker,
            ),
            (
                "duo, of one in confidence",
                Stap::Koppelen,
                Weigering::AanDeDwarskijker,
            ),
        ] {
            assert_eq!(waarom(wie, stap), Some(Err(verwacht)), "{wie} {stap}");
        }
        let zonder = Betrokken {
            behandelaar: Behandelaar {
                zonder_duo: true,
                ..Behandelaar::default()
            },
            ..Betrokken::default()
        };
        assert_eq!(zonder.behandelt(), Err(Weigering::AanDeRedactie));
    }
}
