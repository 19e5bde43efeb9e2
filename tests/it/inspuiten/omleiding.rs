//! Nobody is sent to another site, and no header is anybody's but ours.

use axum::{
    body::Body,
    http::{Method, Request, header},
};

use crate::{
    regels::bekend::BASIS,
    support::{
        Antwoord, TestApp,
        inlog::{MAIL, WACHTWOORD, formulier, met_koek},
        op_beide,
    },
    toegang::{
        routes::ROUTES,
        wie::{Plek, Stand, Wie},
    },
};

/// Addresses of elsewhere, in the ways that a browser reads them.
#[rustfmt::skip]
const ELDERS: &[&str] = &[
    "https://elders.example/",
    "http://elders.example",
    "HTTPS://elders.example",
    "https:elders.example",
    "https:/elders.example",
    "https:\\\\elders.example",
    "//elders.example/",
    "///elders.example/",
    "////elders.example/",
    "/\\elders.example",
    "\\/elders.example",
    "\\\\elders.example",
    "/\t/elders.example",
    "/\n/elders.example",
    "\t//elders.example",
    " //elders.example",
    "/\u{0}/elders.example",
    "/%09/elders.example",
    "/%2F/elders.example",
    "/%5Celders.example",
    "/.//elders.example",
    "/..//elders.example",
    "/;@elders.example",
    "//gebruiker@elders.example/",
    "https://dwarsverband.example@elders.example/",
    "https://dwarsverband.example.elders.example/",
    "//dwarsverband.example.elders.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//elders.example%2f..",
    "/〱elders.example",
    "//elders。example",
    "/over\r\nLocation: https://elders.example/",
    "/over\r\n\r\n<script>alert(1)</script>",
    "/over%0d%0aX-Ingespoten: ja",
    "/over\u{2028}X-Ingespoten: ja",
    "/over\r\nSet-Cookie: __Host-dwarsverband=x",
    "?naar=//elders.example",
    "elders.example",
    "",
];

/// Where a browser that stands on a page of ours goes with this address.
fn blijft_hier(adres: &str) -> bool {
    let kaal: String = adres
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| if c == '\\' { '/' } else { c })
        .collect();
    let van_ons = kaal
        .strip_prefix(BASIS)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    van_ons || (kaal.starts_with('/') && !kaal.starts_with("//"))
}

#[track_caller]
fn is_veilig(antwoord: &Antwoord, wat: &str) {
    assert!(antwoord.status.as_u16() < 500, "{wat}: {}", antwoord.status);
    if let Some(adres) = antwoord.headers.get(header::LOCATION) {
        let adres = adres.to_str().expect("a plain address");
        assert!(blijft_hier(adres), "{wat} leads to {adres}");
    }
    assert!(antwoord.headers.get("x-ingespoten").is_none(), "{wat}");
    for koek in antwoord.headers.get_all(header::SET_COOKIE) {
        let koek = koek.to_str().expect("a plain cookie");
        assert!(
            koek.split(';').next() != Some("__Host-dwarsverband=x"),
            "{wat}: {koek}"
        );
    }
    // What a form sends along after the next step.
    if antwoord.kop("content-type").starts_with("text/html") {
        for naar in
            crate::paginas::attributen(&antwoord.tekst, "input[type=hidden][name=naar]", "value")
        {
            assert!(blijft_hier(&naar), "{wat} keeps {naar}");
        }
    }
}

fn gecodeerd(tekst: &str) -> String {
    form_urlencoded::byte_serialize(tekst.as_bytes()).collect()
}

#[test]
fn a_browser_is_understood() {
    for hier in [
        "/",
        "/over",
        "/.//x",
        "https://dwarsverband.example/x",
        "/\u{a0}/x",
    ] {
        assert!(blijft_hier(hier), "{hier}");
    }
    for weg in [
        "//x",
        "/\\x",
        "\\\\x",
        "/\t/x",
        "https://x",
        "https://dwarsverband.example.x",
        "javascript:x",
        " //x",
    ] {
        assert!(!blijft_hier(weg), "{weg}");
    }
}

#[tokio::test]
async fn the_way_back_stays_here() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        let rol = &[(dwarsverband::actor::Rol::Redactie, Plek::Hier)];
        for adres in ELDERS {
            let naar = format!("naar={}", gecodeerd(adres));
            for (stand, pad) in [
                (Stand::Niet, "/inloggen"),
                (Stand::Zwak, "/inloggen"),
                (Stand::Niet, "/inloggen/code"),
                (Stand::Half, "/inloggen/code"),
                (Stand::Zwak, "/inloggen/code"),
                (Stand::Zwak, "/account/bevestigen"),
            ] {
                wie.wordt(&app, stand, rol).await;
                let vraag = format!("{pad}?{naar}");
                let antwoord = wie.vraagt(&app, &Method::GET, &vraag, &[]).await;
                is_veilig(&antwoord, &format!("{pad} with {adres:?}"));
            }
            for (stand, pad) in [
                (Stand::Niet, "/inloggen"),
                (Stand::Niet, "/inloggen/code"),
                (Stand::Half, "/inloggen/code"),
                (Stand::Zwak, "/account/bevestigen"),
                (Stand::Niet, "/inloggen/voorbeeld"),
            ] {
                wie.wordt(&app, stand, rol).await;
                let antwoord = wie
                    .stuurt(&app, pad, format!("{naar}&mail=els&code=000000"))
                    .await;
                is_veilig(&antwoord, &format!("the form of {pad} with {adres:?}"));
            }
        }
    })
    .await;
}

/// The step that matters most: with the right password.
#[tokio::test]
async fn who_logs_in_stays_here() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        for adres in ELDERS {
            wie.wordt(&app, Stand::Niet, &[]).await;
            let velden = [("mail", MAIL), ("wachtwoord", WACHTWOORD), ("naar", *adres)];
            let antwoord = app
                .stuur(formulier("/inloggen", "", &velden))
                .await
                .met_status(303);
            is_veilig(&antwoord, &format!("a login with {adres:?}"));
        }
    })
    .await;
}

/// Who has to log in first comes back to where they were: the page, or the one with the form.
#[tokio::test]
async fn the_page_that_asks_to_log_in_is_told_no_other_site() {
    op_beide(async |app| {
        Wie::nieuw(&app).await;
        for van in [
            "https://dwarsverband.example//elders.example/",
            "https://dwarsverband.example/\\elders.example",
            "https://dwarsverband.example.elders.example/",
            "https://dwarsverband.example@elders.example/",
            "https://elders.example/https://dwarsverband.example/",
            "//elders.example",
        ] {
            let verzoek = Request::post("/account/wachtwoord")
                .header(header::REFERER, van)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let antwoord = app
                .stuur(verzoek.body(Body::empty()).expect("a request"))
                .await;
            is_veilig(&antwoord, van);
            let verder = antwoord.met_status(303).kop("location").to_owned();
            is_veilig(&app.get(&verder).await, &format!("{van}: {verder}"));
        }
        for pad in [
            "//elders.example",
            "//elders.example/account",
            "/account//elders.example",
            "///",
            "/\\elders.example/",
            "/\\/elders.example/",
            "/account\\elders.example/",
        ] {
            let antwoord = met_koek(&app, pad, "").await;
            is_veilig(&antwoord, pad);
        }
    })
    .await;
}

/// A line break in an address, a name or a parameter starts no header.
#[tokio::test]
async fn a_line_break_starts_no_header() {
    op_beide(async |app: TestApp| {
        let wie = Wie::nieuw(&app).await;
        let breuken = ["%0d%0aX-Ingespoten:%20ja", "%0aX-Ingespoten:ja", "%E5%98%8D%E5%98%8AX-Ingespoten:ja", "%00X-Ingespoten:ja"];
        for (methoden, pad, deel) in ROUTES {
            if !methoden.contains("get") {
                continue;
            }
            for breuk in breuken {
                let adres = match (pad.find('{'), pad.find('}')) {
                    (Some(van), Some(tot)) => format!("{}{deel}{breuk}{}", &pad[..van], &pad[tot + 1..]),
                    _ => (*pad).to_owned(),
                };
                for vraag in [adres.clone(), format!("{adres}?naar=/{breuk}&q={breuk}&naam=voorbeeldstad{breuk}&gelukt={breuk}&deel={breuk}")] {
                    wie.wordt(&app, Stand::Sterk, super::teruggegeven::ALLES).await;
                    let antwoord = wie.vraagt(&app, &Method::GET, &vraag, &[]).await;
                    is_veilig(&antwoord, &vraag);
                }
            }
        }
    })
    .await;
}
