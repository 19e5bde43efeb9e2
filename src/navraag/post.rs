//! What people get by mail. Who signalled in confidence is asked in general words: what about, and that they
//! signalled at all, is read on the platform.

use super::{
    model::{Bericht, Lading, VERZOEKMAIL, VRAAGMAIL},
    service::{self, Zending},
};
use crate::{
    app::App,
    gebruikers::model::Mailadres,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
    stukken::model::Kop,
    taal,
};

/// Where somebody sees what they were asked, and what they asked.
const MIJN: &str = "/account/navraag";

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    let werkplaats = brievenwerk(
        app,
        werkplaats,
        VRAAGMAIL,
        |app, ctx, wat: Lading| async move {
            let zending = service::vraagzending(&app.db, &ctx, wat).await?;
            Ok(zending.map(|zending| {
                let brief = vraag(&app.basis_url, &zending.koppen);
                (zending.aan.als_tekst().to_owned(), brief)
            }))
        },
    );
    brievenwerk(
        app,
        werkplaats,
        VERZOEKMAIL,
        |app, ctx, wat: Bericht| async move {
            let zending = service::verzoekzending(&app.db, &ctx, wat).await?;
            Ok(zending.map(|zending| {
                let (aan, brief) = over_verzoek(&app.basis_url, zending);
                (aan.als_tekst().to_owned(), brief)
            }))
        },
    )
}

/// The question. When it may not say what it is about, it does not say either that somebody signalled.
fn vraag(basis_url: &str, koppen: &[Kop]) -> Brief {
    if koppen.is_empty() {
        return Brief::over("Er staat een vraag voor u klaar")
            .tekst("Op Dwarsverband staat een vraag voor u klaar. Log in om die te lezen.")
            .link("Log in en geef antwoord", format!("{basis_url}{MIJN}"));
    }
    let brief = Brief::over("Is het echt opgelost?").tekst(
        "U liet op Dwarsverband weten dat iets niet werkt, of dat het bij u ook speelt. Wie eraan werkt, zegt \
         dat het is opgelost. Klopt dat, of speelt het nog?",
    );
    let brief = koppen.iter().fold(brief, |brief, kop| {
        let pad = format!("{basis_url}{}/navraag", kop.pad());
        brief.link(&kop.titel, pad)
    });
    brief
        .tekst("Antwoorden kost een minuut. Speelt het nog, dan moet er een antwoord op komen.")
        .link("Bekijk al uw vragen", format!("{basis_url}{MIJN}"))
}

/// The answer to who asked.
fn antwoord(basis_url: &str, kop: Option<&Kop>) -> Brief {
    let Some(kop) = kop else {
        return Brief::over("Er staat een antwoord voor u klaar")
            .tekst("Op Dwarsverband staat een antwoord voor u klaar. Log in om het te lezen.")
            .link("Log in en lees het antwoord", format!("{basis_url}{MIJN}"));
    };
    let titel = &kop.titel;
    Brief::over(&format!("Antwoord op uw verzoek: {titel}"))
        .tekst(format!(
            "U vroeg om het knelpunt “{titel}” te heropenen. Wie het behandelt, heeft geantwoord."
        ))
        .link("Lees het antwoord", format!("{basis_url}{}", kop.pad()))
}

fn over_verzoek(basis_url: &str, zending: Zending) -> (Mailadres, Brief) {
    match zending {
        Zending::Vrager { aan, kop } => {
            let brief = antwoord(basis_url, kop.as_ref());
            (aan, brief)
        }
        Zending::Behandelaar {
            aan,
            kop,
            uiterlijk,
            te_laat,
        } => {
            let (titel, dag) = (&kop.titel, taal::dag(uiterlijk));
            let (onderwerp, tekst) = if te_laat {
                (
                    format!("Te laat: antwoord op een verzoek om te heropenen: {titel}"),
                    format!(
                        "Gevraagd is om het knelpunt “{titel}” te heropenen. Uw antwoord moest er uiterlijk op \
                         {dag} zijn. Iedereen ziet op de pagina dat het te laat is."
                    ),
                )
            } else {
                (
                    format!("Gevraagd om te heropenen: {titel}"),
                    format!(
                        "Iemand zegt dat het knelpunt “{titel}” nog speelt, en vraagt om het te heropenen. \
                         Antwoord uiterlijk op {dag}."
                    ),
                )
            };
            let pad = format!("{basis_url}{}/heropenverzoeken", kop.pad());
            let brief = Brief::over(&onderwerp)
                .tekst(tekst)
                .link("Lees waarom, en geef antwoord", pad);
            (aan, brief)
        }
    }
}
