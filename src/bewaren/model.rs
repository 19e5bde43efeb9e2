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
        Vraagwensen = "vraagwensen", "Waar iemand een antwoord op wacht";
        Inlogpogingen = "inlogpogingen", "Pogingen om in te loggen";
        Aanmeldingen = "aanmeldingen", "Afgelopen aanmeldingen";
        Inlogverzoeken = "inlogverzoeken", "Afgebroken pogingen om in te loggen via een organisatie";
        Toegangscodes = "toegangscodes", "Verlopen links uit een mail";
        ApiTokens = "api-tokens", "Verlopen en ingetrokken API-tokens";
        Toetredingen = "toetredingen", "Onbeantwoorde vragen om mee te doen";
        Aanvragen = "aanvragen", "Besloten aanvragen van rollen";
        Contactberichten = "contactberichten", "Vragen over een stuk, en antwoorden";
        Toegangslinken = "toegangslinken", "Links om mee te lezen, en de reacties";
        Overnames = "overnames", "Besloten vragen om een praktijk over te nemen";
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
            Self::Vraagwensen => Regel {
                wat: "Wat iemand zocht en niet vond, als die bericht wil bij een antwoord",
                dagen: Some(DAGEN),
                vanaf: "het vragen om bericht",
                grondslag: "De redactie kan er zo lang een kennisvraag van maken; dan volgt wie erop wacht die \
                            vraag, en gaat dit meteen weg. Daarna is het niet meer nodig (AVG, artikel 5).",
                vernietigd: "De woorden, van wie zij waren en het tijdstip.",
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
            Self::Inlogverzoeken => Regel {
                wat: "Wie naar de eigen organisatie ging om in te loggen, en niet terugkwam",
                dagen: Some(1),
                vanaf: "het verlopen van de poging",
                grondslag: "Na tien minuten kan niemand de poging nog afmaken. Daarna is zij niet \
                            meer nodig (AVG, artikel 5).",
                vernietigd: "De codes, de naam van de organisatie en de pagina waar iemand heen wilde.",
            },
            Self::Toegangscodes => Regel {
                wat: "De code van een link uit een mail, om een wachtwoord te kiezen",
                dagen: Some(90),
                vanaf: "het verlopen van de link",
                grondslag: "Wie is uitgenodigd en de link liet verlopen, kan zo lang zelf een nieuwe \
                            vragen. Daarna nodigt de organisatie opnieuw uit (AVG, artikel 5).",
                vernietigd: "De code, waarvoor die was, en tot wanneer die werkte.",
            },
            Self::ApiTokens => Regel {
                wat: "Tokens waarmee een programma de API leest",
                dagen: Some(90),
                vanaf: "het verlopen of intrekken",
                grondslag: "Is een token gelekt, dan is zo lang te zien wanneer het voor het laatst is \
                            gebruikt. Daarna is het niet meer nodig (AVG, artikel 5 en 32).",
                vernietigd: "De naam, de tijden en de code die van het token is gemaakt.",
            },
            Self::Toetredingen => Regel {
                wat: "Naam en mailadres van wie vroeg om mee te doen en geen antwoord kreeg",
                dagen: Some(90),
                vanaf: "de vraag",
                grondslag: "De beheerder van de organisatie heeft dan een kwartaal gehad om te \
                            beslissen. Wie nog wil, vraagt het opnieuw (AVG, artikel 5).",
                vernietigd: "De naam, het mailadres en de datum.",
            },
            Self::Aanvragen => Regel {
                wat: "Aanvragen waar twee mensen over beslisten, met de reden",
                dagen: Some(730),
                vanaf: "het besluit",
                grondslag: "Twee jaar lang kan de auditor nagaan waarom iemand een rol kreeg of verloor \
                            (BIO2, 5.18). Wie besloot, blijft in de geschiedenis staan.",
                vernietigd: "De reden, wie het vroeg en wie besloot.",
            },
            Self::Contactberichten => Regel {
                wat: "Wat iemand via het platform vroeg over een stuk, en het antwoord",
                dagen: Some(30),
                vanaf: "het versturen",
                grondslag: "Wie het kreeg, kan zo lang antwoorden via het platform. De mail zelf is \
                            dan al bij de ontvanger (AVG, artikel 5).",
                vernietigd: "De tekst, wie die stuurde en over welk stuk.",
            },
            Self::Toegangslinken => Regel {
                wat: "Wie zonder account een concept las, en wat die ervan zei",
                dagen: Some(30),
                vanaf: "het einde van de link",
                grondslag: "Wie het concept schrijft, kan zo lang verwerken wat er niet klopt. Daarna is \
                            niet meer nodig wie het las (AVG, artikel 5).",
                vernietigd: "De naam, het mailadres, de codes van de link en de reacties.",
            },
            Self::Overnames => Regel {
                wat: "Vragen van een organisatie om een praktijk over te nemen, met het besluit",
                dagen: Some(730),
                vanaf: "het besluit",
                grondslag: "Twee jaar lang is na te gaan waarom een praktijk van een organisatie werd. Wie \
                            besloot, blijft in de geschiedenis staan (AVG, artikel 5).",
                vernietigd: "De toelichting, wie het vroeg en de uitleg bij het besluit.",
            },
            Self::VertrokkenAccounts => Regel {
                wat: "Naam en mailadres van wie vertrok",
                dagen: Some(365),
                vanaf: "de laatste regel in de geschiedenis van het account",
                grondslag: "Een jaar lang kan de organisatie nog vragen wie iets deed. Daarna wegen de \
                            rechten van de persoon zwaarder (AVG, artikel 5 en 17).",
                vernietigd: "Naam, mailadres, wachtwoord, tweede stap, tokens en rollen. Het nummer en de \
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

/// What is destroyed by the queue of jobs itself, which needs its rows for a shorter time than a night
/// can promise.
const TAKEN: [Regel; 2] = [
    Regel {
        wat: "Werk dat de server heeft gedaan, zoals een mail sturen",
        dagen: Some(2),
        vanaf: "het einde van het werk",
        grondslag: "Zo doet de server elk werk van een dag maar één keer. Er staan nummers in, geen \
                    namen (AVG, artikel 5).",
        vernietigd: "Het nummer, de soort en de tijden.",
    },
    Regel {
        wat: "Werk dat de server na acht keer proberen opgaf",
        dagen: Some(90),
        vanaf: "het opgeven",
        grondslag: "De beheerder kan zo lang zien wat er misging en het opnieuw laten doen. Er staan \
                    nummers in, geen namen (AVG, artikel 5).",
        vernietigd: "Het nummer, de soort, de tijden en de laatste fout.",
    },
];

const ARCHIEF: &str = "Blijvend: hiermee kan de overheid laten zien wat zij met een probleem deed \
                       (Archiefwet en de selectielijst van de zorgdrager).";

/// The rule for a kind of stuk.
pub const fn regel_van(soort: Soort) -> Regel {
    let wat = match soort {
        Soort::Praktijk => "Praktijken, met hun versies",
        Soort::Proefproject => "Proefprojecten, met hun versies",
        Soort::Knelpunt => "Knelpunten, met hun treden en de antwoorden op vragen",
        Soort::Signaal => "Signalen, met wat ervan werd",
        Soort::Bevinding => "Bevindingen van de dwarskijker, met de reacties",
        Soort::Kennisvraag => "Kennisvragen, met hun antwoorden",
        Soort::Besluit => "Besluiten van duo’s en van de regietafel",
        Soort::Notitie => "Notities van werkruimten, met hun versies",
        Soort::Actie => "Acties, met wie ze deed",
        Soort::Bijeenkomst => "Bijeenkomsten, met hun verslag",
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
    tijdelijk
        .chain(TAKEN)
        .chain(stukken)
        .chain(BLIJVEND)
        .collect()
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
    use crate::jobs::model::{KLAAR_BEWAREN, OPGEGEVEN_BEWAREN};

    #[test]
    fn the_queue_keeps_its_jobs_as_long_as_the_page_says() {
        let dagen = TAKEN.map(|regel| regel.dagen.map(i64::from));
        let bewaren = [KLAAR_BEWAREN, OPGEGEVEN_BEWAREN];
        assert_eq!(dagen, bewaren.map(|duur| Some(duur.num_days())));
    }

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
            (Gegeven::Vraagwensen, "2026-10-28T03:00:00Z"),
            (Gegeven::Inlogpogingen, "2026-11-26T03:00:00Z"),
            (Gegeven::Aanmeldingen, "2026-11-26T03:00:00Z"),
            (Gegeven::Inlogverzoeken, "2026-11-26T03:00:00Z"),
            (Gegeven::Toegangscodes, "2026-08-29T03:00:00Z"),
            (Gegeven::ApiTokens, "2026-08-29T03:00:00Z"),
            (Gegeven::Toetredingen, "2026-08-29T03:00:00Z"),
            (Gegeven::Aanvragen, "2024-11-27T03:00:00Z"),
            (Gegeven::Contactberichten, "2026-10-28T03:00:00Z"),
            (Gegeven::Toegangslinken, "2026-10-28T03:00:00Z"),
            (Gegeven::Overnames, "2024-11-27T03:00:00Z"),
            (Gegeven::VertrokkenAccounts, "2025-11-27T03:00:00Z"),
        ] {
            assert_eq!(gegeven.grens(nu), grens.parse::<DateTime<Utc>>().unwrap());
        }
    }
}
