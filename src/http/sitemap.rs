//! The list of all public pages for search engines (sitemaps.org): an index, and parts that stay
//! small. It is the same for everybody: what somebody with an account may read more, is not in it.

use std::fmt::Write as _;

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use super::{
    api::moment,
    error::PageError,
    extract::{Parameters, ReqCtx},
};
use crate::{
    app::App,
    error::{Error, Result},
    markdown::SafeHtml,
    organisaties::model::{Gebied, Gemeentegrootte, Provincie},
    stukken::service as stukken,
};

/// Addresses in one part: well below the 50,000 that are allowed, so that a part costs little.
const PER_DEEL: u64 = 10_000;

/// The part with the pages that are no stukken.
const PAGINAS: &str = "paginas";

/// Those pages, but for the parts of the country. Search results are not among them: there is no end to them.
const VASTE_PAGINAS: [&str; 27] = [
    "/",
    "/zoeken",
    "/themas",
    "/praktijken",
    "/proefprojecten",
    "/knelpunten",
    "/knelpunten/overzicht",
    "/vraagpunten",
    "/kennisagenda",
    "/kennisvragen",
    "/programma",
    "/programma/gemeenten",
    "/dwarskijker",
    "/bevindingen",
    "/onderbouwing",
    "/regelingen",
    "/organisaties",
    "/provincies",
    "/publicaties",
    "/over",
    "/begrippen",
    "/zoekhulp",
    "/api",
    "/toegankelijkheid",
    "/privacy",
    "/logboek",
    "/kwetsbaarheid-melden",
];

/// All pages that are no stukken.
fn vaste_paginas() -> impl Iterator<Item = String> {
    let provincies = Provincie::ALLE.iter().copied().map(Gebied::Provincie);
    let groottes = Gemeentegrootte::ALLE.iter().copied().map(Gebied::Grootte);
    let gebieden = provincies.chain(groottes).map(Gebied::pad);
    VASTE_PAGINAS
        .iter()
        .map(|pad| (*pad).to_owned())
        .chain(gebieden)
}

pub fn routes() -> Router<App> {
    Router::new().route("/sitemap.xml", get(sitemap))
}

/// The index, or with `?deel=` one of its parts. A part must lie at the root to be allowed to name
/// every page of the site, and a path of its own there could be taken by a page.
async fn sitemap(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let ctx = ctx.als_bezoeker();
    let conn = app.db.read();
    let delen = stukken::aantal(&ctx, conn).await?.div_ceil(PER_DEEL);
    let deel = paren.iter().find(|(naam, _)| naam == "deel");
    let Some((_, deel)) = deel else {
        let stukken = (1..=delen).map(|n| n.to_string());
        let delen = [PAGINAS.to_owned()].into_iter().chain(stukken);
        let adressen = delen.map(|d| (format!("/sitemap.xml?deel={d}"), None));
        return Ok(xml(&app, "sitemapindex", "sitemap", adressen));
    };
    if deel == PAGINAS {
        let adressen = vaste_paginas().map(|pad| (pad, None));
        return Ok(xml(&app, "urlset", "url", adressen));
    }
    let nummer: u64 = deel.parse().map_err(|_| Error::NotFound)?;
    if !(1..=delen).contains(&nummer) {
        return Err(Error::NotFound.into());
    }
    let bereik = ((nummer - 1) * PER_DEEL, PER_DEEL);
    let adressen = stukken::adressen(&ctx, conn, bereik).await?;
    let adressen = adressen
        .into_iter()
        .map(|a| (a.pad, Some(moment(a.gewijzigd_op))));
    Ok(xml(&app, "urlset", "url", adressen))
}

/// A list of addresses, each with the moment of its last change when that is known.
fn xml(
    app: &App,
    lijst: &str,
    regel: &str,
    adressen: impl Iterator<Item = (String, Option<String>)>,
) -> Response {
    let mut uit = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{lijst} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for (pad, gewijzigd) in adressen {
        let adres = SafeHtml::tekst(&format!("{}{pad}", app.basis_url));
        let _ = write!(uit, "<{regel}><loc>{adres}</loc>");
        if let Some(gewijzigd) = gewijzigd {
            let _ = write!(uit, "<lastmod>{gewijzigd}</lastmod>");
        }
        let _ = writeln!(uit, "</{regel}>");
    }
    let _ = writeln!(uit, "</{lijst}>");
    let soort = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
    (soort, uit).into_response()
}
