//! The pages where the beheerder of the platform lets organisaties take part.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use crate::{
    actor::Rol,
    app::App,
    ctx::Ctx,
    error::Error,
    gebruikers::service::{
        domeinen, herindeling,
        leden::{self, Overzicht},
    },
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    stukken::model::Kop,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "beheer/organisaties.html")]
struct Lijst {
    kader: Kader,
    gezocht: String,
    onbekend_fout: &'static str,
    deelnemers: Vec<Regel>,
}

#[derive(Debug)]
struct Regel {
    url: String,
    naam: String,
    leden: String,
    beheerders: String,
    domeinen: String,
    let_op: &'static str,
}

pub async fn lijst(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gezocht = parameters.heel("naam");
    let gezocht = gezocht.trim();
    let mut onbekend = false;
    if !gezocht.is_empty() {
        ctx.eis_een(&[Rol::Beheerder])?;
        match domeinen::zoek(&app.db, &ctx, gezocht).await? {
            Some(kop) => return Ok(doorverwijzing(&format!("/beheer{}", kop.pad()))),
            None => onbekend = true,
        }
    }
    let deelnemers = domeinen::deelnemers(&app.db, &ctx).await?;
    Ok(antwoord(&Lijst {
        kader: Kader::nieuw(&app, &ctx, None),
        gezocht: gezocht.to_owned(),
        onbekend_fout: if onbekend {
            "Deze organisatie kennen wij niet. Kijk in de lijst van organisaties hoe zij heet."
        } else {
            ""
        },
        deelnemers: deelnemers
            .into_iter()
            .map(|d| Regel {
                url: format!("/beheer{}", d.kop.pad()),
                naam: d.kop.titel,
                leden: taal::getal(d.leden),
                beheerders: taal::getal(d.beheerders),
                domeinen: taal::getal(d.domeinen),
                let_op: match (d.beheerders, d.domeinen) {
                    (0, _) => "Niemand beheert deze organisatie",
                    (_, 0) => "Geen maildomein",
                    (1, _) => "Maar één beheerder",
                    _ => "",
                },
            })
            .collect(),
    }))
}

#[derive(Debug, Template)]
#[template(path = "beheer/organisatie.html")]
struct Pagina {
    kader: Kader,
    organisatie: String,
    pad: String,
    leden: String,
    heeft_beheerder: bool,
    domeinen: Vec<String>,
    /// Who took its place: number and name.
    opvolgers: Vec<(String, String)>,
    /// What would move there.
    omvang: String,
    gelukt: &'static str,
    fouten: Veldfouten,
    domein: String,
}

async fn pagina(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Pagina, Error> {
    let opvolgers = herindeling::opvolgers(&app.db, ctx, kop.id).await?;
    let omvang = herindeling::proef(&app.db, ctx, kop.id).await?;
    let Overzicht {
        leden,
        domeinen,
        heeft_beheerder,
        ..
    } = leden::overzicht(&app.db, ctx, kop.id).await?;
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, None),
        organisatie: kop.titel.clone(),
        pad: kop.pad(),
        leden: taal::aantal(leden.len() as u64, "persoon", "mensen"),
        heeft_beheerder,
        domeinen,
        opvolgers: opvolgers
            .into_iter()
            .map(|kop| (kop.id.to_string(), kop.titel))
            .collect(),
        omvang: format!(
            "{} en {}",
            taal::aantal(omvang.rollen as u64, "rol", "rollen"),
            taal::aantal(omvang.stukken as u64, "stuk", "stukken")
        ),
        gelukt: "",
        fouten: Veldfouten::default(),
        domein: String::new(),
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let kop = domeinen::organisatie(&app.db, &ctx, &naam).await?;
    let gelukt = match parameters.een("gelukt") {
        "toegevoegd" => "Wie een adres met dit domein heeft, kan nu worden uitgenodigd.",
        "weggehaald" => "Het domein is weg. Wie al meedeed, blijft meedoen.",
        "verhuisd" => "Mensen, stukken en maildomeinen horen nu bij de opvolger.",
        _ => "",
    };
    let pagina = pagina(&app, &ctx, &kop).await?;
    Ok(antwoord(&Pagina { gelukt, ..pagina }))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let kop = domeinen::organisatie(&app.db, &ctx, &naam).await?;
    match doe(&app, &ctx, &kop, &formulier).await {
        Ok(gelukt) => Ok(doorverwijzing(&format!(
            "/beheer{}?gelukt={gelukt}",
            kop.pad()
        ))),
        Err(Error::Invalid(fouten)) => {
            let mut antwoord = antwoord(&Pagina {
                fouten: Veldfouten::van(&fouten),
                domein: formulier.een("domein").to_owned(),
                ..pagina(&app, &ctx, &kop).await?
            });
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}

async fn doe(
    app: &App,
    ctx: &Ctx,
    kop: &Kop,
    formulier: &Formulier,
) -> Result<&'static str, Error> {
    match formulier.een("actie") {
        "toevoegen" => {
            domeinen::voeg_toe(&app.db, ctx, kop.id, formulier.een("domein")).await?;
            Ok("toegevoegd")
        }
        "weghalen" => {
            domeinen::haal_weg(&app.db, ctx, kop.id, formulier.een("welk")).await?;
            Ok("weggehaald")
        }
        "herindelen" => {
            let naar = formulier.een("naar").parse().map_err(|_| Error::NotFound)?;
            herindeling::voer_uit(&app.db, ctx, kop.id, naar).await?;
            Ok("verhuisd")
        }
        _ => Err(Error::NotFound),
    }
}
