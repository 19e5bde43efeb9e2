//! Who may do what with a knelpunt. Pure.

use super::model::{Actie, Status, overgang};

/// What somebody is to a knelpunt, or to a signaal that still has to find one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Behandelaar {
    /// Whether they sit in the duo of the thema that leads, or stand in for it.
    pub duo: bool,
    /// Whether they are of the redactie.
    pub redactie: bool,
    /// Whether no thema leads, or nobody sits in its duo: then the redactie treats it, so that nothing
    /// waits for a chair that is empty.
    pub zonder_duo: bool,
}

/// Why somebody may not treat a knelpunt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// The duo of the thema does.
    AanHetDuo,
    /// The redactie does, as there is no duo.
    AanDeRedactie,
}

impl Bezwaar {
    /// Who may, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::AanHetDuo => {
                "Dit doet het duo van het thema. Wilt u iets laten weten? Stel een vraag over dit \
                 knelpunt."
            }
            Self::AanDeRedactie => {
                "Dit knelpunt heeft nog geen duo. De redactie behandelt het zo lang."
            }
        }
    }
}

impl Behandelaar {
    /// Whether they may treat it: sort signalen, write what was found, take it from state to state.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag(self) -> Result<(), Bezwaar> {
        if self.duo || (self.redactie && self.zonder_duo) {
            Ok(())
        } else if self.zonder_duo {
            Err(Bezwaar::AanDeRedactie)
        } else {
            Err(Bezwaar::AanHetDuo)
        }
    }

    /// What they can do with one in this state.
    pub fn acties(self, status: Status) -> Vec<Actie> {
        let kan = |actie: &&Actie| self.mag().is_ok() && overgang(status, **actie).is_some();
        Actie::ALLE.iter().filter(kan).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Rol;

    /// What a role is to a knelpunt when it holds in the place that fits: its thema, or the whole
    /// platform.
    fn als(rol: Rol, zonder_duo: bool) -> Behandelaar {
        Behandelaar {
            // On an empty chair nobody sits.
            duo: !zonder_duo && matches!(rol, Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer),
            redactie: rol == Rol::Redactie,
            zonder_duo,
        }
    }

    #[test]
    fn every_state_action_and_role_is_as_the_design_says() {
        for zonder_duo in [false, true] {
            for rol in Rol::ALLE {
                let behandelt = match rol {
                    Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer => !zonder_duo,
                    Rol::Redactie => zonder_duo,
                    _ => false,
                };
                for status in Status::ALLE {
                    let kan = als(*rol, zonder_duo).acties(*status);
                    for actie in Actie::ALLE {
                        let verwacht = behandelt && overgang(*status, *actie).is_some();
                        assert_eq!(
                            kan.contains(actie),
                            verwacht,
                            "{rol} {status} {actie} {zonder_duo}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_refusal_says_who_may() {
        let buitenstaander = |zonder_duo| Behandelaar {
            zonder_duo,
            ..Behandelaar::default()
        };
        assert_eq!(buitenstaander(false).mag(), Err(Bezwaar::AanHetDuo));
        assert_eq!(buitenstaander(true).mag(), Err(Bezwaar::AanDeRedactie));
        let redactie = Behandelaar {
            redactie: true,
            ..Behandelaar::default()
        };
        assert_eq!(redactie.mag(), Err(Bezwaar::AanHetDuo));
    }
}
