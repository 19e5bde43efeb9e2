//! What a provider proves, and does not.

use serde_json::json;

use super::{
    Browser,
    aanbieder::{Knoei, LAAG, SUBSTANTIEEL, Teken, els},
    aantallen, met_aanbieder,
};
use crate::support::op_beide;

#[tokio::test]
async fn a_token_that_is_not_right_lets_nobody_in() {
    let gevallen: [(&str, u16, Knoei); 20] = [
        ("another nonce", 400, |t| t["nonce"] = "iets anders".into()),
        ("no nonce", 400, |t| weg(t, "nonce")),
        ("expired", 400, |t| schuif(t, -3600)),
        ("expired before it was made", 400, |t| {
            t["exp"] = (t["iat"].as_i64().unwrap_or_default() - 5).into();
        }),
        ("made long ago, good for a day", 400, |t| {
            t["iat"] = (t["iat"].as_i64().unwrap_or_default() - 900).into();
            t["exp"] = (t["exp"].as_i64().unwrap_or_default() + 86_400).into();
        }),
        ("made tomorrow", 400, |t| schuif(t, 86_400)),
        ("no end", 400, |t| weg(t, "exp")),
        ("not yet", 400, |t| {
            t["nbf"] = (t["iat"].as_i64().unwrap_or_default() + 600).into();
        }),
        ("for another", 400, |t| t["aud"] = "een-ander".into()),
        ("for nobody", 400, |t| weg(t, "aud")),
        ("also for another", 400, |t| {
            t["aud"] = json!([t["aud"], "een-ander"]);
        }),
        ("from another", 400, |t| {
            t["iss"] = "https://elders.example".into();
        }),
        ("from nobody", 400, |t| weg(t, "iss")),
        ("no jti", 400, |t| weg(t, "jti")),
        ("empty jti", 400, |t| t["jti"] = "".into()),
        ("no acr", 403, |t| weg(t, "acr")),
        ("unknown acr", 403, |t| t["acr"] = "heel-zeker".into()),
        ("acr too low", 403, |t| t["acr"] = LAAG.into()),
        ("acr with something before it", 403, |t| {
            t["acr"] = format!("x{SUBSTANTIEEL}").into();
        }),
        ("acr as a list", 400, |t| t["acr"] = json!([SUBSTANTIEEL])),
    ];
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "  vraag: substantieel\n").await;
        for (naam, status, knoei) in gevallen {
            aanbieder.zet(|stand| stand.knoei = knoei);
            let antwoord = Browser::default().log_in(&app, &aanbieder, &els()).await;
            assert_eq!(
                antwoord.status.as_u16(),
                status,
                "{naam}: {}",
                antwoord.tekst
            );
            assert_eq!(aantallen(&app).await, (0, 0), "{naam}");
        }
        aanbieder.zet(|stand| stand.knoei = |_| {});
        for teken in [
            Teken::Niet,
            Teken::Gedeeld,
            Teken::OnbekendeSleutel,
            Teken::Gewijzigd,
        ] {
            aanbieder.zet(|stand| stand.teken = teken);
            let antwoord = Browser::default().log_in(&app, &aanbieder, &els()).await;
            assert_eq!(antwoord.status.as_u16(), 400, "{teken:?}");
            assert_eq!(aantallen(&app).await, (0, 0), "{teken:?}");
        }
        aanbieder.zet(|stand| stand.teken = Teken::Goed);
        let goed = Browser::default().log_in(&app, &aanbieder, &els()).await;
        goed.met_status(303);
    })
    .await;
}

fn weg(token: &mut serde_json::Value, claim: &str) {
    if let Some(claims) = token.as_object_mut() {
        claims.remove(claim);
    }
}

fn schuif(token: &mut serde_json::Value, seconden: i64) {
    for claim in ["iat", "exp"] {
        token[claim] = (token[claim].as_i64().unwrap_or_default() + seconden).into();
    }
}

#[tokio::test]
async fn who_sends_somebody_back_says_who_it_is() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        for iss in ["", "iss=https%3A%2F%2Felders.example"] {
            let mut browser = Browser::default();
            let adres = browser.vertrek(&app, &[]).await;
            let terug = aanbieder.log_in(&adres, &els());
            let (rest, _) = terug.split_once("iss=").expect("the sender");
            let antwoord = browser.get(&app, &format!("{rest}{iss}")).await;
            assert_eq!(antwoord.status.as_u16(), 400, "{iss}: {}", antwoord.tekst);
        }
        assert_eq!(aantallen(&app).await, (0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_code_works_once() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut els_browser = Browser::default();
        let adres = els_browser.vertrek(&app, &[]).await;
        let terug = aanbieder.log_in(&adres, &els());
        els_browser.get(&app, &terug).await.met_status(303);
        // The code of another, in an attempt of one's own.
        let mut dief = Browser::default();
        let adres = dief.vertrek(&app, &[]).await;
        let eigen = aanbieder.log_in(&adres, &els());
        let code = |pad: &str| pad.split("code=").nth(1).map(|r| r[..6].to_owned());
        let (oud, nieuw) = (code(&terug), code(&eigen));
        let gestolen = eigen.replace(&nieuw.expect("a code"), &oud.expect("a code"));
        let antwoord = dief.get(&app, &gestolen).await.met_status(400);
        assert!(antwoord.tekst.contains("Dit inloggen klopt niet"));
        // A code that was not used yet, but belongs to the attempt of another: PKCE.
        let adres = els_browser.vertrek(&app, &[]).await;
        let van_els = aanbieder.log_in(&adres, &els());
        let adres = dief.vertrek(&app, &[]).await;
        let eigen = aanbieder.log_in(&adres, &els());
        let (een, twee) = (code(&van_els), code(&eigen));
        let gestolen = eigen.replace(&twee.expect("a code"), &een.expect("a code"));
        dief.get(&app, &gestolen).await.met_status(400);
        assert_eq!(aantallen(&app).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn new_keys_of_a_provider_are_found() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        Browser::default()
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        aanbieder.zet(|stand| stand.kid = "twee");
        // It was asked a moment ago and is left alone for a while.
        let mut geweigerd = 0;
        loop {
            let antwoord = Browser::default().log_in(&app, &aanbieder, &els()).await;
            if antwoord.status.as_u16() == 303 {
                break;
            }
            geweigerd += 1;
            assert!(
                geweigerd < 30,
                "the clock moves a second each time it is read"
            );
        }
        assert!(geweigerd > 0, "an unknown key makes us ask without end");
    })
    .await;
}
