//! Whether what somebody searched in vain is about the same as a question that was asked. Search itself found
//! nothing, so words need not be the same: they look alike.

use std::{cmp::Reverse, collections::BTreeSet};

use crate::ids::vouw;

/// Shorter words say too little, or look like too many others.
const MIN_LETTERS: usize = 5;
/// So many words are asked, that one of them is not enough.
const LANGE_VRAAG: usize = 3;
/// How much two words have to share, in tenths.
const GEDEELD: usize = 6;

/// The words of a text that say something, folded.
fn woorden(tekst: &str) -> BTreeSet<String> {
    let gevouwen = vouw(tekst);
    let woorden = gevouwen.split(|c: char| !c.is_alphanumeric());
    let lang = woorden.filter(|woord| woord.chars().count() >= MIN_LETTERS);
    lang.map(ToOwned::to_owned).collect()
}

/// Whether two words look alike: they begin the same for most of the shorter one, or share most of their pairs of
/// letters.
fn zelfde(een: &str, ander: &str) -> bool {
    let (een, ander): (Vec<char>, Vec<char>) = (een.chars().collect(), ander.chars().collect());
    let kortste = een.len().min(ander.len());
    let begin = een.iter().zip(&ander).take_while(|(a, b)| a == b).count();
    if begin >= MIN_LETTERS && begin * 10 >= kortste * GEDEELD {
        return true;
    }
    let paren = |letters: &[char]| -> BTreeSet<(char, char)> {
        let paren = letters.iter().zip(letters.iter().skip(1));
        paren.map(|(a, b)| (*a, *b)).collect()
    };
    let (een, ander) = (paren(&een), paren(&ander));
    let gedeeld = een.intersection(&ander).count();
    2 * gedeeld * 10 >= (een.len() + ander.len()) * GEDEELD
}

/// Of these texts the one that is most about the same as a question; none when none of them is. Of equals the first.
pub fn beste<T: Copy>(vraag: &str, teksten: impl IntoIterator<Item = (T, String)>) -> Option<T> {
    let gevraagd = woorden(vraag);
    let nodig = if gevraagd.len() < LANGE_VRAAG { 1 } else { 2 };
    let gelijk = |tekst: &str| {
        let erin = woorden(tekst);
        let past = |woord: &&String| erin.iter().any(|ander| zelfde(woord, ander));
        gevraagd.iter().filter(past).count()
    };
    let gewogen = teksten
        .into_iter()
        .map(|(wat, tekst)| (gelijk(&tekst), wat));
    let genoeg = gewogen.filter(|(gelijk, _)| *gelijk >= nodig);
    genoeg
        .min_by_key(|(gelijk, _)| Reverse(*gelijk))
        .map(|(_, wat)| wat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_look_alike_by_how_they_begin_and_by_their_letters() {
        for (een, ander, verwacht) in [
            ("mantelzorger", "mantelzorgers", true),
            ("jeugdhulp", "jeugdhulpverlening", true),
            ("mantelzorg", "mantelzrog", true),
            ("wachttijd", "wachttijden", true),
            ("schulden", "scholen", false),
            ("wonen", "zorgen", false),
        ] {
            assert_eq!(zelfde(een, ander), verwacht, "{een} {ander}");
            assert_eq!(zelfde(ander, een), verwacht, "{ander} {een}");
        }
    }

    #[test]
    fn the_question_that_shares_most_is_the_one() {
        let teksten = [
            (1, "Hoe lang is de wachttijd voor beschermd wonen?"),
            (2, "Wat helpt mantelzorgers die zelf ouder worden?"),
            (3, "Wie betaalt het vervoer naar dagbesteding?"),
        ];
        let gekozen = |vraag: &str| {
            let teksten = teksten.map(|(nummer, tekst)| (nummer, tekst.to_owned()));
            beste(vraag, teksten)
        };
        assert_eq!(gekozen("mantelzorgondersteuning"), Some(2));
        assert_eq!(gekozen("wachttijden beschermt wonen"), Some(1));
        assert_eq!(gekozen("vervoersregeling"), Some(3));
        // One word of many is no question about the same.
        assert_eq!(gekozen("wachttijd paspoort gemeentehuis balie"), None);
        for niets in ["", "wie", "lantaarnpaal"] {
            assert_eq!(gekozen(niets), None, "{niets}");
        }
        assert_eq!(beste("vervoer", Vec::<(u8, String)>::new()), None);
    }
}
