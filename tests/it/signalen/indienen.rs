//! Sending a signaal: the form, what is wrong with it, and what others said before.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::Sleutel,
    db::tables::{leesrecht, revisie, signaal, signaalgemeente, verband},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{GOED, hoeveel, knelpunt, laatste, met, stuur, wereld};
use crate::{
    anderen::bezorg,
    paginas::kies,
    praktijken::tekstvak,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, mail, post, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

/// The keys of a stuk.
pub async fn sleutels(app: &TestApp, id: Uuid) -> BTreeSet<String> {
    let rijen = leesrecht::Entity::find().filter(leesrecht::Column::DeelId.eq(id));
    let rijen = rijen.all(app.app.db.read()).await.expect("keys");
    rijen.into_iter().map(|rij| rij.sleutel).collect()
}

#[tokio::test]
async fn a_signaal_is_sent_and_who_treats_it_hears_so() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (els, koek) = &wereld.els;
        let server = Mailserver::start().await;
        let bezoeker = app.get("/signaleren").await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));
        let begin = met_koek(&app, "/signaleren", koek).await.met_status(200);
        assert!(
            begin
                .tekst
                .contains("Dit is geen aanvraag, klacht of bezwaar over één inwoner")
        );
        assert_eq!(tekstvak(&begin, "gemeenten"), "Voorbeeldstad", "their own");
        for woord in [
            "cliëntondersteuning",
            "Nationale ombudsman",
            "Huis voor Klokkenluiders",
        ] {
            assert!(begin.tekst.contains(woord), "{woord}");
        }

        // Nothing resembles it: it goes at once.
        let gestuurd = doe(&app, koek, "/signaleren", &GOED).await.met_status(303);
        assert_eq!(
            gestuurd.kop("location"),
            "/account/signalen?gelukt=verstuurd"
        );
        let stuk = laatste(&app).await;
        let kenmerk = stuk.kenmerk.clone().expect("a kenmerk");
        assert!(kenmerk.starts_with("SIG-2026-"), "{kenmerk}");
        assert_eq!(
            stuk.slug,
            kenmerk.to_lowercase(),
            "the address tells nothing"
        );
        assert_eq!(
            (stuk.status.as_str(), stuk.eigenaar_id),
            ("ingediend", None)
        );
        let verwacht = [
            Sleutel::Persoon(*els),
            Sleutel::Redactie,
            Sleutel::Duo(wereld.plek.thema),
        ];
        let verwacht: BTreeSet<String> = verwacht.map(|s| s.to_string()).into();
        assert_eq!(sleutels(&app, stuk.id).await, verwacht);
        assert_eq!(verteld(&app, stuk.id).await, ["aanmaken", "verbinden"]);

        let conn = app.app.db.read();
        let rij = signaal::Entity::find_by_id(stuk.id)
            .one(conn)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (rij.melder_id, rij.namens_id),
            (*els, Some(wereld.plek.stad))
        );
        assert_eq!(
            (rij.thema_id, rij.knelpunt_id),
            (Some(wereld.plek.thema), None)
        );
        let plekken = signaalgemeente::Entity::find().all(conn).await.unwrap();
        assert_eq!(plekken.len(), 1);
        assert_eq!(plekken[0].organisatie_id, wereld.plek.stad);
        let verbanden = verband::Entity::find().filter(verband::Column::Van.eq(stuk.id));
        let verbanden = verbanden.all(conn).await.unwrap();
        assert_eq!(
            verbanden.len(),
            1,
            "the law that was named, and no gemeente"
        );
        assert_eq!(verbanden[0].soort, "betreft-regeling");

        // Numbers only, in the jobs and in the mail.
        let taken = format!("{:?}", post(&app).await);
        assert!(
            !taken.contains("huis") && !taken.contains(&els.to_string()),
            "{taken}"
        );
        bezorg(&app, &server).await;
        let brieven = server.haal();
        let aan: BTreeSet<&str> = brieven.iter().map(|b| b.aan[0].as_str()).collect();
        assert_eq!(
            aan,
            BTreeSet::from([mail("Els").as_str(), mail("Duo").as_str()])
        );
        for brief in &brieven {
            let tekst = brief.deel("text/plain");
            assert!(tekst.contains(&kenmerk), "{tekst}");
            assert!(
                !tekst.contains("detentie") && !tekst.contains("Voorbeeldstad"),
                "{tekst}"
            );
        }

        // Pressed twice is sent once.
        doe(&app, koek, "/signaleren", &GOED).await.met_status(303);
        assert_eq!(hoeveel(&app).await, 1);
        let anders = [("titel", "Wie verhuist, wacht ook")];
        doe(&app, koek, "/signaleren", &met(&anders))
            .await
            .met_status(303);
        assert_eq!(hoeveel(&app).await, 2);
        let revisies = revisie::Entity::find().filter(revisie::Column::StukId.eq(stuk.id));
        assert_eq!(revisies.all(conn).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn without_a_duo_the_redactie_hears_it() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        for (thema, titel) in [
            ("", "Niemand weet bij wie dit hoort"),
            ("vervoer", "Busjes"),
        ] {
            stuur(&app, &wereld.els.1, &[("thema", thema), ("titel", titel)]).await;
            bezorg(&app, &server).await;
            let brieven = server.haal();
            let aan: BTreeSet<&str> = brieven.iter().map(|b| b.aan[0].as_str()).collect();
            assert_eq!(
                aan,
                BTreeSet::from([mail("Els").as_str(), mail("Roos").as_str()]),
                "{thema:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_what_was_typed_stays() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let koek = &wereld.els.1;
        let leeg = doe(&app, koek, "/signaleren", &[]).await.met_status(400);
        let fouten = kies(&leeg.tekst, ".dv-fouten li");
        assert_eq!(fouten.len(), 6, "{fouten:?}");
        for (nummer, woord) in [
            "één zin",
            "wat er gebeurt",
            "wie er last",
            "Nog niets",
            "gemeente",
            "Kies wie",
        ]
        .into_iter()
        .enumerate()
        {
            assert!(fouten[nummer].contains(woord), "{nummer}: {fouten:?}");
        }
        let fout = met(&[
            ("tekst", "Een moeder met BSN 999990019 belde."),
            (
                "gemeenten",
                "Voorbeeldstad\nOudestad\nMinisterie\nNergenshuizen",
            ),
            ("namens", "oudestad"),
            ("thema", "bestaat-niet"),
        ]);
        let fout = doe(&app, koek, "/signaleren", &fout).await.met_status(400);
        for woord in [
            "lijkt een burgerservicenummer te staan",
            "“Oudestad” bestaat niet meer",
            "“Ministerie” is geen gemeente.",
            "“Nergenshuizen” is geen gemeente die wij kennen",
            "Kies een organisatie waar u lid van bent",
            "Dit thema bestaat niet",
            "Ik heb gekeken: dit mag erin staan",
        ] {
            assert!(fout.tekst.contains(woord), "{woord}: {}", fout.tekst);
        }
        assert!(fout.tekst.contains("<title>Fout: "));
        assert_eq!(
            tekstvak(&fout, "tekst"),
            "Een moeder met BSN 999990019 belde."
        );
        assert_eq!(hoeveel(&app).await, 0);
        // Who looked and means it, sends it.
        let bewust = met(&[
            ("tekst", "Een moeder met BSN 999990019 belde."),
            ("persoonsgegevens-akkoord", "ja"),
            ("gemeenten", "gemeente voorbeeldstad, GM9999"),
        ]);
        doe(&app, koek, "/signaleren", &bewust)
            .await
            .met_status(303);
        assert_eq!(hoeveel(&app).await, 1);
        // In confidence no gemeente has to be named, and in the open one has to.
        let nergens = [("gemeenten", " "), ("titel", "Overal")];
        doe(&app, koek, "/signaleren", &met(&nergens))
            .await
            .met_status(400);
        let dicht = [
            ("gemeenten", " "),
            ("titel", "Overal"),
            ("vertrouwelijk", "ja"),
        ];
        doe(&app, koek, "/signaleren", &met(&dicht))
            .await
            .met_status(303);
    })
    .await;
}

#[tokio::test]
async fn what_others_said_is_shown_before_it_is_sent() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let koek = &wereld.els.1;
        knelpunt(&app).await;
        let stap = doe(&app, koek, "/signaleren", &GOED).await.met_status(200);
        assert_eq!(hoeveel(&app).await, 0, "it is not sent yet");
        for woord in [
            "Lijkt dit op wat u ziet?",
            "href=\"/knelpunten/huis-na-detentie\"",
            "Wie vrijkomt, wacht lang op een woning.",
            "Wet op het wonen",
            "Voorbeeldstad",
            "action=\"/knelpunten/huis-na-detentie/ook\"",
            "name=\"gemeente\" value=\"voorbeeldstad\"",
            "Nee, dit is iets anders: verstuur",
        ] {
            assert!(stap.tekst.contains(woord), "{woord}: {}", stap.tekst);
        }
        // Everything that was typed goes along: back to the form, and when it is sent.
        for (naam, waarde) in GOED {
            let veld = format!("name=\"{naam}\" value=\"{waarde}\"");
            assert!(stap.tekst.contains(&veld), "{veld}");
        }
        let terug = doe(&app, koek, "/signaleren", &met(&[("stap", "terug")])).await;
        assert_eq!(tekstvak(&terug.met_status(200), "tekst"), GOED[1].1);
        assert_eq!(hoeveel(&app).await, 0);
        doe(&app, koek, "/signaleren", &met(&[("stap", "versturen")]))
            .await
            .met_status(303);
        assert_eq!(hoeveel(&app).await, 1);

        // In confidence nobody says in passing that it plays with them.
        let dicht = doe(&app, koek, "/signaleren", &met(&[("vertrouwelijk", "ja")])).await;
        let dicht = dicht.met_status(200).tekst;
        assert!(dicht.contains("huis-na-detentie") && !dicht.contains("huis-na-detentie/ook"));
        // What is about something else is sent at once.
        let anders = [
            ("titel", "Fietsen"),
            ("tekst", "Er zijn te weinig rekken."),
            ("voor-wie", "Fietsers"),
        ];
        doe(&app, koek, "/signaleren", &met(&anders))
            .await
            .met_status(303);
    })
    .await;
}

#[tokio::test]
async fn while_typing_only_what_may_be_read_is_shown() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        knelpunt(&app).await;
        let adres = "/signaleren/vergelijkbaar";
        let tekst = [("tekst", "Geen woning na detentie\nDe urgentie helpt niet.")];
        let gezien = doe(&app, &wereld.els.1, adres, &tekst)
            .await
            .met_status(200)
            .json();
        let knelpunten = gezien["knelpunten"].as_array().expect("a list");
        assert_eq!(knelpunten.len(), 1, "{gezien}");
        assert_eq!(knelpunten[0]["url"], "/knelpunten/huis-na-detentie");
        assert_eq!(knelpunten[0]["wetten"], "Wet op het wonen");
        assert_eq!(knelpunten[0]["gemeenten"], "Voorbeeldstad");
        for niets in ["", "   ", "het is niet zo", "fietsenrek fietspad"] {
            let leeg = doe(&app, &wereld.els.1, adres, &[("tekst", niets)]).await;
            assert_eq!(
                leeg.met_status(200).json()["knelpunten"]
                    .as_array()
                    .unwrap()
                    .len(),
                0,
                "{niets:?}"
            );
        }
        doe(&app, "", adres, &tekst).await.met_status(303);
        // One that is only for others resembles nothing.
        app.verberg("knelpunt", Sleutel::Regietafel).await;
        let weg = doe(&app, &wereld.els.1, adres, &tekst)
            .await
            .met_status(200)
            .json();
        assert_eq!(weg["knelpunten"].as_array().unwrap().len(), 0);
        doe(&app, &wereld.els.1, "/signaleren", &GOED)
            .await
            .met_status(303);
    })
    .await;
}
