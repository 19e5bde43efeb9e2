//! What is mailed about bijeenkomsten. Pure.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::waarden::waarden;

/// The kind of the jobs that mail about bijeenkomsten.
pub const SOORT: &str = "bijeenkomst-mail";

waarden! {
    /// Why somebody hears of a bijeenkomst.
    Aanleiding {
        Uitnodiging = "uitnodiging", "Uitgenodigd";
        Wijziging = "wijziging", "Gewijzigd";
        Afzegging = "afzegging", "Afgezegd";
    }
}

/// What a job is about: numbers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// Who hears it.
    pub account: Uuid,
    /// The bijeenkomst.
    pub bijeenkomst: Uuid,
    /// Why.
    pub waarom: Aanleiding,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_the_table() {
        for waarom in Aanleiding::ALLE {
            let lading = Lading {
                account: Uuid::from_u128(1),
                bijeenkomst: Uuid::from_u128(2),
                waarom: *waarom,
            };
            let json = serde_json::to_value(lading).expect("JSON");
            assert_eq!(
                serde_json::from_value::<Lading>(json).expect("a job"),
                lading
            );
        }
    }
}
