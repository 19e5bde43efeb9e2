//! Rights that changed a moment before: until the index has them the tables decide, and a write that
//! narrows them is only done when it has.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use dwarsverband::{
    actor::{Actor, Rol, Sleutel},
    db::{
        hoogste,
        tables::{gebruiker, leesrecht, stuk, toekenning},
    },
    stukken::service as stukken,
    zoeken::{
        model::Facet,
        service::{self, Suggestie},
    },
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::met_volger;
use crate::{
    leesrecht::{alle_ids, leesbaar, orakel, records, sleutels, verdeel, vraag, zichtbaar},
    support::{TestApp, account, ctx, dobbel::Dobbel, lang, op_beide},
    toegang::wie::{Plek, Stand, Wie},
};

const GEDULD: Duration = Duration::from_mins(1);

/// Narrows and widens some stukken, each in a write of its own; answers the number of the last.
async fn schuif(app: &TestApp, dobbel: &mut Dobbel) -> i64 {
    let db = &app.app.db;
    let mut laatste = 0;
    for id in alle_ids(&app.app).await {
        if dobbel.onder(3) > 0 {
            continue;
        }
        let kop = stukken::kop_voor_taak(db.read(), id).await.unwrap();
        let nieuw: BTreeSet<Sleutel> = match dobbel.onder(3) {
            0 => [Sleutel::Openbaar].into(),
            1 => [dobbel.kies(&sleutels()[1..]).clone()].into(),
            _ => [
                dobbel.kies(&sleutels()).clone(),
                dobbel.kies(&sleutels()).clone(),
            ]
            .into(),
        };
        let nieuw: Vec<Sleutel> = nieuw.into_iter().collect();
        let write = db.begin_write().await.unwrap();
        let gebeurd = stukken::zet_sleutels(&write, &kop, &nieuw).await.unwrap();
        let ctx = ctx(Actor::Systeem("test"), &app.app.clock);
        let nummer = write.commit(&ctx, &[gebeurd]).await.unwrap();
        laatste = nummer.expect("a change of rights has a number");
    }
    laatste
}

/// The stukken that stand behind the values of some facets, by the value.
async fn facetstukken(app: &TestApp) -> BTreeMap<(Facet, String), Uuid> {
    let rijen = stuk::Entity::find().all(app.app.db.read()).await.unwrap();
    let van = |rij: stuk::Model| match rij.soort.as_str() {
        "thema" => Some(((Facet::Thema, rij.slug), rij.id)),
        "regeling" => Some(((Facet::Regeling, rij.slug), rij.id)),
        "organisatie" => Some(((Facet::Gemeente, rij.officieel_id?), rij.id)),
        _ => None,
    };
    rijen.into_iter().filter_map(van).collect()
}

fn lezers(dobbel: &mut Dobbel) -> Vec<Actor> {
    let mut alle = vec![Actor::Bezoeker];
    for n in 1..10 {
        let eigen = sleutels().into_iter().filter(|_| dobbel.onder(2) == 0);
        alle.push(account(100 + n, eigen.collect::<Vec<_>>()));
    }
    alle
}

/// Whatever the index still has: no title, fragment or name of what the tables hide.
async fn toont_alleen_leesbaar(app: &TestApp, lezer: &Actor, dobbel: &mut Dobbel, vragen: u64) {
    let (db, index) = (&app.app.db, &app.app.index);
    let mag: BTreeSet<Uuid> = leesbaar(&app.app, lezer).await.into_iter().collect();
    let achter_facetten = facetstukken(app).await;
    let ctx = ctx(lezer.clone(), &app.app.clock);
    for _ in 0..vragen {
        let vraag = vraag(dobbel);
        let antwoord = service::zoek(&ctx, db, index, &vraag).await.unwrap();
        for treffer in &antwoord.treffers {
            assert!(
                mag.contains(&treffer.kop.id),
                "{lezer:?} asks {}",
                vraag.pad()
            );
            for doel in treffer.themas.iter().chain(&treffer.gemeenten) {
                assert!(
                    mag.contains(&doel.id),
                    "{lezer:?} sees the name {}",
                    doel.titel
                );
            }
        }
        for (facet, waarden) in &antwoord.facetten {
            for waarde in waarden {
                let achter = achter_facetten.get(&(*facet, waarde.waarde.clone()));
                let ziet = achter.is_none_or(|id| mag.contains(id));
                assert!(ziet, "{lezer:?} sees {facet:?} {}", waarde.label);
            }
        }
        let tekst: String = vraag.q.chars().take(4).collect();
        for suggestie in service::suggesties(&ctx, db, index, &tekst).await.unwrap() {
            if let Suggestie::Stuk(kop) = suggestie {
                assert!(mag.contains(&kop.id), "{lezer:?} types {tekst}");
            }
        }
    }
    for id in alle_ids(&app.app).await.into_iter().take(10) {
        for kop in service::lijkt_op(&ctx, db, index, id).await.unwrap() {
            assert!(mag.contains(&kop.id), "{lezer:?} sees what is like {id}");
        }
    }
}

/// Everything that is answered equals an index that holds only the readable.
async fn is_als_orakel(app: &TestApp, lezer: &Actor, dobbel: &mut Dobbel, vragen: u64) {
    let (db, index) = (&app.app.db, &app.app.index);
    let map = tempfile::tempdir().unwrap();
    let orakel = orakel(&app.app, lezer, map.path()).await;
    let ctx = ctx(lezer.clone(), &app.app.clock);
    for _ in 0..vragen {
        let vraag = vraag(dobbel);
        let hier = service::zoek(&ctx, db, index, &vraag).await.unwrap();
        let daar = service::zoek(&ctx, db, &orakel, &vraag).await.unwrap();
        assert_eq!(
            zichtbaar(&hier),
            zichtbaar(&daar),
            "{lezer:?} asks {}",
            vraag.pad()
        );
        let tekst: String = vraag.q.chars().take(4).collect();
        let hier = service::suggesties(&ctx, db, index, &tekst).await.unwrap();
        let daar = service::suggesties(&ctx, db, &orakel, &tekst)
            .await
            .unwrap();
        assert_eq!(hier, daar, "{lezer:?} types {tekst}");
    }
    for id in alle_ids(&app.app).await.into_iter().take(5) {
        let hier = service::lijkt_op(&ctx, db, index, id).await.unwrap();
        let daar = service::lijkt_op(&ctx, db, &orakel, id).await.unwrap();
        assert_eq!(hier, daar, "{lezer:?} sees what is like {id}");
    }
}

#[tokio::test]
async fn rights_of_a_moment_ago_hold_in_every_answer() {
    let (rondes, vragen) = if lang() { (10, 10) } else { (2, 5) };
    op_beide(async |app| {
        let mut dobbel = Dobbel::nieuw(20_261_127);
        assert_eq!(app.lees(&records(&mut dobbel, 60)).await.geweigerd, []);
        verdeel(&app.app, &mut dobbel).await;
        app.indexeer().await;
        let lezers = lezers(&mut dobbel);
        for _ in 0..rondes {
            let nummer = schuif(&app, &mut dobbel).await;
            assert!(app.app.index.position() < nummer, "the index is behind");
            for lezer in &lezers {
                toont_alleen_leesbaar(&app, lezer, &mut dobbel, vragen).await;
            }
            met_volger(&app, async || {
                app.app.volger.wacht_op(nummer, GEDULD).await.unwrap();
            })
            .await;
            for lezer in &lezers {
                is_als_orakel(&app, lezer, &mut dobbel, vragen).await;
            }
        }
    })
    .await;
}

/// On every page and door: what was hidden just now is nowhere, though the index still has it.
#[tokio::test]
async fn what_was_hidden_just_now_is_shown_nowhere() {
    op_beide(async |app| {
        app.lees(&[
            json!({"externId": "t", "slug": "kwibuszaken", "soort": "thema", "titel": "Kwibuszaken van Jan", "tekst": "x"}),
            json!({"externId": "p", "slug": "plan", "soort": "praktijk", "titel": "Een plan", "tekst": "Een kwartelbrigade.", "themas": ["kwibuszaken"]}),
            json!({
                "externId": "geheim", "slug": "geheim", "soort": "praktijk", "titel": "Kwibuzzeldossier van Jan",
                "samenvatting": "Het dossier van Jan.", "tekst": "Een kwartelbrigade in het dossier van Jan.",
                "themas": ["kwibuszaken"],
            }),
        ])
        .await;
        let paden = [
            "/", "/zoeken", "/zoeken?q=kwartelbrigade", "/zoeken?q=dossier&uitleg=true", "/zoeken?q=kwibuzzeldossier",
            "/praktijken", "/themas", "/praktijken/plan", "/api/v1/zoeken?q=kwartelbrigade",
            "/api/v1/zoeken", "/api/v1/zoeken/suggesties?q=kwib", "/api/v1/praktijken",
            "/api/v1/praktijken/plan", "/api/v1/themas", "/sitemap.xml", "/logboek", "/zoeken?thema=kwibuszaken",
        ];
        let mut gezien = 0;
        for pad in paden {
            gezien += usize::from(app.get(pad).await.tekst.contains("van Jan"));
        }
        assert!(gezien > 8, "it was there before: {gezien}");
        let rijen = stuk::Entity::find().filter(stuk::Column::ExternId.is_in(["geheim", "t"]));
        for rij in rijen.all(app.app.db.read()).await.unwrap() {
            let kop = stukken::kop_voor_taak(app.app.db.read(), rij.id).await.unwrap();
            let write = app.app.db.begin_write().await.unwrap();
            let gebeurd = stukken::zet_sleutels(&write, &kop, &[Sleutel::Redactie]).await.unwrap();
            let ctx = ctx(Actor::Systeem("test"), &app.app.clock);
            write.commit(&ctx, &[gebeurd]).await.unwrap();
        }
        for pad in paden {
            let tekst = app.get(pad).await.met_status(200).tekst;
            // The question itself comes back; what was found with it does not.
            for geheim in ["van Jan", "Kwibuszaken", "Kwibuzzeldossier"] {
                assert!(!tekst.contains(geheim), "{pad} shows {geheim}: {tekst}");
            }
        }
        app.get("/praktijken/geheim").await.met_status(404);
        app.get("/themas/kwibuszaken").await.met_status(404);
    })
    .await;
}

/// Who is taken out of an organisatie hands over what only they could read; when the page says that
/// it is done, search says so too.
#[tokio::test]
async fn a_page_that_narrows_rights_answers_when_the_index_has_it() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        let db = app.app.db.read();
        let hier = crate::toegang::wie::stuk(&app, "voorbeeldstad").await;
        let proef = crate::toegang::wie::stuk(&app, "proef").await;
        let (gaat, blijft) = (Uuid::from_u128(71), Uuid::from_u128(72));
        let rollen = &[
            (Rol::Lid, Plek::Hier),
            (Rol::Organisatiebeheerder, Plek::Hier),
        ];
        wie.wordt(&app, Stand::Zwak, rollen).await;
        for (id, mail) in [
            (gaat, "gaat@gemeente.example"),
            (blijft, "blijft@gemeente.example"),
        ] {
            let ik = gebruiker::Entity::find_by_id(wie.id)
                .one(db)
                .await
                .unwrap()
                .unwrap();
            let iemand = gebruiker::Model {
                id,
                mail: mail.into(),
                ..ik
            };
            gebruiker::Entity::insert(iemand.into_active_model())
                .exec_without_returning(db)
                .await
                .unwrap();
            let lid = toekenning::Model {
                gebruiker_id: id,
                rol: Rol::Lid.to_string(),
                bereik: format!("organisatie:{hier}"),
                op: app.app.clock.now(),
            };
            toekenning::Entity::insert(lid.into_active_model())
                .exec_without_returning(db)
                .await
                .unwrap();
        }
        stuk::Entity::update_many()
            .col_expr(stuk::Column::EigenaarId, Expr::value(hier))
            .filter(stuk::Column::Id.eq(proef))
            .exec(db)
            .await
            .unwrap();
        app.verberg("proef", Sleutel::Persoon(gaat)).await;
        let van = |id: Uuid| account(id.as_u128(), []);
        let zoek = async |id: Uuid| {
            let json = app
                .als(&van(id), "/api/v1/zoeken?q=proef&soort=praktijk")
                .await
                .json();
            json["totaal"].as_i64().unwrap()
        };
        assert_eq!((zoek(gaat).await, zoek(blijft).await), (1, 0));
        met_volger(&app, async || {
            let (gaat, blijft) = (gaat.to_string(), blijft.to_string());
            let velden = [
                ("actie", "weg"),
                ("wie", gaat.as_str()),
                ("opvolger", blijft.as_str()),
            ];
            let pad = "/organisaties/voorbeeldstad/mensen";
            let antwoord = wie
                .vraagt(&app, &axum::http::Method::POST, pad, &velden)
                .await;
            antwoord.met_status(303);
            let nu = hoogste(app.app.db.read()).await.unwrap();
            assert!(
                app.app.index.position() >= nu,
                "the index has it when the page says so"
            );
        })
        .await;
        assert_eq!((zoek(gaat).await, zoek(blijft).await), (0, 1));
        let over = leesrecht::Entity::find().filter(leesrecht::Column::StukId.eq(proef));
        let over = over.all(app.app.db.read()).await.unwrap();
        assert_eq!(over.len(), 1, "{over:?}");
    })
    .await;
}
