//! A signaal in confidence: who sent it, the dwarskijker and the bureau read it, and nobody else finds it by any
//! door.

use dwarsverband::{
    actor::Rol,
    db::tables::{geschiedenis, revisie, stuk, verband},
    knelpunten::service::plekken,
    signalen::service::lezen,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::Value;

use super::{Wereld, knelpunt, koppel, nu, pad, stap, stuur, wereld};
use crate::{
    anderen::bezorg,
    praktijken::tekstvak,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{in_, landelijk, mail, post, sterk, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

/// A word that is in every field that is typed, and nowhere else.
const GEHEIM: &str = "zeepkist";

async fn gestuurd(app: &TestApp, koek: &str) -> stuk::Model {
    let velden = [
        ("titel", "Een zeepkist staat in de weg"),
        ("tekst", "Niemand durft over de zeepkist te beginnen."),
        ("voor-wie", "Wie langs de zeepkist moet."),
        ("regel", "Wet op het wonen\nzeepkistbesluit"),
        ("geprobeerd", "De zeepkist verzetten."),
        ("vertrouwelijk", "ja"),
    ];
    stuur(app, koek, &velden).await
}

/// Those who may not know of it: name and cookie.
async fn anderen(app: &TestApp, wereld: &Wereld) -> Vec<(&'static str, String)> {
    let beheerder = sterk(app, "Bea", &[landelijk(Rol::Beheerder)]).await;
    let auditor = sterk(app, "Aad", &[landelijk(Rol::Auditor)]).await;
    let regietafel = sterk(app, "Ries", &[landelijk(Rol::Regietafellid)]).await;
    let zwak = in_(app, wereld.dwarskijker.0, false).await;
    vec![
        ("colleague", wereld.jan.1.clone()),
        ("duo", wereld.duo.1.clone()),
        ("redactie", wereld.redactie.1.clone()),
        ("beheerder", beheerder.1),
        ("auditor", auditor.1),
        ("regietafel", regietafel.1),
        ("dwarskijker with a weak login", zwak),
    ]
}

/// How often it was read, and by whom.
async fn gelezen(app: &TestApp, van: &stuk::Model) -> Vec<(String, String)> {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(van.id))
        .filter(geschiedenis::Column::Actie.eq("lezen"))
        .order_by_asc(geschiedenis::Column::Nummer);
    let rijen = rijen.all(app.app.db.read()).await.expect("rows");
    let rijen = rijen.into_iter();
    rijen.map(|rij| (rij.actor, rij.velden)).collect()
}

/// What of one kind of hits there is for somebody.
async fn vraag(app: &TestApp, pad: &str, koek: &str) -> Value {
    met_koek(app, pad, koek).await.met_status(200).json()
}

#[tokio::test]
async fn nobody_else_finds_it_by_any_door() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let signaal = gestuurd(&app, &wereld.els.1).await;
        let kenmerk = signaal.kenmerk.clone().expect("a kenmerk");
        let pagina = pad(&signaal);
        app.get(&pagina).await.met_status(303);
        app.get(&format!("/api/v1{pagina}")).await.met_status(404);
        app.get(&format!("/id/{kenmerk}")).await.met_status(404);
        let bezoeker = ("visitor", String::new());
        let mut alle = anderen(&app, &wereld).await;
        for (wie, koek) in &alle {
            for weg in [
                pagina.clone(),
                format!("{pagina}/koppelen"),
                format!("{pagina}/stappen/intrekken"),
                format!("{pagina}/stappen/verwoorden"),
                format!("/api/v1{pagina}"),
                format!("/id/{kenmerk}"),
            ] {
                let antwoord = met_koek(&app, &weg, koek).await;
                assert_eq!(antwoord.status, 404, "{wie} {weg}");
            }
            let mijn = met_koek(&app, "/account/signalen", koek).await;
            assert!(!mijn.met_status(200).tekst.contains(&kenmerk), "{wie}");
        }
        for (naam, velden) in [
            ("doorverwijzen", &[("naar", "elders"), ("reden", "Zomaar")]),
            ("verwoorden", &[("naar", "Iets"), ("reden", "")]),
        ] {
            for koek in [&wereld.redactie.1, &wereld.duo.1] {
                let poging = stap(&app, koek, &signaal, (naam, velden)).await;
                poging.met_status(404);
            }
        }
        alle.push(bezoeker);
        for (wie, koek) in &alle {
            for weg in [
                "/api/v1/zoeken?soort=signaal",
                "/api/v1/zoeken?q=zeepkist",
                "/api/v1/zoeken?q=zeepkistbesluit&soort=signaal",
                "/api/v1/signalen",
            ] {
                assert_eq!(vraag(&app, weg, koek).await["totaal"], 0, "{wie} {weg}");
            }
            for letters in ["zeep", "Vertrouwelijk", "SIG-2026"] {
                let weg = format!("/api/v1/zoeken/suggesties?q={letters}");
                let tekst = vraag(&app, &weg, koek).await.to_string();
                let verraadt = tekst.contains(&kenmerk) || tekst.contains(GEHEIM);
                assert!(!verraadt, "{wie} {weg}: {tekst}");
            }
            for weg in [
                "/zoeken?q=zeepkist",
                "/organisaties/voorbeeldstad",
                "/regelingen/wet",
            ] {
                let tekst = met_koek(&app, weg, koek).await.met_status(200).tekst;
                // What was asked stands in the field; what was found would be a link to it.
                assert!(!tekst.contains(&pagina), "{wie} {weg}");
            }
        }
        // What waits for the redactie and for the duo does not show it either.
        for koek in [&wereld.redactie.1, &wereld.duo.1] {
            let werk = met_koek(&app, "/signalen", koek).await.met_status(200);
            assert!(werk.tekst.contains("Er wacht niets"), "{}", werk.tekst);
        }
        assert!(gelezen(&app, &signaal).await.is_empty(), "nobody read it");
    })
    .await;
}

#[tokio::test]
async fn it_leaves_no_word_or_name_where_others_look() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let signaal = gestuurd(&app, &wereld.els.1).await;
        let kenmerk = signaal.kenmerk.clone().expect("a kenmerk");
        assert_eq!(signaal.titel, format!("Vertrouwelijk signaal {kenmerk}"));
        assert_eq!(
            (signaal.samenvatting.as_str(), signaal.eigenaar_id),
            ("", None)
        );
        let conn = app.app.db.read();
        let verbanden = verband::Entity::find().filter(verband::Column::Van.eq(signaal.id));
        assert_eq!(
            verbanden.count(conn).await.unwrap(),
            0,
            "no law, no gemeente"
        );
        assert_eq!(verteld(&app, signaal.id).await, ["aanmaken"]);

        // Who sent it gets no mail, and no job has their number.
        let taken = post(&app).await;
        let alles = format!("{taken:?}");
        assert!(!alles.contains(&wereld.els.0.to_string()) && !alles.contains(GEHEIM));
        bezorg(&app, &server).await;
        let brieven = server.haal();
        let aan: Vec<&str> = brieven.iter().map(|brief| brief.aan[0].as_str()).collect();
        assert_eq!(aan, [mail("Dirk")]);
        let tekst = brieven[0].deel("text/plain");
        assert!(
            tekst.contains(&kenmerk) && tekst.contains("vertrouwelijk"),
            "{tekst}"
        );
        for woord in [GEHEIM, "Voorbeeldstad", "Els"] {
            assert!(!tekst.contains(woord), "{woord}: {tekst}");
        }

        // Also for its own readers search has no word of it, and no gemeente counts it.
        for koek in [&wereld.els.1, &wereld.dwarskijker.1] {
            let alle = vraag(&app, "/api/v1/zoeken?soort=signaal", koek).await;
            assert_eq!(alle["totaal"], 1);
            assert!(!alle.to_string().contains(GEHEIM), "{alle}");
            for facet in [
                "gemeente",
                "provincie",
                "gemeentegrootte",
                "regeling",
                "thema",
            ] {
                let waarden = alle["facetten"][facet].as_array().cloned();
                let geteld = waarden.unwrap_or_default();
                let geteld = geteld.iter().filter(|waarde| waarde["aantal"] != 0);
                assert_eq!(geteld.count(), 0, "{facet}: {alle}");
            }
            for weg in [
                "/api/v1/zoeken?q=zeepkist",
                "/api/v1/zoeken?soort=signaal&gemeente=GM9999",
                "/api/v1/zoeken?soort=signaal&thema=wonen",
            ] {
                assert_eq!(vraag(&app, weg, koek).await["totaal"], 0, "{weg}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn each_reading_is_noted_and_who_sent_it_sees_that() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (dirk, koek) = &wereld.dwarskijker;
        let signaal = gestuurd(&app, &wereld.els.1).await;
        let pagina = pad(&signaal);
        let kenmerk = signaal.kenmerk.clone().expect("a kenmerk");

        let zelf = met_koek(&app, &pagina, &wereld.els.1).await.met_status(200);
        assert!(zelf.tekst.contains(GEHEIM));
        assert!(
            zelf.tekst
                .contains("Behalve wie het gaf, las nog niemand dit signaal.")
        );
        let mijn = met_koek(&app, "/account/signalen", &wereld.els.1).await;
        let mijn = mijn.met_status(200).tekst;
        assert!(mijn.contains("Een zeepkist staat in de weg") && mijn.contains(&kenmerk));
        // A list tells that it is there and no more; neither does the page to choose a knelpunt.
        let werk = met_koek(&app, "/signalen", koek)
            .await
            .met_status(200)
            .tekst;
        assert!(werk.contains(&kenmerk) && werk.contains("sinds vandaag"));
        let kiezen = met_koek(&app, &format!("{pagina}/koppelen"), koek).await;
        for tekst in [&werk, &kiezen.met_status(200).tekst] {
            for woord in [GEHEIM, "Els Voorbeeld"] {
                assert!(!tekst.contains(woord), "{woord}: {tekst}");
            }
        }
        // Programs read it for who sent it only.
        let api = format!("/api/v1{pagina}");
        met_koek(&app, &api, koek).await.met_status(404);
        let van_mij = vraag(&app, &api, &wereld.els.1).await;
        for veld in ["vertrouwelijk", "vanMij"] {
            assert_eq!(van_mij[veld].as_bool(), Some(true), "{van_mij}");
        }
        assert!(gelezen(&app, &signaal).await.is_empty());

        let gezien = met_koek(&app, &pagina, koek).await.met_status(200).tekst;
        for woord in [
            GEHEIM,
            "Els Voorbeeld",
            "Dat u het nu leest, is vastgelegd.",
        ] {
            assert!(gezien.contains(woord), "{woord}: {gezien}");
        }
        let rijen = gelezen(&app, &signaal).await;
        assert_eq!(rijen.len(), 1);
        assert_eq!(rijen[0].0, format!("account:{dirk}"));
        assert!(rijen[0].1.contains("doel:onderzoeken"), "{rijen:?}");
        let bureau = sterk(&app, "Bo", &[landelijk(Rol::Bureau)]).await;
        met_koek(&app, &pagina, &bureau.1).await.met_status(200);
        assert_eq!(gelezen(&app, &signaal).await.len(), 2);
        let zelf = met_koek(&app, &pagina, &wereld.els.1).await.met_status(200);
        assert_eq!(
            zelf.tekst.matches("(Onderzoek van de dwarskijker)").count(),
            2
        );
        assert!(!zelf.tekst.contains("Dirk"), "when, and not who");
    })
    .await;
}

#[tokio::test]
async fn a_knelpunt_counts_it_and_says_what_was_released() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let koek = &wereld.dwarskijker.1;
        let hier = knelpunt(&app).await;
        let signaal = gestuurd(&app, &wereld.els.1).await;

        // Personal data is asked about, and what was typed stays.
        let fout = [("naar", "Bel 06-12345678 en vraag het.")];
        let fout = stap(&app, koek, &signaal, ("verwoorden", &fout)).await;
        assert_eq!(
            tekstvak(&fout.met_status(400), "naar"),
            "Bel 06-12345678 en vraag het."
        );
        let vrij = "Medewerkers durven iets niet te zeggen.";
        let gedaan = stap(&app, koek, &signaal, ("verwoorden", &[("naar", vrij)])).await;
        let naar = format!("{}?gelukt=verwoord", pad(&signaal));
        assert_eq!(gedaan.met_status(303).kop("location"), naar);
        let conn = app.app.db.read();
        assert_eq!(lezen::verwoordingen(conn, hier).await.unwrap(), [""; 0]);

        let signaal = nu(&app, &signaal).await;
        let kiezen = met_koek(&app, &format!("{}/koppelen", pad(&signaal)), koek).await;
        assert_eq!(
            tekstvak(&kiezen.met_status(200), "tekst"),
            vrij,
            "nothing else of it"
        );
        let keuze = [("naar", "huis-na-detentie"), ("reden", "Dit is hetzelfde.")];
        let gedaan = koppel(&app, koek, &signaal, &keuze).await;
        let naar = format!("{}?gelukt=gekoppeld", pad(&signaal));
        assert_eq!(gedaan.met_status(303).kop("location"), naar);
        app.indexeer().await;
        assert_eq!(nu(&app, &signaal).await.status, "gekoppeld");
        assert_eq!(lezen::verwoordingen(conn, hier).await.unwrap(), [vrij]);
        let telling = plekken::tellingen(conn, &[hier]).await.unwrap();
        assert_eq!(
            (telling[&hier].signalen, telling[&hier].gemeenten.len()),
            (1, 0)
        );
        let taken = format!("{:?}", post(&app).await);
        assert!(!taken.contains("gekoppeld"), "{taken}");

        // It can be said better, and taken back; what was said before stays in a revisie.
        let signaal = nu(&app, &signaal).await;
        let gedaan = stap(&app, koek, &signaal, ("verwoorden", &[("naar", "")])).await;
        gedaan.met_status(303);
        assert_eq!(lezen::verwoordingen(conn, hier).await.unwrap(), [""; 0]);
        let revisies = revisie::Entity::find().filter(revisie::Column::StukId.eq(signaal.id));
        assert_eq!(revisies.count(conn).await.unwrap(), 3);

        // Who sent it reads why, and where it is now.
        let mijn = met_koek(&app, "/account/signalen", &wereld.els.1).await;
        let mijn = mijn.met_status(200).tekst;
        for woord in [
            "Dit is hetzelfde.",
            "Geen huis na detentie",
            "Gekoppeld aan een knelpunt",
        ] {
            assert!(mijn.contains(woord), "{woord}: {mijn}");
        }
    })
    .await;
}
