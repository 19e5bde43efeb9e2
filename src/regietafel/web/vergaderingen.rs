//! Planning the meetings of the regietafel, and what is on which.

use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::Vergadering,
        service::tafel::{self as service, Punt},
    },
    PAD,
    voorleggen::nummer,
    vorm::{Getypt, Invoer, Vorm, link},
};
use crate::{
    app::App,
    error::{Error, Result},
    http::{
        beeld::Link,
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        render::doorverwijzing,
    },
    taal,
};

/// The field of a day.
const DAG: &str = "dag";
/// The field of a meeting.
const VERGADERING: &str = "vergadering";
/// The field of a reason.
const REDEN: &str = "reden";

fn terug() -> Link {
    link(PAD, "Regietafel")
}

fn planvorm() -> Vorm {
    Vorm {
        titel: "Een vergadering plannen",
        lead: "Wat wacht op een besluit, staat vanzelf op de agenda van de eerstvolgende vergadering.",
        over: None,
        gevraagd: String::new(),
        actie: "/regietafel/vergaderingen/nieuw".to_owned(),
        terug: terug(),
        naam: DAG,
        label: "Op welke dag?",
        hulp: "Een dag vanaf vandaag.",
        invoer: Invoer::Dag,
        knop: "Plannen",
    }
}

pub async fn nieuw(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    service::eis_planner(&ctx)?;
    Ok(planvorm().toon(&app, &ctx, String::new()))
}

pub async fn plan(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let getypt = Getypt::van(&formulier, DAG);
    match service::plan(&app.db, &ctx, &getypt.waarde).await {
        Ok(_) => Ok(doorverwijzing("/regietafel?gelukt=gepland")),
        Err(Error::Invalid(fouten)) => Ok(planvorm().met_fouten(&app, &ctx, getypt, &fouten)),
        Err(fout) => Err(fout.into()),
    }
}

fn afgelastvorm(vergadering: Vergadering) -> Vorm {
    Vorm {
        titel: "Deze vergadering gaat niet door?",
        lead: "Wat op de agenda stond, schuift vanzelf door naar de volgende vergadering.",
        over: None,
        gevraagd: format!("Vergadering van {}", taal::dag(vergadering.dag)),
        actie: format!("/regietafel/vergaderingen/{}/afgelasten", vergadering.id),
        terug: terug(),
        naam: REDEN,
        label: "Waarom?",
        hulp: "De leden van de regietafel lezen dit.",
        invoer: Invoer::Tekst,
        knop: "Afgelasten",
    }
}

pub async fn afgelasten(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
) -> Result<Response, PageError> {
    service::eis_planner(&ctx)?;
    let vergadering = service::vergadering(&ctx, app.db.read(), nummer(&id)?).await?;
    Ok(afgelastvorm(vergadering).toon(&app, &ctx, String::new()))
}

pub async fn gelast_af(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    service::eis_planner(&ctx)?;
    let id = nummer(&id)?;
    let getypt = Getypt::van(&formulier, REDEN);
    let gezegd = (getypt.waarde.as_str(), getypt.akkoord);
    match service::gelast_af(&app.db, &ctx, id, gezegd).await {
        Ok(()) => Ok(doorverwijzing("/regietafel?gelukt=afgelast")),
        Err(Error::Invalid(fouten)) => {
            let vergadering = service::vergadering(&ctx, app.db.read(), id).await?;
            Ok(afgelastvorm(vergadering).met_fouten(&app, &ctx, getypt, &fouten))
        }
        Err(fout) => Err(fout.into()),
    }
}

fn verplaatsvorm(id: Uuid, punt: &Punt, komend: &[Vergadering]) -> Vorm {
    let eerste = (String::new(), "De eerstvolgende vergadering".to_owned());
    let keuze = |v: &Vergadering| (v.id.to_string(), taal::dag(v.dag));
    Vorm {
        titel: "Naar een andere vergadering",
        lead: "Is de vergadering voorbij zonder besluit? Dan staat dit vanzelf op de volgende.",
        over: Some(Link::naar(&punt.over)),
        gevraagd: punt.escalatie.vraag.clone(),
        actie: format!("/regietafel/escalaties/{id}/verplaatsen"),
        terug: terug(),
        naam: VERGADERING,
        label: "Op welke vergadering?",
        hulp: "",
        invoer: Invoer::Keuze(
            [eerste]
                .into_iter()
                .chain(komend.iter().map(keuze))
                .collect(),
        ),
        knop: "Bewaren",
    }
}

pub async fn verplaatsen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
) -> Result<Response, PageError> {
    service::eis_tafel(&ctx)?;
    let id = nummer(&id)?;
    let (punt, komend) = service::te_verplaatsen(&ctx, app.db.read(), id).await?;
    let nu = punt.escalatie.vergadering.map(|(id, _)| id.to_string());
    let vorm = verplaatsvorm(id, &punt, &komend);
    Ok(vorm.toon(&app, &ctx, nu.unwrap_or_default()))
}

pub async fn verplaats(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    service::eis_tafel(&ctx)?;
    let id = nummer(&id)?;
    let getypt = Getypt::van(&formulier, VERGADERING);
    match service::verplaats(&app.db, &ctx, id, &getypt.waarde).await {
        Ok(()) => Ok(doorverwijzing("/regietafel?gelukt=verplaatst")),
        Err(Error::Invalid(fouten)) => {
            let (punt, komend) = service::te_verplaatsen(&ctx, app.db.read(), id).await?;
            let vorm = verplaatsvorm(id, &punt, &komend);
            Ok(vorm.met_fouten(&app, &ctx, getypt, &fouten))
        }
        Err(fout) => Err(fout.into()),
    }
}
