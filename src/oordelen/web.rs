//! The ladder of onderbouwing, and the page on which a rung is given.

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};

use super::{
    model::betekenis,
    service::{self, Verzoek, Voorbereid},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    http::{
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing},
        velden::{Optie, Veldfouten},
    },
    praktijken::model::Onderbouwing,
    zoeken::model::{Facet, Vraag},
};

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/onderbouwing", get(ladder))
        .route("/praktijken/{naam}/oordeel", get(tonen).post(geven))
}

/// A rung on a page.
#[derive(Debug)]
struct Trede {
    kop: &'static str,
    vol: u8,
    betekenis: &'static str,
    wie: &'static str,
    hier: bool,
    zoek: String,
}

/// The ladder, the strongest rung at the top; without evidence last.
fn treden(hier: Option<Onderbouwing>) -> Vec<Trede> {
    let mut alle: Vec<Onderbouwing> = Onderbouwing::ALLE.to_vec();
    alle.sort_by_key(|o| std::cmp::Reverse(o.trede()));
    let trede = |o: Onderbouwing| {
        let (betekenis, wie) = betekenis(o);
        let vraag = Vraag::default().met_filter(Facet::Onderbouwing, vec![o.to_string()]);
        Trede {
            kop: o.label(),
            vol: o.trede(),
            betekenis,
            wie,
            hier: hier == Some(o),
            zoek: vraag.pad(),
        }
    };
    alle.into_iter().map(trede).collect()
}

#[derive(Debug, Template)]
#[template(path = "oordelen/ladder.html")]
struct Ladder {
    kader: Kader,
    treden: Vec<Trede>,
}

async fn ladder(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
    let kader = Kader::nieuw(&app, &ctx, Some("praktijken")).op("/onderbouwing");
    antwoord(&Ladder {
        kader: kader.over("Hoe goed een praktijk is onderbouwd, in zes treden."),
        treden: treden(None),
    })
}

#[derive(Debug, Template)]
#[template(path = "oordelen/oordeel.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    praktijk: String,
    terug: String,
    pad: String,
    nu: &'static str,
    nu_waarde: &'static str,
    /// On behalf of whom, when there is something to choose.
    namens: Vec<Optie>,
    naar: Vec<Optie>,
    reden: String,
    akkoord: Akkoord,
    ladder: Vec<Trede>,
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Voorbereid, verzoek: &Verzoek) -> Self {
        let namens = van.mogelijk.iter().map(|m| {
            let kop = m.organisatie.as_ref();
            let label = kop.map_or("De redactie", |kop| &kop.titel);
            Optie::nieuw(m.waarde(), label, m.waarde() == verzoek.namens)
        });
        let kan = |o: &&Onderbouwing| van.mogelijk.iter().any(|m| m.treden.contains(o));
        let naar = Onderbouwing::ALLE.iter().filter(kan);
        Self {
            kader: Kader::nieuw(app, ctx, Some(van.kop.soort.meervoud())),
            fouten: Veldfouten::default(),
            praktijk: van.kop.titel.clone(),
            terug: van.kop.pad(),
            pad: format!("{}/oordeel", van.kop.pad()),
            nu: van.nu.label(),
            nu_waarde: van.nu.waarde(),
            namens: if van.mogelijk.len() > 1 {
                namens.collect()
            } else {
                Vec::new()
            },
            naar: naar
                .map(|o| Optie::nieuw(o.waarde(), o.label(), o.waarde() == verzoek.naar))
                .collect(),
            reden: verzoek.reden.clone(),
            akkoord: Akkoord::default(),
            ladder: treden(Some(van.nu)),
        }
    }

    fn met_fouten(self, fouten: &Fouten, akkoord: Akkoord) -> Response {
        let mut antwoord = antwoord(&Self {
            fouten: Veldfouten::van(fouten),
            akkoord: akkoord.bij(fouten),
            ..self
        });
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        antwoord
    }
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let van = service::bereid(&ctx, &app.db, &naam).await?;
    let leeg = Verzoek::default();
    Ok(antwoord(&Pagina::nieuw(&app, &ctx, &van, &leeg)))
}

async fn geven(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let akkoord = Akkoord::van(&formulier);
    let veld = |naam| formulier.een(naam).to_owned();
    let verzoek = Verzoek {
        namens: veld("namens"),
        van: veld("van"),
        naar: veld("naar"),
        reden: veld("reden"),
        akkoord: akkoord.aan,
    };
    match service::oordeel(&app.db, &ctx, &naam, &verzoek).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}#oordelen", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let van = service::bereid(&ctx, &app.db, &naam).await?;
            let pagina = Pagina::nieuw(&app, &ctx, &van, &verzoek);
            Ok(pagina.met_fouten(&fouten, akkoord))
        }
        Err(fout) => Err(fout.into()),
    }
}
