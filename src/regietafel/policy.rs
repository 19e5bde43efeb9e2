//! Who does what at the regietafel. Pure.

use super::model::{Stap, Status, overgang};

/// What somebody is to what was put to the regietafel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "somebody can be any of these at once"
)]
pub struct Wie {
    /// Whether they are of the duo of the thema, or stand in for it.
    pub duo: bool,
    /// Whether they put the question themselves: also who left the duo since.
    pub vroeg: bool,
    /// Whether they are a member of the regietafel.
    pub lid: bool,
    /// Whether they are its secretaris.
    pub secretaris: bool,
}

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// The duo does.
    AlleenHetDuo,
    /// The regietafel does.
    AlleenDeTafel,
    /// The secretaris does.
    AlleenDeSecretaris,
    /// Somebody else of the regietafel does: it is of their own duo.
    EigenVraag,
}

impl Bezwaar {
    /// Who may, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::AlleenHetDuo => {
                "Dit doet het duo van het thema. Vraag het aan het duo: op de pagina van het thema staat wie dat zijn."
            }
            Self::AlleenDeTafel => {
                "Dit doet de regietafel. Vraag het aan de secretaris van de regietafel."
            }
            Self::AlleenDeSecretaris => {
                "Dit doet de secretaris van de regietafel. Vraag het aan de secretaris."
            }
            Self::EigenVraag => {
                "Deze vraag komt van uw eigen duo. Iemand anders van de regietafel besluit hierover. Vraag het aan de \
                 secretaris of aan een ander lid."
            }
        }
    }
}

impl Wie {
    /// Whether they may put a question.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag_voorleggen(self) -> Result<(), Bezwaar> {
        if self.duo {
            Ok(())
        } else {
            Err(Bezwaar::AlleenHetDuo)
        }
    }

    /// Whether they may plan a meeting, or have one not take place.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag_plannen(self) -> Result<(), Bezwaar> {
        if self.secretaris {
            Ok(())
        } else {
            Err(Bezwaar::AlleenDeSecretaris)
        }
    }

    /// Whether they may take a step with what was put. Nobody decides on what their own duo put: also not who is of
    /// the regietafel.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag_stap(self, stap: Stap) -> Result<(), Bezwaar> {
        match stap {
            Stap::Intrekken => self.mag_voorleggen(),
            Stap::Verplaatsen => self.mag_plannen(),
            Stap::Besluiten | Stap::Vervangen if !self.lid && !self.secretaris => {
                Err(Bezwaar::AlleenDeTafel)
            }
            Stap::Besluiten | Stap::Vervangen if self.duo || self.vroeg => Err(Bezwaar::EigenVraag),
            Stap::Besluiten | Stap::Vervangen => Ok(()),
        }
    }

    /// The steps that they can take in a state.
    pub fn stappen(self, status: Status) -> Vec<Stap> {
        let kan = |stap: &Stap| overgang(status, *stap).is_some() && self.mag_stap(*stap).is_ok();
        Stap::ALLE.iter().copied().filter(kan).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIEMAND: Wie = Wie {
        duo: false,
        vroeg: false,
        lid: false,
        secretaris: false,
    };
    const DUO: Wie = Wie {
        duo: true,
        ..NIEMAND
    };
    const LID: Wie = Wie {
        lid: true,
        ..NIEMAND
    };
    const SECRETARIS: Wie = Wie {
        secretaris: true,
        ..NIEMAND
    };

    const DUO_EN_LID: Wie = Wie { lid: true, ..DUO };
    const DUO_EN_SECRETARIS: Wie = Wie {
        secretaris: true,
        ..DUO
    };
    /// Who put it and left the duo since.
    const VROEG_EN_LID: Wie = Wie { vroeg: true, ..LID };

    /// Every state, step and role.
    #[test]
    fn who_may_do_what_in_which_state_is_in_the_table() {
        use Stap::{Besluiten, Intrekken, Verplaatsen, Vervangen};
        use Status::{Besloten, Ingetrokken, Open};
        let tabel: [(Wie, Status, &[Stap]); 21] = [
            (NIEMAND, Open, &[]),
            (NIEMAND, Besloten, &[]),
            (NIEMAND, Ingetrokken, &[]),
            (DUO, Open, &[Intrekken]),
            (DUO, Besloten, &[]),
            (DUO, Ingetrokken, &[]),
            (LID, Open, &[Besluiten]),
            (LID, Besloten, &[Vervangen]),
            (LID, Ingetrokken, &[]),
            (SECRETARIS, Open, &[Verplaatsen, Besluiten]),
            (SECRETARIS, Besloten, &[Vervangen]),
            (SECRETARIS, Ingetrokken, &[]),
            // Nobody decides on what their own duo put.
            (DUO_EN_LID, Open, &[Intrekken]),
            (DUO_EN_LID, Besloten, &[]),
            (DUO_EN_LID, Ingetrokken, &[]),
            (DUO_EN_SECRETARIS, Open, &[Intrekken, Verplaatsen]),
            (DUO_EN_SECRETARIS, Besloten, &[]),
            (DUO_EN_SECRETARIS, Ingetrokken, &[]),
            (VROEG_EN_LID, Open, &[]),
            (VROEG_EN_LID, Besloten, &[]),
            (VROEG_EN_LID, Ingetrokken, &[]),
        ];
        for (wie, status, kan) in tabel {
            assert_eq!(wie.stappen(status), kan, "{wie:?} {status}");
        }
    }

    #[test]
    fn who_may_not_decide_hears_who_does() {
        for (wie, bezwaar) in [
            (NIEMAND, Bezwaar::AlleenDeTafel),
            (DUO, Bezwaar::AlleenDeTafel),
            (DUO_EN_LID, Bezwaar::EigenVraag),
            (DUO_EN_SECRETARIS, Bezwaar::EigenVraag),
            (VROEG_EN_LID, Bezwaar::EigenVraag),
        ] {
            for stap in [Stap::Besluiten, Stap::Vervangen] {
                assert_eq!(wie.mag_stap(stap), Err(bezwaar), "{wie:?} {stap}");
            }
        }
    }

    #[test]
    fn the_duo_puts_and_the_secretaris_plans() {
        for (wie, legt_voor, plant) in [
            (NIEMAND, false, false),
            (DUO, true, false),
            (LID, false, false),
            (SECRETARIS, false, true),
        ] {
            assert_eq!(wie.mag_voorleggen().is_ok(), legt_voor, "{wie:?}");
            assert_eq!(wie.mag_plannen().is_ok(), plant, "{wie:?}");
        }
    }
}
