//! What others say of a praktijk: who does the same, who judges it, whether it still holds, and what
//! they ask.

mod contact;
mod oordelen;
mod toepassen;
mod versheid;

use chrono::NaiveDate;
use dwarsverband::{
    actor::Rol,
    app::App,
    ctx::Ctx,
    db::tables::{auteur, stuk},
    nachtwerk::nachtwerk,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{
    TestApp,
    mensen::{Plek, bij, id_van, mens, plek},
    smtp::Mailserver,
};

/// Two praktijken that say the same, and organisaties around them.
pub struct Wereld {
    pub plek: Plek,
    /// Another gemeente, that takes part in [`Self::regio`].
    pub elders: Uuid,
    /// A third gemeente.
    pub verder: Uuid,
    /// A samenwerkingsverband.
    pub regio: Uuid,
    /// A kennisinstelling.
    pub kennis: Uuid,
    /// Owned by Voorbeeldstad.
    pub praktijk: Uuid,
}

pub const PRAKTIJK: &str = "/praktijken/geldcoach";

fn organisatie(id: &str, soort: &str, code: &str, titel: &str) -> Value {
    let mut record = json!({
        "externId": id, "slug": id, "soort": "organisatie", "organisatiesoort": soort,
        "titel": titel, "tekst": "x",
    });
    if !code.is_empty() {
        record["officieelId"] = code.into();
    }
    record
}

pub fn praktijk(id: &str) -> Value {
    json!({
        "externId": id, "slug": id, "soort": "praktijk", "titel": "Een geldcoach op school",
        "tekst": "Leerlingen met schulden praten met een geldcoach.", "kosten": "laag",
    })
}

pub async fn wereld(app: &TestApp) -> Wereld {
    let plek = plek(app).await;
    let mut elders = organisatie("elders", "gemeente", "GM9997", "Elders");
    elders["verbanden"] = json!([{ "soort": "hoort-bij", "naar": "regio" }]);
    let verslag = app
        .lees(&[
            organisatie("regio", "samenwerkingsverband", "", "Regio Voorbeeld"),
            organisatie("kennis", "kennisinstelling", "", "Kennis Voorbeeld"),
            elders,
            organisatie("verder", "gemeente", "GM9996", "Verder"),
            praktijk("geldcoach"),
            praktijk("tweede"),
        ])
        .await;
    assert_eq!(verslag.geweigerd, []);
    let wereld = Wereld {
        plek,
        elders: id_van(app, "elders").await,
        verder: id_van(app, "verder").await,
        regio: id_van(app, "regio").await,
        kennis: id_van(app, "kennis").await,
        praktijk: id_van(app, "geldcoach").await,
    };
    is_van(app, wereld.praktijk, Some(plek.stad)).await;
    wereld
}

/// Gives a stuk an owner.
pub async fn is_van(app: &TestApp, id: Uuid, organisatie: Option<Uuid>) {
    let gezet = stuk::Entity::update_many()
        .col_expr(stuk::Column::EigenaarId, Expr::value(organisatie))
        .filter(stuk::Column::Id.eq(id))
        .exec(app.app.db.read());
    assert_eq!(gezet.await.expect("an owner").rows_affected, 1);
}

/// Gives a stuk a day before which it has to be looked at.
pub async fn herzien_voor(app: &TestApp, id: Uuid, dag: NaiveDate) {
    let gezet = stuk::Entity::update_many()
        .col_expr(stuk::Column::HerzienVoor, Expr::value(dag))
        .filter(stuk::Column::Id.eq(id))
        .exec(app.app.db.read());
    assert_eq!(gezet.await.expect("a day").rows_affected, 1);
}

/// Makes somebody a writer of a stuk.
pub async fn schrijft(app: &TestApp, stuk_id: Uuid, gebruiker_id: Uuid) {
    let rij = auteur::ActiveModel {
        stuk_id: Set(stuk_id),
        gebruiker_id: Set(gebruiker_id),
        op: Set(app.app.clock.now()),
    };
    let gezet = auteur::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gezet.await.expect("a writer");
}

/// A member of an organisatie, logged in: account and cookie.
pub async fn lid(app: &TestApp, naam: &str, organisatie: Uuid) -> (Uuid, String) {
    let id = mens(app, naam, &[bij(Rol::Lid, organisatie)]).await;
    (id, crate::support::mensen::in_(app, id, false).await)
}

/// Does the work of the night.
pub async fn nacht(app: &TestApp) {
    let ctx = Ctx::systeem("nachtwerk", &app.app.clock);
    nachtwerk(&app.app.db, &ctx, ctx.vandaag())
        .await
        .expect("the work of the night");
    app.indexeer().await;
}

/// Brings the mail that waits.
pub async fn bezorg(app: &TestApp, server: &Mailserver) {
    let app = App {
        postbode: server.postbode(),
        ..app.app.clone()
    };
    app.werkplaats()
        .doe_alle()
        .await
        .expect("the database works");
}

/// How many have each value of a facet, among praktijken.
pub async fn facet(app: &TestApp, facet: &str) -> Vec<(String, i64)> {
    let antwoord = app
        .get("/api/v1/zoeken?soort=praktijk")
        .await
        .met_status(200)
        .json();
    let waarden = antwoord["facetten"][facet].as_array().cloned();
    let paar = |w: &Value| {
        let waarde = w["waarde"].as_str().unwrap_or_default().to_owned();
        (waarde, w["aantal"].as_i64().unwrap_or_default())
    };
    let mut paren: Vec<_> = waarden.unwrap_or_default().iter().map(paar).collect();
    paren.sort();
    paren
}
