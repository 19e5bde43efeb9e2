//! The paths that a Rust source names, without a parser.

use std::collections::{BTreeSet, HashMap};

/// A path without `crate`, `self` and `super`.
#[derive(Debug, Clone)]
pub struct ResolvedPath {
    pub in_crate: bool,
    segments: Vec<String>,
}

impl ResolvedPath {
    pub fn at(&self, index: usize) -> &str {
        self.segments.get(index).map_or("", String::as_str)
    }
}

/// All paths of two segments or more, and every `use`, with their lines.
pub fn paths(
    tokens: &[Token],
    module: &[&str],
    features: &BTreeSet<&str>,
) -> Vec<(ResolvedPath, usize)> {
    let mut imports: HashMap<&str, ResolvedPath> = HashMap::new();
    let mut found = Vec::new();
    let mut mentioned = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (word, line) = tokens[at];
        if word == "use" && tokens.get(at + 1).is_some_and(|next| next.0 != "<") {
            let mut leaves = Vec::new();
            at = use_tree(tokens, at + 1, &[], &mut leaves);
            for leaf in leaves {
                let path = resolve(&leaf.segments, module, features);
                imports.insert(leaf.name, path.clone());
                found.push((path, leaf.line));
            }
        } else if is_word_token(word) && tokens.get(at + 1).is_some_and(|next| next.0 == "::") {
            let mut segments = vec![word];
            at += 1;
            while tokens.get(at).is_some_and(|next| next.0 == "::")
                && tokens.get(at + 1).is_some_and(|next| is_word_token(next.0))
            {
                segments.push(tokens[at + 1].0);
                at += 2;
            }
            mentioned.push((segments, line));
        }
        at += 1;
    }
    for (segments, line) in mentioned {
        let path = match imports.get(segments[0]) {
            Some(import) => {
                let mut path = import.clone();
                path.segments
                    .extend(segments[1..].iter().map(|&segment| segment.to_owned()));
                path
            }
            None => resolve(&segments, module, features),
        };
        found.push((path, line));
    }
    found.sort_by_key(|(_, line)| *line);
    found
}

/// One name that a `use` brings in.
struct Leaf<'a> {
    name: &'a str,
    segments: Vec<&'a str>,
    line: usize,
}

/// Reads one branch of a `use` from `at`; returns the place of the token that ends it.
fn use_tree<'a>(
    tokens: &[Token<'a>],
    mut at: usize,
    prefix: &[&'a str],
    leaves: &mut Vec<Leaf<'a>>,
) -> usize {
    let mut segments = prefix.to_vec();
    while let Some(&(token, line)) = tokens.get(at) {
        match token {
            // `$` is the mark of a macro: `$kind` is read as a name.
            "::" | "$" => at += 1,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|next| next.0 != "}") {
                    let before = at;
                    at = use_tree(tokens, at, &segments, leaves);
                    // What is no part of a `use` is passed over.
                    let comma = tokens.get(at).is_some_and(|next| next.0 == ",");
                    at += usize::from(comma || at == before);
                }
                return at + 1;
            }
            _ if is_word_token(token) || token == "*" => {
                if token != "self" || segments.is_empty() {
                    segments.push(token);
                }
                at += 1;
                if tokens.get(at).is_some_and(|next| next.0 == "::") {
                    continue;
                }
                let mut name = segments.last().copied().unwrap_or_default();
                if tokens.get(at).is_some_and(|next| next.0 == "as") {
                    name = tokens.get(at + 1).map_or(name, |alias| alias.0);
                    at += 2;
                }
                leaves.push(Leaf {
                    name,
                    segments,
                    line,
                });
                return at;
            }
            _ => return at,
        }
    }
    at
}

fn resolve(segments: &[&str], module: &[&str], features: &BTreeSet<&str>) -> ResolvedPath {
    let mut base: Vec<&str> = module.to_vec();
    let mut rest = segments;
    let mut in_crate = true;
    match segments[0] {
        "crate" | "dwarsverband" => {
            base.clear();
            rest = &segments[1..];
        }
        "self" | "super" => {
            while let Some(&step @ ("self" | "super")) = rest.first() {
                if step == "super" {
                    base.pop();
                }
                rest = &rest[1..];
            }
        }
        first => {
            base.clear();
            in_crate = features.contains(first);
        }
    }
    let segments = base
        .iter()
        .chain(rest)
        .map(|&segment| segment.to_owned())
        .collect();
    ResolvedPath { in_crate, segments }
}

/// A word, `::` or one other character, and the line it stands on.
pub type Token<'a> = (&'a str, usize);

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_word_token(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The tokens of a Rust source without comments, strings and characters.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let skipped = length_of_prose(rest);
        let (length, token) = if skipped > 0 {
            (skipped, None)
        } else if is_word(first) {
            let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
            (length, Some(&rest[..length]))
        } else if rest.starts_with("::") {
            (2, Some("::"))
        } else {
            let length = first.len_utf8();
            (length, (!first.is_whitespace()).then(|| &rest[..length]))
        };
        tokens.extend(token.map(|token| (token, line)));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// Length of the comment, string, character or lifetime that the text starts with; 0 if none.
fn length_of_prose(text: &str) -> usize {
    let end_of = |start: usize, end: &str| {
        text[start..]
            .find(end)
            .map_or(text.len(), |found| start + found + end.len())
    };
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return length_of_block_comment(text);
    }
    if text.starts_with('"') {
        return length_of_quoted(text, 1, b'"');
    }
    if let Some(raw) = text.strip_prefix("br").or_else(|| text.strip_prefix('r')) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let start = text.len() - raw.len() + hashes + 1;
            return end_of(start, &format!("\"{}", "#".repeat(hashes)));
        }
    }
    if text.starts_with("b\"") || text.starts_with("c\"") {
        return length_of_quoted(text, 2, b'"');
    }
    if let Some(quoted) = text.strip_prefix('\'') {
        let mut chars = quoted.chars();
        let first = chars.next();
        if first == Some('\\') {
            return length_of_quoted(text, 1, b'\'');
        }
        if chars.next() == Some('\'') {
            return 2 + first.map_or(0, char::len_utf8);
        }
        return 1 + quoted.find(|c: char| !is_word(c)).unwrap_or(quoted.len());
    }
    0
}

fn length_of_quoted(text: &str, start: usize, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

fn length_of_block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at.min(text.len())
}
