//! What the regietafel decides, in both places.

use dwarsverband::db::tables::besluitstuk;
use sea_orm::EntityTrait as _;

use crate::{
    knelpunten::{fout_in, sleutels_van},
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::{notitie, rij, toneel},
};

use super::{besluit, brieven, escalaties, leg_voor, secretaris, stap};

#[tokio::test]
async fn the_besluit_comes_back_to_where_the_question_was() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (niveau, netwerk, buiten) in [
            ("openbaar", 200, 200),
            ("besloten", 200, 404),
            ("vertrouwelijk", 404, 404),
        ] {
            let titel = format!("Een proef {niveau}");
            let pad = notitie(&app, &toneel.rijk, &format!("Kosten {niveau}"), niveau).await;
            let id = rij(&app, &pad).await.id;
            leg_voor(&app, &toneel.rijk, "notitie", &pad)
                .await
                .met_status(303);
            let adres = stap(&app, id, "besluit").await;
            met_koek(&app, &adres, &toneel.rijk).await.met_status(404);
            met_koek(&app, &adres, &toneel.regietafel)
                .await
                .met_status(200);
            let voor = brieven(&app).await;
            let genomen = doe(&app, &toneel.regietafel, &adres, &besluit(&titel, "")).await;
            let naar = genomen.met_status(303).kop("location").to_owned();
            let naar = naar.split('?').next().expect("an address").to_owned();
            app.indexeer().await;
            // Both seats and who stands in hear of it.
            assert_eq!(brieven(&app).await, voor + 3, "{niveau}");
            let eigen = besluitstuk::Entity::find_by_id(
                escalaties(&app, id).await[0].besluit_id.expect("a besluit"),
            );
            let eigen = eigen.one(app.app.db.read()).await.expect("the database");
            let eigen = eigen.expect("its own row");
            assert_eq!(
                (eigen.door.as_str(), eigen.niveau.as_str()),
                ("regietafel", niveau)
            );
            assert_eq!(eigen.uitkomst.as_deref(), Some("proef"));
            let sleutels = sleutels_van(&app, eigen.stuk_id).await;
            assert_eq!(
                sleutels.contains("regietafel"),
                niveau != "openbaar",
                "{sleutels:?}"
            );
            for (wie, koek, status) in [
                ("rijk", &toneel.rijk, 200),
                ("gemeente", &toneel.gemeente, 200),
                ("regietafel", &toneel.regietafel, 200),
                ("netwerk", &toneel.netwerk, netwerk),
                ("lid", &toneel.lid, buiten),
                ("elders", &toneel.elders, buiten),
            ] {
                let gezien = met_koek(&app, &naar, koek).await;
                assert_eq!(gezien.status.as_u16(), status, "{niveau} {wie}");
                if status == 200 {
                    let bron = met_koek(&app, &pad, koek).await.met_status(200);
                    assert!(bron.tekst.contains(&naar), "{niveau} {wie}");
                }
            }
            assert_eq!(app.get(&naar).await.status.as_u16(), buiten);
            let tafel = met_koek(&app, "/regietafel", &toneel.regietafel).await;
            assert!(tafel.met_status(200).tekst.contains(&naar));
        }
    })
    .await;
}

#[tokio::test]
async fn it_is_written_once_and_replaced_by_another() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let saar = secretaris(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Kosten", "besloten").await;
        let id = rij(&app, &pad).await.id;
        leg_voor(&app, &toneel.rijk, "notitie", &pad)
            .await
            .met_status(303);
        let adres = stap(&app, id, "besluit").await;
        let leeg = doe(&app, &saar, &adres, &[]).await.met_status(400);
        fout_in(&leeg, &["uitkomst", "titel", "tekst", "waarom"]);
        let (van_een, van_twee) = (besluit("Een", ""), besluit("Twee", ""));
        let (een, twee) = tokio::join!(
            doe(&app, &saar, &adres, &van_een),
            doe(&app, &toneel.regietafel, &adres, &van_twee),
        );
        let mut gelukt = [een.status.as_u16(), twee.status.as_u16()];
        gelukt.sort_unstable();
        assert_eq!(gelukt, [303, 409], "one of both");
        let eerste = escalaties(&app, id).await[0].besluit_id.expect("a besluit");
        // It can't be changed, agreed with, refused or taken back.
        let eerste_pad = if een.status == 303 { &een } else { &twee };
        let eerste_pad = eerste_pad.kop("location").split('?').next();
        let eerste_pad = eerste_pad.expect("an address").to_owned();
        let wijzigen = format!("{eerste_pad}/wijzigen");
        let terug = met_koek(&app, &wijzigen, &toneel.rijk)
            .await
            .met_status(303);
        assert_eq!(terug.kop("location"), eerste_pad);
        let pagina = met_koek(&app, &eerste_pad, &toneel.rijk).await;
        assert!(!pagina.met_status(200).tekst.contains("/stappen/"));
        // Nor withdrawn by the duo.
        let intrekken = stap(&app, id, "intrekken").await;
        let reden = [("reden", "Toch niet.")];
        doe(&app, &toneel.rijk, &intrekken, &reden)
            .await
            .met_status(409);
        // Another takes its place; both stay to be read.
        let was = eerste.to_string();
        let nieuw = doe(&app, &saar, &adres, &besluit("Drie", &was)).await;
        let nieuw = nieuw.met_status(303).kop("location").to_owned();
        let nieuw = nieuw.split('?').next().expect("an address");
        let oud = met_koek(&app, &eerste_pad, &toneel.netwerk).await;
        let oud = oud.met_status(200).tekst;
        assert!(oud.contains("Vervangen door") && oud.contains(nieuw));
        let bron = met_koek(&app, &pad, &toneel.netwerk).await.met_status(200);
        assert!(bron.tekst.contains(nieuw));
        assert_ne!(escalaties(&app, id).await[0].besluit_id, Some(eerste));
    })
    .await;
}
