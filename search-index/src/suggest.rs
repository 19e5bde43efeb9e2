//! What the search box offers while somebody types.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::schema::Value;
use tantivy::{BitSet, DocAddress, DocId, SegmentReader, TantivyDocument, Term};

use crate::analysis::is_stopword;
use crate::error::Result;
use crate::query::pieces;
use crate::schema::{CHANGED_AT, ID};
use crate::statistics::{View, members, visit};

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to show, and for a word what to search for: the words typed before it, and the word.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
}

/// What a suggestion is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuggestionKind {
    /// The last word, completed from the titles; folded, as the index knows it.
    Word,
    /// A document of which the title has all words typed.
    Document {
        /// Its id.
        id: String,
    },
}

/// Returns at most `limit` completions of the last word, by how many readable titles with the
/// words before it have them, and then at most `limit` documents, shortest title first.
pub(crate) fn suggest(view: &View, text: &str, limit: usize) -> Result<Vec<Suggestion>> {
    let mut pieces = pieces(text);
    let Some(last) = pieces.pop() else {
        return Ok(Vec::new());
    };
    let before = text[..last.word.start]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    let mut titles = Vec::new();
    for (number, segment, readable) in view.segments() {
        let mut allowed = readable.clone();
        for piece in &pieces {
            allowed = with_word(view, segment, &allowed, &piece.word.form)?;
        }
        let mut matching = BitSet::with_max_value(segment.max_doc());
        for word in words_of(segment, view, &last.word.form)? {
            let term = Term::from_field_text(view.fields.title_exact, &word);
            let mut count = 0;
            visit(segment, &allowed, &term, |doc, _| {
                matching.insert(doc);
                count += 1;
            })?;
            if count > 0 && word != last.word.form && !is_stopword(&word) {
                *words.entry(word).or_default() += count;
            }
        }
        titles.extend(best_titles(view, number, segment, &matching, limit)?);
    }
    let mut ranked: Vec<(Reverse<u64>, String)> = words
        .into_iter()
        .map(|(word, count)| (Reverse(count), word))
        .collect();
    ranked.sort_unstable();
    titles.sort_unstable();
    let mut suggestions: Vec<Suggestion> = ranked
        .into_iter()
        .take(limit)
        .map(|(_, word)| Suggestion {
            text: [before.as_str(), &word].join(" ").trim_start().to_owned(),
            kind: SuggestionKind::Word,
        })
        .collect();
    for (_, _, id, address) in titles.into_iter().take(limit) {
        let document: TantivyDocument = view.searcher.doc(address)?;
        let title = document
            .get_first(view.fields.title_text)
            .and_then(|value| value.as_str());
        suggestions.push(Suggestion {
            text: title.unwrap_or_default().to_owned(),
            kind: SuggestionKind::Document { id },
        });
    }
    Ok(suggestions)
}

fn with_word(view: &View, segment: &SegmentReader, among: &BitSet, form: &str) -> Result<BitSet> {
    let mut found = BitSet::with_max_value(segment.max_doc());
    let term = Term::from_field_text(view.fields.title_exact, form);
    visit(segment, among, &term, |doc, _| {
        found.insert(doc);
    })?;
    Ok(found)
}

fn words_of(segment: &SegmentReader, view: &View, prefix: &str) -> Result<Vec<String>> {
    let index = segment.inverted_index(view.fields.title_exact)?;
    let mut stream = index.terms().range().ge(prefix).into_stream()?;
    let mut words = Vec::new();
    while stream.advance() {
        match str::from_utf8(stream.key()) {
            Ok(word) if word.starts_with(prefix) => words.push(word.to_owned()),
            _ => break,
        }
    }
    Ok(words)
}

/// The length of the title, newest, id: a short title is the closer match.
type RankedTitle = (u32, Reverse<i64>, String, DocAddress);

fn best_titles(
    view: &View,
    number: u32,
    segment: &SegmentReader,
    matching: &BitSet,
    limit: usize,
) -> Result<Vec<RankedTitle>> {
    let lengths = segment.get_fieldnorms_reader(view.fields.title_exact)?;
    let changed_at = segment.fast_fields().i64(CHANGED_AT)?;
    let Some(ids) = segment.fast_fields().str(ID)? else {
        return Ok(Vec::new());
    };
    let mut found: Vec<(u32, Reverse<i64>, u64, DocId)> = members(matching)
        .map(|doc| {
            let changed = changed_at.first(doc).unwrap_or_default();
            let ordinal = ids.ords().first(doc).unwrap_or_default();
            (lengths.fieldnorm(doc), Reverse(changed), ordinal, doc)
        })
        .collect();
    found.sort_unstable();
    found.truncate(limit);
    let mut titles = Vec::with_capacity(found.len());
    for (length, changed, ordinal, doc) in found {
        let mut id = String::new();
        ids.ord_to_str(ordinal, &mut id)?;
        titles.push((length, changed, id, DocAddress::new(number, doc)));
    }
    Ok(titles)
}
