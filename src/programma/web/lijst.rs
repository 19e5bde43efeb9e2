//! The items and acties behind a number.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{ACTIES, DIEPSTE, PAD, lees_blad, met_kwartaal, op_blad, samen};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Bladen, Kaart},
        error::PageError,
        extract::{Parameters, ReqCtx},
        lijst,
        render::{Kader, antwoord},
    },
    programma::{
        model::{Keuze, Kwartaal, Onderdeel, Thema},
        service,
    },
    stukken::model::Kop,
    taal,
};

/// Items on a page.
const PER_PAGINA: u64 = 20;

#[derive(Debug, Template)]
#[template(path = "programma/lijst.html")]
struct Lijst {
    kader: Kader,
    /// The heading.
    titel: &'static str,
    /// What was asked, in words; empty when that is everything.
    woorden: Vec<String>,
    aantal: String,
    /// The page where the number stands.
    terug: String,
    kaarten: Vec<Kaart>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

/// What a list is of, and where it is.
struct Vorm<'a> {
    titel: &'static str,
    woorden: Vec<String>,
    kwartaal: Option<Kwartaal>,
    pad: &'a str,
    /// One, and more.
    telt: (&'static str, &'static str),
}

/// Shows the items that were asked for.
pub async fn items(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let (keuze, blad) = samen(Keuze::lees(&paren), lees_blad(&paren, PER_PAGINA))?;
    let conn = app.db.read();
    let gevonden = service::lijst(&ctx, conn, &keuze, bereik(blad)).await?;
    let pad = keuze.pad(1);
    let vorm = Vorm {
        titel: keuze
            .onderdeel
            .map_or("Wat er achter dit getal zit", Onderdeel::label),
        woorden: woorden(&app, &ctx, &keuze).await?,
        kwartaal: keuze.kwartaal,
        pad: &pad,
        telt: keuze
            .onderdeel
            .map_or(("stuk", "stukken"), Onderdeel::woorden),
    };
    Ok(antwoord(
        &Lijst::maak(&app, &ctx, vorm, blad, gevonden).await?,
    ))
}

/// Shows the acties that are late.
pub async fn acties(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let (kwartaal, blad) = samen(Kwartaal::lees(&paren), lees_blad(&paren, PER_PAGINA))?;
    let conn = app.db.read();
    let gevonden = service::late_acties(&ctx, conn, kwartaal, bereik(blad)).await?;
    let pad = met_kwartaal(ACTIES, &[], kwartaal);
    let vorm = Vorm {
        titel: "Acties die te laat zijn",
        woorden: kwartaal.map(Kwartaal::label).into_iter().collect(),
        kwartaal,
        pad: &pad,
        telt: ("actie", "acties"),
    };
    Ok(antwoord(
        &Lijst::maak(&app, &ctx, vorm, blad, gevonden).await?,
    ))
}

/// From where a page of a list goes, and how many it has.
const fn bereik(blad: u64) -> (u64, u64) {
    ((blad - 1).saturating_mul(PER_PAGINA), PER_PAGINA)
}

/// What is asked, in words: one for each thing.
async fn woorden(app: &App, ctx: &Ctx, keuze: &Keuze) -> Result<Vec<String>> {
    let stand = keuze.stand.zip(keuze.onderdeel);
    let stand = stand.and_then(|(stand, onderdeel)| onderdeel.stand(stand));
    let thema = match &keuze.thema {
        Thema::Alle => None,
        Thema::Zonder => Some("hoort bij geen thema".to_owned()),
        Thema::Bij(slug) => {
            let thema = service::thema(ctx, app.db.read(), slug).await?;
            Some(thema.map_or_else(|| "een thema dat er niet is".to_owned(), |kop| kop.titel))
        }
    };
    let stand = stand.map(|(_, label)| match keuze.kwartaal {
        None => label.to_lowercase(),
        Some(_) => format!("werd: {}", label.to_lowercase()),
    });
    let kwartaal = keuze.kwartaal.map(Kwartaal::label);
    Ok([thema, stand, kwartaal].into_iter().flatten().collect())
}

impl Lijst {
    async fn maak(
        app: &App,
        ctx: &Ctx,
        vorm: Vorm<'_>,
        blad: u64,
        (totaal, koppen): (u64, Vec<Kop>),
    ) -> Result<Self> {
        let op = |blad| op_blad(vorm.pad, blad);
        Ok(Self {
            kader: Kader::nieuw(app, ctx, None).op(&op(blad)),
            titel: vorm.titel,
            aantal: taal::aantal(totaal, vorm.telt.0, vorm.telt.1),
            terug: met_kwartaal(PAD, &[], vorm.kwartaal),
            voorbij: (koppen.is_empty() && totaal > 0).then(|| op(1)),
            bladen: beeld::bladen((blad, PER_PAGINA, totaal), DIEPSTE, op),
            kaarten: lijst::kaarten(app, ctx, koppen).await?,
            woorden: vorm.woorden,
        })
    }
}
