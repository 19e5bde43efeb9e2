//! What comes straight back: parameters and fields of forms, on every page that repeats them.

use axum::http::Method;
use dwarsverband::actor::Rol;

use super::{
    ladingen::{LADINGEN, RAUW},
    pagina::{Links, Vorm, meer_dan_tekst},
};
use crate::{
    support::{Antwoord, TestApp, inlog::MAIL, lang, op_beide},
    toegang::wie::{Plek, Stand, Wie},
};

/// Who may see every page that repeats something.
pub const ALLES: &[(Rol, Plek)] = &[
    (Rol::Redactie, Plek::Hier),
    (Rol::Beheerder, Plek::Hier),
    (Rol::Auditor, Plek::Hier),
    (Rol::Regietafellid, Plek::Hier),
    (Rol::Secretaris, Plek::Hier),
    (Rol::Lid, Plek::Hier),
    (Rol::Organisatiebeheerder, Plek::Hier),
];

/// Where a text is repeated: how it is asked, by whom, the page, and the fields that hold the text.
/// `{}` in the address is the text. A field with a value keeps it.
type Plaats = (&'static str, Stand, &'static str, &'static str);

#[rustfmt::skip]
const PLAATSEN: &[Plaats] = &[
    ("GET",  Stand::Niet,  "/zoeken", "q"),
    ("GET",  Stand::Niet,  "/zoeken", "soort thema leefdomein doelgroep gemeente provincie gemeentegrootte regeling fase onderbouwing kosten jaar"),
    ("GET",  Stand::Niet,  "/zoeken", "q=schulden sorteer pagina perPagina uitleg"),
    ("GET",  Stand::Niet,  "/zoeken", "q thema uitleg=true"),
    ("GET",  Stand::Niet,  "/api/v1/zoeken", "q"),
    ("GET",  Stand::Niet,  "/api/v1/zoeken", "thema jaar sorteer pagina onbekend"),
    ("GET",  Stand::Niet,  "/api/v1/zoeken/suggesties", "q"),
    ("GET",  Stand::Niet,  "/praktijken", "sorteer pagina"),
    ("GET",  Stand::Niet,  "/bestaat-niet/{}", ""),
    ("GET",  Stand::Niet,  "/praktijken/{}", ""),
    ("GET",  Stand::Niet,  "/id/{}", ""),
    ("GET",  Stand::Niet,  "/provincies/{}", ""),
    ("GET",  Stand::Niet,  "/wachtwoord-instellen/{}", ""),
    ("GET",  Stand::Niet,  "/inloggen/terug/{}", "state code iss error"),
    ("GET",  Stand::Niet,  "/inloggen", "naar gelukt"),
    ("POST", Stand::Niet,  "/inloggen", "mail naar"),
    ("POST", Stand::Niet,  "/wachtwoord-vergeten", "mail"),
    ("POST", Stand::Niet,  "/meedoen", "naam mail"),
    ("GET",  Stand::Half,  "/inloggen/code", "naar"),
    ("POST", Stand::Niet,  "/inloggen/code", "naar code"),
    ("GET",  Stand::Zwak,  "/account", "gelukt"),
    ("GET",  Stand::Sterk, "/account/bevestigen", "naar"),
    ("GET",  Stand::Zwak,  "/account/logboek", "pagina"),
    ("GET",  Stand::Sterk, "/redactie/uitleg", "q"),
    ("GET",  Stand::Sterk, "/redactie/zoekwoorden", "q soort pagina"),
    ("GET",  Stand::Sterk, "/redactie/zoekvragen", "q dagen periode pagina"),
    ("GET",  Stand::Sterk, "/redactie/zoekwoorden/woord", "van naar"),
    ("POST", Stand::Sterk, "/redactie/zoekwoorden/woord", "doel=erbij versie=1 van naar soort=synoniem richting=heen"),
    ("POST", Stand::Sterk, "/redactie/zoekwoorden/woord", "stap=terug doel=erbij versie=1 van naar soort richting"),
    ("POST", Stand::Sterk, "/redactie/zoekwoorden/lijst", "lijst versie"),
    ("POST", Stand::Sterk, "/redactie/zoekwoorden/lijst", "stap=terug lijst versie"),
    ("GET",  Stand::Sterk, "/beheer/mensen", "q pagina=1"),
    ("GET",  Stand::Sterk, "/beheer/organisaties", "naam"),
    ("POST", Stand::Sterk, "/beheer/organisaties/voorbeeldstad", "actie=toevoegen domein"),
    ("GET",  Stand::Sterk, "/beheer/logboek", "vanaf totEnMet actie"),
    ("GET",  Stand::Sterk, "/beheer/logboek", "actie"),
    ("GET",  Stand::Sterk, "/rollen", "mail"),
    ("POST", Stand::Sterk, "/rollen", "actie=geven mail rol thema reden"),
    ("GET",  Stand::Sterk, "/organisaties/voorbeeldstad/mensen", "weg gelukt"),
    ("POST", Stand::Sterk, "/organisaties/voorbeeldstad/mensen", "actie=uitnodigen naam mail"),
    ("GET",  Stand::Sterk, "/beheer/mensen/{}", ""),
];

/// Texts without any power, of the kinds that pages answer differently.
const GEWOON: [&str; 6] = [
    "schulden",
    "Een gewone zin, met leestekens.",
    "xqzv",
    "els@gemeente.example",
    "2026-11-27",
    "1",
];

async fn vraag(app: &TestApp, wie: &Wie, plaats: &Plaats, tekst: &str) -> Antwoord {
    let gecodeerd: String = form_urlencoded::byte_serialize(tekst.as_bytes()).collect();
    rauw(app, wie, plaats, &gecodeerd).await
}

/// Asks with a text that is encoded already.
async fn rauw(
    app: &TestApp,
    wie: &Wie,
    (methode, stand, pad, velden): &Plaats,
    gecodeerd: &str,
) -> Antwoord {
    wie.wordt(app, *stand, ALLES).await;
    let velden: Vec<String> = velden
        .split_whitespace()
        .map(|veld| match veld.split_once('=') {
            Some(_) => veld.to_owned(),
            None => format!("{veld}={gecodeerd}"),
        })
        .collect();
    let velden = velden.join("&");
    // In a path a space is no plus.
    let pad = pad.replace("{}", &gecodeerd.replace('+', "%20"));
    let methode: Method = methode.parse().unwrap();
    if methode == Method::GET {
        let pad = if velden.is_empty() {
            pad
        } else {
            format!("{pad}?{velden}")
        };
        wie.vraagt(app, &methode, &pad, &[]).await
    } else {
        wie.stuurt(app, &pad, velden).await
    }
}

#[tokio::test]
async fn nothing_that_is_repeated_is_more_than_text() {
    let stap = if lang() { 1 } else { 3 };
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        let mut fouten = Vec::new();
        for (nummer, plaats) in PLAATSEN.iter().enumerate() {
            let wat = format!("{} {} {}", plaats.0, plaats.2, plaats.3);
            let mut gewoon = Vorm::van(&app.get("/bestaat-niet").await.tekst);
            let te_lang = format!("/zoeken?q={}", "x".repeat(1_001));
            gewoon = gewoon.en(Vorm::van(&app.get(&te_lang).await.met_status(400).tekst));
            for tekst in GEWOON {
                let antwoord = vraag(&app, &wie, plaats, tekst).await;
                gewoon = gewoon.en(Vorm::van(&antwoord.tekst));
            }
            let kijk = |antwoord: Antwoord, lading: &str| {
                meer_dan_tekst(&antwoord, &gewoon, Links::Geen, &wat, lading)
            };
            // Each place starts elsewhere, so that together they get all of them.
            for lading in LADINGEN.iter().skip(nummer % stap).step_by(stap) {
                fouten.extend(kijk(vraag(&app, &wie, plaats, lading).await, lading));
            }
            for lading in RAUW {
                fouten.extend(kijk(rauw(&app, &wie, plaats, lading).await, lading));
            }
        }
        assert!(fouten.is_empty(), "{}: {}", fouten.len(), fouten.join("\n"));
    })
    .await;
}

/// The test would see it: a place where the text is repeated shows it, as text.
#[tokio::test]
async fn what_is_repeated_is_there_as_text() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        let lading = "<script>alert(1)</script>";
        for pad in [
            "/zoeken",
            "/inloggen",
            "/meedoen",
            "/rollen",
            "/beheer/mensen",
        ] {
            let plaats = PLAATSEN
                .iter()
                .rev()
                .find(|p| p.2 == pad && !p.3.is_empty())
                .unwrap();
            let antwoord = vraag(&app, &wie, plaats, lading).await;
            let pagina = scraper::Html::parse_document(&antwoord.tekst);
            let velden = scraper::Selector::parse("input, textarea").unwrap();
            let terug = pagina
                .select(&velden)
                .any(|veld| veld.attr("value") == Some(lading))
                || pagina
                    .root_element()
                    .text()
                    .any(|tekst| tekst.contains(lading));
            assert!(
                terug || pad == "/zoeken",
                "{pad} ({MAIL}): {}",
                antwoord.tekst
            );
        }
    })
    .await;
}
