//! Asking: by whom, of whom, and what is wrong with it.

use dwarsverband::{
    actor::{Rol, Sleutel},
    ctx::Ctx,
    knelpunten::model::{Knelpunt, Status, Treden, sleutels},
    stukken::{
        Kind,
        geschiedenis::controleer,
        model::{Basis, Eigenaar},
        service::{self as stukken, Nieuw},
    },
    vraagpunten::service,
};
use serde::Serialize;
use uuid::Uuid;

use super::{KNELPUNT, STELLEN, VRAAG, rijen, toneel};
use crate::{
    anderen::{bezorg, lid},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{bij, doe, in_, landelijk, mail, mens, sterk, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

#[tokio::test]
async fn who_treats_a_knelpunt_asks_and_the_addressee_hears_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let koek = toneel.van_redactie(&app).await;
        let leeg = met_koek(&app, STELLEN, &koek).await.met_status(200).tekst;
        for woord in [
            "value=\"2027-01-02\"",
            "<option value=\"Ministerie\"></option>",
            "<option value=\"Voorbeeldstad\"></option>",
            "Nog een vraag",
        ] {
            assert!(leeg.contains(woord), "{woord}");
        }
        // Who gives no answers or is no more can't be asked.
        assert!(!leeg.contains("Kennis Voorbeeld") && !leeg.contains("value=\"Oudestad\""));

        // Several at once, each by itself; one that was left empty is none.
        let velden = [
            ("vraag-1", VRAAG),
            ("aan-1", "ministerie"),
            ("uiterlijk-1", ""),
            ("vraag-2", " "),
            ("aan-2", ""),
            ("uiterlijk-2", "2027-01-02"),
            ("vraag-3", "Doet u mee?"),
            ("aan-3", "voorbeeldstad"),
            ("uiterlijk-3", "2026-12-01"),
            ("vraag-4", "En later ook?"),
            ("aan-4", "ministerie"),
        ];
        let gedaan = doe(&app, &koek, STELLEN, &velden).await.met_status(303);
        let naar = format!("{KNELPUNT}?gelukt=gevraagd#vraagpunten");
        assert_eq!(gedaan.kop("location"), naar);
        let gevraagd: Vec<_> = rijen(&app)
            .await
            .into_iter()
            .map(|rij| (rij.nummer, rij.aan_id, rij.uiterlijk.to_string()))
            .collect();
        let plek = toneel.wereld.plek;
        assert_eq!(
            gevraagd,
            [
                (1, plek.ministerie, "2027-01-02".to_owned()),
                (2, plek.stad, "2026-12-01".to_owned()),
                (3, plek.ministerie, "2027-01-02".to_owned()),
            ]
        );
        let acties = verteld(&app, toneel.knelpunt).await;
        let laatste = &acties[acties.len() - 3..];
        assert_eq!(laatste, ["vraagpunt-stellen"; 3]);
        let ketens = controleer(app.app.db.read()).await.expect("the chains");
        assert_eq!(ketens.breuken, []);
        let pagina = app.get(KNELPUNT).await.met_status(200).tekst;
        for woord in [
            VRAAG,
            "3 vragen: 3 nog binnen de tijd",
            "Nog 42 dagen",
            "Nog 10 dagen",
            "Antwoord uiterlijk op 1 december 2026",
        ] {
            assert!(pagina.contains(woord), "{woord}");
        }
        assert!(!pagina.contains(STELLEN), "a visitor asks nothing");

        // Of Voorbeeldstad nobody has an account; the member of the ministerie hears it, once.
        bezorg(&app, &server).await;
        let brief = server.een();
        assert_eq!(brief.aan, [mail("Min")]);
        assert_eq!(brief.kop("Subject"), "2 vragen wachten op uw antwoord");
        let tekst = brief.deel("text/plain");
        for rij in rijen(&app).await.iter().filter(|rij| rij.nummer != 2) {
            let pad = format!("/vraagpunten/{}", rij.id);
            assert!(tekst.contains(&pad), "{tekst}");
        }
        assert!(tekst.contains("uiterlijk op 2 januari 2027"), "{tekst}");
        assert!(
            !tekst.contains(VRAAG),
            "what is asked is read on the platform"
        );
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        toneel.vraag(&app, "Ministerie", VRAAG).await;
        let koek = toneel.van_redactie(&app).await;
        let velden = [
            ("vraag-1", "Bel 06-12345678 en zeg het."),
            ("aan-1", "kennis"),
            ("uiterlijk-1", "2026-11-27"),
            ("vraag-2", ""),
            ("aan-2", "ministerie"),
            ("uiterlijk-2", "2027-05-21"),
            ("vraag-3", VRAAG),
            ("aan-3", "MINISTERIE"),
            ("vraag-4", "Doet u mee?"),
            ("aan-4", "oudestad"),
        ];
        let fout = doe(&app, &koek, STELLEN, &velden).await.met_status(400);
        let fout = fout.tekst;
        for anker in [
            "uiterlijk-1",
            "vraag-1",
            "aan-1",
            "vraag-2",
            "uiterlijk-2",
            "vraag-3",
            "aan-4",
        ] {
            let link = format!("<li><a href=\"#{anker}\">");
            assert!(fout.contains(&link), "{anker}: {fout}");
        }
        for woord in [
            "Bel 06-12345678 en zeg het.",
            "value=\"MINISTERIE\"",
            "value=\"2027-05-21\"",
            "Dit is hun al gevraagd: het is vraag 1.",
            "persoonsgegevens-akkoord",
            "van 28 november 2026 tot en met 20 mei 2027",
        ] {
            assert!(fout.contains(woord), "{woord}");
        }
        // A form without any question, and one with too many.
        let leeg = [
            ("vraag-1", ""),
            ("aan-1", ""),
            ("uiterlijk-1", "2027-01-02"),
        ];
        let leeg = doe(&app, &koek, STELLEN, &leeg).await.met_status(400).tekst;
        assert!(leeg.contains("href=\"#vraag-1\"") && leeg.contains("href=\"#aan-1\""));
        assert_eq!(rijen(&app).await.len(), 1, "nothing half-written");

        // One more, without asking yet.
        let meer = [("vraag-1", VRAAG), ("aan-1", "x"), ("actie", "meer")];
        let meer = doe(&app, &koek, STELLEN, &meer).await.met_status(200).tekst;
        assert!(meer.contains("id=\"vraag-2\"") && !meer.contains("id=\"vraag-3\""));
        assert!(meer.contains(VRAAG));
        assert_eq!(rijen(&app).await.len(), 1);

        // Who looked at the personal data asks it all the same.
        let velden = [
            ("vraag-1", "Bel 06-12345678 en zeg het."),
            ("aan-1", "ministerie"),
            ("persoonsgegevens-akkoord", "ja"),
        ];
        doe(&app, &koek, STELLEN, &velden).await.met_status(303);
        assert_eq!(rijen(&app).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn others_ask_nothing() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let velden = [("vraag-1", VRAAG), ("aan-1", "ministerie")];
        let (_, els) = lid(&app, "Els", toneel.wereld.plek.stad).await;
        let (_, kijker) = sterk(&app, "Kijk", &[landelijk(Rol::Dwarskijker)]).await;
        let (_, beheer) = sterk(&app, "Ben", &[landelijk(Rol::Beheerder)]).await;
        let redactie = toneel.van_redactie(&app).await;
        for (koek, status) in [
            ("", 303),
            (&*els, 403),
            (&*kijker, 403),
            (&*beheer, 403),
            (&*redactie, 200),
        ] {
            let getoond = met_koek(&app, STELLEN, koek).await;
            assert_eq!(getoond.status.as_u16(), status, "{}", getoond.tekst);
            if status != 200 {
                let gedaan = doe(&app, koek, STELLEN, &velden).await;
                assert_eq!(gedaan.status.as_u16(), status, "{}", gedaan.tekst);
            }
        }
        // With a duo it is theirs, and no longer the redactie's.
        let duo = toneel.duo(&app).await;
        met_koek(&app, STELLEN, &redactie).await.met_status(403);
        let duo = in_(&app, duo, false).await;
        met_koek(&app, STELLEN, &duo).await.met_status(200);
        // What may not be read is not there.
        toneel.verberg(&app).await;
        for koek in [&els, &duo] {
            met_koek(&app, STELLEN, koek).await.met_status(404);
            doe(&app, koek, STELLEN, &velden).await.met_status(404);
        }
        assert_eq!(rijen(&app).await.len(), 0);
        let nieuw = "/bevindingen/bestaat-niet/vraagpunten/nieuw";
        met_koek(&app, nieuw, &els).await.met_status(404);
        met_koek(&app, nieuw, "").await.met_status(303);
    })
    .await;
}

/// Makes a stuk in a state; answers its address.
async fn maak<K: Kind + Serialize>(
    app: &TestApp,
    titel: &str,
    (status, lezers): (&str, Vec<Sleutel>),
    inhoud: K,
) -> (Uuid, String) {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let nieuw = Nieuw {
        basis: Basis {
            soort: K::SOORT,
            titel: titel.into(),
            samenvatting: "Kort.".into(),
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
        status: status.into(),
        sleutels: lezers,
        eigenaar: Eigenaar::default(),
        auteurs: Vec::new(),
        herkomst: String::new(),
    };
    let write = app.app.db.begin_write().await.unwrap();
    let gemaakt = stukken::maak(&write, &ctx, nieuw, &inhoud).await;
    let (id, gebeurd) = gemaakt.expect("a stuk");
    inhoud.bewaar(write.conn(), id).await.unwrap();
    write.commit(&ctx, &[gebeurd]).await.unwrap();
    app.indexeer().await;
    let kop = stukken::kop_voor_taak(app.app.db.read(), id).await.unwrap();
    (id, kop.pad())
}

#[tokio::test]
async fn nothing_is_asked_about_a_knelpunt_that_nobody_took_up() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let gemeld = Knelpunt {
            tekst: "Het loopt vast.".into(),
            secties: Vec::new(),
            oorzaak: None,
            treden: Treden::default(),
            trekker: None,
            uit_bron: false,
            gesloten: 0,
            heropend: 0,
            gesloten_op: None,
        };
        let lezers = sleutels(Status::Gemeld, &[]);
        let (_, pad) = maak(
            &app,
            "Loopt vast",
            (Status::Gemeld.waarde(), lezers),
            gemeld,
        )
        .await;
        let rollen = [
            landelijk(Rol::Redactie),
            bij(Rol::Lid, toneel.wereld.plek.ministerie),
        ];
        let (_, rik) = sterk(&app, "Rik", &rollen).await;
        let adres = format!("{pad}/vraagpunten/nieuw");
        met_koek(&app, &adres, &rik).await.met_status(409);
        let velden = [("vraag-1", VRAAG), ("aan-1", "ministerie")];
        doe(&app, &rik, &adres, &velden).await.met_status(409);
        assert_eq!(rijen(&app).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_dwarskijker_asks_about_what_was_established() {
    use dwarsverband::dwarskijker::model::{Bevinding, Status, sleutels};
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let bevinding = |status: Status| Bevinding {
            tekst: "Ik zag dit.".into(),
            secties: Vec::new(),
            aanbevelingen: Vec::new(),
            thema: None,
            verbetert: None,
            ronde: 1,
            hash: String::new(),
            vastgesteld_op: (status == Status::Vastgesteld).then(|| app.app.clock.now()),
        };
        let open = Status::Vastgesteld;
        let lezers = sleutels(open, Uuid::nil());
        let (id, pad) = maak(&app, "Open", (open.waarde(), lezers), bevinding(open)).await;
        let (_, kijker) = sterk(&app, "Kijk", &[landelijk(Rol::Dwarskijker)]).await;
        let adres = format!("{pad}/vraagpunten/nieuw");
        let velden = [("vraag-1", VRAAG), ("aan-1", "ministerie")];
        // With a weak login one shows first who one is; others may not.
        let zwak = mens(&app, "Zwak", &[landelijk(Rol::Bureau)]).await;
        let zwak = in_(&app, zwak, false).await;
        let eerst = met_koek(&app, &adres, &zwak).await.met_status(303);
        assert!(eerst.kop("location").starts_with("/account/bevestigen"));
        let redactie = toneel.van_redactie(&app).await;
        met_koek(&app, &adres, &redactie).await.met_status(403);
        met_koek(&app, &adres, &kijker).await.met_status(200);
        doe(&app, &kijker, &adres, &velden).await.met_status(303);
        // A recommendation becomes one within the write that establishes it, and numbers go on.
        let ctx = Ctx::systeem("test", &app.app.clock);
        let write = app.app.db.begin_write().await.unwrap();
        let dag = "2027-02-01".parse().unwrap();
        let aan = toneel.wereld.plek.ministerie;
        let gesteld = service::stel_in(&write, &ctx, id, aan, " Maak één uitleg. ", dag).await;
        write
            .commit(&ctx, &[gesteld.expect("a question")])
            .await
            .unwrap();
        let gevraagd: Vec<_> = rijen(&app)
            .await
            .into_iter()
            .map(|rij| (rij.nummer, rij.vraag))
            .collect();
        let verwacht = [(1, VRAAG.to_owned()), (2, "Maak één uitleg.".to_owned())];
        assert_eq!(gevraagd, verwacht);

        // What is still with the dwarskijker is not asked about, and not there for others.
        let dicht = Status::Concept;
        let lezers = sleutels(dicht, Uuid::nil());
        let (_, pad) = maak(&app, "Dicht", (dicht.waarde(), lezers), bevinding(dicht)).await;
        let adres = format!("{pad}/vraagpunten/nieuw");
        met_koek(&app, &adres, &kijker).await.met_status(409);
        met_koek(&app, &adres, &redactie).await.met_status(404);
        doe(&app, &redactie, &adres, &velden).await.met_status(404);
        assert_eq!(rijen(&app).await.len(), 2);
    })
    .await;
}
