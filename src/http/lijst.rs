//! The overview page of a kind, the same for all.

use askama::Template;
use axum::response::Response;

use super::{
    beeld::{self, Bladen, Kaart},
    render::{Kader, antwoord},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Fouten, Result},
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
    zoeken::{model::lees_bladzijde, service::kaarten},
};

/// What differs per kind.
#[derive(Debug, Clone, Copy)]
pub struct Lijstpagina {
    /// The title.
    pub titel: &'static str,
    /// What one finds here.
    pub lead: &'static str,
    /// How many on a page.
    pub per_pagina: u64,
    /// Other ways to look at the same: address and words.
    pub ook: &'static [(&'static str, &'static str)],
}

#[derive(Debug, Template)]
#[template(path = "lijst.html")]
struct Overzicht {
    kader: Kader,
    titel: &'static str,
    lead: &'static str,
    aantal: String,
    soort: &'static str,
    url: String,
    ook: &'static [(&'static str, &'static str)],
    kaarten: Vec<Kaart>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

/// Shows the overview of a kind.
///
/// # Errors
/// The page number is wrong, or the database fails.
pub async fn tonen(
    app: &App,
    ctx: &Ctx,
    soort: Soort,
    pagina: Lijstpagina,
    paren: &[(String, String)],
) -> Result<Response> {
    let Lijstpagina {
        titel,
        lead,
        per_pagina,
        ook,
    } = pagina;
    let (mut blad, mut vast) = (1, per_pagina);
    let mut fouten = Fouten::new();
    for (naam, waarde) in paren.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    fouten.of(())?;
    let bereik = ((blad - 1) * per_pagina, per_pagina);
    let lijst = stukken::lijst(ctx, app.db.read(), soort, None, bereik).await?;
    let url = format!("/{}", soort.meervoud());
    let adres = |n: u64| {
        if n == 1 {
            url.clone()
        } else {
            format!("{url}?pagina={n}")
        }
    };
    let (een, meer) = (soort.waarde(), soort.label_meervoud().to_lowercase());
    let overzicht = Overzicht {
        kader: Kader::nieuw(app, ctx, Some(soort.meervoud()))
            .op(&adres(blad))
            .over(lead),
        titel,
        lead,
        aantal: taal::aantal(lijst.totaal, een, &meer),
        soort: soort.waarde(),
        ook,
        bladen: beeld::bladen((blad, per_pagina, lijst.totaal), 10_000 / per_pagina, adres),
        voorbij: (lijst.koppen.is_empty() && lijst.totaal > 0).then(|| url.clone()),
        kaarten: kaarten(app, ctx, lijst.koppen).await?,
        url,
    };
    Ok(antwoord(&overzicht))
}

/// Cards for the given stukken, in their order.
///
/// # Errors
/// The database can't be read.
pub async fn kaarten(app: &App, ctx: &Ctx, koppen: Vec<Kop>) -> Result<Vec<Kaart>> {
    let mut treffers = kaarten::kaarten(ctx, &app.db, koppen).await?;
    kaarten::met_feiten(ctx, &app.db, &mut treffers).await?;
    Ok(treffers.into_iter().map(Kaart::van).collect())
}
