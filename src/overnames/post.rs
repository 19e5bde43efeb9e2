//! What who asked for a praktijk gets by mail. Why it was decided so is read on the platform.

use super::{
    model::{Lading, SOORT},
    service::{self, Zending},
};
use crate::{
    app::App,
    ctx::Ctx,
    jobs::{
        Werkplaats,
        model::{Afloop, Mislukt, Taak, Uitkomst},
    },
    post::Brief,
};

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    let van = app.clone();
    app.postbode.werk(werkplaats, SOORT, move |taak| {
        let app = van.clone();
        async move { verstuur(&app, &taak).await }
    })
}

async fn verstuur(app: &App, taak: &Taak) -> Uitkomst {
    let ctx = Ctx::systeem("post", &app.clock);
    let onleesbaar = |_| Mislukt::Definitief("de opdracht is niet te lezen".into());
    let wat = serde_json::from_value::<Lading>(taak.lading.clone()).map_err(onleesbaar)?;
    let Some(zending) = service::zending(&app.db, &ctx, wat).await? else {
        return Ok(Afloop::Klaar);
    };
    let brief = brief(&app.basis_url, &zending);
    let aan = zending.aan.als_tekst();
    app.postbode
        .bezorg(&app.basis_url, &brief, aan, taak, ctx.now)
        .await?;
    Ok(Afloop::Klaar)
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
