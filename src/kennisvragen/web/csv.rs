//! The kennisagenda as a file.

use axum::{extract::State, response::Response};

use super::agenda::themas;
use crate::{
    app::App,
    http::{
        csv,
        error::PageError,
        extract::{Parameters, ReqCtx},
    },
    kennisvragen::{
        model::{Keuze, Punt},
        service::op_agenda,
    },
};

/// The columns of the file.
const KOLOMMEN: [&str; 9] = [
    "kenmerk",
    "vraag",
    "status",
    "niveau",
    "leefdomeinen",
    "thema",
    "gesteldOp",
    "volgers",
    "url",
];

/// What stands between the names in one cell.
const TUSSEN: &str = "; ";

/// A row for each kennisvraag that is asked for.
pub async fn ophalen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let mut punten = op_agenda(&ctx, app.db.read()).await?;
    let slugs: Vec<String> = themas(&app, &ctx)
        .await?
        .iter()
        .map(|kop| kop.slug.to_string())
        .collect();
    let keuze = Keuze::lees(&paren, &slugs)?;
    punten.retain(|punt| keuze.past(punt));
    let regels = punten.iter().map(|punt| regel(punt, &app.basis_url));
    let naam = format!("kennisagenda-{}.csv", ctx.vandaag());
    Ok(csv::tabel(&naam, &KOLOMMEN, regels)?)
}

fn regel(punt: &Punt, basis_url: &str) -> Vec<String> {
    let kop = &punt.kop;
    let leefdomeinen: Vec<&str> = punt.leefdomeinen.iter().map(|l| l.label()).collect();
    let kenmerk = kop.kenmerk.as_ref().map(ToString::to_string);
    let thema = punt.thema.as_ref().map(|thema| thema.titel.clone());
    let dag = kop.datum.map(|dag| dag.to_string());
    vec![
        kenmerk.unwrap_or_default(),
        kop.titel.clone(),
        punt.status.to_string(),
        punt.niveau.to_string(),
        leefdomeinen.join(TUSSEN),
        thema.unwrap_or_default(),
        dag.unwrap_or_default(),
        punt.volgers.to_string(),
        format!("{basis_url}{}", kop.pad()),
    ]
}
