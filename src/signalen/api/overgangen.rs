//! The steps of a signaal by a program.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{SignaalAntwoord, nu, veld};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Fouten, Result},
    http::{
        api::{Invoer, geweigerd, json},
        error::{ApiError, Probleem},
        extract::{Naam, ReqCtx},
    },
    signalen::{
        model::{Actie, MAX_TEKST, Stap},
        service::{
            behandelen::{self, Ingevuld},
            koppelen::{self, Keuze, Koppeling},
        },
    },
    velden::{MAX_NAAM, Velden, namen},
};

/// The routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(zetten))
}

/// Een stap met een signaal.
#[derive(Debug, ToSchema)]
#[schema(as = SignaalOvergangInvoer, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes a body that is read field by field")]
pub struct OvergangInvoer {
    /// `koppelen`, `doorverwijzen` of `intrekken`.
    actie: String,
    /// Waarom. Verplicht bij `koppelen` en `doorverwijzen`.
    reden: Option<String>,
    /// De versie die u zag.
    versie: i64,
    /// Bij `koppelen` het kenmerk of adres van het knelpunt, bij `doorverwijzen` waar het thuishoort.
    naar: Option<String>,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}

/// Zet een stap met een signaal.
#[utoipa::path(
    post,
    path = "/signalen/{naam}/overgangen",
    operation_id = "zet_signaal",
    tag = "signalen",
    params(("naam" = String, Path, description = "Slug of kenmerk")),
    request_body = OvergangInvoer,
    responses(
        (status = 200, description = "Gedaan", body = SignaalAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = 204, description = "Gedaan; u kunt het signaal niet via de API lezen",
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
    Naam(naam): Naam,
    Invoer(velden): Invoer,
) -> Result<Response, ApiError> {
    ctx.schrijver()?;
    // What may not be read is not there, before anything is said of what was sent.
    let zaak = behandelen::zaak(&ctx, app.db.read(), &naam).await?;
    let (actie, ingevuld) = lees(velden)?;
    let (slug, gezien) = (zaak.kop.slug.as_str(), ingevuld.versie);
    if let Err(fout) = zet(&app, &ctx, slug, actie, ingevuld).await {
        return Ok(geweigerd(&app, &ctx, (zaak.kop.id, gezien), fout, veld).await?);
    }
    Ok(match nu(&app, &ctx, slug).await? {
        Some(antwoord) => json(&antwoord),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

async fn zet(app: &App, ctx: &Ctx, naam: &str, actie: Actie, ingevuld: Ingevuld) -> Result<()> {
    let stap = match actie {
        Actie::Koppelen => {
            let koppeling = Koppeling {
                keuze: Keuze::Bestaand(ingevuld.naar),
                reden: ingevuld.reden,
                versie: ingevuld.versie,
                akkoord: ingevuld.akkoord,
            };
            koppelen::koppel(&app.db, ctx, naam, &koppeling).await?;
            return Ok(());
        }
        Actie::Doorverwijzen => Stap::Doorverwijzen,
        Actie::Intrekken => Stap::Intrekken,
    };
    // Neither of these narrows who reads it.
    behandelen::zet(&app.db, ctx, naam, stap, &ingevuld).await?;
    Ok(())
}

/// The action of a step, and what goes with it.
fn lees(mut v: Velden) -> Result<(Actie, Ingevuld), Fouten> {
    let actie = v.keuze_verplicht("actie", namen!(Actie));
    let ingevuld = Ingevuld {
        naar: v.regel("naar", MAX_NAAM).unwrap_or_default(),
        reden: v.tekst("reden", MAX_TEKST).unwrap_or_default(),
        versie: v.getal_verplicht("versie"),
        akkoord: v.ja_nee("akkoord"),
    };
    let fouten = v.klaar();
    match actie {
        Some(actie) => fouten.of((actie, ingevuld)),
        None => Err(fouten),
    }
}
