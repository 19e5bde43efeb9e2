//! Cuts text into words.
//!
//! A word is letters and digits. `2.3.5` and `6:7` stay whole. `pgb-houder` gives the joined
//! `pgbhouder` and the parts `pgb` and `houder`; an apostrophe inside a word does the same, and
//! `'s` at its end falls off. Parts of one or two letters are not worth finding and are left out,
//! as are words of a single letter; `WW` and `Pw` are words and stay.

use super::fold::{is_ignorable, push_folded};

/// A longer run of letters is not a word but data.
const LONGEST: usize = 64;
/// What is left of a word after splitting must have this many characters.
pub(crate) const SHORTEST_PIECE: usize = 3;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Lower-case and folded.
    pub form: String,
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// Whether it is a part of the (joined) token before it.
    pub part: bool,
}

/// Cuts a text into words, in the order of the text; parts follow the word they are part of.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some(&(start, first)) = characters.peek() {
        if !first.is_alphanumeric() {
            characters.next();
            continue;
        }
        let mut word = Word::new(start);
        while let Some(&(at, character)) = characters.peek() {
            let next = text[at + character.len_utf8()..]
                .chars()
                .next()
                .unwrap_or(' ');
            let in_number = matches!(character, '.' | ':')
                && word.last.is_ascii_digit()
                && next.is_ascii_digit();
            if in_number || character.is_alphanumeric() || is_ignorable(character) {
                word.push(at, character);
            } else if joins(character) && next.is_alphanumeric() {
                word.split(at, character);
            } else {
                break;
            }
            characters.next();
        }
        word.finish(&mut tokens);
    }
    tokens
}

fn joins(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}') || is_apostrophe(character)
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

/// A word in the making: its pieces between hyphens and apostrophes.
struct Word {
    pieces: Vec<Token>,
    last: char,
    after_apostrophe: bool,
}

impl Word {
    fn new(start: usize) -> Self {
        Self {
            pieces: vec![empty(start)],
            last: ' ',
            after_apostrophe: false,
        }
    }

    fn push(&mut self, at: usize, character: char) {
        if let Some(piece) = self.pieces.last_mut() {
            push_folded(&mut piece.form, character);
            piece.end = at + character.len_utf8();
        }
        self.last = character;
    }

    fn split(&mut self, at: usize, character: char) {
        self.pieces.push(empty(at + character.len_utf8()));
        self.after_apostrophe = is_apostrophe(character);
        self.last = character;
    }

    fn finish(mut self, tokens: &mut Vec<Token>) {
        let end = self.pieces.last().map_or(0, |piece| piece.end);
        if self.after_apostrophe && self.pieces.last().is_some_and(|piece| piece.form == "s") {
            self.pieces.pop();
        }
        let start = self.pieces.first().map_or(end, |piece| piece.start);
        let form: String = self
            .pieces
            .iter()
            .map(|piece| piece.form.as_str())
            .collect();
        let whole = Token {
            form,
            start,
            end,
            part: false,
        };
        if self.pieces.len() == 1 {
            tokens.extend(Some(whole).filter(|token| is_word(&token.form)));
            return;
        }
        let joined = length_within(&whole.form, SHORTEST_PIECE);
        if joined {
            tokens.push(whole);
        }
        tokens.extend(
            self.pieces
                .into_iter()
                .filter(|piece| length_within(&piece.form, SHORTEST_PIECE))
                .map(|piece| Token {
                    part: joined,
                    ..piece
                }),
        );
    }
}

fn empty(start: usize) -> Token {
    Token {
        form: String::new(),
        start,
        end: start,
        part: false,
    }
}

/// Whether a word that stands by itself in the text is worth keeping.
fn is_word(form: &str) -> bool {
    let shortest = if form.bytes().any(|byte| byte.is_ascii_digit()) {
        1
    } else {
        2
    };
    length_within(form, shortest)
}

fn length_within(form: &str, shortest: usize) -> bool {
    (shortest..=LONGEST).contains(&form.chars().take(LONGEST + 1).count())
}

#[cfg(test)]
mod tests {
    use super::tokenize;

    #[test]
    fn words_of_a_text() {
        for (text, words) in [
            ("Beschermd wonen.", vec!["beschermd", "wonen"]),
            (
                "artikel 2.3.5, lid 1.",
                vec!["artikel", "2.3.5", "lid", "1"],
            ),
            ("artikel 6:7 Awb", vec!["artikel", "6:7", "awb"]),
            ("7:658a", vec!["7:658a"]),
            ("1.000,50", vec!["1.000", "50"]),
            ("eind 2.3.", vec!["eind", "2.3"]),
            ("pgb-houder", vec!["pgbhouder", "-pgb", "-houder"]),
            ("e-mail", vec!["email", "-mail"]),
            ("schuld- en gezinszorg", vec!["schuld", "en", "gezinszorg"]),
            (
                "PRK-2026-0014",
                vec!["prk20260014", "-prk", "-2026", "-0014"],
            ),
            ("gemeente's", vec!["gemeente"]),
            ("auto’s", vec!["auto"]),
            ("'s-Hertogenbosch", vec!["shertogenbosch", "-hertogenbosch"]),
            ("'s avonds", vec!["avonds"]),
            ("z'n", vec![]),
            ("d'Hondt", vec!["dhondt", "-hondt"]),
            ("coördinatie", vec!["coordinatie"]),
            ("ideee\u{308}n", vec!["ideeen"]),
            ("WW, Pw en EU", vec!["ww", "pw", "en", "eu"]),
            ("u en 3D", vec!["en", "3d"]),
            ("5", vec!["5"]),
            ("een/twee", vec!["een", "twee"]),
            ("?! -- '", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<String> = tokenize(text)
                .into_iter()
                .map(|token| {
                    if token.part {
                        format!("-{}", token.form)
                    } else {
                        token.form
                    }
                })
                .collect();
            assert_eq!(found, words, "{text}");
        }
    }

    #[test]
    fn tokens_know_where_they_stand() {
        let text = "Dé pgb-houder’s auto's";
        let found: Vec<&str> = tokenize(text)
            .iter()
            .map(|token| &text[token.start..token.end])
            .collect();
        assert_eq!(found, ["Dé", "pgb-houder’s", "pgb", "houder", "auto's"]);
    }

    #[test]
    fn data_is_no_word() {
        assert_eq!(tokenize(&"x".repeat(65)), vec![]);
        assert_eq!(tokenize(&"ab-".repeat(5000)), vec![]);
    }
}
