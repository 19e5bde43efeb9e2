//! publiccode.yml, by which others find software of the government (standard 0.7).

use serde_json::Value;

fn document() -> Value {
    let pad = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("publiccode.yml");
    let tekst = std::fs::read_to_string(pad).expect("publiccode.yml in the root of the repository");
    serde_saphyr::from_str(&tekst).expect("YAML")
}

fn tekst<'a>(waarde: &'a Value, veld: &str) -> &'a str {
    waarde[veld]
        .as_str()
        .unwrap_or_else(|| panic!("{veld} is a text"))
}

#[test]
fn the_mandatory_fields_are_there_and_within_their_bounds() {
    let document = document();
    assert_eq!(tekst(&document, "publiccodeYmlVersion"), "0.7.0");
    assert_eq!(tekst(&document, "name"), "Dwarsverband");
    assert!(tekst(&document, "url").starts_with("https://"));
    assert_eq!(
        tekst(&document["legal"], "license"),
        env!("CARGO_PKG_LICENSE")
    );
    assert_eq!(
        tekst(&document, "softwareVersion"),
        env!("CARGO_PKG_VERSION")
    );
    let status = tekst(&document, "developmentStatus");
    assert!(["concept", "development", "beta", "stable", "obsolete"].contains(&status));
    assert_eq!(tekst(&document, "softwareType"), "standalone/web");
    assert_eq!(document["platforms"], serde_json::json!(["web"]));
    let categorieen = document["categories"].as_array().expect("categories");
    assert!(categorieen.contains(&"knowledge-management".into()));
    assert!(document["localisation"]["localisationReady"].is_boolean());
    assert_eq!(
        document["localisation"]["availableLanguages"],
        serde_json::json!(["nl"])
    );
}

#[test]
fn each_description_is_within_its_bounds() {
    let document = document();
    let talen = document["description"]
        .as_object()
        .expect("descriptions per language");
    assert!(talen.contains_key("nl") && talen.contains_key("en"));
    for (taal, beschrijving) in talen {
        let kort = tekst(beschrijving, "shortDescription").chars().count();
        let lang = tekst(beschrijving, "longDescription").chars().count();
        assert!((1..=150).contains(&kort), "{taal}: {kort}");
        assert!((150..=10_000).contains(&lang), "{taal}: {lang}");
        let kan = beschrijving["features"].as_array().expect("features");
        assert!(
            !kan.is_empty() && kan.iter().all(Value::is_string),
            "{taal}"
        );
    }
}

#[test]
fn who_maintains_it_can_be_reached() {
    let onderhoud = &document()["maintenance"];
    assert_eq!(tekst(onderhoud, "type"), "community");
    let contacten = onderhoud["contacts"]
        .as_array()
        .expect("community needs contacts");
    for contact in contacten {
        assert!(!tekst(contact, "name").is_empty());
    }
    assert!(!contacten.is_empty());
}
