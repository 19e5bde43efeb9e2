//! The page on which somebody asks about a knelpunt or a bevinding.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::{HOOGSTENS, Vraagregel, gewone_termijn},
    service::{self, Verzoek, Voorbereid},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        error::{NietGedaan, PageError},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
    taal,
};

/// Questions that a new form has room for.
const BEGIN: usize = 1;

/// One question of the form.
#[derive(Debug)]
struct Rij {
    plek: usize,
    veld_vraag: String,
    veld_aan: String,
    veld_uiterlijk: String,
    vraag: String,
    aan: String,
    uiterlijk: String,
}

#[derive(Debug, Template)]
#[template(path = "vraagpunten/stellen.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why nothing was asked just now, whatever the fields say; else empty.
    niet_gedaan: String,
    stuk: String,
    terug: String,
    lijst: &'static str,
    lijst_pad: String,
    pad: String,
    rijen: Vec<Rij>,
    /// Whether there is room for one more.
    meer: bool,
    /// Which days can be chosen, in words.
    dagen: String,
    /// The names to choose from.
    adressaten: Vec<String>,
    akkoord: Akkoord,
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Voorbereid, regels: &[Vraagregel]) -> Self {
        let rij = |(plek, regel): (usize, &Vraagregel)| Rij {
            plek,
            veld_vraag: Vraagregel::veld("vraag", plek),
            veld_aan: Vraagregel::veld("aan", plek),
            veld_uiterlijk: Vraagregel::veld("uiterlijk", plek),
            vraag: regel.vraag.clone(),
            aan: regel.aan.clone(),
            uiterlijk: regel.uiterlijk.clone(),
        };
        let (eerste, laatste) = Vraagregel::dagen(ctx.vandaag());
        Self {
            kader: Kader::nieuw(app, ctx, Some(van.kop.soort.meervoud())),
            fouten: Veldfouten::default(),
            niet_gedaan: String::new(),
            stuk: van.kop.titel.clone(),
            terug: van.kop.pad(),
            lijst: van.kop.soort.label_meervoud(),
            lijst_pad: format!("/{}", van.kop.soort.meervoud()),
            pad: format!("{}/vraagpunten/nieuw", van.kop.pad()),
            rijen: (1..).zip(regels).map(rij).collect(),
            meer: regels.len() < HOOGSTENS,
            dagen: format!(
                "Van {} tot en met {}. Zes weken is gewoon.",
                taal::dag(eerste),
                taal::dag(laatste)
            ),
            adressaten: van.adressaten.iter().map(|kop| kop.titel.clone()).collect(),
            akkoord: Akkoord::default(),
        }
    }
}

/// A question that nobody typed yet.
fn lege_regel(ctx: &Ctx) -> Vraagregel {
    Vraagregel {
        uiterlijk: gewone_termijn(ctx.vandaag()).to_string(),
        ..Vraagregel::default()
    }
}

/// The questions as the form sent them, in their places.
fn regels(formulier: &Formulier) -> Vec<Vraagregel> {
    let veld = |naam, plek| formulier.een(&Vraagregel::veld(naam, plek)).to_owned();
    let er_is = |plek: &usize| {
        let naam = Vraagregel::veld("vraag", *plek);
        formulier.velden().any(|(veld, _)| veld == naam)
    };
    let regel = |plek| Vraagregel {
        vraag: veld("vraag", plek),
        aan: veld("aan", plek),
        uiterlijk: veld("uiterlijk", plek),
    };
    // One more than fit, so that who sends too many hears it.
    (1..=HOOGSTENS + 1).take_while(er_is).map(regel).collect()
}

async fn tonen(app: &App, ctx: &Ctx, soort: Soort, naam: &str) -> Result<Response> {
    let van = service::bereid_vragen(ctx, app.db.read(), soort, naam).await?;
    let leeg = vec![lege_regel(ctx); BEGIN];
    Ok(antwoord(&Pagina::nieuw(app, ctx, &van, &leeg)))
}

async fn vragen(
    app: &App,
    ctx: &Ctx,
    (soort, naam): (Soort, &str),
    formulier: &Formulier,
) -> Result<Response> {
    let van = service::bereid_vragen(ctx, app.db.read(), soort, naam).await?;
    let akkoord = Akkoord::van(formulier);
    let mut regels = regels(formulier);
    if regels.is_empty() {
        regels.push(lege_regel(ctx));
    }
    if formulier.een("actie") == "meer" {
        if regels.len() < HOOGSTENS {
            regels.push(lege_regel(ctx));
        }
        let pagina = Pagina::nieuw(app, ctx, &van, &regels);
        return Ok(antwoord(&Pagina { akkoord, ..pagina }));
    }
    let verzoek = Verzoek {
        regels,
        akkoord: akkoord.aan,
    };
    match service::stel(&app.db, ctx, &van.kop, &verzoek).await {
        Ok(_) => Ok(doorverwijzing(&format!(
            "{}?gelukt=gevraagd#vraagpunten",
            van.kop.pad()
        ))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Pagina {
                fouten: Veldfouten::van(&fouten),
                akkoord: akkoord.bij(&fouten),
                ..Pagina::nieuw(app, ctx, &van, &verzoek.regels)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let pagina = Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                akkoord,
                ..Pagina::nieuw(app, ctx, &van, &verzoek.regels)
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}

pub async fn bij_knelpunt(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    Ok(tonen(&app, &ctx, Soort::Knelpunt, &naam).await?)
}

pub async fn over_knelpunt(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    Ok(vragen(&app, &ctx, (Soort::Knelpunt, &naam), &formulier).await?)
}

pub async fn bij_bevinding(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    Ok(tonen(&app, &ctx, Soort::Bevinding, &naam).await?)
}

pub async fn over_bevinding(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    Ok(vragen(&app, &ctx, (Soort::Bevinding, &naam), &formulier).await?)
}
