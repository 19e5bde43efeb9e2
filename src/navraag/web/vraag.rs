//! The question whether a knelpunt is really solved.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::Antwoord,
        service::{self, Gevraagd, Ingevuld},
    },
    regels,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Error,
    http::{
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Soort,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "navraag/vraag.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why the answer was not kept just now; empty when that is not so.
    niet_gedaan: String,
    kop_titel: String,
    pad: String,
    /// The day on which it was closed; empty when it was opened again.
    gesloten: String,
    /// Why it was closed.
    waarom: Vec<String>,
    /// Whether it can be answered.
    open: bool,
    /// Whether it was opened again.
    voorbij: bool,
    /// What was answered; empty when nothing was.
    gezegd: &'static str,
    antwoorden: Vec<Optie>,
    reden: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    akkoord: Akkoord,
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Gevraagd, ingevuld: Ingevuld) -> Self {
        let optie = |antwoord: &Antwoord| {
            let waarde = antwoord.waarde();
            Optie::nieuw(waarde, antwoord.label(), waarde == ingevuld.antwoord)
        };
        Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
            fouten: Veldfouten::default(),
            niet_gedaan: String::new(),
            kop_titel: van.kop.titel.clone(),
            pad: van.kop.pad(),
            gesloten: van.gesloten_op.map(taal::dag_van).unwrap_or_default(),
            waarom: regels(&van.waarom),
            open: van.is_open(),
            voorbij: van.voorbij,
            gezegd: van.vraag.antwoord.map_or("", Antwoord::label),
            antwoorden: Antwoord::ALLE.iter().map(optie).collect(),
            geschreven: if van.is_open() {
                Geschreven::new()
            } else {
                geschreven([("Wat er nog speelt", ingevuld.reden.as_str())])
            },
            reden: ingevuld.reden,
            akkoord: Akkoord {
                tonen: ingevuld.akkoord,
                aan: ingevuld.akkoord,
            },
        }
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let van = service::gevraagd(&ctx, app.db.read(), &naam).await?;
    let pagina = Pagina::nieuw(&app, &ctx, &van, Ingevuld::default());
    Ok(antwoord(&pagina))
}

pub async fn antwoorden(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let ingevuld = Ingevuld {
        antwoord: formulier.een("antwoord").to_owned(),
        reden: formulier.een("reden").to_owned(),
        akkoord: Akkoord::van(&formulier).aan,
    };
    match service::antwoord(&app.db, &ctx, &naam, &ingevuld).await {
        Ok((_, antwoord)) => {
            let pad = format!("/account/navraag?gelukt={antwoord}");
            Ok(doorverwijzing(&pad))
        }
        Err(Error::Invalid(fouten)) => {
            let van = service::gevraagd(&ctx, app.db.read(), &naam).await?;
            let pagina = Pagina::nieuw(&app, &ctx, &van, ingevuld);
            let pagina = Pagina {
                fouten: Veldfouten::van(&fouten),
                akkoord: pagina.akkoord.bij(&fouten),
                ..pagina
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            // As it stands now, with what was typed.
            let van = service::gevraagd(&ctx, app.db.read(), &naam).await?;
            let pagina = Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..Pagina::nieuw(&app, &ctx, &van, ingevuld)
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
