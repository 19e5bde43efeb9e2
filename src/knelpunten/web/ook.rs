//! "Speelt bij ons ook": for which gemeente, and how it plays there.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::Bijval,
    service::bijval::{self, Verzoek, Voorbereid},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    http::{
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::{Kop, Soort},
    taal,
};

/// What the reader said for a gemeente.
#[derive(Debug)]
struct Gezegd {
    gemeente: String,
    slug: String,
    dag: String,
    toelichting: String,
}

#[derive(Debug, Template)]
#[template(path = "knelpunten/ook.html")]
struct Ookpagina {
    kader: Kader,
    knelpunt: String,
    terug: String,
    fouten: Veldfouten,
    /// Why it was not done just now; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    /// The gemeenten to choose from; none when there is one only, or none.
    gemeenten: Vec<Optie>,
    /// The one gemeente, when there is nothing to choose; empty when there is none.
    enige: String,
    enige_slug: String,
    toelichting: String,
    akkoord: Akkoord,
    gezegd: Vec<Gezegd>,
}

fn gezegd((gemeente, bijval): &(Kop, Bijval)) -> Gezegd {
    Gezegd {
        gemeente: gemeente.titel.clone(),
        slug: gemeente.slug.to_string(),
        dag: taal::dag_van(bijval.op),
        toelichting: bijval.toelichting.clone(),
    }
}

/// What was typed, to copy.
fn zonder_veld(verzoek: &Verzoek) -> Geschreven {
    geschreven([("Hoe het bij u speelt", verzoek.toelichting.as_str())])
}

fn pagina(app: &App, ctx: &Ctx, van: &Voorbereid, verzoek: &Verzoek) -> Ookpagina {
    let te_kiezen: Vec<&Kop> = van.nog_te_kiezen().collect();
    let (enige, gemeenten) = match te_kiezen.as_slice() {
        [enige] => (Some(*enige), Vec::new()),
        alle => {
            let optie = |kop: &&Kop| {
                let slug = kop.slug.as_str();
                Optie::nieuw(slug, &kop.titel, slug == verzoek.gemeente)
            };
            (None, alle.iter().map(optie).collect())
        }
    };
    Ookpagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
        knelpunt: van.kop.titel.clone(),
        terug: van.kop.pad(),
        fouten: Veldfouten::default(),
        niet_gedaan: String::new(),
        geschreven: if te_kiezen.is_empty() {
            zonder_veld(verzoek)
        } else {
            Geschreven::new()
        },
        gemeenten,
        enige: enige.map(|kop| kop.titel.clone()).unwrap_or_default(),
        enige_slug: enige.map(|kop| kop.slug.to_string()).unwrap_or_default(),
        toelichting: verzoek.toelichting.clone(),
        akkoord: Akkoord::default(),
        gezegd: van.gezegd.iter().map(gezegd).collect(),
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let van = bijval::bereid(&ctx, app.db.read(), &naam).await?;
    Ok(antwoord(&pagina(&app, &ctx, &van, &Verzoek::default())))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let gemeente = formulier.een("gemeente");
    let terugnemen = formulier.een("actie") == "terugnemen";
    let akkoord = Akkoord::van(&formulier);
    let verzoek = Verzoek {
        gemeente: gemeente.to_owned(),
        toelichting: formulier.een("toelichting").to_owned(),
        akkoord: akkoord.aan,
    };
    let gedaan = if terugnemen {
        bijval::neem_terug(&app.db, &ctx, &naam, gemeente).await
    } else {
        bijval::zeg(&app.db, &ctx, &naam, &verzoek).await
    };
    match gedaan {
        Ok(kop) => {
            let wat = if terugnemen { "terug" } else { "ook" };
            Ok(doorverwijzing(&format!("{}?gelukt={wat}", kop.pad())))
        }
        Err(Error::Invalid(fouten)) => {
            let van = bijval::bereid(&ctx, app.db.read(), &naam).await?;
            let pagina = met_fouten(pagina(&app, &ctx, &van, &verzoek), akkoord, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let van = bijval::bereid(&ctx, app.db.read(), &naam).await?;
            let pagina = Ookpagina {
                niet_gedaan: waarom.tekst().to_owned(),
                akkoord,
                ..pagina(&app, &ctx, &van, &verzoek)
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}

fn met_fouten(pagina: Ookpagina, akkoord: Akkoord, fouten: &Fouten) -> Ookpagina {
    Ookpagina {
        fouten: Veldfouten::van(fouten),
        akkoord: akkoord.bij(fouten),
        ..pagina
    }
}
