//! What is mailed about seats. Pure.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Kant;

/// The kind of the jobs that mail about seats.
pub const SOORT: &str = "duo-mail";

/// A seat that stands empty, in the one message of a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leeg {
    /// The thema.
    pub thema: Uuid,
    /// The side.
    pub kant: Kant,
    /// Since when: when it was filled meanwhile there is nothing to tell.
    pub sinds: DateTime<Utc>,
}

/// What a job is about: numbers and moments only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "kebab-case")]
pub enum Lading {
    /// Somebody of the regietafel hears that a hand-over waits for it.
    Voorgesteld {
        /// Who hears it.
        account: Uuid,
        /// The request.
        aanvraag: Uuid,
        /// The thema.
        thema: Uuid,
        /// The side.
        kant: Kant,
    },
    /// Who handed a seat over, and who got it, hear that it is done.
    Overgedragen {
        /// Who hears it.
        account: Uuid,
        /// The thema.
        thema: Uuid,
        /// The side.
        kant: Kant,
        /// Whether they sit there now; else they did before.
        nieuw: bool,
        /// How many open acties came along.
        acties: u64,
    },
    /// Who wanted to hand a seat over hears that the regietafel does not agree.
    Afgewezen {
        /// Who hears it.
        account: Uuid,
        /// The thema.
        thema: Uuid,
        /// The side.
        kant: Kant,
    },
    /// Somebody of the regietafel hears which seats stand empty for long: one message a night.
    Nacht {
        /// Who hears it.
        account: Uuid,
        /// The seats.
        zetels: Vec<Leeg>,
    },
}

impl Lading {
    /// Who hears it.
    pub const fn account(&self) -> Uuid {
        match self {
            Self::Voorgesteld { account, .. }
            | Self::Overgedragen { account, .. }
            | Self::Afgewezen { account, .. }
            | Self::Nacht { account, .. } => *account,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_the_table() {
        let [account, thema, aanvraag] = [1, 2, 3].map(Uuid::from_u128);
        let kant = Kant::Gemeente;
        let sinds = "2026-03-01T12:00:00.000001Z".parse().expect("a moment");
        for lading in [
            Lading::Voorgesteld {
                account,
                aanvraag,
                thema,
                kant,
            },
            Lading::Overgedragen {
                account,
                thema,
                kant,
                nieuw: true,
                acties: 3,
            },
            Lading::Afgewezen {
                account,
                thema,
                kant,
            },
            Lading::Nacht {
                account,
                zetels: vec![Leeg { thema, kant, sinds }],
            },
        ] {
            let json = serde_json::to_value(&lading).expect("JSON");
            assert_eq!(lading.account(), account);
            let terug = serde_json::from_value::<Lading>(json).expect("a job");
            assert_eq!(terug, lading);
        }
    }
}
