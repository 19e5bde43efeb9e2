//! The door of themas for programs.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::Thema;
use crate::{
    http::api::{SectieAntwoord, StukAntwoord, leesdeur},
    stukken::model::Stuk,
};

leesdeur! {
    Thema => ThemaAntwoord,
    tag = "themas",
    lijst = ("/themas", "lijst_themas", "Geeft een lijst van thema's."),
    stuk = ("/themas/{naam}", "toon_thema", "Geeft een thema: op slug, kenmerk, externId of officieel nummer."),
}

/// Thema: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Thema)]
pub struct ThemaAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
}

fn antwoord(stuk: Stuk<Thema>, basis_url: &str) -> ThemaAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Thema { tekst, secties } = inhoud;
    ThemaAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
    }
}
