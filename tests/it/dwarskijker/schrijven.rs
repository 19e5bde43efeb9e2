//! Writing a bevinding: who may, what is kept, and what is wrong with it.

use dwarsverband::actor::Rol;

use super::{begin, rij, schrijf, tekst, wereld};
use crate::{
    praktijken::{tekstvak, versie},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, in_, landelijk, sterk, verteld},
        op_beide,
    },
};

#[tokio::test]
async fn the_dwarskijker_writes_and_nobody_else_knows_of_it() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let (_, redactie) = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        let (_, beheer) = sterk(&app, "Bas", &[landelijk(Rol::Beheerder)]).await;
        let zwak = in_(&app, wereld.dwars.0, false).await;
        let pad = wereld.concept(&app, "Wachten zonder bericht").await;
        let (kop, _) = rij(&app, &pad).await;
        let nummer = kop.kenmerk.clone().unwrap_or_default();
        assert_eq!(
            pad,
            format!("/bevindingen/{}", nummer.to_lowercase()),
            "it tells nothing"
        );

        let blad = met_koek(&app, &pad, &wereld.bureau.1)
            .await
            .met_status(200)
            .tekst;
        for woord in [
            "Wachten zonder bericht",
            "Ik zag dat vragen bleven liggen.",
            "Vertel het als het langer duurt.",
            "Wachten op een huis",
            "Wet op het wonen",
            "Dwars Voorbeeld",
            "Verder schrijven",
        ] {
            assert!(blad.contains(woord), "{woord}");
        }
        let adressen = [
            "",
            "/schrijven",
            "/versies",
            "/voorleggen",
            "/terugnemen",
            "/vaststellen",
        ];
        for onder in adressen {
            let adres = format!("{pad}{onder}");
            for koek in [&redactie, &beheer, &wereld.els.1] {
                met_koek(&app, &adres, koek).await.met_status(404);
            }
            let bezoeker = app.get(&adres).await;
            let verwacht = if onder.is_empty() { 404 } else { 303 };
            assert_eq!(bezoeker.status.as_u16(), verwacht, "{adres}");
            // Without a second factor a dwarskijker is asked for it, and reads nothing.
            let half = met_koek(&app, &adres, &zwak).await;
            let verwacht = if onder.is_empty() { 404 } else { 303 };
            assert_eq!(half.status.as_u16(), verwacht, "{adres}");
        }
        met_koek(&app, &format!("/id/{nummer}"), &redactie)
            .await
            .met_status(404);
        for koek in [&redactie, &wereld.els.1] {
            doe(&app, koek, "/bevindingen/nieuw", &[("titel", "x")])
                .await
                .met_status(404);
            schrijf_mag_niet(&app, koek, &pad).await;
        }
        let gebeurd = verteld(&app, kop.id).await;
        assert!(gebeurd.contains(&"lezen".to_owned()), "{gebeurd:?}");
    })
    .await;
}

async fn schrijf_mag_niet(app: &TestApp, koek: &str, pad: &str) {
    let voor = rij(app, pad).await;
    let adres = format!("{pad}/schrijven");
    doe(app, koek, &adres, &[("titel", "Anders"), ("versie", "2")])
        .await
        .met_status(404);
    assert_eq!(rij(app, pad).await, voor);
}

#[tokio::test]
async fn everything_that_is_typed_is_kept_and_all_that_is_wrong_is_told() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let koek = &wereld.dwars.1;
        let leeg = doe(
            &app,
            koek,
            "/bevindingen/nieuw",
            &[("titel", " "), ("thema", "niets")],
        )
        .await;
        let leeg = leeg.met_status(400).tekst;
        assert!(
            leeg.contains("Geef de bevinding een titel.")
                && leeg.contains("Dit thema bestaat niet.")
        );

        let pad = begin(&app, koek, "Een titel").await;
        let velden = [
            ("titel", ""),
            ("sectie-1", "Bel 06-12345678."),
            ("aanbeveling-1-aan", "Nergenshuizen"),
            ("aanbeveling-1", "Doe het."),
            ("aanbeveling-2-aan", ""),
            ("aanbeveling-2", "Doe het ook."),
            ("regelingen", "Wet van niets"),
            ("knelpunten", "KNP-2020-0001"),
        ];
        let fout = schrijf(&app, koek, &pad, &velden).await.met_status(400);
        for woord in [
            "Geef de bevinding een titel.",
            "lijkt een telefoonnummer te staan",
            "“Nergenshuizen” is geen organisatie",
            "Vul in aan welke organisatie",
            "“Wet van niets” is geen regeling",
            "“KNP-2020-0001” is geen knelpunt",
            "href=\"#aanbeveling-2-aan\"",
        ] {
            assert!(fout.tekst.contains(woord), "{woord}");
        }
        assert_eq!(tekstvak(&fout, "sectie-1"), "Bel 06-12345678.");
        assert_eq!(tekstvak(&fout, "aanbeveling-2"), "Doe het ook.");
        let (_, niets) = rij(&app, &pad).await;
        assert_eq!(
            (niets.secties.as_str(), niets.aanbevelingen.as_str()),
            ("[]", "[]")
        );

        // Who looked at it keeps it.
        let mut goed = tekst("Een titel");
        goed.retain(|(naam, _)| *naam != "sectie-1");
        goed.extend([
            ("sectie-1", "Bel 06-12345678."),
            ("persoonsgegevens-akkoord", "ja"),
        ]);
        schrijf(&app, koek, &pad, &goed).await.met_status(303);
        let (kop, inhoud) = rij(&app, &pad).await;
        assert!(inhoud.secties.contains("06-12345678"));
        assert_eq!(inhoud.thema_id, Some(wereld.plek.thema));
        // The same text again is no version.
        let weer = schrijf(&app, koek, &pad, &goed).await;
        weer.met_status(303);
        assert_eq!(rij(&app, &pad).await.0.versie, kop.versie);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing_and_every_version_stays() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let pad = wereld.concept(&app, "Een titel").await;
        let schrijven = format!("{pad}/schrijven");
        let mijn = met_koek(&app, &schrijven, &wereld.dwars.1)
            .await
            .met_status(200);
        let versie = versie(&mijn);
        let mut hun = tekst("Een titel");
        hun.retain(|(naam, _)| *naam != "tekst");
        hun.push(("tekst", "Van het bureau."));
        schrijf(&app, &wereld.bureau.1, &pad, &hun)
            .await
            .met_status(303);
        let mut later = tekst("Een titel");
        later.retain(|(naam, _)| *naam != "tekst");
        later.extend([
            ("tekst", "Van de dwarskijker."),
            ("versie", versie.as_str()),
        ]);
        let mut fout = later.clone();
        fout.retain(|(naam, _)| *naam != "titel");
        fout.push(("titel", ""));
        let fout = doe(&app, &wereld.dwars.1, &schrijven, &fout)
            .await
            .met_status(400);
        let gezien = crate::praktijken::versie(&fout);
        assert_eq!(gezien, versie, "mending a field hides nobody's work");
        let botst = doe(&app, &wereld.dwars.1, &schrijven, &later)
            .await
            .met_status(409);
        assert_eq!(tekstvak(&botst, "tekst"), "Van de dwarskijker.");
        for woord in ["Bureau Voorbeeld", "bureau.", "Wat er verschilt"] {
            assert!(botst.tekst.contains(woord), "{woord}");
        }
        let nu = crate::praktijken::versie(&botst);
        later.retain(|(naam, _)| *naam != "versie");
        later.push(("versie", &nu));
        doe(&app, &wereld.dwars.1, &schrijven, &later)
            .await
            .met_status(303);

        let versies = met_koek(&app, &format!("{pad}/versies"), &wereld.dwars.1).await;
        let versies = versies.met_status(200).tekst;
        assert!(versies.contains("Versie 4") && versies.contains("Versie 1"));
        let derde = met_koek(&app, &format!("{pad}/versies?versie=3"), &wereld.dwars.1).await;
        assert!(derde.met_status(200).tekst.contains("bureau."));
        for onzin in ["99", "x"] {
            let adres = format!("{pad}/versies?versie={onzin}");
            met_koek(&app, &adres, &wereld.dwars.1)
                .await
                .met_status(404);
        }
    })
    .await;
}
