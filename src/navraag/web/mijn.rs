//! What somebody was asked, and what they asked.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::{
        model::{Antwoord, Vraag},
        service::{self, Zichtbaar},
    },
    regels, stand,
};
use crate::{
    app::App,
    http::{
        beeld::Link,
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    stukken::model::Kop,
    taal,
};

/// A question that waits for an answer.
#[derive(Debug)]
struct Regelvraag {
    knelpunt: String,
    antwoorden: String,
    gevraagd: String,
}

/// A request of theirs.
#[derive(Debug)]
struct Regelverzoek {
    knelpunt: Link,
    gevraagd: String,
    kleur: &'static str,
    stand: String,
    reden: Vec<String>,
    antwoord: Vec<String>,
}

fn vraag((vraag, kop): &(Vraag, Kop)) -> Regelvraag {
    Regelvraag {
        knelpunt: kop.titel.clone(),
        antwoorden: format!("{}/navraag", kop.pad()),
        gevraagd: taal::dag_van(vraag.gevraagd_op),
    }
}

fn verzoek((verzoek, kop): &(Zichtbaar, Kop)) -> Regelverzoek {
    let (kleur, stand) = stand(verzoek);
    Regelverzoek {
        knelpunt: Link::naar(kop),
        gevraagd: taal::dag_van(verzoek.op),
        kleur,
        stand,
        reden: regels(&verzoek.reden),
        antwoord: regels(&verzoek.antwoord),
    }
}

#[derive(Debug, Template)]
#[template(path = "navraag/mijn.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    vragen: Vec<Regelvraag>,
    verzoeken: Vec<Regelverzoek>,
}

/// What was done just now. It is said here and not at the knelpunt: the line of that request would say which
/// knelpunt is whose.
fn gelukt(wat: &str) -> &'static str {
    match wat.parse() {
        Ok(Antwoord::Ja) => "Dank u wel. Uw antwoord telt mee.",
        Ok(Antwoord::Nee) => {
            "Dank u wel. Uw antwoord is een verzoek om het knelpunt te heropenen. Wie het behandelt, moet \
             erop antwoorden. U krijgt dan bericht."
        }
        Ok(Antwoord::Onbekend) => "Dank u wel. Ook dat is een antwoord.",
        Err(()) if wat == "verzocht" => {
            "U vroeg om het knelpunt te heropenen. U krijgt antwoord met een reden."
        }
        Err(()) => "",
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let mijn = service::mijn(&ctx, app.db.read()).await?;
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None),
        gelukt: gelukt(parameters.een("gelukt")),
        vragen: mijn.vragen.iter().map(vraag).collect(),
        verzoeken: mijn.verzoeken.iter().map(verzoek).collect(),
    }))
}
