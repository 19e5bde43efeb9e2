//! What an oordeel says, and what the rungs mean. Pure.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{error::Fouten, praktijken::model::Onderbouwing, taal};

/// An oordeel as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oordeel {
    /// The rung before.
    pub van: Onderbouwing,
    /// The rung since.
    pub onderbouwing: Onderbouwing,
    /// On behalf of whom; none for the redactie.
    pub organisatie_id: Option<Uuid>,
    /// Why.
    pub reden: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// The longest reason, in characters.
pub const HOOGSTENS: usize = 2_000;

/// Judges a reason; every change of a rung has one.
pub fn keur_reden(tekst: &str, fouten: &mut Fouten) -> String {
    let reden = tekst.trim().replace("\r\n", "\n");
    if reden.is_empty() {
        let melding = "Schrijf op waarom. Noem wat u hebt gezien of gelezen.";
        fouten.meld("reden", "verplicht", melding);
    } else if reden.chars().count() > HOOGSTENS {
        let melding = format!(
            "Schrijf hoogstens {} tekens. Kort de tekst in.",
            taal::getal(i64::try_from(HOOGSTENS).unwrap_or(i64::MAX))
        );
        fouten.meld("reden", "te-lang", melding);
    }
    reden
}

/// What a rung means, and who gives it.
pub const fn betekenis(trede: Onderbouwing) -> (&'static str, &'static str) {
    const KENNERS: &str = "Gegeven door de redactie of een kennisinstelling.";
    match trede {
        Onderbouwing::Beschreven => (
            "Er staat wat er gebeurt. Niemand van buiten heeft het nagekeken.",
            "Hier begint elke praktijk.",
        ),
        Onderbouwing::Bevestigd => (
            "Iemand van een andere overheid heeft het nagekeken, en herkent het uit eigen werk.",
            "Gegeven door iemand van een andere gemeente, het Rijk of een andere overheid.",
        ),
        Onderbouwing::GoedOnderbouwd => (
            "Er staat ook waarom het zou werken, voor wie en onder welke voorwaarden, met bronnen.",
            KENNERS,
        ),
        Onderbouwing::EersteAanwijzingen => (
            "Er is gemeten, voor en na. Het ging beter; of dat door de aanpak komt, is nog niet \
             zeker.",
            KENNERS,
        ),
        Onderbouwing::GoedeAanwijzingen => (
            "Er is vergeleken met mensen of gemeenten zonder deze aanpak. De aanpak maakt verschil.",
            KENNERS,
        ),
        Onderbouwing::SterkeAanwijzingen => (
            "Meer dan één goed onderzoek vindt hetzelfde, ook op andere plekken.",
            KENNERS,
        ),
        Onderbouwing::NietErkend => (
            "Er is iets mis met de onderbouwing: het klopt niet, of het werkt niet zoals er staat. \
             De reden staat erbij.",
            KENNERS,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_there_and_not_endless() {
        for (tekst, code) in [
            ("", Some("verplicht")),
            (" \n ", Some("verplicht")),
            ("Zo werkt het bij ons ook.", None),
            (&*"é".repeat(HOOGSTENS), None),
            (&*"é".repeat(HOOGSTENS + 1), Some("te-lang")),
        ] {
            let mut fouten = Fouten::new();
            keur_reden(tekst, &mut fouten);
            assert_eq!(fouten.iter().next().map(|f| f.code), code);
        }
    }
}
