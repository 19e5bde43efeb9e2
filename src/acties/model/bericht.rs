//! What is mailed about acties. Pure.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the jobs that mail about acties.
pub const SOORT: &str = "actie-mail";

/// An actie that waits, in the one message of a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wacht {
    /// The actie.
    pub actie: Uuid,
    /// The last day it was told for: when it is another by now there is nothing to tell.
    pub voor: NaiveDate,
}

/// What a job is about: numbers and days only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "kebab-case")]
pub enum Lading {
    /// Somebody hears that an actie is theirs.
    Gegeven {
        /// Who hears it.
        account: Uuid,
        /// The actie.
        actie: Uuid,
    },
    /// Somebody hears which of their acties wait, and which are late: one message a night.
    Nacht {
        /// Who hears it.
        account: Uuid,
        /// The acties.
        acties: Vec<Wacht>,
    },
}

impl Lading {
    /// Who hears it.
    pub const fn account(&self) -> Uuid {
        match self {
            Self::Gegeven { account, .. } | Self::Nacht { account, .. } => *account,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_the_table() {
        let [account, actie] = [1, 2].map(Uuid::from_u128);
        let voor = "2026-12-31".parse().expect("a day");
        for lading in [
            Lading::Gegeven { account, actie },
            Lading::Nacht {
                account,
                acties: vec![Wacht { actie, voor }],
            },
        ] {
            let json = serde_json::to_value(&lading).expect("JSON");
            assert_eq!(lading.account(), account);
            assert_eq!(
                serde_json::from_value::<Lading>(json).expect("a job"),
                lading
            );
        }
    }
}
