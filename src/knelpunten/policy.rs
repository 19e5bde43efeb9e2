//! Who may do what with a knelpunt. Pure.

use uuid::Uuid;

use super::model::{Actie, Status, overgang};
use crate::{
    organisaties::model::Organisatiesoort,
    stukken::model::{Verbandsoort, voorstel::Wijzer},
};

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
                "Dit doet het duo van het thema. Wilt u iets laten weten? Zeg bij het knelpunt dat het bij \
                 u ook speelt, of stuur een signaal."
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

/// Who may lay something at a knelpunt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toegang {
    /// Who treats it.
    Behandelaar,
    /// Also who treats a signaal of this thema, when the knelpunt belongs to that: often no thema leads it yet, and
    /// what is laid there adds to what it is made of and changes nothing of how it stands.
    Thema(Uuid),
    /// Whoever reads it: the dwarskijker, who treats no knelpunt.
    Lezer,
}

impl Toegang {
    /// Whether who is this to a knelpunt may lay something there; `wijzers` is where that points.
    ///
    /// # Errors
    /// Who may.
    pub fn mag(self, wie: Behandelaar, wijzers: &[Wijzer]) -> Result<(), Bezwaar> {
        let hoort_bij = |thema: Uuid| {
            let mut bij = wijzers.iter().filter(|w| w.0 == Verbandsoort::HoortBij);
            bij.any(|wijzer| wijzer.1 == thema)
        };
        match self {
            Self::Lezer => Ok(()),
            Self::Thema(thema) if hoort_bij(thema) => Ok(()),
            Self::Thema(_) | Self::Behandelaar => wie.mag(),
        }
    }
}

/// For whom a member of an organisatie can say that a knelpunt plays there as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spreekt {
    /// For the organisatie itself: it is a gemeente.
    VoorZichzelf,
    /// For the gemeenten that take part in it.
    VoorDeelnemers,
    /// For nobody: a knelpunt is counted by gemeente.
    VoorNiemand,
}

/// For whom a member of an organisatie of this kind says that a knelpunt plays there as well.
pub const fn spreekt(soort: Organisatiesoort) -> Spreekt {
    match soort {
        Organisatiesoort::Gemeente => Spreekt::VoorZichzelf,
        Organisatiesoort::Samenwerkingsverband => Spreekt::VoorDeelnemers,
        Organisatiesoort::Provincie
        | Organisatiesoort::Ministerie
        | Organisatiesoort::Uitvoeringsorganisatie
        | Organisatiesoort::Koepel
        | Organisatiesoort::Aanbieder
        | Organisatiesoort::Clientenorganisatie
        | Organisatiesoort::MaatschappelijkeOrganisatie
        | Organisatiesoort::Kennisinstelling
        | Organisatiesoort::Adviesorgaan => Spreekt::VoorNiemand,
    }
}

/// What somebody hears who speaks for no gemeente.
pub const GEEN_GEMEENTE: &str = "Alleen een lid van een gemeente, of van een samenwerkingsverband van gemeenten, zegt dat een \
     knelpunt daar ook speelt. Speelt het bij uw organisatie? Stuur dan een signaal.";

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

    #[test]
    fn a_signaal_goes_where_somebody_treats_or_to_its_own_thema() {
        let (hier, daar) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let niemand = Behandelaar::default();
        let duo = Behandelaar {
            duo: true,
            ..niemand
        };
        let toegangen = [Toegang::Behandelaar, Toegang::Thema(hier), Toegang::Lezer];
        for toegang in toegangen {
            for wie in [niemand, duo] {
                for soort in Verbandsoort::ALLE {
                    for thema in [hier, daar] {
                        let bij_zijn_thema = *soort == Verbandsoort::HoortBij && thema == hier;
                        let verwacht = match toegang {
                            Toegang::Behandelaar => wie == duo,
                            Toegang::Thema(_) => wie == duo || bij_zijn_thema,
                            Toegang::Lezer => true,
                        };
                        let wijzers = [(*soort, thema, String::new())];
                        let mag = toegang.mag(wie, &wijzers).is_ok();
                        assert_eq!(mag, verwacht, "{toegang:?} {wie:?} {soort} {thema}");
                    }
                }
            }
        }
        assert!(Toegang::Thema(hier).mag(niemand, &[]).is_err());
    }

    #[test]
    fn only_gemeenten_are_counted() {
        for soort in Organisatiesoort::ALLE {
            let verwacht = match soort {
                Organisatiesoort::Gemeente => Spreekt::VoorZichzelf,
                Organisatiesoort::Samenwerkingsverband => Spreekt::VoorDeelnemers,
                _ => Spreekt::VoorNiemand,
            };
            assert_eq!(spreekt(*soort), verwacht, "{soort}");
        }
    }
}
