//! Asking to open a closed knelpunt again.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::uiterlijk,
        service::{self, Bereid},
    },
    naar_knelpunt, regels,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        error::{Geschreven, NietGedaan, PageError, geschreven},
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
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    akkoord: Akkoord,
}

/// What was typed, to copy.
fn zonder_veld(reden: &str) -> Geschreven {
    geschreven([("Wat er nog speelt", reden)])
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
            geschreven: Geschreven::new(),
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
        Err(fout) => Ok(niet_gedaan(&app, &ctx, &naam, (reden, akkoord), fout).await?),
    }
}

/// The page as it stands now, with why nothing was asked. What was typed stays in its field, and beside it when
/// the field is gone; when the knelpunt is open again there is no such page any more.
async fn niet_gedaan(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    (reden, akkoord): (&str, Akkoord),
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::ook_zonder_recht(fout)?;
    let van = match service::bereid(ctx, app.db.read(), naam).await {
        Err(Error::Conflict(_)) => {
            let kader = Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud()));
            let terug = naar_knelpunt(naam);
            return Ok(waarom.zonder_formulier(kader, terug, zonder_veld(reden)));
        }
        van => van?,
    };
    let pagina = Pagina {
        niet_gedaan: waarom.tekst().to_owned(),
        reden: reden.to_owned(),
        geschreven: match van.loopt {
            Some(_) => zonder_veld(reden),
            None => Geschreven::new(),
        },
        akkoord,
        ..Pagina::nieuw(app, ctx, &van)
    };
    Ok(waarom.antwoord(&pagina))
}
