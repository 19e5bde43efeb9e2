//! What is mailed about wederhoor. A job names whom to write to and never about which bevinding: that pair
//! stands in the geschiedenis alone (design section 4).

use serde::{Deserialize, Serialize};

use super::Contact;
use crate::waarden::waarden;

/// The kind of the jobs that mail about wederhoor.
pub const SOORT: &str = "wederhoor-mail";

waarden! {
    /// What somebody hears.
    Bericht {
        Gevraagd = "gevraagd", "Om een reactie gevraagd";
        Herinnering = "herinnering", "Herinnerd aan een reactie";
        Vervallen = "vervallen", "Niet meer om een reactie gevraagd";
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
    /// To whom: by the number of an account or of a toegangslink.
    #[serde(flatten)]
    pub aan: Contact,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_job_names_whom_to_write_to_and_nothing_else() {
        let id = Uuid::from_u128(1);
        for (aan, soort) in [
            (Contact::Account(id), "account"),
            (Contact::Link(id), "link"),
        ] {
            let lading = Lading {
                wat: Bericht::Gevraagd,
                aan,
            };
            let json = serde_json::to_value(lading).unwrap();
            let verwacht = serde_json::json!({
                "wat": "gevraagd",
                soort: "00000000-0000-0000-0000-000000000001",
            });
            assert_eq!(json, verwacht);
            assert_eq!(serde_json::from_value::<Lading>(json).unwrap(), lading);
        }
    }
}
