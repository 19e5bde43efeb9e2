//! Types of a thema. Pure.

use serde::{Deserialize, Serialize};

use crate::stukken::model::Sectie;

/// What is particular to a thema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thema {
    /// What it is about, as Markdown.
    pub tekst: String,
    /// Its sections.
    pub secties: Vec<Sectie>,
}
