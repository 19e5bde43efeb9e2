//! The pages of the second factor: giving it at a login, giving it again, and setting it up.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};

use super::{eigen_pad, qr::Qr};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::service::{
        oidc::{Knop, aanbieders_van},
        sessies::{Halverwege, Sessiecode},
        tweede_factor::{self, Voor},
    },
    http::{
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        koek,
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
};

/// Asks for a code: at a login, or again for what needs a strong one.
#[derive(Debug, Template)]
#[template(path = "gebruikers/code.html")]
struct Codepagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Whether somebody is logging in; they were already, otherwise.
    bij_inloggen: bool,
    /// Whether the account has a second factor.
    kan: bool,
    /// Where the account can show who it is instead.
    aanbieders: Vec<Knop>,
    naar: String,
}

/// Asks whether it is the owner who sets the second factor up.
#[derive(Debug, Template)]
#[template(path = "gebruikers/tweede_stap_begin.html")]
struct Beginpagina {
    kader: Kader,
    fouten: Veldfouten,
    vraagt_wachtwoord: bool,
}

/// Sets the second factor up.
#[derive(Debug, Template)]
#[template(path = "gebruikers/tweede_stap.html")]
struct Instelpagina {
    kader: Kader,
    fouten: Veldfouten,
    sleutel: String,
    adres: String,
    qr: Qr,
}

/// The codes on paper, this once.
#[derive(Debug, Template)]
#[template(path = "gebruikers/herstelcodes.html")]
struct Codeslijst {
    kader: Kader,
    codes: Vec<String>,
    /// Whether the second factor is new as well.
    ingesteld: bool,
}

pub async fn code(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    halverwege: Option<Extension<Halverwege>>,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let naar = eigen_pad(parameters.een("naar"));
    if halverwege.is_none() {
        return Ok(terug_naar_begin(&ctx, naar));
    }
    Ok(antwoord(&codepagina(&app, &ctx, true, naar)))
}

pub async fn geef_code(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    halverwege: Option<Extension<Halverwege>>,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let naar = eigen_pad(formulier.een("naar"));
    let Some(Extension(Halverwege(voor))) = halverwege else {
        return Ok(terug_naar_begin(&ctx, naar));
    };
    let code = formulier.een("code");
    let uitkomst = tweede_factor::bevestig(&app.db, &app.sleutel, &ctx, voor, code).await;
    na_code(&app, uitkomst, naar, || codepagina(&app, &ctx, true, naar))
}

pub async fn bevestigen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let naar = eigen_pad(parameters.een("naar"));
    let toestand = tweede_factor::toestand(&app.db, &app.sleutel, &ctx).await?;
    let pagina = codepagina(&app, &ctx, false, naar);
    Ok(antwoord(&Codepagina {
        kan: toestand.ingesteld,
        aanbieders: aanbieders_van(&app.db, &app.aanbieders, &ctx).await?,
        ..pagina
    }))
}

pub async fn bevestig(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let naar = eigen_pad(formulier.een("naar"));
    let voor = Voor::actor(&ctx)?;
    let code = formulier.een("code");
    let uitkomst = tweede_factor::bevestig(&app.db, &app.sleutel, &ctx, voor, code).await;
    na_code(&app, uitkomst, naar, || codepagina(&app, &ctx, false, naar))
}

fn codepagina(app: &App, ctx: &Ctx, bij_inloggen: bool, naar: &str) -> Codepagina {
    Codepagina {
        kader: Kader::nieuw(app, ctx, None),
        fouten: Veldfouten::default(),
        bij_inloggen,
        kan: true,
        aanbieders: Vec::new(),
        naar: naar.to_owned(),
    }
}

fn na_code(
    app: &App,
    uitkomst: Result<Sessiecode, Error>,
    naar: &str,
    pagina: impl FnOnce() -> Codepagina,
) -> Result<Response, PageError> {
    match uitkomst {
        Ok(code) => {
            let mut antwoord = doorverwijzing(naar);
            koek::geef(app, antwoord.headers_mut(), &code);
            Ok(antwoord)
        }
        Err(Error::Invalid(fouten)) => Ok(met_fouten(&Codepagina {
            fouten: Veldfouten::van(&fouten),
            ..pagina()
        })),
        Err(fout) => Err(fout.into()),
    }
}

/// Who has no login that waits for a code is logged in already, or begins again.
fn terug_naar_begin(ctx: &Ctx, naar: &str) -> Response {
    if ctx.aanmelding.is_some() {
        return doorverwijzing(naar);
    }
    let naar: String = form_urlencoded::byte_serialize(naar.as_bytes()).collect();
    doorverwijzing(&format!("/inloggen?naar={naar}"))
}

async fn beginpagina(app: &App, ctx: &Ctx, fouten: &Fouten) -> Result<Beginpagina, Error> {
    Ok(Beginpagina {
        vraagt_wachtwoord: tweede_factor::vooraf(&app.db, ctx).await?,
        kader: Kader::nieuw(app, ctx, None),
        fouten: Veldfouten::van(fouten),
    })
}

pub async fn vooraf(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    Ok(antwoord(&beginpagina(&app, &ctx, &Fouten::new()).await?))
}

pub async fn begin(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let wachtwoord = formulier.een("wachtwoord").to_owned();
    match tweede_factor::begin(&app.db, &app.kluis, &app.sleutel, &ctx, wachtwoord).await {
        Ok(()) => Ok(doorverwijzing("/account/tweede-stap")),
        Err(Error::Invalid(fouten)) => Ok(met_fouten(&beginpagina(&app, &ctx, &fouten).await?)),
        Err(fout) => Err(fout.into()),
    }
}

pub async fn instellen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    Ok(match instelpagina(&app, &ctx, &Fouten::new()).await? {
        Some(pagina) => antwoord(&pagina),
        None => doorverwijzing("/account#tweede-stap"),
    })
}

pub async fn stel_in(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let code = formulier.een("code");
    match tweede_factor::stel_in(&app.db, &app.sleutel, &ctx, code).await {
        Ok((codes, sessiecode)) => {
            let mut antwoord = antwoord(&Codeslijst {
                kader: Kader::nieuw(&app, &ctx, None),
                codes,
                ingesteld: true,
            });
            koek::geef(&app, antwoord.headers_mut(), &sessiecode);
            Ok(antwoord)
        }
        Err(Error::Invalid(fouten)) => Ok(match instelpagina(&app, &ctx, &fouten).await? {
            Some(pagina) => met_fouten(&pagina),
            None => doorverwijzing("/account#tweede-stap"),
        }),
        Err(fout) => Err(fout.into()),
    }
}

/// The page with the new secret; none when nobody began.
async fn instelpagina(
    app: &App,
    ctx: &Ctx,
    fouten: &Fouten,
) -> Result<Option<Instelpagina>, Error> {
    let toestand = tweede_factor::toestand(&app.db, &app.sleutel, ctx).await?;
    let Some((geheim, adres)) = toestand.nieuw else {
        return Ok(None);
    };
    Ok(Some(Instelpagina {
        kader: Kader::nieuw(app, ctx, None),
        fouten: Veldfouten::van(fouten),
        sleutel: geheim.in_groepen(),
        qr: Qr::van(&adres)?,
        adres,
    }))
}

pub async fn codes(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let codes = tweede_factor::vernieuw_codes(&app.db, &app.sleutel, &ctx).await?;
    Ok(antwoord(&Codeslijst {
        kader: Kader::nieuw(&app, &ctx, None),
        codes,
        ingesteld: false,
    }))
}

pub async fn weg(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    tweede_factor::verwijder(&app.db, &ctx).await?;
    Ok(doorverwijzing("/account?gelukt=tweede-stap-weg"))
}

fn met_fouten(pagina: &impl Template) -> Response {
    let mut antwoord = antwoord(pagina);
    *antwoord.status_mut() = StatusCode::BAD_REQUEST;
    antwoord
}
