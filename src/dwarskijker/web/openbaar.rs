//! Who the dwarskijker is, and all that was established: for everybody.

use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{
    super::service::{
        openbaar::{self, Vragen},
        zaak,
    },
    NAV,
    lijst::{Jaar, per_jaar},
};
use crate::{
    app::App,
    ctx::{Ctx, jaar_van},
    http::{
        beeld::Link,
        error::PageError,
        extract::ReqCtx,
        render::{Kader, antwoord},
        vraagpunt::Standbeeld,
    },
    markdown,
    stukken::model::Kop,
    vraagpunten::model::Vraagpunt,
};

const LEAD: &str = "Kijkt onafhankelijk mee met Rijk en gemeenten. Zegt wat opvalt tegen gemeenten én tegen het \
                    kabinet. Niemand anders kan deze teksten veranderen of weghalen.";

#[derive(Debug, Template)]
#[template(path = "dwarskijker/openbaar.html")]
struct Pagina {
    kader: Kader,
    lead: &'static str,
    getallen: Vec<(String, String)>,
    jaren: Vec<Jaar>,
    open: Vec<Vraag>,
    beantwoord: Vec<Vraag>,
    /// Whether the reader works here.
    schrijft: bool,
    /// Whether the reader was asked to reply.
    gevraagd: bool,
}

/// A recommendation that has to be answered.
#[derive(Debug)]
struct Vraag {
    bevinding: Link,
    aan: String,
    tekst: String,
    stand: Standbeeld,
}

/// Answered recommendations that are shown.
const BEANTWOORD: usize = 20;

pub async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let conn = app.db.read();
    let alle = openbaar::vastgesteld(&ctx, conn).await?;
    let ids: Vec<Uuid> = alle.iter().map(|bevinding| bevinding.kop.id).collect();
    let vragen = openbaar::vragen(&ctx, conn, &ids).await?;
    let (mut open, mut beantwoord) = (Vec::new(), Vec::new());
    for bevinding in &alle {
        let punten = vragen.per_bevinding.get(&bevinding.kop.id);
        for punt in punten.into_iter().flatten() {
            let regel = vraag(&ctx, &bevinding.kop, punt, &vragen);
            if punt.antwoord.is_none() {
                open.push((punt.telt_tot(), regel));
            } else {
                beantwoord.push(regel);
            }
        }
    }
    // What waits longest stands first.
    open.sort_by_key(|(dag, _)| *dag);
    beantwoord.truncate(BEANTWOORD);
    let dit_jaar = ctx.jaar();
    let van_dit_jaar = alle.iter().filter(|b| jaar_van(b.op) == dit_jaar).count();
    let aandeel = vragen.aandeel;
    let getal = |naam: &str, getal: usize| (naam.to_owned(), getal.to_string());
    let kader = Kader::nieuw(&app, &ctx, NAV);
    Ok(antwoord(&Pagina {
        kader: kader.op("/dwarskijker").over(LEAD),
        lead: LEAD,
        getallen: vec![
            getal(&format!("bevindingen in {dit_jaar}"), van_dit_jaar),
            getal("bevindingen in totaal", alle.len()),
            getal("aanbevelingen", aandeel.gevraagd),
            getal("met een antwoord", aandeel.gevraagd - aandeel.open),
        ],
        jaren: per_jaar(&app, &ctx, &alle).await?,
        open: open.into_iter().map(|(_, regel)| regel).collect(),
        beantwoord,
        schrijft: zaak::eis(&ctx).is_ok(),
        gevraagd: zaak::is_gevraagd(&ctx),
    }))
}

fn vraag(ctx: &Ctx, bevinding: &Kop, punt: &Vraagpunt, vragen: &Vragen) -> Vraag {
    Vraag {
        bevinding: Link::naar(bevinding),
        aan: vragen
            .aan
            .get(&punt.aan)
            .map(|kop| kop.titel.clone())
            .unwrap_or_default(),
        tekst: markdown::platte_tekst(&punt.vraag),
        stand: Standbeeld::van(punt, ctx.vandaag()),
    }
}
