//! From text to terms: the same chain for documents, queries and fragments.
//!
//! Cut into words, lower-case, fold accents, drop stop words, stem; the exact chain ends after
//! folding. The parts of compounds are a chain of their own, so that a word that stands in a text
//! and one that is only in another word are never taken for each other.

mod compound;
mod fold;
mod stem;
mod stopwords;
mod tokenize;

use std::vec;

use tantivy::tokenizer::{Token as EngineToken, TokenStream, Tokenizer};

pub(crate) use compound::{CompoundAnalyser, Part, Splitter};
pub use fold::fold;
pub(crate) use fold::is_ignorable;
pub(crate) use stem::Stemmer;
pub use stem::Stemming;
pub(crate) use stopwords::is_stopword;
pub(crate) use tokenize::{Token, tokenize};

/// The analyser of the stemmed fields.
pub(crate) const STEMMED_ANALYSER: &str = "dutch_stemmed";
/// The analyser of the unstemmed fields.
pub(crate) const EXACT_ANALYSER: &str = "dutch_exact";
/// The analyser of the field with the parts of compounds.
pub(crate) const COMPOUND_ANALYSER: &str = "dutch_compound";
/// The analyser of the field with pairs of neighbours.
pub(crate) const PAIR_ANALYSER: &str = "dutch_pair";

/// Raise this when the rules change; the word lists count by themselves.
const ANALYSIS_VERSION: u32 = 2;

/// Everything about the analysis that decides what an index holds.
pub(crate) fn fingerprint() -> String {
    format!(
        "{ANALYSIS_VERSION} {:?} {:?} {:?}",
        stopwords::STOPWORDS,
        stem::OVERRIDES,
        stem::PLURALS,
    )
}

/// The form under which an identifier is found: letters and digits, folded, so that `PRK-2026-0014`,
/// `prk 2026 0014` and `PRK20260014` are one.
pub(crate) fn identifier(written: &str) -> String {
    let mut form = String::new();
    for character in written
        .chars()
        .filter(|character| character.is_alphanumeric())
    {
        fold::push_folded(&mut form, character);
    }
    form
}

/// Returns the term of a word in the stemmed fields; a stop word has none.
pub(crate) fn stemmed_term<'a>(stemmer: &'a mut Stemmer, form: &str) -> Option<&'a str> {
    (!is_stopword(form)).then(|| stemmer.stem(form))
}

/// The exact chain as the engine wants it.
#[derive(Clone)]
pub(crate) struct ExactAnalyser;

/// The stemmed chain as the engine wants it.
#[derive(Clone)]
pub(crate) struct StemmedAnalyser(Stemmer);

impl StemmedAnalyser {
    pub(crate) fn new(stemming: Stemming) -> Self {
        Self(Stemmer::new(stemming))
    }
}

impl Tokenizer for ExactAnalyser {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        Terms::new(tokenize(text))
    }
}

impl Tokenizer for StemmedAnalyser {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        Terms::new(stemmed_terms(&mut self.0, text))
    }
}

fn stemmed_terms(stemmer: &mut Stemmer, text: &str) -> Vec<Token> {
    let mut tokens = tokenize(text);
    tokens.retain_mut(|token| match stemmed_term(stemmer, &token.form) {
        Some(stem) => {
            stem.clone_into(&mut token.form);
            true
        }
        None => false,
    });
    tokens
}

/// The chain of neighbours as the engine wants it.
#[derive(Clone)]
pub(crate) struct PairAnalyser(Stemmer);

impl PairAnalyser {
    pub(crate) fn new(stemming: Stemming) -> Self {
        Self(Stemmer::new(stemming))
    }
}

impl Tokenizer for PairAnalyser {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let mut words = stemmed_terms(&mut self.0, text);
        words.retain(|word| !word.part);
        let pairs = words.windows(2).map(|neighbours| Token {
            form: pair(&neighbours[0].form, &neighbours[1].form),
            ..neighbours[0].clone()
        });
        Terms::new(pairs.collect())
    }
}

/// Returns the term of two stems next to each other; stop words between them do not count.
pub(crate) fn pair(one: &str, next: &str) -> String {
    [one, next].join(" ")
}

/// A stream over terms already made.
pub(crate) struct Terms {
    rest: vec::IntoIter<Token>,
    token: EngineToken,
}

impl Terms {
    fn new(tokens: Vec<Token>) -> Self {
        Self {
            rest: tokens.into_iter(),
            token: EngineToken::default(),
        }
    }
}

impl TokenStream for Terms {
    fn advance(&mut self) -> bool {
        let Some(next) = self.rest.next() else {
            return false;
        };
        // Parts share the position of their word; the engine starts counting below zero, and the
        // word itself may have been a stop word.
        if !next.part || self.token.position == usize::MAX {
            self.token.position = self.token.position.wrapping_add(1);
        }
        self.token.offset_from = next.start;
        self.token.offset_to = next.end;
        self.token.text = next.form;
        true
    }

    fn token(&self) -> &EngineToken {
        &self.token
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::{Stemmer, identifier, stemmed_terms};

    #[test]
    fn the_whole_chain() {
        let mut stemmer = Stemmer::default();
        for (text, terms) in [
            ("De gemeenten en het gezin", vec!["gemeente", "gezin"]),
            ("Coördinatie van schulden", vec!["coordineer", "schuld"]),
            ("artikel 2.3.5", vec!["artikel", "2.3.5"]),
        ] {
            let found: Vec<String> = stemmed_terms(&mut stemmer, text)
                .into_iter()
                .map(|token| token.form)
                .collect();
            assert_eq!(found, terms, "{text}");
        }
    }

    #[test]
    fn identifiers_are_written_in_many_ways() {
        for written in ["PRK-2026-0014", "prk 2026.0014", "PRK20260014"] {
            assert_eq!(identifier(written), "prk20260014");
        }
        assert_eq!(identifier(" - "), "");
    }
}
