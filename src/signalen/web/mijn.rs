//! What somebody signalled, and what became of it.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::service::mijn::{self, MijnBijval, MijnKnelpunt, MijnSignaal},
    kleur, tijdlijn,
};
use crate::{
    app::App,
    http::{
        beeld::{self, Stap},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    stukken::model::Kop,
    taal,
};

/// The knelpunt that something is part of.
#[derive(Debug)]
struct Knelpunt {
    /// Its page; empty when it is not for the reader.
    url: String,
    /// Its title; empty when it is not for the reader.
    titel: String,
    status: &'static str,
    stappen: Vec<Stap>,
}

#[derive(Debug)]
struct Signaal {
    url: String,
    titel: String,
    kenmerk: String,
    status: &'static str,
    kleur: &'static str,
    vertrouwelijk: bool,
    wanneer: String,
    stappen: Vec<Stap>,
    knelpunt: Option<Knelpunt>,
}

#[derive(Debug)]
struct Bijval {
    gemeente: String,
    wanneer: String,
    knelpunt: Knelpunt,
}

#[derive(Debug, Template)]
#[template(path = "signalen/mijn.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    signalen: Vec<Signaal>,
    bijval: Vec<Bijval>,
}

fn knelpunt(van: &MijnKnelpunt) -> Knelpunt {
    let kop = van.kop.as_ref();
    Knelpunt {
        url: kop.map(Kop::pad).unwrap_or_default(),
        titel: kop.map(|kop| kop.titel.clone()).unwrap_or_default(),
        status: van.status,
        stappen: beeld::tijdlijn(&van.stappen),
    }
}

fn signaal(van: &MijnSignaal) -> Signaal {
    Signaal {
        url: van.kop.pad(),
        // Of one in confidence the title says nothing; its text begins with the problem in one sentence.
        titel: if van.vertrouwelijk {
            van.begin.clone()
        } else {
            van.kop.titel.clone()
        },
        kenmerk: beeld::nummer(&van.kop),
        status: van.status.label(),
        kleur: kleur(van.status),
        vertrouwelijk: van.vertrouwelijk,
        wanneer: taal::dag_van(van.kop.aangemaakt_op),
        stappen: tijdlijn(&van.stappen),
        knelpunt: van.knelpunt.as_ref().map(knelpunt),
    }
}

fn bijval(van: &MijnBijval) -> Bijval {
    Bijval {
        gemeente: van.gemeente.clone(),
        wanneer: taal::dag_van(van.op),
        knelpunt: knelpunt(&van.knelpunt),
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let mijn = mijn::mijn(&ctx, app.db.read()).await?;
    let pagina = Pagina {
        kader: Kader::nieuw(&app, &ctx, None),
        gelukt: match parameters.een("gelukt") {
            "verstuurd" => {
                "Uw signaal is binnen. U krijgt een mail als er iets mee gebeurt. Hier ziet u altijd hoe \
                 het ervoor staat."
            }
            "vertrouwelijk" => {
                "Uw signaal is bij de dwarskijker. Over het signaal krijgt u geen mail: die zou kunnen \
                 verraden dat u iets meldde. Kijk daarom zelf af en toe op deze pagina."
            }
            "ingetrokken" => "Uw signaal is ingetrokken.",
            _ => "",
        },
        signalen: mijn.signalen.iter().map(signaal).collect(),
        bijval: mijn.bijval.iter().map(bijval).collect(),
    };
    Ok(antwoord(&pagina))
}
