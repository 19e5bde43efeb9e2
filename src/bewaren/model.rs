//! How long each kind of thing is kept: one table. Pure.

use chrono::{DateTime, Duration, Utc};

use crate::{
    gebruikers::model::sessie::{HOOGSTENS, STIL},
    stukken::model::Soort,
    waarden::waarden,
    zoeken::model::vragen::DAGEN,
};

waarden! {
    /// What is destroyed by itself at the end of its term.
    Gegeven {
        Zoekvragen = "zoekvragen", "Zoekvragen";
        Inlogpogingen = "inlogpogingen", "Pogingen om in te loggen";
        Aanmeldingen = "aanmeldingen", "Afgelopen aanmeldingen";
        VertrokkenAccounts = "vertrokken-accounts", "Gegevens van wie vertrok";
    }
}

/// A rule: what is kept, how long, why, and what is destroyed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regel {
    /// What is kept.
    pub wat: &'static str,
    /// How long, in days; none is for ever.
    pub dagen: Option<u32>,
    /// From when the term runs; empty for what is kept for ever.
    pub vanaf: &'static str,
    /// Why so long, and not longer.
    pub grondslag: &'static str,
    /// What is destroyed; empty for what is kept for ever.
    pub vernietigd: &'static str,
}

impl Gegeven {
    /// The rule for it.
    pub const fn regel(self) -> Regel {
        match self {
            Self::Zoekvragen => Regel {
                wat: "Hoe vaak bezoekers op een dag iets zochten",
                dagen: Some(DAGEN),
                vanaf: "de dag van de zoekvraag",
                grondslag: "De redactie ziet ermee welke woorden het zoeken niet kent. Daarna is het \
                            niet meer nodig (AVG, artikel 5).",
                vernietigd: "De woorden en de telling van die dag.",
            },
            Self::Inlogpogingen => Regel {
                wat: "Wanneer met een mailadres is geprobeerd in te loggen",
                dagen: Some(1),
                vanaf: "de poging",
                grondslag: "Het remt wie wachtwoorden raadt. Na een kwartier telt een poging niet \
                            meer mee (AVG, artikel 5 en 32).",
                vernietigd: "Het tijdstip, en de code die van het mailadres is gemaakt.",
            },
            Self::Aanmeldingen => Regel {
                wat: "Waar iemand was ingelogd",
                dagen: Some(1),
                vanaf: "het einde van de aanmelding",
                grondslag: "Iemand moet kunnen zien waar hij is ingelogd. Is dat voorbij, dan is het \
                            niet meer nodig (AVG, artikel 5).",
                vernietigd: "De tijden en de naam van de browser.",
            },
            Self::VertrokkenAccounts => Regel {
                wat: "Naam en mailadres van wie vertrok",
                dagen: Some(365),
                vanaf: "de laatste regel in de geschiedenis van het account",
                grondslag: "Een jaar lang kan de organisatie nog vragen wie iets deed. Daarna wegen de \
                            rechten van de persoon zwaarder (AVG, artikel 5 en 17).",
                vernietigd: "Naam, mailadres, wachtwoord, tweede stap en rollen. Het nummer en de \
                             geschiedenis blijven, zonder naam.",
            },
        }
    }

    /// What is from before this moment has passed its term.
    pub fn grens(self, nu: DateTime<Utc>) -> DateTime<Utc> {
        let dagen = self.regel().dagen.unwrap_or(u32::MAX);
        nu - Duration::days(dagen.into())
    }
}

/// A login is over when it began before the first moment, or was last seen before the second.
pub fn einde_aanmelding(grens: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    (grens - HOOGSTENS, grens - STIL)
}

const ARCHIEF: &str = "Blijvend: hiermee kan de overheid laten zien wat zij met een probleem deed \
                       (Archiefwet en de selectielijst van de zorgdrager).";

/// The rule for a kind of stuk.
pub const fn regel_van(soort: Soort) -> Regel {
    let wat = match soort {
        Soort::Praktijk => "Praktijken, met hun versies",
        Soort::Publicatie => "Publicaties, met hun versies",
        Soort::Regeling => "Regelingen, met hun versies",
        Soort::Organisatie => "Organisaties, met hun opvolgers",
        Soort::Thema => "Thema’s, met hun versies",
    };
    blijvend(wat, ARCHIEF)
}

const fn blijvend(wat: &'static str, grondslag: &'static str) -> Regel {
    Regel {
        wat,
        dagen: None,
        vanaf: "",
        grondslag,
        vernietigd: "",
    }
}

/// What is kept for ever beside the stukken.
const BLIJVEND: [Regel; 3] = [
    blijvend(
        "De geschiedenis: wat er met een stuk of een account gebeurde",
        "Blijvend: zonder haar is niet te bewijzen wie wat besloot (BIO2, 8.15). Er staan nummers \
         in, geen namen.",
    ),
    blijvend(
        "De zegels op het logboek",
        "Blijvend: elk zegel bouwt voort op het vorige. Er staan geen gegevens van mensen in.",
    ),
    blijvend(
        "Het register van wat is vernietigd",
        "Blijvend: van wat is vernietigd, moet te zien blijven dat het er was (Archiefbesluit).",
    ),
];

/// All rules: first what is destroyed by itself, then what is kept for ever.
pub fn alle() -> Vec<Regel> {
    let tijdelijk = Gegeven::ALLE.iter().map(|gegeven| gegeven.regel());
    let stukken = Soort::ALLE.iter().map(|soort| regel_van(*soort));
    tijdelijk.chain(stukken).chain(BLIJVEND).collect()
}

/// What a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// The rule.
    pub gegeven: Gegeven,
    /// How much has passed its term.
    pub aantal: u64,
    /// The oldest of it.
    pub oudste: Option<DateTime<Utc>>,
}

/// A line of the register of destruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vernietiging {
    /// When.
    pub op: DateTime<Utc>,
    /// By which rule, as tables name it.
    pub regel: String,
    /// How much.
    pub aantal: i64,
    /// The oldest of it.
    pub oudste: Option<DateTime<Utc>>,
    /// The hash of the keys of what was destroyed.
    pub sleutels_hash: String,
    /// Who.
    pub actor: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_what_why_and_what_goes() {
        for regel in alle() {
            assert!(
                !regel.wat.is_empty() && regel.grondslag.len() > 20,
                "{regel:?}"
            );
            let eindig = regel.dagen.is_some();
            assert_eq!(eindig, !regel.vernietigd.is_empty(), "{regel:?}");
            assert_eq!(eindig, !regel.vanaf.is_empty(), "{regel:?}");
        }
    }

    #[test]
    fn a_term_runs_to_the_moment() {
        let nu: DateTime<Utc> = "2026-11-27T03:00:00Z".parse().unwrap();
        for (gegeven, grens) in [
            (Gegeven::Zoekvragen, "2026-10-28T03:00:00Z"),
            (Gegeven::Inlogpogingen, "2026-11-26T03:00:00Z"),
            (Gegeven::Aanmeldingen, "2026-11-26T03:00:00Z"),
            (Gegeven::VertrokkenAccounts, "2025-11-27T03:00:00Z"),
        ] {
            assert_eq!(gegeven.grens(nu), grens.parse::<DateTime<Utc>>().unwrap());
        }
    }
}
