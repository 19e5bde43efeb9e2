//! What everybody may see: the seals, and which roles were given in public.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{bereik, bladen, lees_pagina};
use crate::{
    app::App,
    error::Fouten,
    http::{
        api::moment,
        beeld::Bladen,
        csv,
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    logboek::{
        model::{Openbaarmaking, zegel::Zegel},
        service::openbaar,
    },
    taal,
};

#[derive(Debug, Template)]
#[template(path = "logboek/openbaar.html")]
struct Logboekpagina {
    kader: Kader,
    zegels: Vec<Regel>,
    aantal: String,
    rollen: Vec<String>,
    bladen: Option<Bladen>,
    /// Whether this page lies past the last.
    voorbij: bool,
}

/// A seal, as the page shows it.
#[derive(Debug)]
struct Regel {
    dag: String,
    /// Which days it covers, when it is more than one.
    gat: String,
    regels: String,
    ketens: String,
    gemaakt: String,
    hash: String,
}

fn regel(zegel: Zegel) -> Regel {
    let gat = if zegel.dagen() > 1 {
        format!(
            "Over {} dagen, vanaf {}: het platform stond stil.",
            zegel.dagen(),
            taal::dag(zegel.vanaf)
        )
    } else {
        String::new()
    };
    Regel {
        gat,
        dag: taal::dag(zegel.dag),
        regels: taal::getal(zegel.regels),
        ketens: taal::getal(zegel.ketens),
        gemaakt: taal::moment_van(zegel.op),
        hash: zegel.hash,
    }
}

fn rol(wat: Openbaarmaking) -> String {
    let rol = wat.rol.label().to_lowercase();
    let dag = taal::dag_van(wat.op);
    if wat.gegeven {
        format!("{dag}: een account kreeg de rol {rol}.")
    } else {
        format!("{dag}: een account heeft de rol {rol} niet meer.")
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let mut fouten = Fouten::new();
    let pagina = lees_pagina(&mut fouten, &parameters);
    fouten.of(())?;
    let zegels = openbaar::bladzij(&app.db, bereik(pagina)).await?;
    let rollen = openbaar::rollen(&app.db).await?;
    Ok(antwoord(&Logboekpagina {
        kader: Kader::nieuw(&app, &ctx, None).op("/logboek").over(
            "Elke nacht verzegelt Dwarsverband zijn logboek. Hier staan de zegels, en hoe u ze \
             controleert.",
        ),
        aantal: taal::aantal(zegels.totaal, "zegel", "zegels"),
        bladen: bladen(pagina, zegels.totaal, "/logboek"),
        voorbij: zegels.rijen.is_empty() && zegels.totaal > 0,
        zegels: zegels.rijen.into_iter().map(regel).collect(),
        rollen: rollen.into_iter().map(rol).collect(),
    }))
}

const KOLOMMEN: [&str; 7] = [
    "dag", "vanaf", "ketens", "regels", "gemaakt", "vorige", "zegel",
];

pub async fn csv(State(app): State<App>) -> Response {
    csv::antwoord("logboek.csv", &KOLOMMEN, false, move |klaar| {
        let db = app.db.clone();
        async move {
            if klaar {
                return Ok(None);
            }
            let zegels = openbaar::alle(&db).await?;
            let rij = |zegel: Zegel| {
                vec![
                    zegel.dag.to_string(),
                    zegel.vanaf.to_string(),
                    zegel.ketens.to_string(),
                    zegel.regels.to_string(),
                    moment(zegel.op),
                    zegel.vorige,
                    zegel.hash,
                ]
            };
            Ok(Some((zegels.into_iter().map(rij).collect(), true)))
        }
    })
}
