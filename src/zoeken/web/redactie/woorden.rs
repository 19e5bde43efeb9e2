//! The word list, and its history.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, response::Response};

use super::{Redactie, WOORD, ZOEKWOORDEN, getal, is_er_niet};
use crate::{
    app::App,
    gebruikers::service::namen::namen,
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::Parameters,
        render::{Kader, antwoord},
    },
    ids::vouw,
    taal,
    zoeken::{
        model::{
            adres,
            woorden::{Richting, Versie, Woord, Woordsoort},
        },
        service::woorden,
    },
};

/// Words on a page.
const PER_PAGINA: usize = 50;
/// Versions on a page.
const VERSIES: u64 = 20;
/// Rows of a version that are shown: the first one has hundreds.
const RIJEN: usize = 20;

#[derive(Debug, Template)]
#[template(path = "redactie/woorden.html")]
struct Woordenpagina {
    kader: Kader,
    gelukt: &'static str,
    q: String,
    soort: String,
    tabs: Vec<Tab>,
    aantal: String,
    rijen: Vec<Rij>,
    bladen: Option<Bladen>,
    versie: i64,
    /// Whether there is a list at all, whatever was asked.
    leeg: bool,
}

/// A kind of word, with how many there are.
#[derive(Debug)]
struct Tab {
    url: String,
    tekst: &'static str,
    aantal: String,
    nu: bool,
}

/// A row of the list, as pages show it.
#[derive(Debug)]
pub(super) struct Rij {
    pub van: String,
    pub naar: String,
    pub soort: &'static str,
    /// Whether it works both ways.
    pub beide: bool,
    /// Where it can be changed; empty where that makes no sense.
    pub url: String,
}

impl Rij {
    pub(super) fn van_woord(woord: &Woord) -> Self {
        Self {
            van: woord.van.clone(),
            naar: woord.naar.clone(),
            soort: woord.soort.label(),
            beide: woord.richting == Richting::Beide,
            url: String::new(),
        }
    }
}

pub async fn tonen(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let lijst = woorden::lijst(&app.db).await?;
    let q = parameters.een("q").trim().to_owned();
    let soort = parameters.een("soort").parse::<Woordsoort>().ok();
    let pagina = getal(parameters.een("pagina"))
        .filter(|n| *n > 0)
        .unwrap_or(1_u64);
    let gevouwen = vouw(&q);
    let past = |woord: &&Woord| {
        let (van, naar) = woord.paar();
        van.contains(&gevouwen) || naar.contains(&gevouwen)
    };
    let passend: Vec<&Woord> = lijst.woorden.iter().filter(past).collect();
    let van_soort = |soort: Option<Woordsoort>| {
        let van = passend.iter().copied();
        van.filter(move |w| soort.is_none_or(|soort| w.soort == soort))
    };
    let url = |soort: Option<Woordsoort>, pagina: u64| {
        let mut paren = Vec::new();
        if !q.is_empty() {
            paren.push(("q", q.clone()));
        }
        paren.extend(soort.map(|soort| ("soort", soort.to_string())));
        if pagina > 1 {
            paren.push(("pagina", pagina.to_string()));
        }
        adres(ZOEKWOORDEN, &paren)
    };
    let tab = |van: Option<Woordsoort>, tekst| Tab {
        url: url(van, 1),
        tekst,
        aantal: taal::getal(i64::try_from(van_soort(van).count()).unwrap_or(i64::MAX)),
        nu: van == soort,
    };
    let totaal = van_soort(soort).count() as u64;
    let eerdere = usize::try_from(pagina - 1).unwrap_or(usize::MAX);
    let overslaan = eerdere.saturating_mul(PER_PAGINA);
    let rijen = van_soort(soort)
        .skip(overslaan)
        .take(PER_PAGINA)
        .map(|woord| Rij {
            url: adres(
                WOORD,
                &[
                    ("oud-van", woord.van.clone()),
                    ("oud-naar", woord.naar.clone()),
                ],
            ),
            ..Rij::van_woord(woord)
        });
    let alle = [(None, "Alle")].into_iter();
    let soorten = Woordsoort::ALLE.iter().map(|s| (Some(*s), meervoud(*s)));
    let pagina = Woordenpagina {
        kader: Kader::nieuw(&app, &ctx, None),
        gelukt: match parameters.een("gelukt") {
            "erbij" => "Het woord staat in de lijst. Wie nu zoekt, zoekt ermee.",
            "anders" => "Het woord is gewijzigd. Wie nu zoekt, zoekt ermee.",
            "weg" => "Het woord is uit de lijst gehaald. Wie nu zoekt, zoekt zonder.",
            "lijst" => "De nieuwe lijst is opgeslagen. Wie nu zoekt, zoekt ermee.",
            _ => "",
        },
        tabs: alle
            .chain(soorten)
            .map(|(van, tekst)| tab(van, tekst))
            .collect(),
        aantal: taal::aantal(totaal, "woord", "woorden"),
        rijen: rijen.collect(),
        bladen: beeld::bladen((pagina, PER_PAGINA as u64, totaal), u64::MAX, |n| {
            url(soort, n)
        }),
        versie: lijst.versie,
        leeg: lijst.woorden.is_empty(),
        soort: soort.map(|s| s.to_string()).unwrap_or_default(),
        q,
    };
    Ok(antwoord(&pagina))
}

const fn meervoud(soort: Woordsoort) -> &'static str {
    match soort {
        Woordsoort::Afkorting => "Afkortingen",
        Woordsoort::Oud => "Oude woorden",
        Woordsoort::Synoniem => "Synoniemen",
    }
}

/// What somebody changed, as pages show it.
#[derive(Debug)]
pub(super) struct Versieregel {
    pub versie: i64,
    pub wanneer: String,
    pub wie: String,
    pub wat: String,
    pub erbij: Vec<Rij>,
    pub eraf: Vec<Rij>,
    /// How many rows are not shown.
    pub meer: usize,
}

impl Versieregel {
    fn van(versie: &Versie, namen: &HashMap<String, String>) -> Self {
        let verschil = &versie.verschil;
        let (erbij, eraf) = (verschil.erbij.len(), verschil.eraf.len());
        let delen = [("erbij", erbij), ("eraf", eraf)].into_iter();
        let delen: Vec<String> = delen
            .filter(|(_, n)| *n > 0)
            .map(|(wat, n)| format!("{} {wat}", taal::aantal(n as u64, "regel", "regels")))
            .collect();
        let rijen = |woorden: &[Woord]| woorden.iter().take(RIJEN).map(Rij::van_woord).collect();
        Self {
            versie: versie.versie,
            wanneer: taal::moment_van(versie.op),
            wie: namen.get(&versie.actor).cloned().unwrap_or_default(),
            wat: delen.join(", "),
            erbij: rijen(&verschil.erbij),
            eraf: rijen(&verschil.eraf),
            meer: erbij.saturating_sub(RIJEN) + eraf.saturating_sub(RIJEN),
        }
    }

    /// These versions, with the names of who made them.
    pub(super) async fn alle(app: &App, versies: &[Versie]) -> Result<Vec<Self>, PageError> {
        let namen = namen(&app.db, versies.iter().map(|v| v.actor.as_str())).await?;
        Ok(versies.iter().map(|v| Self::van(v, &namen)).collect())
    }
}

#[derive(Debug, Template)]
#[template(path = "redactie/geschiedenis.html")]
struct Geschiedenispagina {
    kader: Kader,
    versies: Vec<Versieregel>,
    bladen: Option<Bladen>,
}

/// Who changed the list, and when.
pub async fn geschiedenis(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let pagina = getal(parameters.een("pagina"))
        .filter(|n| *n > 0)
        .unwrap_or(1_u64);
    let totaal = woorden::versie(&app.db).await?.unsigned_abs();
    let overslaan = (pagina - 1).saturating_mul(VERSIES);
    if overslaan >= totaal.max(1) {
        return Err(is_er_niet());
    }
    let versies = woorden::geschiedenis(&app.db, (overslaan, VERSIES)).await?;
    let url = |n: u64| format!("{ZOEKWOORDEN}/geschiedenis?pagina={n}");
    let pagina = Geschiedenispagina {
        kader: Kader::nieuw(&app, &ctx, None),
        versies: Versieregel::alle(&app, &versies).await?,
        bladen: beeld::bladen((pagina, VERSIES, totaal), u64::MAX, url),
    };
    Ok(antwoord(&pagina))
}
