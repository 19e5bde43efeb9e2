//! The spine: many ids at a time.

use dwarsverband::{
    actor::Actor,
    organisaties::{self, model::Organisatie},
    praktijken::model::Praktijk,
    publicaties::model::Publicatie,
    regelingen::model::Regeling,
    stukken::{
        Kind,
        model::{Kop, Soort},
        service::{self as stukken},
    },
    themas::model::Thema,
    zoeken::documenten::documenten,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestApp, ctx, op_beide};

fn thema() -> Value {
    json!({"externId": "t", "soort": "thema", "slug": "hulp", "titel": "Hulp", "tekst": "x"})
}

fn praktijk(naam: &str) -> Value {
    json!({"externId": naam, "soort": "praktijk", "titel": naam, "tekst": "x", "themas": ["hulp"]})
}

async fn kop(app: &TestApp, soort: Soort, naam: &str) -> Kop {
    let bezoeker = ctx(Actor::Bezoeker, &app.app.clock);
    let kop = stukken::vind(&bezoeker, app.app.db.read(), soort, naam).await;
    kop.unwrap()
}

/// More ids than either database binds in one statement.
#[tokio::test]
async fn many_ids_at_a_time_are_no_fault() {
    op_beide(async |app| {
        app.lees(&[thema(), praktijk("p")]).await;
        let (conn, bezoeker) = (app.app.db.read(), ctx(Actor::Bezoeker, &app.app.clock));
        let er_is = kop(&app, Soort::Praktijk, "p").await.id;
        let mut ids: Vec<Uuid> = (1..=70_000).map(Uuid::from_u128).collect();
        ids.extend([er_is, er_is]);
        let koppen = stukken::koppen(&bezoeker, conn, &ids).await.unwrap();
        assert_eq!(koppen.iter().map(|k| k.id).collect::<Vec<_>>(), [er_is]);
        let doelen = stukken::doelen(&bezoeker, conn, &ids).await.unwrap();
        assert_eq!(doelen[&er_is][0].titel, "Hulp");
        let namen: Vec<String> = ids.iter().map(Uuid::to_string).collect();
        let titels = stukken::titels(&bezoeker, conn, Soort::Praktijk, &namen).await;
        assert!(titels.unwrap().is_empty());
        assert_eq!(Praktijk::laad(conn, &ids).await.unwrap().len(), 1);
        assert!(Publicatie::laad(conn, &ids).await.unwrap().is_empty());
        assert!(Regeling::laad(conn, &ids).await.unwrap().is_empty());
        assert!(Organisatie::laad(conn, &ids).await.unwrap().is_empty());
        assert!(Thema::laad(conn, &ids).await.unwrap().is_empty());
        let gemeenten = organisaties::service::gemeenten_onder(conn, &ids).await;
        assert!(gemeenten.unwrap().is_empty());
        assert_eq!(documenten(conn, &ids).await.unwrap().len(), 1);
    })
    .await;
}
