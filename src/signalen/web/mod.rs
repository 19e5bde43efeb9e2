//! The pages of signalen: sending one, what became of it, and treating it.

mod koppelen;
mod mijn;
mod signaal;
mod signaleren;
mod stappen;
mod vergelijkbaar;
mod werkvoorraad;

use std::time::Duration;

use axum::{
    Router,
    routing::{get, post},
};

use super::{model::Status, service::indienen::Gelijkend};
use crate::{
    app::App,
    http::{
        beeld::{self, Stap},
        meelezers::regels,
        velden::Optie,
    },
    stukken::model::{Kop, Tijdpunt},
};

/// How long to wait until search no longer shows what somebody may not read any more.
const GEDULD: Duration = Duration::from_secs(10);

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/signaleren",
            get(signaleren::tonen).post(signaleren::sturen),
        )
        .route("/signaleren/vergelijkbaar", post(vergelijkbaar::zoeken))
        .route("/account/signalen", get(mijn::tonen))
        .route("/signalen", get(werkvoorraad::tonen))
        .route("/signalen/{naam}", get(signaal::tonen))
        .route(
            "/signalen/{naam}/koppelen",
            get(koppelen::tonen).post(koppelen::doen),
        )
        .route(
            "/signalen/{naam}/stappen/{stap}",
            get(stappen::vraag).post(stappen::zet),
        )
}

/// The colour of a state.
const fn kleur(status: Status) -> &'static str {
    match status {
        Status::Ingediend => "warning",
        Status::Gekoppeld => "safe",
        Status::Doorverwezen | Status::Ingetrokken => "neutral",
    }
}

/// The timeline of a signaal: nobody began to write it here, it was sent.
fn tijdlijn(punten: &[Tijdpunt]) -> Vec<Stap> {
    let mut stappen = beeld::tijdlijn(punten);
    for stap in stappen.iter_mut().filter(|stap| stap.titel == "Begonnen") {
        "Ingediend".clone_into(&mut stap.titel);
    }
    stappen
}

/// The thema's to choose from, and that nobody knows which.
fn themakeuze(themas: &[Kop], gekozen: &str) -> Vec<Optie> {
    let niet = Optie::nieuw("", "Weet ik niet (de redactie kiest)", gekozen.is_empty());
    let thema = |kop: &Kop| {
        let slug = kop.slug.as_str();
        Optie::nieuw(slug, &kop.titel, slug == gekozen)
    };
    [niet].into_iter().chain(themas.iter().map(thema)).collect()
}

/// A knelpunt that is likely about the same, for a page.
#[derive(Debug)]
struct Gelijk {
    url: String,
    titel: String,
    kenmerk: String,
    samenvatting: String,
    /// The laws that it is about, in a row; empty when it names none.
    wetten: String,
    /// Where it plays, in a row; empty when that is not known.
    gemeenten: String,
    /// Where somebody says that it plays with them too.
    ook: String,
}

/// Gemeenten that are named; the rest is a number.
const GENOEMD: usize = 5;

impl Gelijk {
    fn van(gelijkend: &Gelijkend) -> Self {
        let Gelijkend {
            kop,
            gemeenten,
            regelingen,
        } = gelijkend;
        let genoemd: Vec<&str> = gemeenten.iter().take(GENOEMD).map(String::as_str).collect();
        let genoemd = genoemd.join(", ");
        Self {
            url: kop.pad(),
            titel: kop.titel.clone(),
            kenmerk: beeld::nummer(kop),
            samenvatting: kop.samenvatting.clone(),
            wetten: regelingen.join(", "),
            gemeenten: match gemeenten.len().saturating_sub(GENOEMD) {
                0 => genoemd,
                meer => format!("{genoemd} en {meer} andere"),
            },
            ook: format!("{}/ook", kop.pad()),
        }
    }

    fn alle(gelijkend: &[Gelijkend]) -> Vec<Self> {
        gelijkend.iter().map(Self::van).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn a_signaal_is_sent_and_not_begun() {
        let punt = |wat: &str| Tijdpunt {
            op: DateTime::UNIX_EPOCH,
            wat: wat.into(),
            toelichting: String::new(),
        };
        let stappen = tijdlijn(&[punt("Doorverwezen"), punt("Begonnen")]);
        let titels: Vec<&str> = stappen.iter().map(|stap| stap.titel.as_str()).collect();
        assert_eq!(titels, ["Doorverwezen", "Ingediend"]);
    }
}
