//! Words that say nothing about what a text is about.
//!
//! They are left out of the stemmed fields, at indexing and in queries alike; a query of nothing
//! but such words is answered from the unstemmed field.

/// The list, folded and sorted.
pub(crate) const STOPWORDS: [&str; 67] = [
    "aan", "al", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "doen", "door", "dus",
    "een", "en", "er", "ge", "geen", "had", "heb", "hebben", "heeft", "het", "hier", "hij", "hoe",
    "hun", "ik", "in", "is", "je", "kan", "kunnen", "maar", "me", "met", "mijn", "moet", "naar",
    "niet", "nog", "nu", "of", "om", "onder", "ons", "ook", "op", "over", "te", "tot", "u", "uit",
    "van", "veel", "voor", "waar", "wat", "we", "werd", "wie", "wij", "worden", "wordt", "ze",
    "zijn", "zo",
];

/// Whether a folded word is on the list.
pub(crate) fn is_stopword(form: &str) -> bool {
    STOPWORDS.binary_search(&form).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{STOPWORDS, is_stopword};

    #[test]
    fn the_list_is_sorted_and_folded() {
        assert!(STOPWORDS.is_sorted_by(|one, next| one < next));
        assert!(is_stopword("de") && is_stopword("zo") && !is_stopword("zorg"));
    }
}
