//! A proefproject is written like a praktijk: a draft, offered, published by another, changed and
//! withdrawn.

use super::{begin, gepubliceerd, ingevuld};
use crate::{
    praktijken::{spelers, stap, tekstvak, veld, versie},
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
};

#[tokio::test]
async fn what_is_missing_is_told_at_once_and_every_word_is_kept() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koek = &wie.els.1;
        let pad = begin(&app, koek, wie.stad, "Geldcheck op het werk").await;
        assert_eq!(pad, "/proefprojecten/geldcheck-op-het-werk");
        let schrijven = format!("{pad}/schrijven");
        for ander in ["", &wie.jan.1, &wie.redactie[0].1] {
            met_koek(&app, &pad, ander).await.met_status(404);
        }
        let v = versie(&met_koek(&app, &schrijven, koek).await);
        let velden = [
            ("versie", v.as_str()),
            ("titel", "Geldcheck op het werk"),
            ("samenvatting", ""),
            ("sectie-partners", "Het Verzonnen College."),
            ("begin", "ooit"),
            ("einde", "2027-03-31"),
            ("gemeenten", "Nergenshuizen"),
            ("knop", "aanbieden"),
        ];
        let pagina = doe(&app, koek, &schrijven, &velden).await.met_status(400);
        for anker in [
            "samenvatting",
            "sectie-doel",
            "sectie-vraag",
            "sectie-aanpak",
            "sectie-hoe-gemeten",
            "begin",
            "gemeenten",
        ] {
            let link = format!("<li><a href=\"#{anker}\">");
            assert!(pagina.tekst.contains(&link), "{anker} in the summary");
        }
        assert!(!pagina.tekst.contains("<li><a href=\"#sectie-les\">"));
        assert_eq!(
            tekstvak(&pagina, "sectie-partners"),
            "Het Verzonnen College."
        );
        assert_eq!(veld(&pagina, "begin"), "ooit");
        assert_eq!(veld(&pagina, "einde"), "2027-03-31");
        // A period that runs backwards is in no state.
        let v = versie(&pagina);
        let mut velden = ingevuld(&v, "Geldcheck op het werk", "Wij gaan langs.");
        velden.extend([("begin", "2027-04-01"), ("einde", "2027-03-31")]);
        let pagina = doe(&app, koek, &schrijven, &velden).await.met_status(400);
        assert!(pagina.tekst.contains("<li><a href=\"#einde\">"));
        assert_eq!(veld(&pagina, "begin"), "2027-04-01");
        // While it is an idea it needs no day.
        let mut velden = ingevuld(&v, "Geldcheck op het werk", "Wij gaan langs.");
        velden.push(("knop", "aanbieden"));
        doe(&app, koek, &schrijven, &velden).await.met_status(303);
        let api = met_koek(&app, &format!("/api/v1{pad}"), koek).await.json();
        assert_eq!(api["status"], "aangeboden");
        assert_eq!(api["stand"], "idee");
    })
    .await;
}

#[tokio::test]
async fn another_publishes_it_and_a_change_waits_beside_it() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let dagen = [("begin", "2026-03-01"), ("themas", "wonen")];
        let pad = gepubliceerd(&app, &wie, "Geldcheck op het werk", &dagen).await;
        let bezoeker = met_koek(&app, &pad, "").await.met_status(200);
        assert!(bezoeker.tekst.contains("Wij gaan langs op het werk."));
        assert!(bezoeker.tekst.contains("1 maart 2026"));
        assert!(
            !bezoeker.tekst.contains("/schrijven"),
            "no buttons for a visitor"
        );
        let zoek = met_koek(&app, "/api/v1/zoeken?q=geldcheck", "").await;
        assert_eq!(zoek.json()["totaal"], 1);
        let api = met_koek(&app, &format!("/api/v1{pad}"), "").await.json();
        assert_eq!(
            (&api["stand"], &api["begin"]),
            (&"idee".into(), &"2026-03-01".into())
        );
        // A change is a voorstel; how the pilot stands is not in it.
        let (jan, rik) = (&wie.jan.1, &wie.redactie[1].1);
        let schrijven = format!("{pad}/schrijven");
        let pagina = met_koek(&app, &schrijven, jan).await.met_status(200);
        let v = versie(&pagina);
        let mut velden = ingevuld(&v, "Geldcheck op het werk", "Wij bellen eerst.");
        velden.extend([("begin", "2026-04-01"), ("stand", "gestopt")]);
        let naar = doe(&app, jan, &schrijven, &velden).await.met_status(303);
        let voorstel = naar.kop("location").split('?').next().unwrap().to_owned();
        let zet = async |koek: &str, actie: &str| {
            let v = versie(&met_koek(&app, &voorstel, koek).await.met_status(200));
            let velden = [("actie", actie), ("versie", v.as_str())];
            doe(&app, koek, &voorstel, &velden).await.met_status(303)
        };
        let gezien = met_koek(&app, &voorstel, jan).await;
        assert!(gezien.tekst.contains("Eerste dag") && gezien.tekst.contains("<ins>"));
        zet(jan, "voorstel-aanbieden").await;
        let bureau = met_koek(&app, "/redactie/praktijken", rik).await;
        assert!(bureau.tekst.contains("Geldcheck op het werk"));
        assert!(bureau.tekst.contains("Proefproject, sinds"));
        zet(rik, "voorstel-overnemen").await;
        let api = met_koek(&app, &format!("/api/v1{pad}"), "").await.json();
        assert_eq!(
            (&api["stand"], &api["begin"]),
            (&"idee".into(), &"2026-04-01".into())
        );
        let mijn = met_koek(&app, "/account/praktijken", &wie.els.1).await;
        assert!(mijn.tekst.contains("Geldcheck op het werk"));
    })
    .await;
}

#[tokio::test]
async fn withdrawn_stays_readable_and_says_why() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let roos = &wie.redactie[0].1;
        let oud = gepubliceerd(&app, &wie, "Oude proef", &[]).await;
        let nieuw = gepubliceerd(&app, &wie, "Nieuwe proef", &[]).await;
        let vraag = met_koek(&app, &format!("{oud}/stappen/intrekken"), roos).await;
        assert!(
            vraag
                .tekst
                .contains("Waarom wordt het proefproject ingetrokken?")
        );
        assert!(vraag.tekst.contains("Opgegaan in een ander proefproject"));
        let velden = [
            ("waarom", "opgegaan-in"),
            ("reden", "Wij deden het samen."),
            ("opgegaan-in", nieuw.as_str()),
        ];
        let klaar = stap(&app, roos, &oud, "intrekken", &velden).await;
        klaar.met_status(303);
        let doorverwezen = met_koek(&app, &oud, "").await.met_status(303);
        assert_eq!(doorverwezen.kop("location"), nieuw);
        let gelezen = met_koek(&app, &format!("{oud}?oud=ja"), "").await;
        let gelezen = gelezen.met_status(200).tekst;
        assert!(gelezen.contains("opgegaan in een ander proefproject"));
        assert!(gelezen.contains("Wij deden het samen."));
        let bij_nieuw = met_koek(&app, &nieuw, "").await;
        assert!(bij_nieuw.tekst.contains(&format!("href=\"{oud}?oud=ja\"")));
    })
    .await;
}

/// What the form to withdraw sends.
fn intrekken(versie: &str) -> [(&str, &str); 3] {
    [
        ("versie", versie),
        ("waarom", "niet-meer-actueel"),
        ("reden", "Wij stopten ermee."),
    ]
}

/// Whoever takes a step on an older version gets the page back as it is now, with what they typed.
#[tokio::test]
async fn a_step_on_an_older_version_comes_back_with_the_reason() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koek = &wie.els.1;
        let pad = gepubliceerd(&app, &wie, "Geldcheck op het werk", &[]).await;
        let adres = format!("{pad}/stappen/intrekken");
        let laat = doe(&app, koek, &adres, &intrekken("1"))
            .await
            .met_status(409);
        assert!(laat.tekst.contains("Dit is net gewijzigd"));
        assert_eq!(tekstvak(&laat, "reden"), "Wij stopten ermee.");
        let v = versie(&laat);
        doe(&app, koek, &adres, &intrekken(&v))
            .await
            .met_status(303);
        // There is no such step any more, and still nothing is lost.
        let weg = doe(&app, koek, &adres, &intrekken(&v))
            .await
            .met_status(409);
        let weg = weg.tekst;
        assert!(weg.contains("Dit schreef u") && weg.contains("Wij stopten ermee."));
        assert!(!weg.contains("name=\"reden\""));
    })
    .await;
}

/// A period that runs backwards: nothing of the form is saved.
const ACHTERSTEVOREN: [(&str, &str); 2] = [("begin", "2027-04-01"), ("einde", "2027-03-31")];

/// Whoever mends a mistake on a form of an older version hears of what a colleague saved meanwhile.
#[tokio::test]
async fn mending_a_mistake_writes_over_nobody() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koek = &wie.els.1;
        let titel = "Geldcheck op het werk";
        let pad = begin(&app, koek, wie.stad, titel).await;
        let schrijven = format!("{pad}/schrijven");
        let v = versie(&met_koek(&app, &schrijven, koek).await);
        let hun = ingevuld(&v, titel, "Wij gaan langs.");
        doe(&app, koek, &schrijven, &hun).await.met_status(303);
        let mijn = ingevuld(&v, titel, "Wij bellen eerst.");
        let fout = [mijn.as_slice(), &ACHTERSTEVOREN[..]].concat();
        let pagina = doe(&app, koek, &schrijven, &fout).await.met_status(400);
        assert_eq!(versie(&pagina), v, "the version that was seen");
        doe(&app, koek, &schrijven, &mijn).await.met_status(409);
        let bewaard = met_koek(&app, &schrijven, koek).await;
        assert_eq!(tekstvak(&bewaard, "sectie-aanpak"), "Wij gaan langs.");
    })
    .await;
}

/// The same for a change to what is published: when it is begun, and when it is written in.
#[tokio::test]
async fn mending_a_mistake_in_a_voorstel_writes_over_nobody() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let jan = &wie.jan.1;
        let titel = "Geldcheck op het werk";
        let pad = gepubliceerd(&app, &wie, titel, &[]).await;
        let schrijven = format!("{pad}/schrijven");
        let oud = ingevuld("1", titel, "Wij bellen eerst.");
        let fout = [oud.as_slice(), &[("gemeenten", "Nergenshuizen")][..]].concat();
        let pagina = doe(&app, jan, &schrijven, &fout).await.met_status(400);
        assert_eq!(versie(&pagina), "1", "the version that was seen");
        doe(&app, jan, &schrijven, &oud).await.met_status(409);
        let v = versie(&met_koek(&app, &schrijven, jan).await);
        let eerst = ingevuld(&v, titel, "Wij bellen eerst.");
        let naar = doe(&app, jan, &schrijven, &eerst).await.met_status(303);
        let voorstel = naar.kop("location").split('?').next().unwrap().to_owned();
        let verder = format!("{voorstel}/schrijven");
        let v = versie(&met_koek(&app, &verder, jan).await);
        let hun = ingevuld(&v, titel, "Wij mailen eerst.");
        doe(&app, jan, &verder, &hun).await.met_status(303);
        let mijn = ingevuld(&v, titel, "Wij schrijven eerst.");
        let fout = [mijn.as_slice(), &ACHTERSTEVOREN[..]].concat();
        let pagina = doe(&app, jan, &verder, &fout).await.met_status(400);
        assert_eq!(versie(&pagina), v, "the version that was seen");
        doe(&app, jan, &verder, &mijn).await.met_status(409);
        let bewaard = met_koek(&app, &verder, jan).await;
        assert_eq!(tekstvak(&bewaard, "sectie-aanpak"), "Wij mailen eerst.");
        // What is wrong with the note is said in its form as well, when it is offered from there.
        let v = versie(&bewaard);
        let mut velden = ingevuld(&v, titel, "Wij mailen eerst.");
        velden.extend([
            ("notitie", "Bel Ans op 06-12345678."),
            ("knop", "aanbieden"),
        ]);
        let pagina = doe(&app, jan, &verder, &velden).await.met_status(400);
        assert_eq!(tekstvak(&pagina, "notitie"), "Bel Ans op 06-12345678.");
        let v = versie(&pagina);
        let mut velden = ingevuld(&v, titel, "Wij mailen eerst.");
        velden.extend([
            ("notitie", "Bel Ans op 06-12345678."),
            ("knop", "aanbieden"),
            ("persoonsgegevens-akkoord", "ja"),
        ]);
        doe(&app, jan, &verder, &velden).await.met_status(303);
    })
    .await;
}
