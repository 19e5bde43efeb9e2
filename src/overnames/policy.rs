//! Who may ask for a praktijk, and who decides. Pure.

use crate::organisaties::model::Organisatiesoort;

/// What a praktijk is, as far as that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Praktijkfeiten {
    /// Whether it is published.
    pub gepubliceerd: bool,
    /// Whether it was told from a bron.
    pub uit_bron: bool,
    /// Whether it is still the redactie's.
    pub van_redactie: bool,
}

impl Praktijkfeiten {
    /// Whether it can become that of an organisatie.
    pub const fn is_over_te_nemen(self) -> bool {
        self.gepubliceerd && self.uit_bron && self.van_redactie
    }
}

/// Why something can't be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// It is neither a gemeente nor a samenwerkingsverband.
    Soort,
    /// The praktijk is somebody's, or is not published.
    NietVrij,
    /// Only the redactie decides.
    Redactie,
    /// Who asked does not decide.
    Vrager,
    /// Who asked does not belong to the organisatie any more.
    GeenLid,
}

impl Weigering {
    /// What the matter is and what to do, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::Soort => {
                "Alleen een lid van een gemeente of een samenwerkingsverband vraagt een praktijk voor de \
                 eigen organisatie."
            }
            Self::NietVrij => {
                "Deze praktijk is niet over te nemen: zij is al van een organisatie, of zij is niet \
                 gepubliceerd."
            }
            Self::Redactie => "Alleen de redactie beslist hierover.",
            Self::Vrager => "U vroeg dit zelf. Vraag een collega van de redactie om te beslissen.",
            Self::GeenLid => {
                "Wie dit vroeg, hoort niet meer bij de organisatie. Wijs het af, en leg uit dat een \
                 collega het opnieuw kan vragen."
            }
        }
    }
}

/// Whether a member of an organisatie of this kind may ask for a praktijk.
///
/// # Errors
/// Why not.
pub fn mag_vragen(soort: Organisatiesoort, praktijk: Praktijkfeiten) -> Result<(), Weigering> {
    use Organisatiesoort::{Gemeente, Samenwerkingsverband};
    if !matches!(soort, Gemeente | Samenwerkingsverband) {
        Err(Weigering::Soort)
    } else if praktijk.is_over_te_nemen() {
        Ok(())
    } else {
        Err(Weigering::NietVrij)
    }
}

/// Whether somebody may decide: of the redactie, and not who asked.
///
/// # Errors
/// Why not.
pub const fn mag_besluiten(redactie: bool, vroeg_het: bool) -> Result<(), Weigering> {
    if !redactie {
        Err(Weigering::Redactie)
    } else if vroeg_het {
        Err(Weigering::Vrager)
    } else {
        Ok(())
    }
}

/// Whether a praktijk can be given to the organisatie of who asked.
///
/// # Errors
/// Why not.
pub const fn kan_toekennen(praktijk: Praktijkfeiten, nog_lid: bool) -> Result<(), Weigering> {
    if !praktijk.is_over_te_nemen() {
        Err(Weigering::NietVrij)
    } else if nog_lid {
        Ok(())
    } else {
        Err(Weigering::GeenLid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alle() -> impl Iterator<Item = Praktijkfeiten> {
        (0..8).map(|n| Praktijkfeiten {
            gepubliceerd: n & 1 > 0,
            uit_bron: n & 2 > 0,
            van_redactie: n & 4 > 0,
        })
    }

    #[test]
    fn what_the_redactie_told_and_published_can_become_somebodys() {
        let vrij = Praktijkfeiten {
            gepubliceerd: true,
            uit_bron: true,
            van_redactie: true,
        };
        for praktijk in alle() {
            assert_eq!(praktijk.is_over_te_nemen(), praktijk == vrij);
            for nog_lid in [false, true] {
                let verwacht = match (praktijk == vrij, nog_lid) {
                    (false, _) => Err(Weigering::NietVrij),
                    (true, false) => Err(Weigering::GeenLid),
                    (true, true) => Ok(()),
                };
                assert_eq!(kan_toekennen(praktijk, nog_lid), verwacht, "{praktijk:?}");
            }
            for soort in Organisatiesoort::ALLE {
                let past = matches!(
                    soort,
                    Organisatiesoort::Gemeente | Organisatiesoort::Samenwerkingsverband
                );
                let verwacht = match (past, praktijk == vrij) {
                    (false, _) => Err(Weigering::Soort),
                    (true, false) => Err(Weigering::NietVrij),
                    (true, true) => Ok(()),
                };
                assert_eq!(
                    mag_vragen(*soort, praktijk),
                    verwacht,
                    "{soort} {praktijk:?}"
                );
            }
        }
    }

    #[test]
    fn who_asked_does_not_decide() {
        for (redactie, vroeg_het, verwacht) in [
            (true, false, Ok(())),
            (true, true, Err(Weigering::Vrager)),
            (false, false, Err(Weigering::Redactie)),
            (false, true, Err(Weigering::Redactie)),
        ] {
            assert_eq!(mag_besluiten(redactie, vroeg_het), verwacht);
        }
    }
}
