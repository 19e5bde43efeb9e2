//! The pages of the fact check: inviting somebody (`uitnodigen`), and what somebody with a link sees
//! (`lezen`).

mod lezen;
mod uitnodigen;

use axum::{Router, routing::get};

use crate::app::App;

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/praktijken/{naam}/feitencheck",
            get(uitnodigen::praktijk).post(uitnodigen::bij_praktijk),
        )
        .route(
            "/proefprojecten/{naam}/feitencheck",
            get(uitnodigen::proefproject).post(uitnodigen::bij_proefproject),
        )
        .route("/meelezen", get(lezen::tonen).post(lezen::reageren))
        .route("/meelezen/{code}", get(lezen::vragen).post(lezen::openen))
}
