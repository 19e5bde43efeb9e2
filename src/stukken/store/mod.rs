//! All SQL of the spine: finding and listing ([`lezen`]), writing rows ([`schrijven`]), names that
//! are given once ([`namen`]), states that are kept ([`revisies`](mod@revisies)), changes that wait ([`voorstellen`] and
//! [`werk`]),
//! why something was done ([`redenen`](mod@redenen)), who reads by a toegangslink ([`links`]), who writes ([`auteurs`](mod@auteurs)), and files
//! ([`bijlagen`](mod@bijlagen)).

mod auteurs;
mod bijlagen;
mod lezen;
mod links;
mod namen;
mod redenen;
mod revisies;
mod schrijven;
mod voorstellen;
mod werk;

pub use self::schrijven::*;
pub use auteurs::*;
pub use bijlagen::*;
pub use lezen::*;
pub use links::*;
pub use namen::*;
pub use redenen::*;
pub use revisies::*;
pub use voorstellen::*;
pub use werk::*;

use super::model::{Bron, Eigenaar, Kop, Sectie};
use crate::{db::tables::stuk, error::Result};

/// The two facets of `stuk_waarde`.
const LEEFDOMEIN: &str = "leefdomein";
const DOELGROEP: &str = "doelgroep";

/// The head of a stuk, from its row.
pub fn kop(rij: stuk::Model) -> Result<Kop> {
    let stuk::Model {
        id,
        soort,
        kenmerk,
        slug,
        titel,
        sorteer: _,
        samenvatting,
        status,
        eigenaar_id,
        eigenaar_functie,
        versie,
        datum,
        herzien_voor,
        extern_id,
        officieel_id,
        zoeknummer: _,
        bron_naam,
        bron_url,
        bron_plaats,
        aangemaakt_op,
        gewijzigd_op,
        gepubliceerd_op,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("stuk {id} has a broken {veld}");
    Ok(Kop {
        id,
        soort: soort.parse().map_err(|()| kapot("soort"))?,
        kenmerk: kenmerk
            .map(|k| k.parse())
            .transpose()
            .map_err(|()| kapot("kenmerk"))?,
        slug: slug.parse().map_err(|()| kapot("slug"))?,
        titel,
        samenvatting,
        status,
        versie,
        datum,
        officieel_id,
        extern_id,
        bron: bron_naam.map(|naam| Bron {
            naam,
            url: bron_url,
            plaats: bron_plaats,
        }),
        aangemaakt_op,
        gewijzigd_op,
        gepubliceerd_op,
        eigenaar: Eigenaar {
            organisatie: eigenaar_id,
            functie: eigenaar_functie.unwrap_or_default(),
        },
        herzien_voor,
    })
}

fn koppen(rijen: Vec<stuk::Model>) -> Result<Vec<Kop>> {
    rijen.into_iter().map(kop).collect()
}

/// Sections as the tables of the kinds keep them.
pub fn secties_naar_json(secties: &[Sectie]) -> Result<String> {
    Ok(serde_json::to_string(secties).map_err(anyhow::Error::from)?)
}

/// Sections from a table of a kind, none when the JSON is broken.
pub fn secties_uit_json(json: &str) -> Option<Vec<Sectie>> {
    serde_json::from_str(json).ok()
}
