//! What the two forms about the texts of a knelpunt share: what two people did at the same time.

use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    gebruikers::service::namen::namen,
    stukken::{
        model::verschil::{Stukje, ingekort, verschil},
        service as stukken,
    },
};

/// A field that two people changed at the same time.
#[derive(Debug)]
pub struct Botsing {
    pub veld: String,
    pub kop: String,
    pub stukjes: Vec<Stukje>,
    pub hunne: String,
}

/// What was typed beside what somebody else saved meanwhile: of every field its name, what people call it,
/// theirs and mine.
pub fn botsingen(
    velden: impl IntoIterator<Item = (String, String, String, String)>,
) -> Vec<Botsing> {
    let gelijk = |tekst: &str| tekst.replace("\r\n", "\n").trim().to_owned();
    velden
        .into_iter()
        .map(|(veld, kop, hun, mijn)| (veld, kop, gelijk(&hun), gelijk(&mijn)))
        .filter(|(_, _, hun, mijn)| hun != mijn)
        .map(|(veld, kop, hun, mijn)| Botsing {
            veld,
            kop,
            stukjes: ingekort(&verschil(&hun, &mijn)),
            hunne: hun,
        })
        .collect()
}

/// Who wrote the newest version, for a sentence.
pub async fn wie_bewaarde(app: &App, id: Uuid) -> Result<String> {
    let wie = stukken::laatste_schrijver(app.db.read(), id).await?;
    let bekend = namen(&app.db, wie.as_deref()).await?;
    let naam = wie.and_then(|wie| bekend.get(&wie).cloned());
    Ok(naam.unwrap_or_else(|| "iemand anders".to_owned()))
}
