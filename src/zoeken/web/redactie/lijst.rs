//! The whole word list: to keep as a file, and to put another in its place.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    LIJST, Redactie, ZOEKWOORDEN, getal,
    voorbeeld::{Formulierknop, Voorbeeld, Voorstel},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        csv,
        error::PageError,
        extract::Formulier,
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    zoeken::{
        model::{
            woorden::{Verschil, Woordenlijst},
            woordenbestand::{self, Regelfout},
        },
        service::woorden::{self, Lijst, sinds},
    },
};

/// Faults of a file that are shown.
const FOUTEN: usize = 30;

#[derive(Debug, Template)]
#[template(path = "redactie/lijst.html")]
struct Lijstpagina {
    kader: Kader,
    fouten: Veldfouten,
    lijst: String,
    versie: String,
    /// The version that the list is now.
    nu: i64,
}

impl Lijstpagina {
    async fn maak(app: &App, ctx: &Ctx) -> Result<Self> {
        let nu = woorden::versie(&app.db).await?;
        Ok(Self {
            kader: Kader::nieuw(app, ctx, None),
            fouten: Veldfouten::default(),
            lijst: String::new(),
            versie: nu.to_string(),
            nu,
        })
    }
}

pub async fn tonen(State(app): State<App>, Redactie(ctx): Redactie) -> Result<Response, PageError> {
    Ok(antwoord(&Lijstpagina::maak(&app, &ctx).await?))
}

/// The list as a file. Its name has the version, so that who brings it back knows which one it was. A
/// term that a spreadsheet would run is never in the list.
pub async fn ophalen(State(app): State<App>, Redactie(_): Redactie) -> Result<Response, PageError> {
    let Lijst { versie, woorden } = woorden::lijst(&app.db).await?;
    let tekst = woordenbestand::schrijf(&woorden).map_err(anyhow::Error::from)?;
    Ok(csv::bestand(
        &format!("zoekwoorden-versie-{versie}.csv"),
        tekst,
    ))
}

/// A step on: to the preview, back to the form, or in the place of the list.
pub async fn versturen(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let stap = formulier.een("stap");
    let (tekst, van) = (formulier.een("lijst"), formulier.een("versie"));
    if stap == "terug" {
        return toon_weer(&app, &ctx, (tekst, van), &Fouten::new()).await;
    }
    let lijst = woorden::lijst(&app.db).await?;
    let (van_versie, gegeven) = match keur(tekst, van, lijst.versie) {
        Ok(gekeurd) => gekeurd,
        Err(fouten) => return toon_weer(&app, &ctx, (tekst, van), &fouten).await,
    };
    if stap == "opslaan" && van_versie == lijst.versie {
        match woorden::vervang(&app.db, &ctx, lijst.versie, &gegeven).await {
            Ok(_) => {
                app.woorden.bijwerken().await?;
                return Ok(doorverwijzing(&format!("{ZOEKWOORDEN}?gelukt=lijst")));
            }
            // Somebody was first, between reading the list and writing it.
            Err(Error::Conflict(_)) => {}
            Err(fout) => return Err(fout.into()),
        }
    }
    toon_voorbeeld(&app, &ctx, (van_versie, gegeven), stap == "opslaan").await
}

/// What a list would change. What others changed since it was made is put into it, so that nobody's
/// work is undone without anybody having meant to.
async fn toon_voorbeeld(
    app: &App,
    ctx: &Ctx,
    (van_versie, gegeven): (i64, Woordenlijst),
    te_laat: bool,
) -> Result<Response, PageError> {
    let oud = woorden::lijst(&app.db).await?;
    let intussen = sinds(&app.db, van_versie).await?;
    let nieuw = intussen
        .iter()
        .fold(gegeven, |lijst, versie| versie.verschil.op(&lijst));
    let tekst = woordenbestand::schrijf(&nieuw).map_err(anyhow::Error::from)?;
    // Two lists that are in order can contradict each other together.
    if let Err(fouten) = woordenbestand::lees(tekst.as_bytes()) {
        let versie = oud.versie.to_string();
        return toon_weer(app, ctx, (&tekst, &versie), &als_fouten(&fouten)).await;
    }
    if Verschil::tussen(&oud.woorden, &nieuw).is_leeg() {
        let mut fouten = Fouten::new();
        let melding = "Deze lijst is dezelfde als die van nu. Wijzig er iets in, of ga terug.";
        fouten.meld("lijst", "niets-gewijzigd", melding);
        return toon_weer(app, ctx, (&tekst, &oud.versie.to_string()), &fouten).await;
    }
    let voorstel = Voorstel {
        titel: "Dit verandert met de nieuwe lijst",
        adres: LIJST,
        verborgen: vec![("versie", oud.versie.to_string()), ("lijst", tekst)],
        opslaan: Formulierknop {
            tekst: "Lijst vervangen",
            gevaarlijk: false,
        },
        sinds: van_versie,
        te_laat,
        oud,
        nieuw,
    };
    Voorbeeld::toon(app, ctx, voorstel).await
}

/// The list that was sent, and the version that it was made from.
fn keur(tekst: &str, van: &str, nu: i64) -> Result<(i64, Woordenlijst), Fouten> {
    let mut fouten = Fouten::new();
    let versie = getal(van).filter(|versie| (0..=nu).contains(versie));
    if versie.is_none() {
        let melding = format!("Vul een versie in die er is: een getal van 1 tot en met {nu}.");
        fouten.meld("versie", "onbekend", melding);
    }
    let lijst = if tekst.trim().is_empty() {
        let melding = "Plak hier de hele lijst, met de regel soort,van,naar,richting bovenaan.";
        fouten.meld("lijst", "verplicht", melding);
        None
    } else {
        let gelezen = woordenbestand::lees(tekst.as_bytes());
        gelezen
            .map_err(|regels| voeg_toe(&mut fouten, &regels))
            .ok()
    };
    match (versie, lijst) {
        (Some(versie), Some(lijst)) => Ok((versie, lijst)),
        _ => Err(fouten),
    }
}

fn als_fouten(regels: &[Regelfout]) -> Fouten {
    let mut fouten = Fouten::new();
    voeg_toe(&mut fouten, regels);
    fouten
}

fn voeg_toe(fouten: &mut Fouten, regels: &[Regelfout]) {
    for fout in regels.iter().take(FOUTEN) {
        let melding = format!("Regel {}, {}: {}", fout.regel, fout.veld, fout.melding);
        fouten.meld("lijst", "ongeldig", melding);
    }
    if regels.len() > FOUTEN {
        let meer = regels.len() - FOUTEN;
        let melding = format!("En nog {meer} fouten. Verbeter eerst deze.");
        fouten.meld("lijst", "ongeldig", melding);
    }
}

/// The form with what was sent, and what is wrong with it.
async fn toon_weer(
    app: &App,
    ctx: &Ctx,
    (tekst, versie): (&str, &str),
    fouten: &Fouten,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        fouten: Veldfouten::van(fouten),
        lijst: tekst.to_owned(),
        versie: versie.to_owned(),
        ..Lijstpagina::maak(app, ctx).await?
    };
    let mut antwoord = antwoord(&pagina);
    if !fouten.is_empty() {
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
    }
    Ok(antwoord)
}
