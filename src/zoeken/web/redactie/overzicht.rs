//! Where the redactie starts: what it can do for search, and what asks for it now.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{LIJST, Redactie, UITLEG, ZOEKVRAGEN, ZOEKWOORDEN, uitleg_van};
use crate::{
    app::App,
    http::{
        beeld::Link,
        error::PageError,
        render::{Kader, antwoord},
    },
    taal,
    zoeken::{
        model::{adres, vragen::DAGEN},
        service::{vragen::gesteld, woorden},
    },
};

/// Questions in vain that are shown here.
const VERGEEFS: u64 = 8;

#[derive(Debug, Template)]
#[template(path = "redactie/overzicht.html")]
struct Overzicht {
    kader: Kader,
    tegels: Vec<Link>,
    vergeefs: Vec<Link>,
    alle_vergeefs: Link,
}

pub async fn tonen(State(app): State<App>, Redactie(ctx): Redactie) -> Result<Response, PageError> {
    let lijst = woorden::lijst(&app.db).await?;
    let alles = gesteld(&ctx, &app.db, DAGEN, false, 0).await?.totaal;
    let vergeefs = gesteld(&ctx, &app.db, DAGEN, true, VERGEEFS).await?;
    let tegel = |url: &str, tekst: &str, bij: String| Link {
        url: url.to_owned(),
        tekst: tekst.to_owned(),
        bij,
    };
    let aantal = |n: usize| {
        taal::aantal(
            n as u64,
            "woord dat voor een ander staat",
            "woorden die voor een ander staan",
        )
    };
    let pagina = Overzicht {
        kader: Kader::nieuw(&app, &ctx, None),
        tegels: vec![
            tegel(
                "/redactie/praktijken",
                "Te beoordelen",
                "praktijken, proefprojecten en wijzigingen die zijn aangeboden, en hoe lang zij wachten".to_owned(),
            ),
            tegel(ZOEKWOORDEN, "Zoekwoorden", aantal(lijst.woorden.len())),
            tegel(
                ZOEKVRAGEN,
                "Zoekvragen",
                format!(
                    "{} in {DAGEN} dagen, {} zonder resultaat",
                    taal::aantal(alles, "vraag", "verschillende vragen"),
                    taal::getal(vergeefs.totaal.cast_signed())
                ),
            ),
            tegel(
                UITLEG,
                "Uitleg bij het zoeken",
                "waarom iets wel of niet gevonden wordt, en op welke plaats".to_owned(),
            ),
            tegel(
                LIJST,
                "De hele woordenlijst",
                "ophalen als bestand, of een andere lijst in de plaats zetten".to_owned(),
            ),
            tegel(
                "/beheer/toestand",
                "Toestand van het platform",
                "of de zoekindex bij is, en wat er moet gebeuren".to_owned(),
            ),
        ],
        alle_vergeefs: Link {
            url: adres(ZOEKVRAGEN, &[("toon", "vergeefs".to_owned())]),
            tekst: "Alle vragen zonder resultaat".to_owned(),
            bij: taal::getal(vergeefs.totaal.cast_signed()),
        },
        vergeefs: vergeefs
            .vragen
            .into_iter()
            .map(|gesteld| Link {
                url: uitleg_van(&gesteld.vraag),
                bij: taal::aantal(
                    gesteld.telling.zonder_resultaat.unsigned_abs(),
                    "keer",
                    "keer",
                ),
                tekst: gesteld.vraag,
            })
            .collect(),
    };
    Ok(antwoord(&pagina))
}
