//! Who leads a thema and since when, who did before, and what the reader can do about it.

use askama::Template;
use axum::{extract::State, response::Response};

use super::super::{
    model::Hoe,
    service::{
        lezen::{Zat, duo, verloop},
        overdracht::eigen_kant,
    },
};
use crate::{
    actor::{Bereik, Rol},
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::Stap,
        duo::{Lid, leden, trekker, wie},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, omleiding},
    },
    netwerk::service as netwerk,
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
    werkruimte::service as werkruimte,
};

#[derive(Debug, Template)]
#[template(path = "duos/pagina.html")]
struct Pagina {
    kader: Kader,
    thema: String,
    thema_url: String,
    pad: String,
    gelukt: &'static str,
    leden: Vec<Lid>,
    verloop: Vec<Stap>,
    /// Whether the reader sees names.
    met_namen: bool,
    /// Whether the reader sits on a seat.
    zit_hier: bool,
    /// Whether the reader names who sits on a seat.
    wijst_aan: bool,
    /// Why the reader was taken out of the netwerk, and when; none when they were not.
    eruit: Option<(String, String)>,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let thema = stukken::vind(&ctx, app.db.read(), Soort::Thema, &naam).await?;
    if thema.slug.as_str() != naam {
        return Ok(omleiding(&format!("{}/duo", thema.pad())));
    }
    let gelukt = match parameters.een("gelukt") {
        "voorgesteld" => {
            "De regietafel beslist of uw opvolger de zetel krijgt. Tot die tijd blijft u in het duo."
        }
        "ingetrokken" => "U draagt uw zetel niet over. U blijft in het duo.",
        _ => "",
    };
    Ok(antwoord(&Pagina {
        gelukt,
        ..pagina(&app, &ctx, &thema).await?
    }))
}

async fn pagina(app: &App, ctx: &Ctx, thema: &Kop) -> Result<Pagina> {
    let duo = duo(&app.db, ctx, thema.id).await?;
    let verloop = verloop(&app.db, ctx, thema.id).await?;
    let rollen = [Rol::Regietafellid, Rol::Secretaris];
    let pad = format!("{}/duo", thema.pad());
    let eruit = if werkruimte::deelname(ctx, thema.id).doet_mee() {
        None
    } else {
        netwerk::waarom_eruit(ctx, app.db.read(), thema.id).await?
    };
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Thema.meervoud())).op(&pad),
        thema: thema.titel.clone(),
        thema_url: thema.pad(),
        pad,
        gelukt: "",
        leden: leden(ctx, &duo),
        verloop: verloop.iter().map(stap).collect(),
        met_namen: ctx.aanmelding.is_some(),
        zit_hier: eigen_kant(ctx, thema.id).is_some(),
        wijst_aan: rollen.iter().any(|rol| ctx.heeft(*rol, Bereik::Landelijk)),
        eruit: eruit.map(|(op, reden)| (taal::dag_van(op), reden)),
    })
}

/// Somebody who sat on a seat, as a step of a timeline. Why they left is nobody's business, but that the seat was
/// handed over.
fn stap(zat: &Zat) -> Stap {
    let Zat { periode, mens } = zat;
    let van = taal::dag_van(periode.van);
    let mut zinnen = Vec::new();
    if !mens.naam.is_empty() && !mens.organisatie.is_empty() {
        zinnen.push(format!("{}.", mens.organisatie));
    }
    if periode.einde == Some(Hoe::Overgedragen) {
        zinnen.push("Droeg de zetel over aan de volgende.".to_owned());
    }
    Stap {
        wanneer: match periode.tot {
            Some(tot) => format!("{van} tot {}", taal::dag_van(tot)),
            None => format!("Sinds {van}"),
        },
        titel: format!("{}: {}", trekker(periode.kant), wie(mens)),
        tekst: zinnen.join(" "),
        nu: periode.tot.is_none(),
    }
}
