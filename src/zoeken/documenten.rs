//! From tables to search documents, many at a time.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::Datelike as _;
use sea_orm::ConnectionTrait;
use search_index::{Document, Facet, Lapse, Standing};
use uuid::Uuid;

use super::store;
use crate::{
    ctx::jaar_van,
    db::{Teksten, tables::stuk},
    error::Result,
    organisaties::{self, model::Organisatie},
    soorten,
    stukken::{
        Kind as _,
        model::{INGETROKKEN, Soort},
        search::Zoekdeel,
    },
    taal,
    toepassingen::{
        model::{Klasse, Telling},
        service as toepassingen,
    },
    versheid::service as versheid,
    vraagpunten::service as vraagpunten,
};

/// The search documents of the given stukken. One that is gone has none.
///
/// # Errors
/// The database can't be read.
pub async fn documenten(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rijen = store::stukken(conn, ids).await?;
    let mut sleutels = store::sleutels(conn, ids).await?;
    let mut waarden = store::waarden(conn, ids).await?;
    let mut bijlagen = store::bijlagen(conn, ids).await?;
    let mut doelen = store::openbare_doelen(conn, ids).await?;
    let opvolgers = opvolgers_van(conn, &doelen).await?;
    let gevestigd = organisaties_van(conn, doelen.values().chain(opvolgers.values())).await?;
    let mut per_soort = zoekdelen(conn, &rijen).await?;
    let organisaties: Vec<Uuid> = rijen
        .iter()
        .filter(|r| is_organisatie(r))
        .map(|r| r.id)
        .collect();
    let gemeenten = organisaties::service::gemeenten_onder(conn, &organisaties).await?;
    let aanzien = Aanzien::laad(conn, &rijen).await?;
    let mut gevraagd = vraagpunten::zoektekst(conn, ids).await?;
    let documenten = rijen.into_iter().map(|rij| {
        let mut deel = per_soort
            .remove(&rij.id)
            .ok_or_else(|| anyhow::anyhow!("stuk {} has no row of its kind", rij.id))?;
        if let Some(tekst) = gevraagd.remove(&rij.id) {
            deel.tekst.push_str(&tekst);
        }
        let doelen = doelen.remove(&rij.id).unwrap_or_default();
        let mut facetten = Facetten::default();
        facetten.voeg_toe(Facet::Soort, rij.soort.clone());
        for (soort, waarde) in waarden.remove(&rij.id).unwrap_or_default() {
            facetten.voeg_toe(facet_van(&soort)?, waarde);
        }
        for doel in &doelen {
            facetten.van_doel(doel, &gevestigd);
            // What was done in a gemeente that ended is known today in the one it became part of.
            for opvolger in opvolgers.get(&doel.id).into_iter().flatten() {
                facetten.van_doel(opvolger, &gevestigd);
            }
        }
        facetten.eigen(&rij, &deel, gemeenten.contains(&rij.id));
        if let Some(klasse) = aanzien.klasse(&rij) {
            facetten.voeg_toe(Facet::Toepassing, klasse.to_string());
        }
        let standing = aanzien.van(&rij);
        let bijlagen = bijlagen.remove(&rij.id).unwrap_or_default();
        let namen = namen(&doelen, &opvolgers).into_iter();
        let rond: Vec<&str> = namen.chain(bijlagen.iter().map(String::as_str)).collect();
        let document = document(rij, deel, &rond, facetten, &mut sleutels);
        Ok(Document {
            standing,
            ..document
        })
    });
    documenten.collect()
}

fn document(
    rij: stuk::Model,
    deel: Zoekdeel,
    hoort_bij: &[&str],
    facetten: Facetten,
    sleutels: &mut HashMap<Uuid, Vec<String>>,
) -> Document {
    let Zoekdeel {
        tekst,
        rondom,
        namen,
        gewicht,
        facetten: _,
    } = deel;
    // A stuk is also found by its day, by the names of where it plays and what it belongs to, and by
    // what its bijlagen are called.
    let mut rond = vec![rondom];
    rond.extend(rij.datum.map(taal::dag));
    rond.extend(hoort_bij.iter().map(ToString::to_string));
    let nummers = [rij.kenmerk, rij.officieel_id, rij.extern_id];
    Document {
        id: rij.id.to_string(),
        version: rij.versie,
        keys: sleutels.remove(&rij.id).unwrap_or_default(),
        title: rij.titel.clone(),
        summary: rij.samenvatting,
        body: tekst,
        around: rond.join("\n"),
        // Who types a whole title wants that stuk: it counts like a number.
        identifiers: nummers
            .into_iter()
            .flatten()
            .chain(namen)
            .chain([rij.titel.clone()])
            .collect(),
        facets: facetten.0,
        changed_at: rij.gewijzigd_op.timestamp_micros(),
        weight: gewicht,
        standing: Standing::default(),
    }
}

/// What others made of the given stukken.
struct Aanzien {
    toegepast: HashMap<Uuid, Telling>,
    verlopen: HashSet<Uuid>,
}

impl Aanzien {
    async fn laad(conn: &impl ConnectionTrait, rijen: &[stuk::Model]) -> Result<Self> {
        let praktijken = rijen.iter().filter(|r| is_praktijk(r)).map(|r| r.id);
        let praktijken: Vec<Uuid> = praktijken.collect();
        let met_dag = rijen.iter().filter(|r| r.herzien_voor.is_some());
        let met_dag: Vec<Uuid> = met_dag.map(|r| r.id).collect();
        Ok(Self {
            toegepast: toepassingen::tellingen(conn, &praktijken).await?,
            verlopen: versheid::verlopen(conn, &met_dag).await?,
        })
    }

    /// How many others do the same; none for what can't be done by others.
    fn klasse(&self, rij: &stuk::Model) -> Option<Klasse> {
        let telling = self.toegepast.get(&rij.id).copied().unwrap_or_default();
        is_praktijk(rij).then(|| Klasse::van(telling.doen()))
    }

    fn van(&self, rij: &stuk::Model) -> Standing {
        Standing {
            lapse: if rij.status == INGETROKKEN {
                Lapse::Withdrawn
            } else if self.verlopen.contains(&rij.id) {
                Lapse::Overdue
            } else {
                Lapse::None
            },
            adoption: self
                .klasse(rij)
                .map(toepassingen::aanzien)
                .unwrap_or_default(),
        }
    }
}

fn is_praktijk(rij: &stuk::Model) -> bool {
    rij.soort == Soort::Praktijk.waarde()
}

fn facet_van(soort: &str) -> Result<Facet> {
    let onbekend = |_| anyhow::anyhow!("{soort} is no facet");
    Ok(soort.parse().map_err(onbekend)?)
}

/// The facet values of one document.
#[derive(Debug, Default)]
struct Facetten(BTreeMap<Facet, Vec<String>>);

impl Facetten {
    fn voeg_toe(&mut self, facet: Facet, waarde: String) {
        let waarden = self.0.entry(facet).or_default();
        if !waarde.is_empty() && !waarden.contains(&waarde) {
            waarden.push(waarde);
        }
    }

    /// What follows from a stuk it points at.
    fn van_doel(&mut self, doel: &stuk::Model, organisaties: &HashMap<Uuid, Organisatie>) {
        match doel.soort.parse() {
            Ok(Soort::Thema) => self.voeg_toe(Facet::Thema, doel.slug.clone()),
            Ok(Soort::Regeling) => self.voeg_toe(Facet::Regeling, doel.slug.clone()),
            Ok(Soort::Organisatie) => {
                if let Some(organisatie) = organisaties.get(&doel.id) {
                    self.van_organisatie(doel, organisatie);
                }
            }
            _ => {}
        }
    }

    fn van_organisatie(&mut self, rij: &stuk::Model, organisatie: &Organisatie) {
        if organisatie.is_gemeente() {
            self.voeg_toe(
                Facet::Gemeente,
                rij.officieel_id.clone().unwrap_or_default(),
            );
        }
        for (facet, waarde) in organisaties::service::facetten(organisatie) {
            self.voeg_toe(facet, waarde);
        }
    }

    /// What follows from the stuk itself.
    fn eigen(&mut self, rij: &stuk::Model, deel: &Zoekdeel, is_gemeente: bool) {
        for (facet, waarde) in &deel.facetten {
            self.voeg_toe(*facet, waarde.clone());
        }
        // A gemeente is found by itself; a thema and a regeling under their own name too.
        match rij.soort.parse() {
            Ok(Soort::Thema) => self.voeg_toe(Facet::Thema, rij.slug.clone()),
            Ok(Soort::Regeling) => self.voeg_toe(Facet::Regeling, rij.slug.clone()),
            Ok(Soort::Organisatie) => {
                let code = rij.officieel_id.clone().filter(|_| is_gemeente);
                self.voeg_toe(Facet::Gemeente, code.unwrap_or_default());
            }
            _ => {
                let van_datum = rij.datum.map(|d| d.year());
                let jaar = van_datum.or(rij.gepubliceerd_op.map(jaar_van));
                self.voeg_toe(Facet::Jaar, jaar.map_or(String::new(), |j| j.to_string()));
            }
        }
    }
}

/// The titles of the targets, and of the organisaties that took their place.
fn namen<'a>(
    doelen: &'a [stuk::Model],
    opvolgers: &'a HashMap<Uuid, Vec<stuk::Model>>,
) -> Vec<&'a str> {
    let mut namen: Vec<&str> = Vec::new();
    for doel in doelen {
        let nu = opvolgers.get(&doel.id).into_iter().flatten();
        for stuk in [doel].into_iter().chain(nu) {
            if !namen.contains(&stuk.titel.as_str()) {
                namen.push(&stuk.titel);
            }
        }
    }
    namen
}

fn is_organisatie(rij: &stuk::Model) -> bool {
    rij.soort == Soort::Organisatie.waarde()
}

/// The organisaties that took the place of those among the targets.
async fn opvolgers_van(
    conn: &impl ConnectionTrait,
    doelen: &HashMap<Uuid, Vec<stuk::Model>>,
) -> Result<HashMap<Uuid, Vec<stuk::Model>>> {
    let ids: Vec<Uuid> = doelen
        .values()
        .flatten()
        .filter(|d| is_organisatie(d))
        .map(|d| d.id)
        .collect();
    store::openbare_opvolgers(conn, &ids).await
}

/// The facts of the organisaties among the given stukken.
async fn organisaties_van(
    conn: &impl ConnectionTrait,
    stukken: impl Iterator<Item = &Vec<stuk::Model>>,
) -> Result<HashMap<Uuid, Organisatie>> {
    let ids: Vec<Uuid> = stukken
        .flatten()
        .filter(|d| is_organisatie(d))
        .map(|d| d.id)
        .collect();
    Organisatie::laad(conn, &ids, Teksten::Weg).await
}

async fn zoekdelen(
    conn: &impl ConnectionTrait,
    stukken: &[stuk::Model],
) -> Result<HashMap<Uuid, Zoekdeel>> {
    let mut alle = HashMap::new();
    for &soort in Soort::ALLE {
        let nummers: BTreeMap<Uuid, Option<&str>> = stukken
            .iter()
            .filter(|r| r.soort == soort.waarde())
            .map(|r| (r.id, r.officieel_id.as_deref()))
            .collect();
        if !nummers.is_empty() {
            alle.extend(soorten::zoekdelen(conn, soort, &nummers).await?);
        }
    }
    Ok(alle)
}
