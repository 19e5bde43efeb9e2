//! The search page.

use askama::Template;
use axum::{extract::State, response::Response};
use search_index::is_quote;

use super::{
    Antwoord, Facet, Facetwaarde, Sorteer, Streng, Vraag, facetlabel,
    facetten::{Facetblok, facetblokken},
    leeg::{self, Filter},
    service::{self, Wegwijzer, kaarten},
    uitleg::{self, Som},
    voorbeelden,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Bladen, Kaart, Link},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
    },
    kennisvragen::service::wensen::{Zoekhulp, zoekhulp},
    taal,
};

#[derive(Debug, Template)]
#[template(path = "zoeken.html")]
struct Zoekpagina {
    kader: Kader,
    titel: String,
    /// What was asked, for the title of the window.
    gevraagd: String,
    q: String,
    gezocht: bool,
    aantal_filters: usize,
    bedoelde: Option<Link>,
    meldingen: Vec<String>,
    tabs: Vec<Tab>,
    facetten: Vec<Facetblok>,
    verborgen: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    wis_url: String,
    /// Questions with results, when this one has none.
    uitwegen: Vec<Link>,
    /// What who is logged in can do when nothing was found.
    zoekhulp: Option<Zoekhulp>,
    volgorde: Vec<Keuze>,
    /// To the explanation of the order, or away from it.
    uitleg: Option<Link>,
    resultaten: Vec<Resultaat>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<Link>,
    voorbeelden: Vec<Link>,
}

/// A result, and why it stands there when that was asked.
#[derive(Debug)]
struct Resultaat {
    kaart: Kaart,
    som: Option<Som>,
}

/// A kind with its results.
#[derive(Debug)]
struct Tab {
    url: String,
    tekst: String,
    aantal: String,
    nu: bool,
}

/// A choice among two.
#[derive(Debug)]
struct Keuze {
    url: String,
    tekst: &'static str,
    nu: bool,
}

/// A chosen filter, to be taken away.
#[derive(Debug)]
struct Chip {
    url: String,
    facet: &'static str,
    waarde: String,
}

/// Shows the results of a question.
pub async fn zoeken(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let vraag = Vraag {
        facetten: true,
        ..Vraag::lees(&paren, Streng::Nee)?
    };
    if let Some(wegwijzer) = nummer_in(&app, &ctx, &vraag).await? {
        app.journaal.noteer(&ctx, &vraag, 1);
        return Ok(doorverwijzing(wegwijzer.pad()));
    }
    let mut gevonden = service::zoek(&ctx, &app.db, &app.index, &vraag).await?;
    kaarten::met_feiten(&ctx, &app.db, &mut gevonden.treffers).await?;
    app.journaal.noteer(&ctx, &vraag, gevonden.totaal);
    let uitwegen = match gevonden.totaal {
        0 => {
            let filters = match gevonden.vraag.aantal_filters() {
                0..=leeg::MEESTE => filters(&gevonden),
                _ => Vec::new(),
            };
            leeg::uitwegen(&app, &ctx, &gevonden.vraag, filters).await?
        }
        _ => Vec::new(),
    };
    let hulp = match gevonden.totaal {
        0 => zoekhulp(&ctx, &app.db, &app.index, &gevonden.vraag.q).await?,
        _ => None,
    };
    Ok(antwoord(&zoekpagina(
        &app,
        &ctx,
        gevonden,
        (uitwegen, hulp),
    )))
}

/// The page that the whole question is the number of, so that the reader lands on it. Quotation
/// marks ask for the text itself, also when it is a number.
async fn nummer_in(app: &App, ctx: &Ctx, vraag: &Vraag) -> Result<Option<Wegwijzer>> {
    let heeft_cijfer = vraag.q.bytes().any(|b| b.is_ascii_digit());
    let letterlijk = vraag.q.contains(is_quote);
    if !heeft_cijfer || letterlijk || vraag.aantal_filters() > 0 {
        return Ok(None);
    }
    service::wijs(ctx, &app.db, &vraag.q).await
}

fn zoekpagina(
    app: &App,
    ctx: &Ctx,
    gevonden: Antwoord,
    (uitwegen, zoekhulp): (Vec<Link>, Option<Zoekhulp>),
) -> Zoekpagina {
    let chips = chips(&gevonden);
    let Antwoord {
        vraag,
        totaal,
        bedoelde,
        treffers,
        facetten,
        meldingen,
    } = gevonden;
    let vraag = &vraag;
    let titel = match totaal {
        0 => "Niets gevonden".to_owned(),
        n => taal::aantal(n, "resultaat", "resultaten"),
    };
    let bladen = (vraag.pagina, vraag.per_pagina, totaal);
    let voorbij = (treffers.is_empty() && totaal > 0).then(|| Link {
        url: vraag.op_pagina(1).pad(),
        tekst: "Begin bij de eerste bladzijde".to_owned(),
        bij: String::new(),
    });
    Zoekpagina {
        kader: Kader::nieuw(app, ctx, None).met_zoekvraag(&vraag.q),
        titel,
        gevraagd: gevraagd(vraag, &chips),
        voorbij,
        q: vraag.q.clone(),
        gezocht: !vraag.q.is_empty(),
        aantal_filters: vraag.aantal_filters(),
        bedoelde: bedoelde.map(|b| Link {
            url: vraag.met_woorden(&b).pad(),
            tekst: b,
            bij: String::new(),
        }),
        meldingen,
        tabs: tabs(
            vraag,
            facetten.get(&Facet::Soort).map_or(&[], Vec::as_slice),
        ),
        chips,
        wis_url: vraag.zonder_filters().pad(),
        uitwegen,
        zoekhulp,
        volgorde: Sorteer::ALLE
            .iter()
            .map(|s| Keuze {
                url: vraag.op_volgorde(*s).pad(),
                tekst: s.label(),
                nu: vraag.sorteer == *s,
            })
            .collect(),
        uitleg: uitleg::knop(vraag),
        resultaten: treffers
            .into_iter()
            .zip(1..)
            .map(|(treffer, nummer)| Resultaat {
                som: treffer
                    .uitleg
                    .as_ref()
                    .map(|uitleg| Som::van(uitleg, nummer)),
                kaart: Kaart::van(treffer),
            })
            .collect(),
        bladen: beeld::bladen(bladen, 10_000 / vraag.per_pagina, |n| {
            vraag.op_pagina(n).pad()
        }),
        facetten: facetblokken(facetten),
        verborgen: verborgen(vraag),
        // A number is no plain word to try, and what was asked did not help.
        voorbeelden: voorbeelden()
            .into_iter()
            .filter(|v| v.tekst != vraag.q && !v.tekst.contains(|c: char| c.is_ascii_digit()))
            .collect(),
    }
}

/// The question in words, so that tabs of a browser and bookmarks can be told apart.
fn gevraagd(vraag: &Vraag, chips: &[Chip]) -> String {
    let mut delen = Vec::new();
    if !vraag.q.is_empty() {
        delen.push(vraag.q.clone());
    }
    delen.extend(chips.iter().take(3).map(|c| c.waarde.clone()));
    let woorden = if delen.is_empty() {
        String::new()
    } else {
        format!(" voor {}", delen.join(", "))
    };
    let bladzijde = match vraag.pagina {
        1 => String::new(),
        n => format!(", pagina {n}"),
    };
    woorden + &bladzijde
}

/// Every chosen value: its facet, the words for it, and the question without it.
fn gekozen(gevonden: &Antwoord) -> impl Iterator<Item = (Facet, String, Vraag)> {
    let Antwoord {
        vraag, facetten, ..
    } = gevonden;
    vraag.filters.iter().flat_map(move |(facet, waarden)| {
        waarden.iter().map(move |waarde| {
            let bekend = facetten.get(facet).into_iter().flatten();
            let label = bekend
                .into_iter()
                .find(|w| w.waarde == *waarde)
                .map_or_else(|| waarde.clone(), |w| w.label.clone());
            (*facet, label, vraag.zonder(*facet, waarde))
        })
    })
}

fn filters(gevonden: &Antwoord) -> Vec<Filter> {
    gekozen(gevonden)
        .map(|(_, label, zonder)| (label, zonder))
        .collect()
}

fn chips(gevonden: &Antwoord) -> Vec<Chip> {
    gekozen(gevonden)
        .map(|(facet, waarde, zonder)| Chip {
            url: zonder.pad(),
            facet: facetlabel(facet),
            waarde,
        })
        .collect()
}

/// What the filter form keeps beside the boxes that are ticked.
fn verborgen(vraag: &Vraag) -> Vec<(&'static str, String)> {
    let zonder = Vraag {
        per_pagina: 20,
        ..vraag.zonder_filters()
    };
    zonder.paren()
}

/// One tab for everything and one for each kind that has results or is chosen.
fn tabs(vraag: &Vraag, soorten: &[Facetwaarde]) -> Vec<Tab> {
    let gekozen = vraag
        .filters
        .get(&Facet::Soort)
        .map_or(&[][..], Vec::as_slice);
    let alles: u64 = soorten.iter().map(|w| w.aantal).sum();
    let tab = |waarden: Vec<String>, tekst: &str, aantal: u64, nu: bool| Tab {
        url: vraag.met_filter(Facet::Soort, waarden).pad(),
        tekst: tekst.to_owned(),
        aantal: taal::getal(aantal.cast_signed()),
        nu,
    };
    let eerste = tab(Vec::new(), "Alles", alles, gekozen.is_empty());
    let per_soort = soorten.iter().map(|w| {
        let nu = gekozen == std::slice::from_ref(&w.waarde);
        tab(vec![w.waarde.clone()], &w.label, w.aantal, nu)
    });
    [eerste].into_iter().chain(per_soort).collect()
}
