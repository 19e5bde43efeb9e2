//! The pages of knelpunten: the list and one of them (`pagina`, with its pictures in `beeld` and what others
//! say of it in `blokken`), its steps (`stap`), what it says (`bewerken`) and its ladder (`treden`), saying
//! that it plays elsewhere too (`ook`), and which signalen it is made of (`indelen`).

mod beeld;
mod bewerken;
mod blokken;
mod indelen;
mod ook;
mod pagina;
mod stap;
mod treden;

use axum::{Router, extract::State, response::Response, routing::get};

use self::pagina::KnelpuntPagina;
use super::model::Knelpunt;
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        render::{antwoord, omleiding},
    },
    stukken::{model::Soort, service as stukken},
};

/// The routes of the pages of knelpunten.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/knelpunten", get(overzicht))
        .route("/knelpunten/{naam}", get(tonen))
        .route(
            "/knelpunten/{naam}/stap/{actie}",
            get(stap::vraag).post(stap::zet),
        )
        .route("/knelpunten/{naam}/ook", get(ook::tonen).post(ook::doen))
        .merge(indelen::routes())
}

/// The routes that take more than a form with a short text.
pub fn grote_routes() -> Router<App> {
    Router::new()
        .route(
            "/knelpunten/{naam}/bewerken",
            get(bewerken::tonen).post(bewerken::bewaren),
        )
        .route(
            "/knelpunten/{naam}/treden",
            get(treden::tonen).post(treden::bewaren),
        )
}

async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Knelpunten",
        lead: "Wat er vastloopt, in hoeveel gemeenten, en wat ermee gebeurt. De nieuwste staan bovenaan.",
        per_pagina: 20,
        ook: &[
            ("/signaleren", "Signaal melden"),
            ("/knelpunten/overzicht", "Alle knelpunten in beeld"),
        ],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Knelpunt, pagina, &paren).await?)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Knelpunt>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let pagina = KnelpuntPagina::maak(&app, &ctx, stuk).await?;
    let gelukt = gelukt(parameters.een("gelukt"));
    Ok(antwoord(&pagina.met_gelukt(gelukt)))
}

/// What the page says was just done; empty when it was nothing.
fn gelukt(wat: &str) -> &'static str {
    match wat {
        "oppakken" => {
            "Het knelpunt is opgepakt. Iedereen kan het nu lezen. Wie het meldde, krijgt bericht."
        }
        "oplossen" => "Het knelpunt is opgelost. Wie het meldde, krijgt bericht.",
        "opschalen" => {
            "Het knelpunt is opgeschaald naar een regelwijziging. Wie het meldde, krijgt bericht."
        }
        "afwijzen" => "Het knelpunt is afgewezen. Wie het meldde, krijgt bericht met uw reden.",
        "hernemen" => "Het knelpunt is weer in behandeling. Wie het meldde, krijgt bericht.",
        "heropenen" => "Het knelpunt is heropend. Wie het meldde, krijgt bericht.",
        "bewaard" => "Wat u schreef is bewaard.",
        "treden" => "De treden zijn bewaard. Wie het knelpunt leest, leest wat u vond.",
        "ook" => "Uw gemeente telt mee. U krijgt bericht bij elke stap.",
        "terug" => "U zegt niet meer dat dit bij u speelt. U krijgt geen bericht meer.",
        "ingedeeld" => "De signalen zijn verplaatst. Hieronder staat van waar en waarheen.",
        "gevraagd" => "Uw vraag is gesteld. Het antwoord komt op deze pagina.",
        "beantwoord" => "Uw antwoord staat op deze pagina.",
        "geantwoord" => "Dank u wel. Uw antwoord telt mee.",
        _ => "",
    }
}
