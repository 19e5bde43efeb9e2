//! The search page, the home page, and the lasting address of a kenmerk.

mod facetten;
mod leeg;
mod pagina;
pub mod redactie;
mod start;
mod uitleg;

use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    model::{Antwoord, Facet, Facetwaarde, Sorteer, Streng, Vraag, facetlabel},
    service::{self, Wegwijzer},
};
use crate::{
    app::App,
    error::Error,
    http::{
        beeld::Link,
        error::PageError,
        extract::{Naam, ReqCtx},
        render::{doorverwijzing, omleiding},
    },
};

/// The routes of zoeken and the home page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(start::start))
        .route("/zoeken", get(pagina::zoeken))
        .route("/id/{kenmerk}", get(op_kenmerk))
}

/// Questions to start with; each finds something in the content of the product.
fn voorbeelden() -> Vec<Link> {
    let vragen = [
        "hulp bij schulden",
        "sociale teams",
        "vervoer wmo",
        "kst-34477-16",
    ];
    let link = |q: &str| Link {
        url: Vraag::default().met_woorden(q).pad(),
        tekst: q.to_owned(),
        bij: String::new(),
    };
    vragen.map(link).into()
}

/// `/id/{kenmerk}`: the address that is quoted in letters. A number leads to its stuk for ever;
/// an article leads to where its law tells about it today.
async fn op_kenmerk(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(kenmerk): Naam,
) -> Result<Response, PageError> {
    let wegwijzer = service::wijs(&ctx, &app.db, &kenmerk)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(match wegwijzer {
        Wegwijzer::Nummer(pad) => omleiding(&pad),
        Wegwijzer::Artikel(pad) => doorverwijzing(&pad),
    })
}
