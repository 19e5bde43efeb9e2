//! The figures as files.

use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use super::{ACTIES, TERMIJNEN, VRAGEN, met_kwartaal, tabellen::bestand};
use crate::{
    app::App,
    http::{
        csv,
        error::PageError,
        extract::{Parameters, ReqCtx},
    },
    programma::{
        model::{GEMEENTEN, Kwartaal, mediaan},
        service::{self, Programma, Vragen},
    },
};

/// The columns of the file of the whole page.
const PROGRAMMA: [&str; 6] = ["naam", "thema", "soort", "stand", "waarde", "url"];
/// The columns of the file with a row a gemeente.
const PER_GEMEENTE: [&str; 5] = ["code", "gemeente", "provincie", "deedMee", "url"];
/// The columns of the file with a row a day.
const PER_DAG: [&str; 3] = ["dag", "gezocht", "zonderResultaat"];

/// What is added to the name of a file of a quarter.
fn achter(kwartaal: Option<Kwartaal>, vandaag: NaiveDate) -> String {
    kwartaal.map_or_else(|| vandaag.to_string(), |kwartaal| kwartaal.to_string())
}

/// Every number of the page, with where what it counts is.
pub async fn programma(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let kwartaal = Kwartaal::lees(&paren)?;
    let programma = service::programma(&ctx, &app.db, &app.index, kwartaal).await?;
    let mut rijen = bestand(&programma, kwartaal);
    rijen.extend(overige(&programma, kwartaal));
    let regels = rijen
        .into_iter()
        .map(|[naam, thema, soort, stand, waarde, pad]| {
            let url = format!("{}{pad}", app.basis_url);
            vec![naam, thema, soort, stand, waarde, url]
        });
    let naam = format!("programma-{}.csv", achter(kwartaal, ctx.vandaag()));
    Ok(csv::tabel(&naam, &PROGRAMMA, regels)?)
}

/// The numbers that belong to no thema.
fn overige(programma: &Programma, kwartaal: Option<Kwartaal>) -> Vec<[String; 6]> {
    let rij = |naam: &str, soort: &str, waarde: String, pad: String| {
        [
            naam.to_owned(),
            String::new(),
            soort.to_owned(),
            String::new(),
            waarde,
            pad,
        ]
    };
    let midden = |dagen: &[i64]| {
        let midden = mediaan(dagen).map(|mediaan| mediaan.to_string().replace(',', "."));
        midden.unwrap_or_default()
    };
    let termijn = |naam: &str, wat: &str, dagen: &[i64]| {
        let pad = met_kwartaal(TERMIJNEN, &[("wat", wat)], kwartaal);
        rij(naam, "knelpunt", midden(dagen), pad)
    };
    let vragen = |naam: &str, wat: &str, aantal: u64| {
        let pad = met_kwartaal(VRAGEN, &[("wat", wat)], kwartaal);
        rij(naam, "vraagpunt", aantal.to_string(), pad)
    };
    let mut rijen = Vec::new();
    if let Some(open) = &programma.open {
        rijen.push(termijn("Dagen open (mediaan)", "open", open));
    }
    let beantwoord = &programma.beantwoord;
    rijen.push(termijn(
        "Dagen tot antwoord (mediaan)",
        "beantwoord",
        beantwoord,
    ));
    match programma.vragen {
        Vragen::TeLaat(aantal) => {
            let pad = "/vraagpunten?stand=te-laat".to_owned();
            rijen.push(rij("Vragen te laat", "vraagpunt", aantal.to_string(), pad));
        }
        Vragen::InKwartaal {
            gesteld,
            beantwoord,
        } => {
            rijen.push(vragen("Vragen gesteld", "gesteld", gesteld));
            rijen.push(vragen("Vragen beantwoord", "beantwoord", beantwoord));
        }
    }
    let late = programma.late_acties.to_string();
    let acties = met_kwartaal(ACTIES, &[], kwartaal);
    rijen.push(rij("Acties te laat", "actie", late, acties));
    let nooit = programma.meedoen.nooit.len().to_string();
    rijen.push(rij(
        "Gemeenten die nog niet meededen",
        "organisatie",
        nooit,
        GEMEENTEN.to_owned(),
    ));
    rijen
}

/// A row for each gemeente of today.
pub async fn gemeenten(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let meedoen = service::meedoen(&ctx, &app.db, &app.index).await?;
    let regels = meedoen.gemeenten.iter().map(|gemeente| {
        let provincie = gemeente
            .provincie
            .map(|provincie| provincie.label().to_owned());
        let mee = if meedoen.nooit.contains(&gemeente.id) {
            "nee"
        } else {
            "ja"
        };
        vec![
            gemeente.code.clone().unwrap_or_default(),
            gemeente.titel.clone(),
            provincie.unwrap_or_default(),
            mee.to_owned(),
            format!("{}{}", app.basis_url, gemeente.pad()),
        ]
    });
    let naam = format!("programma-gemeenten-{}.csv", ctx.vandaag());
    Ok(csv::tabel(&naam, &PER_GEMEENTE, regels)?)
}

/// A row for each day that something is known of.
pub async fn zoeken(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let kwartaal = Kwartaal::lees(&paren)?;
    let dagen = service::gezocht(&ctx, &app.db, kwartaal).await?;
    let regels = dagen.into_iter().map(|(dag, telling)| {
        vec![
            dag.to_string(),
            telling.keren.to_string(),
            telling.zonder_resultaat.to_string(),
        ]
    });
    let naam = format!("programma-zoeken-{}.csv", achter(kwartaal, ctx.vandaag()));
    Ok(csv::tabel(&naam, &PER_DAG, regels)?)
}
