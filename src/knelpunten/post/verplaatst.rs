//! What people get by mail whose signaal, or what they said beside it, went to another knelpunt. Why is read
//! on the platform.

use super::{
    super::{
        model::Deelsoort,
        service::indeling::{self, VERPLAATSTMAIL, Verplaatst, Zending},
    },
    MIJN,
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
};

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    brievenwerk(
        app,
        werkplaats,
        VERPLAATSTMAIL,
        |app, ctx, wat: Verplaatst| async move {
            let zending = indeling::zending(&app.db, &ctx, wat).await?;
            Ok(zending.map(|zending| {
                let brief = brief(&app.basis_url, &zending);
                (zending.aan.als_tekst().to_owned(), brief)
            }))
        },
    )
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    let (onderwerp, eerst) = match zending.soort {
        Deelsoort::Signaal => (
            format!(
                "Uw signaal {} hoort nu bij een ander knelpunt",
                zending.kenmerk
            ),
            "Wie uw signaal behandelt, heeft het verplaatst naar een ander knelpunt. Er is niets \
             verdwenen: het telt daar mee.",
        ),
        Deelsoort::Bijval => (
            "Wat bij u ook speelt, hoort nu bij een ander knelpunt".to_owned(),
            "U zei dat een knelpunt bij u ook speelt. Dat is verplaatst naar een ander knelpunt. Uw gemeente \
             telt daar mee.",
        ),
    };
    let brief = Brief::over(&onderwerp).tekst(eerst);
    let brief = match &zending.kop {
        Some(kop) => brief
            .tekst(format!("Het knelpunt heet nu: “{}”.", kop.titel))
            .link(
                "Lees het knelpunt, en waarom het is verplaatst",
                format!("{basis_url}{}", kop.pad()),
            ),
        None => brief.tekst("Log in om te lezen welk knelpunt dat is, en waarom."),
    };
    brief.link("Bekijk wat u meldde", format!("{basis_url}{MIJN}"))
}
