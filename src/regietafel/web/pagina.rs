//! What the regietafel has before it: the next agenda, what it decided, and every traject.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use super::{
    super::{
        model::{Stap, Traject},
        service::{
            Escalatie,
            tafel::{Punt, Tafel, tafel},
            trajecten::trajecten,
        },
    },
    PAD,
    trajecten::{self as beeld, Rij},
};
use crate::{
    app::App,
    ctx::datum_van,
    error::Result,
    http::{
        beeld::Link,
        error::PageError,
        extract::{Parameters, ReqCtx},
        regietafel::agenda,
        render::{Kader, antwoord},
    },
    regietafel::model::Feit,
    taal,
};

/// Something on an agenda.
#[derive(Debug)]
struct Regel {
    over: Link,
    thema: String,
    vraag: String,
    /// How long it lies there.
    ligt: String,
    /// On which meeting it was decided.
    agenda: String,
    besluit: Option<Link>,
    stappen: Vec<Link>,
}

/// The agenda of a meeting.
#[derive(Debug)]
struct Agenda {
    /// Its heading.
    titel: String,
    id: String,
    regels: Vec<Regel>,
    /// Where the secretaris has it not take place; empty for others, and for what is not planned.
    afgelasten: String,
}

#[derive(Debug, Template)]
#[template(path = "regietafel/regietafel.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    vandaag: String,
    /// Whether the reader plans meetings.
    mag_plannen: bool,
    /// Whether any meeting is planned.
    is_gepland: bool,
    getallen: Vec<(&'static str, String)>,
    agendas: Vec<Agenda>,
    vervallen: Vec<(String, String)>,
    besloten: Vec<Regel>,
    legenda: Vec<(&'static str, &'static str)>,
    kolommen: Vec<&'static str>,
    rijen: Vec<Rij>,
}

fn regel(punt: &Punt, vandaag: NaiveDate) -> Regel {
    let Escalatie {
        id,
        thema,
        vraag,
        op,
        besluit,
        ..
    } = &punt.escalatie;
    let dagen = (vandaag - datum_van(*op)).num_days().max(0);
    let stap = |stap: &Stap| {
        let adres = match stap {
            // The same form.
            Stap::Vervangen => Stap::Besluiten,
            stap => *stap,
        };
        Link {
            url: format!("/regietafel/escalaties/{id}/{adres}"),
            tekst: stap.label().to_owned(),
            bij: punt.over.titel.clone(),
        }
    };
    Regel {
        over: Link::naar(&punt.over),
        thema: thema.as_ref().map(|t| t.titel.clone()).unwrap_or_default(),
        vraag: vraag.clone(),
        ligt: match dagen {
            0 => "Sinds vandaag".to_owned(),
            n => taal::aantal(n.unsigned_abs(), "dag", "dagen"),
        },
        agenda: agenda(&punt.escalatie),
        besluit: besluit.as_ref().map(Link::naar),
        stappen: punt.stappen.iter().map(stap).collect(),
    }
}

/// What waits, a block a meeting: every meeting that is planned, and what is on none at the end.
fn agendas(tafel: &Tafel, vandaag: NaiveDate) -> Vec<Agenda> {
    let op = |id| {
        let punten = tafel.open.iter();
        let hier = punten.filter(|p| p.escalatie.vergadering.map(|v| v.0) == id);
        hier.map(|punt| regel(punt, vandaag)).collect::<Vec<_>>()
    };
    let mut alle: Vec<Agenda> = Vec::new();
    for vergadering in &tafel.vergaderingen {
        alle.push(Agenda {
            titel: format!("Agenda van {}", taal::dag(vergadering.dag)),
            id: format!("agenda-{}", vergadering.dag),
            regels: op(Some(vergadering.id)),
            afgelasten: if tafel.wie.mag_plannen().is_ok() {
                format!("/regietafel/vergaderingen/{}/afgelasten", vergadering.id)
            } else {
                String::new()
            },
        });
    }
    let zonder = op(None);
    if !zonder.is_empty() {
        alle.push(Agenda {
            titel: "Nog niet gepland".to_owned(),
            id: "agenda-geen".to_owned(),
            regels: zonder,
            afgelasten: String::new(),
        });
    }
    alle
}

/// All thema's together.
fn getallen(
    tafel: &Tafel,
    trajecten: &[Traject],
    vandaag: NaiveDate,
) -> Vec<(&'static str, String)> {
    let tekst = |n: u64| taal::getal(i64::try_from(n).unwrap_or(i64::MAX));
    let samen = |feit: Feit| trajecten.iter().map(|t| t.feiten.van(feit)).sum();
    let vacant = trajecten.iter().filter(|t| t.is_te_lang_leeg(vandaag));
    vec![
        ("wacht op een besluit", tekst(tafel.open.len() as u64)),
        ("thema’s", tekst(trajecten.len() as u64)),
        // One that is in three thema's counts for each of them.
        (
            "knelpunten open, per thema geteld",
            tekst(samen(Feit::Knelpunten)),
        ),
        (
            "vragen te laat beantwoord, per thema geteld",
            tekst(samen(Feit::Vraagpunten)),
        ),
        (
            "thema’s te lang met een vacature",
            tekst(vacant.count() as u64),
        ),
    ]
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let tafel = tafel(&ctx, conn).await?;
    let alle = trajecten(&ctx, conn).await?;
    let vandaag = ctx.vandaag();
    let vervallen = tafel.vervallen.iter();
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None).op(PAD),
        gelukt: match parameters.een("gelukt") {
            "gepland" => {
                "De vergadering is gepland. Wat wacht, staat vanzelf op de eerstvolgende agenda."
            }
            "afgelast" => "De vergadering gaat niet door. De agenda schuift door.",
            "verplaatst" => "Het punt staat op de andere agenda.",
            _ => "",
        },
        vandaag: taal::dag(vandaag),
        mag_plannen: tafel.wie.mag_plannen().is_ok(),
        is_gepland: !tafel.vergaderingen.is_empty(),
        getallen: getallen(&tafel, &alle, vandaag),
        agendas: agendas(&tafel, vandaag),
        vervallen: vervallen
            .map(|(dag, reden)| (taal::dag(*dag), reden.clone()))
            .collect(),
        besloten: tafel.besloten.iter().map(|p| regel(p, vandaag)).collect(),
        legenda: beeld::legenda(),
        kolommen: Feit::ALLE.iter().map(|feit| feit.label()).collect(),
        rijen: beeld::rijen(&alle, vandaag),
    }))
}
