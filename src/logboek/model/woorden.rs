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
    ("account-maken", "Account gemaakt"),
    ("rol-geven", "Rol gegeven"),
    ("rol-nemen", "Rol afgenomen"),
    ("wachtwoord-wijzigen", "Wachtwoord gewijzigd"),
    ("gegevens-wissen", "Persoonsgegevens gewist"),
    ("bijlage-toevoegen", "Bijlage toegevoegd"),
    ("bijlage-verwijderen", "Bijlage verwijderd"),
    ("bijlage-weigeren", "Bijlage geweigerd"),
    ("code-sturen", "Code gestuurd"),
    ("opnieuw-uitnodigen", "Opnieuw uitgenodigd"),
    ("account-heropenen", "Account weer geopend"),
    ("account-sluiten", "Account gesloten"),
    ("account-blokkeren", "Account geblokkeerd"),
    ("account-deblokkeren", "Account weer toegelaten"),
    ("uitloggen-overal", "Overal uitgelogd door de beheerder"),
    ("aanvragen", "Aan een tweede persoon gevraagd"),
    ("aanvraag-bevestigen", "Ermee ingestemd"),
    ("aanvraag-afwijzen", "De vraag afgewezen"),
    ("aanvraag-intrekken", "De vraag ingetrokken"),
    ("tweede-factor-instellen", "Tweede stap ingesteld"),
    ("tweede-factor-verwijderen", "Tweede stap uitgezet"),
    ("factor-wissen", "Tweede stap gewist"),
    ("herstelcodes-vernieuwen", "Nieuwe herstelcodes gemaakt"),
    ("herstelcode-gebruiken", "Ingelogd met een herstelcode"),
    ("maildomein-toevoegen", "Maildomein toegevoegd"),
    ("maildomein-weghalen", "Maildomein weggehaald"),
    ("herindelen", "Verhuisd bij een herindeling"),
    ("overdragen", "Overgedragen aan een collega"),
    ("zoekindex-herbouwen", "De zoekindex opnieuw laten bouwen"),
    ("token-maken", "API-token gemaakt"),
    ("token-intrekken", "API-token ingetrokken"),
    (
        "organisatie-koppelen",
        "Gekoppeld aan inloggen bij de organisatie",
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
