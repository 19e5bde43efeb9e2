//! What two people wrote at the same time: the page of the form that comes back shows both texts, field by
//! field, and saving once more is a choice.

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
    /// The field of the form.
    pub veld: String,
    /// What people call it.
    pub kop: String,
    /// Their text compared with mine.
    pub stukjes: Vec<Stukje>,
    /// Their text.
    pub hunne: String,
}

/// The fields that differ between what somebody else saved meanwhile and what was typed: of every field its
/// name, what people call it, theirs and mine. How lines end and the white space around a text make no
/// difference.
pub fn botsingen<K: Into<String>, T: AsRef<str>>(
    velden: impl IntoIterator<Item = (String, K, T, T)>,
) -> Vec<Botsing> {
    let gelijk = |tekst: T| tekst.as_ref().replace("\r\n", "\n").trim().to_owned();
    velden
        .into_iter()
        .map(|(veld, kop, hun, mijn)| (veld, kop, gelijk(hun), gelijk(mijn)))
        .filter(|(_, _, hun, mijn)| hun != mijn)
        .map(|(veld, kop, hun, mijn)| Botsing {
            veld,
            kop: kop.into(),
            stukjes: ingekort(&verschil(&hun, &mijn)),
            hunne: hun,
        })
        .collect()
}

/// Who wrote the newest version of a stuk, for a sentence.
///
/// # Errors
/// The database can't be read.
pub async fn wie_bewaarde(app: &App, id: Uuid) -> Result<String> {
    let wie = stukken::laatste_schrijver(app.db.read(), id).await?;
    let bekend = namen(&app.db, wie.as_deref()).await?;
    let naam = wie.and_then(|wie| bekend.get(&wie).cloned());
    Ok(naam.unwrap_or_else(|| "iemand anders".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_with_their_text_beside_it() {
        let veld = |naam: &str, hun, mijn| (naam.to_owned(), "Kop", hun, mijn);
        let alle = botsingen([
            veld("titel", "Samen delen", "Samen delen"),
            veld("tekst", " Een.\r\nTwee. ", "Een.\nTwee."),
            veld("aanpak", "Wij bellen.", "Wij schrijven."),
            veld("les", "", "Begin eerder."),
        ]);
        let gezien: Vec<(&str, &str)> = alle
            .iter()
            .map(|b| (b.veld.as_str(), b.hunne.as_str()))
            .collect();
        assert_eq!(gezien, [("aanpak", "Wij bellen."), ("les", "")]);
        assert!(alle[0].stukjes.iter().any(Stukje::is_weg));
        assert!(alle[1].stukjes.iter().any(Stukje::is_erbij));
    }
}
