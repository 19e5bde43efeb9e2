//! What waits for who treats signalen.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};

use super::super::{
    model::Status,
    service::werkvoorraad::{self, Regel as Wacht},
};
use crate::{
    app::App,
    ctx::Ctx,
    http::{
        beeld,
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    taal,
};

#[derive(Debug)]
struct Regel {
    url: String,
    titel: String,
    kenmerk: String,
    /// Thema, number of gemeenten and since when, in a row.
    bij: Vec<String>,
    /// How long it waits; empty when nobody waits for it.
    wacht: String,
    vertrouwelijk: bool,
}

/// A state to look at.
#[derive(Debug)]
struct Keuze {
    url: String,
    tekst: &'static str,
    nu: bool,
}

#[derive(Debug, Template)]
#[template(path = "signalen/werkvoorraad.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    staten: Vec<Keuze>,
    status: &'static str,
    /// Whether the list is of what waits.
    wachtend: bool,
    regels: Vec<Regel>,
    /// How many the list leaves out, in words; empty when it has them all.
    meer: String,
}

/// So many days ago, in words.
fn dagen(ctx: &Ctx, sinds: DateTime<Utc>) -> String {
    match (ctx.now - sinds).num_days() {
        ..1 => "sinds vandaag".to_owned(),
        1 => "1 dag".to_owned(),
        n => format!("{n} dagen"),
    }
}

fn regel(ctx: &Ctx, van: &Wacht, wachtend: bool) -> Regel {
    let thema = if van.thema.is_empty() {
        "Nog geen thema"
    } else {
        &van.thema
    };
    let gemeenten = match van.gemeenten {
        0 => None,
        n => Some(taal::aantal(n as u64, "gemeente", "gemeenten")),
    };
    let sinds = format!("Ingediend op {}", taal::dag_van(van.kop.aangemaakt_op));
    Regel {
        url: van.kop.pad(),
        titel: van.kop.titel.clone(),
        kenmerk: beeld::nummer(&van.kop),
        bij: [Some(thema.to_owned()), gemeenten, Some(sinds)]
            .into_iter()
            .flatten()
            .collect(),
        wacht: if wachtend {
            dagen(ctx, van.kop.aangemaakt_op)
        } else {
            String::new()
        },
        vertrouwelijk: van.vertrouwelijk,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    // What is not a state shows what waits.
    let status = parameters.een("status").parse();
    let status = status.unwrap_or(Status::Ingediend);
    let voorraad = werkvoorraad::werkvoorraad(&ctx, app.db.read(), status).await?;
    let wachtend = status == Status::Ingediend;
    let keuze = |keuze: &Status| Keuze {
        url: format!("/signalen?status={keuze}"),
        tekst: keuze.label(),
        nu: *keuze == status,
    };
    let pagina = Pagina {
        kader: Kader::nieuw(&app, &ctx, None),
        gelukt: match parameters.een("gelukt") {
            "thema" => "Het signaal ligt bij een ander duo, met uw uitleg.",
            _ => "",
        },
        staten: Status::ALLE.iter().map(keuze).collect(),
        status: status.label(),
        wachtend,
        regels: voorraad
            .regels
            .iter()
            .map(|van| regel(&ctx, van, wachtend))
            .collect(),
        meer: match voorraad.meer {
            0 => String::new(),
            n => taal::aantal(n as u64, "ouder signaal", "oudere signalen"),
        },
    };
    Ok(antwoord(&pagina))
}
