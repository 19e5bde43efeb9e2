//! What the index holds of a document, and the changes that bring it there.

use std::collections::BTreeMap;

use tantivy::TantivyDocument;

use crate::analysis::identifier;
use crate::facet::Facet;
use crate::ranking::Indexing;
use crate::schema::Fields;

/// A document as the index takes it: plain text, no mark-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The identity; a second document with the same id replaces the first.
    pub id: String,
    /// The version in the tables, for comparing index and tables.
    pub version: i64,
    /// The keys that may read it; without keys nobody finds it.
    pub keys: Vec<String>,
    /// The title.
    pub title: String,
    /// The summary; a fragment begins here when nothing better matches.
    pub summary: String,
    /// The rest of the text.
    pub body: String,
    /// What stands around it, such as the names of what it is tied to: searched, never shown in a
    /// fragment.
    pub around: String,
    /// Numbers and abbreviations it is known by (`PRK-2026-0014`, `BWBR0035362`, `Wmo 2015`).
    pub identifiers: Vec<String>,
    /// The values by facet; doubles count once.
    pub facets: BTreeMap<Facet, Vec<String>>,
    /// When it last changed, in microseconds since 1970.
    pub changed_at: i64,
    /// How heavily it counts.
    pub weight: Weight,
    /// What others made of it.
    pub standing: Standing,
}

/// How heavily a document counts in the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// As its text says.
    #[default]
    Normal,
    /// A reference record (organisatie, regeling): its text score is halved, unless every word of
    /// the query is in its title. A match on an identifier always counts in full. So it is found by
    /// name and number and does not drown the stukken that are about something.
    Low,
}

/// What happened to a document since it was written, as far as the ranking minds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Whether it can still be relied on.
    pub lapse: Lapse,
    /// How many others do what it describes.
    pub adoption: Adoption,
}

/// Whether a document can still be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lapse {
    /// As far as is known.
    #[default]
    None,
    /// It had to be looked at again and was not.
    Overdue,
    /// Who answers for it took it back.
    Withdrawn,
}

/// How many others do what a document describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Adoption {
    /// Nobody.
    #[default]
    None,
    /// Some.
    Few,
    /// So many that more would not tell more.
    Many,
}

/// A change to the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Adds a document or replaces the one with the same id.
    Put(Box<Document>),
    /// Removes the document with this id; harmless when there is none.
    Delete(String),
}

impl Lapse {
    /// The steps there are, as a number in the index.
    pub(crate) const fn step(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Overdue => 1,
            Self::Withdrawn => 2,
        }
    }
}

impl Adoption {
    /// The steps there are, as a number in the index.
    pub(crate) const fn step(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Few => 1,
            Self::Many => 2,
        }
    }
}

impl Document {
    pub(crate) fn into_engine(self, fields: &Fields, indexing: Indexing) -> TantivyDocument {
        let mut engine = TantivyDocument::default();
        engine.add_text(fields.id, &self.id);
        engine.add_i64(fields.version, self.version);
        engine.add_u64(fields.fingerprint, self.fingerprint());
        engine.add_i64(fields.changed_at, self.changed_at);
        engine.add_bool(fields.low, self.weight == Weight::Low);
        engine.add_u64(fields.lapse, self.standing.lapse.step());
        engine.add_u64(fields.adoption, self.standing.adoption.step());
        for key in distinct(self.keys) {
            engine.add_text(fields.keys, key);
        }
        for form in distinct(
            self.identifiers
                .iter()
                .map(|written| identifier(written))
                .collect(),
        ) {
            engine.add_text(fields.identifiers, form);
        }
        for (facet, values) in self.facets {
            for value in distinct(values) {
                engine.add_text(fields.facets[facet as usize], value);
            }
        }
        let lead = lead(&self.body, indexing.lead_words);
        for text in [&self.title, &self.summary, lead] {
            engine.add_text(fields.pairs, text);
        }
        for field in [fields.all, fields.exact, fields.parts] {
            for _ in 0..indexing.title_times {
                engine.add_text(field, &self.title);
            }
            engine.add_text(field, &self.summary);
            engine.add_text(field, &self.body);
            engine.add_text(field, lead);
            engine.add_text(field, &self.around);
        }
        engine.add_text(fields.title, &self.title);
        engine.add_text(fields.title_exact, &self.title);
        engine.add_text(fields.title_text, self.title);
        engine.add_text(fields.summary_text, self.summary);
        engine.add_text(fields.body_text, self.body);
        engine
    }
}

/// The first words of a text.
fn lead(text: &str, words: usize) -> &str {
    let mut rest = text;
    for _ in 0..words {
        let word = rest.trim_start();
        rest = &word[word.find(char::is_whitespace).unwrap_or(word.len())..];
    }
    &text[..text.len() - rest.len()]
}

fn distinct(mut values: Vec<String>) -> Vec<String> {
    values.retain(|value| !value.is_empty());
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::lead;

    #[test]
    fn the_lead_is_whole_words() {
        for (text, words, expected) in [
            ("Een gezin met schulden.", 2, "Een gezin"),
            ("  Een\n gezin ", 2, "  Een\n gezin"),
            ("Een", 5, "Een"),
            ("Één gezin", 1, "Één"),
            ("Een", 0, ""),
            ("", 3, ""),
        ] {
            assert_eq!(lead(text, words), expected, "{text}");
        }
    }
}
