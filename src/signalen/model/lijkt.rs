//! Which words of a text say what it is about, and what of the answers of search is likely the same.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::ids::vouw;

/// The most words that are asked for: those that come first say the most.
const MAX_WOORDEN: usize = 40;
/// How much more the first line counts than the whole: it is the problem in one sentence.
const EERSTE_REGEL: f32 = 1.5;
/// How soon a lower place counts for less.
const DEMPING: u16 = 3;
/// So few words are asked, that one of them is enough.
const KORTE_VRAAG: usize = 3;
/// So many words have to be the same in what is likely the same.
const GEDEELD: usize = 2;

/// Words that stand in any text about something that does not work, folded and sorted.
const ZEGT_NIETS: [&str; 64] = [
    "aan", "alle", "als", "ander", "andere", "bij", "daar", "daardoor", "daarom", "dan", "dat",
    "deze", "die", "dit", "door", "dus", "echt", "een", "elke", "geen", "heb", "hebben", "heeft",
    "het", "hun", "iemand", "iets", "kan", "kunnen", "maar", "meer", "men", "met", "moet",
    "moeten", "naar", "niet", "nog", "omdat", "onder", "ons", "onze", "ook", "over", "steeds",
    "te", "toch", "tot", "uit", "van", "veel", "voor", "want", "wat", "wel", "wie", "wij",
    "willen", "worden", "wordt", "zelf", "zich", "zijn", "zonder",
];

/// The words of a text that say something, each once, in their order. What search reads as a sign
/// (quotation marks, a dash before a word) is no part of them.
pub fn woorden(tekst: &str) -> Vec<String> {
    let binnen = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.');
    let mut gezien = BTreeSet::new();
    let kaal = |woord: &str| -> String {
        let kaal = woord.trim_matches(|c: char| !c.is_alphanumeric());
        kaal.to_owned()
    };
    tekst
        .split(|c: char| !binnen(c))
        .map(kaal)
        .filter(|woord| zegt_iets(woord) && gezien.insert(vouw(woord)))
        .take(MAX_WOORDEN)
        .collect()
}

fn zegt_iets(woord: &str) -> bool {
    let letters = woord.chars().count();
    let afkorting = letters == 2 && woord.chars().all(char::is_uppercase);
    (letters > 2 || afkorting) && !ZEGT_NIETS.contains(&vouw(woord).as_str())
}

/// What is asked of search for a text, with how much each answer counts: its first line by itself, and all
/// of it. Nothing when it says nothing.
pub fn vragen(tekst: &str) -> Vec<(f32, Vec<String>)> {
    let tekst = tekst.trim();
    let eerste = tekst.lines().next().unwrap_or_default();
    let (kern, alles) = (woorden(eerste), woorden(tekst));
    let mut vragen = Vec::new();
    if kern.len() < alles.len() {
        vragen.push((EERSTE_REGEL, kern));
    }
    vragen.push((1.0, alles));
    vragen.retain(|(_, woorden)| !woorden.is_empty());
    vragen
}

/// Whether something that shares so many of the words that were asked is likely the same.
pub const fn genoeg(gedeeld: usize, gevraagd: usize) -> bool {
    gedeeld >= GEDEELD || (gedeeld > 0 && gevraagd <= KORTE_VRAAG)
}

/// Several answers as one, best first: what stands high in more of them comes first.
pub fn samen(antwoorden: &[(f32, Vec<Uuid>)]) -> Vec<Uuid> {
    let mut punten: BTreeMap<Uuid, f32> = BTreeMap::new();
    for (gewicht, antwoord) in antwoorden {
        for (plek, id) in (DEMPING..).zip(antwoord) {
            *punten.entry(*id).or_default() += gewicht / f32::from(plek);
        }
    }
    let mut alle: Vec<(Uuid, f32)> = punten.into_iter().collect();
    alle.sort_by(|(een, punten), (ander, meer)| meer.total_cmp(punten).then(een.cmp(ander)));
    alle.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_folded_and_each_stands_there_once() {
        let uniek: BTreeSet<&str> = ZEGT_NIETS.into_iter().collect();
        assert_eq!(uniek.len(), ZEGT_NIETS.len());
        assert!(ZEGT_NIETS.iter().all(|woord| vouw(woord) == *woord));
    }

    #[test]
    fn words_that_say_something_are_left_without_signs() {
        assert_eq!(
            woorden(
                "Het “wijkteam” mag -niet zien, wie een pgb heeft (Wmo 2015, art. 2.3.5) of PW; WMO!"
            ),
            [
                "wijkteam", "mag", "zien", "pgb", "Wmo", "2015", "art", "2.3.5", "PW"
            ]
        );
        assert_eq!(woorden("het is niet zo \"- -"), [""; 0]);
        let veel: Vec<String> = (100..300).map(|n| format!("woord{n}")).collect();
        assert_eq!(woorden(&veel.join(" ")).len(), MAX_WOORDEN);
    }

    #[test]
    fn the_first_line_is_asked_by_itself_when_there_is_more() {
        let gevraagd = |tekst: &str| -> Vec<(f32, String)> {
            let vragen = vragen(tekst).into_iter();
            vragen.map(|(gewicht, w)| (gewicht, w.join(" "))).collect()
        };
        assert!(gevraagd(" \n ").is_empty());
        assert_eq!(gevraagd("Wachten op hulp"), [(1.0, "Wachten hulp".into())]);
        assert_eq!(
            gevraagd("Wachten op hulp\nDe gemeente wacht ook."),
            [
                (EERSTE_REGEL, "Wachten hulp".into()),
                (1.0, "Wachten hulp gemeente wacht".into())
            ]
        );
        assert_eq!(gevraagd("Het is niet\nSchulden").len(), 1);
    }

    #[test]
    fn one_word_is_enough_for_a_short_question_only() {
        for (gedeeld, gevraagd, verwacht) in [
            (0, 0, false),
            (0, 1, false),
            (1, 1, true),
            (1, 3, true),
            (1, 4, false),
            (2, 4, true),
            (5, 40, true),
        ] {
            assert_eq!(
                genoeg(gedeeld, gevraagd),
                verwacht,
                "{gedeeld} of {gevraagd}"
            );
        }
    }

    #[test]
    fn what_stands_high_in_both_answers_comes_first() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        assert!(samen(&[]).is_empty());
        assert_eq!(samen(&[(1.0, vec![c, a])]), [c, a]);
        assert_eq!(samen(&[(1.5, vec![a, b]), (1.0, vec![b, c])]), [b, a, c]);
        // Of equals the order is fixed.
        assert_eq!(samen(&[(1.0, vec![b]), (1.0, vec![a])]), [a, b]);
    }
}
