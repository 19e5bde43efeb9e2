//! The form with which somebody names who takes over their seat.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::zetelnaam,
    service::overdracht::{Eigen, Ingevuld, eigen, lopend, stel_voor},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    gebruikers::service::rollen,
    http::{
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
    taal,
};

/// What waits for the regietafel.
#[derive(Debug)]
struct Wacht {
    aan: String,
    reden: String,
    dag: String,
}

#[derive(Debug, Template)]
#[template(path = "duos/overdragen.html")]
struct Pagina {
    kader: Kader,
    thema: String,
    thema_url: String,
    pad: String,
    zetel: &'static str,
    wacht: Option<Wacht>,
    mail: String,
    reden: String,
    akkoord: Akkoord,
    fouten: Veldfouten,
}

async fn pagina(app: &App, ctx: &Ctx, eigen: &Eigen) -> Result<Pagina> {
    let wacht = lopend(&app.db, ctx, eigen).await?.map(|lopend| Wacht {
        aan: lopend.aan,
        reden: lopend.reden,
        dag: taal::dag_van(lopend.op),
    });
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Thema.meervoud())),
        thema: eigen.thema.titel.clone(),
        thema_url: eigen.thema.pad(),
        pad: format!("{}/duo", eigen.thema.pad()),
        zetel: zetelnaam(eigen.kant),
        wacht,
        mail: String::new(),
        reden: String::new(),
        akkoord: Akkoord::default(),
        fouten: Veldfouten::default(),
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let eigen = eigen(&ctx, app.db.read(), &naam).await?;
    Ok(antwoord(&pagina(&app, &ctx, &eigen).await?))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let eigen = eigen(&ctx, app.db.read(), &naam).await?;
    let terug = format!("{}/duo", eigen.thema.pad());
    if formulier.een("actie") == "intrekken" {
        let Some(wacht) = lopend(&app.db, &ctx, &eigen).await? else {
            let melding =
                "Er wacht niets meer: de regietafel heeft al beslist, of u trok het al in.";
            return Err(Error::Conflict(melding.into()).into());
        };
        rollen::trek_in(&app.db, &ctx, wacht.aanvraag).await?;
        return Ok(doorverwijzing(&format!("{terug}?gelukt=ingetrokken")));
    }
    let akkoord = Akkoord::van(&formulier);
    let ingevuld = Ingevuld {
        mail: formulier.een("mail"),
        reden: formulier.een("reden"),
        akkoord: akkoord.aan,
    };
    match stel_voor(&app.db, &ctx, &naam, ingevuld).await {
        Ok(_) => Ok(doorverwijzing(&format!("{terug}?gelukt=voorgesteld"))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Pagina {
                mail: ingevuld.mail.to_owned(),
                reden: ingevuld.reden.to_owned(),
                akkoord: akkoord.bij(&fouten),
                fouten: Veldfouten::van(&fouten),
                ..pagina(&app, &ctx, &eigen).await?
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}
