//! The door of proefprojecten for programs.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Periode, Proefproject, leidde_tot};
use crate::{
    http::api::{SectieAntwoord, StukAntwoord, leesdeur},
    stukken::model::Stuk,
};

leesdeur! {
    Proefproject => ProefprojectAntwoord,
    tag = "proefprojecten",
    lijst = ("/proefprojecten", "lijst_proefprojecten", "Geeft een lijst van proefprojecten."),
    stuk = ("/proefprojecten/{naam}", "toon_proefproject", "Geeft een proefproject: op slug, kenmerk, externId of officieel nummer."),
}

/// Proefproject: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Proefproject)]
pub struct ProefprojectAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Hoe de proef ervoor staat: `idee`, `loopt`, `opgeschaald` of `gestopt`.
    pub stand: String,
    /// Hetzelfde in de woorden van het filter `fase`.
    pub fase: String,
    /// De eerste dag van de proef.
    #[schema(format = Date, value_type = Option<String>)]
    pub begin: Option<NaiveDate>,
    /// De laatste dag van de proef.
    #[schema(format = Date, value_type = Option<String>)]
    pub einde: Option<NaiveDate>,
    /// De dag waarop is besloten om op te schalen of te stoppen.
    #[schema(format = Date, value_type = Option<String>)]
    pub besluitdatum: Option<NaiveDate>,
    /// De adressen van de praktijken waar de proef toe leidde.
    pub leidde_tot: Vec<String>,
    /// Of de proef uit een bron is verteld en niet door de gemeente zelf is aangeleverd.
    pub uit_bron: bool,
}

fn antwoord(stuk: Stuk<Proefproject>, basis_url: &str) -> ProefprojectAntwoord {
    let vervolg = leidde_tot(&stuk.buren).into_iter();
    let leidde_tot = vervolg
        .map(|kop| format!("{basis_url}{}", kop.pad()))
        .collect();
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Proefproject {
        tekst,
        secties,
        stand,
        periode: Periode { begin, einde },
        besloten_op,
        uit_bron,
    } = inhoud;
    ProefprojectAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        stand: stand.to_string(),
        fase: stand.fase().to_string(),
        begin,
        einde,
        besluitdatum: besloten_op,
        leidde_tot,
        uit_bron,
    }
}
