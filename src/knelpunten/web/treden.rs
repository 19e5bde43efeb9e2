//! Writing what was found on each of the five steps.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{TREDEN, Treden, tredeveld},
        service::{
            lezen::{self, Werk},
            treden::{self, Gezegd, gezegd},
        },
    },
    beeld::{self, Tredebeeld},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        beeld::nummer,
        botsing::{Botsing, botsingen, wie_bewaarde},
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
};

/// A step to fill in.
#[derive(Debug)]
struct Vak {
    nummer: u8,
    veld: String,
    naam: &'static str,
    hulp: &'static str,
    tekst: String,
    overgeslagen: bool,
    /// Why nothing can be said of it yet; empty when something can.
    dicht: String,
}

/// What each step asks.
const HULP: [&str; 5] = [
    "Begin bij de mensen, en niet bij de regel. Wat hebben zij nodig om verder te kunnen?",
    "Wat mag nu al? Noem de wet of de regel, en waarom dat wel of niet genoeg is.",
    "Welke afspraak maakten gemeenten of partijen, of kunnen zij maken?",
    "Wat is uitgeprobeerd, waar, en wat leerde u? Noem het proefproject.",
    "Welke regel moet anders, en waarom lost niets anders dit op?",
];

#[derive(Debug, Template)]
#[template(path = "knelpunten/treden.html")]
struct Tredenpagina {
    kader: Kader,
    pad: String,
    kop_titel: String,
    nummer: String,
    versie: i64,
    /// Who saved meanwhile; empty when nobody did.
    intussen: String,
    botsingen: Vec<Botsing>,
    ladder: Vec<Tredebeeld>,
    vakken: Vec<Vak>,
    akkoord: Akkoord,
    fouten: Veldfouten,
}

/// A step and what it asks.
type Gevraagd = ((u8, &'static str), &'static str);

fn pagina(app: &App, ctx: &Ctx, werk: &Werk, getypt: Gezegd) -> Tredenpagina {
    let nu = &werk.staat.inhoud.treden;
    let vakken = (1..).zip(TREDEN).zip(HULP).zip(getypt);
    let vak = |(((nummer, naam), hulp), (tekst, overgeslagen)): (Gevraagd, (String, bool))| Vak {
        // What was typed there is never taken away: it only can't be saved yet.
        dicht: if nummer == 5 && tekst.is_empty() {
            beeld::laatste_is_dicht(nu)
        } else {
            String::new()
        },
        veld: tredeveld(nummer),
        nummer,
        naam,
        hulp,
        tekst,
        overgeslagen,
    };
    Tredenpagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
        pad: werk.kop.pad(),
        kop_titel: werk.kop.titel.clone(),
        nummer: nummer(&werk.kop),
        versie: werk.kop.versie,
        intussen: String::new(),
        botsingen: Vec::new(),
        ladder: beeld::treden(nu, werk.status),
        vakken: vakken.map(vak).collect(),
        akkoord: Akkoord::default(),
        fouten: Veldfouten::default(),
    }
}

/// What was typed. The last step may not be there: it is shut as long as others are empty.
fn lees(formulier: &Formulier) -> Gezegd {
    [1, 2, 3, 4, 5].map(|nummer| {
        let veld = tredeveld(nummer);
        let over = formulier.een(&format!("{veld}-overslaan")) == "ja";
        (formulier.een(&veld).to_owned(), over)
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let werk = lezen::open_voor_behandelaar(&ctx, app.db.read(), &naam).await?;
    let nu = gezegd(&werk.staat.inhoud.treden);
    Ok(antwoord(&pagina(&app, &ctx, &werk, nu)))
}

pub async fn bewaren(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let werk = lezen::open_voor_behandelaar(&ctx, app.db.read(), &naam).await?;
    let getypt = lees(&formulier);
    let akkoord = Akkoord::van(&formulier);
    let versie = formulier.een("versie").parse().unwrap_or_default();
    let wat = (&getypt, akkoord.aan);
    match treden::bewaar(&app.db, &ctx, werk.kop.id, versie, wat).await {
        Ok(kop) => Ok(doorverwijzing(&format!(
            "{}?gelukt=treden#treden",
            kop.pad()
        ))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Tredenpagina {
                // As its writer saw it: who mends a typo writes over nobody.
                versie,
                akkoord: akkoord.bij(&fouten),
                fouten: Veldfouten::van(&fouten),
                ..pagina(&app, &ctx, &werk, getypt)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(Error::Conflict(_)) => Ok(botsing(&app, &ctx, &naam, getypt, akkoord).await?),
        Err(fout) => Err(fout.into()),
    }
}

/// Somebody else saved meanwhile: the form with what was typed here, beside what they saved.
async fn botsing(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    getypt: Gezegd,
    akkoord: Akkoord,
) -> Result<Response> {
    let werk = lezen::open_voor_behandelaar(ctx, app.db.read(), naam).await?;
    let velden = verschillen(&werk.staat.inhoud.treden, &getypt);
    let pagina = Tredenpagina {
        intussen: wie_bewaarde(app, werk.kop.id).await?,
        botsingen: botsingen(velden),
        akkoord,
        ..pagina(app, ctx, &werk, getypt)
    };
    Ok(met_status(StatusCode::CONFLICT, &pagina))
}

/// What stands there beside what was typed, of every step.
fn verschillen(nu: &Treden, getypt: &Gezegd) -> Vec<(String, String, String, String)> {
    let tekst = |(tekst, overgeslagen): &(String, bool)| {
        if *overgeslagen {
            format!("Overgeslagen: {tekst}")
        } else {
            tekst.clone()
        }
    };
    let hun = gezegd(nu);
    let stappen = (1..).zip(TREDEN).zip(hun.iter().zip(getypt));
    stappen
        .map(|((nummer, naam), (hun, mijn))| {
            (
                tredeveld(nummer),
                format!("{nummer}. {naam}"),
                tekst(hun),
                tekst(mijn),
            )
        })
        .collect()
}
