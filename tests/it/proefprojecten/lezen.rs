//! Proefprojecten: taken in, shown as they stand, found, and read by programs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    paginas::{attributen, kies},
    support::{TestApp, op_beide},
};

/// A pilot in each stand, a praktijk that one of them led to, and a praktijk that is on trial itself.
fn records() -> Vec<Value> {
    let proef = |naam: &str, velden: Value| {
        let mut record = json!({
            "externId": naam, "slug": naam, "soort": "proefproject", "titel": format!("Proef {naam}"),
            "tekst": "Een kwartelbrigade gaat langs.", "themas": ["hulp"], "gemeenten": ["GM9991"],
        });
        let velden = velden.as_object().unwrap().clone();
        record.as_object_mut().unwrap().extend(velden);
        record
    };
    vec![
        json!({"externId": "t", "slug": "hulp", "soort": "thema", "titel": "Hulp", "tekst": "x"}),
        json!({
            "externId": "g", "slug": "nieuwhuizen", "officieelId": "GM9991", "soort": "organisatie",
            "organisatiesoort": "gemeente", "titel": "Nieuwhuizen", "tekst": "x",
        }),
        json!({
            "externId": "plan", "slug": "plan", "soort": "praktijk", "titel": "Een plan",
            "tekst": "De brigade komt nu overal.", "fase": "loopt",
        }),
        json!({
            "externId": "try-out", "soort": "praktijk", "titel": "Ander plan", "tekst": "x",
            "fase": "proef",
        }),
        proef(
            "idee",
            json!({"secties": {"vraag": "Wie doet open?", "Doel": "Meer rust."}}),
        ),
        proef(
            "loopt",
            json!({"fase": "proef", "begin": "2026-07-01", "einde": "2027-06-30"}),
        ),
        proef(
            "te-laat",
            json!({"fase": "loopt", "begin": "2025-01-01", "einde": "2026-11-20"}),
        ),
        proef(
            "opgeschaald",
            json!({
                "fase": "opgeschaald", "begin": "2024-01-01", "einde": "2024-12-31",
                "besluitdatum": "2025-02-03", "secties": {"Les": "Vraag eerst de buren."},
                "verbanden": [{"soort": "onderbouwt", "naar": "plan"}],
            }),
        ),
        proef(
            "gestopt",
            json!({
                "fase": "gestopt", "besluitdatum": "2026-05-06",
                "secties": {"Les": "Een zwaluwploeg was genoeg."},
            }),
        ),
    ]
}

async fn vul(app: &TestApp) {
    assert_eq!(app.lees(&records()).await.geweigerd, []);
}

async fn api(app: &TestApp, naam: &str) -> Value {
    let pad = format!("/api/v1/proefprojecten/{naam}");
    app.get(&pad).await.met_status(200).json()
}

async fn pagina(app: &TestApp, naam: &str) -> String {
    let pad = format!("/proefprojecten/{naam}");
    app.get(&pad).await.met_status(200).tekst
}

#[tokio::test]
async fn a_pilot_is_taken_in_once_and_has_all_its_fields() {
    op_beide(async |app| {
        vul(&app).await;
        let nogmaals = app.lees(&records()).await;
        assert_eq!(
            (nogmaals.nieuw, nogmaals.gewijzigd, nogmaals.geweigerd.len()),
            (0, 0, 0)
        );
        let proef = api(&app, "opgeschaald").await;
        let kenmerk = proef["kenmerk"].as_str().unwrap();
        assert!(kenmerk.starts_with("PRF-2026-0"), "{kenmerk}");
        for (veld, waarde) in [
            ("soort", json!("proefproject")),
            ("stand", json!("opgeschaald")),
            ("fase", json!("opgeschaald")),
            ("begin", json!("2024-01-01")),
            ("einde", json!("2024-12-31")),
            ("besluitdatum", json!("2025-02-03")),
            (
                "leiddeTot",
                json!(["https://dwarsverband.example/praktijken/plan"]),
            ),
            (
                "secties",
                json!([{"naam": "Les", "tekst": "Vraag eerst de buren."}]),
            ),
            ("uitBron", json!(true)),
        ] {
            assert_eq!(proef[veld], waarde, "{veld}");
        }
        for naam in [kenmerk, "opgeschaald"] {
            assert_eq!(api(&app, naam).await["slug"], "opgeschaald");
        }
        let naar = app.get(&format!("/id/{kenmerk}")).await;
        assert_eq!(naar.kop("location"), "/proefprojecten/opgeschaald");
        // What nobody says has begun is an idee, and headings are known in any spelling.
        let idee = api(&app, "idee").await;
        assert_eq!(
            (&idee["stand"], &idee["begin"]),
            (&json!("idee"), &Value::Null)
        );
        let koppen = idee["secties"].as_array().unwrap().iter();
        assert_eq!(
            koppen
                .map(|s| s["naam"].as_str().unwrap())
                .collect::<Vec<_>>(),
            ["Doel", "Vraag"]
        );
        assert_eq!(api(&app, "loopt").await["stand"], "loopt");
        let lijst = app.get("/api/v1/proefprojecten").await.met_status(200);
        assert_eq!(lijst.json()["totaal"], 5);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_stand_in_the_source_is_taken_over() {
    op_beide(async |app| {
        vul(&app).await;
        let mut records = records();
        let loopt = records.iter_mut().find(|r| r["externId"] == "loopt");
        let loopt = loopt.unwrap();
        loopt["fase"] = json!("gestopt");
        loopt["besluitdatum"] = json!("2026-11-02");
        let verslag = app.lees(&records).await;
        assert_eq!((verslag.gewijzigd, verslag.geweigerd.len()), (1, 0));
        let proef = api(&app, "loopt").await;
        assert_eq!(
            (&proef["stand"], &proef["besluitdatum"]),
            (&json!("gestopt"), &json!("2026-11-02"))
        );
        let weg = app
            .get("/api/v1/zoeken?soort=proefproject&fase=proef")
            .await;
        assert_eq!(weg.json()["totaal"], 1, "only the other one is under way");
    })
    .await;
}

#[tokio::test]
async fn a_pilot_that_can_not_be_is_refused_with_all_its_mistakes() {
    op_beide(async |app| {
        let fout = json!({
            "soort": "proefproject", "titel": "t", "tekst": "x", "begin": "2026-02-01",
            "einde": "2026-01-01", "besluitdatum": "2026-03-01", "fase": "loopt", "kosten": "laag",
            "secties": {"Kosten": "Veel."},
        });
        let verslag = app.lees(&[fout]).await;
        let fouten = verslag.geweigerd[0].fouten.iter();
        let fouten: Vec<_> = fouten.map(|f| (f.veld.as_str(), f.code)).collect();
        assert_eq!(
            fouten,
            [
                ("secties", "onbekende-waarde"),
                ("einde", "ongeldig"),
                ("besluitdatum", "niet-toegestaan"),
                ("kosten", "onbekend-veld"),
            ]
        );
        assert_eq!(
            app.get("/api/v1/proefprojecten").await.json()["totaal"],
            0,
            "nothing of it was written"
        );
    })
    .await;
}

/// The clock of these tests stands at 21 November 2026.
#[tokio::test]
async fn the_page_tells_how_a_pilot_stands() {
    op_beide(async |app| {
        vul(&app).await;
        for (naam, strook, hier) in [
            ("idee", "Dit is een idee.", "Idee"),
            ("loopt", "De proef loopt.", "Proef"),
            ("te-laat", "De tijd van deze proef is om.", "Proef"),
            ("opgeschaald", "Opgeschaald op 3 februari 2025.", "Besluit"),
            ("gestopt", "Gestopt op 6 mei 2026.", "Besluit"),
        ] {
            let html = pagina(&app, naam).await;
            let stroken = kies(&html, ".dv-strook");
            assert!(stroken[0].starts_with(strook), "{naam}: {stroken:?}");
            let let_op = !kies(&html, ".dv-strook--let-op").is_empty();
            assert_eq!(let_op, naam == "te-laat", "{naam}");
            let nu = kies(&html, ".dv-keten [aria-current='step'] .dv-keten__naam");
            assert_eq!(nu, [hier], "{naam}");
            // The whole template is there, and what nobody told says so.
            let koppen = kies(&html, ".dv-twee > .dv-stroom h2");
            for kop in dwarsverband::proefprojecten::model::SECTIES {
                assert!(
                    koppen.contains(&kop.to_owned()),
                    "{naam}: {kop} in {koppen:?}"
                );
            }
            assert!(html.contains("Nog niet beschreven."), "{naam}");
            // Of a pilot that ended the lesson comes first.
            let is_besloten = ["opgeschaald", "gestopt"].contains(&naam);
            assert_eq!(koppen[0] == "Les", is_besloten, "{naam}: {koppen:?}");
            assert_eq!(
                attributen(&html, ".dv-strook a[href='#les']", "href").len(),
                usize::from(is_besloten),
                "{naam}"
            );
        }
        let loopt = pagina(&app, "loopt").await;
        assert_eq!(
            kies(&loopt, ".dv-periode figcaption"),
            ["39% van de tijd is voorbij."]
        );
        assert!(kies(&loopt, "aside dd").contains(&"1 juli 2026 tot en met 30 juni 2027".into()));
        let gestopt = pagina(&app, "gestopt").await;
        assert!(gestopt.contains("Een zwaluwploeg was genoeg."));
        assert!(kies(&gestopt, ".dv-periode").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_pilot_that_was_scaled_up_and_its_praktijk_point_at_each_other() {
    op_beide(async |app| {
        vul(&app).await;
        let proef = pagina(&app, "opgeschaald").await;
        let links = attributen(&proef, ".dv-strook a[href^='/praktijken']", "href");
        assert_eq!(links, ["/praktijken/plan"]);
        let links = attributen(&proef, "section[aria-labelledby='leidde-tot'] a", "href");
        assert_eq!(links, ["/praktijken/plan"]);
        assert!(
            kies(&proef, "section[aria-labelledby='verbanden']").is_empty(),
            "it stands there once"
        );
        let praktijk = app.get("/praktijken/plan").await.met_status(200).tekst;
        assert!(
            attributen(&praktijk, "aside a", "href")
                .contains(&"/proefprojecten/opgeschaald".to_owned())
        );
        // A praktijk that nobody may read yet is not named, and the page says that there is none.
        app.verberg("plan", dwarsverband::actor::Sleutel::Redactie)
            .await;
        let proef = pagina(&app, "opgeschaald").await;
        assert!(!proef.contains("/praktijken/plan") && !proef.contains("Een plan"));
        assert!(kies(&proef, ".dv-strook")[0].contains("nog niet beschreven"));
        assert_eq!(api(&app, "opgeschaald").await["leiddeTot"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_pilot_is_found_by_its_words_and_its_fase() {
    op_beide(async |app| {
        vul(&app).await;
        let zoek = async |vraag: &str| {
            let pad = format!("/api/v1/zoeken?{vraag}");
            app.get(&pad).await.met_status(200).json()
        };
        let les = zoek("q=zwaluwploeg").await;
        assert_eq!(les["totaal"], 1);
        assert_eq!(les["resultaten"][0]["soort"], "proefproject");
        // A running pilot is a proef, like a praktijk that is on trial; what is done every day is not.
        let proef = zoek("fase=proef").await;
        assert_eq!(proef["totaal"], 3);
        let telling = |antwoord: &Value, facet: &str| -> BTreeMap<String, i64> {
            let waarden = antwoord["facetten"][facet].as_array().unwrap().iter();
            waarden
                .map(|w| {
                    (
                        w["waarde"].as_str().unwrap().to_owned(),
                        w["aantal"].as_i64().unwrap(),
                    )
                })
                .filter(|(_, aantal)| *aantal > 0)
                .collect()
        };
        let verwacht = |paren: &[(&str, i64)]| -> BTreeMap<String, i64> {
            paren.iter().map(|(w, n)| ((*w).to_owned(), *n)).collect()
        };
        assert_eq!(
            telling(&proef, "soort"),
            verwacht(&[("praktijk", 1), ("proefproject", 2)])
        );
        let van_soort = zoek("soort=proefproject").await;
        assert_eq!(van_soort["totaal"], 5);
        assert_eq!(
            telling(&van_soort, "fase"),
            verwacht(&[
                ("idee", 1),
                ("proef", 2),
                ("opgeschaald", 1),
                ("gestopt", 1)
            ])
        );
        assert_eq!(telling(&van_soort, "thema"), verwacht(&[("hulp", 5)]));
        assert_eq!(zoek("gemeente=GM9991&fase=gestopt").await["totaal"], 1);
        let kaart = app.get("/zoeken?q=zwaluwploeg").await.met_status(200).tekst;
        assert!(
            kies(&kaart, ".dv-kaart .dv-soort").contains(&"Proefproject".to_owned()),
            "a card says what it is"
        );
        assert_eq!(kies(&kaart, ".dv-kaart__feiten dd"), ["gestopt"]);
    })
    .await;
}

#[tokio::test]
async fn thema_and_gemeente_show_their_pilots() {
    op_beide(async |app| {
        vul(&app).await;
        for pad in [
            "/themas/hulp",
            "/organisaties/nieuwhuizen",
            "/proefprojecten",
        ] {
            let html = app.get(pad).await.met_status(200).tekst;
            let kaarten = attributen(&html, ".dv-kaart a[href^='/proefprojecten/']", "href");
            assert_eq!(kaarten.len(), 5, "{pad}: {kaarten:?}");
        }
        let start = app.get("/").await.met_status(200).tekst;
        assert!(kies(&start, ".dv-keten__naam").contains(&"5 proefprojecten".to_owned()));
        let sitemap = app.get("/sitemap.xml?deel=1").await.met_status(200).tekst;
        assert!(sitemap.contains("/proefprojecten/gestopt</loc>"));
    })
    .await;
}

/// A platform without pilots is whole: its list says so, and nothing else speaks of them.
#[tokio::test]
async fn without_pilots_nothing_counts_them() {
    op_beide(async |app| {
        let leeg = app.get("/proefprojecten").await.met_status(200).tekst;
        assert!(
            kies(&leeg, ".dv-leeg")
                .concat()
                .contains("Hier staat nog niets")
        );
        let start = app.get("/").await.met_status(200).tekst;
        assert!(!kies(&start, ".dv-keten__naam").concat().contains("proef"));
    })
    .await;
}
