//! The page of one regeling: our words about it, its articles with what touches each, and what
//! touches the whole.

use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use crate::{
    app::App,
    begrippen::{self, model::Uitleg},
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Alinea, Kaart, Link, Stap},
        lijst,
        render::Kader,
        slot::Slot,
        verbanden::{self, Verbanden},
    },
    markdown::{self, SafeHtml},
    overzicht::model::is_afgesloten,
    regelingen::{
        model::{Plaatsen, Regeling, Vindplaats, artikel_link, officiele_tekst, plaatsen},
        service,
    },
    stukken::model::{Buur, Kop, Richting, Soort, Stuk, Verbandsoort},
    taal,
    zoeken::model::{Facet, Vraag},
};

/// How the texts of our own table end; the page says it before the text.
const REDACTIE: &str = "Omschrijving toegevoegd door de redactie.";
/// Cards of a kind, at most; search has them all.
const KAARTEN: usize = 12;
/// Other laws that the same stukken touch, at most.
const VERWANT: usize = 6;

/// The page of one regeling.
#[derive(Debug, Template)]
#[template(path = "regeling.html")]
pub struct RegelingPagina {
    kader: Kader,
    titel: String,
    lead: SafeHtml,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    regelingsoort: &'static str,
    afkorting: String,
    leefdomeinen: String,
    officieel: Option<String>,
    artikelen: Vec<Artikelblok>,
    /// Whether a stuk touches one of the articles.
    artikel_geraakt: bool,
    /// The knelpunten about the regeling or one of its articles, what is still open first.
    knelpunten: Vec<Kaart>,
    /// The search for all of them, when there are more.
    meer_knelpunten: Option<Link>,
    /// The other stukken about the whole regeling.
    kaarten: Vec<Kaart>,
    /// That there are more, in a sentence.
    deel_getoond: Option<String>,
    onaangeraakt: bool,
    zoek: String,
    zoek_woord: String,
    themas: Vec<Link>,
    verwant: Vec<Link>,
    verbanden: Verbanden,
    slot: Slot,
    json: String,
}

/// An article on the page.
#[derive(Debug)]
struct Artikelblok {
    anker: String,
    naam: String,
    samenvatting: SafeHtml,
    url: Option<String>,
    stukken: Vec<Raakpunt>,
}

/// A stuk that touches an article.
#[derive(Debug)]
struct Raakpunt {
    url: String,
    titel: String,
    icoon: &'static str,
    /// Its kind, and the part of the article that it names.
    bij: String,
}

impl RegelingPagina {
    /// Puts the page together.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Regeling>) -> Result<Self> {
        let pad = stuk.kop.pad();
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&stuk.kop.titel);
        let id = stuk.kop.officieel_id.clone().unwrap_or_default();
        let (leefdomeinen, _) = beeld::woorden(&stuk);
        let Plaatsen { artikelen, heel } = plaatsen(&stuk.inhoud, &stuk.buren);
        let artikel_geraakt = artikelen.iter().any(|v| !v.stukken.is_empty());
        let (knelpunten, totaal_knelpunten) = kaarten(app, ctx, &knelpunten_over(&stuk)).await?;
        let heel: Vec<&Buur> = heel.into_iter().filter(|b| !is_knelpunt(b)).collect();
        let (kaarten, totaal) = kaarten(app, ctx, &heel).await?;
        let zoek = Vraag::default().met_filter(Facet::Regeling, vec![stuk.kop.slug.to_string()]);
        let verwant = service::verwant(ctx, app.db.read(), &stuk).await?;
        let afkorting = stuk.inhoud.afkorting.clone();
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            titel: stuk.kop.titel.clone(),
            lead: markdown::regel(&stuk.kop.samenvatting, &mut uitleg),
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(inleiding(&stuk.inhoud.tekst), &mut uitleg),
            alineas: beeld::alineas(&stuk.inhoud.secties, &mut uitleg),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            regelingsoort: stuk.inhoud.regelingsoort.label(),
            leefdomeinen,
            officieel: officiele_tekst(&id),
            artikel_geraakt,
            artikelen: artikelen
                .into_iter()
                .map(|v| blok(v, &id, &mut uitleg))
                .collect(),
            onaangeraakt: kaarten.is_empty() && knelpunten.is_empty() && !artikel_geraakt,
            meer_knelpunten: meer_knelpunten(&zoek, knelpunten.len(), totaal_knelpunten),
            knelpunten,
            deel_getoond: deel_getoond(kaarten.len(), totaal),
            kaarten,
            zoek: zoek.pad(),
            zoek_woord: Vraag::default()
                .met_woorden(if afkorting.is_empty() {
                    &stuk.kop.titel
                } else {
                    &afkorting
                })
                .pad(),
            afkorting,
            themas: beeld::links(&stuk, Soort::Thema),
            verwant: verwant.into_iter().take(VERWANT).map(verwante).collect(),
            verbanden: verbanden::verbanden_buiten(&stuk, elders),
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        })
    }
}

/// The text without its last sentence, which the page says before it.
fn inleiding(tekst: &str) -> &str {
    tekst.trim_end().strip_suffix(REDACTIE).unwrap_or(tekst)
}

/// Whether a neighbour stands elsewhere on the page than under the verbanden.
fn elders(buur: &Buur) -> bool {
    let raakt = buur.richting == Richting::In && buur.verband == Verbandsoort::BetreftRegeling;
    raakt || buur.kop.soort == Soort::Thema
}

fn blok(vindplaats: Vindplaats<'_>, officieel_id: &str, uitleg: &mut Uitleg<'_>) -> Artikelblok {
    let Vindplaats {
        nummer,
        samenvatting,
        stukken,
    } = vindplaats;
    let raakpunt = |(buur, delen): (&Buur, Vec<&str>)| {
        let soort = buur.kop.soort;
        let bij: Vec<&str> = [soort.label()].into_iter().chain(delen).collect();
        Raakpunt {
            url: buur.kop.pad(),
            titel: buur.kop.titel.clone(),
            icoon: soort.waarde(),
            bij: bij.join(", "),
        }
    };
    Artikelblok {
        anker: nummer.anker(),
        naam: format!("Artikel {nummer}"),
        samenvatting: markdown::regel(samenvatting, uitleg),
        url: artikel_link(officieel_id, &nummer),
        stukken: stukken.into_iter().map(raakpunt).collect(),
    }
}

fn is_knelpunt(buur: &Buur) -> bool {
    buur.kop.soort == Soort::Knelpunt
}

/// The knelpunten about a regeling, whole or in part.
fn knelpunten_over(stuk: &Stuk<Regeling>) -> Vec<&Buur> {
    let buren = stuk.buren.iter();
    buren.filter(|b| elders(b) && is_knelpunt(b)).collect()
}

/// The search for all knelpunten about a regeling, when the page has not all of them.
fn meer_knelpunten(zoek: &Vraag, getoond: usize, totaal: usize) -> Option<Link> {
    (getoond < totaal).then(|| {
        let soort = vec![Soort::Knelpunt.to_string()];
        let totaal = taal::aantal(totaal as u64, "knelpunt", "knelpunten");
        Link {
            url: zoek.met_filter(Facet::Soort, soort).pad(),
            tekst: format!("Zoek en filter in alle {totaal}"),
            bij: String::new(),
        }
    })
}

/// Cards of stukken about a regeling, praktijken first and what was closed last, and how many there are in
/// all. A thema stands in the margin.
async fn kaarten(app: &App, ctx: &Ctx, heel: &[&Buur]) -> Result<(Vec<Kaart>, usize)> {
    let mut plaatsen: HashMap<Uuid, Vec<String>> = HashMap::new();
    let mut koppen: Vec<&Kop> = Vec::new();
    for buur in heel.iter().filter(|b| b.kop.soort != Soort::Thema) {
        let hier = plaatsen.entry(buur.kop.id).or_insert_with(|| {
            koppen.push(&buur.kop);
            Vec::new()
        });
        hier.extend(Some(buur.plaats.clone()).filter(|p| !p.is_empty()));
    }
    let totaal = koppen.len();
    koppen.sort_by_key(|k| (k.soort, is_afgesloten(k)));
    let per_soort = koppen.chunk_by(|a, b| a.soort == b.soort);
    let getoond: Vec<Kop> = per_soort
        .flat_map(|koppen| koppen.iter().take(KAARTEN))
        .map(|kop| (*kop).clone())
        .collect();
    let ids: Vec<Uuid> = getoond.iter().map(|k| k.id).collect();
    let mut kaarten = lijst::kaarten(app, ctx, getoond).await?;
    for (kaart, id) in kaarten.iter_mut().zip(ids) {
        kaart.meta.extend(plaatsen.remove(&id).unwrap_or_default());
    }
    Ok((kaarten, totaal))
}

/// That the page does not show everything, when it doesn't.
fn deel_getoond(getoond: usize, totaal: usize) -> Option<String> {
    (getoond < totaal).then(|| format!("U ziet hier {getoond} van de {totaal} stukken."))
}

fn verwante((kop, aantal): (Kop, u64)) -> Link {
    Link {
        bij: format!("samen in {}", taal::aantal(aantal, "stuk", "stukken")),
        ..Link::naar(&kop)
    }
}
