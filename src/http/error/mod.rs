//! One error, two renderings: a page with a way on, or `application/problem+json`.

mod niet_gedaan;
mod probleem;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};

pub use self::niet_gedaan::{Geschreven, NietGedaan, geschreven};
use self::probleem::probleem;
pub use self::probleem::{
    Invoerfout, Probleem, api_bestaat_niet, api_methode, geen_json, niet_acceptabel, verouderd,
};
use super::{
    extract::ReqCtx,
    grens::TeGroot,
    render::{FoutPagina, Kader, antwoord, omleiding},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fout},
    taal,
    zoeken::model::facetlabel,
};

/// An error of a page.
#[derive(Debug)]
pub struct PageError(pub Error);

/// An error of the API.
#[derive(Debug)]
pub struct ApiError(pub Error);

impl<E: Into<Error>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl<E: Into<Error>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// What people are told about an error.
pub struct Uitleg {
    status: StatusCode,
    code: &'static str,
    titel: &'static str,
    detail: String,
    fouten: Vec<Fout>,
    weer_vanaf: Option<DateTime<Utc>>,
    /// The version that there is now, for who came with another.
    versie: Option<i64>,
}

/// In an answer: when it may be asked again. The layer of the context makes a header of it.
#[derive(Debug, Clone, Copy)]
pub struct WeerVanaf(pub DateTime<Utc>);

/// Decides what may be said, and logs what may not.
fn uitleg(error: &Error) -> Uitleg {
    let (status, code, titel, detail) = match error {
        Error::NotFound => (
            StatusCode::NOT_FOUND,
            "niet-gevonden",
            "Deze pagina is er niet",
            "Het adres klopt niet, of wat hier stond is er niet meer.".to_owned(),
        ),
        Error::Invalid(_) => (
            StatusCode::BAD_REQUEST,
            "ongeldige-invoer",
            "Er klopt iets niet in uw vraag",
            "Verbeter wat hieronder staat en probeer het opnieuw.".to_owned(),
        ),
        Error::Conflict(wat) => (
            StatusCode::CONFLICT,
            "conflict",
            "Dat kan nu niet",
            wat.clone(),
        ),
        Error::MagNiet(wat) => (
            StatusCode::FORBIDDEN,
            "mag-niet",
            "Dat mag u niet doen",
            wat.clone(),
        ),
        Error::NietIngelogd => (
            StatusCode::UNAUTHORIZED,
            "niet-ingelogd",
            "Log eerst in",
            "Hiervoor moet u ingelogd zijn.".to_owned(),
        ),
        Error::NietSterk => (
            StatusCode::FORBIDDEN,
            "niet-sterk",
            "Bevestig eerst dat u het bent",
            "Hiervoor is inloggen met een tweede stap nodig. Bevestig uw aanmelding op \
             /account/bevestigen."
                .to_owned(),
        ),
        Error::OngeldigToken => (
            StatusCode::UNAUTHORIZED,
            "ongeldig-token",
            "Dit token werkt niet",
            "Het token in de header Authorization klopt niet, is verlopen of is ingetrokken. Maak \
             een nieuw token op /account/tokens."
                .to_owned(),
        ),
        Error::VanElders => (
            StatusCode::FORBIDDEN,
            "van-elders",
            "Dit kwam niet van onze eigen pagina",
            "Ga naar de pagina op Dwarsverband en doe het daar opnieuw.".to_owned(),
        ),
        Error::TeVaak { weer_vanaf } => (
            StatusCode::TOO_MANY_REQUESTS,
            "te-vaak",
            "Dat was te vaak achter elkaar",
            format!("Probeer het opnieuw na {}.", taal::tijd_van(*weer_vanaf)),
        ),
        Error::Unavailable(deel) => {
            tracing::error!(deel, "unavailable");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "niet-beschikbaar",
                "Het platform is even niet bereikbaar",
                "Wacht een minuut en probeer het opnieuw.".to_owned(),
            )
        }
        Error::Internal(fout) => {
            tracing::error!(fout = ?fout, "internal error");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "fout",
                "Er ging iets mis bij ons",
                "Dit ligt niet aan u. Probeer het later opnieuw.".to_owned(),
            )
        }
    };
    let fouten = match error {
        Error::Invalid(fouten) => fouten.iter().cloned().collect(),
        _ => Vec::new(),
    };
    let weer_vanaf = match error {
        Error::TeVaak { weer_vanaf } => Some(*weer_vanaf),
        _ => None,
    };
    Uitleg {
        status,
        code,
        titel,
        detail,
        fouten,
        weer_vanaf,
        versie: None,
    }
}

fn bewaar_wanneer(antwoord: &mut Response, weer_vanaf: Option<DateTime<Utc>>) {
    if let Some(moment) = weer_vanaf {
        antwoord.extensions_mut().insert(WeerVanaf(moment));
    }
}

/// Pages are rendered where frame and request are known: the response carries the error there.
impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let eerst = match self.0 {
            Error::NietIngelogd => Some(Vormloos::Inloggen),
            Error::NietSterk => Some(Vormloos::Bevestigen),
            _ => None,
        };
        if let Some(eerst) = eerst {
            let mut antwoord = StatusCode::SEE_OTHER.into_response();
            antwoord.extensions_mut().insert(eerst);
            return antwoord;
        }
        let uitleg = uitleg(&self.0);
        let mut antwoord = uitleg.status.into_response();
        antwoord
            .extensions_mut()
            .insert(Vormloos::Pagina(Arc::new(uitleg)));
        antwoord
    }
}

/// An error that has no form yet.
#[derive(Clone)]
pub enum Vormloos {
    /// A page could not be made.
    Pagina(Arc<Uitleg>),
    /// A page is only for who is logged in.
    Inloggen,
    /// A page is only for who showed once more who they are.
    Bevestigen,
    /// A handler panicked.
    Paniek,
    /// The body of the request, or a part of it, is larger than is read.
    TeGroot(TeGroot),
}

/// An error in the form that its asker reads.
pub fn als_antwoord(fout: &Error, is_api: bool, ctx: &Ctx, app: &App) -> Response {
    leg_uit(uitleg(fout), is_api, ctx, app)
}

fn leg_uit(uitleg: Uitleg, is_api: bool, ctx: &Ctx, app: &App) -> Response {
    if is_api {
        probleem(uitleg)
    } else {
        pagina(&uitleg, ctx, app)
    }
}

/// Gives an error the form that its asker reads.
pub fn in_vorm(fout: Vormloos, is_api: bool, ctx: &Ctx, app: &App) -> Response {
    let uitleg = match fout {
        Vormloos::Pagina(uitleg) => return pagina(&uitleg, ctx, app),
        Vormloos::Inloggen => uitleg(&Error::NietIngelogd),
        Vormloos::Bevestigen => uitleg(&Error::NietSterk),
        Vormloos::Paniek => uitleg(&Error::Internal(anyhow::anyhow!("a handler panicked"))),
        Vormloos::TeGroot(te_groot) => Uitleg {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            code: "te-groot",
            titel: "Dat is te veel tegelijk",
            detail: te_groot.tekst(),
            fouten: Vec::new(),
            weer_vanaf: None,
            versie: None,
        },
    };
    leg_uit(uitleg, is_api, ctx, app)
}

/// The name of a parameter for people.
fn veldnaam(veld: &str) -> String {
    match veld {
        "q" => "Zoekvraag".to_owned(),
        "pagina" => "Bladzijde".to_owned(),
        "bestand" => "Bestand".to_owned(),
        "perPagina" => "Aantal per bladzijde".to_owned(),
        "sorteer" => "Volgorde".to_owned(),
        ander => ander
            .parse()
            .map_or_else(|_| ander.to_owned(), |facet| facetlabel(facet).to_owned()),
    }
}

fn pagina(uitleg: &Uitleg, ctx: &Ctx, app: &App) -> Response {
    let pagina = FoutPagina {
        kader: Kader::nieuw(app, ctx, None),
        status: uitleg.status.as_u16(),
        titel: uitleg.titel.to_owned(),
        detail: uitleg.detail.clone(),
        fouten: uitleg
            .fouten
            .iter()
            .map(|f| (veldnaam(&f.veld), f.melding.clone()))
            .collect(),
        verwijzing: ctx.request_id.clone(),
    };
    let mut antwoord = antwoord(&pagina);
    *antwoord.status_mut() = uitleg.status;
    bewaar_wanneer(&mut antwoord, uitleg.weer_vanaf);
    antwoord
}

/// The answer after a panic; the form follows in the layer that knows the request.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature that the panic layer calls"
)]
pub fn paniek(fout: Box<dyn std::any::Any + Send>) -> axum::http::Response<Body> {
    let tekst = fout.downcast_ref::<String>().map(String::as_str);
    let tekst = tekst
        .or_else(|| fout.downcast_ref::<&str>().copied())
        .unwrap_or("?");
    tracing::error!(paniek = tekst, "a handler panicked");
    let mut antwoord = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    antwoord.extensions_mut().insert(Vormloos::Paniek);
    antwoord
}

/// A page at an address that does not exist.
pub async fn pagina_bestaat_niet(uri: Uri) -> Result<Response, PageError> {
    // People paste addresses with a slash behind them.
    let kaal = uri.path().trim_end_matches('/');
    // To a browser `/\` is the beginning of an address elsewhere, as `//` is.
    let elders = kaal.starts_with("//") || kaal.contains('\\');
    if kaal.len() == uri.path().len() || kaal.is_empty() || elders {
        return Err(PageError(Error::NotFound));
    }
    let vraag = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
    Ok(omleiding(&format!("{kaal}{vraag}")))
}

/// A page asked with a method it does not know.
pub async fn pagina_methode(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
    let detail = "Dit adres werkt zo niet. Ga terug en gebruik de knop of de link op de pagina.";
    pagina(&methode(detail), &ctx, &app)
}

fn methode(detail: &str) -> Uitleg {
    Uitleg {
        status: StatusCode::METHOD_NOT_ALLOWED,
        code: "methode-niet-toegestaan",
        titel: "Dat kan hier niet",
        detail: detail.to_owned(),
        fouten: Vec::new(),
        weer_vanaf: None,
        versie: None,
    }
}
