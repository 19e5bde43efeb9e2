//! Begrippen, where they stand in a text, and which of them a page has used. Pure.

mod vinden;

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::ids::{Slug, vouw};

/// A word of the field with its explanation: a row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Begrip {
    /// The word or abbreviation, as people write it. With a capital it counts as a name or an
    /// abbreviation, which is only found as it is written here.
    pub begrip: String,
    /// What it stands for; empty when it is no abbreviation.
    pub voluit: String,
    /// What it means.
    pub uitleg: String,
}

impl Begrip {
    /// Its name in an address: `#wsm`.
    pub fn slug(&self) -> Slug {
        Slug::van_titel(&self.begrip)
    }

    /// The name of its explanation on the page of a stuk. It can't be that of another part.
    pub fn anker(&self) -> String {
        format!("woord-{}", self.slug())
    }
}

/// All begrippen, in the order of the alphabet.
#[derive(Debug, Clone, Default)]
pub struct Woordenboek {
    begrippen: Vec<Begrip>,
    /// Places in `begrippen`, longest word first.
    langste_eerst: Vec<usize>,
}

impl Woordenboek {
    /// A list in any order. A word that is there twice counts once.
    pub fn nieuw(mut begrippen: Vec<Begrip>) -> Self {
        begrippen.retain(|b| !b.begrip.trim().is_empty());
        begrippen.sort_by_cached_key(|b| (vouw(&b.begrip), b.begrip.clone()));
        begrippen.dedup_by_key(|b| b.slug());
        let mut langste_eerst: Vec<usize> = (0..begrippen.len()).collect();
        langste_eerst.sort_by_key(|n| std::cmp::Reverse(begrippen[*n].begrip.chars().count()));
        Self {
            begrippen,
            langste_eerst,
        }
    }

    /// All of them.
    pub fn begrippen(&self) -> &[Begrip] {
        &self.begrippen
    }
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deel<'t> {
    /// Just text.
    Tekst(&'t str),
    /// A word that is used for the first time, and where its explanation stands.
    Woord {
        /// As it stands in the text.
        tekst: &'t str,
        /// The name of the explanation on this page.
        anker: String,
    },
}

/// Remembers over all texts of one page which begrippen have been used and which of those lead to
/// their explanation.
#[derive(Debug, Clone)]
pub struct Uitleg<'b> {
    boek: &'b Woordenboek,
    gebruikt: BTreeSet<usize>,
    gelinkt: BTreeSet<usize>,
}

impl<'b> Uitleg<'b> {
    /// For a new page.
    pub fn nieuw(boek: &'b Woordenboek) -> Self {
        Self {
            boek,
            gebruikt: BTreeSet::new(),
            gelinkt: BTreeSet::new(),
        }
    }

    /// Takes note of the begrippen in a text that can't hold links, such as a heading.
    pub fn noteer(&mut self, tekst: &str) {
        let gevonden = self.boek.vind(tekst);
        self.gebruikt.extend(gevonden.into_iter().map(|(_, n)| n));
    }

    /// Cuts a text at the begrippen that are new to this page.
    pub fn knip<'t>(&mut self, tekst: &'t str) -> Vec<Deel<'t>> {
        let mut delen = Vec::new();
        let mut vanaf = 0;
        for (plek, n) in self.boek.vind(tekst) {
            self.gebruikt.insert(n);
            if !self.gelinkt.insert(n) {
                continue;
            }
            if plek.start > vanaf {
                delen.push(Deel::Tekst(&tekst[vanaf..plek.start]));
            }
            vanaf = plek.end;
            delen.push(Deel::Woord {
                tekst: &tekst[plek],
                anker: self.boek.begrippen[n].anker(),
            });
        }
        if vanaf < tekst.len() {
            delen.push(Deel::Tekst(&tekst[vanaf..]));
        }
        delen
    }

    /// The begrippen that the page has used, in the order of the alphabet.
    pub fn gebruikt(&self) -> impl Iterator<Item = &'b Begrip> {
        self.gebruikt.iter().map(|n| &self.boek.begrippen[*n])
    }
}

#[cfg(test)]
mod tests;
