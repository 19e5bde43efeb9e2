//! Words that the reader's documents do not have.

use super::{Expansion, MOST_FUZZY, at};
use crate::analysis::{Token, stemmed_term};
use crate::error::Result;
use crate::query::How;
use crate::query::plan::{PlannedWord, word};

impl Expansion<'_> {
    pub(super) fn complete(&mut self, place: usize, token: &Token) -> Result<bool> {
        let completions = self.view.completions(&token.form)?;
        self.add_alternatives(place, &completions, self.ranking.completed, How::Completed);
        Ok(!completions.is_empty())
    }

    /// Explains a word that the reader's documents do not have: by words that look like it, and a
    /// compound by its parts.
    pub(super) fn guess(&mut self, place: usize, token: &Token) -> Result<()> {
        if self.guesses >= MOST_FUZZY {
            return Ok(());
        }
        self.guesses += 1;
        let by_parts = self
            .view
            .knows_parts(self.analysers.splitter.parts(&token.form))?;
        if by_parts {
            self.add_parts(place, &token.form)?;
            if self.view.language.lexicon().contains(&token.form) {
                // It is spelled right; there is just no text with it.
                return Ok(());
            }
        }
        if !self.ranking.fuzzy {
            return Ok(());
        }
        let mut candidates = self
            .view
            .look_alikes(&token.form, if by_parts { 1 } else { 2 })?;
        if self.view.language.lexicon().contains(&token.form) {
            // It is a word: `dementie` is no misspelled `detentie`, but may be kin of one that
            // begins as it does.
            candidates.retain(|candidate| begin_alike(candidate, &token.form));
        }
        if !self.pieces[place].quoted {
            self.add_alternatives(place, &candidates, 1.0, How::LookAlike);
        }
        if let Some(best) = candidates.into_iter().next() {
            self.replacements.push((token.clone(), best));
        }
        Ok(())
    }

    /// Adds words of which one was meant: together they count as one word.
    fn add_alternatives(&mut self, place: usize, forms: &[String], factor: f32, how: How) {
        let mut by_stem = PlannedWord { terms: Vec::new() };
        let mut exact = PlannedWord { terms: Vec::new() };
        for form in forms {
            let Some(stem) = stemmed_term(&mut self.analysers.stemmer, form) else {
                continue;
            };
            let stem = stem.to_owned();
            if !self.stems[place].contains(&stem) {
                by_stem.terms.extend(self.stemmed_as(&stem, form).terms);
                self.stems[place].push(stem);
            }
            self.forms[place].push(form.clone());
            let exact_term = word(form, [(self.view.fields.exact, form, 1.0)]);
            exact.terms.extend(exact_term.terms);
        }
        if !by_stem.terms.is_empty() {
            self.plan.add(vec![by_stem], factor, at(place), how);
        }
        if !exact.terms.is_empty() {
            self.plan
                .add(vec![exact], self.ranking.exact * factor, 0, How::Form);
        }
    }
}

/// Whether two words have the first half of the second in common.
fn begin_alike(one: &str, other: &str) -> bool {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
    same.count() * 2 >= other.len()
}
