//! Accounts, and browsers that are logged in.

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{
    actor::Rol,
    ctx::Ctx,
    error::Error,
    gebruikers::{
        model::tweede_factor::Geheim,
        service::accounts::{Nieuw, maak_op_machine},
    },
};
use scraper::{Html, Selector};
use uuid::Uuid;

use super::{Antwoord, TestApp};

pub const WACHTWOORD: &str = "paars lepel tafelkleed wolk";
pub const MAIL: &str = "els@gemeente.example";

/// Makes an account with a national role, as on the machine itself.
pub async fn maak(app: &TestApp, rol: Rol, mail: &str) -> Result<Uuid, Error> {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let nieuw = Nieuw {
        naam: "Els Voorbeeld".into(),
        mail: mail.into(),
        wachtwoord: WACHTWOORD.into(),
        rol,
    };
    maak_op_machine(&app.app.db, &app.app.kluis, &ctx, nieuw).await
}

/// A form that a page of ours sends, from a browser with this cookie.
pub fn formulier(pad: &str, koek: &str, velden: &[(&str, &str)]) -> Request<Body> {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(velden)
        .finish();
    Request::post(pad)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, koek)
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .expect("a request")
}

/// Asks a page with this cookie.
pub async fn met_koek(app: &TestApp, pad: &str, koek: &str) -> Antwoord {
    let verzoek = Request::get(pad).header(header::COOKIE, koek);
    app.stuur(verzoek.body(Body::empty()).expect("a request"))
        .await
}

/// Logs in with a password.
pub async fn log_in(app: &TestApp, koek: &str, mail: &str, wachtwoord: &str) -> Antwoord {
    let velden = [
        ("mail", mail),
        ("wachtwoord", wachtwoord),
        ("naar", "/account"),
    ];
    app.stuur(formulier("/inloggen", koek, &velden)).await
}

/// What the browser keeps of an answer.
#[track_caller]
pub fn koek(antwoord: &Antwoord) -> String {
    let gezet = antwoord.kop("set-cookie");
    gezet.split(';').next().unwrap_or_default().to_owned()
}

/// Sets up a second factor in a browser that is logged in. Answers its cookie from now on, the
/// secret and the codes on paper.
pub async fn stel_tweede_stap_in(app: &TestApp, oud: &str) -> (String, Geheim, Vec<String>) {
    let bewijs = [("wachtwoord", WACHTWOORD)];
    let begin = formulier("/account/tweede-stap/begin", oud, &bewijs);
    app.stuur(begin).await.met_status(303);
    let pagina = met_koek(app, "/account/tweede-stap", oud).await;
    let sleutel = teksten(&pagina.met_status(200), ".dv-sleutel").concat();
    let geheim = Geheim::lees(&sleutel.replace(' ', "")).expect("a secret on the page");
    let code = code(app, &geheim);
    let instellen = formulier("/account/tweede-stap", oud, &[("code", &code)]);
    let antwoord = app.stuur(instellen).await.met_status(200);
    let codes = teksten(&antwoord, ".dv-codes li");
    (koek(&antwoord), geheim, codes)
}

/// The code of an app now. Half a minute goes by, so that it has not been used.
pub fn code(app: &TestApp, geheim: &Geheim) -> String {
    app.later(30);
    geheim.code(app.app.clock.now()).expect("a code")
}

/// The text of the elements of a page that a selector finds.
pub fn teksten(antwoord: &Antwoord, selector: &str) -> Vec<String> {
    let html = Html::parse_document(&antwoord.tekst);
    let selector = Selector::parse(selector).expect("a selector");
    let elementen = html.select(&selector);
    elementen.map(|e| e.text().collect::<String>()).collect()
}
