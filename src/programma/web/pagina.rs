//! The programme as a page.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    ACTIES, PAD, TERMIJNEN, VRAGEN,
    beeld::{Getal, Rij, Staaf, getal},
    met_kwartaal,
    overig::{Provincieregel, Weekregel, provincies, samen, weken},
    tabellen::{Stand, VULLINGEN, per_thema, stand, staven},
};
use crate::{
    actor::{Bereik, Rol},
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::Link,
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    programma::{
        model::{Gemeentekeuze, Keuze, Kwartaal, Mediaan, Onderdeel, Waar, mediaan},
        service::{self, Programma, Vragen},
    },
    taal,
};

/// Quarters to choose from: the one of now, and those before it.
const KWARTALEN: usize = 6;
/// Where the redactie reads what was searched.
const ZOEKVRAGEN: &str = "/redactie/zoekvragen";

#[derive(Debug, Template)]
#[template(path = "programma/programma.html")]
struct Pagina {
    kader: Kader,
    /// The moment of the figures.
    stand: String,
    /// The quarter that is looked at; empty when that is now.
    kwartaal: String,
    tijden: Vec<Tijd>,
    bestand: String,
    getallen: Vec<Kerngetal>,
    /// Whether nothing is counted.
    leeg: bool,
    legenda: Vec<(&'static str, &'static str)>,
    staven: Vec<Staaf>,
    kolommen: Vec<&'static str>,
    themas: Vec<Rij>,
    standen: Vec<Stand>,
    termijnen: Vec<Termijnregel>,
    late: Vec<Laatregel>,
    provincies: Vec<Provincieregel>,
    nooit: Getal,
    meedoen: String,
    gezocht: String,
    zoekbestand: String,
    weken: Vec<Weekregel>,
    /// More about searching, for who may know.
    meer_zoeken: Option<Link>,
}

/// A time to look at.
#[derive(Debug)]
struct Tijd {
    url: String,
    tekst: String,
    nu: bool,
}

/// A key figure with the list of what it counts.
#[derive(Debug)]
struct Kerngetal {
    naam: &'static str,
    aantal: String,
    naar: String,
}

/// How long something takes, of the one in the middle.
#[derive(Debug)]
struct Termijnregel {
    wat: &'static str,
    /// Days in words; empty when there is nothing to count.
    dagen: String,
    naar: String,
    /// Of how many.
    aantal: String,
}

/// Something that is counted by a day that passed.
#[derive(Debug)]
struct Laatregel {
    wat: &'static str,
    getal: Getal,
}

/// Shows the programme.
pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let kwartaal = Kwartaal::lees(&paren)?;
    Ok(antwoord(&Pagina::maak(&app, &ctx, kwartaal).await?))
}

impl Pagina {
    async fn maak(app: &App, ctx: &Ctx, kwartaal: Option<Kwartaal>) -> Result<Self> {
        let programma = service::programma(ctx, &app.db, &app.index, kwartaal).await?;
        let standen = Onderdeel::ALLE.iter();
        let standen = standen.map(|onderdeel| stand(&programma, *onderdeel, kwartaal));
        let pad = met_kwartaal(PAD, &[], kwartaal);
        let nooit = Gemeentekeuze {
            waar: Waar::Overal,
            mee: false,
        };
        Ok(Self {
            kader: Kader::nieuw(app, ctx, None).op(&pad).over(
                "Wat het programma sociaal domein doet, per thema: hoeveel er is, hoe lang het duurt en wie \
                 meedoet.",
            ),
            stand: taal::moment_van(ctx.now),
            kwartaal: kwartaal.map(Kwartaal::label).unwrap_or_default(),
            tijden: tijden(ctx, kwartaal),
            bestand: met_kwartaal("/programma.csv", &[], kwartaal),
            getallen: getallen(&programma, kwartaal),
            leeg: programma.tabel.alles.totaal() == 0,
            legenda: VULLINGEN.map(|(klasse, o)| (klasse, o.label())).to_vec(),
            staven: staven(&programma, kwartaal),
            kolommen: Onderdeel::ALLE.iter().map(|o| o.label()).collect(),
            themas: per_thema(&programma, kwartaal),
            standen: standen.collect(),
            termijnen: termijnen(&programma, kwartaal),
            late: late(&programma, kwartaal),
            provincies: provincies(&programma.meedoen),
            nooit: Getal::nieuw(
                programma.meedoen.nooit.len() as u64,
                nooit.pad(),
                "gemeenten deden nog niet mee".to_owned(),
            ),
            meedoen: taal::aantal(
                programma.meedoen.gemeenten.len() as u64,
                "gemeente",
                "gemeenten",
            ),
            gezocht: gezocht(&programma),
            zoekbestand: met_kwartaal("/programma/zoeken.csv", &[], kwartaal),
            weken: weken(&programma.gezocht),
            meer_zoeken: ctx
                .heeft(Rol::Redactie, Bereik::Landelijk)
                .then(|| Link {
                    url: ZOEKVRAGEN.to_owned(),
                    tekst: "Bekijk wat mensen zoeken en niet vinden".to_owned(),
                    bij: String::new(),
                }),
        })
    }
}

/// The times to choose from: now, this quarter and those before it, and the one that is looked at.
fn tijden(ctx: &Ctx, kwartaal: Option<Kwartaal>) -> Vec<Tijd> {
    let dit = Kwartaal::van(ctx.vandaag());
    let laatste = std::iter::successors(Some(dit), |kwartaal| Some(kwartaal.vorig()));
    let mut welke: Vec<Kwartaal> = laatste.take(KWARTALEN).collect();
    if let Some(gevraagd) = kwartaal.filter(|kwartaal| !welke.contains(kwartaal)) {
        welke.push(gevraagd);
    }
    let tijd = |van: Option<Kwartaal>| Tijd {
        url: met_kwartaal(PAD, &[], van),
        tekst: van.map_or_else(|| "Nu".to_owned(), Kwartaal::label),
        nu: van == kwartaal,
    };
    [None]
        .into_iter()
        .chain(welke.into_iter().map(Some))
        .map(tijd)
        .collect()
}

fn getallen(programma: &Programma, kwartaal: Option<Kwartaal>) -> Vec<Kerngetal> {
    let van_soort = |onderdeel: &Onderdeel| Kerngetal {
        naam: onderdeel.woorden().1,
        aantal: getal(programma.tabel.alles.samen(*onderdeel)),
        naar: Keuze::alle(Some(*onderdeel), kwartaal).pad(1),
    };
    Onderdeel::ALLE.iter().map(van_soort).collect()
}

/// A number of days in words.
fn dagen(mediaan: Mediaan) -> String {
    let woord = if mediaan.is_een() { "dag" } else { "dagen" };
    format!("{mediaan} {woord}")
}

fn termijnen(programma: &Programma, kwartaal: Option<Kwartaal>) -> Vec<Termijnregel> {
    let regel = |wat, waarde: &str, alle: &[i64], hoeveel: &str| Termijnregel {
        wat,
        dagen: mediaan(alle).map(dagen).unwrap_or_default(),
        naar: met_kwartaal(TERMIJNEN, &[("wat", waarde)], kwartaal),
        aantal: format!(
            "{} {hoeveel}",
            taal::aantal(alle.len() as u64, "knelpunt", "knelpunten")
        ),
    };
    let open = programma.open.as_deref();
    let open = open.map(|alle| regel("Nu open", "open", alle, "open"));
    let beantwoord = regel(
        "Van melding tot antwoord",
        "beantwoord",
        &programma.beantwoord,
        "met een antwoord",
    );
    open.into_iter().chain([beantwoord]).collect()
}

fn late(programma: &Programma, kwartaal: Option<Kwartaal>) -> Vec<Laatregel> {
    let regel = |wat: &'static str, aantal, naar| Laatregel {
        wat,
        getal: Getal::nieuw(aantal, naar, wat.to_lowercase()),
    };
    let vragen = |wat: &str| match kwartaal {
        None => "/vraagpunten?stand=te-laat".to_owned(),
        Some(_) => met_kwartaal(VRAGEN, &[("wat", wat)], kwartaal),
    };
    let mut regels = match programma.vragen {
        Vragen::TeLaat(aantal) => {
            vec![regel("Vragen zonder antwoord, te laat", aantal, vragen(""))]
        }
        Vragen::InKwartaal {
            gesteld,
            beantwoord,
        } => vec![
            regel("Vragen gesteld", gesteld, vragen("gesteld")),
            regel("Vragen beantwoord", beantwoord, vragen("beantwoord")),
        ],
    };
    let wat = match kwartaal {
        None => "Acties die te laat zijn",
        Some(_) => "Acties die klaar moesten zijn en nog open staan",
    };
    let naar = met_kwartaal(ACTIES, &[], kwartaal);
    regels.push(regel(wat, programma.late_acties, naar));
    regels
}

/// How much was searched, in a sentence.
fn gezocht(programma: &Programma) -> String {
    let dagen = programma.gezocht.len() as u64;
    if dagen == 0 {
        return "Van deze tijd is niet bekend hoe vaak er is gezocht. Na 30 dagen wissen wij dat."
            .to_owned();
    }
    let telling = samen(&programma.gezocht);
    let keer = |n: i64| taal::aantal(u64::try_from(n).unwrap_or_default(), "keer", "keer");
    format!(
        "In {} is {} gezocht. Daarvan werd {} niets gevonden.",
        taal::aantal(dagen, "dag", "dagen"),
        keer(telling.keren),
        keer(telling.zonder_resultaat)
    )
}
