//! What somebody with a toegangslink sees: the button that opens it, the draft, and the form to say
//! whether it is right. A link that has ended, was revoked or never was answers all the same.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::super::{
    model::{Ingevuld, Oordeel},
    service::{self, Leesblad},
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::code::Code,
    http::{
        error::{Geschreven, PageError, geschreven},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        koek,
        meelezers::Gereageerd,
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    ids::Slug,
    markdown::{self, SafeHtml},
    stukken::model::{Sectie, label_van},
    taal,
};

/// How the fields begin in which something is said of a part.
const OPMERKING: &str = "opmerking-";
/// More parts than this no stuk has.
const MEESTE_DELEN: usize = 40;
/// Where a link to a bevinding is read.
const ELDERS: &str = "/meelezen/wederhoor";
/// What somebody hears who sends the form of one text while their browser holds the link to another.
const ANDERE_TEKST: &str = "U opende intussen een andere tekst. Open de link uit uw mail opnieuw om te \
                            reageren op de tekst die u las. Hieronder staat die andere tekst.";

#[derive(Debug, Template)]
#[template(path = "feitencheck/openen.html")]
struct Vraagpagina {
    kader: Kader,
    pad: String,
    tot: String,
}

#[derive(Debug, Template)]
#[template(path = "feitencheck/verlopen.html")]
struct Verlopen {
    kader: Kader,
    geschreven: Geschreven,
}

fn verlopen(app: &App, ctx: &Ctx) -> Response {
    verlopen_met(app, ctx, Geschreven::new())
}

fn verlopen_met(app: &App, ctx: &Ctx, geschreven: Geschreven) -> Response {
    let kader = Kader::nieuw(app, ctx, None);
    met_status(StatusCode::NOT_FOUND, &Verlopen { kader, geschreven })
}

/// The context for the frame of these pages: whoever logs in does not come back to a link.
fn zonder_pad(ctx: &Ctx) -> Ctx {
    Ctx {
        pad: String::new(),
        ..ctx.clone()
    }
}

/// Shows the button; changes nothing, because programs that look at mail open every link. It does not
/// say what the link is to.
pub async fn vragen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(code): Naam,
) -> Result<Response, PageError> {
    let ctx = zonder_pad(&ctx);
    let Some(code) = Code::lees(&code) else {
        return Ok(verlopen(&app, &ctx));
    };
    match service::bekijk(&app.db, &ctx, &code).await {
        Ok(tot) => Ok(antwoord(&Vraagpagina {
            kader: Kader::nieuw(&app, &ctx, None),
            pad: format!("/meelezen/{}", code.geheim()),
            tot: taal::moment_van(tot),
        })),
        Err(Error::NotFound) => Ok(verlopen(&app, &ctx)),
        Err(fout) => Err(fout.into()),
    }
}

pub async fn openen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(code): Naam,
) -> Result<Response, PageError> {
    let ctx = zonder_pad(&ctx);
    let Some(code) = Code::lees(&code) else {
        return Ok(verlopen(&app, &ctx));
    };
    match service::open(&app.db, &ctx, &code).await {
        Ok(sessie) => {
            let mut antwoord = doorverwijzing("/meelezen");
            koek::geef_linkkoek(&app, antwoord.headers_mut(), &sessie);
            Ok(antwoord)
        }
        Err(Error::NotFound) => Ok(verlopen(&app, &ctx)),
        Err(fout) => Err(fout.into()),
    }
}

/// A part of the draft, with what its reader says of it.
#[derive(Debug)]
struct Vak {
    veld: String,
    kop: String,
    label: String,
    tekst: SafeHtml,
    opmerking: String,
}

#[derive(Debug, Template)]
#[template(path = "feitencheck/lezen.html")]
struct Leespagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why nothing was kept, whatever the form says; often empty.
    bezwaar: String,
    /// What was sent with it and does not belong in this form.
    geschreven: Geschreven,
    /// The number of the link, so that a form says nothing of another text.
    link: String,
    soort: &'static str,
    soortnaam: &'static str,
    titel: String,
    tot: String,
    versie: i64,
    vakken: Vec<Vak>,
    /// Parts that went while their reader wrote something of them.
    los: Vec<Vak>,
    oordelen: Vec<Optie>,
    toelichting: String,
    akkoord: Akkoord,
    gezegd: Vec<Gereageerd>,
    verstuurd: bool,
}

/// The parts of a draft: heading and Markdown, in their order.
fn delen(blad: &Leesblad) -> Vec<Sectie> {
    let vast = [
        ("Samenvatting", &blad.kop.samenvatting),
        ("Inleiding", &blad.tekst.tekst),
    ];
    let vast = vast.map(|(naam, tekst)| Sectie {
        naam: naam.to_owned(),
        tekst: tekst.clone(),
    });
    let alle = vast.into_iter().chain(blad.tekst.secties.iter().cloned());
    alle.filter(|deel| !deel.tekst.trim().is_empty()).collect()
}

fn veld(kop: &str) -> String {
    format!("{OPMERKING}{}", Slug::van_titel(kop))
}

fn pagina(app: &App, ctx: &Ctx, blad: &Leesblad, ingevuld: &Ingevuld) -> Leespagina {
    let mut uitleg = begrippen::service::uitleg();
    let gezegd_van = |naam: &str| {
        let opmerkingen = &ingevuld.opmerkingen;
        let gevonden = opmerkingen.iter().find(|(veld, _)| veld == naam);
        gevonden.map(|(_, s)| s.tekst.clone()).unwrap_or_default()
    };
    let mut vak = |deel: &Sectie, tekst: &str| Vak {
        veld: veld(&deel.naam),
        kop: deel.naam.clone(),
        label: format!("Uw opmerking bij “{}”", deel.naam),
        tekst: markdown::html(tekst, &mut uitleg),
        opmerking: gezegd_van(&veld(&deel.naam)),
    };
    let vakken: Vec<Vak> = delen(blad).iter().map(|d| vak(d, &d.tekst)).collect();
    let weg = ingevuld.opmerkingen.iter().filter(|(veld, sectie)| {
        !sectie.tekst.is_empty() && vakken.iter().all(|vak| vak.veld != *veld)
    });
    let los = weg.map(|(_, sectie)| vak(sectie, "")).collect();
    let optie = |o: &Oordeel| Optie::nieuw(o.waarde(), o.label(), ingevuld.oordeel == o.waarde());
    Leespagina {
        kader: Kader::nieuw(app, ctx, None),
        fouten: Veldfouten::default(),
        bezwaar: String::new(),
        geschreven: Geschreven::new(),
        link: blad.link.to_string(),
        soort: blad.kop.soort.waarde(),
        soortnaam: blad.kop.soort.label(),
        titel: blad.kop.titel.clone(),
        tot: taal::moment_van(blad.tot),
        versie: blad.kop.versie,
        vakken,
        los,
        oordelen: Oordeel::ALLE.iter().map(optie).collect(),
        toelichting: ingevuld.toelichting.clone(),
        akkoord: Akkoord::default(),
        gezegd: blad.gezegd.iter().map(Gereageerd::eigen).collect(),
        verstuurd: false,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let ctx = zonder_pad(&ctx);
    match service::lees(&ctx, app.db.read()).await {
        Ok(blad) => Ok(antwoord(&Leespagina {
            verstuurd: parameters.een("verstuurd") == "ja",
            ..pagina(&app, &ctx, &blad, &Ingevuld::default())
        })),
        Err(Error::NotFound) => Ok(elders(&app, &ctx).await?),
        Err(fout) => Err(fout.into()),
    }
}

/// Leads to the page of its own of what the link is to; says that it works no more when there is none.
async fn elders(app: &App, ctx: &Ctx) -> Result<Response> {
    match service::leidt_elders(ctx, app.db.read()).await {
        Ok(true) => Ok(doorverwijzing(ELDERS)),
        Ok(false) | Err(Error::NotFound) => Ok(verlopen(app, ctx)),
        Err(fout) => Err(fout),
    }
}

/// What a form says. A part that went meanwhile keeps what was said of it, under the words of its field.
fn ingevuld(formulier: &Formulier, delen: &[Sectie]) -> Ingevuld {
    let deel = |naam: &str, tekst: &str| {
        let er_is = delen.iter().find(|deel| veld(&deel.naam) == naam);
        let slug = naam.strip_prefix(OPMERKING).unwrap_or_default();
        let sectie = Sectie {
            naam: er_is.map_or_else(|| label_van(slug), |deel| deel.naam.clone()),
            tekst: tekst.to_owned(),
        };
        (naam.to_owned(), sectie)
    };
    let is_slug = |naam: &str| {
        let slug = naam.strip_prefix(OPMERKING).unwrap_or_default();
        let gewoon = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !slug.is_empty() && slug.len() <= 100 && slug.chars().all(gewoon)
    };
    let velden = formulier.velden().filter(|(naam, _)| is_slug(naam));
    Ingevuld {
        oordeel: formulier.een("oordeel").to_owned(),
        toelichting: formulier.een("toelichting").to_owned(),
        opmerkingen: velden
            .map(|(naam, tekst)| deel(naam, tekst))
            .take(MEESTE_DELEN)
            .collect(),
    }
}

/// What a form says, for who has to say it again.
fn te_kopieren(ingevuld: &Ingevuld) -> Geschreven {
    let oordeel = ingevuld.oordeel.parse::<Oordeel>();
    let oordeel = oordeel.map(Oordeel::label).unwrap_or_default();
    let delen = ingevuld.opmerkingen.iter();
    let delen = delen.map(|(_, deel)| (deel.naam.as_str(), deel.tekst.as_str()));
    let geheel = [
        ("Oordeel", oordeel),
        ("Toelichting", ingevuld.toelichting.as_str()),
    ];
    geschreven(delen.chain(geheel))
}

pub async fn reageren(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let ctx = zonder_pad(&ctx);
    match reageer(&app, &ctx, &formulier).await {
        Err(Error::NotFound) => {
            let geschreven = te_kopieren(&ingevuld(&formulier, &[]));
            Ok(verlopen_met(&app, &ctx, geschreven))
        }
        uitkomst => Ok(uitkomst?),
    }
}

async fn reageer(app: &App, ctx: &Ctx, formulier: &Formulier) -> Result<Response> {
    let blad = service::lees(ctx, app.db.read()).await?;
    let ingevuld = ingevuld(formulier, &delen(&blad));
    if formulier.een("link").parse::<Uuid>().ok() != Some(blad.link) {
        // Not in the fields: sent once more, it would be said of the wrong text.
        let pagina = Leespagina {
            bezwaar: ANDERE_TEKST.to_owned(),
            geschreven: te_kopieren(&ingevuld),
            ..pagina(app, ctx, &blad, &Ingevuld::default())
        };
        return Ok(met_status(StatusCode::CONFLICT, &pagina));
    }
    let akkoord = Akkoord::van(formulier);
    let versie = formulier.een("versie").parse().unwrap_or(blad.kop.versie);
    match service::reageer(&app.db, ctx, versie, &ingevuld, akkoord.aan).await {
        Ok(()) => Ok(doorverwijzing("/meelezen?verstuurd=ja")),
        Err(Error::Invalid(fouten)) => Ok(opnieuw(app, ctx, &blad, &ingevuld, akkoord, &fouten)),
        Err(Error::Conflict(bezwaar)) => {
            let pagina = Leespagina {
                bezwaar,
                akkoord,
                ..pagina(app, ctx, &blad, &ingevuld)
            };
            Ok(met_status(StatusCode::CONFLICT, &pagina))
        }
        Err(fout) => Err(fout),
    }
}

fn opnieuw(
    app: &App,
    ctx: &Ctx,
    blad: &Leesblad,
    ingevuld: &Ingevuld,
    akkoord: Akkoord,
    fouten: &Fouten,
) -> Response {
    let pagina = Leespagina {
        fouten: Veldfouten::van(fouten),
        akkoord: akkoord.bij(fouten),
        ..pagina(app, ctx, blad, ingevuld)
    };
    met_status(StatusCode::BAD_REQUEST, &pagina)
}
