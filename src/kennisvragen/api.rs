//! The doors of kennisvragen for programs: reading, and taking one from state to state.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    model::{Actie, Kennisvraag, antwoordt},
    service::{
        lezen,
        stappen::{self, Stap},
        volgen,
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        api::{Invoer, StukAntwoord, geweigerd, json, leesdeur},
        error::{ApiError, Probleem},
        extract::{Naam, ReqCtx},
    },
    stukken::{
        model::{Buur, Stuk},
        service as stukken,
    },
    velden::{Velden, namen},
};

leesdeur! {
    Kennisvraag => KennisvraagAntwoord,
    tag = "kennisvragen",
    lijst = ("/kennisvragen", "lijst_kennisvragen", "Geeft een lijst van kennisvragen."),
    stuk = ("/kennisvragen/{naam}", "toon_kennisvraag", "Geeft een kennisvraag: op slug of kenmerk."),
    erbij = met_volgers,
    schrijven = overgangsroutes,
}

/// Kennisvraag: wat een thema wil uitzoeken, en het antwoord. De titel is de vraag.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Kennisvraag)]
pub struct KennisvraagAntwoord {
    /// Wat elk stuk heeft. De status is `gesteld`, `in-onderzoek`, `beantwoord` of `vervallen`.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// Wie het leest: `openbaar`, `besloten` of `vertrouwelijk`.
    pub niveau: String,
    /// De slug van het thema dat het antwoord zoekt.
    pub thema: Option<String>,
    /// Waarom het wordt gevraagd, in Markdown. Vaak leeg.
    pub toelichting: String,
    /// Het antwoord, in Markdown. Leeg: er is nog geen antwoord.
    pub antwoord: Option<String>,
    /// De stukken waar het antwoord in staat.
    pub antwoorden: Vec<AntwoordstukAntwoord>,
    /// Hoeveel mensen de vraag volgen.
    pub volgers: u64,
}

/// Een stuk waar een antwoord in staat.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Antwoordstuk)]
pub struct AntwoordstukAntwoord {
    /// De soort.
    pub soort: String,
    /// De titel.
    pub titel: String,
    /// De naam waarmee mensen het stuk aanhalen.
    pub kenmerk: Option<String>,
    /// Het adres van de pagina.
    pub url: String,
}

async fn met_volgers(app: &App, ctx: &Ctx, stuk: Stuk<Kennisvraag>) -> Result<KennisvraagAntwoord> {
    let conn = app.db.read();
    let stand = volgen::stand(ctx, conn, stuk.kop.id).await?;
    let antwoord = |buur: &Buur| AntwoordstukAntwoord {
        soort: buur.kop.soort.to_string(),
        titel: buur.kop.titel.clone(),
        kenmerk: buur.kop.kenmerk.as_ref().map(ToString::to_string),
        url: format!("{}{}", app.basis_url, buur.kop.pad()),
    };
    let antwoorden = stuk.buren.iter().filter(|buur| antwoordt(buur));
    let antwoorden = antwoorden.map(antwoord).collect();
    let (stuk, inhoud) = StukAntwoord::van(stuk, &app.basis_url);
    let Kennisvraag {
        plaats,
        toelichting,
        antwoord,
    } = inhoud;
    let thema = stukken::koppen(ctx, conn, &[plaats.thema]).await?.pop();
    Ok(KennisvraagAntwoord {
        stuk,
        niveau: plaats.niveau.to_string(),
        thema: thema.map(|kop| kop.slug.to_string()),
        toelichting,
        antwoord: Some(antwoord).filter(|tekst| !tekst.is_empty()),
        antwoorden,
        volgers: stand.aantal,
    })
}

/// The route by which a kennisvraag comes to another state.
fn overgangsroutes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(zetten))
}

/// Een stap met een kennisvraag, zoals u hem stuurt.
#[derive(Debug, ToSchema)]
#[schema(as = KennisvraagOvergang, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes a body that is read field by field")]
pub struct OvergangInvoer {
    /// `onderzoeken`, `beantwoorden` of `vervallen`.
    actie: String,
    /// Waarom. Verplicht bij `onderzoeken` en `vervallen`. Wie de vraag leest, leest dit.
    reden: Option<String>,
    /// Bij `beantwoorden`: het antwoord, in Markdown.
    antwoord: Option<String>,
    /// Bij `beantwoorden`: de stukken waar het antwoord in staat, met kenmerk of adres.
    stukken: Option<Vec<String>>,
    /// De versie die u zag.
    versie: i64,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}

/// Zet een stap met een kennisvraag.
#[utoipa::path(
    post,
    path = "/kennisvragen/{naam}/overgangen",
    operation_id = "zet_kennisvraag",
    tag = "kennisvragen",
    params(("naam" = String, Path, description = "Slug of kenmerk")),
    request_body = OvergangInvoer,
    responses(
        (status = 200, description = "Gedaan", body = KennisvraagAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    ),
    security(("bearerAuth" = []))
)]
async fn zetten(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    Invoer(velden): Invoer,
) -> Result<Response, ApiError> {
    // What may not be read is not there, before anything is said of what was sent.
    let werk = lezen::open_voor_schrijver(&ctx, app.db.read(), &naam).await?;
    let gelezen = lees(velden)?;
    let stap = Stap {
        actie: gelezen.actie,
        reden: &gelezen.reden,
        antwoord: &gelezen.antwoord,
        stukken: &gelezen.stukken,
        versie: gelezen.versie,
        akkoord: gelezen.akkoord,
    };
    let (id, gezien) = (werk.kop.id, gelezen.versie);
    let kop = match stappen::zet(&app.db, &ctx, id, &stap).await {
        Ok(kop) => kop,
        Err(fout) => return Ok(geweigerd(&app, &ctx, (id, gezien), fout, str::to_owned).await?),
    };
    let stuk = stukken::tonen::<Kennisvraag>(&ctx, app.db.read(), kop.slug.as_str()).await?;
    Ok(json(&met_volgers(&app, &ctx, stuk).await?))
}

/// A step as it was sent.
struct Gelezen {
    actie: Actie,
    reden: String,
    antwoord: String,
    stukken: String,
    versie: i64,
    akkoord: bool,
}

/// The longest text of a field, in characters. What fits is judged by the rules.
const MAX_TEKST: usize = 30_000;

fn lees(mut v: Velden) -> Result<Gelezen> {
    let actie = v.keuze_verplicht("actie", namen!(Actie));
    let reden = v.tekst("reden", MAX_TEKST).unwrap_or_default();
    let antwoord = v.tekst("antwoord", MAX_TEKST).unwrap_or_default();
    let stukken = v.lijst("stukken").join("\n");
    let versie = v.getal_verplicht("versie");
    let akkoord = v.ja_nee("akkoord");
    let fouten = v.klaar();
    match actie {
        Some(actie) => Ok(fouten.of(Gelezen {
            actie,
            reden,
            antwoord,
            stukken,
            versie,
            akkoord,
        })?),
        None => Err(fouten.into()),
    }
}
