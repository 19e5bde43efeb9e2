//! What a job tells who follows a kennisvraag: numbers, and never a word of it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Status;
use crate::waarden::waarden;

/// The kind of the jobs that mail about a kennisvraag.
pub const SOORT: &str = "kennisvraag-mail";

waarden! {
    /// What somebody is told.
    Bericht {
        OpDeAgenda = "op-de-agenda", "Staat op de kennisagenda";
        Beantwoord = "beantwoord", "Is beantwoord";
        Vervallen = "vervallen", "Is vervallen";
    }
}

impl Bericht {
    /// What who follows it is told of a state; none when that is nothing: they hear how it ends.
    pub const fn van(status: Status) -> Option<Self> {
        match status {
            Status::Beantwoord => Some(Self::Beantwoord),
            Status::Vervallen => Some(Self::Vervallen),
            Status::Gesteld | Status::InOnderzoek => None,
        }
    }
}

/// What a job is about. Whether its reader still follows, and what they may read, is looked up when the mail is
/// written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The kennisvraag.
    pub kennisvraag: Uuid,
    /// The account that follows it.
    pub volger: Uuid,
    /// What is told.
    pub bericht: Bericht,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_follows_hears_how_it_ends() {
        for status in Status::ALLE {
            let hoort = Bericht::van(*status).is_some();
            assert_eq!(hoort, !status.is_open(), "{status}");
        }
    }

    #[test]
    fn a_job_has_numbers_only() {
        let lading = Lading {
            kennisvraag: Uuid::from_u128(1),
            volger: Uuid::from_u128(2),
            bericht: Bericht::OpDeAgenda,
        };
        assert_eq!(
            serde_json::to_value(lading).unwrap(),
            serde_json::json!({
                "kennisvraag": "00000000-0000-0000-0000-000000000001",
                "volger": "00000000-0000-0000-0000-000000000002",
                "bericht": "op-de-agenda",
            })
        );
    }
}
