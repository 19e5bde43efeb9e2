//! The search page, the home page, and the lasting address of a kenmerk.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    model::{Antwoord, Facet, Sorteer, Streng, Vraag, facetlabel},
    service,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        beeld::{self, Bladen, Kaart, Link},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst,
        render::{Kader, antwoord, doorverwijzing, omleiding},
    },
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
};

/// The routes of zoeken and the home page.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(start))
        .route("/zoeken", get(zoeken))
        .route("/id/{kenmerk}", get(op_kenmerk))
}

/// Values of a facet shown at first; a chosen one is always shown.
const WAARDEN: usize = 12;

#[derive(Debug, Template)]
#[template(path = "start.html")]
struct Startpagina {
    kader: Kader,
    getallen: Vec<Getal>,
    praktijken: Vec<Kaart>,
    publicaties: Vec<Kaart>,
    themas: Vec<Link>,
    voorbeelden: Vec<Link>,
}

/// A figure with the list it counts.
#[derive(Debug)]
struct Getal {
    aantal: String,
    naam: &'static str,
    wat: &'static str,
    url: &'static str,
}

async fn start(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let conn = app.db.read();
    let lijst = async |soort, aantal| stukken::lijst(&ctx, conn, soort, None, (0, aantal)).await;
    let praktijken = lijst(Soort::Praktijk, 4).await?;
    let publicaties = lijst(Soort::Publicatie, 4).await?;
    let themas = lijst(Soort::Thema, 24).await?;
    let regelingen = lijst(Soort::Regeling, 0).await?;
    let getal = |aantal: u64, naam, wat, url| {
        let aantal = taal::getal(aantal.cast_signed());
        Getal {
            aantal,
            naam,
            wat,
            url,
        }
    };
    let pagina = Startpagina {
        kader: Kader::nieuw(&app, None).op("/"),
        getallen: vec![
            getal(
                praktijken.totaal,
                "praktijken",
                "die een ander kan overnemen",
                "/praktijken",
            ),
            getal(
                themas.totaal,
                "thema’s",
                "waar Rijk en gemeenten aan werken",
                "/themas",
            ),
            getal(
                regelingen.totaal,
                "regelingen",
                "met wat erover is gezegd",
                "/regelingen",
            ),
            getal(
                publicaties.totaal,
                "publicaties",
                "waar het uit komt",
                "/publicaties",
            ),
        ],
        themas: themategels(&app, &ctx, &themas.koppen).await?,
        praktijken: lijst::kaarten(&app, &ctx, praktijken.koppen).await?,
        publicaties: lijst::kaarten(&app, &ctx, publicaties.koppen).await?,
        voorbeelden: voorbeelden(),
    };
    Ok(antwoord(&pagina))
}

/// Questions to start with; each finds something in the content of the product.
fn voorbeelden() -> Vec<Link> {
    let vragen = [
        "hulp bij schulden",
        "sociale teams",
        "vervoer wmo",
        "kst-34477-16",
    ];
    let link = |q: &str| Link {
        url: Vraag::default().met_woorden(q).pad(),
        tekst: q.to_owned(),
        bij: String::new(),
    };
    vragen.map(link).into()
}

/// The thema's with how many stukken each has for this reader.
async fn themategels(app: &App, ctx: &Ctx, themas: &[Kop]) -> Result<Vec<Link>> {
    let alles = Vraag {
        per_pagina: 1,
        ..Vraag::default()
    }
    .met_filter(Facet::Soort, vec![Soort::Praktijk.to_string()]);
    let antwoord = service::zoek(ctx, &app.db, &app.index, &alles).await?;
    let tellingen = antwoord.facetten.get(&Facet::Thema);
    let tegel = |kop: &Kop| {
        let telling = tellingen
            .into_iter()
            .flatten()
            .find(|w| w.waarde == kop.slug.as_str());
        let aantal = telling.map_or(0, |w| w.aantal);
        let bij = match aantal {
            0 => "nog geen praktijken".to_owned(),
            n => taal::aantal(n, "praktijk", "praktijken"),
        };
        Link {
            bij,
            ..Link::naar(kop)
        }
    };
    Ok(themas.iter().map(tegel).collect())
}

#[derive(Debug, Template)]
#[template(path = "zoeken.html")]
struct Zoekpagina {
    kader: Kader,
    titel: String,
    bladzijde: String,
    q: String,
    gezocht: bool,
    aantal_filters: usize,
    bedoelde: Option<Link>,
    meldingen: Vec<String>,
    tabs: Vec<Tab>,
    facetten: Vec<Facetblok>,
    verborgen: Vec<(&'static str, String)>,
    chips: Vec<(String, String)>,
    wis_url: String,
    zonder_filters: Option<Link>,
    volgorde: Vec<Keuze>,
    kaarten: Vec<Kaart>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<Link>,
    voorbeelden: Vec<Link>,
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

/// A facet with its values.
#[derive(Debug)]
struct Facetblok {
    sleutel: &'static str,
    naam: &'static str,
    open: bool,
    opties: Vec<Optie>,
}

/// A value of a facet.
#[derive(Debug)]
struct Optie {
    waarde: String,
    label: String,
    aantal: String,
    gekozen: bool,
}

async fn zoeken(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let vraag = Vraag {
        facetten: true,
        ..Vraag::lees(&paren, Streng::Nee)?
    };
    if let Some(kop) = nummer_in(&app, &ctx, &vraag).await? {
        return Ok(doorverwijzing(&kop.pad()));
    }
    let gevonden = service::zoek(&ctx, &app.db, &app.index, &vraag).await?;
    let zonder = match gevonden.totaal {
        0 if vraag.aantal_filters() > 0 => {
            let vraag = vraag.zonder_filters();
            Some(
                service::zoek(&ctx, &app.db, &app.index, &vraag)
                    .await?
                    .totaal,
            )
        }
        _ => None,
    };
    Ok(antwoord(&zoekpagina(&app, gevonden, zonder)))
}

/// The stuk that the whole question is the number of, so that the reader lands on it.
async fn nummer_in(app: &App, ctx: &Ctx, vraag: &Vraag) -> Result<Option<Kop>> {
    let heeft_cijfer = vraag.q.bytes().any(|b| b.is_ascii_digit());
    if !heeft_cijfer || vraag.q.len() > 40 || vraag.aantal_filters() > 0 {
        return Ok(None);
    }
    stukken::op_nummer(ctx, app.db.read(), &vraag.q).await
}

fn zoekpagina(app: &App, gevonden: Antwoord, zonder: Option<u64>) -> Zoekpagina {
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
    let label = |facet: Facet, waarde: &str| {
        let waarden = facetten.get(&facet).into_iter().flatten();
        let gevonden = waarden.into_iter().find(|w| w.waarde == waarde);
        gevonden.map_or_else(|| waarde.to_owned(), |w| w.label.clone())
    };
    let chips = vraag
        .filters
        .iter()
        .flat_map(|(facet, waarden)| waarden.iter().map(move |w| (*facet, w)))
        .map(|(facet, w)| (vraag.zonder(facet, w).pad(), label(facet, w)))
        .collect();
    let zonder_filters = zonder.filter(|n| *n > 0).map(|n| Link {
        url: vraag.zonder_filters().pad(),
        tekst: "Zoek zonder filter".to_owned(),
        bij: taal::aantal(n, "resultaat", "resultaten"),
    });
    let bladen = (vraag.pagina, vraag.per_pagina, totaal);
    let voorbij = (treffers.is_empty() && totaal > 0).then(|| Link {
        url: vraag.op_pagina(1).pad(),
        tekst: "Begin bij de eerste bladzijde".to_owned(),
        bij: String::new(),
    });
    let bladzijde = match vraag.pagina {
        1 => String::new(),
        n => format!(", pagina {n}"),
    };
    Zoekpagina {
        kader: Kader::nieuw(app, None).met_zoekvraag(&vraag.q),
        titel,
        bladzijde,
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
        zonder_filters,
        volgorde: Sorteer::ALLE
            .iter()
            .map(|s| Keuze {
                url: vraag.op_volgorde(*s).pad(),
                tekst: s.label(),
                nu: vraag.sorteer == *s,
            })
            .collect(),
        kaarten: treffers.into_iter().map(Kaart::van).collect(),
        bladen: beeld::bladen(bladen, 10_000 / vraag.per_pagina, |n| {
            vraag.op_pagina(n).pad()
        }),
        facetten: facetblokken(facetten),
        verborgen: verborgen(vraag),
        voorbeelden: voorbeelden(),
    }
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
fn tabs(vraag: &Vraag, soorten: &[super::model::Facetwaarde]) -> Vec<Tab> {
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

/// The facets that have something to choose, the first ones open.
fn facetblokken(
    mut facetten: std::collections::BTreeMap<Facet, Vec<super::model::Facetwaarde>>,
) -> Vec<Facetblok> {
    const VOLGORDE: [Facet; 12] = [
        Facet::Soort,
        Facet::Thema,
        Facet::Leefdomein,
        Facet::Regeling,
        Facet::Doelgroep,
        Facet::Gemeente,
        Facet::Provincie,
        Facet::Gemeentegrootte,
        Facet::Fase,
        Facet::Onderbouwing,
        Facet::Kosten,
        Facet::Jaar,
    ];
    const OPEN: usize = 2;
    VOLGORDE
        .into_iter()
        .filter_map(|facet| {
            let waarden = facetten.remove(&facet).filter(|w| !w.is_empty())?;
            let gekozen = waarden.iter().any(|w| w.gekozen);
            let opties = waarden
                .into_iter()
                .enumerate()
                .filter(|(i, w)| *i < WAARDEN || w.gekozen)
                .map(|(_, w)| Optie {
                    waarde: w.waarde,
                    label: w.label,
                    aantal: taal::getal(w.aantal.cast_signed()),
                    gekozen: w.gekozen,
                });
            Some((facet, gekozen, opties.collect()))
        })
        .enumerate()
        .map(|(i, (facet, gekozen, opties))| Facetblok {
            sleutel: facet.as_str(),
            naam: facetlabel(facet),
            open: gekozen || i < OPEN,
            opties,
        })
        .collect()
}

/// `/id/{kenmerk}`: the address that is quoted in letters, for ever.
async fn op_kenmerk(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(kenmerk): Naam,
) -> Result<Response, PageError> {
    let kop = stukken::op_nummer(&ctx, app.db.read(), &kenmerk)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(omleiding(&kop.pad()))
}
