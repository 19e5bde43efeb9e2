//! The pages of the log.

mod auditor;
mod eigen;
mod openbaar;

use axum::{Router, routing::get};

use crate::{
    app::App,
    error::Fouten,
    http::{beeld, extract::Parameters},
    zoeken::model::lees_bladzijde,
};

/// The routes of the log.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/logboek", get(openbaar::tonen))
        .route("/logboek.csv", get(openbaar::csv))
        .route("/account/logboek", get(eigen::tonen))
        .route("/account/logboek.csv", get(eigen::csv))
        .route("/beheer/logboek", get(auditor::tonen))
        .route("/beheer/logboek.csv", get(auditor::csv))
}

/// Rows on a page.
const PER_PAGINA: u64 = 50;
/// Rows that can be paged to; all of them are in the CSV.
const DIEPSTE: u64 = 10_000;

/// Which page is asked for.
fn lees_pagina(fouten: &mut Fouten, parameters: &Parameters) -> u64 {
    let (mut pagina, mut vast) = (1, PER_PAGINA);
    for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(fouten, naam, waarde, (&mut pagina, &mut vast));
    }
    pagina
}

fn bereik(pagina: u64) -> (u64, u64) {
    ((pagina - 1) * PER_PAGINA, PER_PAGINA)
}

/// Paging through a list at an address, which may have parameters already.
fn bladen(pagina: u64, totaal: u64, pad: &str) -> Option<beeld::Bladen> {
    let teken = if pad.contains('?') { '&' } else { '?' };
    let url = |n: u64| match n {
        1 => pad.to_owned(),
        n => format!("{pad}{teken}pagina={n}"),
    };
    beeld::bladen((pagina, PER_PAGINA, totaal), DIEPSTE / PER_PAGINA, url)
}
