//! The figures as files.

use std::collections::{BTreeSet, HashMap};

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    app::App,
    http::{csv, error::PageError, extract::ReqCtx},
    ids::vouw,
    overzicht::{
        model::{Rij, Telling, per},
        service::{self, Doel, Overzicht},
    },
};

/// The columns of the file with a row a knelpunt.
const KNELPUNTEN: [&str; 13] = [
    "kenmerk",
    "titel",
    "status",
    "themas",
    "oorzaak",
    "trede",
    "regelingen",
    "aantalGemeenten",
    "aantalSignalen",
    "gemeldOp",
    "dagenOpen",
    "heropend",
    "url",
];

/// The columns of the file with a row a gemeente.
const GEMEENTEN: [&str; 8] = [
    "code",
    "gemeente",
    "provincie",
    "knelpunten",
    "bezig",
    "regelMoetAnders",
    "afgerond",
    "url",
];

/// What stands between the names in one cell.
const TUSSEN: &str = "; ";

/// A row for each knelpunt that the reader may read.
pub async fn knelpunten(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
) -> Result<Response, PageError> {
    let Overzicht { mut rijen, doelen } = service::overzicht(&ctx, app.db.read()).await?;
    rijen.sort_by(|a, b| a.kenmerk.cmp(&b.kenmerk));
    let vandaag = ctx.vandaag();
    let regels = rijen
        .iter()
        .map(|rij| regel(rij, &doelen, vandaag, &app.basis_url));
    let naam = format!("knelpunten-{vandaag}.csv");
    Ok(csv::tabel(&naam, &KNELPUNTEN, regels)?)
}

fn regel(
    rij: &Rij,
    doelen: &HashMap<Uuid, Doel>,
    vandaag: NaiveDate,
    basis_url: &str,
) -> Vec<String> {
    let oorzaak = rij.oorzaak.map(|oorzaak| oorzaak.to_string());
    let dagen = rij.dagen(vandaag).map(|dagen| dagen.to_string());
    vec![
        rij.kenmerk.clone(),
        rij.titel.clone(),
        rij.status.to_string(),
        namen(&rij.themas, doelen),
        oorzaak.unwrap_or_default(),
        rij.trede.to_string(),
        namen(&rij.regelingen, doelen),
        rij.gemeenten.len().to_string(),
        rij.signalen.to_string(),
        rij.gemeld.to_string(),
        dagen.unwrap_or_default(),
        rij.heropend.to_string(),
        format!("{basis_url}{}", rij.pad),
    ]
}

/// What these are called, in the order of the alphabet.
fn namen(ids: &BTreeSet<Uuid>, doelen: &HashMap<Uuid, Doel>) -> String {
    let titels = ids.iter().filter_map(|id| doelen.get(id));
    let mut titels: Vec<&str> = titels.map(|doel| doel.titel.as_str()).collect();
    titels.sort_by_cached_key(|titel| vouw(titel));
    titels.join(TUSSEN)
}

/// A row for each gemeente that a knelpunt plays in. What was signalled in confidence is in none of its
/// numbers.
pub async fn gemeenten(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let Overzicht { rijen, doelen } = service::overzicht(&ctx, app.db.read()).await?;
    let tellingen = per(&rijen, |rij| rij.gemeenten.iter().copied().collect());
    let met_naam = tellingen
        .iter()
        .filter_map(|(id, telling)| Some((doelen.get(id)?, *telling)));
    let mut gemeenten: Vec<(&Doel, Telling)> = met_naam.collect();
    gemeenten.sort_by_cached_key(|(doel, _)| vouw(&doel.titel));
    let regels = gemeenten.into_iter().map(|(doel, telling)| {
        let provincie = doel.provincie.map(|provincie| provincie.label().to_owned());
        vec![
            doel.waarde.clone(),
            doel.titel.clone(),
            provincie.unwrap_or_default(),
            telling.totaal().to_string(),
            telling.bezig.to_string(),
            telling.regel.to_string(),
            telling.afgerond.to_string(),
            format!("{}{}", app.basis_url, doel.pad),
        ]
    });
    let naam = format!("knelpunten-per-gemeente-{}.csv", ctx.vandaag());
    Ok(csv::tabel(&naam, &GEMEENTEN, regels)?)
}
