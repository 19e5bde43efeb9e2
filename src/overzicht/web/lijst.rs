//! The knelpunten behind one number of the overview.

use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

use crate::{
    app::App,
    ctx::Ctx,
    error::{Fouten, Result},
    http::{
        beeld::{self, Bladen, Kaart},
        error::PageError,
        extract::{Parameters, ReqCtx},
        lijst,
        render::{Kader, antwoord},
    },
    overzicht::{
        model::Keuze,
        service::{self, Overzicht},
    },
    stukken::{model::Soort, service as stukken},
    taal,
    zoeken::model::lees_bladzijde,
};

/// Knelpunten on a page.
const PER_PAGINA: u32 = 20;
/// The last page that can be asked, as for every list.
const DIEPSTE: u64 = 500;

#[derive(Debug, Template)]
#[template(path = "overzicht/lijst.html")]
struct Lijst {
    kader: Kader,
    /// What was asked, in words; empty when that is everything.
    woorden: Vec<String>,
    aantal: String,
    kaarten: Vec<Kaart>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

/// Shows the knelpunten that were asked for.
pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let (keuze, blad) = lees(&paren)?;
    Ok(antwoord(&Lijst::maak(&app, &ctx, keuze, blad).await?))
}

/// What is asked, and which page of it: everything that is wrong at once.
fn lees(paren: &[(String, String)]) -> Result<(Keuze, u64), Fouten> {
    let (mut blad, mut vast) = (1, u64::from(PER_PAGINA));
    let mut fouten = Fouten::new();
    for (naam, waarde) in paren.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    match Keuze::lees(paren) {
        Ok(keuze) => fouten.of((keuze, blad)),
        Err(meer) => {
            fouten.voeg_toe(meer);
            Err(fouten)
        }
    }
}

impl Lijst {
    async fn maak(app: &App, ctx: &Ctx, keuze: Keuze, blad: u64) -> Result<Self> {
        let Overzicht { rijen, .. } = service::overzicht(ctx, app.db.read()).await?;
        let vandaag = ctx.vandaag();
        let gevraagd = rijen.iter().filter(|rij| keuze.past(rij, vandaag));
        let alle: Vec<Uuid> = gevraagd.map(|rij| rij.id).collect();
        let totaal = alle.len() as u64;
        let per_pagina = u64::from(PER_PAGINA);
        let vanaf = usize::try_from((blad - 1).saturating_mul(per_pagina)).unwrap_or(usize::MAX);
        let hier: Vec<Uuid> = alle
            .into_iter()
            .skip(vanaf)
            .take(PER_PAGINA as usize)
            .collect();
        let koppen = stukken::koppen(ctx, app.db.read(), &hier).await?;
        Ok(Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())).op(&keuze.pad(blad)),
            woorden: keuze.woorden(),
            aantal: taal::aantal(totaal, "knelpunt", "knelpunten"),
            voorbij: (koppen.is_empty() && totaal > 0).then(|| keuze.pad(1)),
            bladen: beeld::bladen((blad, per_pagina, totaal), DIEPSTE, |n| keuze.pad(n)),
            kaarten: lijst::kaarten(app, ctx, koppen).await?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let paren = |vraag: &str| -> Vec<(String, String)> {
            form_urlencoded::parse(vraag.as_bytes())
                .into_owned()
                .collect()
        };
        let velden = |vraag: &str| -> Vec<String> {
            let fouten = lees(&paren(vraag)).err().unwrap_or_default();
            fouten.iter().map(|fout| fout.veld.clone()).collect()
        };
        assert_eq!(velden("pagina=0&trede=9"), ["pagina", "trede"]);
        assert_eq!(velden("pagina=nul"), ["pagina"]);
        assert!(velden("pagina=2&trede=1").is_empty());
    }
}
