//! The page of one notitie.

use askama::Template;
use axum::{extract::State, response::Response};

use super::super::{model::Notitie, service::schrijven};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        regietafel::{Voorgelegd, voorgelegd},
        render::{Kader, antwoord, omleiding},
        slot::Slot,
        verbanden::{self, Verbanden},
        werkruimte::{Werkkop, kader_van, werkkop},
    },
    markdown::{self, SafeHtml},
    stukken::{
        model::{Soort, Stuk},
        service as stukken,
    },
};

#[derive(Debug, Template)]
#[template(path = "notities/notitie.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    titel: String,
    lead: SafeHtml,
    heeft_lead: bool,
    pad: String,
    werkkop: Werkkop,
    tekst: SafeHtml,
    /// Whether the reader may change it.
    mag_wijzigen: bool,
    versie: i64,
    voorgelegd: Voorgelegd,
    tijdlijn: Vec<Stap>,
    verbanden: Verbanden,
    slot: Slot,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Notitie>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let pagina = maak(&app, &ctx, stuk).await?;
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "gemaakt" => "De notitie staat in de werkruimte.",
            "bewaard" => "Wat u schreef is bewaard. De vorige versie blijft te lezen.",
            _ => "",
        },
        ..pagina
    }))
}

async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Notitie>) -> Result<Pagina> {
    let werk = schrijven::open(ctx, app.db.read(), stuk.kop.slug.as_str()).await?;
    let plaats = stuk.inhoud.plaats;
    let mut uitleg = begrippen::service::uitleg();
    uitleg.noteer(&stuk.kop.titel);
    let lead = markdown::regel(&stuk.kop.samenvatting, &mut uitleg);
    let tekst = markdown::html(&stuk.inhoud.tekst, &mut uitleg);
    Ok(Pagina {
        kader: kader_van(app, ctx, &stuk.kop, plaats.niveau),
        gelukt: "",
        titel: stuk.kop.titel.clone(),
        heeft_lead: !stuk.kop.samenvatting.is_empty(),
        lead,
        pad: stuk.kop.pad(),
        werkkop: werkkop(app, ctx, stuk.kop.id, plaats).await?,
        tekst,
        mag_wijzigen: ctx.schrijver().is_ok() && werk.mag_wijzigen().is_ok(),
        versie: stuk.kop.versie,
        voorgelegd: voorgelegd(app, ctx, &stuk.kop).await?,
        tijdlijn: beeld::tijdlijn(&stuk.tijdlijn),
        // Its thema stands at the top.
        verbanden: verbanden::verbanden_buiten(&stuk, |buur| {
            buur.kop.soort == Soort::Thema && buur.kop.id == plaats.thema
        }),
        slot: Slot::van(app, ctx, &stuk, &uitleg),
    })
}
