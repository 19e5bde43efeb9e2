//! Handing a seat over: proposed by who sits there, confirmed by the regietafel, with what was left to do.

use dwarsverband::{actor::Rol, db::tables::taak, duos::model::SOORT};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{PAD, WAAROM, beslis, klopt, rol, stel_voor, wachtend};
use crate::{
    acties,
    anderen::bezorg,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{
            bij, doe, id_van, in_, krijgt, landelijk, mail, mens, rollen_van, sterk, verteld,
        },
        op_beide,
        smtp::Mailserver,
    },
    werkruimte::{self, toneel},
};

async fn geen_post(app: &TestApp) {
    let weg = taak::Entity::delete_many().filter(taak::Column::Soort.ne(SOORT));
    weg.exec(app.app.db.read()).await.expect("no mail");
}

/// Brings the mail: to whom, and what about.
async fn post(app: &TestApp, server: &Mailserver) -> Vec<(String, String)> {
    geen_post(app).await;
    bezorg(app, server).await;
    let kort = |brief: crate::support::smtp::Mail| (brief.aan.concat(), brief.kop("Subject"));
    let mut alle: Vec<_> = server.haal().into_iter().map(kort).collect();
    alle.sort();
    alle
}

fn brief(aan: &str, onderwerp: &str) -> (String, String) {
    (mail(aan), onderwerp.to_owned())
}

#[tokio::test]
async fn a_seat_goes_to_a_successor_with_what_was_left_to_do() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let stad = id_van(&app, "stad").await;
        let (opa, van_opa) = sterk(&app, "Opa", &[bij(Rol::Lid, stad)]).await;
        let gerda = acties::account(&app, "Gerda").await;
        let (_, secretaris) = sterk(&app, "Sien", &[landelijk(Rol::Secretaris)]).await;
        let voor = ("2026-12-31", "vertrouwelijk");
        let open = acties::maak(&app, &toneel.rijk, ("Bellen", "Gerda"), voor).await;
        let van_rina = acties::maak(&app, &toneel.rijk, ("Mailen", "Rina"), voor).await;
        geen_post(&app).await;

        let pagina = met_koek(&app, &format!("{PAD}/overdragen"), &toneel.gemeente).await;
        let pagina = pagina.met_status(200).tekst;
        assert!(pagina.contains("U zit op de zetel van de gemeenten"), "{pagina}");
        let gevraagd = stel_voor(&app, &toneel.gemeente, "Opa").await.met_status(303);
        assert_eq!(gevraagd.kop("location"), format!("{PAD}?gelukt=voorgesteld"));
        assert_eq!(rollen_van(&app, opa).await, ["lid"], "it waits");
        let wacht = "Een opvolger in het duo van Wonen";
        assert_eq!(
            post(&app, &server).await,
            [brief("Sien", wacht), brief("Tom", wacht)]
        );
        let pagina = met_koek(&app, &format!("{PAD}/overdragen"), &toneel.gemeente).await;
        let pagina = pagina.met_status(200).tekst;
        assert!(pagina.contains("Wacht op de regietafel") && pagina.contains(WAAROM));
        // That is no fault of who is named.
        let nogmaals = stel_voor(&app, &toneel.gemeente, "Opa").await.met_status(409).tekst;
        assert!(nogmaals.contains("U stelde al een opvolger voor"), "{nogmaals}");
        assert_eq!(wachtend(&app).await.len(), 1, "one successor at a time");

        // Who asked does not confirm it, nor the successor, nor the other side.
        for (wie, koek, status) in [
            ("Gerda", &toneel.gemeente, 403),
            ("Opa", &van_opa, 403),
            ("Rina", &toneel.rijk, 404),
            ("Lia", &toneel.lid, 404),
        ] {
            let gezien = beslis(&app, koek, "bevestigen").await.status.as_u16();
            assert_eq!(gezien, status, "{wie}");
        }
        let pagina = met_koek(&app, "/rollen", &secretaris).await.met_status(200);
        let zin = format!(
            "Opa Voorbeeld ({}) volgt Gerda Voorbeeld ({}) op als Duo, van een gemeente, thema Wonen",
            mail("Opa"),
            mail("Gerda")
        );
        assert!(pagina.tekst.contains(&zin), "{}", pagina.tekst);
        beslis(&app, &secretaris, "bevestigen").await.met_status(303);

        assert_eq!(rollen_van(&app, opa).await, ["duo-gemeente", "lid"]);
        assert_eq!(rollen_van(&app, gerda).await, [""; 0]);
        assert!(verteld(&app, opa).await.ends_with(&[
            "aanvragen".into(),
            "aanvraag-bevestigen".into(),
            "rol-geven".into()
        ]));
        assert_eq!(verteld(&app, gerda).await, ["rol-nemen"]);
        assert_eq!(
            post(&app, &server).await,
            [
                brief("Gerda", "Uw zetel in Wonen is overgedragen"),
                brief("Opa", "U zit nu in het duo van Wonen"),
            ]
        );
        let (_, actie) = acties::rij(&app, &open).await;
        assert_eq!(actie.houder_id, opa);
        let (_, actie) = acties::rij(&app, &van_rina).await;
        assert_ne!(actie.houder_id, opa, "what is another's stays theirs");
        // At once: one reads it, and the other does not any more.
        met_koek(&app, &open, &van_opa).await.met_status(200);
        met_koek(&app, &open, &toneel.gemeente).await.met_status(404);
        met_koek(&app, werkruimte::PAD, &toneel.gemeente).await.met_status(403);
        met_koek(&app, werkruimte::PAD, &van_opa).await.met_status(200);
        beslis_niets(&app, &secretaris).await;
    })
    .await;
}

async fn beslis_niets(app: &TestApp, koek: &str) {
    assert!(wachtend(app).await.is_empty());
    let niets = uuid::Uuid::nil().to_string();
    let velden = [("actie", "bevestigen"), ("aanvraag", &*niets)];
    doe(app, koek, "/rollen", &velden).await.met_status(404);
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_and_what_was_typed_stays() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let (stad, rijk) = (id_van(&app, "stad").await, id_van(&app, "min").await);
        mens(&app, "Opa", &[bij(Rol::Lid, stad)]).await;
        mens(&app, "Mini", &[bij(Rol::Lid, rijk)]).await;
        let pad = format!("{PAD}/overdragen");
        let leeg = doe(&app, &toneel.gemeente, &pad, &[("actie", "voorstellen")]).await;
        let leeg = leeg.met_status(400).tekst;
        assert!(leeg.contains("href=\"#mail\"") && leeg.contains("href=\"#reden\""));
        for (wie, wat) in [
            ("Mini", "Dit account is daar geen lid van"),
            ("Rina", "al op de andere zetel"),
            ("Gerda", "heeft deze rol al"),
        ] {
            let fout = stel_voor(&app, &toneel.gemeente, wie).await.met_status(400);
            assert!(fout.tekst.contains(wat), "{wie}: {}", fout.tekst);
            assert!(fout.tekst.contains(&mail(wie)) && fout.tekst.contains(WAAROM));
        }
        let velden = [
            ("mail", &*mail("Opa")),
            ("reden", "Bel mij op 06-12345678."),
        ];
        let gegevens = doe(&app, &toneel.gemeente, &pad, &velden)
            .await
            .met_status(400);
        assert!(gegevens.tekst.contains("Ik heb gekeken"));
        assert!(wachtend(&app).await.is_empty());
        for koek in [
            &toneel.netwerk,
            &toneel.waarnemer,
            &toneel.lid,
            &toneel.regietafel,
        ] {
            met_koek(&app, &pad, koek).await.met_status(403);
            stel_voor(&app, koek, "Opa").await.met_status(403);
        }
        app.get(&pad).await.met_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_proposal_is_taken_back_refused_or_too_late() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let stad = id_van(&app, "stad").await;
        let opa = mens(&app, "Opa", &[bij(Rol::Lid, stad)]).await;
        mens(&app, "Oma", &[bij(Rol::Lid, stad)]).await;
        let pad = format!("{PAD}/overdragen");

        stel_voor(&app, &toneel.gemeente, "Opa")
            .await
            .met_status(303);
        let terug = doe(&app, &toneel.gemeente, &pad, &[("actie", "intrekken")]).await;
        assert_eq!(
            terug.met_status(303).kop("location"),
            format!("{PAD}?gelukt=ingetrokken")
        );
        assert_eq!(
            post(&app, &server).await,
            [],
            "what was taken back is not told"
        );
        doe(&app, &toneel.gemeente, &pad, &[("actie", "intrekken")])
            .await
            .met_status(409);

        stel_voor(&app, &toneel.gemeente, "Oma")
            .await
            .met_status(303);
        post(&app, &server).await;
        beslis(&app, &toneel.regietafel, "afwijzen")
            .await
            .met_status(303);
        let gekregen = post(&app, &server).await;
        assert_eq!(
            gekregen,
            [brief("Gerda", "Uw opvolger in Wonen is niet aangewezen")]
        );

        // Who left the seat meanwhile hands nothing over.
        stel_voor(&app, &toneel.gemeente, "Opa")
            .await
            .met_status(303);
        rol(&app, &toneel.regietafel, "nemen", "Gerda", Rol::DuoGemeente)
            .await
            .met_status(303);
        let te_laat = beslis(&app, &toneel.regietafel, "bevestigen").await;
        let te_laat = te_laat.met_status(409).tekst;
        assert!(te_laat.contains("mag dat zelf niet meer"), "{te_laat}");
        assert_eq!(rollen_van(&app, opa).await, ["lid"]);
        // That does not stand in the way of who sits there now.
        rol(&app, &toneel.regietafel, "geven", "Oma", Rol::DuoGemeente)
            .await
            .met_status(303);
        let oma = acties::account(&app, "Oma").await;
        let koek = in_(&app, oma, true).await;
        stel_voor(&app, &koek, "Opa").await.met_status(303);
        klopt(&app, toneel.thema, "two proposals").await;
        // Who does not sit there any more does not hear that they stay there.
        post(&app, &server).await;
        beslis(&app, &toneel.regietafel, "afwijzen")
            .await
            .met_status(303);
        assert_eq!(post(&app, &server).await, []);
    })
    .await;
}

/// Somebody of the regietafel who sits on a seat does not decide alone who takes it over.
#[tokio::test]
async fn two_hands_are_two_people() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let stad = id_van(&app, "stad").await;
        let opa = mens(&app, "Opa", &[bij(Rol::Lid, stad)]).await;
        let gerda = acties::account(&app, "Gerda").await;
        for wie in [gerda, opa] {
            krijgt(&app, wie, landelijk(Rol::Secretaris)).await;
        }
        let server = Mailserver::start().await;
        stel_voor(&app, &toneel.gemeente, "Opa")
            .await
            .met_status(303);
        let wacht = "Een opvolger in het duo van Wonen";
        assert_eq!(
            post(&app, &server).await,
            [brief("Tom", wacht)],
            "neither who asked nor the successor is asked"
        );
        beslis(&app, &toneel.gemeente, "bevestigen")
            .await
            .met_status(403);
        let van_opa = in_(&app, opa, true).await;
        beslis(&app, &van_opa, "bevestigen").await.met_status(403);
        beslis(&app, &toneel.regietafel, "bevestigen")
            .await
            .met_status(303);
        assert!(rollen_van(&app, opa).await.contains(&"duo-gemeente".into()));
    })
    .await;
}
