//! Words and sentences. Written for Dutch: a point behind an abbreviation, in a number or in the
//! name of an article ends no sentence.

use std::ops::Range;

/// Abbreviations behind which a sentence goes on, without their last point.
const GAAN_DOOR: [&str; 70] = [
    "a.d.h.v", "afd", "alg", "art", "artt", "bijv", "bijz", "blz", "bv", "c.q", "ca", "chr", "cf",
    "d.d", "d.m.v", "d.w.z", "dhr", "div", "dr", "drs", "excl", "fig", "gem", "hfst", "i.c",
    "i.c.m", "i.h.k.v", "i.o", "i.p.v", "i.s.m", "i.t.t", "i.v.m", "incl", "ing", "ir", "jhr",
    "kst", "m.a.w", "m.b.t", "m.b.v", "m.i.v", "m.n", "m.u.v", "max", "mevr", "min", "mr", "mw",
    "n.a.v", "nl", "nr", "nrs", "o.a", "o.b.v", "o.g.v", "o.l.v", "p", "par", "plv", "prof",
    "resp", "st", "t.a.v", "t.b.v", "t.g.v", "t.n.v", "t.o.v", "t.w", "vgl", "z.g",
];

/// A word of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Woord {
    /// Where it stands in the block, in bytes.
    pub plek: Range<usize>,
    /// In lower case, with straight apostrophes.
    pub klein: String,
    /// What stands before it.
    pub ervoor: Grens,
    /// Whether it is an address: no word to count.
    pub is_adres: bool,
}

/// What stands between a word and the one before it, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grens {
    /// Only space.
    Geen,
    /// A sign that belongs to a word, such as a quotation mark.
    Teken,
    /// A comma.
    Komma,
    /// A sign that ends a part of the sentence: `;`, `:`, a bracket or a dash.
    Deel,
    /// The end of a sentence.
    Zin,
}

/// A sentence: its words, at least one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Zin<'w> {
    pub woorden: &'w [Woord],
}

impl Zin<'_> {
    /// How many words it has. An address counts for nothing.
    pub(super) fn aantal(&self) -> usize {
        self.woorden.iter().filter(|w| !w.is_adres).count()
    }

    /// From its first word to its last, in bytes of the block.
    pub(super) fn plek(&self) -> Range<usize> {
        let begin = self.woorden.first().map_or(0, |w| w.plek.start);
        let einde = self.woorden.last().map_or(begin, |w| w.plek.end);
        begin..einde
    }
}

/// The words of a block, in their order.
pub(super) fn woorden(tekst: &str) -> Vec<Woord> {
    let mut woorden: Vec<Woord> = Vec::new();
    let mut klaar = 0;
    while let Some(begin) = tekst[klaar..].find(char::is_alphanumeric) {
        let begin = klaar + begin;
        let lengte = lengte(&tekst[begin..]);
        let plek = begin..begin + lengte;
        let ervoor = match woorden.last() {
            None => Grens::Zin,
            Some(vorig) => grens(vorig, &tekst[klaar..begin], &tekst[begin..]),
        };
        let klein = klein(&tekst[plek.clone()]);
        let is_adres = klein.contains("://") || klein.contains('@') || klein.starts_with("www.");
        klaar = plek.end;
        woorden.push(Woord {
            plek,
            klein,
            ervoor,
            is_adres,
        });
    }
    woorden
}

/// The sentences of a block that have a word to count.
pub(super) fn zinnen(woorden: &[Woord]) -> impl Iterator<Item = Zin<'_>> {
    woorden
        .chunk_by(|_, volgend| volgend.ervoor != Grens::Zin)
        .map(|woorden| Zin { woorden })
        .filter(|zin| zin.aantal() > 0)
}

/// A word in lower case with straight apostrophes, as lists have it.
pub(super) fn klein(woord: &str) -> String {
    woord.to_lowercase().replace('’', "'")
}

/// How long the word is that begins here: letters and digits, and the signs that may stand inside a
/// word. At least one character.
fn lengte(tekst: &str) -> usize {
    let mut tekens = tekst.char_indices().peekable();
    let mut einde = 0;
    while let Some((plek, teken)) = tekens.next() {
        let hoort_erbij = is_letter(teken)
            || match tekens.peek() {
                // An address has its signs one behind the other.
                Some((_, volgend)) if teken == ':' || teken == '/' => {
                    *volgend == '/'
                        || (teken == '/' && is_letter(*volgend))
                        || is_cijfers(tekst, plek)
                }
                Some((_, volgend)) => is_binnenin(teken) && is_letter(*volgend),
                None => false,
            };
        if !hoort_erbij {
            break;
        }
        einde = plek + teken.len_utf8();
    }
    einde
}

/// Whether a colon or slash stands between digits, as in `4:81`.
fn is_cijfers(tekst: &str, plek: usize) -> bool {
    let bytes = tekst.as_bytes();
    let cijfer = |n: Option<usize>| n.and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii_digit);
    cijfer(plek.checked_sub(1)) && cijfer(plek.checked_add(1))
}

fn is_letter(teken: char) -> bool {
    // A mark that is put on the letter before it.
    teken.is_alphanumeric() || matches!(teken, '\u{300}'..='\u{36f}')
}

/// Whether a sign may stand between the letters of one word.
fn is_binnenin(teken: char) -> bool {
    matches!(
        teken,
        '\'' | '’' | '-' | '\u{ad}' | '.' | ',' | '_' | '@' | '&' | '+' | '=' | '?' | '%' | '#'
    )
}

/// What a word is apart from the one before it by. `na` is the text from the word on.
fn grens(vorig: &Woord, tussen: &str, na: &str) -> Grens {
    if tussen.contains('\n') {
        return Grens::Zin;
    }
    if eindigt_zin(vorig, tussen, na) {
        return Grens::Zin;
    }
    if tussen.contains([';', ':', '(', ')', '[', ']', '–', '—', '…']) || tussen.contains(" - ")
    {
        Grens::Deel
    } else if tussen.contains(',') {
        Grens::Komma
    } else if tussen.chars().all(char::is_whitespace) {
        Grens::Geen
    } else {
        Grens::Teken
    }
}

fn eindigt_zin(vorig: &Woord, tussen: &str, na: &str) -> bool {
    let Some(punt) = tussen.find(['.', '!', '?', '…']) else {
        return false;
    };
    // Something has to stand between the sign and the next word.
    if !tussen[punt..].chars().any(char::is_whitespace) {
        return false;
    }
    // A word that begins with an apostrophe, such as ’s, is written small at the beginning too.
    let is_klein = na.starts_with(char::is_lowercase) && !tussen.ends_with(['\'', '’']);
    if is_klein {
        return false;
    }
    let is_punt = tussen[punt..].starts_with('.') && punt == 0;
    let een_letter =
        vorig.klein.chars().count() == 1 && vorig.klein.chars().all(char::is_alphabetic);
    !(is_punt && (een_letter || GAAN_DOOR.contains(&vorig.klein.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences, each with its number of words.
    fn lees(tekst: &str) -> Vec<(&str, usize)> {
        let woorden = woorden(tekst);
        zinnen(&woorden)
            .map(|z| (&tekst[z.plek()], z.aantal()))
            .collect()
    }

    #[test]
    fn a_sentence_ends_where_it_ends() {
        for (tekst, verwacht) in [
            ("", vec![]),
            ("... !", vec![]),
            ("Een zin. Nog een!", vec![("Een zin", 2), ("Nog een", 2)]),
            ("Kan dat? Ja.", vec![("Kan dat", 2), ("Ja", 1)]),
            ("Zonder punt", vec![("Zonder punt", 2)]),
            // Abbreviations, numbers and articles.
            (
                "Denk bijv. aan de Wmo. Zo.",
                vec![("Denk bijv. aan de Wmo", 5), ("Zo", 1)],
            ),
            ("Bijv. Assen doet het.", vec![("Bijv. Assen doet het", 4)]),
            (
                "Zie art. 2.3.5 van de wet. Klaar.",
                vec![("Zie art. 2.3.5 van de wet", 6), ("Klaar", 1)],
            ),
            (
                "Van 1 t/m 5 mei, ca. 20 uur.",
                vec![("Van 1 t/m 5 mei, ca. 20 uur", 8)],
            ),
            (
                "Dat kost € 1.234,50 per jaar. Veel.",
                vec![("Dat kost € 1.234,50 per jaar", 5), ("Veel", 1)],
            ),
            (
                "Op grond van artikel 4:81 Awb.",
                vec![("Op grond van artikel 4:81 Awb", 6)],
            ),
            (
                "Het was in 2020. Daarna niet.",
                vec![("Het was in 2020", 4), ("Daarna niet", 2)],
            ),
            (
                "De heer A. Jansen komt.",
                vec![("De heer A. Jansen komt", 5)],
            ),
            (
                "O.a. Delft en m.n. Venlo.",
                vec![("O.a. Delft en m.n. Venlo", 5)],
            ),
            (
                "Appels, peren enz. De rest later.",
                vec![("Appels, peren enz", 3), ("De rest later", 3)],
            ),
            (
                "Appels, peren enz. en meer.",
                vec![("Appels, peren enz. en meer", 5)],
            ),
            // Quotations and asides.
            (
                "“Kom binnen.” Zij kwam.",
                vec![("Kom binnen", 2), ("Zij kwam", 2)],
            ),
            ("“Wat nu?” vroeg zij.", vec![("Wat nu?” vroeg zij", 4)]),
            (
                "Dat is zo (zie hier.) Ja.",
                vec![("Dat is zo (zie hier", 5), ("Ja", 1)],
            ),
            (
                "Klaar. ’s Avonds niet.",
                vec![("Klaar", 1), ("s Avonds niet", 3)],
            ),
            ("Eerste…  Tweede", vec![("Eerste", 1), ("Tweede", 1)]),
            // A line that the writer ended.
            (
                "regel een\nregel twee",
                vec![("regel een", 2), ("regel twee", 2)],
            ),
            // A word is a word with its signs.
            (
                "De zzp’er en z’n re-integratie.",
                vec![("De zzp’er en z’n re-integratie", 5)],
            ),
            (
                "Kijk op https://www.example.org/a.b?c=d nu.",
                vec![("Kijk op https://www.example.org/a.b?c=d nu", 3)],
            ),
            (
                "Mail info@example.org of bel.",
                vec![("Mail info@example.org of bel", 3)],
            ),
            ("en/of en hij/zij", vec![("en/of en hij/zij", 3)]),
            ("www.example.org", vec![]),
        ] {
            assert_eq!(lees(tekst), verwacht, "{tekst:?}");
        }
    }

    #[test]
    fn what_stands_before_a_word_is_known() {
        use Grens::{Deel, Geen, Komma, Teken, Zin};
        let grenzen = |tekst: &str| woorden(tekst).iter().map(|w| w.ervoor).collect::<Vec<_>>();
        assert_eq!(
            grenzen("Een twee, drie; vier (vijf) zes “zeven” acht – negen. Tien"),
            [Zin, Geen, Komma, Deel, Deel, Deel, Teken, Teken, Deel, Zin]
        );
    }
}
