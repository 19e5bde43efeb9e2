//! What an action is called for people.

use crate::{actor::Rol, stukken::model::Doel};

/// The words for each action that the geschiedenis knows.
const WOORDEN: &[(&str, &str)] = &[
    ("aanmaken", "Begonnen"),
    ("wijzigen", "Gewijzigd"),
    ("inlezen", "Ingelezen"),
    ("opnieuw-inlezen", "Opnieuw ingelezen"),
    ("voorstellen", "Een wijziging voorgesteld"),
    ("overnemen", "Een voorstel overgenomen"),
    ("afwijzen", "Afgewezen"),
    ("aanbieden", "Aangeboden"),
    ("publiceren", "Gepubliceerd"),
    ("spoedpubliceren", "Met spoed gepubliceerd"),
    ("terugsturen", "Teruggestuurd"),
    ("intrekken", "Ingetrokken"),
    ("verbinden", "Verbanden gelegd of weggehaald"),
    ("leesrecht-wijzigen", "Gewijzigd wie het mag lezen"),
    ("lezen", "Gelezen"),
    ("oppakken", "Opgepakt"),
    ("oplossen", "Opgelost"),
    ("hernemen", "Weer in behandeling genomen"),
    ("heropenen", "Heropend"),
    ("koppelen", "Aan een knelpunt gekoppeld"),
    ("doorverwijzen", "Doorverwezen"),
    ("verplaatsen", "Naar een ander knelpunt verplaatst"),
    ("ander-thema", "Aan een ander thema gegeven"),
    ("verwoorden", "Een verwoording vrijgegeven"),
    ("treden-invullen", "Treden ingevuld"),
    ("trekker-wijzigen", "Een ander thema laten trekken"),
    ("thema-verbinden", "Een thema met een ander verbonden"),
    ("thema-losmaken", "Een thema van een ander losgemaakt"),
    ("onderzoeken", "Begonnen een kennisvraag te onderzoeken"),
    ("beantwoorden", "Een kennisvraag beantwoord"),
    ("vervallen", "Laten vervallen"),
    ("afronden", "Een actie afgerond"),
    ("houden", "Het verslag van een bijeenkomst gemaakt"),
    ("afgelasten", "Een bijeenkomst afgelast"),
    ("bijeenkomst-antwoorden", "Geantwoord op een uitnodiging"),
    (
        "bijeenkomst-aanwezigen",
        "Genoteerd wie er op een bijeenkomst waren",
    ),
    ("instemmen", "Ingestemd met een besluit"),
    (
        "regietafel-voorleggen",
        "Een vraag voorgelegd aan de regietafel",
    ),
    (
        "regietafel-intrekken",
        "Een vraag aan de regietafel ingetrokken",
    ),
    (
        "regietafel-verplaatsen",
        "Een punt naar een andere vergadering verplaatst",
    ),
    ("regietafel-besluiten", "Besloten als regietafel"),
    (
        "vergadering-plannen",
        "Een vergadering van de regietafel gepland",
    ),
    (
        "vergadering-afgelasten",
        "Een vergadering van de regietafel afgelast",
    ),
    ("stand-geven", "De stand van een thema gegeven"),
    ("zetel-overdragen", "Een zetel overgedragen"),
    (
        "netwerk-uitnodigen",
        "Iemand in het netwerk van een thema gebracht",
    ),
    (
        "netwerk-perspectief",
        "Gezegd voor wie iemand in een netwerk spreekt",
    ),
    (
        "netwerk-weghalen",
        "Iemand uit het netwerk van een thema gehaald",
    ),
    ("bijval-geven", "Gezegd dat het ook hier speelt"),
    ("bijval-nog-eens", "Nog iemand zei dat het ook hier speelt"),
    ("bijval-terugnemen", "Teruggenomen dat het ook hier speelt"),
    ("signalen-erbij", "Signalen erbij gelegd"),
    ("signalen-eraf", "Signalen naar een ander knelpunt gebracht"),
    ("navragen", "Gevraagd of het echt is opgelost"),
    ("heropenen-vragen", "Gevraagd om te heropenen"),
    ("heropenen-afwijzen", "Verzoek om te heropenen afgewezen"),
    ("heropenen-te-laat", "Antwoord op een verzoek is te laat"),
    ("vraagpunt-stellen", "Een vraag gesteld aan een organisatie"),
    ("vraagpunt-verlengen", "Meer tijd gegeven voor een antwoord"),
    (
        "vraagpunt-beantwoorden",
        "Een vraag aan een organisatie beantwoord",
    ),
    ("account-maken", "Account gemaakt"),
    ("overdragen", "Aan een collega overgedragen"),
    ("toetreding-afwijzen", "Iemand die mee wilde doen afgewezen"),
    ("herindelen", "Overgegaan naar een opvolger"),
    ("maildomein-toevoegen", "Maildomein toegevoegd"),
    ("maildomein-weghalen", "Maildomein weggehaald"),
    ("aanvragen", "Gevraagd aan een tweede persoon"),
    ("aanvraag-bevestigen", "Een tweede persoon stemde in"),
    ("aanvraag-afwijzen", "Een tweede persoon wees het af"),
    (
        "aanvraag-intrekken",
        "Vraag aan een tweede persoon ingetrokken",
    ),
    ("account-sluiten", "Account gesloten"),
    ("account-heropenen", "Account weer geopend"),
    ("account-blokkeren", "Account geblokkeerd"),
    ("account-deblokkeren", "Account gedeblokkeerd"),
    ("account-verwijderen", "Account verwijderd"),
    ("uitloggen-overal", "Overal uitgelogd"),
    ("factor-wissen", "Tweede stap gewist door beheer"),
    ("tweede-factor-instellen", "Tweede stap ingesteld"),
    ("tweede-factor-verwijderen", "Tweede stap uitgezet"),
    ("herstelcodes-vernieuwen", "Nieuwe herstelcodes gemaakt"),
    ("herstelcode-gebruiken", "Herstelcode gebruikt"),
    ("uitnodiging-aannemen", "Uitnodiging aangenomen"),
    ("wachtwoord-herstellen", "Nieuw wachtwoord gekozen"),
    ("naam-wijzigen", "Naam gewijzigd"),
    ("mailadres-vragen", "Ander e-mailadres gevraagd"),
    ("mailadres-wijzigen", "E-mailadres gewijzigd"),
    ("rol-geven", "Rol gegeven"),
    ("rol-nemen", "Rol afgenomen"),
    ("wachtwoord-wijzigen", "Wachtwoord gewijzigd"),
    ("gegevens-wissen", "Persoonsgegevens gewist"),
    ("bijlage-toevoegen", "Bijlage toegevoegd"),
    ("bijlage-verwijderen", "Bijlage verwijderd"),
    ("bijlage-weigeren", "Bijlage geweigerd"),
    ("code-sturen", "Code gestuurd"),
    ("opnieuw-uitnodigen", "Opnieuw uitgenodigd"),
    (
        "toepassing-melden",
        "Gezegd dat een organisatie dit ook doet",
    ),
    (
        "toepassing-wijzigen",
        "Gewijzigd wat een organisatie hiermee doet",
    ),
    (
        "toepassing-intrekken",
        "Ingetrokken dat een organisatie dit ook doet",
    ),
    ("beoordelen", "Onderbouwing beoordeeld"),
    ("klopt-nog", "Gezegd dat het nog klopt"),
    ("starten", "Proef gestart"),
    ("besluit-voorstellen", "Besluit over een proef voorgesteld"),
    (
        "besluit-instemmen",
        "Ingestemd met een besluit over een proef",
    ),
    ("besluit-afwijzen", "Besluit over een proef afgewezen"),
    ("besluit-terugnemen", "Besluit over een proef teruggenomen"),
    (
        "opschalen",
        "Besloten een proef op te schalen, of een knelpunt naar een andere regel",
    ),
    ("stoppen", "Besloten met een proef te stoppen"),
    (
        "nakijken-nodig",
        "De dag kwam waarop het moet worden nagekeken",
    ),
    ("vraag-stellen", "Een vraag gesteld over een stuk"),
    ("vraag-beantwoorden", "Een vraag over een stuk beantwoord"),
    ("link-geven", "Iemand gevraagd om mee te lezen"),
    ("link-intrekken", "Een link om mee te lezen ingetrokken"),
    ("link-openen", "Een link om mee te lezen geopend"),
    ("link-reageren", "Met een link gezegd of het klopt"),
    ("link-opruimen", "Een oude link om mee te lezen opgeruimd"),
    ("overname-vragen", "Gevraagd om een praktijk over te nemen"),
    ("overname-intrekken", "Vraag om over te nemen ingetrokken"),
    ("overname-toekennen", "Overgenomen door een organisatie"),
    ("overname-afwijzen", "Vraag om over te nemen afgewezen"),
    ("voorleggen", "Voorgelegd voor wederhoor"),
    ("terugnemen", "Teruggenomen uit wederhoor"),
    ("vaststellen", "Vastgesteld"),
    ("wederhoor-reageren", "Gereageerd op een bevinding"),
    (
        "wederhoor-herinneren",
        "Herinnerd aan een reactie op een bevinding",
    ),
    (
        "wederhoor-voorbij",
        "De tijd om op een bevinding te reageren is voorbij",
    ),
    (
        "wederhoor-contacten",
        "Gewijzigd wie op een bevinding kan reageren",
    ),
    (
        "vraagpunt-opnieuw",
        "Een vraag opnieuw gesteld door een nieuwe versie",
    ),
    ("dossiernotitie", "Iets genoteerd in een dossier"),
    ("zoekindex-herbouwen", "De zoekindex opnieuw laten bouwen"),
    ("token-maken", "API-token gemaakt"),
    ("token-intrekken", "API-token ingetrokken"),
    (
        "organisatie-koppelen",
        "Gekoppeld aan inloggen bij de organisatie",
    ),
    (
        "organisatie-ontkoppelen",
        "Losgemaakt van inloggen bij de organisatie",
    ),
];

/// An action in words, with the role or the purpose it was about. One that is not known is shown as
/// it is.
pub fn in_woorden(actie: &str, velden: &str) -> String {
    let bekend = WOORDEN.iter().find(|(naam, _)| *naam == actie);
    let woorden = bekend.map_or(actie, |(_, woorden)| woorden);
    match bij(velden) {
        Some(bij) => format!("{woorden}: {bij}"),
        None => woorden.to_owned(),
    }
}

/// The role or the purpose among the fields of a row.
fn bij(velden: &str) -> Option<&'static str> {
    let eerste = velden.split(' ').next()?;
    match eerste.strip_prefix("doel:") {
        Some(doel) => doel.parse::<Doel>().ok().map(Doel::label),
        None => eerste.parse::<Rol>().ok().map(Rol::label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_has_words_and_an_unknown_one_stays_as_it_is() {
        for (actie, velden, woorden) in [
            ("wijzigen", "titel tekst", "Gewijzigd"),
            ("rol-geven", "auditor landelijk", "Rol gegeven: Auditor"),
            ("lezen", "doel:beoordelen trace:1", "Gelezen: Beoordelen"),
            ("iets-nieuws", "", "iets-nieuws"),
            ("iets-nieuws", "doel:onbekend", "iets-nieuws"),
        ] {
            assert_eq!(in_woorden(actie, velden), woorden);
        }
    }

    #[test]
    fn no_action_stands_there_twice() {
        for (nummer, (naam, _)) in WOORDEN.iter().enumerate() {
            let eerste = WOORDEN.iter().position(|(ander, _)| ander == naam);
            assert_eq!(eerste, Some(nummer), "{naam}");
        }
    }
}
