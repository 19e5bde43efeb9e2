//! Files: no way out of the folder of those that are served, and no formula in those to keep.

use std::collections::BTreeSet;

use axum::http::Method;
use dwarsverband::db::{Gebeurtenis, tables::zoekvraag};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};
use serde_json::json;

use super::teruggegeven::ALLES;
use crate::{
    support::{TestApp, account, ctx, op_beide},
    toegang::{
        routes::ROUTES,
        wie::{Stand, Wie, stuk},
    },
};

/// Ways up and out, for every reader of paths.
#[rustfmt::skip]
const OMHOOG: &[&str] = &[
    "../Cargo.toml", "..%2FCargo.toml", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2fCargo.toml",
    "%2e%2e/Cargo.toml", "..%5CCargo.toml", "%2e%2e%5cCargo.toml", "..%252FCargo.toml",
    "%252e%252e%252fCargo.toml", "..%c0%afCargo.toml", "..%c0%2fCargo.toml", "..%e0%80%afCargo.toml",
    "....//Cargo.toml", "....%2F%2FCargo.toml", "..;/Cargo.toml", "..%3B%2FCargo.toml",
    "%2Fetc%2Fpasswd", "//etc/passwd", "%2F%2Fetc%2Fpasswd", "file:%2F%2F%2Fetc%2Fpasswd",
    "C:%5CWindows%5Cwin.ini", "%5C%5Celders.example%5Cx", "..%00%2FCargo.toml", "Cargo.toml%00.css",
    "app.css%00", "app.css%2F..%2F..%2FCargo.toml", ".", "..", "%2e", "%2e%2e", "~root", ".env",
    ".git%2Fconfig", "dwarsverband.sqlite", "..%2Fdwarsverband.sqlite", "sleutel", "CON", "nul.css",
];

#[tokio::test]
async fn no_name_leads_out_of_the_folder() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        wie.wordt(&app, Stand::Sterk, ALLES).await;
        let met_deel = ROUTES
            .iter()
            .filter(|(methoden, pad, _)| methoden.contains("get") && pad.contains('{'));
        for (_, pad, _) in met_deel {
            let kop = pad.split('{').next().unwrap_or_default();
            let staart = pad.split('}').nth(1).unwrap_or_default();
            for naam in OMHOOG {
                let adres = format!("{kop}{naam}{staart}");
                wie.wordt(&app, Stand::Sterk, ALLES).await;
                let antwoord = wie.vraagt(&app, &Method::GET, &adres, &[]).await;
                let status = antwoord.status.as_u16();
                assert!(matches!(status, 400 | 404), "{adres}: {status}");
                for inhoud in ["[package]", "root:", "SQLite format"] {
                    assert!(!antwoord.tekst.contains(inhoud), "{adres}");
                }
            }
        }
    })
    .await;
}

/// What a spreadsheet would run.
const FORMULES: [&str; 10] = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+31 6 12345678",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "=HYPERLINK(\"https://elders.example\",\"klik\")",
    "=1+1\",=2+2",
    "\"=1+1\"",
    "=1;=2",
];
/// What a cell must not begin with (ASVS 5.0, 1.2.10).
const MACHT: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0'];

async fn vul(app: &TestApp, wie: &Wie) {
    let nu = app.app.clock.now();
    for (n, formule) in FORMULES.iter().enumerate() {
        let id = format!("f{n}");
        app.lees(&[json!({
            "externId": id, "slug": id, "soort": "praktijk", "titel": formule, "tekst": "x",
        })])
        .await;
        let gebeurd = Gebeurtenis {
            stuk_id: stuk(app, &id).await,
            actie: (*formule).to_owned(),
            velden: vec![(*formule).to_owned()],
            ..Gebeurtenis::default()
        };
        let write = app.app.db.begin_write().await.expect("a write");
        let ik = ctx(account(wie.id.as_u128(), []), &app.app.clock);
        write.commit(&ik, &[gebeurd]).await.expect("a commit");
        let gesteld = zoekvraag::Model {
            dag: nu.date_naive(),
            vraag: (*formule).to_owned(),
            keren: 3,
            zonder_resultaat: 2,
        };
        zoekvraag::Entity::insert(gesteld.into_active_model())
            .exec_without_returning(app.app.db.read())
            .await
            .expect("a question");
    }
}

#[tokio::test]
async fn no_cell_of_any_file_is_a_formula() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        vul(&app, &wie).await;
        let mut met_tekst = BTreeSet::new();
        let bestanden: Vec<&str> = ROUTES
            .iter()
            .map(|r| r.1)
            .filter(|pad| {
                pad.rsplit_once('.')
                    .is_some_and(|(_, soort)| soort == "csv")
            })
            .collect();
        assert!(bestanden.len() >= 5, "{bestanden:?}");
        for pad in bestanden {
            wie.wordt(&app, Stand::Sterk, ALLES).await;
            let antwoord = wie
                .vraagt(&app, &Method::GET, pad, &[])
                .await
                .met_status(200);
            assert_eq!(
                antwoord.kop("content-type"),
                "text/csv; charset=utf-8",
                "{pad}"
            );
            assert!(
                antwoord
                    .kop("content-disposition")
                    .starts_with("attachment; "),
                "{pad}"
            );
            let mut lezer = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(antwoord.tekst.as_bytes());
            for rij in lezer.records() {
                for cel in &rij.expect("a row of CSV") {
                    assert!(!cel.starts_with(MACHT), "{pad}: {cel:?}");
                    if cel.contains("cmd|") {
                        met_tekst.insert(pad);
                    }
                }
            }
        }
        assert!(
            met_tekst.len() >= 2,
            "what was filled in is in the files: {met_tekst:?}"
        );
    })
    .await;
}
