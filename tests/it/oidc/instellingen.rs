//! The settings of the providers.

use dwarsverband::config::Sleutel;
use serde_json::Value;

use super::aanbieder::{Proefaanbieder, lees, pem_pkcs1, pem_pkcs8};

#[test]
fn a_key_is_the_same_in_both_forms_of_file() {
    let [een, twee] = [pem_pkcs8(), pem_pkcs1()].map(|pem| {
        let sleutel = Sleutel::lees(pem.as_bytes());
        sleutel.expect("a key that can be used").publiek()
    });
    assert_eq!(een, twee);
    for geheim in ["d", "p", "q", "dp", "dq", "qi"] {
        assert_eq!(een[geheim], Value::Null, "{geheim} is private");
    }
    let tekst = format!("{:?}", Sleutel::lees(pem_pkcs8().as_bytes()));
    assert!(tekst.len() < 80, "nothing of the key is printed: {tekst}");
    for pem in [
        "",
        "sleutel",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    ] {
        let melding = Sleutel::lees(pem.as_bytes()).expect_err("no key");
        assert!(melding.contains("Maak"), "a remedy: {melding}");
    }
}

#[tokio::test]
async fn the_settings_name_the_providers_and_nothing_of_their_keys() {
    let aanbieder = Proefaanbieder::start().await;
    let (_map, bestand) = aanbieder.instellingen("");
    let config = lees(bestand.as_ref()).expect("settings that are right");
    let regels = config.overzicht();
    let regel = regels
        .iter()
        .find(|(naam, ..)| *naam == "DWARSVERBAND_OIDC");
    let (_, waarde, herkomst) = regel.expect("a line");
    assert_eq!(waarde, &format!("{bestand}: gemeente"));
    assert_eq!(herkomst.to_string(), "omgeving");
}

#[test]
fn all_that_is_wrong_with_the_providers_is_told_at_once() {
    let map = tempfile::tempdir().expect("a folder");
    std::fs::write(map.path().join("goed.pem"), pem_pkcs8()).expect("a key");
    std::fs::write(map.path().join("slecht.pem"), "geen sleutel").expect("no key");
    let bestand = map.path().join("oidc.yaml");
    let velden = |yaml: &str| -> Vec<String> {
        std::fs::write(&bestand, yaml).expect("the settings");
        let fouten = lees(&bestand).expect_err("settings that are wrong");
        for fout in &fouten {
            assert!(fout.melding.contains(' '), "a remedy: {}", fout.melding);
        }
        fouten.iter().map(|fout| fout.veld.clone()).collect()
    };
    let in_een = |veld: &str| format!("DWARSVERBAND_OIDC[1].{veld}");
    let alle = [
        "naam",
        "label",
        "client-id",
        "issuer",
        "sleutel",
        "domeinen",
    ];
    assert_eq!(velden("- {}"), alle.map(in_een));
    let goed = "label: x\n  client-id: x\n  sleutel: goed.pem";
    for (rest, veld) in [
        (
            "naam: Gemeente!\n  issuer: https://x.example\n  domeinen: alle",
            "naam",
        ),
        (
            "naam: code\n  issuer: https://x.example\n  domeinen: alle",
            "naam",
        ),
        (
            "naam: terug\n  issuer: https://x.example\n  domeinen: alle",
            "naam",
        ),
        (
            "naam: x\n  issuer: http://x.example\n  domeinen: alle",
            "issuer",
        ),
        (
            "naam: x\n  issuer: https://x.example\n  domeinen: iedereen",
            "domeinen",
        ),
        (
            "naam: x\n  issuer: https://x.example\n  domeinen: []",
            "domeinen",
        ),
        (
            "naam: x\n  issuer: https://x.example\n  domeinen: ['@x.example']",
            "domeinen",
        ),
        (
            "naam: x\n  issuer: https://x.example\n  domeinen: alle\n  vraag: veel",
            "vraag",
        ),
        (
            "naam: x\n  issuer: https://x.example\n  domeinen: alle\n  acr: {laag: [a, a]}",
            "acr",
        ),
        (
            "naam: x\n  issuer: https://x.example\n  domeinen: alle\n  vraag: hoog\n  \
             acr: {laag: [a]}",
            "acr",
        ),
    ] {
        assert_eq!(
            velden(&format!("- {goed}\n  {rest}")),
            [in_een(veld)],
            "{rest}"
        );
    }
    let slecht = goed.replace("goed.pem", "slecht.pem");
    let rest = "naam: x\n  issuer: https://x.example\n  domeinen: alle";
    assert_eq!(
        velden(&format!("- {slecht}\n  {rest}")),
        [in_een("sleutel")]
    );
    let twee = format!("- {goed}\n  {rest}\n- {goed}\n  {rest}");
    assert_eq!(
        velden(&twee),
        ["DWARSVERBAND_OIDC"; 2],
        "name and issuer twice"
    );
    for onleesbaar in ["naam: x", "- onbekend: x", "- [", ""] {
        assert_eq!(velden(onleesbaar), ["DWARSVERBAND_OIDC"], "{onleesbaar:?}");
    }
    std::fs::remove_file(&bestand).expect("it was there");
    let weg = lees(&bestand).expect_err("there is no file");
    assert_eq!(weg.iter().count(), 1);
}
