//! Asking to open a closed knelpunt again.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::uiterlijk,
        service::{self, Bereid},
    },
    regels,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Error,
    http::{
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "navraag/heropenen.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why it was not asked just now; empty when that is not so.
    niet_gedaan: String,
    kop_titel: String,
    pad: String,
    /// The day on which it was closed.
    gesloten: String,
    /// Why it was closed.
    waarom: Vec<String>,
    /// The last day to answer what was asked already; empty when nothing was.
    loopt: String,
    /// The last day to answer what is asked today.
    uiterlijk: String,
    reden: String,
    akkoord: Akkoord,
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Bereid) -> Self {
        Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
            fouten: Veldfouten::default(),
            niet_gedaan: String::new(),
            kop_titel: van.kop.titel.clone(),
            pad: van.kop.pad(),
            gesloten: van.gesloten_op.map(taal::dag_van).unwrap_or_default(),
            waarom: regels(&van.waarom),
            loopt: van.loopt.map(taal::dag).unwrap_or_default(),
            uiterlijk: taal::dag(uiterlijk(ctx.vandaag())),
            reden: String::new(),
            akkoord: Akkoord::default(),
        }
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let van = service::bereid(&ctx, app.db.read(), &naam).await?;
    Ok(antwoord(&Pagina::nieuw(&app, &ctx, &van)))
}

pub async fn vragen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let akkoord = Akkoord::van(&formulier);
    let reden = formulier.een("reden");
    match service::vraag_heropening(&app.db, &ctx, &naam, (reden, akkoord.aan)).await {
        // Not to the knelpunt: the line of that request would say which knelpunt is whose.
        Ok(_) => Ok(doorverwijzing("/account/navraag?gelukt=verzocht")),
        Err(Error::Invalid(fouten)) => {
            let van = service::bereid(&ctx, app.db.read(), &naam).await?;
            let pagina = Pagina {
                fouten: Veldfouten::van(&fouten),
                reden: reden.to_owned(),
                akkoord: akkoord.bij(&fouten),
                ..Pagina::nieuw(&app, &ctx, &van)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(Error::Conflict(waarom)) => {
            // When it is open again there is no form any more: then this says so by itself.
            let van = service::bereid(&ctx, app.db.read(), &naam).await?;
            let pagina = Pagina {
                niet_gedaan: waarom,
                reden: reden.to_owned(),
                akkoord,
                ..Pagina::nieuw(&app, &ctx, &van)
            };
            Ok(met_status(StatusCode::CONFLICT, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}
