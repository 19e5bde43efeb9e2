//! References to articles: `art. 2.3.5 Wmo`, `artikel 18 van de Participatiewet`, `Awb 8:114`.
//!
//! A number in a query mostly is just a number. Without `artikel` before it, it is an article only
//! beside the name of a law: `kinderen van 16 jaar` asks for no article 16. And it counts only for
//! documents that have it in their title together with something of the name that was typed.

use std::collections::HashMap;

use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::parse::Piece;
use super::plan::ArticleReference;
use crate::analysis::{Stemmer, Token, identifier, stemmed_term};
use crate::error::Result;
use crate::language::Replacement;
use crate::statistics::{View, visit};

/// What people write before the number of an article.
const ARTICLE: [&str; 5] = ["art", "artikel", "artikelen", "artikels", "artt"];
/// What may stand around a reference without being of the law's name.
const AROUND: [&str; 4] = ["lid", "leden", "onderdeel", "aanhef"];

/// How the words for a law, or the last part of them, end.
const LAWS: [&str; 6] = [
    "wet",
    "wetboek",
    "besluit",
    "regeling",
    "verordening",
    "verdrag",
];

/// Finds the reference to an article in a query, when there is one.
pub(crate) fn article_reference(
    stemmer: &mut Stemmer,
    pieces: &[Piece],
    replacements: &[Replacement<'_>],
) -> Option<ArticleReference> {
    let is_called = |place: usize| ARTICLE.contains(&pieces[place].word.form.as_str());
    let called =
        (1..pieces.len()).find(|place| is_number(&pieces[*place].word) && is_called(place - 1));
    let is_bare = |place: &usize| {
        let word = &pieces[*place].word;
        let of_part = |before: usize| AROUND.contains(&pieces[before].word.form.as_str());
        is_number(word) && !is_year(word) && !place.checked_sub(1).is_some_and(of_part)
    };
    let number = match called {
        Some(place) => place,
        None if names_law(pieces, replacements) => (0..pieces.len()).rev().find(is_bare)?,
        None => return None,
    };
    let mut required = vec![pieces[number].word.form.clone()];
    required.push(stemmer.stem("artikel").to_owned());
    let mut reference = ArticleReference {
        required,
        law: Vec::new(),
        names: Vec::new(),
        identifiers: Vec::new(),
    };
    for (place, piece) in pieces.iter().enumerate() {
        let form = piece.word.form.as_str();
        let other = place == number || is_called(place) || AROUND.contains(&form);
        if other || (is_number(&piece.word) && !is_year(&piece.word)) {
            continue;
        }
        if let Some(stem) = stemmed_term(stemmer, form) {
            reference.law.push(stem.to_owned());
            reference.identifiers.push(identifier(form));
        }
    }
    for replacement in replacements {
        for term in replacement.terms {
            let stems = term.iter().map(|word| stemmer.stem(word).to_owned());
            reference.names.push(stems.collect());
        }
    }
    (!reference.law.is_empty()).then_some(reference)
}

fn is_law(form: &str) -> bool {
    LAWS.iter().any(|ending| form.ends_with(ending))
}

/// Whether a law is named, by its name or by an abbreviation that stands for it.
fn names_law(pieces: &[Piece], replacements: &[Replacement<'_>]) -> bool {
    let mut stands_for = replacements
        .iter()
        .flat_map(|replacement| replacement.terms);
    pieces.iter().any(|piece| is_law(&piece.word.form))
        || stands_for.any(|term| term.iter().any(|word| is_law(word)))
}

/// What the law in a query may be called, as identifiers: as it was typed, and what stands for that.
pub(crate) fn law_names(pieces: &[Piece], replacements: &[Replacement<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    for piece in pieces.iter().filter(|piece| is_law(&piece.word.form)) {
        names.push(identifier(&piece.word.form));
    }
    for replacement in replacements {
        let typed = &pieces[replacement.start..replacement.start + replacement.length];
        let typed: Vec<&str> = typed.iter().map(|piece| piece.word.form.as_str()).collect();
        let typed_law = typed.iter().any(|form| is_law(form));
        let terms = replacement.terms.iter();
        let mut laws = terms
            .filter(|term| typed_law || term.iter().any(|word| is_law(word)))
            .peekable();
        if laws.peek().is_some() {
            names.push(identifier(&typed.concat()));
        }
        names.extend(laws.map(|term| identifier(&term.concat())));
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a word may be the number of an article: `18`, `2.3.5`, `8:114`, `29i`.
fn is_number(word: &Token) -> bool {
    let bare = word
        .form
        .trim_end_matches(|last: char| last.is_ascii_lowercase());
    word.form.len() - bare.len() <= 2
        && bare
            .bytes()
            .all(|sign| sign.is_ascii_digit() || b".:".contains(&sign))
        && bare.starts_with(|first: char| first.is_ascii_digit())
}

fn is_year(word: &Token) -> bool {
    word.form.len() == 4
        && word
            .form
            .parse()
            .is_ok_and(|year: u32| (1800..2100).contains(&year))
}

/// Calls `boost` for every document that the reference may mean, with how much the
/// words of the reference tell together.
pub(crate) fn article_boosts(
    view: &View,
    reference: &ArticleReference,
    segment: &SegmentReader,
    readable: &BitSet,
    mut boost: impl FnMut(DocId, f32),
) -> Result<()> {
    let title = view.fields.title;
    let mut of_number: Option<Vec<DocId>> = None;
    let mut number_rarity = 0.0;
    for word in &reference.required {
        let mut with = Vec::new();
        let term = Term::from_field_text(title, word);
        visit(segment, readable, &term, |doc, _| {
            let also = of_number
                .as_ref()
                .is_none_or(|docs| docs.binary_search(&doc).is_ok());
            if also {
                with.push(doc);
            }
        })?;
        number_rarity += rarity(view, word)?;
        of_number = Some(with);
    }
    let docs = of_number.unwrap_or_default();
    if docs.is_empty() {
        return Ok(());
    }
    let mut among = BitSet::with_max_value(segment.max_doc());
    for doc in &docs {
        among.insert(*doc);
    }
    let mut typed: HashMap<DocId, f32> = HashMap::new();
    for word in &reference.law {
        let rarity = rarity(view, word)?;
        visit(
            segment,
            &among,
            &Term::from_field_text(title, word),
            |doc, _| {
                *typed.entry(doc).or_default() += rarity;
            },
        )?;
    }
    let mut best = typed;
    for name in &reference.names {
        let mut counted: HashMap<DocId, (usize, f32)> = HashMap::new();
        for (place, word) in name.iter().enumerate() {
            let rarity = rarity(view, word)?;
            visit(
                segment,
                &among,
                &Term::from_field_text(title, word),
                |doc, _| {
                    let (words, sum) = counted.entry(doc).or_default();
                    if *words == place {
                        *words += 1;
                        *sum += rarity;
                    }
                },
            )?;
        }
        for (doc, (words, sum)) in counted {
            if words == name.len() {
                let known = best.entry(doc).or_default();
                *known = known.max(sum);
            }
        }
    }
    for form in &reference.identifiers {
        let term = Term::from_field_text(view.fields.identifiers, form);
        visit(segment, &among, &term, |doc, _| {
            let known = best.entry(doc).or_default();
            *known = known.max(number_rarity);
        })?;
    }
    for doc in docs {
        if let Some(law) = best.get(&doc) {
            boost(doc, number_rarity + law);
        }
    }
    Ok(())
}

/// How much a word in a title tells.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of documents are far below 2^52, and a score needs no more than f32"
)]
fn rarity(view: &View, word: &str) -> Result<f32> {
    let with = view.frequency(view.fields.title, word)? as f64;
    Ok((1.0 + view.documents() as f64 / (with + 1.0)).ln() as f32)
}

#[cfg(test)]
mod tests {
    use super::article_reference;
    use crate::analysis::{Stemmer, tokenize};
    use crate::language::{Synonym, Synonyms};
    use crate::query::pieces;

    #[test]
    fn a_number_is_an_article_beside_a_law_only() {
        let synonyms = Synonyms::new([Synonym {
            from: "awb".to_owned(),
            to: "algemene wet bestuursrecht".to_owned(),
            both_ways: false,
        }]);
        for (text, number) in [
            ("artikel 18 iets", Some("18")),
            ("art. 2.3.5 van de 7 regels", Some("2.3.5")),
            ("participatiewet 18", Some("18")),
            ("18 lid 2 participatiewet", Some("18")),
            ("Awb 8:114", Some("8:114")),
            ("Besluit zorg 2020 artikel 3", Some("3")),
            ("kinderen van 16 jaar en ouder", None),
            ("geboorte voor 1 januari 1985", None),
            ("hoofdstuk 4", None),
            ("zorg 18", None),
            ("wet langdurige zorg 2015", None),
            ("artikel 18", None),
        ] {
            let typed: Vec<String> = tokenize(text).into_iter().map(|token| token.form).collect();
            let replacements = synonyms.replacements(&typed);
            let mut stemmer = Stemmer::default();
            let found = article_reference(&mut stemmer, &pieces(text), &replacements);
            let found = found.map(|reference| reference.required[0].clone());
            assert_eq!(found.as_deref(), number, "{text}");
        }
    }
}
