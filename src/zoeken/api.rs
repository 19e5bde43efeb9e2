//! The door of zoeken for programs.

use std::collections::BTreeMap;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    model::{Streng, Vraag, adres, onbekende_parameter},
    service::{self, Suggestie},
};
use crate::{
    app::App,
    error::Fouten,
    http::{
        api::{Resultaat, bladerkoppen, json},
        error::{ApiError, Probleem},
        extract::{Parameters, ReqCtx},
    },
    stukken::model::Soort,
    waarden::opsomming,
};

/// The routes of zoeken under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(zoek))
        .routes(routes!(suggesties))
}

/// Het antwoord op een zoekvraag.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ZoekAntwoord {
    /// Hoeveel stukken passen.
    pub totaal: u64,
    /// De bladzijde, vanaf 1.
    pub pagina: u64,
    /// Hoeveel er op een bladzijde staan.
    pub per_pagina: u64,
    /// Wat misschien werd bedoeld.
    pub bedoelde: Option<String>,
    /// De stukken op deze bladzijde.
    pub resultaten: Vec<Resultaat>,
    /// Per facet de waarden met hun aantal.
    pub facetten: BTreeMap<&'static str, Vec<FacetwaardeAntwoord>>,
    /// Wat u moet weten, zoals een filterwaarde die niet bestaat.
    pub meldingen: Vec<String>,
}

/// Een waarde van een facet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Facetwaarde)]
pub struct FacetwaardeAntwoord {
    /// De waarde in het adres.
    pub waarde: String,
    /// De woorden voor mensen.
    pub label: String,
    /// Hoeveel resultaten er dan zijn.
    pub aantal: u64,
}

/// Doorzoekt alle soorten stukken.
#[utoipa::path(
    get,
    path = "/zoeken",
    operation_id = "zoek",
    tag = "zoeken",
    params(
        ("q" = Option<String>, Query, description = "Woorden, hoogstens 1.000 tekens"),
        ("soort" = Option<Vec<String>>, Query, description = "Soort"),
        ("thema" = Option<Vec<String>>, Query, description = "Slug van een thema"),
        ("leefdomein" = Option<Vec<String>>, Query, description = "Leefdomein"),
        ("doelgroep" = Option<Vec<String>>, Query, description = "Doelgroep"),
        ("regeling" = Option<Vec<String>>, Query, description = "Slug of BWB-nummer van een regeling"),
        ("gemeente" = Option<Vec<String>>, Query, description = "Code van een gemeente, zoals GM1681"),
        ("provincie" = Option<Vec<String>>, Query, description = "Provincie"),
        ("gemeentegrootte" = Option<Vec<String>>, Query, description = "Grootteklasse"),
        ("fase" = Option<Vec<String>>, Query, description = "Fase van een praktijk of een proefproject"),
        ("onderbouwing" = Option<Vec<String>>, Query, description = "Onderbouwing van een praktijk"),
        ("kosten" = Option<Vec<String>>, Query, description = "Kosten van een praktijk"),
        ("toepassing" = Option<Vec<String>>, Query, description = "Hoeveel anderen een praktijk ook doen: `nog-niet`, `een-tot-vier` of `vijf-of-meer`"),
        ("jaar" = Option<Vec<String>>, Query, description = "Jaar"),
        ("sorteer" = Option<String>, Query, description = "`relevantie` of `nieuwste`"),
        ("facetten" = Option<String>, Query, description = "`ja` of `nee`"),
        ("uitleg" = Option<String>, Query, description = "`true`: per stuk waarom het staat waar het staat"),
        ("pagina" = Option<u64>, Query, description = "De bladzijde, vanaf 1"),
        ("perPagina" = Option<u64>, Query, description = "Hoeveel per bladzijde, hoogstens 100"),
    ),
    responses(
        (status = 200, description = "Het antwoord", body = ZoekAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    )
)]
async fn zoek(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, ApiError> {
    let vraag = Vraag::lees(&paren, Streng::Ja)?;
    let antwoord = service::zoek(&ctx, &app.db, &app.index, &vraag).await?;
    app.journaal.noteer(&ctx, &vraag, antwoord.totaal);
    let zonder_pagina = Vraag {
        pagina: 1,
        per_pagina: 20,
        ..vraag.clone()
    }
    .paren();
    let pad = format!(
        "{}{}",
        app.basis_url,
        adres("/api/v1/zoeken", &zonder_pagina)
    );
    let koppen = bladerkoppen(&pad, (vraag.pagina, vraag.per_pagina, antwoord.totaal));
    let facetten = antwoord.facetten.into_iter().map(|(facet, waarden)| {
        let waarden = waarden.into_iter().map(|w| FacetwaardeAntwoord {
            waarde: w.waarde,
            label: w.label,
            aantal: w.aantal,
        });
        (facet.as_str(), waarden.collect())
    });
    let treffers = antwoord.treffers.into_iter();
    let antwoord = ZoekAntwoord {
        totaal: antwoord.totaal,
        pagina: vraag.pagina,
        per_pagina: vraag.per_pagina,
        bedoelde: antwoord.bedoelde,
        resultaten: treffers
            .map(|t| Resultaat::van(t, &app.basis_url))
            .collect(),
        facetten: facetten.collect(),
        meldingen: antwoord.meldingen,
    };
    Ok((koppen, json(&antwoord)).into_response())
}

/// Wat u misschien wilt typen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestiesAntwoord {
    /// Woorden eerst, dan stukken.
    pub suggesties: Vec<SuggestieAntwoord>,
}

/// Een aanvulling.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Suggestie)]
pub struct SuggestieAntwoord {
    /// Het woord, of de titel van het stuk.
    pub tekst: String,
    /// `woord` of `stuk`.
    pub soort: &'static str,
    /// Waar het naartoe gaat.
    pub url: String,
}

/// Vult aan wat iemand typt.
#[utoipa::path(
    get,
    path = "/zoeken/suggesties",
    operation_id = "suggesties",
    tag = "zoeken",
    params(
        ("q" = Option<String>, Query, description = "Wat er al staat, hoogstens 1.000 tekens"),
        ("soort" = Option<String>, Query, description = "Geef alleen stukken van deze soort, en geen woorden"),
    ),
    responses(
        (status = 200, description = "De aanvullingen", body = SuggestiesAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    )
)]
async fn suggesties(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, ApiError> {
    let mut fouten = Fouten::new();
    let kent = |naam: &str| ["q", "soort"].contains(&naam);
    for (naam, _) in paren.iter().filter(|(naam, _)| !kent(naam)) {
        onbekende_parameter(&mut fouten, naam, &["q", "soort"]);
    }
    let soort = lees_soort(&mut fouten, &paren);
    let q: Vec<_> = paren.into_iter().filter(|(naam, _)| naam == "q").collect();
    let vraag = match Vraag::lees(&q, Streng::Ja) {
        Ok(vraag) => fouten.of(vraag)?,
        Err(van_q) => {
            for fout in &van_q {
                fouten.meld(fout.veld.clone(), fout.code, fout.melding.clone());
            }
            return Err(fouten.into());
        }
    };
    let gevonden = match soort {
        Some(soort) => {
            let koppen = service::met_naam(&ctx, &app.db, &app.index, (&vraag.q, soort)).await?;
            let stuk = |kop| Suggestie::Stuk(Box::new(kop));
            koppen.into_iter().map(stuk).collect()
        }
        None => service::suggesties(&ctx, &app.db, &app.index, &vraag.q).await?,
    };
    let basis = &app.basis_url;
    let suggesties = gevonden.into_iter().map(|suggestie| match suggestie {
        Suggestie::Woord(woord) => SuggestieAntwoord {
            url: format!("{basis}{}", Vraag::default().met_woorden(&woord).pad()),
            tekst: woord,
            soort: "woord",
        },
        Suggestie::Stuk(kop) => SuggestieAntwoord {
            url: format!("{basis}{}", kop.pad()),
            tekst: kop.titel,
            soort: "stuk",
        },
    });
    Ok(json(&SuggestiesAntwoord {
        suggesties: suggesties.collect(),
    }))
}

/// The one kind that is asked for; none when any will do.
fn lees_soort(fouten: &mut Fouten, paren: &[(String, String)]) -> Option<Soort> {
    let mut soorten = paren.iter().filter(|(naam, _)| naam == "soort");
    let (_, waarde) = soorten.next()?;
    if soorten.next().is_some() {
        fouten.meld("soort", "dubbel", "Noem soort één keer.");
    }
    let soort = waarde.parse().ok();
    if soort.is_none() {
        let alle = Soort::ALLE.iter().map(|soort| soort.waarde());
        let melding = format!("Kies {}.", opsomming(alle));
        fouten.meld("soort", "onbekende-waarde", melding);
    }
    soort
}
