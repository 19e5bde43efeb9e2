//! What is mailed about wederhoor. A job names whom to write to and never about which bevinding: that pair
//! stands in the geschiedenis alone (design section 4).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::waarden::waarden;

/// The kind of the jobs that mail about wederhoor.
pub const SOORT: &str = "wederhoor-mail";

waarden! {
    /// What somebody hears.
    Bericht {
        Gevraagd = "gevraagd", "Om een reactie gevraagd";
        Herinnering = "herinnering", "Herinnerd aan een reactie";
        Teruggenomen = "teruggenomen", "De vraag om een reactie is teruggenomen";
        Vastgesteld = "vastgesteld", "De bevinding is vastgesteld";
        Voorbij = "voorbij", "De tijd om te reageren is voorbij";
    }
}

/// What a job is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// What is told.
    pub wat: Bericht,
    /// To which account.
    pub account: Uuid,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_names_an_account_and_nothing_else() {
        let lading = Lading {
            wat: Bericht::Gevraagd,
            account: Uuid::from_u128(1),
        };
        let json = serde_json::to_value(lading).unwrap();
        let verwacht = serde_json::json!({
            "wat": "gevraagd",
            "account": "00000000-0000-0000-0000-000000000001",
        });
        assert_eq!(json, verwacht);
        assert_eq!(serde_json::from_value::<Lading>(json).unwrap(), lading);
    }
}
