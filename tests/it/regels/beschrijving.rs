//! Rules on the OpenAPI document itself: those of the national linter that can be said in a few
//! lines, so that they hold at every change.

use dwarsverband::http;
use serde_json::Value;

fn document() -> Value {
    serde_json::to_value(http::openapi()).unwrap()
}

/// All operations: path, method and what is said of them.
fn bewerkingen(document: &Value) -> Vec<(String, Value)> {
    let paden = document["paths"].as_object().unwrap();
    let mut uit = Vec::new();
    for (pad, methoden) in paden {
        for (methode, bewerking) in methoden.as_object().unwrap() {
            uit.push((format!("{methode} {pad}"), bewerking.clone()));
        }
    }
    uit
}

/// The schema that a `$ref` points at, or the schema itself.
fn schema<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let Some(naar) = schema["$ref"].as_str() else {
        return schema;
    };
    document
        .pointer(naar.trim_start_matches('#'))
        .expect("a schema that exists")
}

#[test]
fn the_document_says_who_and_which_version() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    for veld in ["name", "email", "url"] {
        let waarde = document["info"]["contact"][veld].as_str();
        assert!(waarde.is_some_and(|w| !w.is_empty()), "contact {veld}");
    }
    let versie = document["info"]["version"].as_str().unwrap();
    assert_eq!(versie, http::api::API_VERSION);
    let delen: Vec<u32> = versie.split('.').map(|d| d.parse().unwrap()).collect();
    assert_eq!(delen.len(), 3, "{versie} is major, minor and patch");
    for server in document["servers"].as_array().unwrap() {
        let url = server["url"].as_str().unwrap();
        assert!(
            url.ends_with(&format!("/v{}", delen[0])),
            "{url} ends in the major version"
        );
    }
}

#[test]
fn paths_are_kebab_case_and_parameters_camel_case() {
    let document = document();
    let kebab = |deel: &str| {
        let is_naam = deel.starts_with('{') && deel.ends_with('}');
        let gewoon = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        is_naam || deel == "openapi.json" || (!deel.is_empty() && deel.chars().all(gewoon))
    };
    let camel = |naam: &str| {
        naam.starts_with(|c: char| c.is_ascii_lowercase())
            && naam.chars().all(|c| c.is_ascii_alphanumeric())
    };
    for (wat, bewerking) in bewerkingen(&document) {
        let pad = wat.split_once(" /").expect("it begins with a slash").1;
        assert!(pad.split('/').all(kebab), "{wat}");
        for parameter in bewerking["parameters"].as_array().into_iter().flatten() {
            let naam = parameter["name"].as_str().unwrap();
            assert!(camel(naam), "{wat}: {naam}");
            assert!(
                parameter["description"]
                    .as_str()
                    .is_some_and(|d| !d.is_empty()),
                "{wat}: {naam}"
            );
        }
    }
}

#[test]
fn every_answer_has_a_version_and_every_error_is_a_problem() {
    let document = document();
    for (wat, bewerking) in bewerkingen(&document) {
        let antwoorden = bewerking["responses"].as_object().unwrap();
        for (status, antwoord) in antwoorden {
            let koppen = antwoord["headers"].as_object();
            let heeft =
                koppen.is_some_and(|k| k.keys().any(|k| k.eq_ignore_ascii_case("api-version")));
            assert!(heeft, "{wat} {status} has no API-Version");
            if !status.starts_with(['4', '5']) {
                continue;
            }
            let inhoud = antwoord["content"]
                .as_object()
                .expect("an error has a body");
            assert_eq!(
                inhoud.keys().collect::<Vec<_>>(),
                ["application/problem+json"],
                "{wat}"
            );
            let probleem = schema(&document, &inhoud["application/problem+json"]["schema"]);
            for veld in ["type", "title", "status", "detail"] {
                assert!(
                    probleem["properties"].get(veld).is_some(),
                    "{wat} {status}: {veld}"
                );
            }
            assert_ne!(status, "422", "{wat}: wrong input is 400");
        }
        let is_beschrijving = wat.ends_with("/openapi.json");
        let met_fouten = antwoorden.keys().any(|s| s.starts_with('4'));
        assert!(met_fouten || is_beschrijving, "{wat} describes no errors");
    }
}

#[test]
fn the_document_is_a_path_of_the_api_for_everybody() {
    let document = document();
    let antwoord = &document["paths"]["/openapi.json"]["get"]["responses"]["200"];
    assert!(
        antwoord["headers"]
            .get("access-control-allow-origin")
            .is_some()
    );
}

#[test]
fn dates_have_a_format_and_names_are_camel_case() {
    let document = document();
    let mut momenten = 0;
    for (naam, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(naam.starts_with(|c: char| c.is_ascii_uppercase()), "{naam}");
        let delen = schema["allOf"].as_array().into_iter().flatten();
        for deel in std::iter::once(schema).chain(delen) {
            for (veld, soort) in deel["properties"].as_object().into_iter().flatten() {
                let gewoon = veld.chars().all(|c| c.is_ascii_alphanumeric());
                assert!(
                    gewoon && veld.starts_with(|c: char| c.is_ascii_lowercase()),
                    "{naam}.{veld}"
                );
                let verwacht = match veld.as_str() {
                    veld if veld.ends_with("Op") => "date-time",
                    "datum" | "begin" | "einde" => "date",
                    _ => continue,
                };
                assert_eq!(soort["format"], verwacht, "{naam}.{veld}");
                momenten += 1;
            }
        }
    }
    assert!(momenten >= 3, "{momenten}");
}
