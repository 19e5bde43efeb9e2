//! What a token writes: what its owner may, as on the pages, and only when it was made for that.

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{actor::Rol, http::openapi};
use serde_json::{Value, json};

use super::{maak_token, zet_rollen};
use crate::{
    anderen::{Wereld, lid, wereld},
    support::{
        mensen::{landelijk, verteld},
        op_beide,
        programma::{fouten, stuur},
    },
};

const PAD: &str = "/api/v1/praktijken/geldcoach/toepassingen/elders";

#[tokio::test]
async fn a_token_writes_what_its_owner_may() {
    op_beide(async |app| {
        let Wereld {
            elders, praktijk, ..
        } = wereld(&app).await;
        let (els, koek) = lid(&app, "Els", elders).await;
        let leest = maak_token(&app, &koek, "dashboard", "lezen").await;
        let openbaar = maak_token(&app, &koek, "website", "lezen-openbaar").await;
        let schrijft = maak_token(&app, &koek, "zaaksysteem", "schrijven").await;
        let ook = json!({"soort": "ook", "opgebracht": "Minder wanbetaling.", "versie": 0});

        let zonder = stuur(&app, "PUT", PAD, "", &ook).await.met_status(401);
        assert_eq!(zonder.kop("www-authenticate"), "Bearer");
        for token in [&leest, &openbaar] {
            let geweigerd = stuur(&app, "PUT", PAD, token, &ook).await.met_status(403);
            let json = geweigerd.json();
            let detail = json["detail"].as_str().expect("a remedy");
            assert!(detail.contains("/account/tokens"), "{detail}");
        }

        // Every field that is not right, at once, and what nobody asked for.
        let krom = json!({
            "soort": "soms", "veranderd": 7, "bedrag": -1, "versie": "een", "aantal": 3,
        });
        let fout = stuur(&app, "PUT", PAD, &schrijft, &krom).await;
        let fout = fouten(&fout.met_status(400));
        // Also what the rules say of the fields that could be read.
        for veld in ["soort", "veranderd", "bedrag", "versie", "aantal"] {
            let keren = fout.iter().filter(|(v, _)| v == veld).count();
            assert_eq!(keren, 1, "{veld}: {fout:?}");
        }
        let bsn = json!({"soort": "ook", "opgebracht": "Voor BSN 999990019.", "versie": 0});
        let fout = stuur(&app, "PUT", PAD, &schrijft, &bsn).await;
        let fout = fout.met_status(400);
        assert_eq!(fouten(&fout)[0].0, "opgebracht");
        assert!(
            !fout.tekst.contains("999990019"),
            "it never repeats the number"
        );

        let nieuw = stuur(&app, "PUT", PAD, &schrijft, &ook).await;
        let nieuw = nieuw.met_status(201).json();
        assert_eq!(
            (&nieuw["organisatie"], &nieuw["versie"]),
            (&json!("Elders"), &json!(1))
        );
        let met_code = PAD.replace("elders", "GM9997");
        let anders = json!({"soort": "gestopt", "opgebracht": "Geen tijd.", "versie": 1});
        let gewijzigd = stuur(&app, "PUT", &met_code, &schrijft, &anders).await;
        assert_eq!(gewijzigd.met_status(200).json()["soort"], "gestopt");
        stuur(&app, "PUT", PAD, &schrijft, &ook)
            .await
            .met_status(409);
        let stuk = app
            .get("/api/v1/praktijken/geldcoach")
            .await
            .met_status(200);
        assert_eq!(stuk.json()["toepassingen"][0]["opgebracht"], "Geen tijd.");

        // Only for their own organisatie, and only what exists.
        let buren = PAD.replace("elders", "verder");
        let fout = stuur(&app, "PUT", &buren, &schrijft, &ook).await;
        assert_eq!(fouten(&fout.met_status(400))[0].0, "organisatie");
        let weg = PAD.replace("geldcoach", "bestaat-niet");
        stuur(&app, "PUT", &weg, &schrijft, &ook)
            .await
            .met_status(404);

        stuur(&app, "DELETE", PAD, &schrijft, &json!({}))
            .await
            .met_status(204);
        stuur(&app, "DELETE", PAD, &schrijft, &json!({}))
            .await
            .met_status(409);
        let acties = verteld(&app, praktijk).await;
        let verwacht = [
            "toepassing-melden",
            "toepassing-wijzigen",
            "toepassing-intrekken",
        ];
        assert_eq!(acties[1..], verwacht);

        // What the owner may no longer, the token may no longer.
        zet_rollen(&app, els, &[]).await;
        stuur(&app, "PUT", PAD, &schrijft, &ook)
            .await
            .met_status(403);
    })
    .await;
}

/// A token that writes is no login: what manages an account or a role stays shut.
#[tokio::test]
async fn a_token_that_writes_manages_nothing() {
    op_beide(async |app| {
        let Wereld { elders, .. } = wereld(&app).await;
        let (id, koek) = lid(&app, "Els", elders).await;
        let token = maak_token(&app, &koek, "zaaksysteem", "schrijven").await;
        zet_rollen(&app, id, &[landelijk(Rol::Beheerder)]).await;
        for (methode, pad) in [
            ("GET", "/account"),
            ("POST", "/account/tokens"),
            ("GET", "/beheer/mensen"),
            ("POST", "/praktijken/geldcoach/toepassing"),
        ] {
            let antwoord = stuur(&app, methode, pad, &token, &json!({})).await;
            antwoord.met_status(403);
        }
        let log = super::met_token(&app, "/api/v1/logboek", &token).await;
        log.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_json_is_refused_in_json() {
    op_beide(async |app| {
        let Wereld { elders, .. } = wereld(&app).await;
        let (_, koek) = lid(&app, "Els", elders).await;
        let token = maak_token(&app, &koek, "zaaksysteem", "schrijven").await;
        let met = async |soort: &str, body: String| {
            let verzoek = Request::put(PAD)
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::CONTENT_TYPE, soort)
                .body(Body::from(body));
            app.stuur(verzoek.expect("a request")).await
        };
        for (soort, body, status) in [
            (
                "application/x-www-form-urlencoded",
                "soort=ook".to_owned(),
                415,
            ),
            ("text/json", "{}".to_owned(), 415),
            ("application/json", "{".to_owned(), 400),
            ("application/json", "[]".to_owned(), 400),
            (
                "application/json",
                format!("\"{}\"", "x".repeat(2_000_000)),
                413,
            ),
        ] {
            let antwoord = met(soort, body).await.met_status(status);
            assert_eq!(antwoord.kop("content-type"), "application/problem+json");
            assert_eq!(antwoord.json()["status"], status);
        }
    })
    .await;
}

/// The description names every field that a body may have: none of them is refused as unknown.
#[tokio::test]
async fn the_description_has_the_fields_that_are_read() {
    op_beide(async |app| {
        let Wereld { elders, .. } = wereld(&app).await;
        let (_, koek) = lid(&app, "Els", elders).await;
        let token = maak_token(&app, &koek, "zaaksysteem", "schrijven").await;
        let beschrijving = serde_json::to_value(openapi()).expect("JSON");
        let schemas = &beschrijving["components"]["schemas"];
        for (methode, pad, schema) in [
            ("PUT", PAD, "ToepassingInvoer"),
            ("POST", "/api/v1/praktijken", "NieuwePraktijk"),
            (
                "POST",
                "/api/v1/praktijken/geldcoach/overgangen",
                "Overgang",
            ),
        ] {
            let velden = velden(schemas, schema);
            assert!(velden.len() > 5, "{schema}: {velden:?}");
            let leeg: Value = velden.into_iter().map(|v| (v, Value::Null)).collect();
            let fout = stuur(&app, methode, pad, &token, &leeg).await;
            let fout = fouten(&fout.met_status(400));
            let onbekend = fout.iter().filter(|(_, code)| code == "onbekend-veld");
            assert_eq!(onbekend.count(), 0, "{schema}: {fout:?}");
        }
    })
    .await;
}

/// The names of the fields of a schema, also of those that it is made of.
fn velden(schemas: &Value, naam: &str) -> Vec<String> {
    let mut gevonden = Vec::new();
    let mut open = vec![&schemas[naam]];
    while let Some(schema) = open.pop() {
        if let Some(naam) = schema["$ref"].as_str() {
            open.push(&schemas[naam.rsplit('/').next().unwrap_or_default()]);
        }
        let delen = schema["allOf"].as_array().into_iter().flatten();
        open.extend(delen);
        let eigen = schema["properties"].as_object().into_iter().flatten();
        gevonden.extend(eigen.map(|(veld, _)| veld.clone()));
    }
    gevonden
}
