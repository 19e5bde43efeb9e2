//! From what a reader types to what the index is asked.
//!
//! [`mod@parse`] takes the text apart, [`expand`] decides with the reader's own vocabulary which
//! terms stand for each word and makes the [`plan`], [`score`] adds up what each document gets.
//!
//! Words are alternatives: a document with one of them is a hit, and the ranking does the rest.
//! Requiring all words loses far more good answers than it removes bad ones.

mod article;
mod expand;
mod explain;
mod named;
mod parse;
mod phrase;
mod plan;
mod score;
mod standing;
mod tally;
mod weak;

use std::collections::BTreeMap;

use crate::facet::Facet;
use crate::keys::Keys;

pub use explain::{Explanation, Factor, How, Reason};
pub use parse::is_quote;
pub(crate) use parse::{pieces, without_points};
pub(crate) use plan::{Plan, PlannedTerm};
pub(crate) use score::Scores;

/// The values chosen by facet; a facet without values does not filter.
pub(crate) type Filters = BTreeMap<Facet, Vec<String>>;

/// A question of a reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What was typed; every text is a valid query.
    ///
    /// * Words are alternatives, and stand for their other forms, their synonyms, the compounds
    ///   they are in and, when they are compounds, their parts.
    /// * `"sociaal team"`, in straight or typographic quotation marks: a hit has these words next
    ///   to each other, in this order and as typed but for case and accents.
    /// * `-jeugd`, `-"sociaal team"`: no hit has the word in any of its forms, or the words next
    ///   to each other. Compounds with the word in them, synonyms and look-alikes stay.
    /// * Nothing but exclusions asks for everything else, and nothing but white space for
    ///   everything; both newest first.
    /// * A last word that no readable document has stands for those that begin so.
    pub text: String,
    /// The keys of the reader.
    pub readable: Keys,
    /// The values chosen by facet; a facet without values does not filter.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// How many hits to pass over.
    pub offset: usize,
    /// How many hits to return.
    pub limit: usize,
    /// The facets of which to count the values.
    pub facets: Vec<Facet>,
    /// Whether to tell of each hit why it stands where it stands.
    pub explain: bool,
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
