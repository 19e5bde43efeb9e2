//! Searching in a werkruimte: the one search, with the thema fixed.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{super::service::werkplek, Deel, Raam};
use crate::{
    app::App,
    error::Result,
    http::{
        beeld::{Bladen, Kaart, Link, bladen},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    stukken::model::Soort,
    taal,
    zoeken::{
        model::{Facet, Facetwaarde, Sorteer, Streng, Vraag, adres},
        service::{self as zoeken, kaarten},
    },
};

#[derive(Debug, Template)]
#[template(path = "werkruimte/zoeken.html")]
struct Pagina {
    kader: Kader,
    raam: Raam,
    q: String,
    /// The kind that is chosen; empty when none is.
    soort: String,
    titel: String,
    aantal: String,
    bedoelde: Option<Link>,
    soorten: Vec<Keuze>,
    resultaten: Vec<Kaart>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

/// A kind to choose, with how many there are.
#[derive(Debug)]
struct Keuze {
    url: String,
    tekst: String,
    nu: bool,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let plek = werkplek(&ctx, conn, &thema).await?;
    let gevraagd = Vraag::lees(&paren, Streng::Nee)?;
    let slug = plek.thema.slug.to_string();
    let mut vraag = Vraag {
        pagina: gevraagd.pagina,
        per_pagina: gevraagd.per_pagina,
        facetten: true,
        uitleg: false,
        ..gevraagd.met_filter(Facet::Thema, vec![slug])
    };
    // Who lists a kind wants what is new.
    if vraag.q.is_empty() {
        vraag.sorteer = Sorteer::Nieuwste;
    }
    // What is asked here does not go into the journal: it can say what is besloten.
    let mut gevonden = zoeken::zoek(&ctx, &app.db, &app.index, &vraag).await?;
    kaarten::met_feiten(&ctx, &app.db, &mut gevonden.treffers).await?;
    let pad = format!("{}/zoeken", plek.pad());
    let url = |vraag: &Vraag| {
        let mut paren = vraag.paren();
        paren.retain(|(naam, _)| *naam != Facet::Thema.as_str() && *naam != "sorteer");
        adres(&pad, &paren)
    };
    let gekozen = vraag.filters.get(&Facet::Soort);
    let soort = gekozen.and_then(|waarden| waarden.first()).cloned();
    let deel = soort.as_deref().and_then(|soort| soort.parse().ok());
    let titel = deel.map_or("Zoeken in de werkruimte", Soort::label_meervoud);
    let per_soort = gevonden.facetten.get(&Facet::Soort).into_iter().flatten();
    let bladzijde = (vraag.pagina, vraag.per_pagina, gevonden.totaal);
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, Some(Soort::Thema.meervoud())),
        raam: Raam::laad(&ctx, conn, &plek, deel.map_or(Deel::Elders, Deel::Soort)).await?,
        titel: titel.to_owned(),
        aantal: taal::aantal(gevonden.totaal, "resultaat", "resultaten"),
        bedoelde: gevonden.bedoelde.map(|woorden| Link {
            url: url(&vraag.met_woorden(&woorden)),
            tekst: woorden,
            bij: String::new(),
        }),
        soorten: per_soort.map(|waarde| keuze(&vraag, waarde, url)).collect(),
        voorbij: (gevonden.treffers.is_empty() && gevonden.totaal > 0)
            .then(|| url(&vraag.op_pagina(1))),
        resultaten: gevonden.treffers.into_iter().map(Kaart::van).collect(),
        bladen: bladen(bladzijde, 10_000 / vraag.per_pagina, |n| {
            url(&vraag.op_pagina(n))
        }),
        soort: soort.unwrap_or_default(),
        q: vraag.q,
    }))
}

/// A kind with the same question in it; the one that is chosen leads back to all.
fn keuze(vraag: &Vraag, waarde: &Facetwaarde, url: impl Fn(&Vraag) -> String) -> Keuze {
    let waarden = if waarde.gekozen {
        Vec::new()
    } else {
        vec![waarde.waarde.clone()]
    };
    let aantal = taal::getal(i64::try_from(waarde.aantal).unwrap_or(i64::MAX));
    Keuze {
        url: url(&vraag.met_filter(Facet::Soort, waarden)),
        tekst: format!("{} ({aantal})", waarde.label),
        nu: waarde.gekozen,
    }
}
