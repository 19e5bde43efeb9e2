//! Answering and more time: by whom, what is wrong with it, and what stays late.

use dwarsverband::{
    actor::Rol,
    db::tables::{bijval, taak, verlenging, vraagpunt},
    ids::new_id,
    vraagpunten::model::SOORT,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    sea_query::Expr,
};

use super::{DAG, KNELPUNT, VRAAG, antwoord, rijen, toneel, verleng};
use crate::{
    anderen::{bezorg, lid},
    support::{
        TestApp,
        inlog::{met_koek, teksten},
        mensen::{account, bij, doe, in_, mail, mens, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

#[tokio::test]
async fn a_member_of_who_was_asked_answers_once_and_nobody_else_does() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let lid_ = toneel.van_lid(&app).await;
        let redactie = toneel.van_redactie(&app).await;
        let (_, els) = lid(&app, "Els", toneel.wereld.plek.stad).await;
        let beheerder = [bij(Rol::Organisatiebeheerder, toneel.wereld.plek.stad)];
        let beheerder = mens(&app, "Baas", &beheerder).await;
        let beheerder = in_(&app, beheerder, false).await;

        // Everybody reads it; who may answer sees how.
        for (koek, ziet) in [
            ("", false),
            (&*els, false),
            (&*redactie, false),
            (&*lid_, true),
        ] {
            let pagina = met_koek(&app, &pad, koek).await.met_status(200).tekst;
            assert!(pagina.contains(VRAAG) && pagina.contains("Nog 42 dagen"));
            assert_eq!(pagina.contains("Uw antwoord"), ziet);
        }
        let naar = antwoord(&app, "", &pad, ("overgenomen", "")).await;
        let naar = naar.met_status(303);
        assert!(naar.kop("location").starts_with("/inloggen?naar="));
        for koek in [&els, &redactie, &beheerder] {
            let nee = antwoord(&app, koek, &pad, ("overgenomen", "")).await;
            assert!(
                nee.met_status(403)
                    .tekst
                    .contains("Alleen een lid van de organisatie")
            );
        }

        // What is wrong is told at once, with what was typed.
        for (uitkomst, tekst, anker) in [
            ("", "Wij kijken.", "uitkomst"),
            ("deels", " ", "tekst"),
            ("gemotiveerd-niet", "", "tekst"),
            ("deels", "Bel 06-12345678.", "tekst"),
        ] {
            let fout = antwoord(&app, &lid_, &pad, (uitkomst, tekst)).await;
            let fout = fout.met_status(400).tekst;
            let link = format!("<li><a href=\"#{anker}\">");
            assert!(
                fout.contains(&link) && fout.contains(tekst.trim()),
                "{fout}"
            );
        }
        assert!(rijen(&app).await.iter().all(|rij| rij.uitkomst.is_none()));

        let tekst = "Alleen bij **dreigende** ontruiming.";
        let gedaan = antwoord(&app, &lid_, &pad, ("deels", tekst)).await;
        let gedaan = gedaan.met_status(303).kop("location").to_owned();
        assert_eq!(gedaan, format!("{pad}?gelukt=beantwoord"));
        let acties = verteld(&app, toneel.knelpunt).await;
        let acties = &acties[acties.len() - 2..];
        assert_eq!(acties, ["vraagpunt-stellen", "vraagpunt-beantwoorden"]);
        for bladzij in [pad.as_str(), KNELPUNT, "/vraagpunten"] {
            let pagina = app.get(bladzij).await.met_status(200).tekst;
            for woord in [
                "Deels overgenomen",
                "<strong>dreigende</strong>",
                "Antwoord op 21 november 2026, binnen de tijd",
                "Ministerie, 21 november 2026",
            ] {
                assert!(pagina.contains(woord), "{woord} on {bladzij}");
            }
            assert!(!pagina.contains("heeft niet geantwoord"));
        }

        // An answer is not changed, and there is no more time for what is answered.
        let weer = antwoord(&app, &lid_, &pad, ("overgenomen", "Toch wel.")).await;
        let weer = weer.met_status(409).tekst;
        assert!(
            weer.contains("al beantwoord") && weer.contains("Toch wel."),
            "{weer}"
        );
        for koek in [&lid_, &redactie] {
            let meer = verleng(&app, koek, &pad, ("2027-02-01", "Straks.")).await;
            meer.met_status(409);
        }
        let rij = rijen(&app).await.pop().expect("a question");
        assert_eq!(rij.uitkomst.as_deref(), Some("deels"));
        assert_eq!(rij.antwoord, tekst);
        doe(&app, &lid_, &pad, &[("actie", "wissen")])
            .await
            .met_status(400);
    })
    .await;
}

/// Two colleagues answer at the same moment: one answer stands, and the other hears it.
#[tokio::test]
async fn of_two_answers_at_once_one_stands() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let een = toneel.van_lid(&app).await;
        let (_, ander) = lid(&app, "Ander", toneel.wereld.plek.ministerie).await;
        let (eerste, tweede) = tokio::join!(
            antwoord(&app, &een, &pad, ("overgenomen", "Ja.")),
            antwoord(&app, &ander, &pad, ("gemotiveerd-niet", "Nee.")),
        );
        let mut statussen = [eerste.status.as_u16(), tweede.status.as_u16()];
        statussen.sort_unstable();
        assert_eq!(statussen, [303, 409]);
        let acties = verteld(&app, toneel.knelpunt).await;
        let antwoorden = acties.iter().filter(|a| *a == "vraagpunt-beantwoorden");
        assert_eq!(antwoorden.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn after_a_herindeling_the_successor_answers() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let plek = toneel.wereld.plek;
        let gezet = vraagpunt::Entity::update_many()
            .col_expr(vraagpunt::Column::AanId, Expr::value(plek.oud))
            .filter(vraagpunt::Column::StukId.eq(toneel.knelpunt))
            .exec(app.app.db.read());
        assert_eq!(gezet.await.expect("an addressee").rows_affected, 1);
        let (_, els) = lid(&app, "Els", plek.stad).await;
        let (_, elders) = lid(&app, "Eva", toneel.wereld.elders).await;
        let mijn = met_koek(&app, "/account/vraagpunten", &els).await;
        assert!(mijn.met_status(200).tekst.contains("Beantwoord deze vraag"));
        let van_lid = toneel.van_lid(&app).await;
        for koek in [&elders, &van_lid] {
            let nee = antwoord(&app, koek, &pad, ("overgenomen", "")).await;
            nee.met_status(403);
            let leeg = met_koek(&app, "/account/vraagpunten", koek).await;
            assert!(!leeg.met_status(200).tekst.contains(VRAAG));
        }
        let ja = antwoord(&app, &els, &pad, ("overgenomen", "")).await;
        ja.met_status(303);
        let pagina = app.get(&pad).await.met_status(200).tekst;
        assert!(pagina.contains("Oudestad, 21 november 2026"), "{pagina}");
    })
    .await;
}

#[tokio::test]
async fn more_time_before_the_day_is_not_late_and_after_it_stays_late() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let eerder = toneel.vraag(&app, "Ministerie", "Vraag een?").await;
        let later = toneel.vraag(&app, "Ministerie", "Vraag twee?").await;
        // Both sides give more time, with a reason and later than it was; others don't.
        let (_, els) = lid(&app, "Els", toneel.wereld.plek.stad).await;
        let lid_ = toneel.van_lid(&app).await;
        let redactie = toneel.van_redactie(&app).await;
        let goed = ("2027-01-31", "Er komt nog een uitspraak.");
        let nee = verleng(&app, &els, &eerder, goed).await.met_status(403);
        assert!(nee.tekst.contains("Alleen wie dit vroeg"));
        verleng(&app, "", &eerder, goed).await.met_status(303);
        for (tot, reden, anker) in [
            ("2027-01-02", "Straks.", "tot"),
            ("2027-03-28", "Straks.", "tot"),
            ("morgen", "Straks.", "tot"),
            ("2027-01-31", " ", "reden"),
            ("2027-01-31", "Bel 06-12345678.", "reden"),
        ] {
            let fout = verleng(&app, &lid_, &eerder, (tot, reden)).await;
            let fout = fout.met_status(400).tekst;
            assert!(
                fout.contains(&format!("<li><a href=\"#{anker}\">")),
                "{tot} {reden}"
            );
            assert!(fout.contains(reden.trim()) && fout.contains(&format!("value=\"{tot}\"")));
        }
        let conn = app.app.db.read();
        assert_eq!(verlenging::Entity::find().count(conn).await.unwrap(), 0);
        let gedaan = verleng(&app, &lid_, &eerder, goed).await.met_status(303);
        assert_eq!(gedaan.kop("location"), format!("{eerder}?gelukt=verlengd"));
        let meer = ("2027-02-10", "Nog iets langer.");
        verleng(&app, &redactie, &eerder, meer)
            .await
            .met_status(303);
        let pagina = app.get(&eerder).await.met_status(200).tekst;
        for woord in [
            "2 keer verlengd, tot en met 10 februari 2027",
            "Er komt nog een uitspraak.",
            "Nog iets langer.",
        ] {
            assert!(pagina.contains(woord), "{woord}");
        }

        // The last day of the second is over: silence is said, on every page.
        app.later(44 * DAG);
        for bladzij in [later.as_str(), KNELPUNT, "/vraagpunten"] {
            let pagina = app.get(bladzij).await.met_status(200).tekst;
            for woord in [
                "2 dagen te laat",
                "Ministerie heeft niet geantwoord. Het antwoord moest er zijn op 2 januari 2027.",
            ] {
                assert!(pagina.contains(woord), "{woord} on {bladzij}");
            }
        }
        let pagina = app.get(&eerder).await.met_status(200).tekst;
        assert!(
            !pagina.contains("te laat"),
            "an extension in time is not late: {pagina}"
        );

        // More time now does not undo that it was late.
        let lid_ = toneel.van_lid(&app).await;
        let nu = verleng(&app, &lid_, &later, ("2027-03-01", "Alsnog.")).await;
        nu.met_status(303);
        let pagina = app.get(&later).await.met_status(200);
        let feiten = teksten(&pagina, ".dv-titel .dv-meta span").join(" | ");
        assert!(
            feiten.contains("2 dagen te laat, nieuwe dag 1 maart 2027")
                && feiten.contains("Verlengd tot en met 1 maart 2027"),
            "{feiten}"
        );
        assert!(
            pagina
                .tekst
                .contains("Dit uitstel maakt dat niet ongedaan.")
        );
        antwoord(&app, &lid_, &later, ("overgenomen", "Ja."))
            .await
            .met_status(303);
        antwoord(&app, &lid_, &eerder, ("overgenomen", "Ja."))
            .await
            .met_status(303);
        let pagina = app.get(&later).await.met_status(200).tekst;
        assert!(
            pagina.contains("Antwoord op 4 januari 2027, te laat"),
            "{pagina}"
        );
        let pagina = app.get(&eerder).await.met_status(200).tekst;
        assert!(pagina.contains("na uitstel en binnen de tijd"), "{pagina}");
        let acties = verteld(&app, toneel.knelpunt).await;
        let uitstel = acties.iter().filter(|a| *a == "vraagpunt-verlengen");
        assert_eq!(uitstel.count(), 3);
    })
    .await;
}

/// Who could put itself off over and over would never be late.
#[tokio::test]
async fn who_has_to_answer_gives_itself_more_time_once() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let koek = toneel.van_lid(&app).await;
        let redactie = toneel.van_redactie(&app).await;
        let een = ("2027-01-31", "Er komt nog een uitspraak.");
        verleng(&app, &koek, &pad, een).await.met_status(303);
        let twee = ("2027-02-10", "Nog iets langer.");
        let al = verleng(&app, &koek, &pad, twee).await.met_status(403);
        let melding = "Nog meer tijd geeft alleen wie haar stelde";
        assert!(al.tekst.contains(melding), "{}", al.tekst);
        let ziet = met_koek(&app, &pad, &koek).await.met_status(200).tekst;
        assert!(ziet.contains(melding) && !ziet.contains("Geef meer tijd"));
        verleng(&app, &redactie, &pad, twee).await.met_status(303);
        let drie = ("2027-02-20", "De uitspraak is uitgesteld.");
        verleng(&app, &redactie, &pad, drie).await.met_status(303);
        let pagina = app.get(&pad).await.met_status(200).tekst;
        let feit = "3 keer verlengd, tot en met 20 februari 2027";
        assert!(pagina.contains(feit), "{pagina}");
        assert!(!pagina.contains(melding), "a reader has nothing to ask for");
    })
    .await;
}

#[tokio::test]
async fn more_time_after_the_day_takes_nothing_off_the_lists() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        app.later(44 * DAG);
        let koek = toneel.van_lid(&app).await;
        let alsnog = ("2027-03-01", "Alsnog.");
        verleng(&app, &koek, &pad, alsnog).await.met_status(303);
        for bladzij in [
            "/vraagpunten?stand=te-laat",
            "/vraagpunten.csv?stand=te-laat",
            "/api/v1/vraagpunten?stand=te-laat",
        ] {
            let lijst = app.get(bladzij).await.met_status(200).tekst;
            assert!(lijst.contains(VRAAG), "{bladzij}: {lijst}");
        }
        let lijst = app.get("/vraagpunten").await.met_status(200).tekst;
        assert!(lijst.contains("Daarvan is 1 te laat."), "{lijst}");
        assert!(lijst.contains("2 dagen te laat, nieuwe dag 1 maart 2027"));
    })
    .await;
}

/// What nobody sees is no reason.
#[tokio::test]
async fn an_answer_of_characters_that_nobody_sees_is_empty() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let koek = toneel.van_lid(&app).await;
        for tekst in ["\u{200b}", " \u{feff}\u{2060} ", "\u{7}", "\u{200d}"] {
            let fout = antwoord(&app, &koek, &pad, ("deels", tekst)).await;
            let fout = fout.met_status(400).tekst;
            assert!(fout.contains("<li><a href=\"#tekst\">"), "{tekst:?}");
        }
        assert!(rijen(&app).await.iter().all(|rij| rij.uitkomst.is_none()));
    })
    .await;
}

#[tokio::test]
async fn who_treats_it_and_who_follows_it_hear_of_an_answer() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let duo = toneel.duo(&app).await;
        let volger = mens(&app, "Vera", &[bij(Rol::Lid, toneel.wereld.plek.stad)]).await;
        mens(&app, "Buiten", &[bij(Rol::Lid, toneel.wereld.elders)]).await;
        let ook = bijval::ActiveModel {
            id: Set(new_id()),
            knelpunt_id: Set(toneel.knelpunt),
            organisatie_id: Set(toneel.wereld.plek.stad),
            gebruiker_id: Set(volger),
            toelichting: Set(String::new()),
            op: Set(app.app.clock.now()),
        };
        let conn = app.app.db.read();
        let ook = bijval::Entity::insert(ook).exec_without_returning(conn);
        ook.await.expect("somebody who says so as well");
        // Nobody reads the mail of before.
        let eerder = taak::Entity::delete_many().filter(taak::Column::Soort.eq(SOORT));
        eerder.exec(conn).await.expect("no mail");
        let lid_ = toneel.van_lid(&app).await;
        let ja = ("gemotiveerd-niet", "Dat mag niet van de AVG.");
        antwoord(&app, &lid_, &pad, ja).await.met_status(303);
        let server = Mailserver::start().await;
        bezorg(&app, &server).await;
        let mut brieven = server.haal();
        brieven.sort_by(|a, b| a.aan.cmp(&b.aan));
        let aan: Vec<_> = brieven.iter().flat_map(|brief| brief.aan.clone()).collect();
        assert_eq!(aan, [mail("Duo"), mail("Vera")]);
        for brief in &brieven {
            let tekst = brief.deel("text/plain");
            assert!(tekst.contains("gemotiveerd niet overgenomen") && tekst.contains(&pad));
            assert!(!tekst.contains("Dat mag niet"), "{tekst}");
        }
        assert_eq!(mail("Duo"), account(&app, duo).await.mail);
    })
    .await;
}

/// Who signalled in confidence is in no job together with what they signalled, and the mail does not say
/// what it is about.
#[tokio::test]
async fn who_signalled_in_confidence_hears_that_there_is_news_and_not_of_what() {
    use dwarsverband::{
        ctx::Ctx,
        signalen::model::{Signaal, Status, sleutels},
        stukken::{
            Kind as _,
            model::{Basis, Eigenaar, Soort},
            service::{self as stukken, Nieuw},
        },
    };
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let stil = mens(&app, "Stil", &[]).await;
        let inhoud = Signaal {
            tekst: "Hier loopt het vast.".into(),
            voor_wie: String::new(),
            regel: String::new(),
            geprobeerd: String::new(),
            vertrouwelijk: true,
            melder: stil,
            namens: None,
            thema: None,
            knelpunt: Some(toneel.knelpunt),
            gemeenten: Vec::new(),
            verwoording: String::new(),
        };
        let nieuw = Nieuw {
            basis: Basis {
                soort: Soort::Signaal,
                titel: "Een signaal".into(),
                samenvatting: String::new(),
                sorteernaam: None,
                datum: None,
                officieel_id: None,
                bron: None,
                leefdomeinen: Vec::new(),
                doelgroepen: Vec::new(),
            },
            kenmerk: None,
            slug: None,
            extern_id: None,
            status: Status::Gekoppeld.to_string(),
            sleutels: sleutels(&inhoud),
            eigenaar: Eigenaar::default(),
            auteurs: Vec::new(),
            herkomst: String::new(),
        };
        let ctx = Ctx::systeem("test", &app.app.clock);
        let write = app.app.db.begin_write().await.unwrap();
        let (id, gebeurd) = stukken::maak(&write, &ctx, nieuw, &inhoud).await.unwrap();
        inhoud.bewaar(write.conn(), id).await.unwrap();
        write.commit(&ctx, &[gebeurd]).await.unwrap();
        let conn = app.app.db.read();
        let eerder = taak::Entity::delete_many().filter(taak::Column::Soort.eq(SOORT));
        eerder.exec(conn).await.expect("no mail");
        let lid_ = toneel.van_lid(&app).await;
        antwoord(&app, &lid_, &pad, ("overgenomen", "Ja."))
            .await
            .met_status(303);

        let taken = taak::Entity::find().filter(taak::Column::Soort.eq(SOORT));
        let taken = taken.all(conn).await.expect("jobs");
        let van_stil = taken
            .iter()
            .filter(|t| t.lading.contains(&stil.to_string()));
        for taak in van_stil {
            let nummer = rijen(&app).await[0].id.to_string();
            assert!(!taak.lading.contains(&nummer), "{}", taak.lading);
            assert!(!taak.lading.contains(&toneel.knelpunt.to_string()));
        }
        let server = Mailserver::start().await;
        bezorg(&app, &server).await;
        let brieven = server.haal();
        let brief = brieven.iter().find(|brief| brief.aan == [mail("Stil")]);
        let brief = brief.expect("news");
        for niet in ["Gegevens delen", "vraagpunten", "Ministerie", "KNP-"] {
            assert!(!brief.ruw.contains(niet), "{niet}: {}", brief.ruw);
            let tekst = brief.deel("text/plain");
            assert!(!tekst.contains(niet), "{niet}: {tekst}");
        }
        assert_eq!(brieven.len(), 2, "who treats it hears it as well");
    })
    .await;
}
