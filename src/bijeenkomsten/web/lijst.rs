//! The bijeenkomsten of a thema: what is coming, what waits for a verslag, and what was.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::{
        model::Status,
        service::lezen::{self, Lijst, Regel as Bijeenkomstregel, Welke},
    },
    NAV, kleur,
};
use crate::{
    app::App,
    error::Fouten,
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    werkruimte::{model::Niveau, service as werkruimte},
    zoeken::model::lees_bladzijde,
};

/// Bijeenkomsten on a page.
const PER_PAGINA: u64 = 50;
/// The last page that can be asked, as for every list.
const DIEPSTE: u64 = 10_000 / PER_PAGINA;

#[derive(Debug, Template)]
#[template(path = "bijeenkomsten/lijst.html")]
struct Pagina {
    kader: Kader,
    thema: String,
    thema_url: String,
    /// The werkruimte.
    pad: String,
    welke: Vec<Keuze>,
    /// Whether the list is of what is coming.
    komend: bool,
    /// What the caption of the table says.
    bijschrift: &'static str,
    regels: Vec<Regel>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

#[derive(Debug)]
struct Keuze {
    url: String,
    tekst: &'static str,
    nu: bool,
}

#[derive(Debug)]
struct Regel {
    url: String,
    titel: String,
    /// The level; empty for what everybody of the thema reads.
    niveau: &'static str,
    wanneer: String,
    waar: String,
    stand: &'static str,
    kleur: &'static str,
}

fn regel(van: Bijeenkomstregel, welke: Welke) -> Regel {
    let Bijeenkomstregel {
        kop,
        inhoud,
        status,
    } = van;
    let (stand, kleur) = match (welke, status) {
        (Welke::Voorbij, Status::Gepland) => ("Wacht op verslag", "warning"),
        (_, status) => (status.label(), kleur(status)),
    };
    Regel {
        url: kop.pad(),
        titel: kop.titel,
        niveau: match inhoud.plaats.niveau {
            Niveau::Besloten => "",
            anders => anders.label(),
        },
        wanneer: inhoud.wanneer(),
        waar: if inhoud.plek.is_empty() {
            "Online".to_owned()
        } else {
            inhoud.plek
        },
        stand,
        kleur,
    }
}

const ALLE: [Welke; 3] = [Welke::Komend, Welke::Voorbij, Welke::Geweest];

const fn waarde(welke: Welke) -> &'static str {
    match welke {
        Welke::Komend => "komend",
        Welke::Voorbij => "zonder-verslag",
        Welke::Geweest => "geweest",
    }
}

const fn woorden(welke: Welke) -> (&'static str, &'static str) {
    match welke {
        Welke::Komend => ("Komend", "Bijeenkomsten die nog komen, de eerste bovenaan"),
        Welke::Voorbij => (
            "Wacht op verslag",
            "Bijeenkomsten zonder verslag, de laatste bovenaan",
        ),
        Welke::Geweest => ("Geweest", "Bijeenkomsten van eerder, de laatste bovenaan"),
    }
}

/// What can be looked at: what waits for a verslag only when there is some.
fn te_zien(lijst: &Lijst, nu: Welke) -> Vec<Welke> {
    let kan = |welke: &Welke| *welke != Welke::Voorbij || lijst.wachten > 0 || nu == *welke;
    ALLE.into_iter().filter(kan).collect()
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let plek = werkruimte::werkplek(&ctx, conn, &thema).await?;
    // What is none of these shows what is coming.
    let gevraagd = parameters.een("welke");
    let welke = ALLE.into_iter().find(|welke| waarde(*welke) == gevraagd);
    let welke = welke.unwrap_or(Welke::Komend);
    let (mut blad, mut vast) = (1, PER_PAGINA);
    let mut fouten = Fouten::new();
    for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    fouten.of(())?;
    let bereik = ((blad - 1) * PER_PAGINA, PER_PAGINA);
    let lijst = lezen::van_thema(&ctx, conn, plek.thema.id, (welke, bereik)).await?;
    let hier = format!("{}/bijeenkomsten", plek.pad());
    let pad = |welke: Welke, blad: u64| match blad {
        1 => format!("{hier}?welke={}", waarde(welke)),
        n => format!("{hier}?welke={}&pagina={n}", waarde(welke)),
    };
    let keuze = |keuze: Welke| Keuze {
        url: pad(keuze, 1),
        tekst: woorden(keuze).0,
        nu: keuze == welke,
    };
    let keuzes = te_zien(&lijst, welke).into_iter().map(keuze).collect();
    let totaal = lijst.totaal;
    let regels = lijst.regels.into_iter().map(|van| regel(van, welke));
    let regels: Vec<Regel> = regels.collect();
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, NAV),
        thema: plek.thema.titel.clone(),
        thema_url: plek.thema.pad(),
        pad: plek.pad(),
        welke: keuzes,
        komend: welke == Welke::Komend,
        bijschrift: woorden(welke).1,
        bladen: beeld::bladen((blad, PER_PAGINA, totaal), DIEPSTE, |n| pad(welke, n)),
        voorbij: (regels.is_empty() && totaal > 0).then(|| pad(welke, 1)),
        regels,
    }))
}
