//! The spine: many ids at a time, and who succeeds whom.

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

use crate::{
    paginas::{attributen, kies},
    support::{TestApp, ctx, op_beide},
};

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

/// A thema that says to replace a gemeente is no successor: not on the page, and not as a step to
/// one in the index.
#[tokio::test]
async fn only_an_organisatie_succeeds_an_organisatie() {
    op_beide(async |app| {
        let gemeente = |code: &str, titel: &str, vervangt: &[&str]| {
            let verbanden: Vec<Value> = vervangt
                .iter()
                .map(|naar| json!({"soort": "vervangt", "naar": naar}))
                .collect();
            json!({
                "externId": titel, "officieelId": code, "soort": "organisatie", "tekst": "x",
                "organisatiesoort": "gemeente", "titel": titel, "verbanden": verbanden,
            })
        };
        let mut thema = thema();
        thema["verbanden"] = json!([{"soort": "vervangt", "naar": "GM9901"}]);
        let mut plan = praktijk("p");
        plan["gemeenten"] = json!(["GM9901"]);
        plan["themas"] = json!([]);
        let records = [
            gemeente("GM9901", "Oudhuizen", &[]),
            thema,
            gemeente("GM9902", "Nieuwhuizen", &["hulp"]),
            plan,
        ];
        assert_eq!(app.lees(&records).await.geweigerd, []);
        for pad in ["/organisaties/oudhuizen", "/organisaties/nieuwhuizen"] {
            let pagina = app.get(pad).await.met_status(200).tekst;
            let stroken = kies(&pagina, ".dv-strook").join(" ");
            assert!(!stroken.contains("Hulp"), "{pad}: {stroken}");
            let links = attributen(&pagina, "aside a", "href");
            assert!(
                links.contains(&"/themas/hulp".to_owned()),
                "{pad}: {links:?}"
            );
        }
        for (gemeente, totaal) in [("GM9901", 1), ("GM9902", 0)] {
            let pad = format!("/api/v1/zoeken?soort=praktijk&gemeente={gemeente}");
            assert_eq!(app.get(&pad).await.json()["totaal"], totaal, "{gemeente}");
        }
    })
    .await;
}
