//! What is mailed about questions. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the jobs that mail about questions.
pub const SOORT: &str = "vraagpunt-mail";

/// A question that waits, in the one message of a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wacht {
    /// The question.
    pub vraagpunt: Uuid,
    /// The last day it was told for: when it is another by now there is nothing to tell.
    pub voor: NaiveDate,
    /// Whether the organisatie of the reader has to answer; else they treat the stuk.
    pub aan_u: bool,
}

/// What a job is about: numbers and moments only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "kebab-case")]
pub enum Lading {
    /// Somebody hears what was asked of their organisatie about a stuk at one moment.
    Gesteld {
        /// Who hears it.
        account: Uuid,
        /// The stuk.
        stuk: Uuid,
        /// The organisatie.
        aan: Uuid,
        /// The moment.
        op: DateTime<Utc>,
    },
    /// Somebody hears which questions wait, and those that are late: one message a night.
    Nacht {
        /// Who hears it.
        account: Uuid,
        /// The questions.
        punten: Vec<Wacht>,
    },
    /// Who treats the stuk and who follows it hear that there is an answer.
    Beantwoord {
        /// Who hears it.
        account: Uuid,
        /// The question.
        vraagpunt: Uuid,
    },
    /// Who signalled in confidence hears that there is something to read. Neither the job nor the mail
    /// says about what.
    Nieuws {
        /// Who hears it.
        account: Uuid,
    },
}

impl Lading {
    /// Who hears it.
    pub const fn account(&self) -> Uuid {
        match self {
            Self::Gesteld { account, .. }
            | Self::Nacht { account, .. }
            | Self::Beantwoord { account, .. }
            | Self::Nieuws { account } => *account,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_the_table_and_one_in_confidence_names_nothing() {
        let [vraagpunt, account, stuk, aan] = [1, 2, 3, 4].map(Uuid::from_u128);
        let wacht = Wacht {
            vraagpunt,
            voor: "2026-04-12".parse().unwrap(),
            aan_u: true,
        };
        for lading in [
            Lading::Gesteld {
                account,
                stuk,
                aan,
                op: "2026-03-01T12:00:00.000001Z".parse().unwrap(),
            },
            Lading::Nacht {
                account,
                punten: vec![wacht],
            },
            Lading::Beantwoord { account, vraagpunt },
        ] {
            let json = serde_json::to_value(&lading).unwrap();
            assert_eq!(lading.account(), account);
            assert_eq!(serde_json::from_value::<Lading>(json).unwrap(), lading);
        }
        let json = serde_json::to_value(Lading::Nieuws { account }).unwrap();
        let verwacht = serde_json::json!({ "wat": "nieuws", "account": account });
        assert_eq!(json, verwacht);
    }
}
