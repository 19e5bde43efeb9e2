//! The pages on which somebody asks something about a stuk, and answers.

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use uuid::Uuid;

use super::service::{self, Verzoek};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::service::sessies::ingelogd,
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    stukken::model::{Kop, Soort},
};

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/praktijken/{naam}/vraag",
            get(vraag_tonen).post(vraag_stellen),
        )
        .route("/berichten/{id}", get(antwoord_tonen).post(antwoorden))
}

#[derive(Debug, Template)]
#[template(path = "contact/bericht.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    kop: String,
    lead: String,
    stuk: String,
    terug: String,
    pad: String,
    /// What is answered, line by line; empty for a question.
    gevraagd: Vec<String>,
    bericht: String,
    met_adres: bool,
    akkoord: Akkoord,
    verstuurd: bool,
}

impl Pagina {
    fn vraag(app: &App, ctx: &Ctx, kop: &Kop) -> Self {
        Self {
            kader: Kader::nieuw(app, ctx, Some(kop.soort.meervoud())),
            fouten: Veldfouten::default(),
            kop: "Stel een vraag".into(),
            lead: format!("Uw vraag over “{}” gaat naar wie ervoor zorgt.", kop.titel),
            stuk: kop.titel.clone(),
            terug: kop.pad(),
            pad: format!("{}/vraag", kop.pad()),
            gevraagd: Vec::new(),
            bericht: String::new(),
            met_adres: false,
            akkoord: Akkoord::default(),
            verstuurd: false,
        }
    }

    fn antwoord(app: &App, ctx: &Ctx, van: &service::Ontvangen) -> Self {
        let regels = van.bericht.tekst.lines().filter(|r| !r.trim().is_empty());
        Self {
            kop: "Antwoord geven".into(),
            lead: format!("{} schreef u over “{}”.", van.van, van.kop.titel),
            pad: format!("/berichten/{}", van.bericht.id),
            gevraagd: regels.map(ToOwned::to_owned).collect(),
            ..Self::vraag(app, ctx, &van.kop)
        }
    }

    fn met_fouten(self, fouten: &Fouten, verzoek: Verzoek, akkoord: Akkoord) -> Response {
        let mut antwoord = antwoord(&Self {
            fouten: Veldfouten::van(fouten),
            akkoord: akkoord.bij(fouten),
            bericht: verzoek.tekst,
            met_adres: verzoek.met_adres,
            ..self
        });
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        antwoord
    }
}

fn gevraagd(formulier: &Formulier) -> (Verzoek, Akkoord) {
    let akkoord = Akkoord::van(formulier);
    let verzoek = Verzoek {
        tekst: formulier.een("tekst").to_owned(),
        met_adres: formulier.een("met-adres") == "ja",
        akkoord: akkoord.aan,
    };
    (verzoek, akkoord)
}

async fn vraag_tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let kop = service::bereid_vraag(&ctx, &app.db, Soort::Praktijk, &naam).await?;
    Ok(antwoord(&Pagina {
        verstuurd: parameters.een("verstuurd") == "ja",
        ..Pagina::vraag(&app, &ctx, &kop)
    }))
}

async fn vraag_stellen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (verzoek, akkoord) = gevraagd(&formulier);
    match service::vraag(&app.db, &ctx, Soort::Praktijk, &naam, &verzoek).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}/vraag?verstuurd=ja", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let kop = service::bereid_vraag(&ctx, &app.db, Soort::Praktijk, &naam).await?;
            Ok(Pagina::vraag(&app, &ctx, &kop).met_fouten(&fouten, verzoek, akkoord))
        }
        Err(fout) => Err(fout.into()),
    }
}

fn nummer(ctx: &Ctx, naam: &str) -> Result<Uuid, Error> {
    // Who is not logged in is asked to, whatever the number is.
    ingelogd(ctx)?;
    naam.parse().map_err(|_| Error::NotFound)
}

async fn antwoord_tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let van = service::bereid_antwoord(&ctx, &app.db, nummer(&ctx, &id)?).await?;
    Ok(antwoord(&Pagina {
        verstuurd: parameters.een("verstuurd") == "ja",
        ..Pagina::antwoord(&app, &ctx, &van)
    }))
}

async fn antwoorden(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let id = nummer(&ctx, &id)?;
    let (verzoek, akkoord) = gevraagd(&formulier);
    match service::antwoord(&app.db, &ctx, id, &verzoek).await {
        Ok(_) => Ok(doorverwijzing(&format!("/berichten/{id}?verstuurd=ja"))),
        Err(Error::Invalid(fouten)) => {
            let van = service::bereid_antwoord(&ctx, &app.db, id).await?;
            Ok(Pagina::antwoord(&app, &ctx, &van).met_fouten(&fouten, verzoek, akkoord))
        }
        Err(fout) => Err(fout.into()),
    }
}
