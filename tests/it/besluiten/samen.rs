//! Agreeing, refusing and taking back.

use dwarsverband::actor::Rol;

use crate::{
    acties::account,
    anderen::bezorg,
    knelpunten::{bij_thema, fout_in},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{bij, doe, id_van, krijgt, mail, sterk, verteld},
        op_beide,
        smtp::Mailserver,
    },
    vandaag::blok,
    werkruimte::{PAD, toneel},
};

use super::{brieven, rij, stel_voor, stemmen, velden, zet};

#[tokio::test]
async fn a_besluit_is_taken_when_the_other_side_agrees() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "besloten").await;
        assert_eq!(brieven(&app).await, 1, "the other side is asked");
        let pagina = met_koek(&app, &pad, &toneel.netwerk).await.met_status(200);
        assert!(pagina.tekst.contains("Wacht op duo-partner"));
        assert!(!pagina.tekst.contains("/stappen/"), "it is for the duo");
        let lijst = met_koek(&app, &format!("{PAD}/besluiten"), &toneel.rijk).await;
        let lijst = lijst.met_status(200).tekst;
        assert!(lijst.contains(&pad) && lijst.contains("Wacht op duo-partner"));
        // Who proposed it agreed by that, and agrees once.
        let nogmaals = zet(&app, &toneel.rijk, &pad, ("instemmen", &[])).await;
        nogmaals.met_status(403);
        assert_eq!(rij(&app, &pad).await.status, "voorgesteld");
        let ja = zet(&app, &toneel.gemeente, &pad, ("instemmen", &[])).await;
        assert!(
            ja.met_status(303)
                .kop("location")
                .ends_with("gelukt=genomen")
        );
        let genomen = rij(&app, &pad).await;
        assert_eq!(genomen.status, "genomen");
        assert_eq!(
            genomen.datum.map(|dag| dag.to_string()),
            Some(dwarsverband::ctx::datum_van(app.app.clock.now()).to_string())
        );
        assert_eq!(verteld(&app, genomen.id).await, ["aanmaken", "instemmen"]);
        // What was decided stays.
        for (stap, reden) in [("afwijzen", "Toch niet."), ("intrekken", "Toch niet.")] {
            let laat = zet(&app, &toneel.rijk, &pad, (stap, &[("reden", reden)])).await;
            assert!(laat.met_status(409).tekst.contains(reden), "{stap}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_says_no_says_why_and_everybody_who_reads_it_reads_that() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (stap, koek, status) in [
            ("afwijzen", &toneel.gemeente, "afgewezen"),
            ("intrekken", &toneel.rijk, "ingetrokken"),
        ] {
            let pad = stel_voor(&app, &toneel.rijk, status, "besloten").await;
            let leeg = zet(&app, koek, &pad, (stap, &[("reden", " ")])).await;
            fout_in(&leeg.met_status(400), &["reden"]);
            let reden = [("reden", "Het kan goedkoper.")];
            zet(&app, koek, &pad, (stap, &reden)).await.met_status(303);
            assert_eq!(rij(&app, &pad).await.status, status);
            let leest = met_koek(&app, &pad, &toneel.netwerk).await.met_status(200);
            assert!(leest.tekst.contains("Het kan goedkoper."));
            assert!(!leest.tekst.contains("/stappen/"));
        }
        // Only who proposed it takes it back, and nobody refuses their own.
        let pad = stel_voor(&app, &toneel.rijk, "Nog een", "besloten").await;
        let reden = [("reden", "Nee.")];
        for (koek, stap) in [(&toneel.gemeente, "intrekken"), (&toneel.rijk, "afwijzen")] {
            zet(&app, koek, &pad, (stap, &reden)).await.met_status(403);
        }
    })
    .await;
}

#[tokio::test]
async fn a_waarnemer_stands_in_for_one_side_and_never_for_both() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = stel_voor(&app, &toneel.waarnemer, "Eén brief", "besloten").await;
        let id = rij(&app, &pad).await.id;
        assert!(stemmen(&app, id).await.is_empty(), "they have no seat");
        assert_eq!(brieven(&app).await, 2, "both sides are asked");
        let welke = zet(&app, &toneel.waarnemer, &pad, ("instemmen", &[])).await;
        fout_in(&welke.met_status(400), &["plek"]);
        let rijk = [("plek", "rijk")];
        let ja = zet(&app, &toneel.waarnemer, &pad, ("instemmen", &rijk)).await;
        assert!(ja.met_status(303).kop("location").ends_with("ingestemd"));
        let gemeente = [("plek", "gemeente")];
        let twee = zet(&app, &toneel.waarnemer, &pad, ("instemmen", &gemeente)).await;
        twee.met_status(403);
        assert_eq!(rij(&app, &pad).await.status, "voorgesteld");
        assert_eq!(brieven(&app).await, 2, "nobody is asked twice");
        zet(&app, &toneel.gemeente, &pad, ("instemmen", &[]))
            .await
            .met_status(303);
        assert_eq!(rij(&app, &pad).await.status, "genomen");
    })
    .await;
}

/// One side does not decide with itself: neither with who stands in for it, nor from a seat and beside it.
#[tokio::test]
async fn a_waarnemer_stands_in_for_the_side_where_they_work() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let rollen = [
            bij_thema(Rol::Waarnemer, toneel.thema),
            bij(Rol::Lid, id_van(&app, "min").await),
        ];
        let (_, van_rijk) = sterk(&app, "Mia", &rollen).await;
        let gemeente = [("plek", "gemeente")];
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "besloten").await;
        for plek in [&[][..], &gemeente] {
            let nee = zet(&app, &van_rijk, &pad, ("instemmen", plek)).await;
            nee.met_status(403);
        }
        let vandaag = met_koek(&app, "/vandaag", &van_rijk).await.met_status(200);
        assert!(!blok(&vandaag.tekst, "wacht").contains("Eén brief"));
        assert_eq!(rij(&app, &pad).await.status, "voorgesteld");

        // For their own side they need not say which it is.
        let pad = stel_voor(&app, &van_rijk, "Twee brieven", "besloten").await;
        let anders = zet(&app, &van_rijk, &pad, ("instemmen", &gemeente)).await;
        fout_in(&anders.met_status(400), &["plek"]);
        let ja = zet(&app, &van_rijk, &pad, ("instemmen", &[])).await;
        ja.met_status(303);
        let id = rij(&app, &pad).await.id;
        let plekken: Vec<String> = stemmen(&app, id)
            .await
            .into_iter()
            .map(|s| s.plek)
            .collect();
        assert_eq!(plekken, ["rijk"]);

        // Who sits on a seat decides from there, whatever else they are.
        let rina = account(&app, "Rina").await;
        krijgt(&app, rina, bij_thema(Rol::Waarnemer, toneel.thema)).await;
        let nee = zet(&app, &toneel.rijk, &pad, ("instemmen", &gemeente)).await;
        nee.met_status(403);
        assert_eq!(rij(&app, &pad).await.status, "voorgesteld");
        zet(&app, &toneel.gemeente, &pad, ("instemmen", &[]))
            .await
            .met_status(303);
        assert_eq!(rij(&app, &pad).await.status, "genomen");
    })
    .await;
}

#[tokio::test]
async fn a_mail_about_words_that_were_changed_does_not_go() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "besloten").await;
        let versie = rij(&app, &pad).await.versie.to_string();
        let mut anders = velden("Twee brieven", "besloten");
        anders.push(("versie", versie.as_str()));
        doe(&app, &toneel.rijk, &format!("{pad}/wijzigen"), &anders)
            .await
            .met_status(303);
        assert_eq!(brieven(&app).await, 2);
        bezorg(&app, &server).await;
        let gekregen = server.haal();
        let aan_gerda = gekregen.iter().filter(|brief| brief.aan == [mail("Gerda")]);
        assert_eq!(aan_gerda.count(), 1, "of what it says now");
    })
    .await;
}

#[tokio::test]
async fn a_state_that_there_is_not_is_said_with_those_that_are() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let lijst = format!("{PAD}/besluiten");
        for goed in ["", "?staat=", "?staat=genomen"] {
            let pad = format!("{lijst}{goed}");
            met_koek(&app, &pad, &toneel.rijk).await.met_status(200);
        }
        let fout = met_koek(&app, &format!("{lijst}?staat=onzin"), &toneel.rijk).await;
        let fout = fout.met_status(400).tekst;
        for staat in ["voorgesteld", "genomen", "afgewezen", "ingetrokken"] {
            assert!(fout.contains(staat), "{staat}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_seat_is_found_by_who_sits_there() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        stel_voor(&app, &toneel.rijk, "Eén brief", "vertrouwelijk").await;
        for (koek, wacht) in [
            (&toneel.rijk, false),
            (&toneel.gemeente, true),
            (&toneel.waarnemer, true),
            (&toneel.netwerk, false),
        ] {
            let pagina = met_koek(&app, "/vandaag", koek).await.met_status(200);
            assert_eq!(blok(&pagina.tekst, "wacht").contains("Eén brief"), wacht);
        }
    })
    .await;
}

#[tokio::test]
async fn two_at_the_same_moment_are_one_after_the_other() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for titel in ["Een", "Twee", "Drie"] {
            let pad = stel_voor(&app, &toneel.rijk, titel, "besloten").await;
            let (een, twee) = tokio::join!(
                zet(&app, &toneel.gemeente, &pad, ("instemmen", &[])),
                zet(
                    &app,
                    &toneel.waarnemer,
                    &pad,
                    ("instemmen", &[("plek", "gemeente")])
                ),
            );
            let mut gelukt = [een.status.as_u16(), twee.status.as_u16()];
            gelukt.sort_unstable();
            assert_eq!(gelukt[0], 303, "{titel}: {gelukt:?}");
            assert!(gelukt[1] == 409 || gelukt[1] == 403, "{titel}: {gelukt:?}");
            let id = rij(&app, &pad).await.id;
            assert_eq!(stemmen(&app, id).await.len(), 2, "{titel}");
        }
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_what_was_typed_stays() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let mut fout = velden(" ", "nergens");
        fout[3] = ("over", "KNP-1999-0001");
        fout[4] = ("vervangt", "/besluiten/bestaat-niet");
        let adres = format!("{PAD}/besluiten/nieuw");
        let pagina = doe(&app, &toneel.rijk, &adres, &fout).await.met_status(400);
        fout_in(&pagina, &["titel", "niveau", "over", "vervangt"]);
        assert!(pagina.tekst.contains("KNP-1999-0001"));
        assert!(pagina.tekst.contains("Twee brieven verwarren."));
    })
    .await;
}
