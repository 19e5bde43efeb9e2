//! Takes compounds apart: `schuldhulpverlening` has `schuld`, `hulp` and `hulpverlening` in it.
//!
//! A split covers the whole word with words of the lexicon, each in a form it has inside or at the
//! end of a compound (`gezins`, `schulden`, `raden`). So a leftover of a word is never a part, and
//! a misspelled word has none. Of several splits the one with the fewest parts is taken, and each
//! part is taken apart again; neighbours that are a word together are a part as well.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::lexicon::{Lexicon, SHORTEST_PART};

/// A compound is at least two parts long, and what is longer than this is data.
const COMPOUND: RangeInclusive<usize> = 2 * SHORTEST_PART..=64;

/// What a part costs. Another form than that of the list costs a little on top, and so do short
/// words: those are found where nobody meant them.
const PART: u32 = 10;
const OTHER_FORM: u32 = 1;
const SHORT: u32 = 2;

/// A place in a word where a word of the lexicon fits.
struct Fit<'a> {
    start: usize,
    end: usize,
    lemma: Cow<'a, str>,
    cost: u32,
}

/// Returns the parts of a compound in the form of the lexicon; none when it is no compound. The
/// word is folded.
pub(crate) fn split<'a>(lexicon: &Lexicon, word: &'a str) -> Vec<Cow<'a, str>> {
    let letters_only = word.bytes().all(|letter| letter.is_ascii_lowercase());
    if !COMPOUND.contains(&word.len()) || !letters_only {
        return Vec::new();
    }
    let fits = fits(lexicon, word);
    let mut bounds = vec![0, word.len()];
    cut(&fits, 0, word.len(), &mut bounds);
    if bounds.len() == 2 {
        return Vec::new();
    }
    let mut parts: Vec<Cow<'a, str>> = Vec::new();
    for fit in fits {
        let whole = fit.start == 0 && fit.end == word.len();
        let between_cuts = bounds.contains(&fit.start) && bounds.contains(&fit.end);
        if between_cuts && !whole && !parts.contains(&fit.lemma) {
            parts.push(fit.lemma);
        }
    }
    parts
}

/// Everything that fits somewhere in a word and can be reached from its start.
fn fits<'a>(lexicon: &Lexicon, word: &'a str) -> Vec<Fit<'a>> {
    let mut fits: Vec<Fit<'a>> = Vec::new();
    for start in 0..=word.len() - SHORTEST_PART {
        if start > 0 && !fits.iter().any(|fit| fit.end == start) {
            continue;
        }
        let rest = &word[start..];
        let mut add = |length: usize, lemma: Cow<'a, str>| {
            let mut cost = PART;
            if length != lemma.len() && length != rest.len() {
                cost += OTHER_FORM;
            }
            if lemma.len() == SHORTEST_PART {
                cost += SHORT;
            }
            fits.push(Fit {
                start,
                end: start + length,
                lemma,
                cost,
            });
        };
        let mut words: Vec<usize> = Vec::new();
        lexicon.prefixes(rest.as_bytes(), |length| words.push(length));
        for length in &words {
            let (lemma, tail) = rest.split_at(*length);
            for ending in endings(lemma, tail) {
                let end = length + ending;
                // `plaats` is no plural of `plaat`, but `rechts` inside a word is `recht`.
                if ending == 0
                    || !words.contains(&end)
                    || (&tail[..ending] == "s" && end < rest.len())
                {
                    add(end, Cow::Borrowed(lemma));
                }
            }
        }
        for (at, _) in rest.match_indices("en").skip_while(|(at, _)| *at < 3) {
            for lemma in respelled(&rest[..at]) {
                if !words.contains(&(at + 2)) && lexicon.contains(&lemma) {
                    add(at + 2, Cow::Owned(lemma));
                }
            }
        }
    }
    fits
}

/// The lengths of what may follow a word inside or at the end of a compound.
fn endings(lemma: &str, tail: &str) -> impl Iterator<Item = usize> {
    let last = &lemma[lemma.len() - 1..];
    let doubled = tail
        .strip_prefix(last)
        .is_some_and(|rest| rest.starts_with("en"));
    [
        Some(0),
        tail.starts_with('s').then_some(1),
        tail.starts_with('e').then_some(1),
        tail.starts_with("en").then_some(2),
        (last == "e" && tail.starts_with('n')).then_some(1),
        doubled.then_some(3),
    ]
    .into_iter()
    .flatten()
}

/// The ways in which a word may be spelled that has this before the `en` of its plural: `rad` is
/// `raad`, `huiz` is `huis`, `grav` is `graaf`.
fn respelled(base: &str) -> Vec<String> {
    let mut ways = Vec::new();
    let [.., before, vowel, consonant] = base.as_bytes() else {
        return ways;
    };
    let is_vowel = |letter: u8| b"aeiou".contains(&letter);
    if is_vowel(*consonant) {
        return ways;
    }
    let hard = match consonant {
        b'v' => 'f',
        b'z' => 's',
        other => char::from(*other),
    };
    let stem = &base[..base.len() - 1];
    let soft = hard != char::from(*consonant);
    if soft {
        ways.push(format!("{stem}{hard}"));
    }
    if is_vowel(*vowel) && *vowel != b'i' && !is_vowel(*before) {
        ways.push(format!("{stem}{}{hard}", char::from(*vowel)));
    }
    ways
}

/// Cuts a stretch of a word in the cheapest way, and the pieces again; adds where it cuts.
fn cut(fits: &[Fit<'_>], from: usize, to: usize, bounds: &mut Vec<usize>) {
    // Per place the cost of getting there and the place before it.
    let mut reached: Vec<Option<(u32, usize)>> = vec![None; to - from + 1];
    reached[0] = Some((0, from));
    // The fits stand in the order of their start, so whatever leads to a start comes first.
    for fit in fits {
        if fit.start < from || fit.end > to || (fit.start, fit.end) == (from, to) {
            continue;
        }
        if let Some((cost, _)) = reached[fit.start - from] {
            let cost = cost + fit.cost;
            let there = &mut reached[fit.end - from];
            if there.is_none_or(|(known, _)| cost < known) {
                *there = Some((cost, fit.start));
            }
        }
    }
    let mut end = to;
    while let Some((_, start)) = reached[end - from]
        && end > from
    {
        bounds.push(start);
        cut(fits, start, end, bounds);
        end = start;
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, split};

    fn lexicon() -> Lexicon {
        Lexicon::new(
            "aanbieder\nbeleid\nbewind\nbewindvoerder\nbrief\nclient\ndienst\ngemeente\ngesprek\n\
             gezin\nhulp\nhulpverlening\nhuis\njeugd\nkeuken\nkeukentafel\nleiding\nonder\n\
             participatie\nplaat\nplaats\nraad\nrecht\nrechts\nschuld\nschuldhulpverlening\n\
             spraak\nsteun\nsteuning\ntafel\nteam\nverlening\nvoerder\nvoogd\nwijk\nwoon\nzorg\n",
        )
    }

    #[test]
    fn parts_of_compounds() {
        let lexicon = lexicon();
        for (word, parts) in [
            ("jeugdhulp", vec!["jeugd", "hulp"]),
            ("wijkteams", vec!["wijk", "team"]),
            (
                "schuldhulpverlening",
                vec!["schuld", "hulp", "hulpverlening", "verlening"],
            ),
            (
                "schuldenbewindvoerder",
                vec!["schuld", "bewind", "bewindvoerder", "voerder"],
            ),
            ("gezinsvoogden", vec!["gezin", "voogd"]),
            (
                "keukentafelgesprek",
                vec!["keuken", "keukentafel", "tafel", "gesprek"],
            ),
            ("clientenparticipatie", vec!["client", "participatie"]),
            ("gemeenteraden", vec!["gemeente", "raad"]),
            ("beleidsbrieven", vec!["beleid", "brief"]),
            ("jeugdhulpaanbieders", vec!["jeugd", "hulp", "aanbieder"]),
            ("woonplaats", vec!["woon", "plaats"]),
            ("rechtspraak", vec!["recht", "spraak"]),
        ] {
            assert_eq!(split(&lexicon, word), parts, "{word}");
        }
    }

    #[test]
    fn other_words_have_no_parts() {
        let lexicon = lexicon();
        for word in [
            "",
            "hulp",
            "begeleiding",
            "ondersteuning",
            "schuldhulpverlenign",
            "jeugdzrog",
            "jeugdhul",
            "gemeenten",
            "schulden",
            "wijk2025team",
            "jeugdén",
        ] {
            assert!(split(&lexicon, word).is_empty(), "{word}");
        }
        assert!(split(&lexicon, &"hulp".repeat(1_000)).is_empty());
        assert!(split(&lexicon, &"hulp".repeat(16)).len() == 1);
    }
}
