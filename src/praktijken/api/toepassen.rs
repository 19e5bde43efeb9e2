//! Saying by a program what an organisatie does with a praktijk of another.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ToepassingAntwoord, toepassing};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        api::{Invoer, in_json, json, samen},
        error::{ApiError, Probleem},
        extract::{Delen, ReqCtx},
    },
    toepassingen::{
        model::{HOOGSTENS, Ingevuld},
        service::{self, Verzoek},
    },
    velden::Velden,
};

/// The routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(zetten, verwijderen))
}

/// Wat een organisatie met een praktijk doet, zoals u het stuurt.
#[derive(Debug, ToSchema)]
#[schema(as = ToepassingInvoer, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes a body that is read field by field")]
pub struct ToepassingInvoer {
    /// `ook`, `aangepast` of `gestopt`.
    soort: String,
    /// Wat u anders doet. Verplicht bij `aangepast`.
    veranderd: Option<String>,
    /// Wat het bracht, of waarom u stopte. Verplicht bij `gestopt`.
    opgebracht: Option<String>,
    /// Waarin u afwijkt van beleid van uw samenwerkingsverband: `beleid` of `invulling`.
    afwijking: Option<String>,
    /// Wat de afwijking kost, en voor wie. Verplicht bij `afwijking`.
    meerkosten: Option<String>,
    /// Wat de afwijking per jaar kost, in hele euro's.
    bedrag: Option<i64>,
    /// De versie die u zag; 0 als uw organisatie hier nog niets zei.
    versie: i64,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}

/// Zegt wat een organisatie van u met een praktijk doet, of verandert dat.
#[utoipa::path(
    put,
    path = "/praktijken/{naam}/toepassingen/{organisatie}",
    operation_id = "zet_toepassing",
    tag = "praktijken",
    params(
        ("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer"),
        ("organisatie" = String, Path, description = "Slug of code van uw organisatie"),
    ),
    request_body = ToepassingInvoer,
    responses(
        (status = 200, description = "Gewijzigd", body = ToepassingAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = 201, description = "Toegevoegd", body = ToepassingAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    ),
    security(("bearerAuth" = []))
)]
pub async fn zetten(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    Invoer(velden): Invoer,
) -> Result<Response, ApiError> {
    ctx.schrijver()?;
    let (naam, organisatie) = twee(delen)?;
    let eerst = service::bereid(&ctx, &app.db, &naam, &organisatie).await?;
    let (verzoek, fouten) = lees(velden, eerst.namens.kop.slug.to_string());
    let van_regels = service::keur_verzoek(&eerst, &verzoek);
    samen(fouten, &van_regels, str::to_owned).of(())?;
    let bewaard = service::bewaar(&app.db, &ctx, &naam, &verzoek).await;
    bewaard.map_err(|fout| in_json(fout, str::to_owned))?;
    let is_nieuw = eerst.er_is.is_none();
    let nu = staat_er(&app, &ctx, &naam, &organisatie).await?;
    let mut antwoord = json(&nu);
    if is_nieuw {
        *antwoord.status_mut() = StatusCode::CREATED;
    }
    Ok(antwoord)
}

/// Trekt in wat een organisatie van u over een praktijk zei.
#[utoipa::path(
    delete,
    path = "/praktijken/{naam}/toepassingen/{organisatie}",
    operation_id = "verwijder_toepassing",
    tag = "praktijken",
    params(
        ("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer"),
        ("organisatie" = String, Path, description = "Slug of code van uw organisatie"),
    ),
    responses(
        (status = 204, description = "Ingetrokken",
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    ),
    security(("bearerAuth" = []))
)]
pub async fn verwijderen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, ApiError> {
    ctx.schrijver()?;
    let (naam, organisatie) = twee(delen)?;
    service::trek_in(&app.db, &ctx, &naam, &organisatie).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The praktijk and the organisatie of an address.
fn twee(delen: Vec<String>) -> Result<(String, String)> {
    let [naam, organisatie] = <[String; 2]>::try_from(delen).map_err(|_| Error::NotFound)?;
    Ok((naam, organisatie))
}

/// What an organisatie says now of a praktijk that the actor may read.
async fn staat_er(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    organisatie: &str,
) -> Result<ToepassingAntwoord> {
    let er_is = service::van(ctx, app.db.read(), naam, organisatie).await?;
    Ok(toepassing(er_is, &app.basis_url))
}

fn lees(mut v: Velden, organisatie: String) -> (Verzoek, Fouten) {
    let tekst = |v: &mut Velden, naam| v.tekst(naam, HOOGSTENS).unwrap_or_default();
    let ingevuld = Ingevuld {
        soort: tekst(&mut v, "soort"),
        veranderd: tekst(&mut v, "veranderd"),
        opgebracht: tekst(&mut v, "opgebracht"),
        afwijking: tekst(&mut v, "afwijking"),
        meerkosten: tekst(&mut v, "meerkosten"),
        bedrag: v.getal("bedrag").map(|b| b.to_string()).unwrap_or_default(),
    };
    let versie = v.getal_verplicht("versie");
    let akkoord = v.ja_nee("akkoord");
    let verzoek = Verzoek {
        organisatie,
        ingevuld,
        versie,
        akkoord,
    };
    (verzoek, v.klaar())
}
