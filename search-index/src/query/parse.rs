//! Cuts a query into pieces: words with their parts, what must stand together, what must not occur.
//!
//! `"sociaal team"` asks for the words next to each other, `-jeugd` and `-"sociaal team"` for what
//! must not be there. Everything else is words. A quotation mark without a second one, a dash
//! between spaces and the dash of `opvoeding en -ondersteuning` are ordinary text.
//!
//! Before all that, abbreviations lose their points: `p.g.b.` is `pgb`.

use std::ops::Range;

use crate::analysis::{Token, tokenize};

/// No more of a query is read than this many bytes.
const LONGEST: usize = 10_000;
/// No more words are looked for than this; each costs a few look-ups.
const MOST_WORDS: usize = 64;
/// Before one of these a dash stands for a part of a word left out.
const AND_OR: [&str; 4] = ["en", "of", "en/of", "noch"];

/// A word of the query, with its parts when it has a hyphen or an apostrophe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub word: Token,
    pub parts: Vec<Token>,
    /// Whether only white space stands between this and the piece before it.
    pub adjacent: bool,
    /// Whether it stands in quotation marks, and is meant as it is typed.
    pub quoted: bool,
}

impl Piece {
    /// Whether the piece is a plain word: one that can be misspelled or wrongly split.
    pub(crate) fn is_plain(&self) -> bool {
        self.parts.is_empty() && !self.word.form.chars().any(char::is_numeric)
    }

    /// The word and its parts.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = &Token> {
        std::iter::once(&self.word).chain(&self.parts)
    }
}

/// A query, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The words to look for, those in quotation marks as well.
    pub pieces: Vec<Piece>,
    /// Words that must stand next to each other, in this order.
    pub phrases: Vec<Vec<String>>,
    /// Words that must not occur.
    pub without: Vec<String>,
    /// Words that must not occur next to each other.
    pub without_phrases: Vec<Vec<String>>,
    /// The text without what is excluded.
    pub wanted: String,
}

impl Asked {
    /// Takes a query apart; offsets are those of the text.
    pub(crate) fn new(text: &str) -> Self {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let mut asked = Self::default();
        for section in sections(text) {
            let inside = &text[section.range.clone()];
            if section.excluded {
                let words = forms(inside);
                if section.quoted {
                    asked
                        .without_phrases
                        .extend(Some(words).filter(|words| !words.is_empty()));
                } else {
                    asked.without.extend(words);
                }
                continue;
            }
            asked.wanted.push_str(inside);
            asked.wanted.push(' ');
            if section.quoted {
                let words = forms(inside);
                asked
                    .phrases
                    .extend(Some(words).filter(|words| !words.is_empty()));
            }
            asked.add_pieces(text, &section);
        }
        asked.pieces.truncate(MOST_WORDS);
        asked.without.truncate(MOST_WORDS);
        asked.phrases.truncate(MOST_WORDS);
        asked.without_phrases.truncate(MOST_WORDS);
        asked
    }

    fn add_pieces(&mut self, text: &str, section: &Section) {
        let mut end = self.pieces.last().map_or(0, |piece| piece.word.end);
        for mut token in tokenize(&text[section.range.clone()])
            .into_iter()
            .take(MOST_WORDS)
        {
            token.start += section.range.start;
            token.end += section.range.start;
            match self.pieces.last_mut() {
                Some(piece) if token.part => piece.parts.push(token),
                _ => {
                    let between = text.get(end..token.start).unwrap_or("-");
                    let adjacent = end > 0 && between.chars().all(char::is_whitespace);
                    end = token.end;
                    self.pieces.push(Piece {
                        word: token,
                        parts: Vec::new(),
                        adjacent,
                        quoted: section.quoted,
                    });
                }
            }
        }
    }
}

/// A query with its abbreviations written without points. Letters with points between them are cut
/// apart as words, and a letter by itself is no word.
pub(crate) fn without_points(text: &str) -> String {
    let chunks = text.split_inclusive(char::is_whitespace);
    chunks
        .map(|chunk| match initials(chunk) {
            Some((points, letters)) => chunk.replacen(points, &letters, 1),
            None => chunk.to_owned(),
        })
        .collect()
}

/// The abbreviation with points in what stands between two spaces, and its letters.
fn initials(chunk: &str) -> Option<(&str, String)> {
    let points = chunk.trim_matches(|sign: char| !sign.is_alphanumeric());
    let letters: Vec<&str> = points.split('.').collect();
    let is_letter = |part: &&str| {
        let mut signs = part.chars();
        signs.next().is_some_and(char::is_alphabetic) && signs.next().is_none()
    };
    (letters.len() > 1 && letters.iter().all(is_letter)).then(|| (points, letters.concat()))
}

/// Cuts a text into words and pays no heed to quotation marks and dashes.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut asked = Asked::default();
    asked.add_pieces(
        text,
        &Section {
            range: 0..text.len(),
            quoted: false,
            excluded: false,
        },
    );
    asked.pieces
}

/// The words of a phrase, without the parts of words with a hyphen.
fn forms(text: &str) -> Vec<String> {
    let tokens = tokenize(text).into_iter().filter(|token| !token.part);
    tokens.map(|token| token.form).take(MOST_WORDS).collect()
}

/// A stretch of a query.
struct Section {
    range: Range<usize>,
    quoted: bool,
    excluded: bool,
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut plain = 0;
    let mut from = 0;
    while let Some(section) = next_section(text, from) {
        // The sign that opens a section belongs to nothing.
        let opening = text[..section.range.start]
            .trim_end_matches(is_quote)
            .trim_end_matches('-')
            .len();
        let before = if section.excluded {
            opening.max(plain)
        } else {
            section.range.start
        };
        sections.push(Section {
            range: plain..before,
            quoted: false,
            excluded: false,
        });
        plain = section.range.end;
        from = section.range.end + closing(text, &section);
        sections.push(section);
    }
    sections.push(Section {
        range: plain..text.len(),
        quoted: false,
        excluded: false,
    });
    sections
}

fn closing(text: &str, section: &Section) -> usize {
    let sign = text[section.range.end..].chars().next();
    sign.filter(|sign| section.quoted && is_quote(*sign))
        .map_or(0, char::len_utf8)
}

/// The next phrase or excluded word.
fn next_section(text: &str, from: usize) -> Option<Section> {
    for (at, sign) in text[from..].char_indices() {
        let at = from + at;
        let after = at + sign.len_utf8();
        if is_quote(sign) {
            if let Some(length) = text[after..].find(is_quote) {
                return Some(Section {
                    range: after..after + length,
                    quoted: true,
                    excluded: false,
                });
            }
        } else if sign == '-' && excludes(&text[..at]) {
            let next = text[after..].chars().next().unwrap_or(' ');
            if is_quote(next) {
                let inside = after + next.len_utf8();
                if let Some(length) = text[inside..].find(is_quote) {
                    return Some(Section {
                        range: inside..inside + length,
                        quoted: true,
                        excluded: true,
                    });
                }
            } else if next.is_alphanumeric() {
                let length = text[after..]
                    .find(|next: char| next.is_whitespace() || is_quote(next))
                    .unwrap_or(text.len() - after);
                return Some(Section {
                    range: after..after + length,
                    quoted: false,
                    excluded: true,
                });
            }
        }
    }
    None
}

/// Whether a dash after this text excludes what follows it.
fn excludes(before: &str) -> bool {
    let word = before.trim_end();
    let last = word.rsplit(char::is_whitespace).next().unwrap_or_default();
    (word.is_empty() || word.len() < before.len())
        && !AND_OR.iter().any(|sign| last.eq_ignore_ascii_case(sign))
        && !word.ends_with([',', '-'])
}

/// Whether this is a quotation mark, plain or typographic: between two of them stands a phrase.
pub fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::{Asked, pieces, without_points};

    #[test]
    fn abbreviations_lose_their_points() {
        for (text, plain) in [
            ("p.g.b.", "pgb."),
            ("een P.G.B voor hulp", "een PGB voor hulp"),
            ("-(w.m.o.)\tart. 2.3.5", "-(wmo.)\tart. 2.3.5"),
            ("blz. 3.a", "blz. 3.a"),
            ("a.", "a."),
            ("www.gemeente.nl é.ü.", "www.gemeente.nl éü."),
            ("", ""),
        ] {
            assert_eq!(without_points(text), plain);
        }
    }

    #[test]
    fn words_and_their_parts() {
        let pieces = pieces("pgb-houder zorg, hulp");
        let found: Vec<(&str, usize, bool)> = pieces
            .iter()
            .map(|piece| (piece.word.form.as_str(), piece.parts.len(), piece.adjacent))
            .collect();
        assert_eq!(
            found,
            [
                ("pgbhouder", 2, false),
                ("zorg", 0, true),
                ("hulp", 0, false)
            ]
        );
    }

    #[test]
    fn what_must_and_must_not_be_there() {
        // Words, phrases, excluded words, excluded phrases.
        for (text, words, phrases, without, without_phrases) in [
            ("zorg", "zorg", "", "", ""),
            (
                "\"sociaal team\" zorg",
                "sociaal team zorg",
                "sociaal team",
                "",
                "",
            ),
            (
                "zorg „Sociaal Team”",
                "zorg sociaal team",
                "sociaal team",
                "",
                "",
            ),
            ("«a1» “b2”", "a1 b2", "a1 / b2", "", ""),
            ("zorg -jeugd", "zorg", "", "jeugd", ""),
            ("-jeugd zorg", "zorg", "", "jeugd", ""),
            (
                "zorg -\"sociaal team\" wijk",
                "zorg wijk",
                "",
                "",
                "sociaal team",
            ),
            ("-jeugd -pgb-houder", "", "", "jeugd pgbhouder", ""),
            ("-jeugd/zorg wijk", "wijk", "", "jeugd zorg", ""),
            ("-jeugd\"een team\"", "een team", "een team", "jeugd", ""),
            // Ordinary text.
            ("\"sociaal team", "sociaal team", "", "", ""),
            ("sociaal \" team", "sociaal team", "", "", ""),
            ("zorg - jeugd", "zorg jeugd", "", "", ""),
            ("zorg --jeugd", "zorg jeugd", "", "", ""),
            ("jeugd- en gezinszorg", "jeugd en gezinszorg", "", "", ""),
            (
                "opvoeding en -ondersteuning",
                "opvoeding en ondersteuning",
                "",
                "",
                "",
            ),
            ("auto’s OF -motoren", "auto of motoren", "", "", ""),
            ("jeugd-zorg", "jeugdzorg", "", "", ""),
            ("\"\" -\"\" \"?\" -", "", "", "", ""),
            ("-\"open", "open", "", "", ""),
            ("", "", "", "", ""),
        ] {
            let asked = Asked::new(text);
            let joined = |all: &[Vec<String>]| {
                all.iter()
                    .map(|words| words.join(" "))
                    .collect::<Vec<_>>()
                    .join(" / ")
            };
            let found: Vec<&str> = asked
                .pieces
                .iter()
                .map(|piece| piece.word.form.as_str())
                .collect();
            assert_eq!(found.join(" "), words, "{text}");
            assert_eq!(joined(&asked.phrases), phrases, "{text}");
            assert_eq!(asked.without.join(" "), without, "{text}");
            assert_eq!(joined(&asked.without_phrases), without_phrases, "{text}");
        }
    }

    #[test]
    fn pieces_know_where_they_stand() {
        let text = "é -x1 \"sociaal team\" zorg";
        let asked = Asked::new(text);
        let found: Vec<(&str, bool)> = asked
            .pieces
            .iter()
            .map(|piece| (&text[piece.word.start..piece.word.end], piece.quoted))
            .collect();
        assert_eq!(found, [("sociaal", true), ("team", true), ("zorg", false)]);
        assert!(!asked.wanted.contains("x1"), "{}", asked.wanted);
    }

    #[test]
    fn work_is_bounded() {
        assert_eq!(pieces(&"woord ".repeat(5_000)).len(), 64);
        assert_eq!(Asked::new(&"woord ".repeat(5_000)).pieces.len(), 64);
        assert!(Asked::new(&"é".repeat(20_000)).pieces.is_empty());
        assert_eq!(Asked::new(&"-woord ".repeat(5_000)).without.len(), 64);
        assert_eq!(Asked::new(&"\"woord\" ".repeat(5_000)).phrases.len(), 64);
    }
}
