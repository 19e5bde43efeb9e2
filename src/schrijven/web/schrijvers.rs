//! Who writes something together: adding somebody, and ending it.

use std::time::Duration;

use axum::{extract::State, response::Response};

use super::super::{
    Schrijfbaar,
    service::{schrijven, schrijvers},
};
use crate::{
    app::App,
    error::Error,
    http::{
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        render::doorverwijzing,
    },
};

/// How long to wait until search no longer shows what somebody may not read any more.
const GEDULD: Duration = Duration::from_secs(10);

pub async fn zet<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let werk = schrijven::open::<K>(&ctx, app.db.read(), &naam).await?;
    let (id, pad) = (werk.kop.id, werk.kop.pad());
    if formulier.een("actie") != "weg" {
        schrijvers::voeg_toe::<K>(&app.db, &ctx, id, formulier.een("mail")).await?;
        return Ok(doorverwijzing(&format!("{pad}/schrijven?gelukt=schrijver")));
    }
    let wie = formulier.een("wie").parse().map_err(|_| Error::NotFound)?;
    if let Some(nummer) = schrijvers::haal_weg::<K>(&app.db, &ctx, id, wie).await? {
        app.volger.wacht_op(nummer, GEDULD).await?;
    }
    let leest = schrijven::open::<K>(&ctx, app.db.read(), werk.kop.slug.as_str()).await;
    Ok(doorverwijzing(&match leest {
        Ok(_) => format!("{pad}/schrijven?gelukt=schrijver"),
        Err(_) => "/account/praktijken".to_owned(),
    }))
}
