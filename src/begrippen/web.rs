//! The page with all begrippen.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::{model::Begrip, service};
use crate::{
    app::App,
    http::{
        extract::ReqCtx,
        render::{Kader, antwoord},
    },
    ids::vouw,
};

/// The routes of begrippen.
pub fn routes() -> Router<App> {
    Router::new().route("/begrippen", get(tonen))
}

#[derive(Debug, Template)]
#[template(path = "over/begrippen.html")]
struct BegrippenPagina {
    kader: Kader,
    letters: Vec<Letter>,
    aantal: usize,
}

/// The begrippen that begin with the same letter.
#[derive(Debug)]
struct Letter {
    letter: String,
    begrippen: Vec<Regel>,
}

#[derive(Debug)]
struct Regel {
    id: String,
    begrip: &'static str,
    voluit: &'static str,
    uitleg: &'static str,
}

async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
    let begrippen = service::woordenboek().begrippen();
    antwoord(&BegrippenPagina {
        kader: Kader::nieuw(&app, &ctx, None)
            .op("/begrippen")
            .over("Afkortingen en vakwoorden uit het sociaal domein, met een korte uitleg."),
        letters: per_letter(begrippen),
        aantal: begrippen.len(),
    })
}

/// The list in its order, cut where the first letter changes. What begins with a number comes
/// under `0-9`.
fn per_letter(begrippen: &'static [Begrip]) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for b in begrippen {
        let letter = match vouw(&b.begrip).chars().find(|c| c.is_alphanumeric()) {
            Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
            _ => "0-9".to_owned(),
        };
        let regel = Regel {
            id: b.slug().to_string(),
            begrip: &b.begrip,
            voluit: &b.voluit,
            uitleg: &b.uitleg,
        };
        match letters.last_mut().filter(|l| l.letter == letter) {
            Some(zelfde) => zelfde.begrippen.push(regel),
            None => letters.push(Letter {
                letter,
                begrippen: vec![regel],
            }),
        }
    }
    letters
}
