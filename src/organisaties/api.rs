//! The door of organisaties for programs.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::Organisatie;
use crate::{
    http::api::{SectieAntwoord, StukAntwoord, leesdeur},
    stukken::model::Stuk,
};

leesdeur! {
    Organisatie => OrganisatieAntwoord,
    tag = "organisaties",
    lijst = ("/organisaties", "lijst_organisaties", "Geeft een lijst van organisaties."),
    stuk = ("/organisaties/{naam}", "toon_organisatie", "Geeft een organisatie: op slug, kenmerk, externId of officieel nummer."),
}

/// Organisatie: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Organisatie)]
pub struct OrganisatieAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Wat voor organisatie het is.
    pub organisatiesoort: String,
    /// De naam in het register.
    pub officiele_naam: Option<String>,
    /// De provincie van een gemeente.
    pub provincie: Option<String>,
    /// Het aantal inwoners van een gemeente.
    pub inwoners: Option<i64>,
    /// Het adres in het register TOOI.
    pub tooi_uri: Option<String>,
    /// De eerste dag.
    #[schema(format = Date, value_type = Option<String>)]
    pub begin: Option<NaiveDate>,
    /// De dag waarop de organisatie ophield.
    #[schema(format = Date, value_type = Option<String>)]
    pub einde: Option<NaiveDate>,
}

fn antwoord(stuk: Stuk<Organisatie>, basis_url: &str) -> OrganisatieAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Organisatie {
        tekst,
        secties,
        organisatiesoort,
        officiele_naam,
        provincie,
        inwoners,
        tooi_uri,
        begin,
        einde,
    } = inhoud;
    OrganisatieAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        organisatiesoort: organisatiesoort.to_string(),
        officiele_naam: Some(officiele_naam).filter(|n| !n.is_empty()),
        provincie: provincie.map(|p| p.to_string()),
        inwoners,
        tooi_uri: Some(tooi_uri).filter(|u| !u.is_empty()),
        begin,
        einde,
    }
}
