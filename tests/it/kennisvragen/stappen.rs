//! From a question to an answer, or to none: only the drawn steps, with why, and what the page says of it.

use dwarsverband::stukken::model::Soort;

use super::{rij, vraag, zet};
use crate::{
    anderen::{PRAKTIJK, praktijk},
    knelpunten::{fout_in, verbanden},
    praktijken::tekstvak,
    regietafel::leg_voor,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, id_van, verteld},
        op_beide,
    },
    werkruimte::toneel,
};

#[tokio::test]
async fn a_question_is_looked_into_and_answered() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        assert_eq!(app.lees(&[praktijk("geldcoach")]).await.geweigerd, []);
        let pad = vraag(&app, &toneel.rijk, "Wanneer mag delen?", "openbaar").await;
        let id = rij(&app, &pad).await.id;
        assert_eq!(rij(&app, &pad).await.status, "gesteld");
        // An answer without anybody who looked for it is no step of the design.
        let antwoord = [("antwoord", "Het mag.")];
        zet(&app, &toneel.rijk, (&pad, "beantwoorden"), &antwoord)
            .await
            .met_status(409);
        let leeg = zet(&app, &toneel.rijk, (&pad, "onderzoeken"), &[]).await;
        fout_in(&leeg.met_status(400), &["reden"]);
        let reden = [("reden", "Een hogeschool zoekt het uit.")];
        zet(&app, &toneel.gemeente, (&pad, "onderzoeken"), &reden)
            .await
            .met_status(303);
        let bezig = app.get(&pad).await.met_status(200);
        assert!(bezig.tekst.contains("Een hogeschool zoekt het uit."));

        let fout = [
            ("antwoord", "Bel 06-12345678."),
            (
                "stukken",
                "/praktijken/geldcoach\nPRK-1999-0001\n/themas/wonen",
            ),
        ];
        let fout = zet(&app, &toneel.rijk, (&pad, "beantwoorden"), &fout).await;
        let fout = fout.met_status(400);
        fout_in(&fout, &["antwoord", "stukken"]);
        assert!(fout.tekst.contains("PRK-1999-0001") && fout.tekst.contains("/themas/wonen"));
        assert_eq!(tekstvak(&fout, "antwoord"), "Bel 06-12345678.");
        assert_eq!(rij(&app, &pad).await.status, "in-onderzoek");

        let goed = [("antwoord", "Het **mag**."), ("stukken", PRAKTIJK)];
        zet(&app, &toneel.rijk, (&pad, "beantwoorden"), &goed)
            .await
            .met_status(303);
        let klaar = app.get(&pad).await.met_status(200);
        assert!(klaar.tekst.contains("<strong>mag</strong>"));
        assert!(klaar.tekst.contains(&format!("href=\"{PRAKTIJK}\"")));
        // What answers it has it on its page as well.
        let praktijk = app.get(PRAKTIJK).await.met_status(200);
        assert!(praktijk.tekst.contains(&format!("href=\"{pad}\"")));
        let naar = verbanden(&app, id).await;
        let antwoord = (
            "hoort-bij".to_owned(),
            id_van(&app, "geldcoach").await,
            "antwoord".to_owned(),
        );
        assert!(naar.contains(&antwoord), "{naar:?}");
        let thema = ("hoort-bij".to_owned(), toneel.thema, String::new());
        assert!(
            naar.contains(&thema),
            "it still belongs to its thema: {naar:?}"
        );
        let gebeurd = verteld(&app, id).await;
        assert_eq!(gebeurd[..2], ["aanmaken", "onderzoeken"]);
        assert!(gebeurd.contains(&"beantwoorden".to_owned()), "{gebeurd:?}");
        // Search finds it by its answer.
        let soort = Soort::Kennisvraag;
        let zoek = format!("/zoeken?q=delen&soort={soort}");
        assert!(app.get(&zoek).await.tekst.contains(&pad));
    })
    .await;
}

#[tokio::test]
async fn what_is_dropped_says_why_and_is_not_taken_up_again() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Eén app?", "openbaar").await;
        let reden = [("reden", "Hier is een besluit voor nodig, geen onderzoek.")];
        zet(&app, &toneel.rijk, (&pad, "vervallen"), &reden)
            .await
            .met_status(303);
        let pagina = app.get(&pad).await.met_status(200);
        assert!(pagina.tekst.contains("Hier is een besluit voor nodig"));
        for actie in ["onderzoeken", "beantwoorden", "vervallen"] {
            let velden = [("reden", "Toch."), ("antwoord", "Ja.")];
            let nee = zet(&app, &toneel.rijk, (&pad, actie), &velden).await;
            assert!(nee.met_status(409).tekst.contains("Toch."), "{actie}");
            // Its own page says how it stands.
            let blad = format!("{pad}/stap/{actie}");
            met_koek(&app, &blad, &toneel.rijk).await.met_status(303);
        }
        for weg in ["opeten", "wijzigen"] {
            let blad = format!("{pad}/stap/{weg}");
            met_koek(&app, &blad, &toneel.rijk).await.met_status(404);
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_put_to_the_regietafel_says_who_reads_along() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (titel, niveau) in [
            ("Wie betaalt?", "besloten"),
            ("Wie durft?", "vertrouwelijk"),
        ] {
            let pad = vraag(&app, &toneel.rijk, titel, niveau).await;
            let blad = format!("{pad}/stap/onderzoeken");
            let voor = met_koek(&app, &blad, &toneel.rijk).await.met_status(200);
            assert!(!voor.tekst.contains("en de regietafel lezen dit"));
            let voor = met_koek(&app, &pad, &toneel.rijk).await.met_status(200);
            assert!(!voor.tekst.contains("Ook de regietafel leest mee."));
            leg_voor(&app, &toneel.rijk, "kennisvraag", &pad)
                .await
                .met_status(303);
            let na = met_koek(&app, &blad, &toneel.rijk).await.met_status(200);
            assert!(na.tekst.contains("en de regietafel lezen dit"), "{niveau}");
            let na = met_koek(&app, &pad, &toneel.rijk).await.met_status(200);
            assert!(na.tekst.contains("Ook de regietafel leest mee."));
            assert!(!na.tekst.contains("Alleen het duo"), "{niveau}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_saw_an_older_version_is_told_and_keeps_what_was_typed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Wie eerst?", "besloten").await;
        let reden = [("reden", "Gerda.")];
        zet(&app, &toneel.gemeente, (&pad, "onderzoeken"), &reden)
            .await
            .met_status(303);
        let oud = [
            ("versie", "1"),
            ("antwoord", "Rina’s antwoord."),
            ("stukken", ""),
        ];
        let blad = format!("{pad}/stap/beantwoorden");
        let botst = doe(&app, &toneel.rijk, &blad, &oud).await.met_status(409);
        assert_eq!(tekstvak(&botst, "antwoord"), "Rina’s antwoord.");
        assert_eq!(rij(&app, &pad).await.status, "in-onderzoek");
    })
    .await;
}
