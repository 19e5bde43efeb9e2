//! What the duo of a thema gets by mail about its besluiten. What they say is read on the platform.

use super::{
    model::{Lading, SOORT, Status},
    service::berichten::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
};

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    brievenwerk(app, werkplaats, SOORT, |app, ctx, wat: Lading| async move {
        let zending = berichten::zending(&app.db, &ctx, &wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    // One that stays between the duo is not named.
    let naam = match &zending.titel {
        Some(titel) => format!("“{titel}”"),
        None => "een vertrouwelijk besluit".to_owned(),
    };
    let kort = zending.titel.as_deref().unwrap_or("vertrouwelijk");
    let thema = &zending.thema;
    let (onderwerp, zin, knop) = match zending.status {
        Status::Voorgesteld => (
            format!("Een besluit wacht op u: {kort}"),
            format!(
                "In het thema {thema} wacht een besluit op uw instemming: {naam}. Het geldt pas als beide kanten van \
                 het duo instemmen."
            ),
            "Lees het besluit en stem in",
        ),
        Status::Genomen => (
            format!("Besluit genomen: {kort}"),
            format!(
                "In het thema {thema} is een besluit genomen: {naam}. Beide kanten van het duo stemden in."
            ),
            "Lees het besluit",
        ),
        Status::Afgewezen => (
            format!("Besluit afgewezen: {kort}"),
            format!("In het thema {thema} is een besluit afgewezen: {naam}."),
            "Lees waarom",
        ),
        Status::Ingetrokken => (
            format!("Besluit ingetrokken: {kort}"),
            format!("In het thema {thema} is een voorgesteld besluit ingetrokken: {naam}."),
            "Lees waarom",
        ),
    };
    let mut brief = Brief::over(&onderwerp).tekst(zin);
    if !zending.waarom.is_empty() {
        brief = brief.tekst(format!("De reden: {}", zending.waarom));
    }
    brief.link(knop, format!("{basis_url}{}", zending.pad))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zending(status: Status, titel: Option<&str>) -> Zending {
        Zending {
            aan: "rina@voorbeeldstad.example".parse().expect("an address"),
            titel: titel.map(str::to_owned),
            thema: "Schulden".into(),
            status,
            waarom: String::new(),
            pad: "/besluiten/een-brief".into(),
        }
    }

    #[test]
    fn what_stays_between_two_is_not_named_in_a_mail() {
        let tekst = |zending| format!("{:?}", brief("https://dwarsverband.example", &zending));
        let open = tekst(zending(Status::Voorgesteld, Some("Eén brief")));
        assert!(open.contains("Een besluit wacht op u: Eén brief"), "{open}");
        assert!(open.contains("https://dwarsverband.example/besluiten/een-brief"));
        let geheim = tekst(zending(Status::Genomen, None));
        assert!(
            geheim.contains("Besluit genomen: vertrouwelijk"),
            "{geheim}"
        );
        assert!(geheim.contains("een vertrouwelijk besluit"), "{geheim}");
    }
}
