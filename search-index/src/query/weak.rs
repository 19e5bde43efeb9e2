//! Words of a question that do not say what it is about.
//!
//! They are no stop words: a text with `wanneer` in its title may be just what is asked for. But in
//! the texts of laws they are rare, and a rare word would weigh the most of all.

/// The list, folded and sorted.
const WEAK: [&str; 85] = [
    "alle",
    "anders",
    "ben",
    "bent",
    "betekenis",
    "betekent",
    "bijvoorbeeld",
    "blijft",
    "blijven",
    "daarbij",
    "daarvan",
    "doe",
    "doet",
    "eigenlijk",
    "even",
    "ga",
    "gaan",
    "gaat",
    "gedaan",
    "gelden",
    "geldt",
    "graag",
    "haar",
    "hem",
    "hiervan",
    "hoelang",
    "hoeveel",
    "houdt",
    "iemand",
    "iets",
    "indien",
    "jij",
    "jullie",
    "komen",
    "komt",
    "konden",
    "krijg",
    "krijgen",
    "krijgt",
    "kun",
    "kunt",
    "maakt",
    "mag",
    "maken",
    "men",
    "mij",
    "moest",
    "moeten",
    "mogen",
    "nodig",
    "onze",
    "ooit",
    "precies",
    "steeds",
    "toch",
    "toe",
    "tussen",
    "uw",
    "vindt",
    "waaraan",
    "waarbij",
    "waardoor",
    "waarin",
    "waarmee",
    "waarom",
    "waarop",
    "waarover",
    "waaruit",
    "waarvan",
    "waarvoor",
    "wanneer",
    "waren",
    "wel",
    "welk",
    "welke",
    "wijze",
    "wil",
    "willen",
    "wilt",
    "zal",
    "zelf",
    "zich",
    "zou",
    "zouden",
    "zullen",
];

/// Whether a folded word is on the list.
pub(super) fn is_weak(form: &str) -> bool {
    WEAK.binary_search(&form).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{WEAK, is_weak};
    use crate::analysis::is_stopword;

    #[test]
    fn the_list_is_sorted_and_has_no_stop_words() {
        assert!(WEAK.is_sorted_by(|one, next| one < next));
        assert!(!WEAK.iter().any(|word| is_stopword(word)));
        assert!(is_weak("wanneer") && !is_weak("wachttijd"));
    }
}
