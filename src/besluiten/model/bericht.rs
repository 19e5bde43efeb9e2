//! What is mailed about besluiten. Pure.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the jobs that mail about besluiten.
pub const SOORT: &str = "duobesluit-mail";

/// What a job is about: numbers and a hash only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "kebab-case")]
pub enum Lading {
    /// Somebody is asked to agree.
    Gevraagd {
        /// Who is asked.
        account: Uuid,
        /// The besluit.
        besluit: Uuid,
        /// The hash of the words that they are asked to agree with: who changes those asks anew. Empty in a job
        /// from before it was kept.
        #[serde(default)]
        afdruk: String,
    },
    /// Somebody hears what became of it.
    Afgelopen {
        /// Who hears it.
        account: Uuid,
        /// The besluit.
        besluit: Uuid,
    },
}

impl Lading {
    /// Who gets it, and about which besluit.
    pub const fn wie_en_wat(&self) -> (Uuid, Uuid) {
        match self {
            Self::Gevraagd {
                account, besluit, ..
            }
            | Self::Afgelopen { account, besluit } => (*account, *besluit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_the_table() {
        let [account, besluit] = [1, 2].map(Uuid::from_u128);
        for lading in [
            Lading::Gevraagd {
                account,
                besluit,
                afdruk: "abc".into(),
            },
            Lading::Afgelopen { account, besluit },
        ] {
            let json = serde_json::to_value(&lading).expect("JSON");
            let terug: Lading = serde_json::from_value(json).expect("a job");
            assert_eq!(terug, lading);
            assert_eq!(terug.wie_en_wat(), (account, besluit));
        }
    }
}
