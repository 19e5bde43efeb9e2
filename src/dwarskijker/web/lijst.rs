//! The list of established bevindingen: the same for everybody.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};

use super::{
    super::service::{
        openbaar::{self, Vastgesteld},
        zaak,
    },
    NAV,
};
use crate::{
    app::App,
    ctx::{Ctx, jaar_van},
    error::Result,
    http::{
        beeld::Kaart,
        error::PageError,
        extract::ReqCtx,
        lijst::kaarten,
        render::{Kader, antwoord},
    },
    stukken::model::Kop,
    taal,
};

const LEAD: &str = "Wat de dwarskijker zag bij Rijk en gemeenten, met de reacties van wie het aangaat. Wat is \
                    vastgesteld, verandert niet meer.";

#[derive(Debug, Template)]
#[template(path = "dwarskijker/bevindingen.html")]
struct Lijst {
    kader: Kader,
    lead: &'static str,
    aantal: String,
    jaren: Vec<Jaar>,
    /// Whether the reader writes bevindingen.
    schrijft: bool,
}

/// The bevindingen of one year, the newest first.
#[derive(Debug)]
pub(super) struct Jaar {
    /// The year.
    pub(super) jaar: i32,
    /// Their cards.
    pub(super) kaarten: Vec<Kaart>,
}

/// Established bevindingen per year, the newest first.
pub(super) async fn per_jaar(app: &App, ctx: &Ctx, alle: &[Vastgesteld]) -> Result<Vec<Jaar>> {
    let koppen: Vec<Kop> = alle.iter().map(|bevinding| bevinding.kop.clone()).collect();
    let bezoeker = ctx.als_bezoeker();
    let mut jaren: Vec<Jaar> = Vec::new();
    let kaarten = kaarten(app, &bezoeker, koppen).await?;
    for (bevinding, mut kaart) in alle.iter().zip(kaarten) {
        kaart.meta.insert(0, vastgesteld_op(bevinding.op));
        let jaar = jaar_van(bevinding.op);
        match jaren.last_mut().filter(|laatste| laatste.jaar == jaar) {
            Some(laatste) => laatste.kaarten.push(kaart),
            None => jaren.push(Jaar {
                jaar,
                kaarten: vec![kaart],
            }),
        }
    }
    Ok(jaren)
}

fn vastgesteld_op(op: DateTime<Utc>) -> String {
    format!("Vastgesteld op {}", taal::dag_van(op))
}

pub async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let alle = openbaar::vastgesteld(&ctx, app.db.read()).await?;
    let kader = Kader::nieuw(&app, &ctx, NAV);
    Ok(antwoord(&Lijst {
        kader: kader.op("/bevindingen").over(LEAD),
        lead: LEAD,
        aantal: taal::aantal(alle.len() as u64, "bevinding", "bevindingen"),
        jaren: per_jaar(&app, &ctx, &alle).await?,
        schrijft: zaak::eis(&ctx).is_ok(),
    }))
}
