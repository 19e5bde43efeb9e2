//! Putting a question about a stuk to the regietafel, and withdrawing it.

use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{
    super::service::voorleggen::{self as service, Voor},
    GEDULD,
    vorm::{Getypt, Invoer, Vorm},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        beeld::Link,
        error::PageError,
        extract::{Delen, Formulier, Naam, ReqCtx},
        render::doorverwijzing,
    },
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    werkruimte::service::pad,
};

/// The field of a question.
const VRAAG: &str = "vraag";
/// The field of a reason.
const REDEN: &str = "reden";

/// The kind and the name of the stuk in an address.
fn lees(delen: &[String]) -> Result<(Soort, &str)> {
    let [soort, naam] = delen else {
        return Err(Error::NotFound);
    };
    Ok((soort.parse().map_err(|()| Error::NotFound)?, naam.as_str()))
}

fn vorm(kop: &Kop) -> Vorm {
    Vorm {
        titel: "Een vraag voorleggen aan de regietafel",
        lead: "De vraag staat vanzelf op de agenda van de eerstvolgende vergadering. De regietafel kan dit stuk dan \
               lezen, ook als het besloten of vertrouwelijk is. Het besluit ziet u hier terug.",
        over: Some(Link::naar(kop)),
        gevraagd: String::new(),
        actie: format!("/regietafel/voorleggen/{}/{}", kop.soort, kop.slug),
        terug: Link::naar(kop),
        naam: VRAAG,
        label: "Uw vraag aan de regietafel",
        hulp: "Wat moet de regietafel besluiten? Het duo, het netwerk en de regietafel lezen dit. Bij iets \
               vertrouwelijks leest het netwerk niet mee.",
        invoer: Invoer::Tekst,
        knop: "Voorleggen",
    }
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let wat = lees(&delen)?;
    match service::bereid(&ctx, app.db.read(), wat).await {
        Ok(Voor { kop, .. }) => Ok(vorm(&kop).toon(&app, &ctx, String::new())),
        // A question waits already: the page says so.
        Err(Error::Conflict(_)) => {
            let kop = stukken::vind(&ctx, app.db.read(), wat.0, wat.1).await?;
            Ok(doorverwijzing(&kop.pad()))
        }
        Err(fout) => Err(fout.into()),
    }
}

pub async fn doe(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let wat = lees(&delen)?;
    let getypt = Getypt::van(&formulier, VRAAG);
    let gezegd = (getypt.waarde.as_str(), getypt.akkoord);
    match service::leg_voor(&app.db, &ctx, wat, gezegd).await {
        Ok(kop) => Ok(doorverwijzing(&naar(&kop))),
        Err(Error::Invalid(fouten)) => {
            let Voor { kop, .. } = service::bereid(&ctx, app.db.read(), wat).await?;
            Ok(vorm(&kop).met_fouten(&app, &ctx, getypt, &fouten))
        }
        Err(fout @ (Error::NotFound | Error::NietIngelogd)) => Err(fout.into()),
        Err(fout) => {
            let kop = stukken::vind(&ctx, app.db.read(), wat.0, wat.1).await?;
            let kort = ("Uw vraag aan de regietafel", &getypt);
            Ok(Vorm::niet_gedaan(
                &app,
                &ctx,
                kort,
                (Link::naar(&kop), fout),
            )?)
        }
    }
}

/// Where who put a question sees it: on the page of the stuk, of a thema in its werkruimte.
fn naar(kop: &Kop) -> String {
    if kop.soort == Soort::Thema {
        format!("{}?gelukt=voorgelegd", pad(kop))
    } else {
        format!("{}#voorgelegd", kop.pad())
    }
}

fn intrekvorm(id: Uuid, vraag: String, kop: &Kop) -> Vorm {
    Vorm {
        titel: "De vraag aan de regietafel intrekken?",
        lead: "De vraag gaat van de agenda. Was dit stuk besloten of vertrouwelijk, dan leest de regietafel het niet \
               meer.",
        over: Some(Link::naar(kop)),
        gevraagd: vraag,
        actie: format!("/regietafel/escalaties/{id}/intrekken"),
        terug: Link::naar(kop),
        naam: REDEN,
        label: "Waarom?",
        hulp: "Wie de vraag las, leest dit ook.",
        invoer: Invoer::Tekst,
        knop: "Intrekken",
    }
}

/// The number in an address; there is nothing there when it is none.
pub fn nummer(tekst: &str) -> Result<Uuid> {
    tekst.parse().map_err(|_| Error::NotFound)
}

/// What is withdrawn, and the stuk.
async fn te_intrekken(app: &App, ctx: &Ctx, id: Uuid) -> Result<(String, Kop)> {
    service::te_intrekken(ctx, app.db.read(), id).await
}

pub async fn intrekken(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let id = nummer(&id)?;
    let (vraag, kop) = te_intrekken(&app, &ctx, id).await?;
    Ok(intrekvorm(id, vraag, &kop).toon(&app, &ctx, String::new()))
}

pub async fn trek_in(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let id = nummer(&id)?;
    let getypt = Getypt::van(&formulier, REDEN);
    let gezegd = (getypt.waarde.as_str(), getypt.akkoord);
    match service::trek_in(&app.db, &ctx, id, gezegd).await {
        Ok((kop, smaller)) => {
            if let Some(nummer) = smaller {
                app.volger.wacht_op(nummer, GEDULD).await?;
            }
            Ok(doorverwijzing(&kop.pad()))
        }
        Err(Error::Invalid(fouten)) => {
            let (vraag, kop) = te_intrekken(&app, &ctx, id).await?;
            Ok(intrekvorm(id, vraag, &kop).met_fouten(&app, &ctx, getypt, &fouten))
        }
        Err(fout @ (Error::NotFound | Error::NietIngelogd)) => Err(fout.into()),
        Err(fout) => {
            let terug = super::vorm::link("/vandaag", "Wat er op u wacht");
            let kort = ("Waarom?", &getypt);
            Ok(Vorm::niet_gedaan(&app, &ctx, kort, (terug, fout))?)
        }
    }
}
