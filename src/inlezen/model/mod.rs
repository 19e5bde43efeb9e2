//! A record as it is taken in: checked, with every mistake told at once. Pure.

mod basis;
mod inhoud;
#[cfg(test)]
mod tests;
mod verwijzingen;

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Map, Value};

use crate::{
    error::Fouten,
    ids::Slug,
    schrijven::model::TE_DIEP,
    soorten::Inhoud,
    stukken::{
        Kenmerk,
        model::{Basis, Soort, Verbandsoort},
    },
    velden::Velden,
};

/// Longest texts, in characters. A title has room for the official name of a law, which may list
/// every law that it changes.
const MAX_TITEL: usize = 1_000;
const MAX_SAMENVATTING: usize = 2_000;
const MAX_TEKST: usize = 1_000_000;

/// Where a record stands, for messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plek {
    /// The file, as it was given.
    pub bestand: String,
    /// The line it starts on, from 1.
    pub regel: usize,
    /// The lines of its fields, where each has one of its own.
    pub velden: BTreeMap<String, usize>,
}

impl Plek {
    /// The line of a field such as `bron.url`, or where the record starts.
    pub fn regel_van(&self, veld: &str) -> usize {
        let hoofdveld = veld.split('.').next().unwrap_or_default();
        self.velden.get(hoofdveld).copied().unwrap_or(self.regel)
    }
}

/// The fields of a record before they are checked.
#[derive(Debug, Clone)]
pub struct Ruw {
    /// Where it stands.
    pub plek: Plek,
    /// Its identity when it names no externId: the path within its folder. None for a line of
    /// `.jsonl`, whose identity then follows from what it says.
    pub pad: Option<String>,
    /// Whether it belongs to the content of the product, which may give a kenmerk itself.
    pub ingebouwd: bool,
    /// What it says.
    pub velden: Map<String, Value>,
}

/// A link from a record to another stuk, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verwijzing {
    /// The field it stands in.
    pub veld: &'static str,
    /// How the two hang together.
    pub verband: Verbandsoort,
    /// The kind it points at, when the field says so.
    pub soort: Option<Soort>,
    /// Slug, kenmerk, official id, externId, or the name of a gemeente.
    pub naar: String,
    /// The place in the target; often empty.
    pub plaats: String,
}

/// A record that is fit to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its identity over runs.
    pub sleutel: String,
    /// Whether it belongs to the content of the product.
    pub ingebouwd: bool,
    /// The id it has where it came from.
    pub extern_id: Option<String>,
    /// The kenmerk it must get (`content/` only).
    pub kenmerk: Option<Kenmerk>,
    /// The address it wants.
    pub slug: Option<Slug>,
    /// What all kinds share.
    pub basis: Basis,
    /// What is particular to its kind.
    pub inhoud: Inhoud,
    /// What it points at, without doubles.
    pub verwijzingen: Vec<Verwijzing>,
    /// Hash of what the record says of itself, as it was written: it changes when the source
    /// changes, not when a release reads the same words into another form.
    pub hash: String,
}

/// The fields that point at other stukken; their links have a hash of their own.
const WIJZERS: [&str; 5] = [
    "themas",
    "gemeenten",
    "organisaties",
    "regelingen",
    "verbanden",
];

/// Checks a record.
///
/// # Errors
/// Everything that is wrong with it, each with its field and remedy.
pub fn controleer(ruw: Ruw) -> Result<Record, Fouten> {
    let Ruw {
        plek: _,
        pad,
        ingebouwd,
        velden,
    } = ruw;
    let hash = hash(&velden);
    let mut v = Velden::nieuw(velden);
    let inleesbaar = Soort::ALLE.iter().filter(|soort| soort.is_inleesbaar());
    let inleesbaar: Vec<&str> = inleesbaar.map(|soort| soort.waarde()).collect();
    let soort: Option<Soort> = v.keuze("soort", &inleesbaar);
    if soort.is_none() && v.fouten.is_empty() {
        let melding = format!(
            "Vul een soort in: {}.",
            crate::waarden::opsomming(inleesbaar.iter().copied())
        );
        v.fouten.meld("soort", "verplicht", melding);
    }
    let titel = v
        .verplicht("titel", MAX_TITEL)
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    let tekst = v.verplicht("tekst", MAX_TEKST);
    let te_diep = tekst.as_deref().is_some_and(crate::markdown::te_diep);
    let tekst = tekst.filter(|_| !te_diep);
    if te_diep {
        v.fouten.meld("tekst", "te-diep", TE_DIEP);
    }
    let Some(soort) = soort else {
        // Which other fields are right depends on the kind.
        return Err(v.fouten);
    };
    let extern_id = basis::extern_id(&mut v);
    let kenmerk = basis::kenmerk(&mut v, soort, ingebouwd);
    let slug = basis::slug(&mut v);
    let basis = basis::basis(
        &mut v,
        soort,
        titel.unwrap_or_default(),
        tekst.as_deref().unwrap_or_default(),
    );
    let secties = inhoud::secties(&mut v, soort);
    let Some(inhoud) = inhoud::inhoud(&mut v, soort, tekst.unwrap_or_default(), secties) else {
        return Err(v.fouten);
    };
    let verwijzingen = verwijzingen::verwijzingen(&mut v);
    let sleutel = sleutel(extern_id.as_deref(), pad, ingebouwd, &basis);
    let record = Record {
        sleutel,
        ingebouwd,
        extern_id,
        kenmerk,
        slug,
        basis,
        inhoud,
        verwijzingen,
        hash,
    };
    v.klaar().of(record)
}

fn hash(velden: &Map<String, Value>) -> String {
    let van_zichzelf: BTreeMap<&String, &Value> = velden
        .iter()
        .filter(|(veld, _)| !WIJZERS.contains(&veld.as_str()))
        .collect();
    let mut tekst = String::new();
    for (veld, waarde) in van_zichzelf {
        let _ = writeln!(tekst, "{veld}={waarde}");
    }
    crate::hash::hash_tekst(&tekst)
}

/// The identity of a record over runs (design section 7).
fn sleutel(extern_id: Option<&str>, pad: Option<String>, ingebouwd: bool, basis: &Basis) -> String {
    match (extern_id, pad) {
        (Some(id), _) => format!("extern:{id}"),
        // Our own files must not meet those of somebody's folder, whatever that is called.
        (None, Some(pad)) if ingebouwd => format!("ingebouwd:{pad}"),
        (None, Some(pad)) => format!("pad:{pad}"),
        (None, None) => {
            let url = basis
                .bron
                .as_ref()
                .and_then(|b| b.url.as_deref())
                .unwrap_or_default();
            let tekst = format!("{url}\n{}\n{}", basis.soort, basis.titel);
            format!("bron:{}", crate::hash::hash_tekst(&tekst))
        }
    }
}
