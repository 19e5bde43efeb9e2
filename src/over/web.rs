//! The pages about the site.

use std::sync::LazyLock;

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::Value;

use super::api_uitleg::{Groep, groepen};
use crate::{
    app::App,
    bewaren::model::Gegeven,
    ctx::Ctx,
    error::Result,
    http::{
        self,
        api::{self, API_VERSION},
        error::{ApiError, PageError},
        extract::ReqCtx,
        render::{Kader, antwoord},
    },
    stukken::model::Soort,
    taal,
};

/// The routes of the pages about the site.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/over", get(over))
        .route("/zoekhulp", get(zoekhulp))
        .route("/api", get(api_uitleg))
        .route("/toegankelijkheid", get(toegankelijkheid))
        .route("/privacy", get(privacy))
        .route("/kwetsbaarheid-melden", get(kwetsbaarheid))
}

/// A step of the chain from a problem to a changed rule.
#[derive(Debug)]
struct Schakel {
    staat: &'static str,
    naam: &'static str,
    wat: &'static str,
}

#[derive(Debug, Template)]
#[template(path = "over/over.html")]
struct Over {
    kader: Kader,
    keten: [Schakel; 5],
}

async fn over(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
    let schakel = |staat, naam, wat| Schakel { staat, naam, wat };
    antwoord(&Over {
        kader: Kader::nieuw(&app, &ctx, None).op("/over").over(
            "Wat Dwarsverband is, voor wie het is, en hoe een probleem uit de praktijk bij de \
             Tweede Kamer kan komen.",
        ),
        keten: [
            schakel("klaar", "Signaal", "Iemand meldt dat iets niet werkt"),
            schakel(
                "klaar",
                "Knelpunt",
                "Signalen die over hetzelfde gaan, komen samen",
            ),
            schakel(
                "klaar",
                "Praktijk",
                "Rijk en gemeente zoeken eerst wat wel kan",
            ),
            schakel(
                "open",
                "Regel",
                "Kan het echt niet, dan komt er een voorstel",
            ),
            schakel("open", "Kamer", "Elk najaar een brief en een pakket regels"),
        ],
    })
}

#[derive(Debug, Template)]
#[template(path = "over/zoekhulp.html")]
struct Zoekhulp {
    kader: Kader,
}

async fn zoekhulp(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
    antwoord(&Zoekhulp {
        kader: Kader::nieuw(&app, &ctx, None)
            .op("/zoekhulp")
            .over("Zo zoekt u op Dwarsverband: woorden, nummers, aanhalingstekens en filters."),
    })
}

/// Where to write to, as a page shows it.
#[derive(Debug)]
struct Contactregel {
    url: String,
    tekst: String,
    ingesteld: bool,
}

impl Contactregel {
    fn van(app: &App) -> Self {
        Self {
            url: app.contact.uri().to_owned(),
            tekst: app.contact.tekst().to_owned(),
            ingesteld: app.contact.is_ingesteld(),
        }
    }
}

/// Makes a page that says where to write to: its handler, from its template, its address and what
/// it is about.
macro_rules! contactpagina {
    ($functie:ident, $template:literal, $pad:literal, $over:literal) => {
        async fn $functie(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
            #[derive(Debug, Template)]
            #[template(path = $template)]
            struct Pagina {
                kader: Kader,
                contact: Contactregel,
            }
            antwoord(&Pagina {
                kader: Kader::nieuw(&app, &ctx, None).op($pad).over($over),
                contact: Contactregel::van(&app),
            })
        }
    };
}

contactpagina!(
    toegankelijkheid,
    "over/toegankelijkheid.html",
    "/toegankelijkheid",
    "Hoe toegankelijk Dwarsverband is, wat we hebben getest en wat nog niet."
);
#[derive(Debug, Template)]
#[template(path = "over/privacy.html")]
struct Privacy {
    kader: Kader,
    contact: Contactregel,
    /// What is destroyed by itself, and after how long.
    termijnen: Vec<(&'static str, String)>,
}

async fn privacy(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
    let termijn = |gegeven: &Gegeven| {
        let regel = gegeven.regel();
        let hoe_lang = match regel.dagen {
            Some(365) => format!("een jaar na {}", regel.vanaf),
            Some(dagen) => {
                let dagen = taal::aantal(dagen.into(), "dag", "dagen");
                format!("{dagen} na {}", regel.vanaf)
            }
            None => "blijvend".to_owned(),
        };
        (regel.wat, hoe_lang)
    };
    antwoord(&Privacy {
        kader: Kader::nieuw(&app, &ctx, None)
            .op("/privacy")
            .over("Geen volgers, geen reclame: wat Dwarsverband wel en niet bewaart."),
        contact: Contactregel::van(&app),
        termijnen: Gegeven::ALLE.iter().map(termijn).collect(),
    })
}

contactpagina!(
    kwetsbaarheid,
    "over/kwetsbaarheid.html",
    "/kwetsbaarheid-melden",
    "Een zwakke plek gevonden? Zo meldt u die, en dit beloven wij."
);

#[derive(Debug, Template)]
#[template(path = "over/api.html")]
struct ApiUitleg {
    kader: Kader,
    basis: String,
    versie: &'static str,
    groepen: &'static [Groep],
    voorbeeld: Voorbeeld,
    foutvoorbeeld: Voorbeeld,
    tokenvoorbeeld: String,
}

static GROEPEN: LazyLock<Vec<Groep>> = LazyLock::new(|| {
    let beschrijving = serde_json::to_value(http::openapi());
    // Plain data: it has no keys that JSON can't have.
    groepen(&beschrijving.unwrap_or_default())
});

/// A question to the API with the answer it gives at this moment.
#[derive(Debug)]
struct Voorbeeld {
    url: String,
    status: u16,
    koppen: Vec<(&'static str, String)>,
    json: String,
}

async fn api_uitleg(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let basis = format!("{}/api/v1", app.basis_url);
    Ok(antwoord(&ApiUitleg {
        kader: Kader::nieuw(&app, &ctx, None).op("/api").over(
            "Alles op Dwarsverband als open data: adressen, parameters, voorbeelden en fouten.",
        ),
        versie: API_VERSION,
        groepen: &GROEPEN,
        voorbeeld: voorbeeld(&app, &ctx, &[("sorteer", "naam"), ("perPagina", "1")]).await?,
        foutvoorbeeld: voorbeeld(&app, &ctx, &[("sorteer", "mooi"), ("perPagina", "1000")]).await?,
        tokenvoorbeeld: api::voorbeeld_met_token(&app.basis_url),
        basis,
    }))
}

/// Asks the list of themas, as any program would.
async fn voorbeeld(app: &App, ctx: &Ctx, vraag: &[(&str, &str)]) -> Result<Voorbeeld> {
    const KOPPEN: [&str; 5] = [
        "content-type",
        "total-count",
        "total-pages",
        "per-page",
        "link",
    ];
    let eigen = |(naam, waarde): &(&str, &str)| ((*naam).to_owned(), (*waarde).to_owned());
    let paren: Vec<(String, String)> = vraag.iter().map(eigen).collect();
    let antwoord = api::lijst(app, &ctx.als_bezoeker(), Soort::Thema, &paren).await;
    let antwoord = antwoord.unwrap_or_else(|fout| ApiError(fout).into_response());
    let (delen, body) = antwoord.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await;
    let json: Value = serde_json::from_slice(&bytes.map_err(anyhow::Error::from)?)
        .map_err(anyhow::Error::from)?;
    let vraag = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&paren)
        .finish();
    Ok(Voorbeeld {
        url: format!("{}/api/v1/themas?{vraag}", app.basis_url),
        status: delen.status.as_u16(),
        koppen: KOPPEN
            .iter()
            .filter_map(|k| Some((*k, delen.headers.get(*k)?.to_str().ok()?.to_owned())))
            .collect(),
        json: serde_json::to_string_pretty(&json).map_err(anyhow::Error::from)?,
    })
}
