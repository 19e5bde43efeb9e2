//! Decides which terms stand for the words of a query.
//!
//! Every decision asks the reader's own vocabulary. A word that the reader's documents do not have
//! is replaced by those that begin so, when it is the last one, or else by those that look most
//! like it; two neighbours that exist as one word (`schuld hulpverlening`) also stand for that
//! word; a compound also stands for its parts, and a word for its synonyms.

mod laws;
mod unknown;

use std::collections::HashSet;

use crate::analysis::{Stemmer, Token, identifier, is_stopword, pair, stemmed_term};
use crate::error::Result;
use crate::language::Analysers;
use crate::query::How;
use crate::query::article::article_reference;
use crate::query::parse::{Asked, Piece};
use crate::query::plan::{Plan, PlannedTerm, PlannedWord, word};
use crate::query::weak::is_weak;
use crate::ranking::Ranking;
use crate::statistics::View;

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

impl Plan {
    /// Makes the plan of a query for one reader.
    pub(crate) fn new(view: &View, analysers: &mut Analysers, text: &str) -> Result<Self> {
        let Asked {
            pieces,
            phrases,
            without,
            without_phrases,
            wanted,
        } = Asked::new(text);
        let mut plan = Self {
            only_without: pieces.is_empty() && !(without.is_empty() && without_phrases.is_empty()),
            phrases,
            without_phrases,
            typed: pieces.iter().map(|piece| piece.word.form.clone()).collect(),
            ..Self::default()
        };
        plan.exclude(view, &mut analysers.stemmer, without);
        plan.add_identifiers(view, &wanted)?;
        if pieces
            .iter()
            .flat_map(Piece::tokens)
            .all(|token| is_stopword(&token.form))
        {
            for piece in &pieces {
                plan.add_term(view.fields.exact, &piece.word.form, 1.0, How::Word);
            }
            return Ok(plan);
        }
        let mut expansion = Expansion::new(view, analysers, &pieces, plan);
        expansion.add_synonyms()?;
        expansion.add_joins()?;
        expansion.add_words(text)?;
        expansion.add_pairs()?;
        Ok(expansion.finish(text))
    }

    /// Excludes words in the form typed and in all that have the same stem.
    fn exclude(&mut self, view: &View, stemmer: &mut Stemmer, words: Vec<String>) {
        for form in words {
            if let Some(stem) = stemmed_term(stemmer, &form) {
                self.without.push(PlannedTerm {
                    field: view.fields.all,
                    text: stem.to_owned(),
                    weight: 1.0,
                    shown: form.clone(),
                });
            }
            self.without.push(PlannedTerm {
                field: view.fields.exact,
                text: form.clone(),
                weight: 1.0,
                shown: form,
            });
        }
    }

    fn add_identifiers(&mut self, view: &View, text: &str) -> Result<()> {
        let words: Vec<String> = text
            .split_whitespace()
            .map(identifier)
            .filter(|word| !word.is_empty())
            .take(64)
            .collect();
        let whole = identifier(text);
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
    ranking: Ranking,
    pieces: &'a [Piece],
    analysers: &'a mut Analysers,
    plan: Plan,
    /// Per piece the stems that stand for it; empty for stop words.
    stems: Vec<Vec<String>>,
    /// Per piece the forms that stand for it.
    forms: Vec<Vec<String>>,
    /// Which pieces stand for something already, as half of a joined word or by a synonym: those
    /// need no other explanation.
    explained: Vec<bool>,
    replacements: Vec<(Token, String)>,
    guesses: usize,
}

impl<'a> Expansion<'a> {
    fn new(view: &'a View, analysers: &'a mut Analysers, pieces: &'a [Piece], plan: Plan) -> Self {
        // Who typed an identifier means that document, and not a word that looks like it.
        let is_identifier = plan
            .identifiers
            .iter()
            .any(|(_, boost)| *boost >= WHOLE_IDENTIFIER);
        Self {
            view,
            pieces,
            ranking: *view.language.ranking(),
            analysers,
            plan,
            stems: vec![Vec::new(); pieces.len()],
            forms: vec![Vec::new(); pieces.len()],
            explained: vec![false; pieces.len()],
            replacements: Vec::new(),
            guesses: if is_identifier { MOST_FUZZY } else { 0 },
        }
    }

    fn add_synonyms(&mut self) -> Result<()> {
        let typed: Vec<String> = self
            .pieces
            .iter()
            .map(|piece| piece.word.form.clone())
            .collect();
        let synonyms = self.view.language.synonyms();
        let replacements = synonyms.replacements(&typed);
        self.plan.articles = Vec::from_iter(article_reference(
            &mut self.analysers.stemmer,
            self.pieces,
            &replacements,
        ));
        self.add_laws(&replacements)?;
        for replacement in replacements {
            let is_whole = replacement.length == self.pieces.len();
            for term in replacement.terms {
                if is_whole {
                    self.add_name(term)?;
                }
                self.add_synonym(
                    replacement.start..replacement.start + replacement.length,
                    term,
                )?;
            }
        }
        Ok(())
    }

    /// A query that as a whole is another word for the name of a document leads to that document:
    /// the old abbreviation of a law to the law that took its place.
    fn add_name(&mut self, term: &[String]) -> Result<()> {
        let name = identifier(&term.concat());
        if self.view.frequency(self.view.fields.identifiers, &name)? > 0 {
            self.plan.identifiers.push((name, PART_IDENTIFIER));
        }
        Ok(())
    }

    fn add_synonym(&mut self, places: std::ops::Range<usize>, term: &[String]) -> Result<()> {
        if self.pieces[places.clone()].iter().any(|piece| piece.quoted) {
            return Ok(());
        }
        let mut words = Vec::with_capacity(term.len());
        for form in term {
            if !self.view.has(&mut self.analysers.stemmer, form)? {
                return Ok(());
            }
            words.push(self.stemmed(form));
        }
        #[expect(clippy::cast_precision_loss, reason = "a term has few words")]
        let share = self.ranking.synonym / (words.len() as f32).sqrt();
        let covered = places.clone().fold(0, |covered, place| covered | at(place));
        self.plan.add(words, share, covered, How::Synonym);
        self.explained[places].fill(true);
        Ok(())
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
                if !is_stopword(&form) && self.view.has(&mut self.analysers.stemmer, &form)? {
                    self.add_form(place, &form, self.ranking.joined, How::Joined);
                    self.add_form(place + 1, &form, self.ranking.joined, How::Joined);
                    self.explained[place] = true;
                    self.explained[place + 1] = true;
                }
            }
        }
        Ok(())
    }

    fn add_words(&mut self, text: &str) -> Result<()> {
        let pieces = self.pieces;
        for (place, piece) in pieces.iter().enumerate() {
            let known = self.add_if_known(place, &piece.word)?;
            let has_digit = piece.word.form.chars().any(char::is_numeric);
            for part in &piece.parts {
                if !self.add_if_known(place, part)? && !known && !has_digit {
                    self.guess(place, part)?;
                }
            }
            if piece.parts.is_empty() && !known && !self.explained[place] {
                let unfinished = place + 1 == pieces.len()
                    && !piece.quoted
                    && piece.word.end == text.trim_end().len();
                if !(unfinished && self.complete(place, &piece.word)?) {
                    self.guess(place, &piece.word)?;
                }
            }
            if self.stems[place].is_empty()
                && let Some(stem) = stemmed_term(&mut self.analysers.stemmer, &piece.word.form)
            {
                // Nobody's title has it, and it counts as a word that the title lacks.
                self.stems[place].push(stem.to_owned());
                self.forms[place].push(piece.word.form.clone());
            }
        }
        Ok(())
    }

    /// Adds the neighbours of the query that are neighbours in a title, a summary or a lead.
    fn add_pairs(&mut self) -> Result<()> {
        let mut before: Option<(&str, String)> = None;
        for piece in self.pieces {
            let Some(stem) = stemmed_term(&mut self.analysers.stemmer, &piece.word.form) else {
                continue;
            };
            let stem = stem.to_owned();
            let form = piece.word.form.as_str();
            if let Some((form_before, stem_before)) = before {
                let term = pair(&stem_before, &stem);
                let pairs = self.view.fields.pairs;
                if self.ranking.pair > 0.0 && self.view.frequency(pairs, &term)? > 0 {
                    let word = word(&pair(form_before, form), [(pairs, &term, 1.0)]);
                    self.plan
                        .add(vec![word], self.ranking.pair, 0, How::Neighbours);
                }
            }
            before = Some((form, stem));
        }
        Ok(())
    }

    fn weight_of(&self, form: &str) -> f32 {
        if self.pieces.len() > 1 && is_weak(form) {
            self.ranking.weak
        } else {
            1.0
        }
    }

    /// Adds the word when the reader's documents have it, by itself or in a compound; stop words
    /// count as known.
    fn add_if_known(&mut self, place: usize, token: &Token) -> Result<bool> {
        if is_stopword(&token.form) {
            return Ok(true);
        }
        let known = self.view.knows(&mut self.analysers.stemmer, &token.form)?;
        if known {
            let weight = self.weight_of(&token.form);
            self.add_form(place, &token.form, weight, How::Word);
            self.add_parts(place, &token.form)?;
        }
        Ok(known)
    }

    /// Adds the parts of a compound that the reader's documents have: one that nothing has would
    /// be the rarest word of the query, and what it weighs nobody could cover.
    fn add_parts(&mut self, place: usize, form: &str) -> Result<()> {
        let parts = self.analysers.splitter.parts(form).to_vec();
        for part in &parts {
            let fields = [self.view.fields.all, self.view.fields.parts];
            let mut occurs = false;
            for field in fields {
                occurs |= self.view.frequency(field, &part.stem)? > 0;
            }
            if occurs {
                let word = self.stemmed_as(&part.stem, &part.form);
                self.plan
                    .add(vec![word], self.ranking.part, at(place), How::Part);
            }
        }
        Ok(())
    }

    fn add_form(&mut self, place: usize, form: &str, factor: f32, how: How) {
        if let Some(stem) = stemmed_term(&mut self.analysers.stemmer, form) {
            self.stems[place].push(stem.to_owned());
            self.forms[place].push(form.to_owned());
            let word = self.stemmed(form);
            self.plan.add(vec![word], factor, at(place), how);
        }
        self.plan.add_term(
            self.view.fields.exact,
            form,
            self.ranking.exact * factor,
            How::Form,
        );
    }

    /// A word by its stem, by itself or inside compounds.
    fn stemmed(&mut self, form: &str) -> PlannedWord {
        let stem = self.analysers.stemmer.stem(form).to_owned();
        self.stemmed_as(&stem, form)
    }

    fn stemmed_as(&self, stem: &str, shown: &str) -> PlannedWord {
        let fields = &self.view.fields;
        let inside = self.ranking.inside;
        word(
            shown,
            [(fields.all, stem, 1.0), (fields.parts, stem, inside)],
        )
    }

    fn finish(mut self, text: &str) -> Plan {
        self.plan.title = self.stems;
        self.plan.title_forms = self.forms;
        for words in [&mut self.plan.title, &mut self.plan.title_forms] {
            words.retain(|word| !word.is_empty());
        }
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

/// The bit of a place in the query.
fn at(place: usize) -> u64 {
    1 << place.min(63)
}
