//! The door of praktijken for programs.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::Praktijk;
use crate::{
    http::api::{SectieAntwoord, StukAntwoord, leesdeur},
    stukken::model::Stuk,
};

leesdeur! {
    Praktijk => PraktijkAntwoord,
    tag = "praktijken",
    lijst = ("/praktijken", "lijst_praktijken", "Geeft een lijst van praktijken."),
    stuk = ("/praktijken/{naam}", "toon_praktijk", "Geeft een praktijk: op slug, kenmerk, externId of officieel nummer."),
}

/// Praktijk: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Praktijk)]
pub struct PraktijkAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Hoe ver de praktijk is.
    pub fase: String,
    /// Hoe goed de praktijk is onderbouwd.
    pub onderbouwing: String,
    /// Wat de praktijk kost, in klassen.
    pub kosten: String,
    /// Of de praktijk uit een bron is verteld en niet door de gemeente zelf is aangeleverd.
    pub uit_bron: bool,
    /// Wat de praktijk volgens de eigenaar oplevert, in klassen.
    pub effect: String,
}

fn antwoord(stuk: Stuk<Praktijk>, basis_url: &str) -> PraktijkAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Praktijk {
        tekst,
        secties,
        fase,
        onderbouwing,
        kosten,
        uit_bron,
        effect,
    } = inhoud;
    PraktijkAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        fase: fase.to_string(),
        onderbouwing: onderbouwing.to_string(),
        kosten: kosten.to_string(),
        uit_bron,
        effect: effect.to_string(),
    }
}
