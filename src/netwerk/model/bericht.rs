//! What is mailed about a netwerk. Pure.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the jobs that mail about a netwerk.
pub const SOORT: &str = "netwerk-mail";

/// What a job is about: numbers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "kebab-case")]
pub enum Lading {
    /// Somebody hears that they are of the netwerk of a thema.
    Erbij {
        /// Who hears it.
        account: Uuid,
        /// The thema.
        thema: Uuid,
    },
    /// Somebody hears that they are not any more.
    Eruit {
        /// Who hears it.
        account: Uuid,
        /// The thema.
        thema: Uuid,
    },
}

impl Lading {
    /// Who hears it.
    pub const fn account(self) -> Uuid {
        match self {
            Self::Erbij { account, .. } | Self::Eruit { account, .. } => account,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_the_table() {
        let [account, thema] = [1, 2].map(Uuid::from_u128);
        for lading in [
            Lading::Erbij { account, thema },
            Lading::Eruit { account, thema },
        ] {
            let json = serde_json::to_value(lading).expect("JSON");
            assert_eq!(lading.account(), account);
            let terug = serde_json::from_value::<Lading>(json).expect("a job");
            assert_eq!(terug, lading);
        }
    }
}
