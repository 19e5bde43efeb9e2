//! What a message is. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{error::Fouten, taal};

/// The kind of the jobs that bring a message.
pub const SOORT: &str = "contact-mail";
/// Messages that one account can send in [`PERIODE`]: it is for questions, not for advertising.
pub const HOOGSTENS: u64 = 20;
/// See [`HOOGSTENS`].
pub const PERIODE: TimeDelta = TimeDelta::days(1);
/// The longest text, in characters.
pub const LENGTE: usize = 3_000;

/// A message as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bericht {
    /// Its number.
    pub id: Uuid,
    /// The stuk it is about.
    pub stuk_id: Uuid,
    /// Who wrote it.
    pub van: Uuid,
    /// Whom it is for; none for who looks after the stuk.
    pub aan: Option<Uuid>,
    /// What it says.
    pub tekst: String,
    /// Whether the receiver may see the address of its writer.
    pub met_adres: bool,
    /// When.
    pub op: DateTime<Utc>,
}

/// What a job is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The number of the message.
    pub bericht: Uuid,
    /// Who gets it.
    pub account: Uuid,
}

/// Judges a text.
pub fn keur_tekst(tekst: &str, fouten: &mut Fouten) -> String {
    let tekst = tekst.trim().replace("\r\n", "\n");
    if tekst.is_empty() {
        fouten.meld(
            "tekst",
            "verplicht",
            "Schrijf op wat u wilt vragen of zeggen.",
        );
    } else if tekst.chars().count() > LENGTE {
        let melding = format!(
            "Schrijf hoogstens {} tekens. Kort de tekst in.",
            taal::getal(i64::try_from(LENGTE).unwrap_or(i64::MAX))
        );
        fouten.meld("tekst", "te-lang", melding);
    }
    tekst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_there_and_not_endless() {
        for (tekst, code) in [
            ("", Some("verplicht")),
            ("\r\n ", Some("verplicht")),
            ("Hoe ging dat?", None),
            (&*"é".repeat(LENGTE), None),
            (&*"é".repeat(LENGTE + 1), Some("te-lang")),
        ] {
            let mut fouten = Fouten::new();
            keur_tekst(tekst, &mut fouten);
            assert_eq!(fouten.iter().next().map(|f| f.code), code);
        }
    }

    #[test]
    fn what_a_job_is_about_has_numbers_only() {
        let lading = Lading {
            bericht: Uuid::from_u128(1),
            account: Uuid::from_u128(2),
        };
        let json = serde_json::to_string(&lading).expect("JSON");
        assert_eq!(
            json,
            "{\"bericht\":\"00000000-0000-0000-0000-000000000001\",\
             \"account\":\"00000000-0000-0000-0000-000000000002\"}"
        );
    }
}
