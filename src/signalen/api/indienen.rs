//! Sending a signaal by a program: the same as on the page, without the step before.

use axum::{extract::State, response::Response};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{SignaalAntwoord, nu, veld};
use crate::{
    app::App,
    error::{Error, Fouten},
    http::{
        api::{Invoer, gemaakt, in_json, json, samen},
        error::{ApiError, Probleem},
        extract::ReqCtx,
    },
    signalen::{
        model::{Formulier, JA, MAX_KORT, MAX_TEKST, NEE},
        service::indienen::{self, Verzoek},
    },
    velden::{MAX_NAAM, Velden},
};

/// The routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(indienen))
}

/// Een signaal zoals u het stuurt.
#[derive(Debug, ToSchema)]
#[schema(as = SignaalInvoer, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes a body that is read field by field")]
pub struct SignaalInvoer {
    /// Het probleem in één zin. Hoogstens 120 tekens.
    titel: String,
    /// Wat er gebeurt.
    tekst: String,
    /// Wie er last van heeft.
    voor_wie: String,
    /// De wet of regel die in de weg zit, één per regel.
    regel: Option<String>,
    /// Wat al is geprobeerd. “Nog niets” is ook een goed antwoord.
    geprobeerd: String,
    /// Namen of codes van de gemeenten waar het speelt. Mag alleen leeg blijven als het vertrouwelijk is.
    gemeenten: Option<Vec<String>>,
    /// Slug of code van de organisatie namens wie u het stuurt. Leeg: namens uzelf.
    namens: Option<String>,
    /// Slug van het thema. Leeg: de redactie kiest.
    thema: Option<String>,
    /// Of alleen de dwarskijker het mag lezen.
    #[schema(default = false)]
    vertrouwelijk: Option<bool>,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}

/// Stuurt een signaal.
#[utoipa::path(
    post,
    path = "/signalen",
    operation_id = "stuur_signaal",
    tag = "signalen",
    request_body = SignaalInvoer,
    responses(
        (status = 201, description = "Het signaal", body = SignaalAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"),
                 ("Location" = String, description = "Het adres van het signaal"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    ),
    security(("bearerAuth" = []))
)]
pub async fn indienen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Invoer(velden): Invoer,
) -> Result<Response, ApiError> {
    ctx.schrijver()?;
    let (verzoek, gelezen) = lees(velden);
    match indienen::keur(&ctx, app.db.read(), &verzoek).await {
        Err(Error::Invalid(meer)) => return Err(samen(gelezen, &meer, veld).into()),
        oordeel => oordeel?,
    }
    gelezen.of(())?;
    let gestuurd = indienen::dien_in(&app.db, &ctx, &verzoek).await;
    let kop = gestuurd.map_err(|fout| in_json(fout, veld))?;
    let signaal = nu(&app, &ctx, kop.slug.as_str()).await?;
    let antwoord = json(&signaal.ok_or(Error::NotFound)?);
    Ok(gemaakt(&app, antwoord, &kop.pad())?)
}

fn lees(mut v: Velden) -> (Verzoek, Fouten) {
    let kort = |v: &mut Velden, naam| v.tekst(naam, MAX_KORT).unwrap_or_default();
    let naam = |v: &mut Velden, naam| v.regel(naam, MAX_NAAM).unwrap_or_default();
    let formulier = Formulier {
        titel: v.regel("titel", MAX_NAAM).unwrap_or_default(),
        tekst: v.tekst("tekst", MAX_TEKST).unwrap_or_default(),
        voor_wie: kort(&mut v, "voorWie"),
        regel: kort(&mut v, "regel"),
        geprobeerd: kort(&mut v, "geprobeerd"),
        gemeenten: v.lijst("gemeenten").join("\n"),
        namens: naam(&mut v, "namens"),
        thema: naam(&mut v, "thema"),
        vertrouwelijk: if v.ja_nee("vertrouwelijk") { JA } else { NEE }.to_owned(),
    };
    let akkoord = v.ja_nee("akkoord");
    (Verzoek { formulier, akkoord }, v.klaar())
}
