//! Decides which terms stand for the words of a query.
//!
//! Every decision asks the reader's own vocabulary. A word that the reader's documents do not have
//! is replaced by those that look most like it; two neighbours that exist as one word
//! (`schuld hulpverlening`) also stand for that word. Synonyms and the clause for article numbers
//! belong here, between the words and the joins, as further [`PlannedTerm`]s.

use std::collections::HashSet;

use tantivy::schema::Field;

use super::parse::{Piece, parse};
use crate::analysis::{Stemmer, Token, identifier, is_stopword, stemmed_term};
use crate::error::Result;
use crate::statistics::View;

/// The weight of a word in the stemmed field.
const STEMMED: f32 = 1.0;
/// The weight of a word in the unstemmed field, on top: the very form a little before its kin.
const EXACT: f32 = 0.2;
/// The weight of a word made of two neighbours, against words that stand as typed.
const JOINED: f32 = 0.7;
/// What the whole query being an identifier adds: more than any text can give.
const WHOLE_IDENTIFIER: f32 = 100.0;
/// What a part of the query being an identifier adds.
const PART_IDENTIFIER: f32 = 10.0;
/// An identifier inside a longer query has a digit and at least this length.
const SHORTEST_PART_IDENTIFIER: usize = 4;
/// An identifier inside a longer query has at most this many words (`BWBR 003 53 62`).
const WIDEST_PART_IDENTIFIER: usize = 4;
/// No more unknown words than this are looked up by resemblance; each walks a part of the vocabulary.
const MOST_FUZZY: usize = 12;
/// What may stand between the halves of a compound.
const LINKS: [&str; 3] = ["", "s", "en"];

/// A term and what it counts for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlannedTerm {
    pub field: Field,
    pub text: String,
    pub weight: f32,
}

/// What a query asks of the index.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The terms, without doubles, in the order in which scores are added up.
    pub terms: Vec<PlannedTerm>,
    /// Identifiers and what a match adds.
    pub identifiers: Vec<(String, f32)>,
    /// Per word the stems of which a title must have one to be called after it.
    pub title: Vec<Vec<String>>,
    /// The query with its unknown words replaced.
    pub did_you_mean: Option<String>,
}

impl Plan {
    /// Makes the plan of a query for one reader.
    pub(crate) fn new(view: &View, text: &str) -> Result<Self> {
        let pieces = parse(text);
        let mut plan = Self::default();
        plan.add_identifiers(view, text)?;
        if pieces
            .iter()
            .flat_map(Piece::tokens)
            .all(|token| is_stopword(&token.form))
        {
            for piece in &pieces {
                plan.add(view.fields.exact, &piece.word.form, STEMMED);
            }
            return Ok(plan);
        }
        let mut expansion = Expansion::new(view, &pieces, plan);
        expansion.add_joins()?;
        expansion.add_words()?;
        Ok(expansion.finish(text))
    }

    /// Makes a plan of stems, all equal.
    pub(crate) fn of_stems(view: &View, stems: Vec<String>) -> Self {
        let mut plan = Self::default();
        for stem in stems {
            plan.add(view.fields.all, &stem, STEMMED);
        }
        plan
    }

    fn add(&mut self, field: Field, text: &str, weight: f32) {
        match self
            .terms
            .iter_mut()
            .find(|term| term.field == field && term.text == text)
        {
            Some(term) => term.weight = term.weight.max(weight),
            None => self.terms.push(PlannedTerm {
                field,
                text: text.to_owned(),
                weight,
            }),
        }
    }

    fn add_identifiers(&mut self, view: &View, text: &str) -> Result<()> {
        let words: Vec<String> = text
            .split_whitespace()
            .map(identifier)
            .filter(|word| !word.is_empty())
            .take(64)
            .collect();
        let whole = words.concat();
        let mut seen = HashSet::new();
        for width in 1..=WIDEST_PART_IDENTIFIER {
            for window in words.windows(width) {
                let form = window.concat();
                let numbered = form.bytes().any(|byte| byte.is_ascii_digit());
                if form != whole
                    && numbered
                    && form.len() >= SHORTEST_PART_IDENTIFIER
                    && seen.insert(form.clone())
                    && view.frequency(view.fields.identifiers, &form)? > 0
                {
                    self.identifiers.push((form, PART_IDENTIFIER));
                }
            }
        }
        if !whole.is_empty() && view.frequency(view.fields.identifiers, &whole)? > 0 {
            self.identifiers.push((whole, WHOLE_IDENTIFIER));
        }
        Ok(())
    }
}

/// A plan in the making.
struct Expansion<'a> {
    view: &'a View,
    pieces: &'a [Piece],
    stemmer: Stemmer,
    plan: Plan,
    /// Per piece the stems that stand for it; empty for stop words.
    stems: Vec<Vec<String>>,
    /// Which pieces are half of a joined word: those need no other explanation.
    joined: Vec<bool>,
    replacements: Vec<(Token, String)>,
    guesses: usize,
}

impl<'a> Expansion<'a> {
    fn new(view: &'a View, pieces: &'a [Piece], plan: Plan) -> Self {
        // Who typed an identifier means that document, and not a word that looks like it.
        let is_identifier = plan
            .identifiers
            .iter()
            .any(|(_, boost)| *boost >= WHOLE_IDENTIFIER);
        Self {
            view,
            pieces,
            stemmer: Stemmer::new(),
            plan,
            stems: vec![Vec::new(); pieces.len()],
            joined: vec![false; pieces.len()],
            replacements: Vec::new(),
            guesses: if is_identifier { MOST_FUZZY } else { 0 },
        }
    }

    fn add_joins(&mut self) -> Result<()> {
        let pieces = self.pieces;
        for (place, pair) in pieces.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            if !(left.is_plain() && right.is_plain() && right.adjacent) {
                continue;
            }
            let stopwords = [left, right]
                .iter()
                .filter(|piece| is_stopword(&piece.word.form))
                .count();
            let links = match stopwords {
                0 => &LINKS[..],
                1 => &LINKS[..1],
                _ => continue,
            };
            for link in links {
                let form = [left.word.form.as_str(), link, right.word.form.as_str()].concat();
                if !is_stopword(&form) && self.view.knows(&mut self.stemmer, &form)? {
                    self.add_form(place, &form, JOINED);
                    self.add_form(place + 1, &form, JOINED);
                    self.joined[place] = true;
                    self.joined[place + 1] = true;
                }
            }
        }
        Ok(())
    }

    fn add_words(&mut self) -> Result<()> {
        let pieces = self.pieces;
        for (place, piece) in pieces.iter().enumerate() {
            let known = self.add_if_known(place, &piece.word)?;
            let has_digit = piece.word.form.chars().any(char::is_numeric);
            for part in &piece.parts {
                if !self.add_if_known(place, part)? && !known && !has_digit {
                    self.guess(place, part)?;
                }
            }
            if piece.parts.is_empty() && !known && !self.joined[place] {
                self.guess(place, &piece.word)?;
            }
            if self.stems[place].is_empty()
                && let Some(stem) = stemmed_term(&mut self.stemmer, &piece.word.form)
            {
                // Nobody's title has it, and it counts as a word that the title lacks.
                self.stems[place].push(stem.to_owned());
            }
        }
        Ok(())
    }

    /// Adds the word when the reader's documents have it; stop words count as known.
    fn add_if_known(&mut self, place: usize, token: &Token) -> Result<bool> {
        if is_stopword(&token.form) {
            return Ok(true);
        }
        let known = self.view.knows(&mut self.stemmer, &token.form)?;
        if known {
            self.add_form(place, &token.form, 1.0);
        }
        Ok(known)
    }

    fn guess(&mut self, place: usize, token: &Token) -> Result<()> {
        if self.guesses >= MOST_FUZZY {
            return Ok(());
        }
        self.guesses += 1;
        let candidates = self.view.look_alikes(&token.form)?;
        for form in &candidates {
            self.add_form(place, form, 1.0);
        }
        if let Some(best) = candidates.into_iter().next() {
            self.replacements.push((token.clone(), best));
        }
        Ok(())
    }

    fn add_form(&mut self, place: usize, form: &str, factor: f32) {
        if let Some(stem) = stemmed_term(&mut self.stemmer, form) {
            self.plan.add(self.view.fields.all, stem, STEMMED * factor);
            self.stems[place].push(stem.to_owned());
        }
        self.plan.add(self.view.fields.exact, form, EXACT * factor);
    }

    fn finish(mut self, text: &str) -> Plan {
        self.plan.title = self
            .stems
            .into_iter()
            .filter(|stems| !stems.is_empty())
            .collect();
        if !self.replacements.is_empty() {
            let mut meant = String::with_capacity(text.len());
            let mut end = 0;
            for (token, word) in self.replacements {
                meant.push_str(&text[end..token.start]);
                meant.push_str(&word);
                end = token.end;
            }
            meant.push_str(&text[end..]);
            self.plan.did_you_mean = Some(meant.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        self.plan
    }
}
