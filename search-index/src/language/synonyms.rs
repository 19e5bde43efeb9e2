//! Words that stand for each other in a query: `wmo` for `wet maatschappelijke ondersteuning`.

use std::collections::HashMap;

use crate::analysis::{Stemmer, is_stopword, tokenize};

/// Terms of more words than this are cut off.
const MOST_WORDS: usize = 12;

/// A word or a few words, and others that may stand in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// What is typed.
    pub from: String,
    /// What is looked for as well.
    pub to: String,
    /// Whether the first is also looked for when the second is typed.
    pub both_ways: bool,
}

/// A table of synonyms. Only queries use it, so another table needs no other index.
#[derive(Debug, Default)]
pub struct Synonyms {
    /// The stems of what is typed, with the words of everything that stands for it.
    table: HashMap<Vec<String>, Vec<Vec<String>>>,
    longest: usize,
}

/// A place in a query where a term of the table stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replacement<'a> {
    /// The first word of the term.
    pub start: usize,
    /// How many words it has.
    pub length: usize,
    /// What may stand in its place, each as folded words without stop words.
    pub terms: &'a [Vec<String>],
}

impl Synonyms {
    /// Makes a table. Forms of a word are one: `jeugdige` also speaks for `jeugdigen`.
    pub fn new(synonyms: impl IntoIterator<Item = Synonym>) -> Self {
        let mut stemmer = Stemmer::default();
        let mut made = Self::default();
        for Synonym {
            from,
            to,
            both_ways,
        } in synonyms
        {
            let (from, to) = (words(&from), words(&to));
            if both_ways {
                made.add(&mut stemmer, &to, &from);
            }
            made.add(&mut stemmer, &from, &to);
        }
        made
    }

    /// Whether no query would be answered otherwise: terms of stop words alone, and forms of the
    /// same words, stand for nothing.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    fn add(&mut self, stemmer: &mut Stemmer, from: &[String], to: &[String]) {
        let mut to = to.to_vec();
        to.retain(|word| !is_stopword(word));
        // Of `B en W` only `en` is left; it must not stand for anything.
        let says_nothing = from.iter().all(|word| is_stopword(word));
        if says_nothing || to.is_empty() || from == to {
            return;
        }
        self.longest = self.longest.max(from.len());
        let terms = self.table.entry(stems(stemmer, from)).or_default();
        if !terms.contains(&to) {
            terms.push(to);
        }
    }

    /// Finds the terms among the words of a query, from left to right, the longest first; no word
    /// is part of two.
    pub(crate) fn replacements(&self, typed: &[String]) -> Vec<Replacement<'_>> {
        let typed = stems(&mut Stemmer::default(), typed);
        let mut found = Vec::new();
        let mut start = 0;
        while start < typed.len() {
            let longest = self.longest.min(typed.len() - start);
            let here = (1..=longest)
                .rev()
                .find_map(|length| Some((length, self.table.get(&typed[start..start + length])?)));
            match here {
                Some((length, terms)) => {
                    found.push(Replacement {
                        start,
                        length,
                        terms,
                    });
                    start += length;
                }
                None => start += 1,
            }
        }
        found
    }
}

fn words(text: &str) -> Vec<String> {
    let tokens = tokenize(text).into_iter().filter(|token| !token.part);
    tokens.map(|token| token.form).take(MOST_WORDS).collect()
}

fn stems(stemmer: &mut Stemmer, words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| stemmer.stem(word).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Synonym, Synonyms, words};

    fn synonyms() -> Synonyms {
        Synonyms::new(
            [
                ("Wmo", "Wet maatschappelijke ondersteuning", false),
                ("AWBZ", "Wlz", true),
                ("jeugdigen", "jongeren", true),
                ("sociaal team", "wijkteam", true),
                ("sociaal", "maatschappelijk", false),
                ("pgb", "persoonsgebonden budget", false),
                ("pgb", "de eigen bijdrage", false),
                ("leeg", " ", true),
                ("b en w", "burgemeester en wethouders", true),
                ("zelfde", "Zelfde", true),
            ]
            .map(|(from, to, both_ways)| Synonym {
                from: from.to_owned(),
                to: to.to_owned(),
                both_ways,
            }),
        )
    }

    #[test]
    fn terms_in_a_query() {
        let synonyms = synonyms();
        for (typed, found) in [
            ("wmo", vec!["0+1 wet maatschappelijke ondersteuning"]),
            (
                "hulp uit de WMO",
                vec!["3+1 wet maatschappelijke ondersteuning"],
            ),
            ("wet maatschappelijke ondersteuning", vec![]),
            ("wmo-consulent", vec![]),
            ("awbz wlz", vec!["0+1 wlz", "1+1 awbz"]),
            ("Jeugdige", vec!["0+1 jongeren"]),
            ("sociale teams", vec!["0+2 wijkteam"]),
            ("team sociaal", vec!["1+1 maatschappelijk"]),
            ("wijkteams", vec!["0+1 sociaal team"]),
            (
                "pgb",
                vec!["0+1 persoonsgebonden budget", "0+1 eigen bijdrage"],
            ),
            ("zelfde leeg", vec![]),
            ("zorg en welzijn", vec![]),
            ("", vec![]),
        ] {
            let typed_words = words(typed);
            let replacements = synonyms.replacements(&typed_words);
            let told: Vec<String> = replacements
                .iter()
                .flat_map(|one| {
                    one.terms
                        .iter()
                        .map(move |term| format!("{}+{} {}", one.start, one.length, term.join(" ")))
                })
                .collect();
            assert_eq!(told, found, "{typed}");
        }
    }

    #[test]
    fn a_table_that_changes_nothing_is_empty() {
        for (from, to, empty) in [
            ("leeg", "de het", true),
            ("b en w", "burgemeester en wethouders", true),
            ("zelfde", "Zelfde", true),
            ("wmo", "wet", false),
        ] {
            let synonym = Synonym {
                from: from.to_owned(),
                to: to.to_owned(),
                both_ways: false,
            };
            assert_eq!(Synonyms::new([synonym]).is_empty(), empty, "{from}");
        }
        assert!(Synonyms::default().is_empty());
    }
}
