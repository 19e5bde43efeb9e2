//! What who sits on a seat of a duo gets by mail. What was proposed is read on the platform.

use super::{
    model::{Lading, Plek, SOORT},
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
        let zending = berichten::zending(&app.db, &ctx, wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    let titel = &zending.kop.titel;
    let namens = match zending.plek {
        Plek::Rijk => "het Rijk",
        Plek::Gemeente | Plek::Tweede => "de gemeenten",
    };
    Brief::over(&format!("Er wacht een besluit op u: {titel}"))
        .tekst(format!(
            "Over het proefproject “{titel}” is een besluit voorgesteld. Het geldt pas als u ermee instemt, \
             namens {namens}."
        ))
        .link(
            "Bekijk het besluit",
            format!("{basis_url}{}", zending.pad),
        )
        .tekst("Bent u het er niet mee eens? Wijs het dan af, en leg uit waarom.")
}
