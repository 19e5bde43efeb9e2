//! The page on which somebody is invited to check a draft, and a link is revoked.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::Uitnodiging,
    service::{self, Overzicht},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        error::{NietGedaan, PageError},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        meelezers::Meelezers,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
};

/// How long to wait until search no longer knows that somebody reads a stuk.
const GEDULD: Duration = Duration::from_secs(10);

#[derive(Debug, Template)]
#[template(path = "feitencheck/uitnodigen.html")]
struct Pagina {
    kader: Kader,
    lijst: &'static str,
    lijst_pad: String,
    stuk: String,
    terug: String,
    gelukt: &'static str,
    fouten: Veldfouten,
    /// Why nobody was invited, whatever the form says; empty when that is not so.
    bezwaar: String,
    persoon: String,
    mail: String,
    wie: Meelezers,
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, overzicht: &Overzicht) -> Self {
        let kop = &overzicht.kop;
        Self {
            kader: Kader::nieuw(app, ctx, Some(kop.soort.meervoud())),
            lijst: kop.soort.label_meervoud(),
            lijst_pad: format!("/{}", kop.soort.meervoud()),
            stuk: kop.titel.clone(),
            terug: kop.pad(),
            gelukt: "",
            fouten: Veldfouten::default(),
            bezwaar: String::new(),
            persoon: String::new(),
            mail: String::new(),
            wie: Meelezers::van(overzicht),
        }
    }

    /// With what was typed.
    fn met(self, wie: Uitnodiging) -> Self {
        Self {
            persoon: wie.naam,
            mail: wie.mail,
            ..self
        }
    }
}

pub async fn praktijk(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    Ok(tonen(&app, &ctx, (Soort::Praktijk, &naam), &parameters).await?)
}

pub async fn proefproject(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    Ok(tonen(&app, &ctx, (Soort::Proefproject, &naam), &parameters).await?)
}

pub async fn bij_praktijk(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    Ok(doen(&app, &ctx, (Soort::Praktijk, &naam), &formulier).await?)
}

pub async fn bij_proefproject(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    Ok(doen(&app, &ctx, (Soort::Proefproject, &naam), &formulier).await?)
}

async fn tonen(
    app: &App,
    ctx: &Ctx,
    (soort, naam): (Soort, &str),
    parameters: &Parameters,
) -> Result<Response> {
    let overzicht = service::overzicht(ctx, app.db.read(), soort, naam).await?;
    let mut pagina = Pagina::nieuw(app, ctx, &overzicht);
    pagina.gelukt = match parameters.een("gelukt") {
        "gestuurd" if app.postbode.bereikt_mensen() => {
            "De link is onderweg. U krijgt een mail als er een reactie is."
        }
        "gestuurd" => {
            "De uitnodiging staat klaar. Dit platform stuurt nu geen mail uit: de link gaat weg zodra \
             dat kan."
        }
        "ingetrokken" => "De link werkt niet meer.",
        _ => "",
    };
    Ok(antwoord(&pagina))
}

async fn doen(
    app: &App,
    ctx: &Ctx,
    (soort, naam): (Soort, &str),
    formulier: &Formulier,
) -> Result<Response> {
    let overzicht = service::overzicht(ctx, app.db.read(), soort, naam).await?;
    let (id, pad) = (
        overzicht.kop.id,
        format!("{}/feitencheck", overzicht.kop.pad()),
    );
    if formulier.een("actie") == "intrekken" {
        let link = formulier.een("link").parse();
        let link = link.map_err(|_| Error::NotFound)?;
        if let Some(nummer) = service::trek_in(&app.db, ctx, id, link).await? {
            app.volger.wacht_op(nummer, GEDULD).await?;
        }
        return Ok(doorverwijzing(&format!("{pad}?gelukt=ingetrokken")));
    }
    let wie = Uitnodiging {
        naam: formulier.een("naam").to_owned(),
        mail: formulier.een("mail").to_owned(),
    };
    match service::nodig_uit(&app.db, ctx, id, &wie).await {
        Ok(_) => Ok(doorverwijzing(&format!("{pad}?gelukt=gestuurd"))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Pagina {
                fouten: Veldfouten::van(&fouten),
                ..Pagina::nieuw(app, ctx, &overzicht).met(wie)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let pagina = Pagina {
                bezwaar: waarom.tekst().to_owned(),
                ..Pagina::nieuw(app, ctx, &overzicht).met(wie)
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
