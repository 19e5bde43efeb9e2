//! The fixed contract of the API, over both databases.

use axum::http::Request;
use dwarsverband::{actor::Actor, http};
use serde_json::{Value, json};

use crate::support::{TestApp, op_beide, programma::stuur};

async fn vul(app: &TestApp) {
    let verslag = app
        .lees(&[
            json!({"externId": "t1", "soort": "thema", "slug": "schulden", "titel": "Schulden", "tekst": "Over geld."}),
            json!({
                "externId": "g1", "soort": "organisatie", "organisatiesoort": "gemeente",
                "officieelId": "GM1681", "titel": "Borger-Odoorn", "tekst": "Een gemeente.",
                "provincie": "drenthe", "inwoners": 25_000,
            }),
            json!({
                "externId": "r1", "soort": "regeling", "slug": "wmo-2015", "officieelId": "BWBR0035362",
                "titel": "Wet maatschappelijke ondersteuning 2015", "afkorting": "Wmo 2015", "tekst": "Een wet.",
            }),
            json!({
                "externId": "p1", "soort": "praktijk", "slug": "een-plan", "titel": "Eén plan voor schulden",
                "samenvatting": "Hulp met één <regisseur>.", "tekst": "De regisseur helpt bij schulden.",
                "themas": ["schulden"], "gemeenten": ["gm-fout-niet"], "leefdomeinen": ["schulden"],
            }),
            json!({
                "externId": "p2", "soort": "praktijk", "slug": "ander-plan", "titel": "Een ander plan",
                "tekst": "Vervoer naar school.", "themas": ["schulden"], "gemeenten": ["Borger-Odoorn"],
                "regelingen": ["BWBR0035362, art. 2.3.5"], "leefdomeinen": ["mobiliteit"], "fase": "loopt",
                "secties": {"Aanpak": "Met de bus."}, "datum": "2020-03-11",
                "bron": {"naam": "Brief", "url": "https://example.org/brief"},
            }),
        ])
        .await;
    assert_eq!(
        verslag.geweigerd.len(),
        1,
        "only the gemeente that does not exist"
    );
}

/// The parts of an answer that differ between runs.
fn zonder_ids(mut json: Value) -> Value {
    fn loop_door(json: &mut Value) {
        match json {
            Value::Object(map) => {
                for (naam, waarde) in map.iter_mut() {
                    match naam.as_str() {
                        "id" => *waarde = "[id]".into(),
                        "score" => *waarde = "[score]".into(),
                        "gewijzigdOp" => *waarde = "[moment]".into(),
                        _ => loop_door(waarde),
                    }
                }
            }
            Value::Array(lijst) => lijst.iter_mut().for_each(loop_door),
            _ => {}
        }
    }
    loop_door(&mut json);
    json
}

#[tokio::test]
async fn a_search_answer_has_the_fixed_shape() {
    op_beide(async |app| {
        vul(&app).await;
        let antwoord = app
            .get("/api/v1/zoeken?q=regisseur&soort=praktijk")
            .await
            .met_status(200);
        assert_eq!(antwoord.kop("content-type"), "application/json");
        for (kop, waarde) in [
            ("api-version", "1.0.0"),
            ("cache-control", "no-store"),
            ("access-control-allow-origin", "*"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("total-count", "1"),
            ("current-page", "1"),
            ("per-page", "20"),
            ("total-pages", "1"),
        ] {
            assert_eq!(antwoord.kop(kop), waarde, "{kop}");
        }
        insta::assert_json_snapshot!("zoeken", zonder_ids(antwoord.json()));
    })
    .await;
}

#[tokio::test]
async fn a_stuk_has_the_fixed_shape_under_each_of_its_names() {
    op_beide(async |app| {
        vul(&app).await;
        let antwoord = app
            .get("/api/v1/praktijken/ander-plan")
            .await
            .met_status(200)
            .json();
        insta::assert_json_snapshot!("praktijk", zonder_ids(antwoord.clone()));
        let kenmerk = antwoord["kenmerk"].as_str().unwrap();
        for naam in [kenmerk, "p2"] {
            let zelfde = app
                .get(&format!("/api/v1/praktijken/{naam}"))
                .await
                .met_status(200)
                .json();
            assert_eq!(zelfde, antwoord, "{naam}");
        }
        let wet = app
            .get("/api/v1/regelingen/BWBR0035362")
            .await
            .met_status(200)
            .json();
        assert_eq!(wet["slug"], "wmo-2015");
        let gemeente = app
            .get("/api/v1/organisaties/GM1681")
            .await
            .met_status(200)
            .json();
        assert_eq!(gemeente["provincie"], "drenthe");
        app.get("/api/v1/praktijken/wmo-2015").await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn lists_have_the_shape_of_a_search_without_facets() {
    op_beide(async |app| {
        vul(&app).await;
        let lijst = app
            .get("/api/v1/praktijken?perPagina=1&pagina=2&sorteer=naam")
            .await
            .met_status(200);
        assert!(
            lijst.kop("link").contains("rel=\"prev\""),
            "{}",
            lijst.kop("link")
        );
        let json = lijst.json();
        let velden: Vec<&String> = json.as_object().unwrap().keys().collect();
        assert_eq!(
            velden,
            ["totaal", "pagina", "perPagina", "bedoelde", "resultaten"]
        );
        assert_eq!(json["totaal"], 2);
        assert_eq!(json["resultaten"][0]["titel"], "Eén plan voor schulden");
        let zoek = app.get("/api/v1/zoeken?q=plan&perPagina=1").await.json();
        let sleutels = |j: &Value| -> Vec<String> {
            j["resultaten"][0]
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect()
        };
        assert_eq!(sleutels(&json), sleutels(&zoek));
        for soort in [
            "proefprojecten",
            "publicaties",
            "themas",
            "regelingen",
            "organisaties",
        ] {
            app.get(&format!("/api/v1/{soort}")).await.met_status(200);
        }
    })
    .await;
}

#[tokio::test]
async fn facets_leave_out_their_own_selection() {
    op_beide(async |app| {
        vul(&app).await;
        let antwoord = app
            .get("/api/v1/zoeken?soort=praktijk&leefdomein=schulden")
            .await
            .json();
        assert_eq!(antwoord["totaal"], 1);
        let facet = |naam: &str| antwoord["facetten"][naam].clone();
        assert_eq!(
            facet("leefdomein"),
            json!([
                {"waarde": "mobiliteit", "label": "Mobiliteit", "aantal": 1},
                {"waarde": "schulden", "label": "Schulden", "aantal": 1},
            ])
        );
        assert_eq!(
            facet("fase"),
            json!([{"waarde": "niet-bekend", "label": "Niet bekend", "aantal": 1}])
        );
        let zonder = app.get("/api/v1/zoeken?facetten=nee").await.json();
        assert_eq!(zonder["facetten"], json!({}));
        let bwb = app
            .get("/api/v1/zoeken?regeling=BWBR0035362&soort=praktijk")
            .await
            .json();
        let slug = app
            .get("/api/v1/zoeken?regeling=wmo-2015&soort=praktijk")
            .await
            .json();
        assert_eq!(
            (bwb["totaal"].clone(), bwb["resultaten"].clone()),
            (1.into(), slug["resultaten"].clone())
        );
        assert_eq!(
            app.get("/api/v1/zoeken?gemeente=gm1681&soort=praktijk")
                .await
                .json()["totaal"],
            1
        );
    })
    .await;
}

#[tokio::test]
async fn wrong_parameters_are_told_all_at_once() {
    op_beide(async |app| {
        let lang = "x".repeat(5_000);
        let filters = |aantal: usize| -> String {
            let waarden = (0..aantal).map(|n| format!("thema=t{n}"));
            waarden.collect::<Vec<_>>().join("&")
        };
        for (vraag, fouten) in [
            (
                "pagina=-1&perPagina=1000&kleur=rood&sorteer=mooi".to_owned(),
                &[
                    ("pagina", "ongeldig-getal"),
                    ("perPagina", "ongeldig-getal"),
                    ("kleur", "onbekende-parameter"),
                    ("sorteer", "onbekende-waarde"),
                ][..],
            ),
            (format!("q={lang}"), &[("q", "te-lang")]),
            (filters(200) + "&jaar=2026", &[("jaar", "te-lang")]),
            (
                "uitleg=true&uitleg=false".to_owned(),
                &[("uitleg", "herhaald")],
            ),
            (
                "pagina=200&perPagina=100".to_owned(),
                &[("pagina", "te-ver")],
            ),
        ] {
            let antwoord = app
                .get(&format!("/api/v1/zoeken?{vraag}"))
                .await
                .met_status(400);
            let verwacht: Vec<_> = fouten
                .iter()
                .map(|(v, c)| ((*v).to_owned(), (*c).to_owned()))
                .collect();
            assert_eq!(antwoord.fouten(), verwacht);
            assert_eq!(antwoord.kop("api-version"), "1.0.0");
        }
        let lijst = app
            .get("/api/v1/themas?sorteer=kleur&q=x")
            .await
            .met_status(400);
        assert_eq!(lijst.fouten().len(), 2);
        app.get("/api/v1/zoeken/suggesties?x=1")
            .await
            .met_status(400);
        let onbekend = app
            .get("/api/v1/zoeken?thema=bestaat-niet&fase=bijna")
            .await
            .met_status(200)
            .json();
        assert_eq!(onbekend["totaal"], 0);
        assert_eq!(onbekend["meldingen"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn every_refusal_is_a_problem_with_the_version_of_the_api() {
    op_beide(async |app| {
        let get = |pad: &'static str| Request::get(pad);
        for (verzoek, status) in [
            (get("/api/v1/bestaat-niet"), 404),
            (get("/api/v1/praktijken/"), 404),
            (get("/api/v2/zoeken"), 404),
            (get("/api/v1/praktijken/%ff"), 404),
            (Request::post("/api/v1/zoeken"), 405),
            (Request::delete("/api/v1/praktijken/x"), 405),
            (get("/api/v1/zoeken").header("accept", "text/html"), 406),
            (
                get("/api/v1/zoeken").header("accept", "application/json;q=0"),
                406,
            ),
        ] {
            let uri = verzoek.uri_ref().cloned();
            let antwoord = app
                .vraag(verzoek, &Actor::Bezoeker)
                .await
                .met_status(status);
            assert_eq!(
                antwoord.kop("content-type"),
                "application/problem+json",
                "{uri:?}"
            );
            assert_eq!(antwoord.kop("api-version"), "1.0.0", "{uri:?}");
            let json = antwoord.json();
            assert_eq!(json["status"], status);
            assert!(!json["detail"].as_str().unwrap().is_empty());
            if status == 405 {
                assert!(antwoord.kop("allow").contains("GET"), "{uri:?}");
            }
        }
        let goed = get("/api/v1/zoeken").header("accept", "text/html, */*;q=0.1");
        app.vraag(goed, &Actor::Bezoeker).await.met_status(200);
        let vooraf = Request::options("/api/v1/zoeken").header("origin", "https://elders.example");
        app.vraag(vooraf, &Actor::Bezoeker).await.met_status(204);
    })
    .await;
}

#[tokio::test]
async fn suggestions_are_words_and_stukken() {
    op_beide(async |app| {
        vul(&app).await;
        let antwoord = app.get("/api/v1/zoeken/suggesties?q=schul").await.met_status(200).json();
        let suggesties = antwoord["suggesties"].as_array().unwrap();
        assert_eq!(
            suggesties[0],
            json!({"url": "https://dwarsverband.example/zoeken?q=schulden", "tekst": "schulden", "soort": "woord"})
        );
        assert!(suggesties.iter().any(|s| s["soort"] == "stuk"
            && s["url"] == "https://dwarsverband.example/praktijken/een-plan"));
        assert_eq!(app.get("/api/v1/zoeken/suggesties").await.json(), json!({"suggesties": []}));
    })
    .await;
}

/// For a form in which one names stukken of one kind: by any words of the name, also half ones.
#[tokio::test]
async fn names_of_one_kind_are_suggested() {
    op_beide(async |app| {
        vul(&app).await;
        for (vraag, titels) in [
            ("q=borg&soort=organisatie", vec!["Borger-Odoorn"]),
            (
                "q=wmo+2015&soort=regeling",
                vec!["Wet maatschappelijke ondersteuning 2015"],
            ),
            (
                "q=ondersteun&soort=regeling",
                vec!["Wet maatschappelijke ondersteuning 2015"],
            ),
            ("q=wmo&soort=organisatie", vec![]),
            ("q=&soort=regeling", vec![]),
        ] {
            let antwoord = app.get(&format!("/api/v1/zoeken/suggesties?{vraag}")).await;
            let antwoord = antwoord.met_status(200).json();
            let suggesties = antwoord["suggesties"].as_array().expect("a list");
            let gevonden: Vec<&Value> = suggesties.iter().map(|s| &s["tekst"]).collect();
            assert_eq!(gevonden, titels, "{vraag}");
        }
        for fout in ["q=x&soort=huis", "q=x&soort=thema&soort=thema"] {
            let antwoord = app.get(&format!("/api/v1/zoeken/suggesties?{fout}")).await;
            let antwoord = antwoord.met_status(400).json();
            assert_eq!(antwoord["fouten"][0]["veld"], "soort", "{fout}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_service_says_how_it_is() {
    op_beide(async |app| {
        vul(&app).await;
        assert_eq!(
            app.get("/gezondheid").await.met_status(200).json()["status"],
            "ok"
        );
        let gereed = app.get("/gereed").await.met_status(200).json();
        assert_eq!(
            (&gereed["achterstand"], &gereed["documenten"]),
            (&json!(0), &json!(5))
        );
        let metrics = app.get("/metrics").await.met_status(200).tekst;
        assert!(
            metrics.contains("dwarsverband_zoekindex_documenten 5\n"),
            "{metrics}"
        );
    })
    .await;
}

#[test]
fn the_description_of_the_api_is_as_agreed() {
    let beschrijving = http::openapi();
    let json = serde_json::to_value(beschrijving).unwrap();
    assert!(json["openapi"].as_str().unwrap().starts_with("3.1"));
    insta::assert_snapshot!("openapi", beschrijving.to_pretty_json().unwrap());
}

/// Every path of the description answers, and every answer is described: a route that is added
/// without a description, or the other way round, shows here.
#[tokio::test]
async fn every_described_path_answers() {
    op_beide(async |app| paden(&app).await).await;
}

async fn paden(app: &TestApp) {
    let json = serde_json::to_value(http::openapi()).unwrap();
    for (pad, doel) in json["paths"].as_object().unwrap() {
        let delen = pad.split('/').map(|deel| match deel.strip_prefix('{') {
            Some(_) => "niets",
            None => deel,
        });
        let concreet = format!("/api/v1{}", delen.collect::<Vec<_>>().join("/"));
        for (methode, deur) in doel.as_object().unwrap() {
            let methode = methode.to_uppercase();
            if methode != "GET" {
                // Writing takes a token, whatever is there or not.
                let status = stuur(app, &methode, &concreet, "", &json!({})).await.status;
                assert_eq!(status, 401, "{methode} {pad}");
                assert_eq!(
                    deur["security"],
                    json!([{"bearerAuth": []}]),
                    "{methode} {pad}"
                );
                continue;
            }
            let status = app.get(&concreet).await.status.as_u16();
            let verwacht = match pad.split_once('{') {
                None => 200,
                // What is being proposed is for who is logged in.
                Some((_, rest)) if rest.contains('{') => 401,
                Some(_) => 404,
            };
            assert_eq!(status, verwacht, "{pad}");
        }
    }
}

/// The parts add up to the score, and nobody gets them who does not ask.
#[tokio::test]
async fn a_result_tells_why_it_stands_there() {
    op_beide(async |app| {
        let record = json!({
            "externId": "p", "soort": "praktijk", "titel": "Schulden in de wijk", "tekst": "Hulp bij schulden.",
        });
        app.lees(&[record]).await;
        app.indexeer().await;
        let vraag = "/api/v1/zoeken?q=schulden+wijk";
        let zonder = app.get(vraag).await.json();
        assert!(zonder["resultaten"][0].get("uitleg").is_none());
        let met = app.get(&format!("{vraag}&uitleg=true")).await.json();
        let (resultaat, uitleg) = (&met["resultaten"][0], &met["resultaten"][0]["uitleg"]);
        let getallen = |lijst: &str, veld: &str| -> Vec<f64> {
            let lijst = uitleg[lijst].as_array().unwrap().iter();
            lijst.map(|deel| deel[veld].as_f64().unwrap()).collect()
        };
        let punten: f64 = getallen("woorden", "punten").iter().sum();
        let maal: f64 = getallen("factoren", "maal").iter().product();
        let extra: f64 = getallen("extra", "punten").iter().sum();
        let score = resultaat["score"].as_f64().unwrap();
        assert!(score > 0.0 && (punten * maal + extra - score).abs() < 0.001, "{uitleg}");
        let woorden = uitleg["woorden"].as_array().unwrap();
        let woord = woorden.iter().find(|w| w["getypt"] == json!(["schulden"]) && w["hoe"] == "woord");
        assert_eq!(woord.unwrap()["gevonden"], json!(["schulden"]));
        assert!(uitleg["factoren"].as_array().unwrap().iter().any(|f| f["waarom"] == "titel"));
    })
    .await;
}
