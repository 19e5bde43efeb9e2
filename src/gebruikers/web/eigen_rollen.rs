//! The page where somebody sees their roles, and gives one up.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::personen::rollen_in_woorden;
use crate::{
    actor::{Rol, Toekenning},
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::service::rollen,
    http::{
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/eigen_rollen.html")]
struct Rollenpagina {
    kader: Kader,
    rollen: Vec<Regel>,
    /// The one that is asked about.
    weg: Option<Regel>,
    gelukt: &'static str,
    fouten: Veldfouten,
}

/// A role, as the page shows it.
#[derive(Debug, Clone)]
struct Regel {
    wat: String,
    rol: &'static str,
    bereik: String,
    /// Whether it ends by leaving the organisatie.
    is_lid: bool,
}

/// The address of the question whether to give a role up.
pub(super) fn vraag(wat: Toekenning) -> String {
    let vraag = form_urlencoded::Serializer::new(String::new())
        .append_pair("rol", wat.rol.waarde())
        .append_pair("bereik", &wat.bereik.to_string())
        .finish();
    format!("/account/rollen?{vraag}")
}

async fn pagina(app: &App, ctx: &Ctx, weg: Option<Toekenning>) -> Result<Rollenpagina, Error> {
    let mijne = ctx.aanmelding.as_ref().ok_or(Error::NietIngelogd)?;
    let mijne = &mijne.toekenningen;
    let woorden = rollen_in_woorden(app, ctx, mijne).await?;
    let regel = |(wat, woorden): (&Toekenning, String)| Regel {
        wat: woorden,
        rol: wat.rol.waarde(),
        bereik: wat.bereik.to_string(),
        is_lid: wat.rol == Rol::Lid,
    };
    let regels: Vec<Regel> = mijne.iter().zip(woorden).map(regel).collect();
    let plek = weg.and_then(|weg| mijne.iter().position(|wat| *wat == weg));
    Ok(Rollenpagina {
        kader: Kader::nieuw(app, ctx, None),
        weg: plek.and_then(|plek| regels.get(plek).cloned()),
        rollen: regels,
        gelukt: "",
        fouten: Veldfouten::default(),
    })
}

fn lees(rol: &str, bereik: &str) -> Option<Toekenning> {
    Some(Toekenning {
        rol: rol.parse().ok()?,
        bereik: bereik.parse().ok()?,
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gelukt = match parameters.een("gelukt") {
        "neergelegd" => "U hebt deze rol niet meer.",
        _ => "",
    };
    let weg = lees(parameters.een("rol"), parameters.een("bereik"));
    let pagina = pagina(&app, &ctx, weg).await?;
    Ok(antwoord(&Rollenpagina { gelukt, ..pagina }))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let Some(wat) = lees(formulier.een("rol"), formulier.een("bereik")) else {
        let mut fouten = Fouten::new();
        fouten.meld(
            "rollen",
            "verplicht",
            "Kies hieronder welke rol u neerlegt.",
        );
        let mut antwoord = antwoord(&Rollenpagina {
            fouten: Veldfouten::van(&fouten),
            ..pagina(&app, &ctx, None).await?
        });
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        return Ok(antwoord);
    };
    rollen::leg_neer(&app.db, &ctx, wat).await?;
    Ok(doorverwijzing("/account/rollen?gelukt=neergelegd"))
}
