//! API tokens: what one reads, when it ends, and that nobody else learns it.

mod einde;
mod lezen;
mod paginas;
mod schrijven;

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    ctx::{Aanmelding, Ctx},
    db::tables::{apitoken, geschiedenis, toekenning},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    inlog::{formulier, teksten},
};

/// A request with this token.
fn vraag(pad: &str, token: &str) -> axum::http::request::Builder {
    Request::get(pad).header(header::AUTHORIZATION, format!("Bearer {token}"))
}

/// Asks with a token.
pub async fn met_token(app: &TestApp, pad: &str, token: &str) -> Antwoord {
    let verzoek = vraag(pad, token).body(Body::empty());
    app.stuur(verzoek.expect("a request")).await
}

/// Sends the form that makes a token.
async fn stuur(app: &TestApp, koek: &str, velden: [&str; 3]) -> Antwoord {
    let [naam, scope, looptijd] = velden;
    let velden = [("naam", naam), ("scope", scope), ("looptijd", looptijd)];
    app.stuur(formulier("/account/tokens", koek, &velden)).await
}

/// Makes a token in a browser that is logged in.
pub async fn maak_token(app: &TestApp, koek: &str, naam: &str, scope: &str) -> String {
    let antwoord = stuur(app, koek, [naam, scope, "30"]).await.met_status(200);
    let blokken = teksten(&antwoord, ".dv-codeblok");
    blokken.first().expect("a token on the page").clone()
}

async fn rijen(app: &TestApp) -> Vec<apitoken::Model> {
    let alle = apitoken::Entity::find().order_by_asc(apitoken::Column::Id);
    alle.all(app.app.db.read()).await.unwrap()
}

/// What happened to an account, and by whom.
async fn acties(app: &TestApp, id: Uuid) -> Vec<(String, String)> {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(id))
        .order_by_asc(geschiedenis::Column::Nummer);
    let rijen = rijen.all(app.app.db.read()).await.unwrap();
    rijen
        .into_iter()
        .map(|rij| (rij.actie, rij.actor))
        .collect()
}

/// Gives an account these roles in the place of those it had.
async fn zet_rollen(app: &TestApp, id: Uuid, rollen: &[Toekenning]) {
    let db = app.app.db.read();
    let weg = toekenning::Entity::delete_many().filter(toekenning::Column::GebruikerId.eq(id));
    weg.exec(db).await.unwrap();
    for wat in rollen {
        let rij = toekenning::ActiveModel {
            gebruiker_id: Set(id),
            rol: Set(wat.rol.to_string()),
            bereik: Set(wat.bereik.to_string()),
            op: Set(app.app.clock.now()),
        };
        let erbij = toekenning::Entity::insert(rij).exec_without_returning(db);
        erbij.await.unwrap();
    }
}

/// Somebody with a national role and a strong login.
fn sterk(app: &TestApp, id: Uuid, rol: Rol) -> Ctx {
    let bereik = Bereik::Landelijk;
    Ctx {
        actor: dwarsverband::actor::Actor::Account {
            id,
            sleutels: std::collections::BTreeSet::new(),
        },
        aanmelding: Some(Aanmelding {
            sessie_id: Uuid::from_u128(1),
            naam: String::new(),
            toekenningen: vec![Toekenning { rol, bereik }],
            sterk: true,
        }),
        ..Ctx::systeem("test", &app.app.clock)
    }
}

/// That this token does not work, and that the answer says so as it should.
#[track_caller]
fn werkt_niet(antwoord: &Antwoord, waarom: &str) {
    assert_eq!(antwoord.status.as_u16(), 401, "{waarom}");
    assert_eq!(antwoord.kop("content-type"), "application/problem+json");
    let hoe = antwoord.kop("www-authenticate");
    assert_eq!(hoe, "Bearer error=\"invalid_token\"", "{waarom}");
    let json = antwoord.json();
    assert_eq!(json["type"], "urn:dwarsverband:probleem:ongeldig-token");
    assert_eq!(json["status"], 401);
}
