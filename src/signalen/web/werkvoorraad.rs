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
    error::Fouten,
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    taal,
    zoeken::model::lees_bladzijde,
};

/// Signalen on a page.
const PER_PAGINA: u64 = 50;
/// The last page that can be asked, as for every list.
const DIEPSTE: u64 = 10_000 / PER_PAGINA;

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
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
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
    let (mut blad, mut vast) = (1, PER_PAGINA);
    let mut fouten = Fouten::new();
    for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    // Who may not see it learns nothing of what they typed.
    let bereik = ((blad - 1) * PER_PAGINA, PER_PAGINA);
    let voorraad = werkvoorraad::werkvoorraad(&ctx, app.db.read(), status, bereik).await?;
    fouten.of(())?;
    let wachtend = status == Status::Ingediend;
    let pad = |status: Status, blad: u64| match blad {
        1 => format!("/signalen?status={status}"),
        n => format!("/signalen?status={status}&pagina={n}"),
    };
    let keuze = |keuze: &Status| Keuze {
        url: pad(*keuze, 1),
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
        bladen: beeld::bladen((blad, PER_PAGINA, voorraad.totaal), DIEPSTE, |n| {
            pad(status, n)
        }),
        voorbij: (voorraad.regels.is_empty() && voorraad.totaal > 0).then(|| pad(status, 1)),
    };
    Ok(antwoord(&pagina))
}
