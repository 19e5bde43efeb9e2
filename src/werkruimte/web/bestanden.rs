//! The files of a werkruimte.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::service::{bestanden, werkplek},
    Deel, Raam,
    beeld::{self, Bestandrij},
};
use crate::{
    app::App,
    error::{Fouten, Result},
    http::{
        beeld::{Bladen, bladen},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    stukken::model::Soort,
    zoeken::model::lees_bladzijde,
};

/// How many on a page.
const PER_PAGINA: u64 = 30;

#[derive(Debug, Template)]
#[template(path = "werkruimte/bestanden.html")]
struct Pagina {
    kader: Kader,
    raam: Raam,
    bestanden: Vec<Bestandrij>,
    bladen: Option<Bladen>,
    /// Whether this page lies past the last.
    voorbij: bool,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let plek = werkplek(&ctx, conn, &thema).await?;
    let (mut blad, mut vast) = (1, PER_PAGINA);
    let mut fouten = Fouten::new();
    for (naam, waarde) in paren.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    fouten.of(())?;
    let bereik = ((blad - 1) * PER_PAGINA, PER_PAGINA);
    let (totaal, lijst) = bestanden(&ctx, conn, plek.thema.id, bereik).await?;
    let raam = Raam::laad(&ctx, conn, &plek, Deel::Bestanden).await?;
    let adres = |n: u64| format!("{}/bestanden?pagina={n}", raam.pad);
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, Some(Soort::Thema.meervoud())),
        bladen: bladen((blad, PER_PAGINA, totaal), 10_000 / PER_PAGINA, adres),
        voorbij: lijst.is_empty() && totaal > 0,
        bestanden: beeld::bestanden(&lijst),
        raam,
    }))
}
