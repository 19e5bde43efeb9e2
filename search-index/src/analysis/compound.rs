//! The parts of the compounds of a text, as terms.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::Tokenizer;

use super::{Stemmer, Stemming, Terms, Token, stemmed_term, tokenize};
use crate::language::{Language, Lexicon, split};

/// Above this many remembered words the memory starts afresh.
const REMEMBERED: usize = 50_000;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// As it stands in the lexicon.
    pub form: String,
    pub stem: String,
}

/// Takes compounds apart and remembers what it has done; texts repeat their words.
#[derive(Clone)]
pub(crate) struct Splitter {
    lexicon: Arc<Lexicon>,
    stemmer: Stemmer,
    parts: FxHashMap<String, Vec<Part>>,
}

impl Splitter {
    pub(crate) fn new(lexicon: Arc<Lexicon>, stemming: Stemming) -> Self {
        Self {
            stemmer: Stemmer::new(stemming),
            lexicon,
            parts: FxHashMap::default(),
        }
    }

    /// Returns the parts of a folded word, one a stem; none when it is no compound.
    pub(crate) fn parts(&mut self, form: &str) -> &[Part] {
        if !self.parts.contains_key(form) {
            if self.parts.len() >= REMEMBERED {
                self.parts.clear();
            }
            let parts = self.compute(form);
            self.parts.insert(form.to_owned(), parts);
        }
        self.parts.get(form).map_or(&[], Vec::as_slice)
    }

    fn compute(&mut self, form: &str) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for part in split(&self.lexicon, form) {
            if let Some(stem) = stemmed_term(&mut self.stemmer, &part)
                && !parts.iter().any(|known| known.stem == stem)
            {
                parts.push(Part {
                    stem: stem.to_owned(),
                    form: part.into_owned(),
                });
            }
        }
        parts
    }
}

/// The chain of parts as the engine wants it.
#[derive(Clone)]
pub(crate) struct CompoundAnalyser(Splitter);

impl CompoundAnalyser {
    pub(crate) fn new(language: &Language) -> Self {
        Self(language.splitter())
    }
}

impl Tokenizer for CompoundAnalyser {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let mut terms = Vec::new();
        for Token {
            form, start, end, ..
        } in tokenize(text)
        {
            terms.extend(self.0.parts(&form).iter().map(|part| Token {
                form: part.stem.clone(),
                start,
                end,
                part: false,
            }));
        }
        Terms::new(terms)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{TokenStream as _, Tokenizer as _};

    use super::CompoundAnalyser;
    use crate::language::{Language, Lexicon, Synonyms};

    #[test]
    fn only_parts_are_terms() {
        let lexicon = Lexicon::new("gezin\nhulp\nvoogd\nzorg\njeugd\n");
        let mut analyser = CompoundAnalyser::new(&Language::new(lexicon, Synonyms::default()));
        let mut found = Vec::new();
        analyser
            .token_stream("Zorg door gezinsvoogden en de jeugdhulp-keten")
            .process(&mut |token| found.push((token.text.clone(), token.offset_from)));
        let told: Vec<(&str, usize)> = found
            .iter()
            .map(|(text, at)| (text.as_str(), *at))
            .collect();
        assert_eq!(
            told,
            [("gezin", 10), ("voogd", 10), ("jeugd", 30), ("hulp", 30)]
        );
    }
}
