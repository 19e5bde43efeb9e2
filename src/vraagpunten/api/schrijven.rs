//! Answering a question, and giving more time.

use axum::{extract::State, response::Response};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    super::{
        model::{ANTWOORD, Ingevuld, REDEN, Uitstel},
        service::{self, Antwoordverzoek, Uitstelverzoek},
    },
    VraagpuntAntwoord, nummer, staat_er,
};
use crate::{
    app::App,
    error::Fouten,
    http::{
        api::{Invoer, in_json, samen},
        error::{ApiError, Probleem},
        extract::{Naam, ReqCtx},
    },
    velden::Velden,
};

/// The action by which there is more time.
const ACTIE: &str = "verlengen";

/// The routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(antwoorden))
        .routes(routes!(verlengen))
}

/// Een antwoord op een vraag.
#[derive(Debug, ToSchema)]
#[schema(as = VraagpuntAntwoordInvoer)]
#[expect(dead_code, reason = "describes a body that is read field by field")]
pub struct AntwoordInvoer {
    /// `overgenomen`, `deels` of `gemotiveerd-niet`.
    uitkomst: String,
    /// Waarom, en wat er nu gebeurt, in Markdown. Verplicht bij `deels` en `gemotiveerd-niet`.
    tekst: Option<String>,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}

/// Beantwoordt een vraag aan uw organisatie. Dat kan één keer: een antwoord verandert niet meer.
#[utoipa::path(
    post,
    path = "/vraagpunten/{id}/antwoord",
    operation_id = "beantwoord_vraagpunt",
    tag = "vraagpunten",
    params(("id" = String, Path, description = "Het nummer van de vraag")),
    request_body = AntwoordInvoer,
    responses(
        (status = 200, description = "Beantwoord", body = VraagpuntAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    ),
    security(("bearerAuth" = []))
)]
async fn antwoorden(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    Invoer(velden): Invoer,
) -> Result<Response, ApiError> {
    ctx.schrijver()?;
    let id = nummer(&id)?;
    service::bereid_antwoord(&ctx, app.db.read(), id).await?;
    let (verzoek, fouten) = lees_antwoord(velden);
    alles(fouten, verzoek.keur())?;
    let beantwoord = service::beantwoorden(&app.db, &ctx, id, &verzoek).await;
    beantwoord.map_err(|fout| in_json(fout, str::to_owned))?;
    Ok(staat_er(&app, &ctx, id).await?)
}

fn lees_antwoord(mut v: Velden) -> (Antwoordverzoek, Fouten) {
    let verzoek = Antwoordverzoek {
        ingevuld: Ingevuld {
            uitkomst: v.tekst("uitkomst", ANTWOORD).unwrap_or_default(),
            tekst: v.tekst("tekst", ANTWOORD).unwrap_or_default(),
        },
        akkoord: v.ja_nee("akkoord"),
    };
    (verzoek, v.klaar())
}

/// Een stap in het leven van een vraag.
#[derive(Debug, ToSchema)]
#[schema(as = VraagpuntOvergang)]
#[expect(dead_code, reason = "describes a body that is read field by field")]
pub struct OvergangInvoer {
    /// `verlengen`.
    actie: String,
    /// De nieuwe laatste dag: later dan nu, en hoogstens twaalf weken.
    #[schema(format = Date, value_type = String)]
    tot: String,
    /// Waarom er meer tijd nodig is.
    reden: String,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}

/// Geeft meer tijd voor een vraag. Was de laatste dag al voorbij, dan blijft dat staan.
#[utoipa::path(
    post,
    path = "/vraagpunten/{id}/overgangen",
    operation_id = "zet_vraagpunt",
    tag = "vraagpunten",
    params(("id" = String, Path, description = "Het nummer van de vraag")),
    request_body = OvergangInvoer,
    responses(
        (status = 200, description = "Verlengd", body = VraagpuntAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    ),
    security(("bearerAuth" = []))
)]
async fn verlengen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    Invoer(velden): Invoer,
) -> Result<Response, ApiError> {
    ctx.schrijver()?;
    let id = nummer(&id)?;
    let zaak = service::bereid_uitstel(&ctx, app.db.read(), id).await?;
    let (verzoek, fouten) = lees_uitstel(velden);
    alles(fouten, verzoek.keur(&zaak.punt, ctx.vandaag()))?;
    let verlengd = service::verlengen(&app.db, &ctx, id, &verzoek).await;
    verlengd.map_err(|fout| in_json(fout, str::to_owned))?;
    Ok(staat_er(&app, &ctx, id).await?)
}

fn lees_uitstel(mut v: Velden) -> (Uitstelverzoek, Fouten) {
    // There is one: that it is named is all that is asked.
    let _: Option<String> = v.keuze_verplicht("actie", &[ACTIE]);
    let tot = v.datum("tot").map(|dag| dag.to_string());
    let verzoek = Uitstelverzoek {
        ingevuld: Uitstel {
            tot: tot.unwrap_or_default(),
            reden: v.tekst("reden", REDEN).unwrap_or_default(),
        },
        akkoord: v.ja_nee("akkoord"),
    };
    (verzoek, v.klaar())
}

/// What is wrong with the fields and by the rules, at once.
fn alles<T>(fouten: Fouten, van_regels: Result<T, Fouten>) -> Result<(), Fouten> {
    let meer = van_regels.err().unwrap_or_default();
    samen(fouten, &meer, str::to_owned).of(())
}
