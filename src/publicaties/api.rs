//! The door of publicaties for programs.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::Publicatie;
use crate::{
    http::api::{SectieAntwoord, StukAntwoord, leesdeur},
    stukken::model::Stuk,
};

leesdeur! {
    Publicatie => PublicatieAntwoord,
    tag = "publicaties",
    lijst = ("/publicaties", "lijst_publicaties", "Geeft een lijst van publicaties."),
    stuk = ("/publicaties/{naam}", "toon_publicatie", "Geeft een publicatie: op slug, kenmerk, externId of officieel nummer."),
}

/// Publicatie: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Publicatie)]
pub struct PublicatieAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Wat voor document het is.
    pub publicatiesoort: String,
    /// De organisatie die het schreef.
    pub auteur: Option<String>,
}

fn antwoord(stuk: Stuk<Publicatie>, basis_url: &str) -> PublicatieAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Publicatie {
        tekst,
        secties,
        publicatiesoort,
        auteur,
    } = inhoud;
    PublicatieAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        publicatiesoort: publicatiesoort.to_string(),
        auteur: Some(auteur).filter(|a| !a.is_empty()),
    }
}
