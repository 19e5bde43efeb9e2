//! A draft: who reads it, what is kept, and what two people do at once.

use axum::http::{Request, header};
use serde_json::Value;

use super::{aangeboden, begin, ingevuld, spelers, tekstvak, versie};
use crate::support::{
    TestApp,
    inlog::{formulier, met_koek},
    mensen::doe,
    op_beide,
};

#[tokio::test]
async fn a_draft_is_its_writers_alone() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = begin(&app, &wie.els.1, wie.stad, "Eerder bellen").await;
        assert_eq!(pad, "/praktijken/eerder-bellen");
        met_koek(&app, &pad, &wie.els.1).await.met_status(200);
        app.indexeer().await;
        for koek in ["", &wie.jan.1, &wie.redactie[0].1] {
            met_koek(&app, &pad, koek).await.met_status(404);
            let zoek = met_koek(&app, "/api/v1/zoeken?q=eerder+bellen", koek).await;
            assert_eq!(zoek.json()["totaal"], 0);
        }
        let zoek = met_koek(&app, "/api/v1/zoeken?q=eerder+bellen", &wie.els.1).await;
        assert_eq!(zoek.json()["totaal"], 1);
        // Who is not logged in hears to log in, whether there is such a draft or not.
        for pad in [&pad, "/praktijken/bestaat-niet"] {
            let antwoord = met_koek(&app, &format!("{pad}/schrijven"), "").await;
            assert_eq!(antwoord.status, 303, "{pad}");
        }
        let antwoord = met_koek(&app, &format!("{pad}/schrijven"), &wie.jan.1).await;
        antwoord.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_told_at_once_and_every_word_is_kept() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koek = &wie.els.1;
        let pad = begin(&app, koek, wie.stad, "Eerder bellen").await;
        let schrijven = format!("{pad}/schrijven");
        let v = versie(&met_koek(&app, &schrijven, koek).await);
        let velden = [
            ("versie", v.as_str()),
            ("titel", "Eerder bellen"),
            ("samenvatting", "Kort."),
            ("sectie-aanpak", "Wij bellen."),
            ("sectie-contact", "De balie."),
            ("gemeenten", "Nergenshuizen"),
            ("knop", "aanbieden"),
        ];
        let pagina = doe(&app, koek, &schrijven, &velden).await.met_status(400);
        for anker in [
            "sectie-aanleiding",
            "sectie-doelgroep",
            "sectie-kosten",
            "sectie-wat-ging-mis",
            "gemeenten",
        ] {
            let link = format!("<li><a href=\"#{anker}\">");
            assert!(pagina.tekst.contains(&link), "{anker} in the summary");
        }
        assert!(!pagina.tekst.contains("<li><a href=\"#sectie-aanpak\">"));
        assert_eq!(tekstvak(&pagina, "sectie-aanpak"), "Wij bellen.");
        assert_eq!(tekstvak(&pagina, "sectie-contact"), "De balie.");
        assert_eq!(tekstvak(&pagina, "gemeenten"), "Nergenshuizen");
        // It stays a draft, and what was typed is saved with it.
        let opnieuw = met_koek(&app, &schrijven, koek).await;
        assert_eq!(tekstvak(&opnieuw, "sectie-aanpak"), "Wij bellen.");
        let v = versie(&opnieuw);
        let mut heel = ingevuld(&v, "Eerder bellen", "Wij bellen.");
        heel.push(("gemeenten", "voorbeeldstad"));
        heel.push(("themas", "wonen"));
        heel.push(("knop", "aanbieden"));
        doe(&app, koek, &schrijven, &heel).await.met_status(303);
        let api = met_koek(&app, &format!("/api/v1{pad}"), koek).await.json();
        assert_eq!(api["status"], "aangeboden");
        assert_eq!(api["fase"], "loopt");
    })
    .await;
}

#[tokio::test]
async fn two_tabs_lose_nothing() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koek = &wie.els.1;
        let pad = begin(&app, koek, wie.stad, "Eerder bellen").await;
        let schrijven = format!("{pad}/schrijven");
        let v = versie(&met_koek(&app, &schrijven, koek).await);
        let een = ingevuld(&v, "Eerder bellen", "De eerste aanpak.");
        doe(&app, koek, &schrijven, &een).await.met_status(303);
        let twee = ingevuld(&v, "Eerder bellen", "De tweede aanpak.");
        let pagina = doe(&app, koek, &schrijven, &twee).await.met_status(409);
        assert_eq!(tekstvak(&pagina, "sectie-aanpak"), "De tweede aanpak.");
        assert!(
            pagina
                .tekst
                .contains("<pre class=\"dv-bron\">De eerste aanpak.</pre>")
        );
        assert!(
            pagina.tekst.contains("Els Voorbeeld"),
            "who saved meanwhile"
        );
        let bewaard = met_koek(&app, &schrijven, koek).await;
        assert_eq!(tekstvak(&bewaard, "sectie-aanpak"), "De eerste aanpak.");
        // Saving once more from that page is a choice.
        let v = versie(&pagina);
        let toch = ingevuld(&v, "Eerder bellen", "De tweede aanpak.");
        doe(&app, koek, &schrijven, &toch).await.met_status(303);
        let bewaard = met_koek(&app, &schrijven, koek).await;
        assert_eq!(tekstvak(&bewaard, "sectie-aanpak"), "De tweede aanpak.");
        // The same text once more is no change, whatever the version.
        doe(
            &app,
            koek,
            &schrijven,
            &ingevuld("1", "Eerder bellen", "De tweede aanpak."),
        )
        .await
        .met_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_script_saves_and_hears_what_stands() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koek = &wie.els.1;
        let pad = begin(&app, koek, wie.stad, "Eerder bellen").await;
        let schrijven = format!("{pad}/schrijven");
        let v = versie(&met_koek(&app, &schrijven, koek).await);
        let vanzelf = async |velden: &[(&str, &str)]| {
            let (mut kop, body) = formulier(&schrijven, koek, velden).into_parts();
            let soort = header::HeaderValue::from_static("application/json");
            kop.headers.insert(header::ACCEPT, soort);
            app.stuur(Request::from_parts(kop, body)).await
        };
        let bewaard = vanzelf(&ingevuld(&v, "Nog eerder bellen", "Bellen."))
            .await
            .met_status(200)
            .json();
        assert_eq!(bewaard["pad"], "/praktijken/nog-eerder-bellen");
        assert!(bewaard["versie"].as_i64() > v.parse().ok());
        assert!(bewaard["punten"].as_u64() > Some(5), "{bewaard}");
        let oud = vanzelf(&ingevuld(&v, "Nog eerder bellen", "Anders."))
            .await
            .met_status(409);
        assert_eq!(oud.json()["status"], Value::from(409));
    })
    .await;
}

#[tokio::test]
async fn personal_data_is_asked_about_and_never_shown_back_in_the_summary() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koek = &wie.els.1;
        let pad = begin(&app, koek, wie.stad, "Eerder bellen").await;
        let schrijven = format!("{pad}/schrijven");
        let v = versie(&met_koek(&app, &schrijven, koek).await);
        let mut velden = ingevuld(&v, "Eerder bellen", "Bel Ans op 06-12345678.");
        velden.push(("knop", "aanbieden"));
        let pagina = doe(&app, koek, &schrijven, &velden).await.met_status(400);
        let samenvatting = pagina.tekst.split("dv-fouten").nth(1).expect("a summary");
        let samenvatting = samenvatting.split("</ul>").next().expect("its list");
        assert!(samenvatting.contains("telefoonnummer"), "{samenvatting}");
        assert!(!samenvatting.contains("12345678"), "{samenvatting}");
        let v = versie(&pagina);
        let mut velden = ingevuld(&v, "Eerder bellen", "Bel Ans op 06-12345678.");
        velden.extend([("knop", "aanbieden"), ("persoonsgegevens-akkoord", "ja")]);
        doe(&app, koek, &schrijven, &velden).await.met_status(303);
    })
    .await;
}

#[tokio::test]
async fn who_belongs_nowhere_begins_nothing_and_a_name_must_be_chosen() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let velden = [
            ("titel", "Iets"),
            ("eigenaar", &*wie.stad.to_string()),
            ("functie", "beleid"),
        ];
        // The redactie is no member of the gemeente.
        let pagina = doe(&app, &wie.redactie[0].1, "/praktijken/nieuw", &velden).await;
        let pagina = pagina.met_status(400);
        assert!(pagina.tekst.contains("href=\"#eigenaar\""));
        let leeg = doe(&app, &wie.els.1, "/praktijken/nieuw", &[])
            .await
            .met_status(400);
        for anker in ["titel", "eigenaar"] {
            assert!(
                leeg.tekst.contains(&format!("href=\"#{anker}\"")),
                "{anker}"
            );
        }
        let bezoeker = doe(&app, "", "/praktijken/nieuw", &velden).await;
        assert_eq!(bezoeker.status, 303, "a visitor is asked to log in");
    })
    .await;
}

#[tokio::test]
async fn what_is_offered_is_the_redacties_to_help_with() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = aangeboden(&app, &wie.els.1, wie.stad, "Eerder bellen").await;
        let schrijven = format!("{pad}/schrijven");
        met_koek(&app, &schrijven, &wie.els.1).await.met_status(403);
        met_koek(&app, &schrijven, &wie.jan.1).await.met_status(404);
        let rik = &wie.redactie[1].1;
        let v = versie(&met_koek(&app, &schrijven, rik).await.met_status(200));
        let velden = ingevuld(&v, "Eerder bellen", "Wij bellen, beter gezegd.");
        doe(&app, rik, &schrijven, &velden).await.met_status(303);
        let bij_els = met_koek(&app, &pad, &wie.els.1).await.met_status(200);
        assert!(bij_els.tekst.contains("beter gezegd"));
    })
    .await;
}
