//! How people name the stukken that a besluit is about: a kenmerk, or the address of a page. Pure.

use crate::stukken::model::Soort;

/// Kinds that a besluit can be about.
const KAN: [Soort; 10] = [
    Soort::Praktijk,
    Soort::Proefproject,
    Soort::Knelpunt,
    Soort::Kennisvraag,
    Soort::Besluit,
    Soort::Notitie,
    Soort::Actie,
    Soort::Bijeenkomst,
    Soort::Publicatie,
    Soort::Regeling,
];

/// Whether a besluit can be about a kind.
pub fn kan_over(soort: Soort) -> bool {
    KAN.contains(&soort)
}

/// The names in a field, one a line, each once.
pub fn regels(tekst: &str) -> Vec<String> {
    let mut namen: Vec<String> = Vec::new();
    let regels = tekst.lines().map(str::trim);
    for naam in regels.filter(|naam| !naam.is_empty()) {
        if !namen.iter().any(|al| al == naam) {
            namen.push(naam.to_owned());
        }
    }
    namen
}

/// The kind and the last part of the address of a page, of a kind that a besluit can be about.
pub fn adres(naam: &str) -> Option<(Soort, &str)> {
    let pad = naam.split(['?', '#']).next().unwrap_or_default();
    let (begin, slug) = pad.trim_end_matches('/').rsplit_once('/')?;
    let meervoud = begin.rsplit('/').next()?;
    let soort = KAN.iter().find(|soort| soort.meervoud() == meervoud);
    soort.map(|soort| (*soort, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_what_a_besluit_can_be_about() {
        for (naam, verwacht) in [
            ("/notities/afspraken", Some((Soort::Notitie, "afspraken"))),
            (
                "https://dwarsverband.example/knelpunten/brief/?x=y#top",
                Some((Soort::Knelpunt, "brief")),
            ),
            ("/themas/wonen", None),
            ("/signalen/geheim", None),
            ("afspraken", None),
            ("", None),
        ] {
            assert_eq!(adres(naam), verwacht, "{naam}");
        }
    }

    #[test]
    fn every_name_is_looked_for_once() {
        let namen = regels(" KNP-2026-0001 \r\n\n/notities/x\nKNP-2026-0001");
        assert_eq!(namen, ["KNP-2026-0001", "/notities/x"]);
    }
}
