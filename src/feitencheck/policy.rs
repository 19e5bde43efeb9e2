//! Who may have a stuk checked. Pure.

/// What somebody is to a stuk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Betrokken {
    /// They write it.
    pub auteur: bool,
    /// They are of the redactie.
    pub redactie: bool,
}

impl Betrokken {
    /// Whether they see who reads along and what those say. Who may not, hears that there is no such
    /// thing.
    pub const fn mag_zien(self) -> bool {
        self.auteur || self.redactie
    }

    /// Whether they are told by mail what is said of a stuk in this state: who writes it, and the redactie
    /// as long as it lies with them.
    pub fn hoort(self, status: &str) -> bool {
        self.auteur || (self.redactie && status == "aangeboden")
    }

    /// Whether they may invite somebody to a stuk in this state, and revoke a link to it: who writes it
    /// as long as it is not published, and the redactie what was offered to them.
    ///
    /// # Errors
    /// Why not, for people.
    pub fn mag_uitnodigen(self, status: &str) -> Result<(), Weigering> {
        match status {
            "concept" if self.auteur => Ok(()),
            "aangeboden" if self.auteur || self.redactie => Ok(()),
            "concept" | "aangeboden" => Err(Weigering::Ander),
            _ => Err(Weigering::Voorbij),
        }
    }
}

/// Why somebody can't invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// It is for who writes it.
    Ander,
    /// Everyone reads it already.
    Voorbij,
}

impl Weigering {
    /// What to do, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::Ander => {
                "Alleen wie dit schrijft, vraagt een ander om mee te lezen. Als het is aangeboden, kan \
                 de redactie dat ook."
            }
            Self::Voorbij => {
                "Dit is geen concept meer: iedereen kan het lezen. Een link is niet meer nodig."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_writes_invites_and_the_redactie_to_what_was_offered() {
        let niemand = Betrokken::default();
        let auteur = Betrokken {
            auteur: true,
            ..niemand
        };
        let redactie = Betrokken {
            redactie: true,
            ..niemand
        };
        let (ander, voorbij) = (Err(Weigering::Ander), Err(Weigering::Voorbij));
        for (status, verwacht) in [
            ("concept", [ander, Ok(()), ander]),
            ("aangeboden", [ander, Ok(()), Ok(())]),
            ("gepubliceerd", [voorbij; 3]),
            ("ingetrokken", [voorbij; 3]),
            ("", [voorbij; 3]),
        ] {
            let gezien = [niemand, auteur, redactie].map(|wie| wie.mag_uitnodigen(status));
            assert_eq!(gezien, verwacht, "{status}");
        }
        for (status, verwacht) in [
            ("concept", [false, true, false]),
            ("aangeboden", [false, true, true]),
            ("gepubliceerd", [false, true, false]),
        ] {
            let gezien = [niemand, auteur, redactie].map(|wie| wie.hoort(status));
            assert_eq!(gezien, verwacht, "{status}");
        }
        assert!(!niemand.mag_zien() && auteur.mag_zien() && redactie.mag_zien());
    }
}
