//! From state to state: who may, in which state, why, and what is counted.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::Rol,
    knelpunten::model::{Actie, Status, overgang},
    stukken::geschiedenis::controleer,
};
use serde_json::Value;

use super::{
    PAD, TITEL, Toneel, bij_thema, fout_in, gebeurd, knelpunt, rij, sleutels_van, stuur, thema,
    toneel, van_api, zet, zetel,
};
use crate::{
    anderen::{PRAKTIJK, lid},
    praktijken::tekstvak,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, landelijk, sterk},
        op_beide,
    },
};

/// Somebody who tries everything, of a knelpunt whose thema has a duo and of one without a thema.
struct Speler {
    naam: &'static str,
    koek: String,
    /// Whether they read it as long as nobody took it up.
    leest: [bool; 2],
    /// Whether they treat it.
    behandelt: [bool; 2],
}

/// Every kind of actor that can be something to a knelpunt, and one that is nothing to it.
async fn spelers(app: &TestApp, toneel: &Toneel) -> Vec<Speler> {
    let wonen = toneel.wereld.plek.thema;
    let ander = thema(app, "zorg").await;
    let netwerk = sterk(app, "Net", &[bij_thema(Rol::Netwerklid, wonen)]).await;
    let waarnemer = sterk(app, "Wim", &[bij_thema(Rol::Waarnemer, wonen)]).await;
    let dwarskijker = sterk(app, "Dik", &[landelijk(Rol::Dwarskijker)]).await;
    let (_, kennis) = lid(app, "Ken", toneel.wereld.kennis).await;
    let (_, gemeente) = lid(app, "Els", toneel.wereld.elders).await;
    let een = |naam, koek: &str, leest, behandelt| Speler {
        naam,
        koek: koek.to_owned(),
        leest,
        behandelt,
    };
    let (nooit, altijd) = ([false, false], [true, true]);
    let (met_duo, zonder) = ([true, false], [false, true]);
    vec![
        een("visitor", "", nooit, nooit),
        een("kennisinstelling", &kennis, nooit, nooit),
        een("gemeente", &gemeente, altijd, nooit),
        een("netwerk", &netwerk.1, met_duo, nooit),
        een("dwarskijker", &dwarskijker.1, nooit, nooit),
        een(
            "other duo",
            &zetel(app, "Ad", "rijk", ander).await,
            nooit,
            nooit,
        ),
        een("redactie", &toneel.redactie, altijd, zonder),
        een("duo of rijk", &toneel.duo, met_duo, met_duo),
        een(
            "duo of gemeenten",
            &zetel(app, "Gijs", "gemeente", wonen).await,
            met_duo,
            met_duo,
        ),
        een("waarnemer", &waarnemer.1, met_duo, met_duo),
    ]
}

/// What a step without a reason is answered with: nobody changes anything by it.
fn verwacht(wie: &Speler, geval: usize, status: Status, actie: Actie) -> u16 {
    if wie.koek.is_empty() {
        303
    } else if status == Status::Gemeld && !wie.leest[geval] {
        404
    } else if overgang(status, actie).is_none() {
        409
    } else if !wie.behandelt[geval] {
        403
    } else if actie == Actie::Opschalen {
        409
    } else {
        400
    }
}

#[tokio::test]
async fn every_step_of_every_state_is_for_who_treats_it_and_says_who_that_is() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let spelers = spelers(&app, &toneel).await;
        let gevallen = [
            (
                Some(toneel.wereld.plek.thema),
                "Dit doet het duo van het thema",
            ),
            (None, "De redactie behandelt het zo lang"),
        ];
        for (geval, (trekker, wie_wel)) in gevallen.into_iter().enumerate() {
            for status in Status::ALLE {
                let titel = format!("Knelpunt {geval} {status}");
                knelpunt(&app, &titel, (*status, trekker, 0)).await;
                let pad = format!("/knelpunten/knelpunt-{geval}-{status}");
                let was = rij(&app, &pad).await;
                for wie in &spelers {
                    for actie in Actie::ALLE {
                        let antwoord = zet(&app, &wie.koek, (&pad, actie.waarde()), &[]).await;
                        let verwacht = verwacht(wie, geval, *status, *actie);
                        let woord = format!("{} {actie} of {titel}", wie.naam);
                        assert_eq!(antwoord.status.as_u16(), verwacht, "{woord}");
                        match verwacht {
                            303 => {
                                let naar = antwoord.kop("location");
                                assert!(naar.starts_with("/inloggen?naar="), "{woord}");
                            }
                            400 => fout_in(&antwoord, &["reden"]),
                            403 => assert!(antwoord.tekst.contains(wie_wel), "{woord}"),
                            _ => {}
                        }
                    }
                }
                assert_eq!(rij(&app, &pad).await, was, "nothing was done to {titel}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_of_a_step_says_what_it_means_and_only_to_who_can_take_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 1)).await;
        let (_, els) = lid(&app, "Els", toneel.wereld.elders).await;
        let adres = |actie: &str| format!("{PAD}/stap/{actie}");
        for (koek, status) in [("", 303), (&*els, 403), (&*toneel.redactie, 403)] {
            met_koek(&app, &adres("afwijzen"), koek)
                .await
                .met_status(status);
        }
        let pagina = met_koek(&app, &adres("afwijzen"), &toneel.duo).await;
        assert!(
            pagina
                .met_status(200)
                .tekst
                .contains("kan vragen om het te heropenen")
        );
        let nee = met_koek(&app, &adres("heropenen"), &toneel.duo).await;
        assert_eq!(nee.met_status(303).kop("location"), PAD);
        met_koek(&app, &adres("opeten"), &toneel.duo)
            .await
            .met_status(404);

        // What is missing is named before anything is typed, and the button is not there.
        let dicht = met_koek(&app, &adres("opschalen"), &toneel.duo).await;
        let dicht = dicht.met_status(200).tekst;
        for woord in [
            "trede 2 (Wat kan binnen de bestaande ruimte), trede 3 (Lokale of regionale afspraak), \
             trede 4 (Proef) en trede 5 (Regelwijziging)",
            "/knelpunten/delen-mag-niet/treden",
        ] {
            assert!(dicht.contains(woord), "{woord}: {dicht}");
        }
        assert!(!dicht.contains("name=\"reden\""), "{dicht}");

        // The knelpunt itself offers what there is to do, to who treats it.
        let van_duo = met_koek(&app, PAD, &toneel.duo).await.met_status(200).tekst;
        for blad in [
            "/stap/oplossen",
            "/stap/opschalen",
            "/stap/afwijzen",
            "/bewerken",
            "/treden",
            "/signalen",
        ] {
            let link = format!("href=\"{PAD}{blad}\"");
            assert!(van_duo.contains(&link), "{blad}");
            for koek in ["", &*els, &*toneel.redactie] {
                let pagina = met_koek(&app, PAD, koek).await.met_status(200).tekst;
                assert!(!pagina.contains(&link), "{blad}");
            }
        }
        for geen in ["/stap/oppakken", "/stap/hernemen", "/stap/heropenen"] {
            assert!(!van_duo.contains(geen), "{geen}");
        }
    })
    .await;
}

#[tokio::test]
async fn why_is_mandatory_and_public_and_without_personal_data() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        let id = knelpunt(&app, TITEL, (Status::Gemeld, Some(thema), 0)).await;
        // Until it is taken up a visitor does not find it, in no way.
        app.get(PAD).await.met_status(404);
        app.get(&format!("/api/v1{PAD}")).await.met_status(404);
        assert!(
            !app.get("/knelpunten")
                .await
                .met_status(200)
                .tekst
                .contains(TITEL)
        );
        let gezien = sleutels_van(&app, id).await;
        let dicht = BTreeSet::from([
            format!("thema:{thema}"),
            "overheid".to_owned(),
            "redactie".to_owned(),
        ]);
        assert_eq!(gezien, dicht, "government, the redactie and its thema");

        let oppakken = (PAD, "oppakken");
        let leeg = zet(&app, &toneel.duo, oppakken, &[("reden", " \r\n ")]).await;
        assert!(leeg.met_status(400).tekst.contains("Schrijf op waarom."));
        let bel = [("reden", "Bel 06-12345678 voor meer.")];
        let bel = zet(&app, &toneel.duo, oppakken, &bel).await.met_status(400);
        fout_in(&bel, &["reden"]);
        assert_eq!(tekstvak(&bel, "reden"), "Bel 06-12345678 voor meer.");
        assert!(bel.tekst.contains("name=\"persoonsgegevens-akkoord\""));
        let lang = "é".repeat(2_001);
        let lang = zet(&app, &toneel.duo, oppakken, &[("reden", &lang)]).await;
        fout_in(&lang.met_status(400), &["reden"]);
        app.get(PAD).await.met_status(404);

        let velden = [
            (
                "reden",
                "Het balienummer 06-12345678 staat overal & wordt niet gebeld.",
            ),
            ("persoonsgegevens-akkoord", "ja"),
        ];
        let klaar = zet(&app, &toneel.duo, oppakken, &velden)
            .await
            .met_status(303);
        assert_eq!(klaar.kop("location"), format!("{PAD}?gelukt=oppakken"));
        app.indexeer().await;
        let pagina = app
            .get(&format!("{PAD}?gelukt=oppakken"))
            .await
            .met_status(200)
            .tekst;
        for woord in [
            "Het knelpunt is opgepakt.",
            "In behandeling sinds 21 november 2026.",
            "staat overal &#38; wordt niet gebeld.",
        ] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }
        assert!(app.get("/knelpunten").await.tekst.contains(TITEL));
        let open = BTreeSet::from(["openbaar".to_owned()]);
        assert_eq!(sleutels_van(&app, id).await, open);
        // The reason stands in the geschiedenis too, not only in the banner of now.
        let verder = [("reden", "Het mag al.")];
        zet(&app, &toneel.duo, (PAD, "afwijzen"), &verder)
            .await
            .met_status(303);
        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(pagina.contains("Het mag al.") && pagina.contains("wordt niet gebeld."));
        assert!(pagina.contains("Afgewezen op 21 november 2026."));
    })
    .await;
}

#[tokio::test]
async fn closing_and_opening_again_are_counted_and_what_solved_it_is_named() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        let id = knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 4)).await;
        let duo = toneel.duo.as_str();
        let stand = async || {
            let json = van_api(&app, PAD).await;
            let getal = |veld: &str| json[veld].as_i64().expect("a number");
            let open = json["geslotenOp"].is_null();
            let status = json["status"].as_str().expect("a status").to_owned();
            (status, getal("gesloten"), getal("heropend"), open)
        };
        let is =
            |status: &str, gesloten, heropend, open| (status.to_owned(), gesloten, heropend, open);

        // What solved it is a published praktijk or proefproject, or is left empty.
        for fout in ["PRK-2026-9999", PAD, "/praktijken/bestaat-niet"] {
            let velden = [("reden", "Een coach."), ("oplossing", fout)];
            let pagina = zet(&app, duo, (PAD, "oplossen"), &velden)
                .await
                .met_status(400);
            fout_in(&pagina, &["oplossing"]);
            assert!(pagina.tekst.contains(&format!("value=\"{fout}\"")));
            assert_eq!(tekstvak(&pagina, "reden"), "Een coach.");
        }
        let adres = format!("https://dwarsverband.example{PRAKTIJK}/");
        let velden = [("reden", "Een coach."), ("oplossing", adres.as_str())];
        zet(&app, duo, (PAD, "oplossen"), &velden)
            .await
            .met_status(303);
        assert_eq!(stand().await, is("opgelost", 1, 0, false));
        let pagina = app.get(PAD).await.met_status(200).tekst;
        for woord in ["Opgelost op 21 november 2026.", "Opgelost met", PRAKTIJK] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }

        let reden = [("reden", "Het speelt nog.")];
        zet(&app, duo, (PAD, "heropenen"), &reden)
            .await
            .met_status(303);
        assert_eq!(stand().await, is("in-behandeling", 1, 1, true));
        assert!(
            app.get(PAD)
                .await
                .tekst
                .contains("Heropend op 21 november 2026.")
        );

        // Scaling up waits for the ladder, and nothing typed is lost.
        let wil = [("reden", "De wet moet anders.")];
        let nee = zet(&app, duo, (PAD, "opschalen"), &wil)
            .await
            .met_status(409);
        assert!(
            nee.tekst.contains("Nog leeg: trede 5 (Regelwijziging)."),
            "{}",
            nee.tekst
        );
        // The field is gone; what was typed is there to be copied.
        assert!(nee.tekst.contains("Dit schreef u"), "{}", nee.tekst);
        assert!(nee.tekst.contains("De wet moet anders."));
        assert!(!nee.tekst.contains("name=\"reden\""));
        let vijf = ["trede-1", "trede-2", "trede-3", "trede-4", "trede-5"].map(|v| (v, "Gedaan."));
        stuur(&app, duo, (PAD, "treden"), &vijf)
            .await
            .met_status(303);
        zet(&app, duo, (PAD, "opschalen"), &wil)
            .await
            .met_status(303);
        assert_eq!(stand().await, is("regelwijziging-nodig", 2, 1, false));
        // Its rule is not changed after all: nobody asked to open it again.
        zet(&app, duo, (PAD, "hernemen"), &reden)
            .await
            .met_status(303);
        assert_eq!(stand().await, is("in-behandeling", 2, 1, true));
        zet(&app, duo, (PAD, "afwijzen"), &reden)
            .await
            .met_status(303);
        assert_eq!(stand().await, is("gemotiveerd-afgewezen", 3, 1, false));

        let stappen: Vec<&str> = Actie::ALLE.iter().map(|actie| actie.waarde()).collect();
        assert_eq!(
            gebeurd(&app, id, &stappen).await,
            ["oplossen", "heropenen", "opschalen", "hernemen", "afwijzen"]
        );
        let ketens = controleer(app.app.db.read()).await.expect("the chains");
        assert_eq!(ketens.breuken, []);
    })
    .await;
}

#[tokio::test]
async fn who_saw_an_older_version_looks_again_and_loses_no_word() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 0)).await;
        let adres = format!("{PAD}/stap/afwijzen");
        let reden = "Niet nodig, zeggen zes gemeenten.";
        for versie in ["0", "99", "x", ""] {
            let velden = [("versie", versie), ("reden", reden)];
            let pagina = doe(&app, &toneel.duo, &adres, &velden)
                .await
                .met_status(409);
            assert!(pagina.tekst.contains("Dit is net gewijzigd"), "{versie}");
            assert_eq!(tekstvak(&pagina, "reden"), reden, "{versie}");
        }
        assert_eq!(van_api(&app, PAD).await["status"], "in-behandeling");
        // Two at once: one of them is told.
        let versie = rij(&app, PAD).await.versie.to_string();
        let velden = [("versie", versie.as_str()), ("reden", reden)];
        let (een, twee) = tokio::join!(
            doe(&app, &toneel.duo, &adres, &velden),
            doe(&app, &toneel.duo, &adres, &velden)
        );
        let mut samen = [een.status.as_u16(), twee.status.as_u16()];
        samen.sort_unstable();
        assert_eq!(samen, [303, 409]);
        assert_eq!(van_api(&app, PAD).await["gesloten"], Value::from(1));
    })
    .await;
}
