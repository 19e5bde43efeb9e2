//! Taking a step with a kennisvraag: what it means, why it is taken, and the answer when it has one.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::{Actie, overgang},
    service::{
        lezen::{self, Werk, mag_niet},
        stappen::{self, Stap},
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        beeld,
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
    werkruimte::model::Niveau,
};

/// What a step asks and means.
#[derive(Debug, Template)]
#[template(path = "kennisvragen/stap.html")]
struct Stappagina {
    kader: Kader,
    pad: String,
    kop_titel: String,
    nummer: String,
    actie: &'static str,
    vraag: &'static str,
    gevolg: &'static str,
    hulp: &'static str,
    knop: &'static str,
    versie: i64,
    /// Whether it is answered by this step.
    beantwoordt: bool,
    antwoord: String,
    stukken: String,
    reden: String,
    /// Who reads what is written here.
    lezers: &'static str,
    akkoord: Akkoord,
    fouten: Veldfouten,
    /// Why it was not done just now; empty when that is not so.
    niet_gedaan: String,
    /// Whether the step can be taken as things stand, by who looks.
    kan: bool,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
}

/// The words for a step: the question, what it means, what to write, and the button.
const fn woorden(actie: Actie) -> (&'static str, &'static str, &'static str, &'static str) {
    match actie {
        Actie::Onderzoeken => (
            "Deze vraag onderzoeken?",
            "Iedereen die de vraag leest, ziet dat iemand het antwoord zoekt.",
            "Wie zoekt het uit, en hoe? Bijvoorbeeld: twee gemeenten en een hogeschool, met gesprekken in het voorjaar.",
            "Onderzoeken",
        ),
        Actie::Beantwoorden => (
            "Wat is het antwoord?",
            "De vraag is daarna beantwoord. Wie haar volgt, krijgt een mail met een link naar deze pagina.",
            "Mag leeg blijven. Bijvoorbeeld hoe zeker u bent van het antwoord.",
            "Beantwoorden",
        ),
        Actie::Vervallen => (
            "Deze vraag laten vervallen?",
            "Niemand zoekt dan nog naar een antwoord. Dat kan niet worden teruggedraaid. Wie de vraag volgt, krijgt \
             een mail.",
            "Waarom zoekt u niet verder? Leg het uit aan iemand die op het antwoord wachtte.",
            "Laten vervallen",
        ),
    }
}

/// Who reads what is written here, in a sentence: also the regietafel, when the question was put there.
const fn lezers(niveau: Niveau, geescaleerd: bool) -> &'static str {
    match (niveau, geescaleerd) {
        (Niveau::Openbaar, _) => "Iedereen leest dit op de pagina van de vraag, met de datum.",
        (Niveau::Besloten, false) => {
            "Het duo en het netwerk van het thema lezen dit, met de datum."
        }
        (Niveau::Besloten, true) => {
            "Het duo en het netwerk van het thema en de regietafel lezen dit, met de datum."
        }
        (Niveau::Vertrouwelijk, false) => "Alleen het duo van het thema leest dit, met de datum.",
        (Niveau::Vertrouwelijk, true) => {
            "Het duo van het thema en de regietafel lezen dit, met de datum."
        }
    }
}

/// What was typed.
#[derive(Debug, Default)]
struct Getypt {
    reden: String,
    antwoord: String,
    stukken: String,
    akkoord: Akkoord,
}

fn pagina(app: &App, ctx: &Ctx, (werk, actie): (&Werk, Actie), getypt: Getypt) -> Stappagina {
    let (vraag, gevolg, hulp, knop) = woorden(actie);
    let kan = overgang(werk.status, actie).is_some() && werk.wie.mag_stap().is_ok();
    let Getypt {
        reden,
        antwoord,
        stukken,
        akkoord,
    } = getypt;
    Stappagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Kennisvraag.meervoud())),
        pad: werk.kop.pad(),
        kop_titel: werk.kop.titel.clone(),
        nummer: beeld::nummer(&werk.kop),
        actie: actie.waarde(),
        vraag,
        gevolg,
        hulp,
        knop,
        versie: werk.kop.versie,
        beantwoordt: actie == Actie::Beantwoorden,
        geschreven: if kan {
            Geschreven::new()
        } else {
            geschreven([
                ("Het antwoord", antwoord.as_str()),
                ("Waar het in staat", stukken.as_str()),
                ("Waarom", reden.as_str()),
            ])
        },
        antwoord,
        stukken,
        reden,
        lezers: lezers(werk.wie.niveau, werk.geescaleerd),
        akkoord,
        fouten: Veldfouten::default(),
        niet_gedaan: String::new(),
        kan,
    }
}

/// The kennisvraag and the step, for who reads it.
async fn open(app: &App, ctx: &Ctx, delen: &[String]) -> Result<(Werk, Actie)> {
    ctx.schrijver()?;
    let [naam, actie] = delen else {
        return Err(Error::NotFound);
    };
    let actie: Actie = actie.parse().map_err(|()| Error::NotFound)?;
    let werk = lezen::open(ctx, app.db.read(), naam).await?;
    Ok((werk, actie))
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let (werk, actie) = open(&app, &ctx, &delen).await?;
    werk.wie.mag_stap().map_err(mag_niet)?;
    if overgang(werk.status, actie).is_none() {
        return Ok(doorverwijzing(&werk.kop.pad()));
    }
    let pagina = pagina(&app, &ctx, (&werk, actie), Getypt::default());
    Ok(antwoord(&pagina))
}

pub async fn zet(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (werk, actie) = open(&app, &ctx, &delen).await?;
    let akkoord = Akkoord::van(&formulier);
    let stap = Stap {
        actie,
        reden: formulier.een("reden"),
        antwoord: formulier.een("antwoord"),
        stukken: formulier.een("stukken"),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: akkoord.aan,
    };
    let getypt = |akkoord| Getypt {
        reden: stap.reden.to_owned(),
        antwoord: stap.antwoord.to_owned(),
        stukken: stap.stukken.to_owned(),
        akkoord,
    };
    match stappen::zet(&app.db, &ctx, werk.kop.id, &stap).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}?gelukt={actie}", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let getypt = getypt(akkoord.bij(&fouten));
            let pagina = Stappagina {
                // Who mends a mistake still answers what they saw.
                versie: stap.versie,
                fouten: Veldfouten::van(&fouten),
                ..pagina(&app, &ctx, (&werk, actie), getypt)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            // As it stands now, with what was typed.
            let (werk, _) = open(&app, &ctx, &delen).await?;
            let pagina = Stappagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina(&app, &ctx, (&werk, actie), getypt(akkoord))
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
