//! Every traject as a file.

use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use super::super::{
    model::{Feit, Traject},
    service::trajecten::trajecten,
};
use crate::{
    app::App,
    ctx::datum_van,
    duos::model::Kant,
    http::{csv, error::PageError, extract::ReqCtx},
};

/// The columns of the file.
const KOLOMMEN: [&str; 14] = [
    "thema",
    "stand",
    "toelichting",
    "standOp",
    "knelpuntenOpen",
    "oudsteKnelpuntDagen",
    "kennisvragenZonderAntwoord",
    "vragenTeLaat",
    "actiesTeLaat",
    "besluitenWachten",
    "zetelRijkLeegSinds",
    "zetelGemeenteLeegSinds",
    "stemmenDieOntbreken",
    "url",
];

/// A row for each traject, for who sits at the regietafel.
pub async fn ophalen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let alle = trajecten(&ctx, app.db.read()).await?;
    let vandaag = ctx.vandaag();
    let regels = alle
        .iter()
        .map(|traject| regel(traject, vandaag, &app.basis_url));
    let naam = format!("trajecten-{vandaag}.csv");
    Ok(csv::tabel(&naam, &KOLOMMEN, regels)?)
}

fn regel(traject: &Traject, vandaag: NaiveDate, basis_url: &str) -> Vec<String> {
    let stand = traject.stand.as_ref();
    let leeg = |kant: Kant| {
        let mut zetels = traject.vacatures();
        let zetel = zetels.find(|zetel| zetel.kant == kant);
        zetel
            .map(|z| datum_van(z.sinds).to_string())
            .unwrap_or_default()
    };
    let aantal = |feit: Feit| traject.feiten.van(feit).to_string();
    let stemmen: Vec<&str> = traject.ontbreekt.iter().map(|p| p.label()).collect();
    let dagen = traject.feiten.dagen(vandaag);
    vec![
        traject.thema.titel.clone(),
        stand.map(|s| s.stand.to_string()).unwrap_or_default(),
        stand.map(|s| s.toelichting.clone()).unwrap_or_default(),
        stand
            .map(|s| datum_van(s.op).to_string())
            .unwrap_or_default(),
        aantal(Feit::Knelpunten),
        dagen.map(|dagen| dagen.to_string()).unwrap_or_default(),
        aantal(Feit::Kennisvragen),
        aantal(Feit::Vraagpunten),
        aantal(Feit::Acties),
        aantal(Feit::Besluiten),
        leeg(Kant::Rijk),
        leeg(Kant::Gemeente),
        stemmen.join("; "),
        format!("{basis_url}{}", traject.thema.pad()),
    ]
}
