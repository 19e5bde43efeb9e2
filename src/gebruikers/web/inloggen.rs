//! The page where one logs in.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::{
    eigen_pad,
    oidc::{Waarheen, verder_naar},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::{
        model::programma,
        service::{
            inloggen,
            oidc::Knop,
            sessies::{self, Soort},
        },
    },
    http::{
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        koek,
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/inloggen.html")]
struct Inlogpagina {
    kader: Kader,
    fouten: Veldfouten,
    mail: String,
    naar: String,
    gelukt: &'static str,
    aanbieders: Vec<Knop>,
}

impl Inlogpagina {
    fn nieuw(app: &App, ctx: &Ctx, naar: &str) -> Self {
        Self {
            kader: Kader::nieuw(app, ctx, None),
            fouten: Veldfouten::default(),
            mail: String::new(),
            naar: eigen_pad(naar).to_owned(),
            gelukt: "",
            aanbieders: app.aanbieders.knoppen(),
        }
    }

    /// The page again, with what is wrong.
    fn met_fouten(self, mail: String, fouten: &Fouten) -> Response {
        let mut antwoord = antwoord(&Self {
            fouten: Veldfouten::van(fouten),
            mail,
            ..self
        });
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        antwoord
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let naar = parameters.een("naar");
    if ctx.aanmelding.is_some() {
        return Ok(doorverwijzing(eigen_pad(naar)));
    }
    let gelukt = match parameters.een("gelukt") {
        "mailadres" => "Uw e-mailadres is gewijzigd. Log voortaan in met het nieuwe adres.",
        "verwijderd" => "Uw account is weg, en u bent overal uitgelogd.",
        "vertrokken" => {
            "U hoort niet meer bij die organisatie. Uw account had geen andere rol en is gesloten."
        }
        "wachtwoord" => "Uw wachtwoord is opgeslagen. Log nu in met uw nieuwe wachtwoord.",
        _ => "",
    };
    Ok(antwoord(&Inlogpagina {
        gelukt,
        ..Inlogpagina::nieuw(&app, &ctx, naar)
    }))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    headers: HeaderMap,
    formulier: Formulier,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let invoer = inloggen::Invoer {
        mail: formulier.een("mail").to_owned(),
        wachtwoord: formulier.een("wachtwoord").to_owned(),
    };
    let naar = formulier.een("naar");
    let browser = browser(&headers);
    let vorige = koek::lees(&app, &headers);
    let mail = invoer.mail.clone();
    let uitkomst =
        inloggen::inloggen(&app.db, &app.kluis, &ctx, invoer, browser, vorige.as_ref()).await;
    match uitkomst {
        Ok((code, soort)) => {
            let naar = eigen_pad(naar);
            let mut antwoord = match soort {
                Soort::Half => {
                    let naar: String = form_urlencoded::byte_serialize(naar.as_bytes()).collect();
                    doorverwijzing(&format!("/inloggen/code?naar={naar}"))
                }
                Soort::Gewoon | Soort::Sterk => doorverwijzing(naar),
            };
            koek::geef(&app, antwoord.headers_mut(), &code);
            Ok(antwoord)
        }
        Err(Error::Invalid(fouten)) => {
            Ok(Inlogpagina::nieuw(&app, &ctx, naar).met_fouten(mail, &fouten))
        }
        Err(fout) => Err(fout.into()),
    }
}

pub async fn uitloggen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let mut aanbieder = None;
    if let Some(code) = koek::lees(&app, &headers) {
        aanbieder = sessies::uitloggen(&app.db, &code).await?;
    }
    // Who stays logged in at the organisation is in again with one click: also the next person at
    // the same computer.
    let adres = match aanbieder {
        Some(naam) => {
            let uitlogadres = app.aanbieders.uitlogadres(ctx.now, &naam, &app.basis_url);
            uitlogadres.await
        }
        None => None,
    };
    let mut antwoord = match adres {
        Some(adres) => verder_naar(&app, &ctx.als_bezoeker(), adres, Waarheen::Uitloggen),
        None => doorverwijzing("/"),
    };
    koek::neem(&app, antwoord.headers_mut());
    Ok(antwoord)
}

/// The browser of a request, in words.
pub(super) fn browser(headers: &HeaderMap) -> String {
    let browser = headers.get(header::USER_AGENT);
    programma(browser.and_then(|b| b.to_str().ok()).unwrap_or_default())
}

/// Refuses where a password would travel in the open.
pub(super) fn veilig(app: &App) -> Result<(), Error> {
    if koek::kan_inloggen(app) {
        return Ok(());
    }
    Err(Error::Conflict(
        "Inloggen kan alleen over een beveiligde verbinding. Wie het platform beheert, stelt \
         DWARSVERBAND_BASIS_URL in op een adres met https."
            .into(),
    ))
}
