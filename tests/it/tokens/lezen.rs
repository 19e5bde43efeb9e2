//! What a token reads.

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{
    actor::{Bereik, Rol, Sleutel, Toekenning},
    db::tables::{sessie, stuk},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

use super::{maak_token, met_token, rijen, vraag, werkt_niet, zet_rollen};
use crate::support::{
    TestApp,
    dobbel::Dobbel,
    inlog::{MAIL, WACHTWOORD, koek, log_in, maak, met_koek},
    op_beide,
};

const THEMA: Uuid = Uuid::from_u128(7);
const TAFEL: Uuid = Uuid::from_u128(8);
const KEREN: usize = 12;

/// A gemeente and a stuk for the holders of each key. Answers the keys; the stuk of the n-th is `pN`.
async fn vul(app: &TestApp, wie: Uuid) -> (Uuid, Vec<Sleutel>) {
    let mut records = vec![json!({
        "externId": "gemeente", "officieelId": "GM9999", "soort": "organisatie",
        "organisatiesoort": "gemeente", "titel": "Voorbeeldstad", "slug": "voorbeeldstad",
        "tekst": "x", "provincie": "drenthe",
    })];
    records.extend((0..11).map(|n| {
        json!({
            "externId": format!("p{n}"), "soort": "praktijk", "slug": format!("p{n}"),
            "titel": format!("Plan {n}"), "tekst": "Hulp bij schulden.",
        })
    }));
    let verslag = app.lees(&records).await;
    assert_eq!(verslag.nieuw, records.len(), "{:?}", verslag.geweigerd);
    let gemeente = stuk::Entity::find().filter(stuk::Column::ExternId.eq("gemeente"));
    let gemeente = gemeente.one(app.app.db.read()).await.unwrap().unwrap().id;
    let sleutels = vec![
        Sleutel::Openbaar,
        Sleutel::Overheid,
        Sleutel::Organisatie(gemeente),
        Sleutel::Organisatie(Uuid::from_u128(9)),
        Sleutel::Thema(THEMA),
        Sleutel::Duo(THEMA),
        Sleutel::Tafel(TAFEL),
        Sleutel::Redactie,
        Sleutel::Regietafel,
        Sleutel::Dwarskijker,
        Sleutel::Persoon(wie),
    ];
    for (n, sleutel) in sleutels.iter().enumerate().skip(1) {
        app.verberg(&format!("p{n}"), sleutel.clone()).await;
    }
    (gemeente, sleutels)
}

fn paden(sleutels: &[Sleutel]) -> Vec<String> {
    let stukken = (0..sleutels.len()).map(|n| format!("/api/v1/praktijken/p{n}"));
    let lijsten = [
        "/api/v1/zoeken?q=schulden&perPagina=100",
        "/api/v1/praktijken?perPagina=100",
    ];
    lijsten
        .map(ToOwned::to_owned)
        .into_iter()
        .chain(stukken)
        .collect()
}

/// The roles that give keys, each in the place that the stukken are about.
fn rollen(gemeente: Uuid) -> Vec<Toekenning> {
    let wat = |rol, bereik| Toekenning { rol, bereik };
    vec![
        wat(Rol::Lid, Bereik::Organisatie(gemeente)),
        wat(Rol::Netwerklid, Bereik::Thema(THEMA)),
        wat(Rol::DuoGemeente, Bereik::Thema(THEMA)),
        wat(Rol::Deelnemer, Bereik::Tafel(TAFEL)),
        wat(Rol::Redactie, Bereik::Landelijk),
        wat(Rol::Regietafellid, Bereik::Landelijk),
        wat(Rol::Dwarskijker, Bereik::Landelijk),
        wat(Rol::Beheerder, Bereik::Landelijk),
    ]
}

/// Whatever roles an account has: a token reads what an ordinary login reads, and one for what is
/// public reads what a visitor reads.
#[tokio::test]
async fn a_token_reads_what_an_ordinary_login_reads() {
    op_beide(async |app| {
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let (gemeente, sleutels) = vul(&app, els).await;
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let alles = maak_token(&app, &koek, "alles", "lezen").await;
        let openbaar = maak_token(&app, &koek, "openbaar", "lezen-openbaar").await;
        let (mogelijk, paden) = (rollen(gemeente), paden(&sleutels));
        let mut dobbel = Dobbel::nieuw(17);
        let mut gezien = 0;
        for keer in 0..KEREN {
            let heeft: Vec<Toekenning> = match keer {
                0 => Vec::new(),
                1 => mogelijk.clone(),
                _ => mogelijk
                    .iter()
                    .copied()
                    .filter(|_| dobbel.onder(2) == 1)
                    .collect(),
            };
            zet_rollen(&app, els, &heeft).await;
            for pad in &paden {
                let bezoeker = app.get(pad).await;
                let gewoon = met_koek(&app, pad, &koek).await;
                let met = met_token(&app, pad, &alles).await;
                assert_eq!(met.status, gewoon.status, "{pad} {heeft:?}");
                assert_eq!(met.tekst, gewoon.tekst, "{pad} {heeft:?}");
                let met = met_token(&app, pad, &openbaar).await;
                assert_eq!(met.status, bezoeker.status, "{pad} {heeft:?}");
                assert_eq!(met.tekst, bezoeker.tekst, "{pad} {heeft:?}");
                gezien += usize::from(gewoon.tekst != bezoeker.tekst);
            }
        }
        assert!(gezien > KEREN, "an account reads more than a visitor");
    })
    .await;
}

/// What asks for a second factor is read in a strong login, and with no token.
#[tokio::test]
async fn no_token_is_strong() {
    op_beide(async |app| {
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let (gemeente, sleutels) = vul(&app, els).await;
        zet_rollen(&app, els, &rollen(gemeente)).await;
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        sessie::Entity::update_many()
            .col_expr(sessie::Column::Sterk, Expr::value(app.app.clock.now()))
            .exec(app.app.db.read())
            .await
            .unwrap();
        let token = maak_token(&app, &koek, "alles", "lezen").await;
        for (n, sleutel) in sleutels.iter().enumerate() {
            let pad = format!("/api/v1/praktijken/p{n}");
            let elders = *sleutel == Sleutel::Organisatie(Uuid::from_u128(9));
            let sterk = met_koek(&app, &pad, &koek).await;
            assert_eq!(
                sterk.status.as_u16(),
                if elders { 404 } else { 200 },
                "{sleutel}"
            );
            let alleen_sterk = matches!(sleutel, Sleutel::Dwarskijker | Sleutel::Tafel(_));
            let dicht = elders || alleen_sterk;
            let met = met_token(&app, &pad, &token).await;
            assert_eq!(
                met.status.as_u16(),
                if dicht { 404 } else { 200 },
                "{sleutel}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn who_comes_with_a_token_is_nobody_else() {
    op_beide(async |app| {
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        vul(&app, els).await;
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let alles = maak_token(&app, &koek, "alles", "lezen").await;
        let openbaar = maak_token(&app, &koek, "openbaar", "lezen-openbaar").await;
        let pad = "/api/v1/praktijken/p7";
        met_koek(&app, pad, &koek).await.met_status(200);
        met_token(&app, pad, &alles).await.met_status(200);
        // With the cookie as well the token counts, also when it gives less, or nothing.
        let onzin = format!("dwv_{}", "A".repeat(51));
        for (token, status) in [(&openbaar, 404), (&onzin, 401)] {
            let verzoek = vraag(pad, token).header(header::COOKIE, &koek);
            let verzoek = verzoek.body(Body::empty()).expect("a request");
            app.stuur(verzoek).await.met_status(status);
        }
        let twee = vraag(pad, &alles).header(header::AUTHORIZATION, format!("Bearer {openbaar}"));
        let twee = app
            .stuur(twee.body(Body::empty()).expect("a request"))
            .await;
        werkt_niet(&twee, "which of the two?");
        // Another scheme is not ours: something in front of the platform may use it.
        let basic = Request::get(pad).header(header::AUTHORIZATION, "Basic ZWxzOmVscw==");
        let basic = basic.body(Body::empty()).expect("a request");
        app.stuur(basic).await.met_status(404);
        // In an address it is not read.
        for naam in ["access_token", "token", "authorization"] {
            let in_adres = app.get(&format!("{pad}?{naam}={alles}")).await;
            assert_eq!(in_adres.status.as_u16(), 400, "{naam}");
            assert!(!in_adres.tekst.contains(&alles), "{naam}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_last_use_is_written_down() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let token = maak_token(&app, &koek, "alles", "lezen").await;
        assert_eq!(rijen(&app).await[0].gebruikt, None);
        let voor = app.app.clock.now();
        met_token(&app, "/api/v1/praktijken", &token)
            .await
            .met_status(200);
        // It is written beside the answer.
        let gebruikt = async || loop {
            if let Some(op) = rijen(&app).await[0].gebruikt {
                return op;
            }
            tokio::task::yield_now().await;
        };
        let wacht = std::time::Duration::from_secs(30);
        let op = tokio::time::timeout(wacht, gebruikt()).await;
        assert!(op.expect("it is written") > voor);
        let pagina = met_koek(&app, "/account/tokens", &koek)
            .await
            .met_status(200);
        assert!(pagina.tekst.contains("Laatst gebruikt op 21 november 2026"));
    })
    .await;
}
