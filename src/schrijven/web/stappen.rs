//! The steps of what is written: a page that says what a step means and asks what is needed for it.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    Schrijfbaar,
    model::{Actie, Intrekreden, Woorden, overgang},
    service::{
        overgangen::{self, Stap},
        schrijven::{self, Werk},
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld,
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Soort,
};

/// How long to wait until search no longer shows what somebody may not read any more.
const GEDULD: Duration = Duration::from_secs(10);

/// What a step asks and means.
#[derive(Debug, Template)]
#[template(path = "schrijven/stap.html")]
struct Stappagina {
    kader: Kader,
    soort: Soort,
    woorden: &'static Woorden,
    pad: String,
    kop_titel: String,
    nummer: String,
    actie: &'static str,
    vraag: &'static str,
    gevolg: String,
    knop: &'static str,
    versie: i64,
    /// Whether the step can be taken as things stand, by who looks.
    kan: bool,
    /// Why it was not taken just now; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    vraagt_reden: bool,
    redenen: Vec<Optie>,
    reden: String,
    opgegaan_in: String,
    akkoord: Akkoord,
    fouten: Veldfouten,
}

/// The words for a step: the question, what it means, and the button.
fn vraag_bij(
    actie: Actie,
    van_zichzelf: bool,
    woorden: &Woorden,
) -> (&'static str, String, &'static str) {
    let (vraag, gevolg, knop) = match actie {
        Actie::Aanbieden => (
            "Aanbieden aan de redactie?",
            "De redactie leest wat u schreef. Iemand anders dan u publiceert het. Tot die tijd kunt u \
             het terughalen.",
            "Aanbieden",
        ),
        Actie::Terugsturen if van_zichzelf => (
            "Terughalen?",
            "U kunt dan verder schrijven. De redactie leest het niet meer mee.",
            "Terughalen",
        ),
        Actie::Terugsturen => (
            "Terugsturen naar de schrijvers?",
            "De schrijvers lezen wat er nog moet gebeuren, en bieden het daarna opnieuw aan.",
            "Terugsturen",
        ),
        Actie::Publiceren => (
            "Publiceren?",
            "Iedereen kan {de} dan lezen en vinden. U bent het tweede paar ogen: u schreef er \
             niet aan mee en bood het niet aan.",
            "Publiceren",
        ),
        Actie::Spoedpubliceren => (
            "Met spoed publiceren?",
            "Alleen als wachten schade doet. Iedereen ziet dat het met spoed ging. Het telt mee in de \
             cijfers, en een collega moet het achteraf goedkeuren.",
            "Met spoed publiceren",
        ),
        Actie::Intrekken => (
            "Intrekken?",
            "{De} blijft leesbaar, met bovenaan waarom {zij} is ingetrokken. Dat kan niet worden \
             teruggedraaid.",
            "Intrekken",
        ),
    };
    let gevolg = gevolg
        .replace("{de}", woorden.de)
        .replace("{De}", woorden.hoofd)
        .replace("{zij}", woorden.zij);
    (vraag, gevolg, knop)
}

struct Vraag<K> {
    werk: Werk<K>,
    actie: Actie,
}

/// The stuk and the step, for who may take it now.
async fn open<K: Schrijfbaar>(app: &App, ctx: &Ctx, delen: &[String]) -> Result<Vraag<K>> {
    schrijven::schrijver(ctx)?;
    let [naam, actie] = delen else {
        return Err(Error::NotFound);
    };
    let actie: Actie = actie.parse().map_err(|()| Error::NotFound)?;
    let werk = schrijven::open(ctx, app.db.read(), naam).await?;
    Ok(Vraag { werk, actie })
}

fn pagina<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    vraag: &Vraag<K>,
    stap: Stap,
    fouten: &Fouten,
) -> Stappagina {
    let Vraag { werk, actie } = vraag;
    let (wat, gevolg, knop) = vraag_bij(*actie, werk.betrokken.auteur, K::WOORDEN);
    let redenen = Intrekreden::ALLE.iter();
    let optie = |w: &Intrekreden| {
        let label = w.label_bij(K::WOORDEN);
        Optie::nieuw(w.waarde(), &label, w.waarde() == stap.waarom)
    };
    Stappagina {
        kader: Kader::nieuw(app, ctx, Some(K::SOORT.meervoud())),
        soort: K::SOORT,
        woorden: K::WOORDEN,
        pad: werk.kop.pad(),
        kop_titel: werk.kop.titel.clone(),
        nummer: beeld::nummer(&werk.kop),
        actie: actie.waarde(),
        vraag: wat,
        gevolg,
        knop,
        versie: werk.kop.versie,
        kan: overgang(werk.status, *actie).is_some() && werk.betrokken.mag(*actie).is_ok(),
        niet_gedaan: String::new(),
        geschreven: Geschreven::new(),
        vraagt_reden: werk.betrokken.vraagt_reden(*actie),
        redenen: if *actie == Actie::Intrekken {
            redenen.map(optie).collect()
        } else {
            Vec::new()
        },
        reden: stap.reden,
        opgegaan_in: stap.opgegaan_in,
        akkoord: Akkoord {
            tonen: stap.akkoord,
            aan: stap.akkoord,
        }
        .bij(fouten),
        fouten: Veldfouten::van(fouten),
    }
}

pub async fn vraag<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let vraag: Vraag<K> = open(&app, &ctx, &delen).await?;
    if overgang(vraag.werk.status, vraag.actie).is_none() {
        return Ok(doorverwijzing(&vraag.werk.kop.pad()));
    }
    let mag = vraag.werk.betrokken.mag(vraag.actie);
    mag.map_err(schrijven::mag_niet::<K>)?;
    let pagina = pagina(&app, &ctx, &vraag, Stap::default(), &Fouten::new());
    Ok(antwoord(&pagina))
}

pub async fn zet<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let vraag: Vraag<K> = open(&app, &ctx, &delen).await?;
    let stap = Stap {
        reden: formulier.een("reden").to_owned(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: Akkoord::van(&formulier).aan,
        waarom: formulier.een("waarom").to_owned(),
        opgegaan_in: formulier.een("opgegaan-in").to_owned(),
    };
    let id = vraag.werk.kop.id;
    match overgangen::zet::<K>(&app.db, &ctx, id, vraag.actie, &stap).await {
        Ok((kop, nummer)) => {
            // Only who is sent back loses readers.
            if let (Actie::Terugsturen, Some(nummer)) = (vraag.actie, nummer) {
                app.volger.wacht_op(nummer, GEDULD).await?;
            }
            // Who sends something back may no longer read it.
            let leest = schrijven::open::<K>(&ctx, app.db.read(), kop.slug.as_str()).await;
            Ok(match (vraag.actie, leest) {
                (_, Err(Error::NotFound)) => doorverwijzing("/redactie/praktijken?gelukt=terug"),
                (Actie::Terugsturen, _) => {
                    doorverwijzing(&format!("{}/schrijven?gelukt=teruggehaald", kop.pad()))
                }
                (actie, _) => {
                    doorverwijzing(&format!("{}?gelukt={}", kop.pad(), kop_status(actie)))
                }
            })
        }
        Err(Error::Invalid(fouten)) => {
            let pagina = Stappagina {
                versie: stap.versie,
                ..pagina(&app, &ctx, &vraag, stap, &fouten)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            let vraag: Vraag<K> = open(&app, &ctx, &delen).await?;
            let pagina = pagina(&app, &ctx, &vraag, stap, &Fouten::new());
            let pagina = Stappagina {
                niet_gedaan: waarom.tekst().to_owned(),
                geschreven: if pagina.kan && pagina.vraagt_reden {
                    Geschreven::new()
                } else {
                    geschreven([("Waarom", pagina.reden.as_str())])
                },
                ..pagina
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}

/// What the page of the stuk says was done.
const fn kop_status(actie: Actie) -> &'static str {
    match actie {
        Actie::Aanbieden => "aangeboden",
        Actie::Intrekken => "ingetrokken",
        _ => "gepubliceerd",
    }
}

pub async fn bekrachtig<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    schrijven::schrijver(&ctx)?;
    let [_, id] = delen.as_slice() else {
        return Err(Error::NotFound.into());
    };
    let id = id.parse().map_err(|_| Error::NotFound)?;
    overgangen::bekrachtig::<K>(&app.db, &ctx, id).await?;
    Ok(doorverwijzing("/redactie/praktijken?gelukt=bekrachtigd"))
}
