//! What somebody gets by mail about a fact check. It never says what is in the draft: that is read on
//! the platform.

use super::{
    model::{Lading, SOORT},
    service::{self, Inhoud},
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
            let brief = brief(&app.basis_url, &zending.inhoud);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
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
