//! Brings forms of a word together: `uitkeringen` and `uitkering`.
//!
//! The stemmer is Kraaij-Pohlmann, as the engine ships it. It keeps some plurals apart from their
//! singular and takes the `ge` or `be` off words that are nothing without it; the words of the
//! social domain among those stand in a table that goes before it.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer as DutchStemmer, TextAnalyzer};

use super::tokenize::SHORTEST_PIECE;

/// Words and their stem, sorted by word.
pub(crate) const OVERRIDES: [(&str, &str); 74] = [
    ("actueel", "actueel"),
    ("actuele", "actueel"),
    ("armoede", "armoede"),
    ("armoedig", "armoede"),
    ("armoedige", "armoede"),
    ("bedrag", "bedrag"),
    ("bedragen", "bedrag"),
    ("begeleid", "begeleid"),
    ("begeleiden", "begeleid"),
    ("begeleider", "begeleid"),
    ("begeleiders", "begeleid"),
    ("begeleiding", "begeleid"),
    ("begeleidt", "begeleid"),
    ("beschermd", "bescherm"),
    ("beschermde", "bescherm"),
    ("bijdrage", "bijdrage"),
    ("bijdragen", "bijdrage"),
    ("bijdrages", "bijdrage"),
    ("cultureel", "cultureel"),
    ("culturele", "cultureel"),
    ("dakloos", "dakloos"),
    ("dakloze", "dakloos"),
    ("daklozen", "dakloos"),
    ("eenzaam", "eenzaam"),
    ("eenzame", "eenzaam"),
    ("financieel", "financieel"),
    ("financiele", "financieel"),
    ("gebied", "gebied"),
    ("gebieden", "gebied"),
    ("gemeente", "gemeente"),
    ("gemeentelijk", "gemeentelijk"),
    ("gemeentelijke", "gemeentelijk"),
    ("gemeenten", "gemeente"),
    ("gemeentes", "gemeente"),
    ("geweld", "geweld"),
    ("gewelddadig", "gewelddadig"),
    ("gewelddadige", "gewelddadig"),
    ("gezin", "gezin"),
    ("gezinnen", "gezin"),
    ("gezins", "gezin"),
    ("gezond", "gezond"),
    ("gezonde", "gezond"),
    ("gezonder", "gezond"),
    ("gezondheid", "gezond"),
    ("huishouden", "huishoud"),
    ("huishoudens", "huishoud"),
    ("kind", "kind"),
    ("kinderen", "kind"),
    ("kindje", "kind"),
    ("kindjes", "kind"),
    ("maatregel", "maatregel"),
    ("maatregelen", "maatregel"),
    ("materieel", "materieel"),
    ("materiele", "materieel"),
    ("professioneel", "professioneel"),
    ("professionele", "professioneel"),
    ("regio", "regio"),
    ("regios", "regio"),
    ("schuld", "schuld"),
    ("schulden", "schuld"),
    ("sociaal", "sociaal"),
    ("sociale", "sociaal"),
    ("structureel", "structureel"),
    ("structurele", "structureel"),
    ("thuisloos", "thuisloos"),
    ("thuisloze", "thuisloos"),
    ("thuislozen", "thuisloos"),
    ("toeslag", "toeslag"),
    ("toeslagen", "toeslag"),
    ("verdrag", "verdrag"),
    ("verdragen", "verdrag"),
    ("ziek", "ziek"),
    ("zieke", "ziek"),
    ("zieken", "ziek"),
];

/// Plurals with another vowel: how they end, and how the singular does. At the end of compounds too
/// (`raadsleden`), but not after what makes another word of it (`verleden`, `aanbesteden`).
pub(crate) const PLURALS: [(&str, &str, &[&str]); 2] = [
    (
        "leden",
        "lid",
        &[
            "aank", "be", "bek", "g", "ge", "k", "omk", "ont", "over", "s", "ver", "verk",
        ],
    ),
    ("steden", "stad", &["aanbe", "be", "uitbe"]),
];

/// How forms of a word are brought together. All but the default are for measuring only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stemming {
    /// By the table, and else by rule.
    #[default]
    Full,
    /// By rule only.
    WithoutTable,
    /// Not at all.
    Off,
}

/// Above this many remembered stems the memory starts afresh.
const REMEMBERED: usize = 50_000;

/// A stemmer that remembers what it has done; texts repeat their words.
#[derive(Clone)]
pub(crate) struct Stemmer {
    stemming: Stemming,
    dutch: TextAnalyzer,
    stems: FxHashMap<String, String>,
}

impl Stemmer {
    pub(crate) fn new(stemming: Stemming) -> Self {
        let dutch = TextAnalyzer::builder(RawTokenizer::default())
            .filter(DutchStemmer::new(Language::Dutch))
            .build();
        Self {
            stemming,
            dutch,
            stems: FxHashMap::default(),
        }
    }

    /// Returns the stem of a folded word. Words with a digit are names and numbers and stay as
    /// they are, and a stem never becomes a leftover of one or two letters.
    pub(crate) fn stem(&mut self, form: &str) -> &str {
        if !self.stems.contains_key(form) {
            if self.stems.len() >= REMEMBERED {
                self.stems.clear();
            }
            let stem = self.compute(form);
            self.stems.insert(form.to_owned(), stem);
        }
        self.stems.get(form).map_or("", String::as_str)
    }

    fn compute(&mut self, form: &str) -> String {
        if self.stemming == Stemming::Off {
            return form.to_owned();
        }
        if self.stemming == Stemming::Full
            && let Ok(place) = OVERRIDES.binary_search_by_key(&form, |(word, _)| word)
        {
            return OVERRIDES[place].1.to_owned();
        }
        if form.chars().any(char::is_numeric) {
            return form.to_owned();
        }
        let singular = match self.stemming {
            Stemming::Full => singular(form),
            Stemming::WithoutTable | Stemming::Off => None,
        };
        let form = singular.as_deref().unwrap_or(form);
        let mut stem = String::new();
        self.dutch
            .token_stream(form)
            .process(&mut |token| stem.clone_from(&token.text));
        if stem.chars().count() < SHORTEST_PIECE {
            return form.to_owned();
        }
        stem
    }
}

/// The singular of a plural with another vowel.
fn singular(form: &str) -> Option<String> {
    PLURALS.iter().find_map(|(plural, singular, other)| {
        let before = form.strip_suffix(plural)?;
        (!other.contains(&before)).then(|| format!("{before}{singular}"))
    })
}

impl Default for Stemmer {
    fn default() -> Self {
        Self::new(Stemming::default())
    }
}

#[cfg(test)]
mod tests {
    use super::{OVERRIDES, Stemmer};

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let mut stemmer = Stemmer::default();
        for (one, other) in [
            ("schuld", "schulden"),
            ("kind", "kinderen"),
            ("maatregel", "maatregelen"),
            ("bijdrage", "bijdragen"),
            ("gemeente", "gemeenten"),
            ("uitkering", "uitkeringen"),
            ("begeleiding", "begeleiden"),
            ("sociaal", "sociale"),
            ("dakloos", "daklozen"),
            ("jeugd", "jeugdigen"),
            ("lid", "leden"),
            ("raadslid", "raadsleden"),
            ("collegelid", "collegeleden"),
            ("stad", "steden"),
            ("binnenstad", "binnensteden"),
        ] {
            let stem = stemmer.stem(one).to_owned();
            assert_eq!(stem, stemmer.stem(other), "{one} {other}");
        }
    }

    #[test]
    fn other_words_do_not() {
        let mut stemmer = Stemmer::default();
        for (one, other) in [
            ("gemeente", "meen"),
            ("geweld", "wel"),
            ("gezin", "zin"),
            ("gebied", "bied"),
            ("begeleiding", "beleid"),
            ("gezondheid", "zon"),
            ("verleden", "lid"),
            ("overleden", "overlid"),
            ("bekleden", "beklid"),
            ("besteden", "bestad"),
            ("aanbesteden", "stad"),
            ("steden", "steeds"),
        ] {
            let stem = stemmer.stem(one).to_owned();
            assert_ne!(stem, stemmer.stem(other), "{one} {other}");
        }
        for form in ["2.3.5", "7:658a", "prk20260014", "ww", "hulpen2"] {
            assert_eq!(stemmer.stem(form), form);
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(OVERRIDES.is_sorted_by(|(one, _), (next, _)| one < next));
    }
}
