//! The doors of besluiten for programs that read.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::Besluit;
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::api::{StukAntwoord, leesdeur},
    stukken::{model::Stuk, service as stukken},
};

leesdeur! {
    Besluit => BesluitAntwoord,
    tag = "besluiten",
    lijst = ("/besluiten", "lijst_besluiten", "Geeft een lijst van besluiten."),
    stuk = ("/besluiten/{naam}", "toon_besluit", "Geeft een besluit: op slug of kenmerk."),
    erbij = met_thema,
}

/// Besluit van het duo van een thema, of van de regietafel. De titel zegt het besluit in één zin.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Besluit)]
pub struct BesluitAntwoord {
    /// Wat elk stuk heeft. De status is `voorgesteld`, `genomen`, `afgewezen` of `ingetrokken`.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// Wie het leest: `openbaar`, `besloten` of `vertrouwelijk`.
    pub niveau: String,
    /// De slug van het thema waar het bij hoort.
    pub thema: Option<String>,
    /// Wie besluit: `duo` of `regietafel`.
    pub door: String,
    /// Wat de regietafel doet: `systeemaanpassing`, `politieke-agenda`, `proef`, `terug-naar-duo` of `geen-actie`.
    pub uitkomst: Option<String>,
    /// Wat er is besloten, in Markdown.
    pub tekst: String,
    /// Waarom, in Markdown.
    pub waarom: String,
}

async fn met_thema(app: &App, ctx: &Ctx, stuk: Stuk<Besluit>) -> Result<BesluitAntwoord> {
    let (stuk, inhoud) = StukAntwoord::van(stuk, &app.basis_url);
    // Whose words they are, and what they agreed with, is for who works there.
    let Besluit {
        plaats,
        tekst,
        waarom,
        door,
        uitkomst,
        indiener: _,
        afdruk: _,
    } = inhoud;
    let thema = stukken::koppen(ctx, app.db.read(), &[plaats.thema]).await?;
    Ok(BesluitAntwoord {
        stuk,
        niveau: plaats.niveau.to_string(),
        thema: thema.first().map(|kop| kop.slug.to_string()),
        door: door.to_string(),
        uitkomst: uitkomst.map(|uitkomst| uitkomst.to_string()),
        tekst,
        waarom,
    })
}
