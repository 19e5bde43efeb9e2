//! Cuts a query into pieces: words with their parts.

use crate::analysis::{Token, tokenize};

/// No more of a query is read than this many bytes.
const LONGEST: usize = 10_000;
/// No more words are looked for than this; each costs a few look-ups.
const MOST_WORDS: usize = 64;

/// A word of the query, with its parts when it has a hyphen or an apostrophe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub word: Token,
    pub parts: Vec<Token>,
    /// Whether only white space stands between this and the piece before it.
    pub adjacent: bool,
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

/// Cuts a query into pieces; offsets are those of the text.
pub(crate) fn parse(text: &str) -> Vec<Piece> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = 0;
    for token in tokenize(text).into_iter().take(MOST_WORDS) {
        match pieces.last_mut() {
            Some(piece) if token.part => piece.parts.push(token),
            _ => {
                let between = text.get(end..token.start).unwrap_or("-");
                let adjacent = end > 0 && between.chars().all(char::is_whitespace);
                end = token.end;
                pieces.push(Piece {
                    word: token,
                    parts: Vec::new(),
                    adjacent,
                });
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn pieces() {
        let pieces = parse("pgb-houder zorg, hulp");
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
    fn work_is_bounded() {
        assert_eq!(parse(&"woord ".repeat(5_000)).len(), 64);
        assert!(parse(&"é".repeat(20_000)).is_empty());
    }
}
