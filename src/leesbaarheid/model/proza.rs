//! What is prose in a Markdown text.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::markdown::te_diep;

/// A paragraph, an item of a list or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blok {
    /// Where it begins in the text, in bytes.
    pub vanaf: usize,
    /// Its text, as long as in the source: spaces stand for markup and for what is no prose, a line
    /// feed where the writer ended a line.
    pub tekst: String,
    /// Whether it is a heading.
    pub is_kop: bool,
}

/// The blocks of a text, in their order. Code, tables, addresses, pictures and HTML are no prose.
pub(super) fn blokken(markdown: &str) -> Vec<Blok> {
    // What nobody writes is not worth the time that the parser takes for it.
    if te_diep(markdown) {
        return Vec::new();
    }
    let mut lezer = Lezer {
        bron: markdown,
        blokken: Vec::new(),
        delen: Vec::new(),
        is_kop: false,
        stil: 0,
        adressen: Vec::new(),
    };
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    for (event, plek) in parser.into_offset_iter() {
        lezer.lees(&event, plek);
    }
    lezer.sluit();
    lezer.blokken
}

struct Lezer<'t> {
    bron: &'t str,
    blokken: Vec<Blok>,
    /// The prose of the block that is being read, and the ends of its lines.
    delen: Vec<Deel>,
    is_kop: bool,
    /// How many parts without prose it is in.
    stil: usize,
    /// For each link it is in, whether its text is an address.
    adressen: Vec<bool>,
}

enum Deel {
    Tekst(Range<usize>),
    Regeleinde(usize),
}

impl Lezer<'_> {
    fn lees(&mut self, event: &Event<'_>, plek: Range<usize>) {
        match event {
            // A character that is written as an entity is not there in the source.
            Event::Text(tekst) if self.stil == 0 && self.bron[plek.clone()] == **tekst => {
                self.delen.push(Deel::Tekst(plek));
            }
            Event::HardBreak if self.stil == 0 => self.delen.push(Deel::Regeleinde(plek.start)),
            Event::Start(Tag::Link { link_type, .. }) => {
                let adres = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.adressen.push(adres);
                self.stil += usize::from(adres);
            }
            Event::End(TagEnd::Link) => {
                let adres = self.adressen.pop().unwrap_or_default();
                self.stil -= usize::from(adres);
            }
            Event::Start(Tag::Image { .. }) => self.stil += 1,
            Event::End(TagEnd::Image) => self.stil -= 1,
            Event::Start(Tag::Emphasis | Tag::Strong)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            Event::Start(blok) => {
                self.sluit();
                self.is_kop = matches!(blok, Tag::Heading { .. });
                self.stil += usize::from(is_stil(blok));
            }
            Event::End(blok) => {
                self.sluit();
                self.is_kop = false;
                let was_stil =
                    matches!(blok, TagEnd::CodeBlock | TagEnd::Table | TagEnd::HtmlBlock);
                self.stil -= usize::from(was_stil);
            }
            Event::Rule => self.sluit(),
            _ => {}
        }
    }

    /// Ends the block that is being read.
    fn sluit(&mut self) {
        let delen = std::mem::take(&mut self.delen);
        let mut blok: Option<Blok> = None;
        for deel in delen {
            let (plek, tekst) = match deel {
                Deel::Tekst(plek) => (plek.clone(), &self.bron[plek]),
                Deel::Regeleinde(plek) => (plek..plek + 1, "\n"),
            };
            let blok = blok.get_or_insert_with(|| Blok {
                vanaf: plek.start,
                tekst: String::new(),
                is_kop: self.is_kop,
            });
            let Some(gat) = plek.start.checked_sub(blok.vanaf + blok.tekst.len()) else {
                continue;
            };
            blok.tekst.extend(std::iter::repeat_n(' ', gat));
            blok.tekst.push_str(tekst);
        }
        self.blokken.extend(blok);
    }
}

/// Whether a block is no prose.
fn is_stil(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks with the white space that stands for markup as one space, `#` before a heading.
    fn lees(markdown: &str) -> Vec<String> {
        let een = |b: &Blok| {
            let regels: Vec<String> = b
                .tekst
                .split('\n')
                .map(|r| r.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            format!("{}{}", if b.is_kop { "#" } else { "" }, regels.join("|"))
        };
        blokken(markdown).iter().map(een).collect()
    }

    #[test]
    fn only_prose_is_read() {
        for (markdown, verwacht) in [
            ("", vec![]),
            (
                "Een zin.\nNog een.\n\nTwee.",
                vec!["Een zin. Nog een.", "Twee."],
            ),
            ("# Kop\n\nTekst", vec!["#Kop", "Tekst"]),
            ("Kop\n===\nTekst", vec!["#Kop", "Tekst"]),
            (
                "- een\n- twee\n  - drie\n- vier",
                vec!["een", "twee", "drie", "vier"],
            ),
            ("1. een\n\n   meer\n2. twee", vec!["een", "meer", "twee"]),
            ("> Gezegd\n> is gezegd.", vec!["Gezegd is gezegd."]),
            ("Een **dik _woord_** hier", vec!["Een dik woord hier"]),
            (
                "Lees [de wet](https://example.org/a-b \"titel\") na.",
                vec!["Lees de wet na."],
            ),
            ("Zie <https://example.org/> nu", vec!["Zie nu"]),
            ("Mail <a@example.org> nu", vec!["Mail nu"]),
            ("Met `code x` erin", vec!["Met erin"]),
            ("Voor\n\n```\ncode\n```\n\nna", vec!["Voor", "na"]),
            ("Voor\n\n    code\n\nna", vec!["Voor", "na"]),
            ("| a | b |\n|---|---|\n| c | d |\n\nna", vec!["na"]),
            ("![een plaat](x.png) en tekst", vec!["en tekst"]),
            ("<div>\nhtml\n</div>\n\nna <b>dik</b>", vec!["na dik"]),
            (
                "regel een  \nregel twee\\\ndrie",
                vec!["regel een|regel twee|drie"],
            ),
            ("ster \\* en caf&eacute; x", vec!["ster * en caf x"]),
            ("a\n\n---\n\nb", vec!["a", "b"]),
            (&">".repeat(5_000), vec![]),
        ] {
            assert_eq!(lees(markdown), verwacht, "{markdown:?}");
        }
    }

    #[test]
    fn a_block_lies_where_the_text_lies() {
        let markdown = "# Één kop\n\n- een **dik**\n  woord\n- [link](https://example.org/) é";
        for blok in blokken(markdown) {
            let bron = &markdown[blok.vanaf..blok.vanaf + blok.tekst.len()];
            for (plek, teken) in blok.tekst.char_indices() {
                if !teken.is_whitespace() {
                    assert!(bron[plek..].starts_with(teken), "{blok:?}");
                }
            }
        }
    }
}
