//! The life of a praktijk: sent back, published, changed, withdrawn.

use serde_json::{Value, json};

use super::{aangeboden, gepubliceerd, ingevuld, spelers, stap, tekstvak, veld, versie};
use crate::support::{
    TestApp,
    inlog::met_koek,
    mensen::{doe, id_van, verteld},
    op_beide,
};

#[tokio::test]
async fn sent_back_with_a_reason_and_offered_again() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let roos = &wie.redactie[0].1;
        let pad = aangeboden(&app, &wie.els.1, wie.stad, "Eerder bellen").await;
        let zonder = stap(&app, roos, &pad, "terugsturen", &[])
            .await
            .met_status(400);
        assert!(zonder.tekst.contains("href=\"#reden\""));
        let velden = [("reden", "Schrijf erbij wat het kost.")];
        let terug = stap(&app, roos, &pad, "terugsturen", &velden)
            .await
            .met_status(303);
        assert_eq!(terug.kop("location"), "/redactie/praktijken?gelukt=terug");
        // It is acknowledged only when the index has it: nobody else finds it any more.
        met_koek(&app, &pad, roos).await.met_status(404);
        let zoek = met_koek(&app, "/api/v1/zoeken?q=eerder+bellen", roos).await;
        assert_eq!(zoek.json()["totaal"], 0);
        let bij_els = met_koek(&app, &format!("{pad}/schrijven"), &wie.els.1).await;
        assert!(
            bij_els
                .met_status(200)
                .tekst
                .contains("Schrijf erbij wat het kost.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_waits_beside_the_page_until_another_takes_it_over() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = gepubliceerd(&app, &wie, "Eerder bellen").await;
        let (jan, rik) = (&wie.jan.1, &wie.redactie[1].1);
        let pagina = met_koek(&app, &format!("{pad}/schrijven"), jan)
            .await
            .met_status(200);
        let v = versie(&pagina);
        let mut velden = ingevuld(&v, "Eerder bellen", "Wij bellen binnen een week.");
        velden.push(("notitie", "Het ging sneller."));
        let naar = doe(&app, jan, &format!("{pad}/schrijven"), &velden).await;
        let naar = naar.met_status(303).kop("location").to_owned();
        let voorstel = naar.split('?').next().expect("an address").to_owned();
        // The page is as it was, for everybody; the voorstel is its writers' and the redactie's.
        let bezoeker = met_koek(&app, &pad, "").await.met_status(200);
        assert!(bezoeker.tekst.contains("eerste rode brief"));
        assert!(!bezoeker.tekst.contains("binnen een week"));
        assert!(!bezoeker.tekst.contains("/voorstellen/"));
        met_koek(&app, &voorstel, &wie.els.1).await.met_status(200);
        met_koek(&app, &voorstel, rik).await.met_status(200);
        let (_, ander) = crate::support::mensen::sterk(&app, "Ank", &[]).await;
        met_koek(&app, &voorstel, &ander).await.met_status(404);
        met_koek(&app, &voorstel, "").await.met_status(303);
        let zoek = met_koek(&app, "/api/v1/zoeken?q=%22binnen+een+week%22", "").await;
        assert_eq!(zoek.json()["totaal"], 0);
        // Word by word.
        let gezien = met_koek(&app, &voorstel, jan).await;
        assert!(gezien.tekst.contains("<ins>") && gezien.tekst.contains("<del>"));
        let zet = async |koek: &str, actie: &str, reden: &str| {
            let pagina = met_koek(&app, &voorstel, koek).await.met_status(200);
            let v = versie(&pagina);
            let velden = [("actie", actie), ("versie", &v), ("reden", reden)];
            doe(&app, koek, &voorstel, &velden).await
        };
        zet(jan, "voorstel-aanbieden", "").await.met_status(303);
        zet(rik, "voorstel-overnemen", "").await.met_status(303);
        let bezoeker = met_koek(&app, &pad, "").await;
        assert!(bezoeker.tekst.contains("binnen een week"));
        // It is settled.
        let v = {
            let verlopen = met_koek(&app, &voorstel, rik).await;
            assert!(verlopen.tekst.contains("Overgenomen"));
            "9".to_owned()
        };
        let velden = [("actie", "voorstel-overnemen"), ("versie", v.as_str())];
        doe(&app, rik, &voorstel, &velden).await.met_status(409);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_something_older_is_first_brought_up_to_date() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = gepubliceerd(&app, &wie, "Eerder bellen").await;
        let (els, jan, rik) = (&wie.els.1, &wie.jan.1, &wie.redactie[1].1);
        let begin = async |koek: &str, aanpak: &str| {
            let v = versie(&met_koek(&app, &format!("{pad}/schrijven"), koek).await);
            let velden = ingevuld(&v, "Eerder bellen", aanpak);
            let naar = doe(&app, koek, &format!("{pad}/schrijven"), &velden).await;
            let naar = naar.met_status(303).kop("location").to_owned();
            naar.split('?').next().expect("an address").to_owned()
        };
        let zet = async |koek: &str, voorstel: &str, actie: &str| {
            let v = versie_of_nul(&met_koek(&app, voorstel, koek).await);
            doe(&app, koek, voorstel, &[("actie", actie), ("versie", &v)]).await
        };
        let een = begin(els, "De aanpak van Els.").await;
        let twee = begin(jan, "De aanpak van Jan.").await;
        for (koek, voorstel) in [(els, &een), (jan, &twee)] {
            zet(koek, voorstel, "voorstel-aanbieden")
                .await
                .met_status(303);
        }
        zet(rik, &een, "voorstel-overnemen").await.met_status(303);
        let laat = zet(rik, &twee, "voorstel-overnemen").await.met_status(409);
        assert!(laat.tekst.contains("Werk het voorstel"));
        // Its writer sees what changed on the page, and saves with that in mind.
        let pagina = met_koek(&app, &format!("{twee}/schrijven"), jan).await;
        assert!(pagina.tekst.contains("De pagina is intussen veranderd"));
        assert_eq!(tekstvak(&pagina, "sectie-aanpak"), "De aanpak van Jan.");
        let (v, gezien) = (versie(&pagina), veld(&pagina, "gezien"));
        let mut velden = ingevuld(&v, "Eerder bellen", "De aanpak van Els en Jan.");
        velden.push(("gezien", &gezien));
        doe(&app, jan, &format!("{twee}/schrijven"), &velden)
            .await
            .met_status(303);
        zet(rik, &twee, "voorstel-overnemen").await.met_status(303);
        let nu = met_koek(&app, &pad, "").await;
        assert!(nu.tekst.contains("De aanpak van Els en Jan."));
    })
    .await;
}

fn versie_of_nul(pagina: &crate::support::Antwoord) -> String {
    if pagina.tekst.contains("name=\"versie\"") {
        versie(pagina)
    } else {
        "0".to_owned()
    }
}

#[tokio::test]
async fn withdrawn_stays_readable_and_says_why() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let roos = &wie.redactie[0].1;
        let oud = gepubliceerd(&app, &wie, "Oude aanpak").await;
        let nieuw = gepubliceerd(&app, &wie, "Nieuwe aanpak").await;
        let niets = stap(&app, roos, &oud, "intrekken", &[])
            .await
            .met_status(400);
        for anker in ["reden", "waarom"] {
            assert!(
                niets.tekst.contains(&format!("href=\"#{anker}\"")),
                "{anker}"
            );
        }
        let velden = [
            ("waarom", "opgegaan-in"),
            ("reden", "Wij deden het samen."),
            ("opgegaan-in", "Bestaat niet"),
        ];
        let fout = stap(&app, roos, &oud, "intrekken", &velden)
            .await
            .met_status(400);
        assert!(fout.tekst.contains("href=\"#opgegaan-in\""));
        let velden = [
            ("waarom", "opgegaan-in"),
            ("reden", "Wij deden het samen."),
            ("opgegaan-in", nieuw.as_str()),
        ];
        stap(&app, roos, &oud, "intrekken", &velden)
            .await
            .met_status(303);
        // The old address leads to the new; from there the old text can be read.
        let doorverwezen = met_koek(&app, &oud, "").await.met_status(303);
        assert_eq!(doorverwezen.kop("location"), nieuw);
        let bij_nieuw = met_koek(&app, &nieuw, "").await;
        assert!(bij_nieuw.tekst.contains(&format!("href=\"{oud}?oud=ja\"")));
        let gelezen = met_koek(&app, &format!("{oud}?oud=ja"), "")
            .await
            .met_status(200);
        assert!(gelezen.tekst.contains("opgegaan in een andere praktijk"));
        assert!(gelezen.tekst.contains("Wij deden het samen."));
        assert!(gelezen.tekst.contains("eerste rode brief"));
        // Another reason leaves the page where it is.
        let velden = [("waarom", "fout"), ("reden", "Het bedrag klopte niet.")];
        stap(&app, &wie.jan.1, &nieuw, "intrekken", &velden)
            .await
            .met_status(303);
        let gelezen = met_koek(&app, &nieuw, "").await.met_status(200);
        assert!(gelezen.tekst.contains("er stond een fout in"));
        assert!(gelezen.tekst.contains("Het bedrag klopte niet."));
        // Nothing changes it any more.
        let dicht = met_koek(&app, &format!("{nieuw}/schrijven"), &wie.els.1).await;
        dicht.met_status(403);
    })
    .await;
}

/// Who withdraws sends readers on, and changes nothing of the organisatie they are sent to.
#[tokio::test]
async fn taken_up_in_a_praktijk_of_others_does_not_change_that_one() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let oud = gepubliceerd(&app, &wie, "Oude aanpak").await;
        let records = [json!({
            "externId": "buren", "slug": "buren", "soort": "praktijk", "titel": "Aanpak van de buren",
            "tekst": "Schulden.",
        })];
        assert_eq!(app.lees(&records).await.geweigerd, []);
        let velden = [
            ("waarom", "opgegaan-in"),
            ("reden", "Zij doen het beter."),
            ("opgegaan-in", "/praktijken/buren"),
        ];
        let gedaan = stap(&app, &wie.els.1, &oud, "intrekken", &velden).await;
        gedaan.met_status(303);
        let naar = met_koek(&app, &oud, "").await.met_status(303);
        assert_eq!(naar.kop("location"), "/praktijken/buren");
        let acties = verteld(&app, id_van(&app, "buren").await).await;
        assert_eq!(acties, ["inlezen"], "nothing happened to the other");
        let json = app.get("/api/v1/praktijken/buren").await.json();
        let verband = &json["verbanden"][0];
        assert_eq!((&verband["soort"], &verband["richting"]), (&json!("hoort-bij"), &json!("in")));
        let buren = app.get("/praktijken/buren").await.met_status(200);
        assert!(buren.tekst.contains(&format!("href=\"{oud}?oud=ja\"")), "still a way to the old text");
    })
    .await;
}

/// What was withdrawn is found, below what was not, and its card says so.
#[tokio::test]
async fn withdrawn_goes_below_what_was_not() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let eerste = gepubliceerd(&app, &wie, "Bellen bij schulden").await;
        let tweede = gepubliceerd(&app, &wie, "Bellen bij schulden").await;
        let vraag = "/api/v1/zoeken?q=bellen+schulden&uitleg=true";
        let volgorde = async || {
            app.indexeer().await;
            let json = app.get(vraag).await.met_status(200).json();
            let hits = json["resultaten"].as_array().expect("hits").clone();
            let pad = |hit: &Value| hit["url"].as_str().expect("an address").to_owned();
            (hits.iter().map(pad).collect::<Vec<_>>(), hits)
        };
        let (paden, _) = volgorde().await;
        let boven = if paden[0].ends_with(&eerste) {
            &eerste
        } else {
            &tweede
        };
        let velden = [("waarom", "niet-meer-actueel"), ("reden", "Wij stopten.")];
        let gedaan = stap(&app, &wie.els.1, boven, "intrekken", &velden).await;
        gedaan.met_status(303);
        let (paden, hits) = volgorde().await;
        assert!(paden[1].ends_with(boven.as_str()), "{paden:?}");
        let factoren = hits[1]["uitleg"]["factoren"].as_array().expect("factors");
        assert!(
            factoren.iter().any(|f| f["waarom"] == "ingetrokken"),
            "{factoren:?}"
        );
        let lijst = app.get("/zoeken?q=bellen+schulden").await.met_status(200);
        assert_eq!(lijst.tekst.matches("Ingetrokken").count(), 1);
        let pagina = app.get(boven).await.met_status(200);
        assert!(
            !pagina.tekst.contains("Nakijken voor"),
            "nobody looks at it again"
        );
    })
    .await;
}
