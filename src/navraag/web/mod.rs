//! The pages of navraag: the question whether a knelpunt is really solved (`vraag`), asking to open it again
//! (`heropenen`), answering that (`verzoeken`), and what somebody was asked and asked (`mijn`).

mod heropenen;
mod mijn;
mod verzoeken;
mod vraag;

use axum::{Router, routing::get};
use chrono::NaiveDate;

use super::{model::Uitkomst, service::Zichtbaar};
use crate::{
    app::App,
    http::{beeld::Link, meelezers::regels},
    taal,
};

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

/// The knelpunt at an address under it, for who can't use the form there any more.
fn naar_knelpunt(naam: &str) -> Link {
    Link {
        url: format!("/knelpunten/{naam}"),
        tekst: "Het knelpunt".to_owned(),
        bij: String::new(),
    }
}

/// How a request stands, in words with a colour.
fn stand(verzoek: &Zichtbaar) -> (&'static str, String) {
    match verzoek.uitkomst {
        Some(Uitkomst::Heropend) => ("safe", Uitkomst::Heropend.label().to_owned()),
        Some(Uitkomst::Afgewezen) => ("neutral", Uitkomst::Afgewezen.label().to_owned()),
        None => wacht(verzoek.te_laat, verzoek.uiterlijk),
    }
}

/// The same of what waits: `12 dagen te laat`, or the last day.
fn wacht(te_laat: Option<i64>, uiterlijk: NaiveDate) -> (&'static str, String) {
    match te_laat {
        Some(dagen) => {
            let dagen = taal::aantal(dagen.unsigned_abs(), "dag", "dagen");
            ("danger", format!("{dagen} te laat"))
        }
        None => (
            "warning",
            format!("Antwoord uiterlijk {}", taal::dag(uiterlijk)),
        ),
    }
}
