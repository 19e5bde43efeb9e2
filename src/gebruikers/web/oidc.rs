//! To one's organisation to log in, and back.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    eigen_pad,
    inloggen::{browser, veilig},
};
use crate::{
    app::App,
    ctx::Ctx,
    gebruikers::service::oidc::{self, Browser, Doel, Route, Terug, Uitkomst, Weigering},
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        koek,
        render::{Kader, antwoord, doorverwijzing},
    },
};

/// The page that takes a visitor to their organisation. No redirect: the policy of our pages lets a
/// form end at our own address only, also by way of a redirect.
#[derive(Debug, Template)]
#[template(path = "gebruikers/verder.html")]
struct Verderpagina {
    kader: Kader,
    titel: &'static str,
    uitleg: &'static str,
    knop: &'static str,
    adres: String,
}

/// What a visitor goes to their organisation for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waarheen {
    Inloggen,
    Uitloggen,
}

/// Takes a visitor to their organisation.
pub(super) fn verder_naar(app: &App, ctx: &Ctx, adres: String, wat: Waarheen) -> Response {
    let (titel, uitleg, knop) = match wat {
        Waarheen::Inloggen => (
            "U gaat naar uw organisatie",
            "Daar logt u in. Daarna komt u hier terug.",
            "Ga verder",
        ),
        Waarheen::Uitloggen => (
            "U bent hier uitgelogd",
            "U gaat nu naar uw organisatie, om ook daar uit te loggen.",
            "Log daar ook uit",
        ),
    };
    antwoord(&Verderpagina {
        kader: Kader::nieuw(app, ctx, None),
        titel,
        uitleg,
        knop,
        adres,
    })
}

/// The page for who did not get in.
#[derive(Debug, Template)]
#[template(path = "gebruikers/niet-ingelogd.html")]
struct Weigerpagina {
    kader: Kader,
    titel: &'static str,
    uitleg: &'static str,
    raad: &'static str,
    /// Where to try again: address and words.
    opnieuw: (&'static str, &'static str),
}

fn geweigerd(app: &App, ctx: &Ctx, weigering: Weigering, doel: Doel) -> Response {
    let (status, titel, uitleg, raad) = match weigering {
        Weigering::Verlopen => (
            StatusCode::BAD_REQUEST,
            "Dit inloggen is verlopen",
            "U was langer dan 10 minuten weg, of deze stap is al een keer gebruikt.",
            "Begin opnieuw, in één venster.",
        ),
        Weigering::Afgebroken => (
            StatusCode::FORBIDDEN,
            "U bent niet ingelogd",
            "U bent gestopt bij uw organisatie, of uw organisatie laat u niet toe.",
            "Probeer het opnieuw. Lukt het niet? Vraag de helpdesk van uw organisatie of u \
             Dwarsverband mag gebruiken.",
        ),
        Weigering::Onbereikbaar => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Inloggen bij uw organisatie lukt nu niet",
            "Wij krijgen geen goed antwoord van uw organisatie.",
            "Wacht een paar minuten en probeer het opnieuw. Blijft het misgaan? Vraag de helpdesk \
             van uw organisatie.",
        ),
        Weigering::Ongeldig => (
            StatusCode::BAD_REQUEST,
            "Dit inloggen klopt niet",
            "Wat uw organisatie ons stuurde, is niet geldig. Daarom laten wij u niet binnen.",
            "Begin opnieuw. Blijft het misgaan? Vraag de helpdesk van uw organisatie.",
        ),
        Weigering::TeLaag => (
            StatusCode::FORBIDDEN,
            "Uw organisatie moet zekerder weten wie u bent",
            "U hebt ingelogd op een manier die hiervoor niet sterk genoeg is, zoals met alleen een \
             wachtwoord.",
            "Probeer het opnieuw en log bij uw organisatie in met een tweede stap, zoals een app op \
             uw telefoon. Hebt u die niet? Vraag de helpdesk van uw organisatie.",
        ),
        Weigering::GeenAccount => (
            StatusCode::FORBIDDEN,
            "U hebt nog geen account",
            "U bent bekend bij uw organisatie, maar u hebt hier geen account dat u kunt gebruiken.",
            "Vraag de organisatiebeheerder van uw organisatie om u uit te nodigen.",
        ),
        Weigering::AnderAccount => (
            StatusCode::FORBIDDEN,
            "Dit is een ander account",
            "U bevestigde wie u bent met een ander account dan waarmee u hier bent ingelogd.",
            "Log bij uw organisatie in met uw eigen account. Of log hier uit, en met het andere \
             account weer in.",
        ),
    };
    let opnieuw = match doel {
        Doel::Inloggen => ("/inloggen", "Naar inloggen"),
        Doel::Bevestigen => ("/account/bevestigen", "Probeer het opnieuw"),
    };
    let mut antwoord = antwoord(&Weigerpagina {
        kader: Kader::nieuw(app, ctx, None),
        titel,
        uitleg,
        raad,
        opnieuw,
    });
    *antwoord.status_mut() = status;
    antwoord
}

fn route<'a>(app: &'a App, aanbieder: &'a str) -> Route<'a> {
    Route {
        aanbieder,
        basis_url: &app.basis_url,
    }
}

/// Sends a visitor to their organisation. A POST, so that no other site can do it.
pub async fn begin(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(aanbieder): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let doel = match formulier.een("doel") {
        "bevestigen" => Doel::Bevestigen,
        _ => Doel::Inloggen,
    };
    let naar = eigen_pad(formulier.een("naar"));
    let begin = oidc::begin(
        &app.db,
        &app.aanbieders,
        &ctx,
        route(&app, &aanbieder),
        doel,
        naar,
    )
    .await?;
    let Some(begin) = begin else {
        return Ok(geweigerd(&app, &ctx, Weigering::Onbereikbaar, doel));
    };
    let mut antwoord = verder_naar(&app, &ctx, begin.adres, Waarheen::Inloggen);
    koek::geef_inlogkoek(&app, antwoord.headers_mut(), &begin.koek);
    Ok(antwoord)
}

/// Back from their organisation.
pub async fn terug(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(aanbieder): Naam,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let van = |naam: &str| parameters.een(naam).to_owned();
    let terug = Terug {
        state: van("state"),
        code: van("code"),
        iss: van("iss"),
        error: van("error"),
    };
    let inlogkoek = koek::lees_inlogkoek(&app, &headers);
    let vorige = koek::lees(&app, &headers);
    let browser = Browser {
        koek: inlogkoek.as_ref(),
        vorige: vorige.as_ref(),
        programma: browser(&headers),
    };
    let route = route(&app, &aanbieder);
    let uitkomst = oidc::rond_af(&app.db, &app.aanbieders, &ctx, route, terug, browser).await?;
    let mut antwoord = match uitkomst {
        Uitkomst::Binnen { code, naar } => {
            let mut antwoord = doorverwijzing(eigen_pad(&naar));
            koek::geef(&app, antwoord.headers_mut(), &code);
            antwoord
        }
        Uitkomst::Geweigerd { weigering, doel } => geweigerd(&app, &ctx, weigering, doel),
    };
    koek::neem_inlogkoek(&app, antwoord.headers_mut());
    Ok(antwoord)
}
