//! Who writes in the werkruimte of a thema. Pure.

use super::model::{Deelname, Niveau};

/// Why somebody may not write something in a werkruimte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// They take no part in the thema.
    NietInThema,
    /// The duo does.
    AlleenHetDuo,
}

impl Bezwaar {
    /// Who may, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::NietInThema => {
                "Dit is voor het duo en het netwerk van dit thema. Wilt u meedoen? Vraag het aan het duo: op de \
                 pagina van het thema staat wie dat zijn."
            }
            Self::AlleenHetDuo => {
                "Dit doet het duo van het thema. Wie in het netwerk zit, schrijft besloten stukken en wijzigt wat \
                 hij zelf schreef. Vraag het duo om dit te doen."
            }
        }
    }
}

/// Whether somebody may make something at this level: the duo at every level, the netwerk besloten. What becomes
/// public, or stays between two, is for the duo.
///
/// # Errors
/// Who may.
pub const fn mag_schrijven(deelname: Deelname, niveau: Niveau) -> Result<(), Bezwaar> {
    if deelname.is_duo() {
        Ok(())
    } else if !deelname.netwerk {
        Err(Bezwaar::NietInThema)
    } else if matches!(niveau, Niveau::Besloten) {
        Ok(())
    } else {
        Err(Bezwaar::AlleenHetDuo)
    }
}

/// Whether somebody may change something at this level: the duo everything, who is of the netwerk what they made
/// themselves and stayed besloten.
///
/// # Errors
/// Who may.
pub const fn mag_wijzigen(
    deelname: Deelname,
    niveau: Niveau,
    is_maker: bool,
) -> Result<(), Bezwaar> {
    match mag_schrijven(deelname, niveau) {
        Ok(()) if deelname.is_duo() || is_maker => Ok(()),
        Ok(()) => Err(Bezwaar::AlleenHetDuo),
        Err(bezwaar) => Err(bezwaar),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everybody there can be in a thema.
    fn alle() -> impl Iterator<Item = Deelname> {
        (0_u8..16).map(|n| Deelname {
            rijk: n & 1 > 0,
            gemeente: n & 2 > 0,
            waarnemer: n & 4 > 0,
            netwerk: n & 8 > 0,
        })
    }

    #[test]
    fn the_duo_writes_everything_and_the_netwerk_besloten() {
        for wie in alle() {
            for niveau in Niveau::ALLE {
                let besloten = *niveau == Niveau::Besloten;
                let verwacht = if wie.is_duo() || (wie.netwerk && besloten) {
                    Ok(())
                } else if wie.netwerk {
                    Err(Bezwaar::AlleenHetDuo)
                } else {
                    Err(Bezwaar::NietInThema)
                };
                assert_eq!(mag_schrijven(wie, *niveau), verwacht, "{wie:?} {niveau}");
            }
        }
    }

    #[test]
    fn the_netwerk_changes_only_what_it_made_and_stayed_besloten() {
        for wie in alle() {
            for niveau in Niveau::ALLE {
                for maker in [false, true] {
                    let eigen = wie.netwerk && maker && *niveau == Niveau::Besloten;
                    let verwacht = wie.is_duo() || eigen;
                    let mag = mag_wijzigen(wie, *niveau, maker);
                    assert_eq!(mag.is_ok(), verwacht, "{wie:?} {niveau} {maker}");
                    if !wie.doet_mee() {
                        assert_eq!(mag, Err(Bezwaar::NietInThema));
                    }
                }
            }
        }
    }

    #[test]
    fn a_refusal_says_who_may() {
        for bezwaar in [Bezwaar::NietInThema, Bezwaar::AlleenHetDuo] {
            assert!(bezwaar.melding().contains("duo"), "{bezwaar:?}");
        }
    }
}
