//! Who may do what with an actie. Pure.

use super::model::{Stap, Status, overgang};
use crate::werkruimte::{
    model::{Deelname, Niveau},
    policy::{self as werkruimte, Bezwaar},
};

/// What somebody is to an actie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Betrokken {
    /// How they take part in its thema.
    pub deelname: Deelname,
    /// Its level.
    pub niveau: Niveau,
    /// Whether they made it.
    pub maker: bool,
    /// Whether it is theirs to do.
    pub houder: bool,
}

impl Betrokken {
    /// Whether they may change what it says, whose it is and by when.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag_wijzigen(self) -> Result<(), Bezwaar> {
        werkruimte::mag_wijzigen(self.deelname, self.niveau, self.maker)
    }

    /// Whether they may take a step with it: who may change it, and whose it is. Who left the thema has no
    /// say any more.
    ///
    /// # Errors
    /// Who may.
    pub const fn mag_stap(self) -> Result<(), Bezwaar> {
        if self.houder && self.deelname.doet_mee() {
            Ok(())
        } else {
            self.mag_wijzigen()
        }
    }

    /// The steps that they can take in a state.
    pub fn stappen(self, status: Status) -> Vec<Stap> {
        let kan = Stap::ALLE.iter().copied();
        kan.filter(|stap| self.mag_stap().is_ok() && overgang(status, *stap).is_some())
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
        rijk: true,
        ..NIEMAND
    };
    const NETWERK: Deelname = Deelname {
        netwerk: true,
        ..NIEMAND
    };

    #[test]
    fn who_may_do_what_is_in_the_table() {
        use Niveau::{Besloten, Openbaar, Vertrouwelijk};
        // Who they are, the level, whether they made it, whether it is theirs, and what they may: change it,
        // take a step.
        for (deelname, niveau, maker, houder, wijzigt, stapt) in [
            (DUO, Openbaar, false, false, true, true),
            (DUO, Vertrouwelijk, false, false, true, true),
            (NETWERK, Besloten, false, false, false, false),
            (NETWERK, Besloten, true, false, true, true),
            (NETWERK, Besloten, false, true, false, true),
            (NETWERK, Openbaar, true, false, false, false),
            (NETWERK, Openbaar, false, true, false, true),
            (NIEMAND, Openbaar, false, false, false, false),
            (NIEMAND, Besloten, true, true, false, false),
        ] {
            let wie = Betrokken {
                deelname,
                niveau,
                maker,
                houder,
            };
            assert_eq!(wie.mag_wijzigen().is_ok(), wijzigt, "{wie:?}");
            assert_eq!(wie.mag_stap().is_ok(), stapt, "{wie:?}");
        }
    }

    #[test]
    fn only_what_is_possible_is_offered() {
        let duo = Betrokken {
            deelname: DUO,
            niveau: Niveau::Besloten,
            maker: false,
            houder: false,
        };
        let open = duo.stappen(Status::Open);
        assert_eq!(open, [Stap::Afronden, Stap::Vervallen]);
        assert_eq!(duo.stappen(Status::Gedaan), [Stap::Heropenen]);
        let ander = Betrokken {
            deelname: NIEMAND,
            ..duo
        };
        assert_eq!(ander.stappen(Status::Open), []);
    }
}
