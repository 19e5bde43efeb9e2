//! Who takes which step in which state, and what files, logs and jobs tell of what is not established.

use dwarsverband::{
    actor::Rol,
    db::tables::{bijlage, wederhoor as vragen},
    ids::new_id,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    Wereld, echtheid::open_data, leg_voor, neem_terug, over, reageer, rij, stel_vast, wederhoor,
    wereld,
};
use crate::{
    bijlagen::maken::{Formulier, PDF},
    support::{
        TestApp,
        inlog::{met_koek, teksten},
        mensen::{doe, in_, landelijk, mail, sterk},
        op_beide,
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Staat {
    Concept,
    Wederhoor,
    Vastgesteld,
}

const STAPPEN: [&str; 6] = [
    "schrijven",
    "voorleggen",
    "terugnemen",
    "vaststellen",
    "verbeteren",
    "reageren",
];

/// What somebody gets who sends the empty form of a step: 400 says that it may be filled in, 409 that the
/// state does not allow it, and 404 that there is nothing.
fn verwacht(wie: &str, staat: Staat, stap: &str) -> u16 {
    use Staat::{Concept, Vastgesteld, Wederhoor};
    if wie == "visitor" {
        return 303;
    }
    if stap == "reageren" {
        return match (wie, staat) {
            ("contact", Wederhoor) => 400,
            ("contact", Vastgesteld) => 409,
            _ => 404,
        };
    }
    match (wie, staat, stap) {
        // Without a second factor they are asked for it; the bureau is the first to begin a correction.
        ("weak dwarskijker", ..) | ("bureau", Vastgesteld, "verbeteren") => 303,
        ("bureau" | "dwarskijker", Concept, "schrijven" | "voorleggen")
        | ("bureau" | "dwarskijker", Wederhoor, "terugnemen") => 400,
        ("bureau", Wederhoor, "vaststellen") => 403,
        ("bureau" | "dwarskijker", ..) => 409,
        _ => 404,
    }
}

/// Everybody, each with a cookie.
async fn iedereen(app: &TestApp, wereld: &mut Wereld) -> Vec<(&'static str, String)> {
    wereld.weer_in(app).await;
    let mut alle = vec![
        ("visitor", String::new()),
        ("contact", wereld.els.1.clone()),
        ("colleague of a contact", wereld.eva.1.clone()),
        ("weak dwarskijker", in_(app, wereld.dwars.0, false).await),
        ("bureau", wereld.bureau.1.clone()),
        ("dwarskijker", wereld.dwars.1.clone()),
    ];
    let anderen = [
        Rol::Redactie,
        Rol::Beheerder,
        Rol::Auditor,
        Rol::Regietafellid,
    ];
    for rol in anderen {
        let naam = format!("{rol}{}", new_id().simple());
        alle.push((rol.waarde(), sterk(app, &naam, &[landelijk(rol)]).await.1));
    }
    alle
}

#[tokio::test]
async fn every_step_is_for_whom_and_when_the_design_says() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let vastgesteld = wereld.vastgesteld(&app, "Vastgesteld").await;
        let concept = wereld.concept(&app, "Concept").await;
        let ligt_voor = wereld
            .in_wederhoor(&app, "Wederhoor", &over(&app, 28))
            .await;
        for (staat, pad) in [
            (Staat::Concept, concept),
            (Staat::Wederhoor, ligt_voor),
            (Staat::Vastgesteld, vastgesteld),
        ] {
            let voor = rij(&app, &pad).await;
            let vraag = vraag_aan_els(&app, voor.0.id).await;
            let mut anders = Vec::new();
            for (wie, koek) in iedereen(&app, &mut wereld).await {
                for stap in STAPPEN {
                    let (naar, velden) = match stap {
                        "reageren" => (wederhoor(&pad), vec![("vraag", vraag.as_str())]),
                        stap => (format!("{pad}/{stap}"), Vec::new()),
                    };
                    let status = doe(&app, &koek, &naar, &velden).await.status.as_u16();
                    let verwacht = verwacht(wie, staat, stap);
                    if status != verwacht {
                        anders.push(format!("{staat:?} {stap} {wie}: {status}, not {verwacht}"));
                    }
                }
            }
            assert!(anders.is_empty(), "{}", anders.join("\n"));
            assert_eq!(rij(&app, &pad).await, voor, "{staat:?}");
        }
    })
    .await;
}

/// The number of what was asked of Voorbeeldstad; that of nothing when nothing was.
async fn vraag_aan_els(app: &TestApp, id: Uuid) -> String {
    let vraag = vragen::Entity::find()
        .filter(vragen::Column::BevindingId.eq(id))
        .order_by_asc(vragen::Column::Id)
        .one(app.app.db.read());
    let vraag = vraag.await.expect("the database works");
    vraag.map_or(Uuid::nil(), |rij| rij.id).to_string()
}

#[tokio::test]
async fn a_file_is_read_by_who_reads_the_text_and_is_sealed_with_it() {
    op_beide(async |app: TestApp| {
        let app = app.met_bestanden(200_000, None);
        let wereld = wereld(&app).await;
        let (_, redactie) = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        let koek = &wereld.dwars.1;
        let pad = wereld.concept(&app, "Een titel").await;
        let id = rij(&app, &pad).await.0.id.to_string();
        for vreemd in [&redactie, &wereld.els.1] {
            let poging = Formulier::bij(&id).stuur(&app, vreemd).await;
            poging.met_status(404);
        }
        Formulier::bij(&id).stuur(&app, koek).await.met_status(303);
        let json = met_koek(&app, &format!("/api/v1{pad}"), koek).await;
        let json = json.met_status(200).json();
        let url = json["bijlagen"][0]["url"].as_str().expect("a file");
        let url = url.trim_start_matches("https://dwarsverband.example");
        let haalt = async |koek: &str| met_koek(&app, url, koek).await.status.as_u16();
        for (koek, status) in [(koek, 200), (&wereld.els.1, 404), (&redactie, 404)] {
            assert_eq!(haalt(koek).await, status, "concept");
        }
        let aan = [("Voorbeeldstad", mail("Els")), ("Ministerie", mail("Jan"))];
        leg_voor(&app, koek, &pad, &over(&app, 10), &aan)
            .await
            .met_status(303);
        for (koek, status) in [(&wereld.els.1, 200), (&wereld.eva.1, 404), (&redactie, 404)] {
            assert_eq!(haalt(koek).await, status, "wederhoor");
        }
        let blad = met_koek(&app, &wederhoor(&pad), &wereld.els.1).await;
        assert!(blad.met_status(200).tekst.contains(url));
        neem_terug(&app, koek, &pad, "Eén getal klopte niet.")
            .await
            .met_status(303);
        assert_eq!(haalt(&wereld.els.1).await, 404, "taken back");
        leg_voor(&app, koek, &pad, &over(&app, 10), &aan)
            .await
            .met_status(303);

        // Once it was sent nobody adds a file or takes one away: not then, and not when it is established.
        let weg = url.rsplit_once('/').expect("a name").0.to_owned() + "/verwijderen";
        let niemand = async |wanneer: &str| {
            for koek in [koek, &wereld.bureau.1, &redactie, &wereld.els.1] {
                let erbij = Formulier::bij(&id).stuur(&app, koek).await.status.as_u16();
                assert!(matches!(erbij, 403 | 404), "{wanneer}: {erbij}");
                let eraf = doe(&app, koek, &weg, &[]).await.status.as_u16();
                assert!(matches!(eraf, 403 | 404), "{wanneer}: {eraf}");
            }
            let er_zijn = bijlage::Entity::find().filter(bijlage::Column::VerwijderdOp.is_null());
            let aantal = er_zijn.count(app.app.db.read()).await;
            assert_eq!(aantal.expect("files"), 1, "{wanneer}");
        };
        niemand("wederhoor").await;
        for koek in [&wereld.els.1, &wereld.jan.1] {
            reageer(&app, koek, &pad, "Zo klopt het.")
                .await
                .met_status(303);
        }
        let vast = stel_vast(&app, koek, &pad).await;
        niemand("vastgesteld").await;
        assert_eq!(app.get(url).await.met_status(200).bytes, PDF);
        let pagina = met_koek(&app, &vast, &redactie).await.met_status(200);
        assert!(pagina.tekst.contains(url) && !pagina.tekst.contains("/bijlagen/nieuw"));
        assert_eq!(open_data(&app, &vast).await["ongewijzigd"], true);
        let ander = bijlage::Entity::update_many()
            .col_expr(bijlage::Column::Sha256, Expr::value("0".repeat(64)))
            .exec(app.app.db.read());
        ander.await.expect("a write");
        assert_eq!(open_data(&app, &vast).await["ongewijzigd"], false);
    })
    .await;
}

#[tokio::test]
async fn no_log_says_who_had_to_do_with_it() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let pad = wereld
            .in_wederhoor(&app, "Zeldzaam getiteld", &over(&app, 28))
            .await;
        reageer(&app, &wereld.els.1, &pad, "Wij herkennen dit.")
            .await
            .met_status(303);
        let nummer = rij(&app, &pad).await.0.kenmerk.expect("a kenmerk");
        let concept = wereld.concept(&app, "Zeldzaam getiteld").await;
        let tweede = rij(&app, &concept).await.0.kenmerk.expect("a kenmerk");
        let (_, auditor) = sterk(&app, "Aad", &[landelijk(Rol::Auditor)]).await;
        let accounts = [&wereld.dwars, &wereld.els, &wereld.jan].map(|wie| wie.0.to_string());

        let regels_van = async |koek: &str, nummer: &str| -> Vec<String> {
            let csv = met_koek(&app, "/beheer/logboek.csv", koek).await;
            let csv = csv.met_status(200).tekst;
            assert!(!csv.contains("Zeldzaam") && !csv.contains("Els Voorbeeld"));
            let van = csv.lines().filter(|regel| regel.contains(nummer));
            van.map(ToOwned::to_owned).collect()
        };
        for nummer in [&nummer, &tweede] {
            let regels = regels_van(&auditor, nummer).await;
            assert!(regels.len() >= 2, "{regels:?}");
            for regel in regels {
                assert!(regel.contains("vertrouwelijk"), "{regel}");
                let noemt = accounts.iter().any(|id| regel.contains(id.as_str()));
                assert!(!noemt && !regel.contains("trace:"), "{regel}");
            }
        }
        let pagina = met_koek(&app, "/beheer/logboek", &auditor).await;
        assert!(!pagina.met_status(200).tekst.contains("Zeldzaam"));

        // What is made public is not told about who made it, and who replied, afterwards.
        app.later(29 * 86_400);
        wereld.weer_in(&app).await;
        stel_vast(&app, &wereld.dwars.1, &pad).await;
        let auditor = sterk(&app, "Ada", &[landelijk(Rol::Auditor)]).await.1;
        for regel in regels_van(&auditor, &nummer).await {
            let noemt = accounts[1..].iter().any(|id| regel.contains(id.as_str()));
            assert!(!noemt, "{regel}");
        }
        let openbaar = app.get("/logboek.csv").await.met_status(200).tekst;
        assert!(!openbaar.contains(&tweede) && !openbaar.contains("Zeldzaam"));
    })
    .await;
}

#[tokio::test]
async fn what_one_sees_of_oneself_and_of_the_machine_names_nothing() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let pad = wereld.concept(&app, "Zeldzaam getiteld").await;
        let nummer = rij(&app, &pad).await.0.kenmerk.expect("a kenmerk");
        let notitie = [("notitie", "Zeldzaam genoteerd.")];
        doe(
            &app,
            &wereld.dwars.1,
            "/dwarskijker/dossiers/wonen",
            &notitie,
        )
        .await
        .met_status(303);
        let dossier = met_koek(&app, "/dwarskijker/dossiers/wonen", &wereld.dwars.1).await;
        let dossier = dossier.met_status(200);
        assert!(
            teksten(&dossier, "article")
                .concat()
                .contains("Zeldzaam genoteerd.")
        );

        // Who has the account and no second factor sees that something was done, and not with what.
        let zwak = in_(&app, wereld.dwars.0, false).await;
        let (_, beheer) = sterk(&app, "Bas", &[landelijk(Rol::Beheerder)]).await;
        for (weg, koek) in [
            ("/account/logboek", &zwak),
            ("/account/logboek.csv", &zwak),
            ("/account/gegevens", &zwak),
            ("/account/gegevens.json", &zwak),
            ("/beheer/toestand", &beheer),
            ("/beheer/bewaartermijnen", &beheer),
        ] {
            let tekst = met_koek(&app, weg, koek).await.met_status(200).tekst;
            for geheim in ["Zeldzaam", nummer.as_str(), pad.as_str()] {
                assert!(!tekst.contains(geheim), "{weg}: {geheim}");
            }
        }
        // A file with one's data is made to be kept elsewhere: no draft is in it, whoever asks.
        let gegevens = met_koek(&app, "/account/gegevens.json", &wereld.dwars.1).await;
        let gegevens = gegevens.met_status(200).tekst;
        assert!(!gegevens.contains("Zeldzaam") && !gegevens.contains(&nummer));
        // Errors say nothing either.
        for weg in [format!("{pad}/x"), format!("/bevindingen/{nummer}/versies")] {
            let fout = met_koek(&app, &weg, &beheer).await;
            let tekst = fout.met_status(404).tekst;
            assert!(!tekst.contains("Zeldzaam"), "{weg}");
        }
    })
    .await;
}
