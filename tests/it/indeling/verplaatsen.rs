//! Laying a signaal at a knelpunt, merging, splitting, undoing: who may, what it leaves behind, and who hears.

use std::collections::BTreeSet;

use dwarsverband::{
    db::tables::{reden, taak, verband, verplaatsing},
    error::Error,
    knelpunten::service::indeling::{Doel, Terug, koppel, spoor, terugdraaien, verplaats},
    stukken::geschiedenis::controleer,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use uuid::Uuid;

use super::{Stand, bijval_van, knelpunt_van, nieuw, signaal_van, wereld};
use crate::{
    anderen::bezorg,
    support::{
        TestApp,
        mensen::{id_van, mail, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

const REDEN: &str = "Het gaat om hetzelfde.";

/// The gemeenten that a knelpunt plays in by what was signalled.
async fn gemeld_in(app: &TestApp, knelpunt: Uuid) -> BTreeSet<Uuid> {
    let rijen = verband::Entity::find()
        .filter(verband::Column::Van.eq(knelpunt))
        .filter(verband::Column::Plaats.eq("gemeld"))
        .all(app.app.db.read());
    let rijen = rijen.await.expect("verbanden").into_iter();
    rijen.map(|rij| rij.naar).collect()
}

async fn redenen_van(app: &TestApp, stuk_id: Uuid) -> Vec<(String, String)> {
    let rijen = reden::Entity::find()
        .filter(reden::Column::StukId.eq(stuk_id))
        .order_by_asc(reden::Column::Id)
        .all(app.app.db.read());
    let rijen = rijen.await.expect("redenen").into_iter();
    rijen.map(|rij| (rij.actie, rij.tekst)).collect()
}

#[tokio::test]
async fn a_signaal_is_laid_at_a_knelpunt_by_who_treats_its_thema() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let db = &app.app.db;
        let thema = Some(w.plek.thema);
        let een = signaal_van(&app, &w.els, (thema, w.plek.stad), false).await;
        let twee = signaal_van(&app, &w.buur, (thema, w.elders), false).await;

        // Who sent it, the redactie beside a duo, and others can't.
        for (wie, waarom) in [(&w.els, "melder"), (&w.redactie, "redactie")] {
            let fout = koppel(db, &wie.ctx(&app), een, nieuw("K", thema), REDEN).await;
            assert!(matches!(fout, Err(Error::MagNiet(_))), "{waarom}: {fout:?}");
        }
        let fout = koppel(db, &w.buur.ctx(&app), een, nieuw("K", thema), REDEN).await;
        assert!(matches!(fout, Err(Error::NotFound)), "{fout:?}");
        let zonder = koppel(db, &w.duo.ctx(&app), een, nieuw("K", thema), " ").await;
        assert!(matches!(zonder, Err(Error::Invalid(_))), "{zonder:?}");
        assert_eq!(Stand::van(&app).await.statussen[&een], "ingediend");

        let gelukt = koppel(db, &w.duo.ctx(&app), een, nieuw("Wachten", thema), REDEN).await;
        let (kop, nummer) = gelukt.expect("it is laid");
        assert!(nummer > 0);
        assert_eq!(
            (kop.titel.as_str(), kop.status.as_str()),
            ("Wachten", "gemeld")
        );
        let ook = koppel(db, &w.duo.ctx(&app), twee, Doel::Bestaand(kop.id), REDEN).await;
        ook.expect("it is laid");
        let stand = Stand::van(&app).await;
        assert_eq!(stand.in_knelpunt(kop.id), [een, twee].into());
        assert_eq!(stand.statussen[&een], "gekoppeld");
        assert_eq!(
            stand.statussen[&kop.id], "gemeld",
            "nothing changes by itself"
        );
        let plekken = BTreeSet::from([w.plek.stad, w.elders]);
        assert_eq!(gemeld_in(&app, kop.id).await, plekken);

        // Why is for who signalled, and not for everybody who reads the knelpunt.
        assert_eq!(
            redenen_van(&app, een).await,
            [("koppelen".into(), REDEN.into())]
        );
        assert_eq!(redenen_van(&app, kop.id).await, []);
        let erbij = verteld(&app, kop.id).await;
        let erbij = erbij.iter().filter(|actie| *actie == "signalen-erbij");
        assert_eq!(erbij.count(), 2);
        let nog_eens = koppel(db, &w.duo.ctx(&app), een, Doel::Bestaand(kop.id), REDEN).await;
        assert!(matches!(nog_eens, Err(Error::Conflict(_))), "{nog_eens:?}");
        let leeg = spoor(&w.duo.ctx(&app), db.read(), kop.id)
            .await
            .expect("a trace");
        assert_eq!(leeg.stappen, [], "what came from nowhere was not moved");
    })
    .await;
}

#[tokio::test]
async fn who_treats_a_thema_lays_a_signaal_at_a_knelpunt_of_it_that_nobody_leads() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let db = &app.app.db;
        let uit_bron = |id: &str, themas: &[&str]| {
            serde_json::json!({
                "externId": id, "slug": id, "soort": "knelpunt", "titel": id, "tekst": "Verteld.",
                "themas": themas, "bron": { "naam": "Een rapport" },
            })
        };
        let records = [
            uit_bron("van-wonen", &["wonen"]),
            uit_bron("van-niemand", &[]),
        ];
        assert_eq!(app.lees(&records).await.geweigerd, []);
        let signaal = signaal_van(&app, &w.els, (Some(w.plek.thema), w.plek.stad), false).await;
        let doel = Doel::Bestaand(id_van(&app, "van-niemand").await);
        let fout = koppel(db, &w.duo.ctx(&app), signaal, doel, REDEN).await;
        assert!(matches!(fout, Err(Error::MagNiet(_))), "{fout:?}");
        let doel = Doel::Bestaand(id_van(&app, "van-wonen").await);
        let gelukt = koppel(db, &w.duo.ctx(&app), signaal, doel, REDEN).await;
        gelukt.expect("it is laid");

        // What has no thema the redactie lays, where nobody leads.
        let zonder = signaal_van(&app, &w.buur, (None, w.elders), false).await;
        let doel = Doel::Bestaand(id_van(&app, "van-niemand").await);
        let gelukt = koppel(db, &w.redactie.ctx(&app), zonder, doel, REDEN).await;
        gelukt.expect("it is laid");
    })
    .await;
}

#[tokio::test]
async fn what_is_in_confidence_is_laid_by_the_dwarskijker_and_moved_unseen() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let db = &app.app.db;
        let thema = Some(w.plek.thema);
        let geheim = signaal_van(&app, &w.els, (None, w.plek.stad), true).await;
        let van = knelpunt_van(&app, &w.duo, "Van", thema).await;
        let naar = knelpunt_van(&app, &w.duo, "Naar", thema).await;
        for (wie, verwacht) in [(&w.duo, 404), (&w.redactie, 404), (&w.els, 403)] {
            let fout = koppel(db, &wie.ctx(&app), geheim, Doel::Bestaand(van), REDEN).await;
            let gezien = match fout {
                Err(Error::NotFound) => 404,
                Err(Error::MagNiet(_)) => 403,
                anders => panic!("{anders:?}"),
            };
            assert_eq!(gezien, verwacht);
        }
        let ctx = w.dwarskijker.ctx(&app);
        let gelukt = koppel(db, &ctx, geheim, Doel::Bestaand(van), REDEN).await;
        gelukt.expect("it is laid");
        let waar = gemeld_in(&app, van).await;
        assert!(waar.is_empty(), "it counts nowhere by gemeente: {waar:?}");
        let ctx = w.duo.ctx(&app);
        let gelukt = verplaats(db, &ctx, van, &[geheim], &[], Doel::Bestaand(naar), REDEN).await;
        gelukt.expect("it moves");
        assert_eq!(Stand::van(&app).await.signalen[&geheim], Some(naar));
        assert!(gemeld_in(&app, naar).await.is_empty());

        // No job names it or whose it is, and no row of a knelpunt does.
        let taken = taak::Entity::find().all(db.read()).await.expect("jobs");
        for taak in taken {
            for wie in [geheim, w.els.id] {
                assert!(!taak.lading.contains(&wie.to_string()), "{}", taak.lading);
            }
        }
        let rijen = dwarsverband::db::tables::geschiedenis::Entity::find()
            .all(db.read())
            .await
            .expect("the geschiedenis");
        for rij in rijen
            .iter()
            .filter(|rij| [van, naar].contains(&rij.stuk_id))
        {
            assert!(!rij.velden.contains(&geheim.to_string()), "{}", rij.velden);
            assert_ne!(rij.actor, format!("account:{}", w.els.id));
        }
    })
    .await;
}

#[tokio::test]
async fn a_merge_and_a_split_leave_a_trace_on_both_sides_and_tell_who_signalled() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let db = &app.app.db;
        let thema = Some(w.plek.thema);
        let van = knelpunt_van(&app, &w.duo, "Van", thema).await;
        let naar = knelpunt_van(&app, &w.duo, "Naar", thema).await;
        let een = signaal_van(&app, &w.els, (thema, w.plek.stad), false).await;
        let gelukt = koppel(db, &w.duo.ctx(&app), een, Doel::Bestaand(van), REDEN).await;
        gelukt.expect("it is laid");
        let ook = bijval_van(&app, &w.buur, van, w.elders).await;
        let server = Mailserver::start().await;
        bezorg(&app, &server).await;
        server.haal();

        let ctx = w.duo.ctx(&app);
        let doel = Doel::Bestaand(naar);
        let samen = verplaats(db, &ctx, van, &[een], &[ook], doel, REDEN).await;
        let (kop, _) = samen.expect("it moves");
        assert_eq!((kop.id, kop.status.as_str()), (naar, "gemeld"));
        let stand = Stand::van(&app).await;
        assert!(stand.in_knelpunt(van).is_empty() && stand.bijval_bij(van).is_empty());
        assert_eq!(stand.statussen[&van], "gemeld");
        assert_eq!(stand.statussen[&een], "gekoppeld");
        assert!(gemeld_in(&app, van).await.is_empty());
        assert_eq!(gemeld_in(&app, naar).await.len(), 2);
        for (id, actie) in [(van, "signalen-eraf"), (naar, "signalen-erbij")] {
            assert!(
                verteld(&app, id).await.contains(&actie.to_owned()),
                "{actie}"
            );
            let redenen = redenen_van(&app, id).await;
            assert_eq!(redenen, [(actie.to_owned(), REDEN.to_owned())]);
        }
        assert_eq!(
            verteld(&app, een).await,
            ["aanmaken", "koppelen", "verplaatsen"]
        );
        let rijen = verplaatsing::Entity::find().count(db.read()).await;
        assert_eq!(rijen.expect("rows"), 3, "the first laying, and two parts");
        let keten = controleer(db.read()).await.expect("the chains");
        assert_eq!(keten.breuken, []);

        for (id, erbij, ander) in [(van, false, naar), (naar, true, van)] {
            let spoor = spoor(&ctx, db.read(), id).await.expect("a trace");
            let [stap] = spoor.stappen.as_slice() else {
                panic!("{spoor:?}")
            };
            assert_eq!((stap.erbij, stap.signalen, stap.bijval), (erbij, 1, 1));
            assert_eq!(stap.ander.as_ref().map(|kop| kop.id), Some(ander));
            assert_eq!((stap.reden.as_str(), stap.terug), (REDEN, Terug::Kan));
        }
        bezorg(&app, &server).await;
        let mut mails = server.haal();
        mails.sort_by(|a, b| a.aan.cmp(&b.aan));
        let aan: Vec<_> = mails.iter().map(|m| m.aan.clone()).collect();
        assert_eq!(aan, [[mail("Bas")], [mail("Els")]]);
        for mail in &mails {
            let tekst = mail.deel("text/plain");
            assert!(!tekst.contains("Geheimewoorden"), "{tekst}");
            assert!(
                !tekst.contains("“Naar”"),
                "it is not everybody's yet: {tekst}"
            );
        }
        assert!(mails[1].kop("Subject").contains("SIG-2026-"));
    })
    .await;
}

#[tokio::test]
async fn what_moved_goes_back_as_a_whole_unless_it_moved_on() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let db = &app.app.db;
        let thema = Some(w.plek.thema);
        let mut knelpunten = Vec::new();
        for titel in ["Een", "Twee", "Drie"] {
            knelpunten.push(knelpunt_van(&app, &w.duo, titel, thema).await);
        }
        let [een, twee, drie] = knelpunten[..] else {
            panic!("three")
        };
        let mut signalen = Vec::new();
        for _ in 0..2 {
            let id = signaal_van(&app, &w.els, (thema, w.plek.stad), false).await;
            let gelukt = koppel(db, &w.duo.ctx(&app), id, Doel::Bestaand(een), REDEN).await;
            gelukt.expect("it is laid");
            signalen.push(id);
        }
        let begin = Stand::van(&app).await;
        let zet = async |van: Uuid, welke: &[Uuid], naar: Uuid| {
            let ctx = w.duo.ctx(&app);
            let gelukt = verplaats(db, &ctx, van, welke, &[], Doel::Bestaand(naar), REDEN).await;
            gelukt.expect("it moves");
            let spoor = spoor(&ctx, db.read(), naar).await.expect("a trace");
            spoor.stappen[0].zet
        };
        let terug = async |zet: Uuid| {
            let ctx = w.duo.ctx(&app);
            terugdraaien(db, &ctx, zet, "Toch niet.").await
        };
        let heen = zet(een, &signalen, twee).await;
        let verder = zet(twee, &signalen[..1], drie).await;

        let te_vroeg = terug(heen).await;
        let Err(Error::Conflict(waarom)) = te_vroeg else {
            panic!("{te_vroeg:?}")
        };
        assert!(waarom.contains("daarna nog eens verplaatst"), "{waarom}");
        for wie in [&w.redactie, &w.els] {
            let fout = terugdraaien(db, &wie.ctx(&app), verder, "Toch niet.").await;
            assert!(matches!(fout, Err(Error::MagNiet(_))), "{fout:?}");
        }
        let zonder = terugdraaien(db, &w.duo.ctx(&app), verder, "").await;
        assert!(matches!(zonder, Err(Error::Invalid(_))), "{zonder:?}");
        terug(verder).await.expect("it goes back");
        terug(heen).await.expect("it goes back");
        assert_eq!(Stand::van(&app).await, begin);
        for zet in [heen, verder] {
            let nog_eens = terug(zet).await;
            assert!(matches!(nog_eens, Err(Error::Conflict(_))), "{nog_eens:?}");
        }
        let onbekend = terug(Uuid::from_u128(1)).await;
        assert!(matches!(onbekend, Err(Error::NotFound)), "{onbekend:?}");
        assert_eq!(Stand::van(&app).await, begin);
    })
    .await;
}
