//! What the function that looks after a stuk gets by mail.

use super::{
    model::{Lading, SOORT},
    service::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
    taal,
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
    let Zending { kop, voor, .. } = zending;
    let pad = kop.pad();
    let dag = taal::dag(*voor);
    let (onderwerp, eerst) = if zending.verlopen {
        (
            format!("Kijk na of dit nog klopt: {}", kop.titel),
            format!(
                "U zorgt op Dwarsverband voor “{}”. Dit moest vóór {dag} worden nagekeken. Tot dat is \
                 gedaan, staat dat op de pagina en staat zij lager bij het zoeken.",
                kop.titel
            ),
        )
    } else {
        (
            format!("Klopt dit over een maand nog? {}", kop.titel),
            format!(
                "U zorgt op Dwarsverband voor “{}”. Kijk vóór {dag} na of alles nog klopt.",
                kop.titel
            ),
        )
    };
    Brief::over(&onderwerp)
        .tekst(eerst)
        .link("Lees wat er staat", format!("{basis_url}{pad}"))
        .tekst("Klopt alles nog? Zeg dat dan op het platform. Dat duurt een minuut.")
        .link(
            "Zeg dat het nog klopt",
            format!("{basis_url}{pad}/klopt-nog"),
        )
        .tekst("Klopt er iets niet meer? Wijzig het stuk, of vraag de redactie om hulp.")
}
