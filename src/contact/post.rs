//! What a question or an answer looks like in the mail.

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

/// Adds the work of bringing it.
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
        van,
        adres,
        bericht,
        ..
    } = zending;
    let (onderwerp, eerst) = if bericht.aan.is_none() {
        (
            format!("Een vraag over: {}", kop.titel),
            format!(
                "{van} stelt een vraag over “{}”. U zorgt daarvoor op Dwarsverband.",
                kop.titel
            ),
        )
    } else {
        (
            format!("Antwoord over: {}", kop.titel),
            format!("{van} antwoordt u over “{}”.", kop.titel),
        )
    };
    let mut brief = Brief::over(&onderwerp).tekst(eerst);
    let regels = bericht
        .tekst
        .lines()
        .filter(|regel| !regel.trim().is_empty());
    for regel in regels {
        brief = brief.tekst(format!("> {regel}"));
    }
    let brief = match adres {
        Some(adres) => brief.tekst(format!("U mag direct antwoorden: {adres}.")),
        None => brief,
    };
    brief
        .link(
            "Antwoord via het platform",
            format!("{basis_url}/berichten/{}", bericht.id),
        )
        .tekst("Dat kan 30 dagen. De ander ziet uw e-mailadres niet, tenzij u dat wilt.")
        .link("Lees het stuk", format!("{basis_url}{}", kop.pad()))
}
