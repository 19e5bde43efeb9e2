//! What a job tells who follows a knelpunt.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Status;
use crate::waarden::waarden;

/// The kind of the jobs that tell of a step.
pub const SOORT: &str = "knelpunt-mail";

waarden! {
    /// By what somebody follows a knelpunt, and what goes along when one is merged or split.
    Deelsoort {
        Signaal = "signaal", "Signaal";
        Bijval = "bijval", "Speelt hier ook";
    }
}

/// What a job is about. It names the signaal or what was said beside it, and never the account: who
/// signalled in confidence is in no job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The knelpunt.
    pub knelpunt: Uuid,
    /// By what it is followed.
    pub soort: Deelsoort,
    /// Which of these.
    pub deel: Uuid,
    /// The state that it came to.
    pub status: Status,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_has_numbers_and_a_state_only() {
        let lading = Lading {
            knelpunt: Uuid::from_u128(1),
            soort: Deelsoort::Signaal,
            deel: Uuid::from_u128(2),
            status: Status::Opgelost,
        };
        assert_eq!(
            serde_json::to_value(lading).unwrap(),
            serde_json::json!({
                "knelpunt": "00000000-0000-0000-0000-000000000001",
                "soort": "signaal",
                "deel": "00000000-0000-0000-0000-000000000002",
                "status": "opgelost",
            })
        );
    }
}
