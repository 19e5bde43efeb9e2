//! One's own API tokens.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use crate::{
    app::App,
    ctx::Ctx,
    error::Error,
    gebruikers::{
        model::token::{Apitoken, HOOGSTENS, Looptijd, Scope},
        service::tokens,
    },
    http::{
        api::voorbeeld_met_token,
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::{Optie, Veldfouten},
    },
    taal,
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/tokens.html")]
struct Tokenpagina {
    kader: Kader,
    tokens: Vec<Tokenregel>,
    hoogstens: usize,
    /// Whether there can be no more.
    vol: bool,
    /// Whether the login is strong enough to make one.
    mag: bool,
    gelukt: &'static str,
    fouten: Veldfouten,
    /// What it is called; a part of the form has a `naam` of its own.
    heet: String,
    scopes: Vec<Optie>,
    looptijden: Vec<Optie>,
}

/// A token, this once.
#[derive(Debug, Template)]
#[template(path = "gebruikers/token_gemaakt.html")]
struct Gemaakt {
    kader: Kader,
    heet: String,
    wat: String,
    verloopt: String,
    token: String,
    voorbeeld: String,
}

/// A token, as pages show it.
#[derive(Debug)]
pub(super) struct Tokenregel {
    pub(super) id: String,
    pub(super) naam: String,
    pub(super) wat: String,
    pub(super) gebruikt: String,
    pub(super) verloopt: String,
}

impl Tokenregel {
    pub(super) fn van(token: &Apitoken) -> Self {
        Self {
            id: token.id.to_string(),
            naam: token.naam.clone(),
            wat: in_woorden(&token.scopes),
            gebruikt: match token.gebruikt {
                Some(op) => format!("Laatst gebruikt op {}.", taal::moment_van(op)),
                None => "Nog niet gebruikt.".to_owned(),
            },
            verloopt: taal::moment_van(token.verloopt),
        }
    }
}

fn in_woorden(scopes: &[Scope]) -> String {
    let woorden: Vec<&str> = scopes.iter().map(|scope| scope.label()).collect();
    woorden.join(". ")
}

impl Tokenpagina {
    /// The page, with what was filled in.
    async fn maak(app: &App, ctx: &Ctx, ingevuld: tokens::Nieuw) -> Result<Self, Error> {
        let (alle, mag) = tokens::mijn(&app.db, ctx).await?;
        let scopes = Scope::ALLE.iter();
        let looptijden = Looptijd::ALLE.iter();
        Ok(Self {
            kader: Kader::nieuw(app, ctx, None),
            hoogstens: HOOGSTENS,
            vol: alle.len() >= HOOGSTENS,
            mag,
            tokens: alle.iter().map(Tokenregel::van).collect(),
            gelukt: "",
            fouten: Veldfouten::default(),
            scopes: scopes
                .map(|s| Optie::nieuw(s.waarde(), s.label(), s.waarde() == ingevuld.scope))
                .collect(),
            looptijden: looptijden
                .map(|l| Optie::nieuw(l.waarde(), l.label(), l.waarde() == ingevuld.looptijd))
                .collect(),
            heet: ingevuld.naam,
        })
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gelukt = match parameters.een("gelukt") {
        "ingetrokken" => "Het token werkt niet meer.",
        _ => "",
    };
    let leeg = tokens::Nieuw {
        naam: String::new(),
        scope: Scope::Lezen.to_string(),
        looptijd: Looptijd::Kwartaal.to_string(),
    };
    let pagina = Tokenpagina::maak(&app, &ctx, leeg).await?;
    Ok(antwoord(&Tokenpagina { gelukt, ..pagina }))
}

pub async fn maak(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let nieuw = tokens::Nieuw {
        naam: formulier.een("naam").to_owned(),
        scope: formulier.een("scope").to_owned(),
        looptijd: formulier.een("looptijd").to_owned(),
    };
    match tokens::maak(&app.db, &ctx, &nieuw).await {
        Ok((token, gemaakt)) => {
            let token = token.geheim().to_owned();
            Ok(antwoord(&Gemaakt {
                kader: Kader::nieuw(&app, &ctx, None),
                wat: in_woorden(&gemaakt.scopes),
                heet: gemaakt.naam,
                verloopt: taal::moment_van(gemaakt.verloopt),
                voorbeeld: voorbeeld_met_token(&app.basis_url),
                token,
            }))
        }
        Err(Error::Invalid(fouten)) => {
            let mut antwoord = antwoord(&Tokenpagina {
                fouten: Veldfouten::van(&fouten),
                ..Tokenpagina::maak(&app, &ctx, nieuw).await?
            });
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}

pub async fn trek_in(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let id = formulier.een("token").parse();
    tokens::trek_in(&app.db, &ctx, id.map_err(|_| Error::NotFound)?).await?;
    Ok(doorverwijzing("/account/tokens?gelukt=ingetrokken"))
}
