//! A program that uses the API: it sends JSON, with a token.

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::Value;

use super::{Antwoord, TestApp};

/// Sends JSON with a token; an empty token is none.
pub async fn stuur(app: &TestApp, methode: &str, pad: &str, token: &str, json: &Value) -> Antwoord {
    let mut verzoek = Request::builder().method(methode).uri(pad);
    if !token.is_empty() {
        verzoek = verzoek.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let verzoek = verzoek.header(header::CONTENT_TYPE, "application/json; charset=utf-8");
    let verzoek = verzoek.body(Body::from(json.to_string()));
    app.stuur(verzoek.expect("a request")).await
}

/// The fields that an answer says are wrong, with their codes.
pub fn fouten(antwoord: &Antwoord) -> Vec<(String, String)> {
    let json = antwoord.json();
    let alle = json["fouten"].as_array().expect("errors").iter();
    let tekst = |waarde: &Value| waarde.as_str().expect("a text").to_owned();
    alle.map(|f| (tekst(&f["veld"]), tekst(&f["code"])))
        .collect()
}
