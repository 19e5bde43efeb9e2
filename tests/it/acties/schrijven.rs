//! Making an actie and changing one: what is wrong is told at once, and every change stays in the geschiedenis.

use dwarsverband::{
    acties::service::{houders, mijn, teksten},
    actor::{Bereik, Rol, Sleutel, Toekenning},
    ctx::Ctx,
};

use crate::{
    knelpunten::fout_in,
    praktijken::{tekstvak, veld},
    support::{
        TestApp, account as actor,
        inlog::met_koek,
        mensen::{doe, post, verliest, verteld},
        op_beide,
    },
    werkruimte::{PAD, toneel},
};

use super::{account, geen_post, maak, rij, velden};

const VOOR: &str = "2026-12-31";

#[tokio::test]
async fn a_refusal_names_every_field_and_keeps_what_was_typed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/acties/nieuw");
        let velden = [
            ("titel", " "),
            ("toelichting", "Bel 06-12345678."),
            ("houder", ""),
            ("voor", "2026-11-20"),
            ("niveau", ""),
        ];
        let fout = doe(&app, &toneel.rijk, &nieuw, &velden).await;
        let fout = fout.met_status(400);
        fout_in(&fout, &["titel", "toelichting", "houder", "voor", "niveau"]);
        assert_eq!(tekstvak(&fout, "toelichting"), "Bel 06-12345678.");
        assert_eq!(veld(&fout, "voor"), "2026-11-20");
        assert!(fout.tekst.contains("<title>Fout: "));
    })
    .await;
}

#[tokio::test]
async fn it_can_be_given_to_people_of_the_thema_who_read_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/acties/nieuw");
        for (houder, niveau, goed) in [
            ("Nora", "besloten", true),
            ("Nora", "vertrouwelijk", false),
            ("Wim", "vertrouwelijk", true),
            ("Eva", "besloten", false),
            ("Lia", "openbaar", false),
        ] {
            let id = account(&app, houder).await.to_string();
            let velden = velden("Bellen", &id, VOOR, niveau);
            let antwoord = doe(&app, &toneel.rijk, &nieuw, &velden).await;
            let antwoord = antwoord.met_status(if goed { 303 } else { 400 });
            if !goed {
                fout_in(&antwoord, &["houder"]);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn who_gets_it_from_another_is_told_and_every_change_is_kept() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let eigen = maak(
            &app,
            &toneel.rijk,
            ("Zelf doen", "Rina"),
            (VOOR, "besloten"),
        )
        .await;
        assert_eq!(
            post(&app).await,
            [] as [serde_json::Value; 0],
            "nobody else has it"
        );
        let pad = maak(&app, &toneel.rijk, ("Bellen", "Gerda"), (VOOR, "besloten")).await;
        assert_eq!(post(&app).await.len(), 1);
        geen_post(&app).await;

        let (kop, actie) = rij(&app, &pad).await;
        assert_eq!(kop.datum.map(|dag| dag.to_string()).as_deref(), Some(VOOR));
        assert_eq!(actie.houder_id, account(&app, "Gerda").await);
        let nora = account(&app, "Nora").await;
        let versie = kop.versie.to_string();
        let nieuw = nora.to_string();
        let mut velden = velden("Bellen", &nieuw, "2027-01-15", "besloten").to_vec();
        velden.push(("versie", versie.as_str()));
        let wijzigen = format!("{pad}/wijzigen");
        doe(&app, &toneel.gemeente, &wijzigen, &velden)
            .await
            .met_status(303);
        let (kop, actie) = rij(&app, &pad).await;
        assert_eq!(
            (actie.houder_id, actie.voor.to_string()),
            (nora, "2027-01-15".into())
        );
        assert_eq!(kop.datum, Some(actie.voor));
        assert_eq!(verteld(&app, kop.id).await, ["aanmaken", "wijzigen"]);
        let gemeld = post(&app).await;
        assert_eq!(gemeld.len(), 1, "{gemeld:?}");
        assert_eq!(gemeld[0]["account"], nieuw);

        // The same once more, as a double click sends it, changes nothing.
        doe(&app, &toneel.gemeente, &wijzigen, &velden)
            .await
            .met_status(303);
        assert_eq!(verteld(&app, kop.id).await, ["aanmaken", "wijzigen"]);
        assert_eq!(post(&app).await.len(), 1);
        // Somebody who saw the version of before and writes something else sees both, and chooses.
        velden[0] = ("titel", "Mailen");
        let oud = doe(&app, &toneel.rijk, &wijzigen, &velden).await;
        let oud = oud.met_status(409);
        assert!(oud.tekst.contains("Er is intussen iets anders bewaard"));
        assert_eq!(veld(&oud, "versie"), kop.versie.to_string());
        met_koek(&app, &eigen, &toneel.rijk).await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn who_leaves_the_thema_keeps_no_actie_in_silence() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        let (kop, _) = rij(&app, &pad).await;
        let conn = app.app.db.read();
        let naam = async || {
            let houders = houders(conn, &[kop.id]).await.expect("the database works");
            houders[&kop.id].naam.clone()
        };
        assert_eq!(naam().await, "Nora Voorbeeld");
        let lijst = format!("{PAD}/acties");
        let gewoon = met_koek(&app, &lijst, &toneel.rijk).await.met_status(200);
        assert!(!gewoon.tekst.contains("zonder houder"), "{}", gewoon.tekst);

        let nora = account(&app, "Nora").await;
        let bereik = Bereik::Thema(toneel.thema);
        let rol = Rol::Netwerklid;
        verliest(&app, nora, Toekenning { rol, bereik }).await;
        assert_eq!(naam().await, "Zonder houder");
        let duo = met_koek(&app, &lijst, &toneel.rijk).await.met_status(200);
        assert!(
            duo.tekst.contains("1 open actie zonder houder"),
            "{}",
            duo.tekst
        );
        let zonder = format!("{lijst}?staat=zonder-houder");
        let zonder = met_koek(&app, &zonder, &toneel.rijk).await.met_status(200);
        assert!(zonder.tekst.contains(&pad), "{}", zonder.tekst);
        let pagina = met_koek(&app, &pad, &toneel.gemeente).await.met_status(200);
        assert!(pagina.tekst.contains("heeft niemand die haar doet"));

        // Nor is it theirs any more.
        let als_nora = Ctx {
            actor: actor(nora.as_u128(), []),
            ..Ctx::systeem("test", &app.app.clock)
        };
        assert_eq!(mijn(&als_nora, conn).await.expect("the database works"), []);
    })
    .await;
}

#[tokio::test]
async fn who_asks_sees_the_acties_that_are_kept_of_them() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        maak(&app, &toneel.rijk, ("Mailen", "Gerda"), (VOOR, "besloten")).await;
        let nora = account(&app, "Nora").await;
        let thema = Sleutel::Thema(toneel.thema);
        for (sleutels, verwacht) in [
            (vec![thema], "Op uw naam staat de actie: Bellen"),
            (
                Vec::new(),
                "Op uw naam staat een actie die u nu niet mag lezen",
            ),
        ] {
            let ctx = Ctx {
                actor: actor(nora.as_u128(), sleutels),
                ..Ctx::systeem("test", &app.app.clock)
            };
            let alle = teksten(&ctx, app.app.db.read(), nora).await;
            let alle = alle.expect("the database works");
            let alle: Vec<&str> = alle.iter().map(|(tekst, _)| tekst.as_str()).collect();
            assert_eq!(alle, [verwacht]);
        }
    })
    .await;
}

#[tokio::test]
async fn the_list_puts_what_is_late_first_and_keeps_what_was_done() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (titel, voor) in [
            ("Later", "2027-02-01"),
            ("Eerst", "2026-11-25"),
            ("Dan", VOOR),
        ] {
            maak(&app, &toneel.rijk, (titel, "Gerda"), (voor, "besloten")).await;
        }
        let lijst = met_koek(&app, &format!("{PAD}/acties"), &toneel.netwerk).await;
        let lijst = lijst.met_status(200);
        let plek = |titel: &str| lijst.tekst.find(&format!(">{titel}</a>"));
        assert!(plek("Eerst") < plek("Dan") && plek("Dan") < plek("Later"));
        assert!(plek("Eerst").is_some() && lijst.tekst.contains("Nog 4 dagen"));
        let fout = format!("{PAD}/acties?pagina=nul");
        met_koek(&app, &fout, &toneel.netwerk).await.met_status(400);
        let ver = met_koek(&app, &format!("{PAD}/acties?pagina=9"), &toneel.netwerk).await;
        assert!(
            ver.met_status(200)
                .tekst
                .contains("Deze bladzijde is er niet")
        );
    })
    .await;
}
