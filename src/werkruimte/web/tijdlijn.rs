//! What happened in a thema, of everything that the reader may read.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::service::{tijdlijn, werkplek},
    Deel, Raam,
    beeld::{self, Punt},
};
use crate::{
    app::App,
    error::{Fouten, Result},
    http::{
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    stukken::model::Soort,
};

/// How much on a page.
const PER_PAGINA: usize = 40;

#[derive(Debug, Template)]
#[template(path = "werkruimte/tijdlijn.html")]
struct Pagina {
    kader: Kader,
    raam: Raam,
    punten: Vec<Punt>,
    /// What is said when there are none.
    leeg: &'static str,
    /// The page with what is older; empty when there is none.
    ouder: String,
    /// Whether this is not the newest page.
    is_later: bool,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let plek = werkplek(&ctx, conn, &thema).await?;
    let voor = lees_plek(parameters.een("voor"))?;
    let vanaf = (voor, PER_PAGINA);
    let gebeurd = tijdlijn::tijdlijn(&ctx, conn, plek.thema.id, vanaf).await?;
    let raam = Raam::laad(&ctx, conn, &plek, Deel::Elders).await?;
    let ouder = gebeurd
        .verder
        .map(|n| format!("{}/tijdlijn?voor={n}", raam.pad));
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, Some(Soort::Thema.meervoud())),
        raam,
        punten: beeld::tijdlijn(&gebeurd.punten, voor.is_none()),
        leeg: beeld::leeg(voor.is_some(), ouder.is_some()),
        ouder: ouder.unwrap_or_default(),
        is_later: voor.is_some(),
    }))
}

/// The place to go on from; none for the newest.
fn lees_plek(tekst: &str) -> Result<Option<i64>, Fouten> {
    if tekst.is_empty() {
        return Ok(None);
    }
    let plek = tekst.parse::<i64>().ok().filter(|plek| *plek > 0);
    let mut fouten = Fouten::new();
    if plek.is_none() {
        let melding = "Dit is geen plek op de tijdlijn. Begin bij het nieuwste.";
        fouten.meld("voor", "ongeldig-getal", melding);
    }
    fouten.of(plek)
}
