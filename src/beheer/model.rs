//! What whoever runs the platform has to know. Pure.

use chrono::{DateTime, Utc};

use crate::taal;

/// An order to build the search index anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opdracht {
    /// When it was given.
    pub op: DateTime<Utc>,
    /// Who gave it, as [`crate::actor::Actor`] is written; none when it was whoever runs the platform,
    /// on the machine itself.
    pub door: Option<String>,
    /// Whether the index of this process answers it.
    pub uitgevoerd: bool,
}

/// How the platform stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stand {
    /// Whether there is an address for who finds a fault.
    pub contact: bool,
    /// Whether people can log in at the address of the platform.
    pub inloggen: bool,
    /// Why the index is not fit for use; none when all is well.
    pub reden: Option<&'static str>,
    /// How many stukken the comparison of index and tables had to repair since the start.
    pub hersteld: u64,
    /// Questions that the search journal lost since the start.
    pub vragen_verloren: u64,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waarschuwing {
    /// What is the matter.
    pub titel: &'static str,
    /// What to do about it.
    pub wat: String,
}

impl Stand {
    /// Everything that asks for somebody, the worst first.
    pub fn waarschuwingen(&self) -> Vec<Waarschuwing> {
        let mut alle = Vec::new();
        let mut meld = |titel, wat: &str| {
            let wat = wat.to_owned();
            alle.push(Waarschuwing { titel, wat });
        };
        if let Some(reden) = self.reden {
            meld("De zoekindex is niet in orde", reden);
        }
        if self.hersteld > 0 {
            let stukken = taal::aantal(self.hersteld, "stuk", "stukken");
            meld(
                "De zoekindex week af van de database",
                &format!(
                    "Bij {stukken} was dat zo. Het platform heeft het zelf hersteld, maar het hoort niet te \
                     gebeuren. Meld het aan de makers."
                ),
            );
        }
        if self.vragen_verloren > 0 {
            let vragen = taal::aantal(self.vragen_verloren, "vraag", "vragen");
            meld(
                "Er zijn zoekvragen niet geteld",
                &format!(
                    "Sinds de start gaat het om {vragen}. De database was te traag of vol. Kijk of de schijf \
                     ruimte heeft."
                ),
            );
        }
        if !self.inloggen {
            meld(
                "Niemand kan inloggen",
                "Stel DWARSVERBAND_BASIS_URL in op het adres van het platform. Het begint met https.",
            );
        }
        if !self.contact {
            meld(
                "Er is geen contactadres",
                "Wie een fout of een kwetsbaarheid wil melden, vindt geen adres dat bestaat. Stel \
                 DWARSVERBAND_CONTACT in.",
            );
        }
        alle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_well_is_not_told() {
        let goed = Stand {
            contact: true,
            inloggen: true,
            ..Stand::default()
        };
        assert_eq!(goed.waarschuwingen(), []);
        for (stand, titel) in [
            (
                Stand {
                    contact: false,
                    ..goed.clone()
                },
                "Er is geen contactadres",
            ),
            (
                Stand {
                    inloggen: false,
                    ..goed.clone()
                },
                "Niemand kan inloggen",
            ),
            (
                Stand {
                    reden: Some("De schijf is vol."),
                    ..goed.clone()
                },
                "De zoekindex is niet in orde",
            ),
            (
                Stand {
                    hersteld: 1,
                    ..goed.clone()
                },
                "De zoekindex week af van de database",
            ),
            (
                Stand {
                    vragen_verloren: 2,
                    ..goed
                },
                "Er zijn zoekvragen niet geteld",
            ),
        ] {
            let titels: Vec<_> = stand.waarschuwingen().iter().map(|w| w.titel).collect();
            assert_eq!(titels, [titel]);
        }
        assert_eq!(Stand::default().waarschuwingen().len(), 2);
    }
}
