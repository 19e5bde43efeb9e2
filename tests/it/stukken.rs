//! The spine: neighbours, many ids at a time, and who succeeds whom.

use dwarsverband::{
    actor::{Actor, Sleutel},
    db::Teksten,
    organisaties::{self, model::Organisatie},
    praktijken::model::Praktijk,
    proefprojecten::model::Proefproject,
    publicaties::model::Publicatie,
    regelingen::model::Regeling,
    stukken::{
        Kind,
        model::{Kop, MAX_BUREN, Soort, Verbandsoort},
        service::{self as stukken},
    },
    themas::model::Thema,
    zoeken::documenten::documenten,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    paginas::{attributen, kies},
    support::{TestApp, account, ctx, op_beide},
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

/// What may not be read pushes nothing out, and the newest are shown.
#[tokio::test]
async fn neighbours_are_counted_after_the_right_to_read() {
    op_beide(async |app| {
        app.lees(&[thema()]).await;
        for naam in ["a", "b", "c", "d", "e", "f"] {
            app.lees(&[praktijk(naam)]).await;
        }
        app.verberg("e", Sleutel::Redactie).await;
        app.verberg("f", Sleutel::Redactie).await;
        let thema = kop(&app, Soort::Thema, "hulp").await;
        let redactie = account(1, [Sleutel::Redactie]);
        for (lezer, hoogstens, verwacht, meer) in [
            (&Actor::Bezoeker, 3, "bcd", true),
            (&Actor::Bezoeker, 4, "abcd", false),
            (&redactie, 3, "def", true),
            (&redactie, 6, "abcdef", false),
        ] {
            let ctx = ctx(lezer.clone(), &app.app.clock);
            let buren = stukken::buren(&ctx, app.app.db.read(), thema.id, hoogstens).await;
            let buren = buren.unwrap();
            let titels: String = buren.buren.iter().map(|b| b.kop.titel.as_str()).collect();
            assert_eq!((titels.as_str(), buren.meer), (verwacht, meer), "{lezer:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_says_that_there_are_more_neighbours() {
    op_beide(async |app| {
        app.lees(&[thema(), praktijk("p")]).await;
        let (van, naar) = (
            kop(&app, Soort::Praktijk, "p").await,
            kop(&app, Soort::Thema, "hulp").await,
        );
        let zin = "Deze pagina kijkt naar de 1.000 nieuwste verbanden.";
        for (aantal, meer) in [(MAX_BUREN, false), (MAX_BUREN + 1, true)] {
            let plaatsen = (0..aantal).map(|n| format!("deel {n}"));
            let verbanden: Vec<_> = plaatsen
                .map(|plaats| (Verbandsoort::HoortBij, naar.id, plaats))
                .collect();
            let write = app.app.db.begin_write().await.unwrap();
            let gebeurd = stukken::verbind(&write, van.id, &verbanden).await.unwrap();
            let systeem = ctx(Actor::Systeem("test"), &app.app.clock);
            write.commit(&systeem, gebeurd.as_slice()).await.unwrap();
            for pad in [naar.pad(), van.pad()] {
                let pagina = app.get(&pad).await.met_status(200).tekst;
                assert_eq!(pagina.contains(zin), meer, "{pad} {aantal}");
                let json = app.get(&format!("/api/v1{pad}")).await.json();
                assert_eq!(json["meerVerbanden"], meer, "{pad}");
                assert_eq!(json["verbanden"].as_array().unwrap().len(), 1_000);
            }
        }
        let links = attributen(&app.get("/themas/hulp").await.tekst, "aside p a", "href");
        assert_eq!(links, ["/zoeken?thema=hulp"]);
        app.verberg("p", Sleutel::Redactie).await;
        let json = app.get("/api/v1/themas/hulp").await.met_status(200).json();
        assert_eq!(
            json["meerVerbanden"], false,
            "of what may not be read nothing is said"
        );
    })
    .await;
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
        let gevraagd = [(Soort::Praktijk, namen)];
        let titels = stukken::titels(&bezoeker, &app.app.db, &gevraagd).await;
        assert!(titels.unwrap()[&Soort::Praktijk].is_empty());
        assert_eq!(
            Praktijk::laad(conn, &ids, Teksten::Mee)
                .await
                .unwrap()
                .len(),
            1
        );
        assert!(
            Publicatie::laad(conn, &ids, Teksten::Mee)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            Regeling::laad(conn, &ids, Teksten::Mee)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            Organisatie::laad(conn, &ids, Teksten::Mee)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            Thema::laad(conn, &ids, Teksten::Mee)
                .await
                .unwrap()
                .is_empty()
        );
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

/// The same facts on a card, whether its text was read or not.
async fn zelfde_feiten<K: Kind>(app: &TestApp, naam: &str) -> K {
    let (conn, id) = (app.app.db.read(), kop(app, K::SOORT, naam).await.id);
    let heel = K::laad(conn, &[id], Teksten::Mee).await.unwrap();
    let heel = heel.get(&id).unwrap();
    let zonder = K::laad(conn, &[id], Teksten::Weg)
        .await
        .unwrap()
        .remove(&id);
    let zonder = zonder.unwrap();
    assert_eq!(heel.kaartfeiten(), zonder.kaartfeiten(), "{naam}");
    assert!(heel.zoekdeel(None).tekst.contains("Lang verhaal"));
    assert_eq!(zonder.zoekdeel(None).tekst, "");
    zonder
}

#[tokio::test]
async fn a_card_needs_no_text() {
    op_beide(async |app| {
        let met = |soort: &str, velden: Value| {
            let mut record = json!({"externId": soort, "soort": soort, "titel": soort,
                "tekst": "Lang verhaal."});
            let velden = velden.as_object().unwrap().clone();
            record.as_object_mut().unwrap().extend(velden);
            record
        };
        app.lees(&[
            met(
                "praktijk",
                json!({"fase": "loopt", "onderbouwing": "bevestigd", "kosten": "laag",
                "secties": {"Aanpak": "Zo."}}),
            ),
            met(
                "proefproject",
                json!({"fase": "gestopt", "begin": "2025-01-01", "einde": "2025-12-31",
                "besluitdatum": "2025-07-01", "secties": {"Les": "Begin klein."}}),
            ),
            met(
                "publicatie",
                json!({"publicatiesoort": "advies", "auteur": "De raad"}),
            ),
            met(
                "regeling",
                json!({"afkorting": "Rgl", "regelingsoort": "wet",
                "artikelen": [{"artikel": "1", "samenvatting": "Wat er staat."}]}),
            ),
            met(
                "organisatie",
                json!({"organisatiesoort": "gemeente", "inwoners": 30_000,
                "provincie": "drenthe", "einde": "2019-01-01"}),
            ),
            met("thema", json!({})),
        ])
        .await;
        let praktijk: Praktijk = zelfde_feiten(&app, "praktijk").await;
        assert_eq!(praktijk.kaartfeiten().len(), 4);
        let proefproject: Proefproject = zelfde_feiten(&app, "proefproject").await;
        assert_eq!(proefproject.kaartfeiten().len(), 2);
        zelfde_feiten::<Publicatie>(&app, "publicatie").await;
        let regeling: Regeling = zelfde_feiten(&app, "regeling").await;
        assert!(regeling.artikelen.is_empty());
        let organisatie: Organisatie = zelfde_feiten(&app, "organisatie").await;
        assert_eq!(organisatie.inwoners, Some(30_000));
        zelfde_feiten::<Thema>(&app, "thema").await;
    })
    .await;
}
