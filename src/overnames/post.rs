//! What who asked for a praktijk gets by mail. Why it was decided so is read on the platform.

use super::{
    model::{Lading, SOORT},
    service::{self, Zending},
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
        let zending = service::zending(&app.db, &ctx, wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    let Zending {
        kop,
        toegekend,
        pad,
        ..
    } = zending;
    if *toegekend {
        Brief::over(&format!("De praktijk is van u: {}", kop.titel))
            .tekst(format!(
                "U vroeg of “{}” van uw organisatie kan worden. De redactie heeft dat goedgekeurd.",
                kop.titel
            ))
            .tekst(
                "Kijk nu wat er nog niet klopt of ontbreekt. Wat u wilt veranderen, stelt u voor. De \
                 redactie kijkt ernaar.",
            )
            .link("Schrijf verder", format!("{basis_url}{}/schrijven", kop.pad()))
            .link("Lees het besluit", format!("{basis_url}{pad}"))
    } else {
        Brief::over(&format!("Niet overgenomen: {}", kop.titel))
            .tekst(format!(
                "U vroeg of “{}” van uw organisatie kan worden. Dat is niet gebeurd.",
                kop.titel
            ))
            .link("Lees waarom", format!("{basis_url}{pad}"))
    }
}
