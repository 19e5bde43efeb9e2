//! The steps of an actie: a page that says what a step means and asks what is needed for it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::Stap,
        service::{
            lezen::{self, Zaak},
            stappen::{self, Gezegd},
        },
    },
    NAV,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::Link,
        error::{NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
};

#[derive(Debug, Template)]
#[template(path = "acties/stap.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    titel: String,
    stap: &'static str,
    vraag: &'static str,
    gevolg: &'static str,
    /// The question above the text.
    waarom: &'static str,
    knop: &'static str,
    versie: i64,
    reden: String,
    akkoord: Akkoord,
    niet_gedaan: String,
    fouten: Veldfouten,
}

/// The words for a step: the question, what it means, what is asked, and the button.
const fn woorden(stap: Stap) -> (&'static str, &'static str, &'static str, &'static str) {
    match stap {
        Stap::Afronden => (
            "Is deze actie gedaan?",
            "De actie gaat van de lijst met open acties af. Zij blijft te lezen.",
            "Wat kwam eruit? (mag leeg blijven)",
            "Afronden",
        ),
        Stap::Vervallen => (
            "Deze actie laten vervallen?",
            "Niemand hoeft haar dan nog te doen. Zij blijft te lezen, met uw uitleg.",
            "Waarom?",
            "Laten vervallen",
        ),
        Stap::Heropenen => (
            "Deze actie heropenen?",
            "Zij staat dan weer op de lijst met open acties. Klopt de dag niet meer? Wijzig haar daarna.",
            "Waarom?",
            "Heropenen",
        ),
    }
}

/// The actie and the step of an address.
async fn open(app: &App, ctx: &Ctx, delen: &[String]) -> Result<(Zaak, Stap)> {
    ctx.schrijver()?;
    let [naam, stap] = delen else {
        return Err(Error::NotFound);
    };
    let stap = stap.parse().map_err(|()| Error::NotFound)?;
    Ok((lezen::zaak(ctx, app.db.read(), naam).await?, stap))
}

fn pagina(
    app: &App,
    ctx: &Ctx,
    (zaak, stap): (&Zaak, Stap),
    gezegd: Gezegd,
    fouten: &Fouten,
) -> Pagina {
    let (vraag, gevolg, waarom, knop) = woorden(stap);
    let akkoord = Akkoord {
        tonen: gezegd.akkoord,
        aan: gezegd.akkoord,
    };
    Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        pad: zaak.kop.pad(),
        titel: zaak.kop.titel.clone(),
        stap: stap.waarde(),
        vraag,
        gevolg,
        waarom,
        knop,
        versie: gezegd.versie,
        reden: gezegd.reden,
        akkoord: akkoord.bij(fouten),
        niet_gedaan: String::new(),
        fouten: Veldfouten::van(fouten),
    }
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let (zaak, stap) = open(&app, &ctx, &delen).await?;
    match zaak.na(stap) {
        // It was done meanwhile: its own page says so.
        Err(Error::Conflict(_)) => return Ok(doorverwijzing(&zaak.kop.pad())),
        oordeel => _ = oordeel?,
    }
    let begin = Gezegd {
        versie: zaak.kop.versie,
        ..Gezegd::default()
    };
    let pagina = pagina(&app, &ctx, (&zaak, stap), begin, &Fouten::new());
    Ok(antwoord(&pagina))
}

pub async fn zet(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (zaak, stap) = open(&app, &ctx, &delen).await?;
    let gezegd = Gezegd {
        reden: formulier.een("reden").to_owned(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: Akkoord::van(&formulier).aan,
    };
    match stappen::zet(&app.db, &ctx, zaak.kop.id, stap, &gezegd).await {
        Ok(kop) => Ok(doorverwijzing(&format!(
            "{}?gelukt={}",
            kop.pad(),
            kop.status
        ))),
        Err(Error::Invalid(fouten)) => {
            // Who mends a mistake still answers what they saw.
            let pagina = pagina(&app, &ctx, (&zaak, stap), gezegd, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            // As it is now: what was typed stays, and can be sent once more if the step is still there.
            let (zaak, _) = open(&app, &ctx, &delen).await?;
            if zaak.na(stap).is_err() {
                let alles = geschreven([(woorden(stap).2, gezegd.reden.as_str())]);
                let kader = Kader::nieuw(&app, &ctx, NAV);
                return Ok(waarom.zonder_formulier(kader, Link::naar(&zaak.kop), alles));
            }
            let gezegd = Gezegd {
                versie: zaak.kop.versie,
                ..gezegd
            };
            let pagina = pagina(&app, &ctx, (&zaak, stap), gezegd, &Fouten::new());
            Ok(waarom.antwoord(&Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina
            }))
        }
    }
}
