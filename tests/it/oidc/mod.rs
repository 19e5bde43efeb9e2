//! Logging in at one's organisation: to a provider in this process, so that it can be made to do
//! what no real one should.

mod aanbieder;
mod bevestigen;
mod bewijzen;
mod inloggen;
mod instellingen;
mod koppelingen;
mod omgang;

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{
    actor::Rol,
    app::App,
    ctx::Ctx,
    db::tables::{identiteit, sessie},
    gebruikers::service::accounts::{Nieuw, maak_op_machine},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use crate::support::{Antwoord, TestApp};
use aanbieder::{NAAM, Persoon, Proefaanbieder};

pub const WACHTWOORD: &str = "paars lepel tafelkleed wolk";
pub const MAIL: &str = "els@gemeente.example";
/// The cookie of a login, and that of who is away to log in.
pub const KOEK: &str = "__Host-dwarsverband";
pub const INLOGKOEK: &str = "__Host-dwarsverband-inloggen";

/// The platform with a provider and with the account of Els; `rest` are more lines of its settings.
pub async fn met_aanbieder(app: TestApp, rest: &str) -> (TestApp, Proefaanbieder) {
    let aanbieder = Proefaanbieder::start().await;
    let aanbieders = aanbieder.als_instelling(rest);
    let app = app.met(|app| App { aanbieders, ..app });
    let onze = app.get("/.well-known/jwks.json").await.met_status(200);
    let klok = app.app.clock.clone();
    aanbieder.zet(|stand| {
        stand.onze_sleutels = onze.json();
        stand.klok = klok;
    });
    maak(&app, Rol::Redactie, MAIL).await;
    (app, aanbieder)
}

pub async fn maak(app: &TestApp, rol: Rol, mail: &str) -> Uuid {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let nieuw = Nieuw {
        naam: "Els Voorbeeld".into(),
        mail: mail.into(),
        wachtwoord: WACHTWOORD.into(),
        rol,
    };
    let id = maak_op_machine(&app.app.db, &app.app.kluis, &ctx, nieuw).await;
    id.expect("an account")
}

/// A browser: it keeps what it is given.
#[derive(Debug, Clone, Default)]
pub struct Browser(BTreeMap<String, String>);

impl Browser {
    pub async fn get(&mut self, app: &TestApp, pad: &str) -> Antwoord {
        self.stuur(app, Request::get(pad), "").await
    }

    pub async fn post(&mut self, app: &TestApp, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(velden)
            .finish();
        let verzoek = Request::post(pad)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.stuur(app, verzoek, &body).await
    }

    async fn stuur(
        &mut self,
        app: &TestApp,
        verzoek: axum::http::request::Builder,
        body: &str,
    ) -> Antwoord {
        let koekjes: Vec<String> = self.0.iter().map(|(n, w)| format!("{n}={w}")).collect();
        let verzoek = verzoek
            .header(header::COOKIE, koekjes.join("; "))
            .body(Body::from(body.to_owned()));
        let antwoord = app.stuur(verzoek.expect("a request")).await;
        for gezet in antwoord.headers.get_all(header::SET_COOKIE) {
            let gezet = gezet.to_str().expect("a plain header");
            let (koekje, rest) = gezet.split_once(';').expect("a cookie with its form");
            let (naam, waarde) = koekje.split_once('=').expect("a cookie");
            assert!(naam.starts_with("__Host-"), "{gezet}");
            for deel in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
                assert!(rest.contains(deel), "{deel}: {gezet}");
            }
            if rest.contains("Max-Age=0") {
                self.0.remove(naam);
            } else {
                self.0.insert(naam.to_owned(), waarde.to_owned());
            }
        }
        antwoord
    }

    /// Goes on the way to the provider: its address.
    pub async fn vertrek(&mut self, app: &TestApp, velden: &[(&str, &str)]) -> String {
        let pagina = self.post(app, &format!("/inloggen/{NAAM}"), velden).await;
        adres_op(&pagina.met_status(200))
    }

    /// Logs in at the provider, all the way.
    pub async fn log_in(
        &mut self,
        app: &TestApp,
        aanbieder: &Proefaanbieder,
        wie: &Persoon,
    ) -> Antwoord {
        let adres = self.vertrek(app, &[("naar", "/account")]).await;
        let terug = aanbieder.log_in(&adres, wie);
        self.get(app, &terug).await
    }

    pub fn houdt(&self, naam: &str) -> Option<&str> {
        self.0.get(naam).map(String::as_str)
    }
}

/// Where a page takes its visitor.
#[track_caller]
pub fn adres_op(pagina: &Antwoord) -> String {
    let html = scraper::Html::parse_document(&pagina.tekst);
    let kies = scraper::Selector::parse("meta[http-equiv=refresh]").expect("a selector");
    let meta = html.select(&kies).next().expect("a page that goes on");
    let inhoud = meta.attr("content").unwrap_or_default();
    let adres = inhoud.strip_prefix("0; url=").expect("at once");
    let kies = scraper::Selector::parse("main a.utrecht-button").expect("a selector");
    let knop = html.select(&kies).next().and_then(|a| a.attr("href"));
    assert_eq!(knop, Some(adres), "who does not go by itself has a button");
    adres.to_owned()
}

pub async fn aantallen(app: &TestApp) -> (u64, u64) {
    let sessies = sessie::Entity::find().count(app.app.db.read()).await;
    let identiteiten = identiteit::Entity::find().count(app.app.db.read()).await;
    (
        sessies.expect("the database works"),
        identiteiten.expect("the database works"),
    )
}
