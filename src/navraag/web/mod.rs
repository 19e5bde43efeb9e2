//! The pages of navraag: the question whether a knelpunt is really solved (`vraag`), asking to open it again
//! (`heropenen`), answering that (`verzoeken`), and what somebody was asked and asked (`mijn`).

mod heropenen;
mod mijn;
mod verzoeken;
mod vraag;

use axum::{Router, routing::get};

use super::{model::Uitkomst, service::Zichtbaar};
use crate::{app::App, http::meelezers::regels, taal};

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/navraag", get(mijn::tonen))
        .route("/knelpunten/heropenverzoeken", get(verzoeken::lijst))
        .route(
            "/knelpunten/{naam}/navraag",
            get(vraag::tonen).post(vraag::antwoorden),
        )
        .route(
            "/knelpunten/{naam}/heropenen-vragen",
            get(heropenen::tonen).post(heropenen::vragen),
        )
        .route(
            "/knelpunten/{naam}/heropenverzoeken",
            get(verzoeken::tonen).post(verzoeken::beantwoorden),
        )
}

/// `12 dagen te laat`.
fn te_laat(dagen: i64) -> String {
    let dagen = u64::try_from(dagen).unwrap_or_default();
    format!("{} te laat", taal::aantal(dagen, "dag", "dagen"))
}

/// How a request stands, in words with a colour.
fn stand(verzoek: &Zichtbaar) -> (&'static str, String) {
    match (verzoek.uitkomst, verzoek.te_laat) {
        (Some(Uitkomst::Heropend), _) => ("safe", Uitkomst::Heropend.label().to_owned()),
        (Some(Uitkomst::Afgewezen), _) => ("neutral", Uitkomst::Afgewezen.label().to_owned()),
        (None, Some(dagen)) => ("danger", te_laat(dagen)),
        (None, None) => (
            "warning",
            format!("Antwoord uiterlijk {}", taal::dag(verzoek.uiterlijk)),
        ),
    }
}
