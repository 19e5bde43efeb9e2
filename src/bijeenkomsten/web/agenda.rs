//! A bijeenkomst as a file for a calendar.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};

use super::super::service::{agenda, lezen};
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::{Naam, ReqCtx},
        render::omleiding,
    },
};

pub async fn halen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let zaak = lezen::zaak(&ctx, app.db.read(), &naam).await?;
    if zaak.kop.slug.as_str() != naam {
        return Ok(omleiding(&format!("{}/agenda.ics", zaak.kop.pad())));
    }
    let van = app.postbode.adres(&app.basis_url);
    let tekst = agenda::bestand(&ctx, &zaak, &app.basis_url, van.as_deref());
    let soort = "text/calendar; charset=utf-8; method=PUBLISH";
    let koppen = [
        (header::CONTENT_TYPE, soort),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"bijeenkomst.ics\"",
        ),
    ];
    Ok((koppen, tekst).into_response())
}
