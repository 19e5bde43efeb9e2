//! What a query asks of the index, when everything about words is decided.

use tantivy::schema::Field;

use crate::query::How;
use crate::statistics::View;

/// A term, and how much an occurrence of it counts.
#[derive(Debug, Clone)]
pub(crate) struct PlannedTerm {
    pub field: Field,
    pub text: String,
    pub weight: f32,
    /// A word that people know, where the term is a stem.
    pub shown: String,
}

impl PartialEq for PlannedTerm {
    /// Terms that find the same are the same, whatever they are called.
    fn eq(&self, other: &Self) -> bool {
        (self.field, &self.text) == (other.field, &other.text)
            && self.weight.total_cmp(&other.weight).is_eq()
    }
}

/// A word in the forms that count as one: occurrences of all are counted together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlannedWord {
    pub terms: Vec<PlannedTerm>,
}

/// Words of which a document needs all, and what having them counts for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    pub words: Vec<PlannedWord>,
    pub weight: f32,
    /// How the words came from those of the query.
    pub how: How,
    /// The words of the query that it explains, a bit a word.
    pub places: u64,
}

/// A reference to an article of a law, as far as titles can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArticleReference {
    /// What the title must have: the number, and the word `artikel`.
    pub required: Vec<String>,
    /// Stems of words that may be from the name of the law.
    pub law: Vec<String>,
    /// Names of which a title must have all words.
    pub names: Vec<Vec<String>>,
    /// Abbreviations, as identifiers.
    pub identifiers: Vec<String>,
}

/// What a query asks of the index.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The words of the query, by place.
    pub typed: Vec<String>,
    /// What counts, without doubles, in the order in which scores are added up.
    pub clauses: Vec<Clause>,
    /// Identifiers and what a match adds.
    pub identifiers: Vec<(String, f32)>,
    /// References to articles.
    pub articles: Vec<ArticleReference>,
    /// Identifiers of laws that the query names.
    pub laws: Vec<String>,
    /// Per word the stems of which a title must have one to be called after it.
    pub title: Vec<Vec<String>>,
    /// Per word the forms of which the name of a reference record must have one.
    pub title_forms: Vec<Vec<String>>,
    /// Words that a document must have next to each other.
    pub phrases: Vec<Vec<String>>,
    /// Terms that a document must not have.
    pub without: Vec<PlannedTerm>,
    /// Words that a document must not have next to each other.
    pub without_phrases: Vec<Vec<String>>,
    /// Whether nothing is asked but that some words do not occur.
    pub only_without: bool,
    /// The query with its unknown words replaced.
    pub did_you_mean: Option<String>,
}

impl Plan {
    /// Makes a plan of stems, all equal.
    pub(crate) fn of_stems(view: &View, stems: Vec<String>) -> Self {
        let mut plan = Self::default();
        for stem in stems {
            plan.add_term(view.fields.all, &stem, 1.0, How::Word);
        }
        plan
    }

    /// Adds a term that counts by itself.
    pub(crate) fn add_term(&mut self, field: Field, text: &str, weight: f32, how: How) {
        self.add(vec![word(text, [(field, text, 1.0)])], weight, 0, how);
    }

    /// Adds a clause; of two that ask the same the heavier stays.
    pub(crate) fn add(&mut self, words: Vec<PlannedWord>, weight: f32, places: u64, how: How) {
        match self.clauses.iter_mut().find(|clause| clause.words == words) {
            Some(clause) => {
                if weight > clause.weight {
                    (clause.weight, clause.how) = (weight, how);
                }
                clause.places |= places;
            }
            None => self.clauses.push(Clause {
                words,
                weight,
                how,
                places,
            }),
        }
    }

    /// Every term that may have brought a document among the hits.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &PlannedTerm> {
        let words = self.clauses.iter().flat_map(|clause| &clause.words);
        words.flat_map(|word| &word.terms)
    }
}

/// Makes a word of terms.
pub(crate) fn word<const N: usize>(shown: &str, terms: [(Field, &str, f32); N]) -> PlannedWord {
    PlannedWord {
        terms: terms
            .map(|(field, text, weight)| PlannedTerm {
                field,
                text: text.to_owned(),
                weight,
                shown: shown.to_owned(),
            })
            .into(),
    }
}
