//! The door of regelingen for programs.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Artikel, Regeling, artikel_link};
use crate::{
    http::api::{SectieAntwoord, StukAntwoord, leesdeur},
    stukken::model::Stuk,
};

leesdeur! {
    Regeling => RegelingAntwoord,
    tag = "regelingen",
    lijst = ("/regelingen", "lijst_regelingen", "Geeft een lijst van regelingen."),
    stuk = ("/regelingen/{naam}", "toon_regeling", "Geeft een regeling: op slug, kenmerk, externId of officieel nummer."),
}

/// Regeling: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Regeling)]
pub struct RegelingAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Wat voor regeling het is.
    pub regelingsoort: String,
    /// De gewone afkorting.
    pub afkorting: Option<String>,
    /// De artikelen waar het platform iets over zegt, op volgorde.
    pub artikelen: Vec<ArtikelAntwoord>,
}

/// Een artikel, met een regel van de redactie. Dit is niet de tekst van de wet.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Artikel)]
pub struct ArtikelAntwoord {
    /// Het nummer.
    pub artikel: String,
    /// Waar het over gaat, in woorden van de redactie.
    pub samenvatting: String,
    /// Waar de officiële tekst van het artikel staat.
    pub officiele_tekst: Option<String>,
}

fn antwoord(stuk: Stuk<Regeling>, basis_url: &str) -> RegelingAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Regeling {
        tekst,
        secties,
        regelingsoort,
        afkorting,
        artikelen,
    } = inhoud;
    let officieel_id = stuk.officieel_id.clone().unwrap_or_default();
    let artikel = |a: Artikel| ArtikelAntwoord {
        officiele_tekst: artikel_link(&officieel_id, &a.nummer),
        artikel: a.nummer.into(),
        samenvatting: a.samenvatting,
    };
    RegelingAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        regelingsoort: regelingsoort.to_string(),
        afkorting: Some(afkorting).filter(|a| !a.is_empty()),
        artikelen: artikelen.into_iter().map(artikel).collect(),
    }
}
