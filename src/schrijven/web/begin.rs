//! Beginning to write something.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    Schrijfbaar,
    model::Woorden,
    service::beginnen::{self, Begin, NAMENS_REDACTIE},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        error::PageError,
        extract::{Formulier, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::{Optie, Veldfouten},
    },
    stukken::{model::Soort, service as stukken},
};

/// Beginning to write something.
#[derive(Debug, Template)]
#[template(path = "schrijven/nieuw.html")]
struct Nieuwpagina {
    kader: Kader,
    soort: Soort,
    woorden: &'static Woorden,
    ingevuld: Begin,
    eigenaren: Vec<Optie>,
    fouten: Veldfouten,
}

impl Nieuwpagina {
    async fn maak<K: Schrijfbaar>(
        app: &App,
        ctx: &Ctx,
        ingevuld: Begin,
        fouten: &Fouten,
    ) -> Result<Self> {
        let (organisaties, redactie) = beginnen::namens(ctx)?;
        let koppen = stukken::koppen(ctx, app.db.read(), &organisaties).await?;
        let optie =
            |waarde: &str, label: &str| Optie::nieuw(waarde, label, waarde == ingevuld.eigenaar);
        let mut eigenaren: Vec<Optie> = koppen
            .iter()
            .map(|kop| optie(&kop.id.to_string(), &kop.titel))
            .collect();
        if redactie {
            eigenaren.push(optie(NAMENS_REDACTIE, "De redactie van Dwarsverband"));
        }
        Ok(Self {
            kader: Kader::nieuw(app, ctx, Some(K::SOORT.meervoud())),
            soort: K::SOORT,
            woorden: K::WOORDEN,
            ingevuld,
            eigenaren,
            fouten: Veldfouten::van(fouten),
        })
    }
}

pub async fn nieuw<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
) -> Result<Response, PageError> {
    let leeg = (Begin::default(), Fouten::new());
    Ok(antwoord(
        &Nieuwpagina::maak::<K>(&app, &ctx, leeg.0, &leeg.1).await?,
    ))
}

pub async fn begin<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let begin = Begin {
        titel: formulier.een("titel").to_owned(),
        samenvatting: formulier.een("samenvatting").to_owned(),
        eigenaar: formulier.een("eigenaar").to_owned(),
        functie: formulier.een("functie").to_owned(),
    };
    match beginnen::begin::<K>(&app.db, &ctx, &begin).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}/schrijven", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Nieuwpagina::maak::<K>(&app, &ctx, begin, &fouten).await?;
            let mut antwoord = antwoord(&pagina);
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}
