//! Who may do what with a kennisvraag. Pure.

use super::model::{Actie, Status, overgang};
use crate::werkruimte::{
    model::{Deelname, Niveau},
    policy::{self as werkruimte, Bezwaar as Werkbezwaar},
};

/// What somebody is to a kennisvraag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Betrokken {
    /// How they take part in its thema.
    pub deelname: Deelname,
    /// Its level.
    pub niveau: Niveau,
    /// Whether they made it.
    pub maker: bool,
    /// Whether they are of the redactie.
    pub redactie: bool,
    /// Whether nobody sits in the duo of its thema: then the redactie treats it, so that nothing waits for a chair
    /// that is empty.
    pub zonder_duo: bool,
}

/// Why somebody may not treat a kennisvraag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// The duo of its thema does.
    AanHetDuo,
    /// The redactie does, as there is no duo.
    AanDeRedactie,
}

impl Bezwaar {
    /// Who may, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::AanHetDuo => {
                "Dit doet het duo van het thema. Wilt u weten wat het antwoord wordt? Volg de vraag, dan krijgt \
                 u bericht."
            }
            Self::AanDeRedactie => {
                "Dit thema heeft nu geen duo. De redactie behandelt de vraag zo lang. Wilt u weten wat het \
                 antwoord wordt? Volg de vraag, dan krijgt u bericht."
            }
        }
    }
}

impl Betrokken {
    /// Whether they treat it: the duo, or the redactie when there is none.
    const fn behandelt(self) -> bool {
        self.deelname.is_duo() || (self.redactie && self.zonder_duo)
    }

    const fn bezwaar(self) -> Bezwaar {
        if self.zonder_duo {
            Bezwaar::AanDeRedactie
        } else {
            Bezwaar::AanHetDuo
        }
    }

    /// Whether they may change what it says: who treats it, who is of the netwerk what they asked themselves and
    /// stayed besloten, and the redactie what they asked themselves until somebody looks for the answer.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_wijzigen(self, status: Status) -> Result<(), Bezwaar> {
        let eigen = self.redactie && self.maker && self.niveau == Niveau::Openbaar;
        let werkt_er = werkruimte::mag_wijzigen(self.deelname, self.niveau, self.maker).is_ok();
        if self.behandelt() || werkt_er || (eigen && status == Status::Gesteld) {
            Ok(())
        } else {
            Err(self.bezwaar())
        }
    }

    /// Whether they may take it from state to state.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag_stap(self) -> Result<(), Bezwaar> {
        if self.behandelt() {
            Ok(())
        } else {
            Err(self.bezwaar())
        }
    }

    /// What they can do with one in this state.
    pub fn acties(self, status: Status) -> Vec<Actie> {
        let kan = |actie: &&Actie| self.mag_stap().is_ok() && overgang(status, **actie).is_some();
        Actie::ALLE.iter().filter(kan).copied().collect()
    }
}

/// Whether somebody may ask a question at this level in a thema: as for everything that is made in its werkruimte,
/// and the redactie one that everybody reads.
///
/// # Errors
/// Why they may not.
pub const fn mag_vragen(
    deelname: Deelname,
    redactie: bool,
    niveau: Niveau,
) -> Result<(), Werkbezwaar> {
    if redactie && matches!(niveau, Niveau::Openbaar) {
        return Ok(());
    }
    werkruimte::mag_schrijven(deelname, niveau)
}

/// Whether somebody may ask a question at some level in a thema.
pub fn kan_vragen(deelname: Deelname, redactie: bool) -> bool {
    let mut niveaus = Niveau::ALLE.iter();
    niveaus.any(|niveau| mag_vragen(deelname, redactie, *niveau).is_ok())
}

/// Who may ask one, for who may not.
pub const WIE_VRAAGT: &str = "Het duo en het netwerk van een thema zetten vragen op de kennisagenda, en de redactie. Hebt u \
     zelf een vraag? Zoek ernaar. Vindt u niets, dan kunt u bericht krijgen als er een antwoord komt.";

#[cfg(test)]
mod tests {
    use super::*;

    /// Everybody there can be to a kennisvraag.
    fn alle() -> impl Iterator<Item = Betrokken> {
        Niveau::ALLE.iter().flat_map(|niveau| {
            (0_u8..128).map(|n| Betrokken {
                deelname: Deelname {
                    rijk: n & 1 > 0,
                    gemeente: n & 2 > 0,
                    waarnemer: n & 4 > 0,
                    netwerk: n & 8 > 0,
                },
                niveau: *niveau,
                maker: n & 16 > 0,
                redactie: n & 32 > 0,
                zonder_duo: n & 64 > 0,
            })
        })
    }

    #[test]
    fn the_duo_takes_the_steps_and_the_redactie_when_there_is_none() {
        for wie in alle() {
            let duo = wie.deelname.is_duo();
            let verwacht = duo || (wie.redactie && wie.zonder_duo);
            for status in Status::ALLE {
                let kan = wie.acties(*status);
                for actie in Actie::ALLE {
                    let mag = verwacht && overgang(*status, *actie).is_some();
                    assert_eq!(kan.contains(actie), mag, "{wie:?} {status} {actie}");
                }
            }
            if !verwacht {
                let door = if wie.zonder_duo {
                    Bezwaar::AanDeRedactie
                } else {
                    Bezwaar::AanHetDuo
                };
                assert_eq!(wie.mag_stap(), Err(door), "{wie:?}");
            }
        }
    }

    #[test]
    fn who_asked_it_may_change_it_for_a_while() {
        for wie in alle() {
            for status in Status::ALLE {
                let behandelt = wie.mag_stap().is_ok();
                let netwerk = wie.deelname.netwerk && wie.maker && wie.niveau == Niveau::Besloten;
                let redactie = wie.redactie
                    && wie.maker
                    && wie.niveau == Niveau::Openbaar
                    && *status == Status::Gesteld;
                let verwacht = behandelt || netwerk || redactie;
                let mag = wie.mag_wijzigen(*status).is_ok();
                assert_eq!(mag, verwacht, "{wie:?} {status}");
            }
        }
    }

    #[test]
    fn the_redactie_asks_what_everybody_reads() {
        for wie in alle() {
            let niveau = wie.niveau;
            let verwacht = wie.deelname.is_duo()
                || (wie.deelname.netwerk && niveau == Niveau::Besloten)
                || (wie.redactie && niveau == Niveau::Openbaar);
            let mag = mag_vragen(wie.deelname, wie.redactie, niveau);
            assert_eq!(mag.is_ok(), verwacht, "{wie:?}");
            let ergens = wie.deelname.doet_mee() || wie.redactie;
            assert_eq!(kan_vragen(wie.deelname, wie.redactie), ergens, "{wie:?}");
        }
    }

    #[test]
    fn a_refusal_says_who_may() {
        assert!(Bezwaar::AanHetDuo.melding().contains("duo van het thema"));
        assert!(Bezwaar::AanDeRedactie.melding().contains("De redactie"));
        assert!(WIE_VRAAGT.contains("duo"));
    }
}
