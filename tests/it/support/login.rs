//! Somebody who is logged in.

use axum::{
    body::Body,
    http::{Request, header, request::Builder},
};
use dwarsverband::{
    actor::Rol,
    ctx::Ctx,
    gebruikers::service::accounts::{Nieuw, maak_op_machine},
};

use super::{Antwoord, TestApp};

/// The password of everybody.
pub const WACHTWOORD: &str = "paars lepel tafelkleed wolk";

/// Makes an account with a role, and logs it in: what the browser holds after that.
pub async fn log_in(app: &TestApp, rol: Rol, naam: &str, mail: &str) -> String {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let nieuw = Nieuw {
        naam: naam.into(),
        mail: mail.into(),
        wachtwoord: WACHTWOORD.into(),
        rol,
    };
    maak_op_machine(&app.app.db, &app.app.kluis, &ctx, nieuw)
        .await
        .expect("an account");
    let velden = [("mail", mail), ("wachtwoord", WACHTWOORD)];
    let antwoord = app
        .stuur(formulier("/inloggen", "", &velden))
        .await
        .met_status(303);
    let koek = antwoord.kop("set-cookie").split(';').next();
    koek.unwrap_or_default().to_owned()
}

/// What a page of ours sends.
pub fn van_ons(verzoek: Builder, koek: &str) -> Builder {
    verzoek
        .header(header::COOKIE, koek)
        .header("sec-fetch-site", "same-origin")
}

/// A form of ours, filled in.
pub fn formulier(pad: &str, koek: &str, velden: &[(&str, &str)]) -> Request<Body> {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(velden)
        .finish();
    van_ons(Request::post(pad), koek)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("a request")
}

/// Asks for a page.
pub async fn vraag(app: &TestApp, koek: &str, pad: &str) -> Antwoord {
    let verzoek = van_ons(Request::get(pad), koek).body(Body::empty());
    app.stuur(verzoek.expect("a request")).await
}
