//! Who may do what with a bijeenkomst. Pure.

use super::model::{Actie, Status, overgang};
use crate::werkruimte::{
    model::{Deelname, Niveau},
    policy::{self as werkruimte, Bezwaar},
};

/// What somebody is to a bijeenkomst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Betrokken {
    /// How they take part in its thema.
    pub deelname: Deelname,
    /// Its level.
    pub niveau: Niveau,
    /// Whether they planned it.
    pub maker: bool,
    /// Whether they are invited.
    pub genodigd: bool,
}

impl Betrokken {
    /// Whether they may change it, have it not take place, and write what was said.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag_wijzigen(self) -> Result<(), Bezwaar> {
        werkruimte::mag_wijzigen(self.deelname, self.niveau, self.maker)
    }

    /// Whether they may answer: who is invited, as long as they take part.
    pub const fn mag_antwoorden(self) -> bool {
        self.genodigd && self.deelname.doet_mee()
    }

    /// Whether they note who was there: the duo.
    pub const fn noteert_aanwezigen(self) -> bool {
        self.deelname.is_duo()
    }

    /// The actions that they can take in a state.
    pub fn acties(self, status: Status) -> Vec<Actie> {
        let kan = Actie::ALLE.iter().copied();
        kan.filter(|actie| self.mag_wijzigen().is_ok() && overgang(status, *actie).is_some())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIEMAND: Deelname = Deelname {
        rijk: false,
        gemeente: false,
        waarnemer: false,
        netwerk: false,
    };
    const DUO: Deelname = Deelname {
        gemeente: true,
        ..NIEMAND
    };
    const NETWERK: Deelname = Deelname {
        netwerk: true,
        ..NIEMAND
    };

    #[test]
    fn who_may_do_what_is_in_the_table() {
        use Niveau::{Besloten, Openbaar, Vertrouwelijk};
        // Who they are, the level, whether they planned it, whether they are invited, and what they may: change
        // it, answer, note who was there.
        for (deelname, niveau, maker, genodigd, wijzigt, antwoordt, noteert) in [
            (DUO, Openbaar, false, false, true, false, true),
            (DUO, Vertrouwelijk, false, true, true, true, true),
            (NETWERK, Besloten, false, true, false, true, false),
            (NETWERK, Besloten, true, true, true, true, false),
            (NETWERK, Openbaar, true, false, false, false, false),
            (NIEMAND, Openbaar, true, true, false, false, false),
        ] {
            let wie = Betrokken {
                deelname,
                niveau,
                maker,
                genodigd,
            };
            assert_eq!(wie.mag_wijzigen().is_ok(), wijzigt, "{wie:?}");
            assert_eq!(wie.mag_antwoorden(), antwoordt, "{wie:?}");
            assert_eq!(wie.noteert_aanwezigen(), noteert, "{wie:?}");
        }
    }

    #[test]
    fn only_what_is_planned_can_be_held_or_called_off() {
        let duo = Betrokken {
            deelname: DUO,
            niveau: Niveau::Besloten,
            maker: false,
            genodigd: false,
        };
        let gepland = duo.acties(Status::Gepland);
        assert_eq!(gepland, [Actie::Houden, Actie::Afgelasten]);
        for klaar in [Status::Gehouden, Status::Afgelast] {
            assert_eq!(duo.acties(klaar), []);
        }
    }
}
