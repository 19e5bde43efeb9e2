//! Accounts with any roles, and browsers in which they are logged in.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::{
        duozetel, gebruiker, geschiedenis, maildomein, sessie, stuk, taak, toekenning, zetelverloop,
    },
    ids::{new_id, vouw},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Antwoord, TestApp, inlog::formulier};

pub const fn landelijk(rol: Rol) -> Toekenning {
    let bereik = Bereik::Landelijk;
    Toekenning { rol, bereik }
}

pub const fn bij(rol: Rol, organisatie: Uuid) -> Toekenning {
    let bereik = Bereik::Organisatie(organisatie);
    Toekenning { rol, bereik }
}

/// An account `NAAM@voorbeeldstad.example` that cannot be logged in with, with these roles.
pub async fn mens(app: &TestApp, naam: &str, rollen: &[Toekenning]) -> Uuid {
    let id = new_id();
    let conn = app.app.db.read();
    let rij = gebruiker::ActiveModel {
        id: Set(id),
        naam: Set(format!("{naam} Voorbeeld")),
        zoeknaam: Set(vouw(&format!("{naam} Voorbeeld"))),
        mail: Set(mail(naam)),
        status: Set("actief".into()),
        wachtwoord: Set(None),
        totp: Set(None),
        totp_stap: Set(None),
        totp_nieuw: Set(None),
        aangemaakt: Set(app.app.clock.now()),
        ingelogd: Set(None),
    };
    let gemaakt = gebruiker::Entity::insert(rij).exec_without_returning(conn);
    gemaakt.await.expect("an account");
    for wat in rollen {
        krijgt(app, id, *wat).await;
    }
    id
}

/// The address of [`mens`].
pub fn mail(naam: &str) -> String {
    format!("{}@voorbeeldstad.example", naam.to_lowercase())
}

/// Gives a role on nobody's authority.
pub async fn krijgt(app: &TestApp, id: Uuid, wat: Toekenning) {
    let rij = toekenning::ActiveModel {
        gebruiker_id: Set(id),
        rol: Set(wat.rol.to_string()),
        bereik: Set(wat.bereik.to_string()),
        op: Set(app.app.clock.now()),
    };
    let gegeven = toekenning::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gegeven.await.expect("a role");
}

/// Puts somebody on a seat on nobody's authority, with its history.
pub async fn neemt_plaats(app: &TestApp, id: Uuid, thema: Uuid, kant: &str) {
    let (conn, op) = (app.app.db.read(), app.app.clock.now());
    let rij = duozetel::ActiveModel {
        thema_id: Set(thema),
        kant: Set(kant.into()),
        gebruiker_id: Set(id),
        op: Set(op),
    };
    let zetel = duozetel::Entity::insert(rij).exec_without_returning(conn);
    zetel.await.expect("a seat");
    let rij = zetelverloop::ActiveModel {
        id: Set(new_id()),
        thema_id: Set(thema),
        kant: Set(kant.into()),
        gebruiker_id: Set(id),
        organisatie_id: Set(None),
        van: Set(op),
        tot: Set(None),
        hoe: Set("toegekend".into()),
        einde: Set(None),
    };
    let verloop = zetelverloop::Entity::insert(rij).exec_without_returning(conn);
    verloop.await.expect("its history");
}

/// Takes a role on nobody's authority.
pub async fn verliest(app: &TestApp, id: Uuid, wat: Toekenning) {
    let weg = toekenning::Entity::delete_many()
        .filter(toekenning::Column::GebruikerId.eq(id))
        .filter(toekenning::Column::Rol.eq(wat.rol.waarde()))
        .exec(app.app.db.read());
    assert_eq!(weg.await.expect("a role").rows_affected, 1);
}

/// Logs an account in; answers the cookie of its browser.
pub async fn in_(app: &TestApp, id: Uuid, sterk: bool) -> String {
    let code = URL_SAFE_NO_PAD.encode([*new_id().as_bytes(), *new_id().as_bytes()].concat());
    let hash = Sha256::digest(&code);
    let hash = hash
        .iter()
        .fold(String::new(), |tekst, byte| tekst + &format!("{byte:02x}"));
    let nu = app.app.clock.now();
    let rij = sessie::ActiveModel {
        id: Set(new_id()),
        hash: Set(hash),
        gebruiker_id: Set(id),
        begin: Set(nu),
        sterk: Set(sterk.then_some(nu)),
        gezien: Set(nu),
        programma: Set("Firefox op Linux".into()),
        half: Set(false),
        aanbieder: Set(None),
    };
    let begonnen = sessie::Entity::insert(rij).exec_without_returning(app.app.db.read());
    begonnen.await.expect("a login");
    format!("__Host-dwarsverband={code}")
}

/// An account with a strong login: its number and its cookie.
pub async fn sterk(app: &TestApp, naam: &str, rollen: &[Toekenning]) -> (Uuid, String) {
    let id = mens(app, naam, rollen).await;
    (id, in_(app, id, true).await)
}

/// Sends a form.
pub async fn doe(app: &TestApp, koek: &str, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
    app.stuur(formulier(pad, koek, velden)).await
}

/// The roles and seats of an account, as words.
pub async fn rollen_van(app: &TestApp, id: Uuid) -> Vec<String> {
    let conn = app.app.db.read();
    let rijen = toekenning::Entity::find().filter(toekenning::Column::GebruikerId.eq(id));
    let rijen = rijen.all(conn).await.expect("roles").into_iter();
    let zetels = duozetel::Entity::find().filter(duozetel::Column::GebruikerId.eq(id));
    let zetels = zetels.all(conn).await.expect("seats").into_iter();
    let mut alle: Vec<String> = rijen
        .map(|rij| rij.rol)
        .chain(zetels.map(|z| format!("duo-{}", z.kant)))
        .collect();
    alle.sort_unstable();
    alle
}

/// What the geschiedenis of an account or a stuk says, the oldest first.
pub async fn verteld(app: &TestApp, id: Uuid) -> Vec<String> {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(id))
        .order_by_asc(geschiedenis::Column::Nummer)
        .all(app.app.db.read());
    let rijen = rijen.await.expect("the geschiedenis").into_iter();
    rijen.map(|rij| rij.actie).collect()
}

/// The status of an account.
pub async fn status(app: &TestApp, id: Uuid) -> String {
    account(app, id).await.status
}

pub async fn account(app: &TestApp, id: Uuid) -> gebruiker::Model {
    let rij = gebruiker::Entity::find_by_id(id).one(app.app.db.read());
    rij.await.expect("the database works").expect("an account")
}

/// The account with a mail address.
pub async fn met_mail(app: &TestApp, mail: &str) -> Option<gebruiker::Model> {
    let rij = gebruiker::Entity::find().filter(gebruiker::Column::Mail.eq(mail));
    rij.one(app.app.db.read())
        .await
        .expect("the database works")
}

/// What mail waits to be sent, as the jobs have it.
pub async fn post(app: &TestApp) -> Vec<Value> {
    let rijen = taak::Entity::find().all(app.app.db.read()).await;
    let rijen = rijen.expect("jobs").into_iter();
    let lading = |rij: taak::Model| serde_json::from_str(&rij.lading).expect("JSON");
    rijen.map(lading).collect()
}

/// The number of a stuk.
pub async fn id_van(app: &TestApp, extern_id: &str) -> Uuid {
    let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq(extern_id));
    let rij = rij.one(app.app.db.read()).await;
    rij.expect("the database works").expect("it is there").id
}

/// A place to work: two gemeenten of which one ended in the other, a ministerie and a thema.
#[derive(Debug, Clone, Copy)]
pub struct Plek {
    pub stad: Uuid,
    pub oud: Uuid,
    pub ministerie: Uuid,
    pub thema: Uuid,
}

/// Makes it, with the mail domain of Voorbeeldstad.
pub async fn plek(app: &TestApp) -> Plek {
    app.lees(&[
        json!({ "externId": "thema", "slug": "wonen", "soort": "thema", "titel": "Wonen", "tekst": "x" }),
        json!({ "externId": "min", "slug": "ministerie", "soort": "organisatie", "organisatiesoort": "ministerie", "titel": "Ministerie", "tekst": "x" }),
        json!({ "externId": "oud", "slug": "oudestad", "officieelId": "GM9998", "soort": "organisatie", "organisatiesoort": "gemeente", "titel": "Oudestad", "tekst": "x", "einde": "2026-01-01" }),
        json!({ "externId": "stad", "slug": "voorbeeldstad", "officieelId": "GM9999", "soort": "organisatie", "organisatiesoort": "gemeente", "titel": "Voorbeeldstad", "tekst": "x", "provincie": "drenthe", "inwoners": 30_000, "verbanden": [{ "soort": "vervangt", "naar": "oud" }] }),
    ])
    .await;
    let plek = Plek {
        stad: id_van(app, "stad").await,
        oud: id_van(app, "oud").await,
        ministerie: id_van(app, "min").await,
        thema: id_van(app, "thema").await,
    };
    domein(app, "voorbeeldstad.example", plek.stad).await;
    plek
}

/// Gives an organisatie a mail domain.
pub async fn domein(app: &TestApp, domein: &str, organisatie_id: Uuid) {
    let rij = maildomein::ActiveModel {
        domein: Set(domein.into()),
        organisatie_id: Set(organisatie_id),
        op: Set(app.app.clock.now()),
    };
    let gezet = maildomein::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gezet.await.expect("a domain");
}
