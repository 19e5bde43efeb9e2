//! The kinds of actor, and a browser that is one of them.

use axum::http::{Method, Request, header, request::Builder};
use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::{gebruiker, inlogpoging, sessie, stuk, toekenning},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;
use uuid::Uuid;

use super::routes::Adressen;
use crate::support::{
    Antwoord, TestApp,
    inlog::{MAIL, WACHTWOORD, koek, log_in, maak},
};

/// How far somebody is logged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    Niet,
    /// The password was given, and a code is to come.
    Half,
    Zwak,
    Sterk,
}

/// Where a role holds, in the world of these tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plek {
    Hier,
    Elders,
}

/// A kind of actor: its letter in the table, its name, how far it is logged in, and its roles.
pub type Soort = (char, &'static str, Stand, &'static [(Rol, Plek)]);

/// Every kind of actor, in the order of the columns of the table.
#[rustfmt::skip]
pub const SOORTEN: [Soort; 13] = [
    ('v', "visitor",                                Stand::Niet,  &[]),
    ('h', "half logged in",                         Stand::Half,  &[(Rol::Beheerder, Plek::Hier), (Rol::Redactie, Plek::Hier)]),
    ('l', "lid",                                    Stand::Zwak,  &[(Rol::Lid, Plek::Hier)]),
    ('o', "organisatiebeheerder of this one",       Stand::Zwak,  &[(Rol::Lid, Plek::Hier), (Rol::Organisatiebeheerder, Plek::Hier)]),
    ('e', "organisatiebeheerder of another",        Stand::Zwak,  &[(Rol::Lid, Plek::Elders), (Rol::Organisatiebeheerder, Plek::Elders)]),
    ('r', "redactie",                               Stand::Zwak,  &[(Rol::Redactie, Plek::Hier)]),
    ('b', "beheerder with a weak login",            Stand::Zwak,  &[(Rol::Beheerder, Plek::Hier)]),
    ('B', "beheerder",                              Stand::Sterk, &[(Rol::Beheerder, Plek::Hier)]),
    ('A', "auditor",                                Stand::Sterk, &[(Rol::Auditor, Plek::Hier)]),
    ('g', "regietafellid",                          Stand::Zwak,  &[(Rol::Regietafellid, Plek::Hier)]),
    ('d', "duo",                                    Stand::Zwak,  &[(Rol::DuoRijk, Plek::Hier)]),
    ('k', "dwarskijker with a weak login",          Stand::Zwak,  &[(Rol::Dwarskijker, Plek::Hier)]),
    ('K', "dwarskijker",                            Stand::Sterk, &[(Rol::Dwarskijker, Plek::Hier)]),
];

/// A browser and its account, which can become any kind of actor.
pub struct Wie {
    pub id: Uuid,
    pub koek: String,
    pub adressen: Adressen,
    /// The account as it is made again.
    pub gebruiker: gebruiker::Model,
    sessie: sessie::Model,
    hier: Uuid,
    elders: Uuid,
    thema: Uuid,
}

/// Takes in one of each kind of stuk.
pub async fn wereld(app: &TestApp) {
    let gemeente = |id: &str, code: &str, naam: &str| {
        json!({
            "externId": id, "slug": id, "officieelId": code, "soort": "organisatie",
            "organisatiesoort": "gemeente", "titel": naam, "tekst": "Een gemeente.",
            "provincie": "drenthe", "inwoners": 30_000,
        })
    };
    let records = [
        gemeente("voorbeeldstad", "GM9999", "Voorbeeldstad"),
        gemeente("elders", "GM9998", "Elders"),
        json!({"externId": "schulden", "slug": "schulden", "soort": "thema", "titel": "Schulden", "tekst": "x"}),
        json!({"externId": "wet", "slug": "wet", "soort": "regeling", "titel": "Een wet", "tekst": "x"}),
        json!({"externId": "proef", "slug": "proef", "soort": "praktijk", "titel": "Een proef", "tekst": "x", "themas": ["schulden"]}),
        json!({"externId": "pilot", "slug": "pilot", "soort": "proefproject", "titel": "Een pilot", "tekst": "x", "themas": ["schulden"]}),
        json!({"externId": "knel", "slug": "knel", "soort": "knelpunt", "titel": "Een knelpunt", "tekst": "x", "themas": ["schulden"]}),
        json!({"externId": "brief", "slug": "brief", "soort": "publicatie", "titel": "Een brief", "tekst": "x"}),
    ];
    assert_eq!(app.lees(&records).await.geweigerd, []);
}

/// The number of a stuk of [`wereld`].
pub async fn stuk(app: &TestApp, extern_id: &str) -> Uuid {
    let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq(extern_id));
    rij.one(app.app.db.read()).await.unwrap().unwrap().id
}

impl Wie {
    /// Logs somebody in, in the world of these tests.
    pub async fn nieuw(app: &TestApp) -> Self {
        wereld(app).await;
        let id = maak(app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(app, "", MAIL, WACHTWOORD).await.met_status(303));
        let db = app.app.db.read();
        let proef = stuk::Entity::find().filter(stuk::Column::ExternId.eq("proef"));
        let proef = proef.one(db).await.unwrap().unwrap();
        Self {
            adressen: Adressen {
                account: id.to_string(),
                kenmerk: proef.kenmerk.unwrap_or_default(),
            },
            id,
            koek,
            gebruiker: gebruiker::Entity::find().one(db).await.unwrap().unwrap(),
            sessie: sessie::Entity::find().one(db).await.unwrap().unwrap(),
            hier: stuk(app, "voorbeeldstad").await,
            elders: stuk(app, "elders").await,
            thema: stuk(app, "schulden").await,
        }
    }

    /// Makes the account and the login as they were, with these roles and this far.
    pub async fn wordt(&self, app: &TestApp, stand: Stand, rollen: &[(Rol, Plek)]) {
        let db = app.app.db.read();
        let van_mij = toekenning::Column::GebruikerId.eq(self.id);
        toekenning::Entity::delete_many()
            .filter(van_mij)
            .exec(db)
            .await
            .unwrap();
        for (rol, plek) in rollen {
            let rij = toekenning::Model {
                gebruiker_id: self.id,
                rol: rol.to_string(),
                bereik: self.bereik(*rol, *plek).to_string(),
                op: app.app.clock.now(),
            };
            let rij = rij.into_active_model();
            toekenning::Entity::insert(rij)
                .exec_without_returning(db)
                .await
                .unwrap();
        }
        inlogpoging::Entity::delete_many().exec(db).await.unwrap();
        let gebruiker = self.gebruiker.clone().into_active_model();
        gebruiker.reset_all().update(db).await.unwrap();
        let van_mij = sessie::Column::GebruikerId.eq(self.id);
        sessie::Entity::delete_many()
            .filter(van_mij)
            .exec(db)
            .await
            .unwrap();
        if stand == Stand::Niet {
            return;
        }
        let nu = app.app.clock.now();
        let rij = sessie::Model {
            begin: nu,
            gezien: nu,
            sterk: (stand == Stand::Sterk).then_some(nu),
            half: stand == Stand::Half,
            ..self.sessie.clone()
        };
        sessie::Entity::insert(rij.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
    }

    /// Where a role holds.
    pub fn bereik(&self, rol: Rol, plek: Plek) -> Bereik {
        use dwarsverband::actor::Bereiksoort;
        match (rol.bereiksoort(), plek) {
            (Bereiksoort::Landelijk, _) => Bereik::Landelijk,
            (Bereiksoort::Organisatie, Plek::Hier) => Bereik::Organisatie(self.hier),
            (Bereiksoort::Organisatie, Plek::Elders) => Bereik::Organisatie(self.elders),
            (Bereiksoort::Thema, _) => Bereik::Thema(self.thema),
            (Bereiksoort::Tafel, _) => Bereik::Tafel(Uuid::from_u128(7)),
        }
    }

    /// What somebody holds with this role here.
    pub fn toekenning(&self, rol: Rol) -> Toekenning {
        let bereik = self.bereik(rol, Plek::Hier);
        Toekenning { rol, bereik }
    }

    /// Asks from this browser, with a form when the method has one.
    pub async fn vraagt(
        &self,
        app: &TestApp,
        methode: &Method,
        pad: &str,
        velden: &[(&str, &str)],
    ) -> Antwoord {
        let verzoek = Request::builder().method(methode).uri(pad);
        // The API takes JSON, and hears from whoever is logged in as it hears from a program.
        if pad.starts_with("/api/") {
            let verzoek = verzoek.header(header::CONTENT_TYPE, "application/json");
            return self.met(app, verzoek, "{}".to_owned()).await;
        }
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(velden)
            .finish();
        self.met(app, verzoek.header(header::CONTENT_TYPE, FORMULIER), body)
            .await
    }

    /// Sends a form that is written out already from this browser.
    pub async fn stuurt(&self, app: &TestApp, pad: &str, body: String) -> Antwoord {
        let verzoek = Request::post(pad).header(header::CONTENT_TYPE, FORMULIER);
        self.met(app, verzoek, body).await
    }

    async fn met(&self, app: &TestApp, verzoek: Builder, body: String) -> Antwoord {
        let verzoek = verzoek
            .header(header::COOKIE, &self.koek)
            .header("sec-fetch-site", "same-origin");
        app.stuur(verzoek.body(body.into()).unwrap()).await
    }
}

/// How browsers send a form.
const FORMULIER: &str = "application/x-www-form-urlencoded";

/// What an answer means for who asked, as the letter that the table has.
pub fn letter(antwoord: &Antwoord) -> char {
    let naar = antwoord.kop("location");
    let pagina = naar.split(['?', '#']).next().unwrap_or_default();
    match (antwoord.status.as_u16(), pagina) {
        // Whoever is asked to log in is brought back after that; who has just left is not.
        (303, "/inloggen") if naar.contains("naar=") => 'i',
        // The API can't send anybody anywhere.
        (401, _) => 'i',
        (303, "/account/bevestigen") => 'b',
        (200 | 204 | 303 | 308 | 400 | 409, _) => '+',
        (403, _) => 'x',
        (404, _) => '-',
        (405, _) => 'm',
        _ => '?',
    }
}
