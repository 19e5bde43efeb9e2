//! From what a reader types to what the index is asked.
//!
//! [`mod@parse`] cuts the text into words, [`expand`] decides with the reader's own vocabulary which
//! terms stand for each word, [`score`] adds up what each document gets for them.
//!
//! Words are alternatives: a document with one of them is a hit, and the ranking does the rest.
//! Requiring all words loses far more good answers than it removes bad ones.

mod expand;
mod parse;
mod score;

use std::collections::BTreeMap;

use crate::facet::Facet;
use crate::keys::Keys;

pub(crate) use expand::Plan;
#[cfg(test)]
pub(crate) use expand::PlannedTerm;
pub(crate) use parse::parse;
pub(crate) use score::Scores;

/// A question of a reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What was typed. Nothing but white space asks for everything, newest first.
    pub text: String,
    /// The keys of the reader.
    pub readable: Keys,
    /// The values chosen by facet; a facet without values does not filter.
    pub filters: BTreeMap<Facet, Vec<String>>,
    /// The order.
    pub sort: Sort,
    /// How many hits to pass over.
    pub offset: usize,
    /// How many hits to return.
    pub limit: usize,
    /// Whether to count facet values.
    pub facets: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first; equals by newest, then by id.
    #[default]
    Relevance,
    /// Newest first; equals by id.
    Newest,
}
