//! What an answer holds.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Facet, Vraag};
use crate::{
    markdown::SafeHtml,
    stukken::model::{Kaartfeit, Kop},
};

/// A hit, checked against the tables.
#[derive(Debug, Clone)]
pub struct Treffer {
    /// The stuk.
    pub kop: Kop,
    /// Where the words stand, marked.
    pub fragment: SafeHtml,
    /// How well it fits; only comparable within one answer.
    pub score: f32,
    /// Its thema's, by title.
    pub themas: Vec<Doel>,
    /// The gemeenten it plays in, by title.
    pub gemeenten: Vec<Doel>,
    /// What its kind shows on a card; empty until it is asked for.
    pub feiten: Vec<Kaartfeit>,
    /// Why it stands where it stands, when that was asked.
    pub uitleg: Option<search_index::Explanation>,
}

/// A stuk that a hit points at and its reader may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doel {
    /// Its identity.
    pub id: Uuid,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub titel: String,
    /// Its id in an official register.
    pub officieel_id: Option<String>,
}

/// A value of a facet with its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facetwaarde {
    /// The value in the URL.
    pub waarde: String,
    /// The words for people.
    pub label: String,
    /// How many results it would leave.
    pub aantal: u64,
    /// Whether it is chosen.
    pub gekozen: bool,
}

/// The answer to a question: only what the asker may read.
#[derive(Debug, Clone)]
pub struct Antwoord {
    /// The question, with every value under its one name.
    pub vraag: Vraag,
    /// How many stukken fit.
    pub totaal: u64,
    /// What may have been meant.
    pub bedoelde: Option<String>,
    /// The results of this page.
    pub treffers: Vec<Treffer>,
    /// The values of each facet, most frequent first.
    pub facetten: BTreeMap<Facet, Vec<Facetwaarde>>,
    /// What the asker should know, such as a filter value that does not exist.
    pub meldingen: Vec<String>,
}

/// How many stukken fit a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tellingen {
    /// All together.
    pub totaal: u64,
    /// By the values of the facets that were asked for.
    pub per_facet: BTreeMap<Facet, BTreeMap<String, u64>>,
}

impl Tellingen {
    /// How many have this value.
    pub fn van(&self, facet: Facet, waarde: &str) -> u64 {
        let waarden = self.per_facet.get(&facet);
        let aantal = waarden.and_then(|waarden| waarden.get(waarde));
        aantal.copied().unwrap_or_default()
    }
}

/// The name of a facet for people.
pub const fn facetlabel(facet: Facet) -> &'static str {
    match facet {
        Facet::Soort => "Soort",
        Facet::Thema => "Thema",
        Facet::Leefdomein => "Leefdomein",
        Facet::Doelgroep => "Doelgroep",
        Facet::Regeling => "Regeling",
        Facet::Gemeente => "Gemeente",
        Facet::Provincie => "Provincie",
        Facet::Gemeentegrootte => "Grootte van de gemeente",
        Facet::Fase => "Fase",
        Facet::Onderbouwing => "Onderbouwing",
        Facet::Kosten => "Kosten",
        Facet::Toepassing => "Anderen doen dit ook",
        Facet::Jaar => "Jaar",
    }
}
