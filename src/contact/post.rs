//! What a question or an answer looks like in the mail.

use super::{
    model::{Lading, SOORT},
    service::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
};

/// Adds the work of bringing it.
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
