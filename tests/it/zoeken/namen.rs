//! Names of facet values are remembered between searches, and always those of now and of who asks.

use dwarsverband::{
    actor::{Actor, Sleutel},
    ctx::Ctx,
    db::tables::stuk,
    stukken::{model::Soort, service as stukken},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::support::{TestApp, account, op_beide};

const ZOEK: &str = "/api/v1/zoeken?thema=geld-1";

/// The words for the chosen thema, none when it is not there, and whether it is said not to exist.
async fn thema(app: &TestApp, actor: &Actor) -> (Option<String>, bool) {
    let antwoord = app.als(actor, ZOEK).await.met_status(200).json();
    let waarden = antwoord["facetten"]["thema"].as_array().unwrap();
    let waarde = waarden.iter().find(|w| w["waarde"] == "geld-1");
    let label = waarde.map(|w| w["label"].as_str().unwrap().to_owned());
    (label, !antwoord["meldingen"].as_array().unwrap().is_empty())
}

fn records(titel: &str) -> [Value; 2] {
    [
        json!({"externId": "t", "soort": "thema", "slug": "geld-1", "titel": titel, "tekst": "x"}),
        json!({"externId": "p", "soort": "praktijk", "titel": "Hulp", "tekst": "x",
            "themas": ["geld-1"]}),
    ]
}

/// Changes who reads the thema, and leaves the index as it is: the tables decide.
async fn alleen_voor(app: &TestApp, sleutel: Sleutel) {
    let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq("t"));
    let id = rij.one(app.app.db.read()).await.unwrap().unwrap().id;
    let kop = stukken::kop_voor_taak(app.app.db.read(), id).await.unwrap();
    assert_eq!(kop.soort, Soort::Thema);
    let write = app.app.db.begin_write().await.unwrap();
    let gebeurd = stukken::zet_sleutels(&write, &kop, &[sleutel])
        .await
        .unwrap();
    let ctx = Ctx::systeem("test", &app.app.clock);
    write.commit(&ctx, &[gebeurd]).await.unwrap();
}

#[tokio::test]
async fn a_name_is_that_of_now_and_of_who_asks() {
    op_beide(async |app| {
        let bezoeker = Actor::Bezoeker;
        let redactie = account(1, [Sleutel::Redactie]);
        let bekend = |titel: &str| (Some(titel.to_owned()), false);
        // A value that has no name for the reader is not there.
        let onbekend = (None, true);

        app.lees(&records("Zorgen om geld")).await;
        for _ in 0..2 {
            assert_eq!(thema(&app, &bezoeker).await, bekend("Zorgen om geld"));
        }
        app.lees(&records("Rondkomen")).await;
        assert_eq!(thema(&app, &bezoeker).await, bekend("Rondkomen"));

        alleen_voor(&app, Sleutel::Redactie).await;
        assert_eq!(thema(&app, &bezoeker).await, onbekend);
        assert_eq!(thema(&app, &redactie).await, bekend("Rondkomen"));
        // That somebody else has just been told changes nothing.
        assert_eq!(thema(&app, &bezoeker).await, onbekend);
        assert_eq!(thema(&app, &account(2, [])).await, onbekend);

        alleen_voor(&app, Sleutel::Openbaar).await;
        assert_eq!(thema(&app, &bezoeker).await, bekend("Rondkomen"));

        // More changes at once than are looked at one by one.
        let veel: Vec<Value> = (0..600)
            .map(|n| json!({"externId": format!("v{n}"), "soort": "publicatie", "titel": format!("V {n}"), "tekst": "x"}))
            .chain(records("Uitkomen met geld"))
            .collect();
        app.lees(&veel).await;
        assert_eq!(thema(&app, &bezoeker).await, bekend("Uitkomen met geld"));
    })
    .await;
}
