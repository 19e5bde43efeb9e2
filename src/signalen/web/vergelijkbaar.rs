//! What others said that is likely the same, while somebody types. The text comes in the body and not in the
//! address: servers on the way write addresses down, and it may be meant for the dwarskijker alone.

use axum::{extract::State, response::Response};
use serde::Serialize;

use super::{super::service::indienen, Gelijk};
use crate::{
    app::App,
    http::{
        api::json,
        error::PageError,
        extract::{Formulier, ReqCtx},
    },
};

/// No more of a text is looked at than this many characters.
const LENGTE: usize = 5_000;

/// What is likely the same.
#[derive(Debug, Serialize)]
struct Antwoord {
    knelpunten: Vec<Knelpunt>,
}

#[derive(Debug, Serialize)]
struct Knelpunt {
    titel: String,
    samenvatting: String,
    /// The laws and the gemeenten, in a row.
    wetten: String,
    gemeenten: String,
    url: String,
    ook: String,
}

pub async fn zoeken(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let tekst: String = formulier.een("tekst").chars().take(LENGTE).collect();
    let gelijkend = indienen::gelijkend(&ctx, &app.db, &app.index, &tekst).await?;
    let knelpunten = gelijkend.iter().map(|gelijkend| {
        let gelijk = Gelijk::van(gelijkend);
        Knelpunt {
            titel: gelijk.titel,
            samenvatting: gelijk.samenvatting,
            wetten: gelijk.wetten,
            gemeenten: gelijk.gemeenten,
            url: gelijk.url,
            ook: gelijk.ook,
        }
    });
    Ok(json(&Antwoord {
        knelpunten: knelpunten.collect(),
    }))
}
