//! The form that adds a bijlage.

use askama::Template;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use uuid::Uuid;

use super::ontvangst::ontvang;
use crate::{
    app::App,
    bestanden::{Bestandssoort, keuring},
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    stukken::{
        model::{
            Kop,
            bijlage::{Lezers, Woorden},
        },
        service::{self as stukken, bijlagen},
    },
    taal,
};

#[derive(Debug, Template)]
#[template(path = "bijlagen/nieuw.html")]
struct Formulierpagina {
    kader: Kader,
    fouten: Veldfouten,
    stuk_id: String,
    stuk: String,
    terug: String,
    woorden: Woorden,
    keuzes: Vec<Keuze>,
    regels: String,
    neemt: String,
    scant: bool,
}

/// One answer to who may read it.
#[derive(Debug)]
struct Keuze {
    waarde: &'static str,
    label: &'static str,
    gekozen: bool,
}

impl Formulierpagina {
    fn nieuw(app: &App, ctx: &Ctx, kop: &Kop, lezers: &[Lezers]) -> Self {
        let keuze = |l: &Lezers| Keuze {
            waarde: l.waarde(),
            label: l.label(),
            gekozen: *l == Lezers::Stuk,
        };
        let extensies = Bestandssoort::ALLE.iter().flat_map(|s| s.extensies());
        let extensies: Vec<String> = extensies.map(|e| format!(".{e}")).collect();
        Self {
            kader: Kader::nieuw(app, ctx, Some(kop.soort.meervoud())),
            fouten: Veldfouten::default(),
            stuk_id: kop.id.to_string(),
            stuk: kop.titel.clone(),
            terug: kop.pad(),
            woorden: Woorden::default(),
            keuzes: lezers.iter().map(keuze).collect(),
            regels: format!(
                "Hoogstens {}. Kan: {}.",
                taal::omvang(app.bestanden.hoogstens),
                keuring::soorten()
            ),
            neemt: extensies.join(","),
            scant: app.bestanden.scant(),
        }
    }

    /// The page again, with what was filled in and what is wrong.
    fn met_fouten(self, woorden: Woorden, lezers: &str, fouten: &Fouten) -> Response {
        let status = status(fouten);
        let keuzes = self.keuzes.into_iter().map(|k| Keuze {
            gekozen: k.waarde == lezers,
            ..k
        });
        let mut antwoord = antwoord(&Self {
            fouten: Veldfouten::van(fouten),
            woorden,
            keuzes: keuzes.collect(),
            ..self
        });
        *antwoord.status_mut() = status;
        antwoord
    }
}

/// Whether it lies with the sender.
fn status(fouten: &Fouten) -> StatusCode {
    if fouten.iter().any(|f| f.code == "niet-gecontroleerd") {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::BAD_REQUEST
    }
}

/// The stuk that is meant by a number of ours, a kenmerk or an official id.
async fn welk(app: &App, ctx: &Ctx, tekst: &str) -> Result<Uuid> {
    if let Ok(id) = tekst.parse() {
        return Ok(id);
    }
    let kop = stukken::op_nummer(ctx, app.db.read(), tekst).await?;
    kop.map(|k| k.id).ok_or(Error::NotFound)
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    bijlagen::is_ingelogd(&ctx)?;
    let id = welk(&app, &ctx, parameters.een("stuk")).await?;
    let (kop, lezers) = bijlagen::voor_nieuw(&ctx, app.db.read(), id).await?;
    Ok(antwoord(&Formulierpagina::nieuw(&app, &ctx, &kop, &lezers)))
}

pub async fn toevoegen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    request: Request,
) -> Result<Response, PageError> {
    // Before a byte of the file is read.
    bijlagen::is_ingelogd(&ctx)?;
    let mut ingevuld = match Box::pin(ontvang(&app.bestanden, request)).await {
        Ok(ingevuld) => ingevuld,
        Err(mislukt) => return Ok(mislukt.antwoord()),
    };
    let id = welk(&app, &ctx, ingevuld.een("stuk")).await?;
    let (kop, lezers) = bijlagen::voor_nieuw(&ctx, app.db.read(), id).await?;
    let woorden = Woorden {
        titel: ingevuld.een("titel").to_owned(),
        omschrijving: ingevuld.een("omschrijving").to_owned(),
    };
    let nieuw = bijlagen::Nieuw {
        woorden: woorden.clone(),
        lezers: ingevuld.een("lezers").to_owned(),
        bestand: ingevuld.bestand.take(),
    };
    let gekozen = nieuw.lezers.clone();
    let toevoegen = bijlagen::toevoegen(&app.db, &app.bestanden, &ctx, id, nieuw);
    match Box::pin(toevoegen).await {
        Ok(_) => Ok(doorverwijzing(&format!("{}#bijlagen", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Formulierpagina::nieuw(&app, &ctx, &kop, &lezers);
            Ok(pagina
                .met_fouten(woorden, &gekozen, &fouten)
                .into_response())
        }
        Err(fout) => Err(fout.into()),
    }
}
