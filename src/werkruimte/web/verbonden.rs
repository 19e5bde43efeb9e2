//! Thema's that hang together with this one: what they share, and tying one.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::service::{
        Werkplek,
        verbonden::{Ingevuld, gedeeld, verander, verbonden},
        werkplek,
    },
    Deel, Raam,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::Link,
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
};

/// Thema's to choose from at most.
const THEMAS: u64 = 200;
/// What is shown of what two thema's share.
const GEDEELD: u64 = 10;
/// Tied thema's of which that is shown.
const UITGESCHREVEN: usize = 8;

/// A thema that this one hangs together with.
#[derive(Debug)]
struct Ander {
    link: Link,
    /// How much is shared, in words.
    aantal: String,
    gedeeld: Vec<Link>,
}

#[derive(Debug, Template)]
#[template(path = "werkruimte/verbonden.html")]
struct Pagina {
    kader: Kader,
    raam: Raam,
    gelukt: &'static str,
    fouten: Veldfouten,
    /// Whether the reader ties and unties.
    is_duo: bool,
    andere: Vec<Ander>,
    themas: Vec<Optie>,
    /// What is done with the chosen thema: `los` or nothing.
    los: bool,
    reden: String,
    akkoord: Akkoord,
}

async fn pagina(app: &App, ctx: &Ctx, plek: &Werkplek, gekozen: &str) -> Result<Pagina> {
    let conn = app.db.read();
    let thema = plek.thema.id;
    let mut andere = Vec::new();
    for (nummer, ander) in verbonden(ctx, conn, thema).await?.into_iter().enumerate() {
        let samen = if ander.gedeeld > 0 && nummer < UITGESCHREVEN {
            gedeeld(ctx, conn, (thema, ander.kop.id), GEDEELD).await?
        } else {
            Vec::new()
        };
        let met_soort = |kop: &Kop| Link {
            bij: kop.soort.label().to_owned(),
            ..Link::naar(kop)
        };
        andere.push(Ander {
            link: Link::naar(&ander.kop),
            aantal: taal::aantal(ander.gedeeld, "gedeeld stuk", "gedeelde stukken"),
            gedeeld: samen.iter().map(met_soort).collect(),
        });
    }
    let alle = stukken::lijst(ctx, conn, Soort::Thema, None, (0, THEMAS)).await?;
    let kies = Optie::nieuw("", "Kies een thema", gekozen.is_empty());
    let optie = |kop: &Kop| {
        let slug = kop.slug.as_str();
        Optie::nieuw(slug, &kop.titel, slug == gekozen)
    };
    let themas = alle.koppen.iter().filter(|kop| kop.id != thema).map(optie);
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Thema.meervoud())),
        raam: Raam::laad(ctx, conn, plek, Deel::Elders).await?,
        gelukt: "",
        fouten: Veldfouten::default(),
        is_duo: plek.deelname.is_duo(),
        andere,
        themas: [kies].into_iter().chain(themas).collect(),
        los: false,
        reden: String::new(),
        akkoord: Akkoord::default(),
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let plek = werkplek(&ctx, app.db.read(), &thema).await?;
    let gelukt = match parameters.een("gelukt") {
        "verbonden" => "De thema’s hangen nu samen. Op beide pagina’s staat de ander.",
        "los" => "De thema’s hangen niet meer samen.",
        _ => "",
    };
    Ok(antwoord(&Pagina {
        gelukt,
        ..pagina(&app, &ctx, &plek, "").await?
    }))
}

pub async fn veranderen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let plek = werkplek(&ctx, app.db.read(), &thema).await?;
    let akkoord = Akkoord::van(&formulier);
    let los = formulier.een("wat") == "los";
    let ingevuld = Ingevuld {
        thema: formulier.een("thema"),
        reden: formulier.een("reden"),
        akkoord: akkoord.aan,
    };
    match verander(&app.db, &ctx, &thema, ingevuld, los).await {
        Ok(plek) => {
            let gelukt = if los { "los" } else { "verbonden" };
            let pad = plek.pad();
            Ok(doorverwijzing(&format!("{pad}/verbonden?gelukt={gelukt}")))
        }
        Err(Error::Invalid(fouten)) => {
            let wat = (los, akkoord, &fouten);
            Ok(opnieuw(&app, &ctx, &plek, &formulier, wat).await?)
        }
        Err(fout) => Err(fout.into()),
    }
}

/// The page once more, with what was typed and what is wrong.
async fn opnieuw(
    app: &App,
    ctx: &Ctx,
    plek: &Werkplek,
    formulier: &Formulier,
    (los, akkoord, fouten): (bool, Akkoord, &Fouten),
) -> Result<Response> {
    let pagina = Pagina {
        los,
        reden: formulier.een("reden").to_owned(),
        akkoord: akkoord.bij(fouten),
        fouten: Veldfouten::van(fouten),
        ..pagina(app, ctx, plek, formulier.een("thema")).await?
    };
    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
}
