//! The pages of logging in and of one's own account.

mod account;
mod inloggen;
pub mod koek;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

/// The routes of gebruikers.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/inloggen", get(inloggen::tonen).post(inloggen::doen))
        .route("/uitloggen", post(inloggen::uitloggen))
        .route("/account", get(account::tonen))
        .route("/account/wachtwoord", post(account::wachtwoord))
        .route("/account/aanmeldingen", post(account::eindig))
}

/// Where to go after logging in: an address of our own, or the home page. Never a page elsewhere,
/// whatever a link says.
fn eigen_pad(naar: &str) -> &str {
    let eigen = naar.starts_with('/')
        && !naar.starts_with("//")
        && naar.len() <= 2_000
        && !naar.contains(|c: char| c == '\\' || c.is_control());
    let weer_inloggen = naar.starts_with("/inloggen") || naar.starts_with("/uitloggen");
    if eigen && !weer_inloggen { naar } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::eigen_pad;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for (naar, pad) in [
            ("/themas/schulden?pagina=2", "/themas/schulden?pagina=2"),
            ("/", "/"),
            ("", "/"),
            ("https://elders.example/", "/"),
            ("//elders.example/", "/"),
            ("/\\elders.example/", "/"),
            ("/\t/elders.example/", "/"),
            ("javascript:alert(1)", "/"),
            ("account", "/"),
            ("/inloggen?naar=/account", "/"),
        ] {
            assert_eq!(eigen_pad(naar), pad, "{naar}");
        }
    }
}
