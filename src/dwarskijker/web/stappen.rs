//! Taking a bevinding back, establishing it, and beginning one that corrects it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Actie, Status, mag_vaststellen},
        policy,
        service::{
            schrijven,
            stappen::{self, Vaststelling},
            wederhoor,
            zaak::{self, Zaak},
        },
    },
    GEDULD, NAV,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld,
        error::{NietGedaan, PageError},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    schrijven::model::Waarom,
};

/// What a step asks and means.
#[derive(Debug, Template)]
#[template(path = "dwarskijker/stap.html")]
struct Stappagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why it was not done, whatever the form says; empty when that is not so.
    niet_gedaan: String,
    nummer: String,
    pad: String,
    versie: i64,
    vaststellen: bool,
    /// Of establishing: how everybody replied.
    reacties: Vec<(String, &'static str)>,
    /// Of establishing: how many recommendations will have to be answered.
    aanbevelingen: usize,
    /// Of establishing: whether it corrects an earlier one.
    verbetert: bool,
    reden: String,
    onherroepelijk: bool,
    akkoord: Akkoord,
}

/// What was typed.
#[derive(Debug, Clone, Default)]
struct Getypt {
    versie: i64,
    reden: String,
    onherroepelijk: bool,
    akkoord: Akkoord,
}

impl Getypt {
    fn van(formulier: &Formulier) -> Self {
        Self {
            versie: formulier.een("versie").parse().unwrap_or_default(),
            reden: formulier.een("reden").to_owned(),
            onherroepelijk: formulier.een("onherroepelijk") == "ja",
            akkoord: Akkoord::van(formulier),
        }
    }
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    zaak: &Zaak,
    (actie, wat): (Actie, &Getypt),
    fouten: &Fouten,
) -> Result<Stappagina> {
    let gevraagd = wederhoor::laatste_ronde(ctx, app.db.read(), zaak).await?;
    let regel = |g: wederhoor::Gevraagd| {
        let wat = match g.vraag.reactie {
            Some(_) => "heeft gereageerd",
            None => "geen reactie",
        };
        (g.organisatie.titel, wat)
    };
    Ok(Stappagina {
        kader: Kader::nieuw(app, ctx, NAV),
        fouten: Veldfouten::van(fouten),
        niet_gedaan: String::new(),
        nummer: beeld::nummer(&zaak.kop),
        pad: zaak.kop.pad(),
        versie: zaak.kop.versie,
        vaststellen: actie == Actie::Vaststellen,
        reacties: gevraagd.into_iter().map(regel).collect(),
        aanbevelingen: zaak.staat.inhoud.aanbevelingen.len(),
        verbetert: zaak.staat.inhoud.verbetert.is_some(),
        reden: wat.reden.clone(),
        onherroepelijk: wat.onherroepelijk,
        akkoord: wat.akkoord.bij(fouten),
    })
}

/// The page of a step; the page of the bevinding when it can't be taken now.
async fn vraag(app: &App, ctx: &Ctx, naam: &str, actie: Actie) -> Result<Response> {
    let conn = app.db.read();
    let zaak = zaak::open(ctx, conn, naam).await?;
    if zaak.status != Status::Wederhoor {
        return Ok(doorverwijzing(&zaak.kop.pad()));
    }
    if !zaak::mag(ctx, actie) {
        return Err(Error::MagNiet(policy::ALLEEN_DWARSKIJKER.into()));
    }
    if actie == Actie::Vaststellen {
        let gevraagd = wederhoor::laatste_ronde(ctx, conn, &zaak).await?;
        let gevraagd: Vec<_> = gevraagd.into_iter().map(|g| g.vraag).collect();
        if !mag_vaststellen(&gevraagd, ctx.vandaag()) {
            return Ok(doorverwijzing(&zaak.kop.pad()));
        }
    }
    let niets = (actie, &Getypt::default());
    let pagina = pagina(app, ctx, &zaak, niets, &Fouten::new()).await?;
    Ok(antwoord(&pagina))
}

/// The page of a step once more, with everything that was typed and why it was not taken.
async fn opnieuw(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    (actie, wat): (Actie, &Getypt),
    fout: Error,
) -> Result<Response> {
    let zaak = zaak::open(ctx, app.db.read(), naam).await?;
    if let Error::Invalid(fouten) = &fout {
        // The version that they saw stays: mending a field must not hide that somebody saved.
        let pagina = Stappagina {
            versie: wat.versie,
            ..pagina(app, ctx, &zaak, (actie, wat), fouten).await?
        };
        return Ok(met_status(StatusCode::BAD_REQUEST, &pagina));
    }
    let waarom = NietGedaan::van(fout)?;
    let pagina = Stappagina {
        niet_gedaan: waarom.tekst().to_owned(),
        // What was ticked was about what they saw: of what it is now they say it anew.
        onherroepelijk: false,
        ..pagina(app, ctx, &zaak, (actie, wat), &Fouten::new()).await?
    };
    Ok(waarom.antwoord(&pagina))
}

pub async fn vraag_terug(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    Ok(vraag(&app, &ctx, &naam, Actie::Terugnemen).await?)
}

pub async fn neem_terug(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let wat = Getypt::van(&formulier);
    let id = zaak::open(&ctx, app.db.read(), &naam).await?.kop.id;
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom neemt u haar terug?",
        tekst: &wat.reden,
        akkoord: wat.akkoord.aan,
    };
    match stappen::neem_terug(&app.db, &ctx, id, wat.versie, waarom).await {
        Ok((kop, nummer)) => {
            // Who could reply reads it no more: that is done when search has it too.
            if let Some(nummer) = nummer {
                app.volger.wacht_op(nummer, GEDULD).await?;
            }
            Ok(doorverwijzing(&format!(
                "{}?gelukt=teruggenomen",
                kop.pad()
            )))
        }
        Err(fout) => Ok(opnieuw(&app, &ctx, &naam, (Actie::Terugnemen, &wat), fout).await?),
    }
}

pub async fn vraag_vast(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    Ok(vraag(&app, &ctx, &naam, Actie::Vaststellen).await?)
}

pub async fn stel_vast(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let wat = Getypt::van(&formulier);
    let id = zaak::open(&ctx, app.db.read(), &naam).await?.kop.id;
    let vast = Vaststelling {
        versie: wat.versie,
        onherroepelijk: wat.onherroepelijk,
        akkoord: wat.akkoord.aan,
    };
    match stappen::stel_vast(&app.db, &ctx, id, vast).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}?gelukt=vastgesteld", kop.pad()))),
        Err(fout) => Ok(opnieuw(&app, &ctx, &naam, (Actie::Vaststellen, &wat), fout).await?),
    }
}

pub async fn verbeter(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let kop = schrijven::verbeter(&app.db, &ctx, &naam).await?;
    Ok(doorverwijzing(&format!("{}/schrijven", kop.pad())))
}
