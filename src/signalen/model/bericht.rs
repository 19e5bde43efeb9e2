//! What goes by mail about a signaal: numbers, and never a word of it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Signaal;
use crate::waarden::waarden;

/// The kind of the jobs that mail about a signaal.
pub const SOORT: &str = "signaal-mail";

waarden! {
    /// What somebody is told.
    Bericht {
        Ontvangen = "ontvangen", "Uw signaal is binnen";
        Binnen = "binnen", "Er is een signaal om te behandelen";
        Gekoppeld = "gekoppeld", "Uw signaal is deel van een knelpunt";
        Doorverwezen = "doorverwezen", "Uw signaal is doorverwezen";
    }
}

impl Bericht {
    /// Whether it is for who signalled; for who treats it otherwise.
    pub const fn is_voor_melder(self) -> bool {
        !matches!(self, Self::Binnen)
    }
}

/// What a job is about. Who signalled is not in it: that is looked up when the mail is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The signaal.
    pub signaal: Uuid,
    /// What is told.
    pub bericht: Bericht,
    /// Who treats it and hears of it; none for who signalled.
    pub account: Option<Uuid>,
}

impl Signaal {
    /// Whether who signalled is written to. Not about one in confidence: a mail that lies in the box of
    /// their work would tell that they signalled.
    pub const fn mailt_melder(&self) -> bool {
        !self.vertrouwelijk
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_has_numbers_only() {
        let lading = Lading {
            signaal: Uuid::from_u128(1),
            bericht: Bericht::Ontvangen,
            account: None,
        };
        let json = serde_json::to_string(&lading).expect("JSON");
        assert_eq!(
            json,
            "{\"signaal\":\"00000000-0000-0000-0000-000000000001\",\"bericht\":\"ontvangen\",\
             \"account\":null}"
        );
    }

    #[test]
    fn who_treats_it_hears_that_it_came_and_who_sent_it_the_rest() {
        for bericht in Bericht::ALLE {
            assert_eq!(bericht.is_voor_melder(), *bericht != Bericht::Binnen);
        }
    }
}
