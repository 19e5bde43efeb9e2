//! Markdown: what people write becomes safe HTML for pages, or plain text for the search index.

use std::{fmt, sync::LazyLock};

use ammonia::Builder;
use pulldown_cmark::{
    CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream, html,
};

use crate::begrippen::model::{Deel, Uitleg};

/// The look of a link to an explanation: the only class that a text may have.
const BEGRIP: &str = "dv-begrip";

/// What may stand in a fragment of the search index.
static ALLEEN_MARK: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut schoonmaker = Builder::empty();
    schoonmaker.tags(["mark"].into());
    schoonmaker
});

/// What may stand in a text that people wrote.
static TEKST: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut schoonmaker = Builder::default();
    schoonmaker
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("noopener"))
        .rm_tags(["img"])
        .add_allowed_classes("a", [BEGRIP]);
    schoonmaker
});

/// HTML that has been cleaned. The only type templates print unescaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Plain text, escaped.
    pub fn tekst(tekst: &str) -> Self {
        let mut uit = String::with_capacity(tekst.len());
        for teken in tekst.chars() {
            match teken {
                '&' => uit.push_str("&amp;"),
                '<' => uit.push_str("&lt;"),
                '>' => uit.push_str("&gt;"),
                '"' => uit.push_str("&quot;"),
                '\'' => uit.push_str("&#39;"),
                teken => uit.push(teken),
            }
        }
        Self(uit)
    }

    /// A fragment of the search index: escaped text in which only `<mark>` stands. Cleaned once
    /// more, because what is printed unescaped is checked where it is made.
    pub fn fragment(html: &str) -> Self {
        Self(ALLEEN_MARK.clean(html).to_string())
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for SafeHtml {}

impl askama::FastWritable for SafeHtml {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
}

/// Levels of quotes and lists that a text may have. Nobody writes so deep; a parser that must
/// follow thousands of levels takes minutes.
const MAX_DIEPTE: usize = 30;

/// Whether a text has more levels of quotes and lists than anybody writes.
pub fn te_diep(markdown: &str) -> bool {
    markdown.lines().any(|regel| {
        let kop = regel
            .split(|c: char| c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let tekens = kop
            .chars()
            .filter(|c| matches!(c, '>' | '-' | '*' | '+' | '.' | ')'))
            .count();
        let inspringen = regel
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .count();
        let is_lijn = kop.trim().chars().all(|c| c == '-' || c == '*') && kop.len() == regel.len();
        (tekens > MAX_DIEPTE && !is_lijn) || inspringen > 4 * MAX_DIEPTE
    })
}

/// Markdown as safe HTML. Headings start at level 3, under the page and section titles; links
/// out get `rel="noopener"`; HTML in the text, scripts and unknown addresses are removed. The first
/// use of a begrip becomes a link to its explanation.
pub fn html(markdown: &str, uitleg: &mut Uitleg<'_>) -> SafeHtml {
    let mut events = Vec::new();
    // Inside a heading, a link or code no link can stand; a picture is not shown at all.
    let (mut vast, mut beeld) = (0_usize, 0_usize);
    for event in TextMergeStream::new(parser(markdown).map(voor_de_pagina)) {
        match &event {
            Event::Start(Tag::Image { .. }) => beeld += 1,
            Event::End(TagEnd::Image) => beeld -= 1,
            Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::CodeBlock(_)) => vast += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::CodeBlock) => vast -= 1,
            Event::Text(tekst) if beeld == 0 && vast == 0 => {
                events.extend(uitleg.knip(tekst).into_iter().map(deel));
                continue;
            }
            Event::Text(tekst) | Event::Code(tekst) if beeld == 0 => uitleg.noteer(tekst),
            _ => {}
        }
        events.push(event);
    }
    let mut ruw = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut ruw, events.into_iter());
    SafeHtml(TEKST.clean(&ruw).to_string())
}

/// One line of plain text as safe HTML, with links to explanations as in [`html()`].
pub fn regel(tekst: &str, uitleg: &mut Uitleg<'_>) -> SafeHtml {
    let mut ruw = String::with_capacity(tekst.len() * 3 / 2);
    html::push_html(&mut ruw, uitleg.knip(tekst).into_iter().map(deel));
    SafeHtml(TEKST.clean(&ruw).to_string())
}

fn voor_de_pagina(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: lager(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lager(level))),
        // Shown as text: what somebody typed does not silently disappear.
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        // A begrip of two words may stand on two lines.
        Event::SoftBreak => Event::Text("\n".into()),
        event => event,
    }
}

fn deel<'a>(deel: Deel<'_>) -> Event<'a> {
    match deel {
        Deel::Tekst(tekst) => Event::Text(tekst.to_owned().into()),
        Deel::Woord { tekst, anker } => {
            let tekst = SafeHtml::tekst(tekst);
            let link = format!("<a class=\"{BEGRIP}\" href=\"#{anker}\">{tekst}</a>");
            Event::InlineHtml(CowStr::from(link))
        }
    }
}

fn lager(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 => HeadingLevel::H4,
        HeadingLevel::H5 => HeadingLevel::H5,
        HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// Markdown as text without markup, blocks apart by a line.
pub fn platte_tekst(markdown: &str) -> String {
    let mut tekst = String::with_capacity(markdown.len());
    for event in parser(markdown) {
        match event {
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => {
                tekst.push_str(&t);
            }
            Event::SoftBreak | Event::HardBreak => tekst.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell
                | TagEnd::BlockQuote(_),
            ) => tekst.push('\n'),
            _ => {}
        }
    }
    tekst.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::begrippen::model::{Begrip, Woordenboek};

    fn zonder_uitleg(markdown: &str) -> SafeHtml {
        html(markdown, &mut Uitleg::nieuw(&Woordenboek::default()))
    }

    fn boek() -> Woordenboek {
        let begrip = |begrip: &str| Begrip {
            begrip: begrip.to_owned(),
            voluit: String::new(),
            uitleg: "Uitleg.".to_owned(),
        };
        Woordenboek::nieuw(["Wmo", "R&D", "bijzondere bijstand"].map(begrip).into())
    }

    #[test]
    fn text_becomes_html_below_the_page_title() {
        assert_eq!(
            zonder_uitleg("# Kop\n\nEen *woord* en [een link](https://example.org/).").as_str(),
            "<h3>Kop</h3>\n<p>Een <em>woord</em> en <a href=\"https://example.org/\" \
             rel=\"noopener\">een link</a>.</p>\n"
        );
    }

    #[test]
    fn the_first_use_of_a_begrip_leads_to_its_explanation() {
        let link = |anker: &str, tekst: &str| {
            format!("<a class=\"dv-begrip\" href=\"#woord-{anker}\" rel=\"noopener\">{tekst}</a>")
        };
        let (wmo, bijstand) = (
            link("wmo", "Wmo"),
            link("bijzondere-bijstand", "Bijzondere\nbijstand"),
        );
        let boek = boek();
        for (tekst, verwacht) in [
            (
                "De **Wmo** en de Wmo.",
                format!("<p>De <strong>{wmo}</strong> en de Wmo.</p>\n"),
            ),
            ("# Wmo\n\nWmo", format!("<h3>Wmo</h3>\n<p>{wmo}</p>\n")),
            (
                "[de Wmo](https://example.org/) `Wmo` Wmo",
                format!(
                    "<p><a href=\"https://example.org/\" rel=\"noopener\">de Wmo</a> <code>Wmo</code> {wmo}</p>\n"
                ),
            ),
            (
                "```\nWmo\n```",
                "<pre><code>Wmo\n</code></pre>\n".to_owned(),
            ),
            ("Bijzondere\nbijstand", format!("<p>{bijstand}</p>\n")),
            (
                "R&D <b>",
                format!("<p>{} &lt;b&gt;</p>\n", link("r-d", "R&amp;D")),
            ),
            (
                "<a class=\"dv-begrip\">x</a>",
                "<p>&lt;a class=\"dv-begrip\"&gt;x&lt;/a&gt;</p>\n".to_owned(),
            ),
        ] {
            let mut uitleg = Uitleg::nieuw(&boek);
            assert_eq!(html(tekst, &mut uitleg).as_str(), verwacht, "{tekst:?}");
        }
        let mut uitleg = Uitleg::nieuw(&boek);
        html("# Wmo", &mut uitleg);
        html("![bijzondere bijstand](x.png)", &mut uitleg);
        let gebruikt: Vec<&str> = uitleg.gebruikt().map(|b| b.begrip.as_str()).collect();
        assert_eq!(
            gebruikt,
            ["Wmo"],
            "a heading uses a begrip, a picture that is not shown doesn't"
        );
        assert_eq!(
            regel("*Wmo* <b>", &mut uitleg).as_str(),
            format!("*{wmo}* &lt;b&gt;")
        );
    }

    #[test]
    fn nothing_dangerous_comes_through() {
        for kwaad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[klik](javascript:alert(1))",
            "![plaat](https://elders.example/spion.png)",
            "<p style=\"position:fixed\" onclick=\"x()\">tekst</p>",
            "<iframe src=\"https://elders.example\"></iframe>",
        ] {
            let html = zonder_uitleg(kwaad);
            for teken in [
                "<script",
                "<img",
                "<iframe",
                "href=\"javascript",
                "<p style",
                "<p onclick",
            ] {
                assert!(!html.as_str().contains(teken), "{kwaad} gave {html}");
            }
        }
    }

    #[test]
    fn a_fragment_keeps_only_marks() {
        let fragment = SafeHtml::fragment("a &lt;b&gt; <mark>schuld</mark> <b onclick=x>en</b>");
        assert_eq!(fragment.as_str(), "a &lt;b&gt; <mark>schuld</mark> en");
    }

    #[test]
    fn endless_levels_are_seen() {
        for diep in [
            ">".repeat(100),
            "- ".repeat(100),
            format!("{}x", " ".repeat(200)),
            "1. ".repeat(50),
        ] {
            assert!(te_diep(&format!("tekst\n{diep} x")), "{diep}");
        }
        for gewoon in [
            "> > een citaat",
            "- een\n  - twee",
            &"-".repeat(80),
            "| --- | --- |",
            "3.1.2. lijst",
        ] {
            assert!(!te_diep(gewoon), "{gewoon}");
        }
    }

    #[test]
    fn plain_text_keeps_the_words() {
        assert_eq!(
            platte_tekst("## Kop\n\nEen *woord*\nen `code`.\n\n- een\n- twee"),
            "Kop\nEen woord en code.\neen\ntwee"
        );
    }
}
