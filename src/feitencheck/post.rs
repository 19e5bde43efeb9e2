//! What somebody gets by mail about a fact check. It never says what is in the draft: that is read on
//! the platform.

use super::{
    model::{Lading, SOORT},
    service::{self, Inhoud},
};
use crate::{
    app::App,
    ctx::Ctx,
    jobs::{
        Werkplaats,
        model::{Afloop, Mislukt, Taak, Uitkomst},
    },
    post::Brief,
    taal,
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
    let brief = brief(&app.basis_url, &zending.inhoud);
    let aan = zending.aan.als_tekst();
    app.postbode
        .bezorg(&app.basis_url, &brief, aan, taak, ctx.now)
        .await?;
    Ok(Afloop::Klaar)
}

fn brief(basis_url: &str, inhoud: &Inhoud) -> Brief {
    match inhoud {
        Inhoud::Uitnodiging { van, code, tot } => {
            Brief::over("Wilt u nakijken of dit klopt?")
                .tekst(format!(
                    "{van} schrijft op Dwarsverband over iets wat u goed kent. Wilt u lezen of het \
                     klopt? Dwarsverband is het kennis- en leerplatform van het programma sociaal \
                     domein."
                ))
                .link(
                    "Lees de tekst",
                    format!("{basis_url}/meelezen/{}", code.geheim()),
                )
                .tekst(format!(
                    "U hebt geen account nodig. De link werkt tot {}. Bij elk onderdeel kunt u zeggen \
                     wat er niet klopt.",
                    taal::moment_van(*tot)
                ))
                .tekst(
                    "De link is alleen voor u. De tekst is nog niet openbaar: stuur de mail daarom niet \
                     door.",
                )
                .tekst(format!(
                    "Wij bewaren uw naam en e-mailadres tot 30 dagen nadat de link stopt. Wilt u niet \
                     meelezen? Dan hoeft u niets te doen. Meer leest u op {basis_url}/privacy."
                ))
        }
        Inhoud::Reactie { pad } => Brief::over("Iemand reageerde op uw concept")
            .tekst(
                "Iemand die met een link een concept meeleest, heeft gereageerd. Op Dwarsverband leest u \
                 wie het was en wat er staat.",
            )
            .link("Lees de reactie", format!("{basis_url}{pad}")),
    }
}
