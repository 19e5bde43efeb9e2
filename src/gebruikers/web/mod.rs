//! The pages of logging in and of one's own account.

mod account;
mod deelnemers;
pub mod drager;
mod eigen_rollen;
mod gegevens;
mod herstel;
mod inloggen;
mod meedoen;
mod mensen;
mod oidc;
mod personen;
mod qr;
mod rollen;
mod tokens;
mod tweede_factor;
mod verlaten;
mod verwijderen;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

/// The routes of gebruikers.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/inloggen", get(inloggen::tonen).post(inloggen::doen))
        .route(
            "/inloggen/code",
            get(tweede_factor::code).post(tweede_factor::geef_code),
        )
        .route("/inloggen/{aanbieder}", post(oidc::begin))
        .route("/inloggen/terug/{aanbieder}", get(oidc::terug))
        .route("/uitloggen", post(inloggen::uitloggen))
        .route(
            "/wachtwoord-vergeten",
            get(herstel::vergeten).post(herstel::vraag),
        )
        .route(
            "/wachtwoord-instellen/{code}",
            get(herstel::tonen).post(herstel::instellen),
        )
        .route("/meedoen", get(meedoen::tonen).post(meedoen::doen))
        .route(
            "/organisaties/{naam}/mensen",
            get(mensen::tonen).post(mensen::doen),
        )
        .route(
            "/organisaties/{naam}/verlaten",
            get(verlaten::tonen).post(verlaten::doen),
        )
        .route("/rollen", get(rollen::tonen).post(rollen::doen))
        .route("/beheer/mensen", get(personen::lijst))
        .route(
            "/beheer/mensen/{id}",
            get(personen::tonen).post(personen::doen),
        )
        .route("/beheer/organisaties", get(deelnemers::lijst))
        .route(
            "/beheer/organisaties/{naam}",
            get(deelnemers::tonen).post(deelnemers::doen),
        )
        .route("/account", get(account::tonen))
        .route("/account/tokens", get(tokens::tonen).post(tokens::maak))
        .route("/account/tokens/intrekken", post(tokens::trek_in))
        .route("/account/gegevens", get(gegevens::tonen))
        .route("/account/gegevens.json", get(gegevens::bestand))
        .route("/account/naam", post(gegevens::naam))
        .route("/account/mailadres", post(gegevens::mailadres))
        .route(
            "/mailadres-bevestigen/{code}",
            get(gegevens::bevestigen).post(gegevens::bevestig),
        )
        .route(
            "/account/verwijderen",
            get(verwijderen::tonen).post(verwijderen::doen),
        )
        .route(
            "/account/rollen",
            get(eigen_rollen::tonen).post(eigen_rollen::doen),
        )
        .route("/account/wachtwoord", post(account::wachtwoord))
        .route("/account/aanmeldingen", post(account::eindig))
        .route("/account/koppelingen", post(account::ontkoppel))
        .route(
            "/account/bevestigen",
            get(tweede_factor::bevestigen).post(tweede_factor::bevestig),
        )
        .route(
            "/account/tweede-stap",
            get(tweede_factor::instellen).post(tweede_factor::stel_in),
        )
        .route(
            "/account/tweede-stap/begin",
            get(tweede_factor::vooraf).post(tweede_factor::begin),
        )
        .route("/account/tweede-stap/codes", post(tweede_factor::codes))
        .route("/account/tweede-stap/weg", post(tweede_factor::weg))
}

/// Where to go after logging in: an address of our own, or the home page. Never a page elsewhere,
/// whatever a link says.
fn eigen_pad(naar: &str) -> &str {
    let eigen = naar.starts_with('/')
        && !naar.starts_with("//")
        && naar.len() <= 2_000
        && !naar.contains(|c: char| c == '\\' || c.is_control());
    let weer_inloggen = ["/inloggen", "/uitloggen", "/account/bevestigen"]
        .iter()
        .any(|pad| naar.starts_with(pad));
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
            ("/account/bevestigen?naar=/beheer", "/"),
        ] {
            assert_eq!(eigen_pad(naar), pad, "{naar}");
        }
    }
}
