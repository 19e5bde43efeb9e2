//! The log without content, for the auditor.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use chrono::NaiveDate;

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
        velden::Veldfouten,
    },
    logboek::{
        model::{Auditregel, Auditvraag, woorden::in_woorden},
        service::auditor,
    },
    taal,
};

/// What stands where the auditor may not look.
const VERTROUWELIJK: &str = "vertrouwelijk";

#[derive(Debug, Template)]
#[template(path = "beheer/logboek.html")]
struct Auditpagina {
    kader: Kader,
    regels: Vec<Regel>,
    aantal: String,
    bladen: Option<Bladen>,
    voorbij: bool,
    vanaf: String,
    tot_en_met: String,
    actie: String,
    csv: String,
    fouten: Veldfouten,
}

/// A row, as the page shows it.
#[derive(Debug)]
struct Regel {
    wanneer: String,
    wat: String,
    actie: String,
    soort: String,
    nummer: String,
    velden: String,
    actor: String,
    hash: String,
}

fn regel(rij: Auditregel) -> Regel {
    Regel {
        wanneer: taal::moment_van(rij.op),
        wat: in_woorden(&rij.actie, ""),
        actie: rij.actie,
        soort: rij.soort,
        nummer: rij.nummer,
        velden: rij.velden,
        actor: rij.actor.unwrap_or_else(|| VERTROUWELIJK.into()),
        hash: rij.hash.unwrap_or_else(|| VERTROUWELIJK.into()),
    }
}

/// What is asked; every mistake is noted.
fn lees(fouten: &mut Fouten, parameters: &Parameters) -> Auditvraag {
    let mut dag = |veld: &'static str| {
        let tekst = parameters.een(veld).trim();
        if tekst.is_empty() {
            return None;
        }
        let dag = tekst.parse::<NaiveDate>().ok();
        if dag.is_none() {
            let melding = "Schrijf de dag als 2026-11-27.";
            fouten.meld(veld, "ongeldig", melding);
        }
        dag
    };
    let (vanaf, tot_en_met) = (dag("vanaf"), dag("totEnMet"));
    if let (Some(vanaf), Some(tot_en_met)) = (vanaf, tot_en_met)
        && vanaf > tot_en_met
    {
        let melding = "De laatste dag ligt voor de eerste. Wissel ze om.";
        fouten.meld("totEnMet", "te-vroeg", melding);
    }
    let actie = parameters.heel("actie");
    let actie = actie.trim();
    Auditvraag {
        vanaf,
        tot_en_met,
        actie: (!actie.is_empty()).then(|| actie.to_owned()),
    }
}

/// The address of a list with the same filter.
fn adres(pad: &str, parameters: &Parameters) -> String {
    let mut vraag = form_urlencoded::Serializer::new(String::new());
    for veld in ["vanaf", "totEnMet", "actie"] {
        let waarde = parameters.een(veld).trim();
        if !waarde.is_empty() {
            vraag.append_pair(veld, waarde);
        }
    }
    let vraag = vraag.finish();
    if vraag.is_empty() {
        pad.to_owned()
    } else {
        format!("{pad}?{vraag}")
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    auditor::eis(&ctx)?;
    let mut fouten = Fouten::new();
    let pagina = lees_pagina(&mut fouten, &parameters);
    let vraag = lees(&mut fouten, &parameters);
    let veld = |naam: &str| parameters.een(naam).trim().to_owned();
    let mut pagina_met = Auditpagina {
        kader: Kader::nieuw(&app, &ctx, None),
        regels: Vec::new(),
        aantal: String::new(),
        bladen: None,
        voorbij: false,
        vanaf: veld("vanaf"),
        tot_en_met: veld("totEnMet"),
        actie: veld("actie"),
        csv: adres("/beheer/logboek.csv", &parameters),
        fouten: Veldfouten::van(&fouten),
    };
    if !fouten.is_empty() {
        let mut antwoord = antwoord(&pagina_met);
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        return Ok(antwoord);
    }
    let log = auditor::bladzij(&app.db, &ctx, &vraag, bereik(pagina)).await?;
    pagina_met.aantal = taal::aantal(log.totaal, "regel", "regels");
    pagina_met.bladen = bladen(pagina, log.totaal, &adres("/beheer/logboek", &parameters));
    pagina_met.voorbij = log.rijen.is_empty() && log.totaal > 0;
    pagina_met.regels = log.rijen.into_iter().map(regel).collect();
    Ok(antwoord(&pagina_met))
}

const KOLOMMEN: [&str; 9] = [
    "volgnummer",
    "moment",
    "actie",
    "soort",
    "nummer",
    "regel",
    "velden",
    "hash",
    "account",
];

pub async fn csv(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    auditor::eis(&ctx)?;
    let mut fouten = Fouten::new();
    let vraag = lees(&mut fouten, &parameters);
    fouten.of(())?;
    Ok(csv::antwoord(
        "logboek-auditor.csv",
        &KOLOMMEN,
        0,
        move |na: i64| {
            let (db, ctx, vraag) = (app.db.clone(), ctx.clone(), vraag.clone());
            async move {
                let rijen = auditor::na(&db, &ctx, &vraag, na).await?;
                let Some(laatste) = rijen.last().map(|rij| rij.volgnummer) else {
                    return Ok(None);
                };
                Ok(Some((rijen.into_iter().map(csvregel).collect(), laatste)))
            }
        },
    ))
}

fn csvregel(rij: Auditregel) -> Vec<String> {
    vec![
        rij.volgnummer.to_string(),
        moment(rij.op),
        rij.actie,
        rij.soort,
        rij.nummer,
        rij.regel.to_string(),
        rij.velden,
        rij.hash.unwrap_or_else(|| VERTROUWELIJK.into()),
        rij.actor.unwrap_or_else(|| VERTROUWELIJK.into()),
    ]
}
