//! The piece of text under a hit, with the found words marked.
//!
//! The words to mark are the terms that the query stood for in the end, so a misspelled query
//! still marks what it found. A compound that was found by a part is marked whole. The result is
//! HTML: everything escaped, and nothing but `<mark>`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::language::{Analysers, Reading, WordHash, pieces};
use crate::query::Plan;
use crate::schema::Fields;

/// The length of a fragment, in bytes, give or take a word.
const LENGTH: usize = 200;
/// How much text may come before the first marked word.
const LEAD: usize = 40;
/// No more of a text than this is searched for a good place.
const SEARCHED: usize = 200_000;

/// How a word of a text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FoundBy {
    Part,
    Itself,
    /// A number, by itself.
    Number,
}

impl FoundBy {
    /// What showing the word is worth: the word itself says more than a compound with it, and who
    /// typed the number of an article wants to read that article.
    fn worth(self) -> usize {
        match self {
            Self::Part => 1,
            Self::Itself => 2,
            Self::Number => 6,
        }
    }
}

/// A word to mark.
#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    found: FoundBy,
    word: WordHash,
}

/// What a word was looked for as.
#[derive(Debug, Clone, Copy, Default)]
struct Wanted {
    form: bool,
    stem: bool,
    /// Inside compounds.
    part: bool,
}

/// Knows which words to mark.
pub(crate) struct Marker<'a> {
    wanted: FxHashMap<WordHash, Wanted>,
    analysers: &'a mut Analysers,
}

impl<'a> Marker<'a> {
    /// Takes the words from the plan of a query; without a plan nothing is marked.
    pub(crate) fn new(plan: Option<&Plan>, fields: &Fields, analysers: &'a mut Analysers) -> Self {
        let mut wanted: FxHashMap<WordHash, Wanted> = FxHashMap::default();
        for term in plan.iter().flat_map(|plan| plan.terms()) {
            let wanted = wanted.entry(WordHash::of(&term.text)).or_default();
            if term.field == fields.all {
                wanted.stem = true;
            } else if term.field == fields.parts {
                wanted.part = true;
            } else {
                wanted.form = true;
            }
        }
        Self { wanted, analysers }
    }

    /// What to mark in a text. No word has a space in it, so that a text can be taken space by
    /// space.
    fn marks(&mut self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        if self.wanted.is_empty() {
            return marks;
        }
        let searched = &text[..text.floor_char_boundary(SEARCHED)];
        for (at, piece) in pieces(searched) {
            // A part of a word that is itself marked would be marked twice.
            let mut end = 0;
            for reading in self.analysers.read(piece) {
                if reading.start >= end
                    && let Some(found) = found(&self.wanted, reading)
                {
                    end = reading.end;
                    let start = at + reading.start as usize;
                    let number = text[start..].starts_with(|first: char| first.is_ascii_digit());
                    marks.push(Mark {
                        start,
                        end: at + reading.end as usize,
                        found: if number { FoundBy::Number } else { found },
                        word: reading.form,
                    });
                }
            }
        }
        marks
    }

    /// Returns the best piece of the texts: the one with the most different found words, where a
    /// compound found by a part counts half, then the most of them, then the first. When nothing is
    /// found, the start of the first text.
    pub(crate) fn fragment(&mut self, texts: [&str; 2]) -> String {
        let mut best = (0, 0);
        let mut chosen = None;
        for text in texts {
            let marks = self.marks(text);
            if let Some((worth, run)) = best_run(&marks)
                && (worth, run.len()) > best
            {
                best = (worth, run.len());
                chosen = Some((text, marks[run.start].start, marks));
            }
        }
        let start = texts
            .into_iter()
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default();
        let (text, first_mark, marks) = chosen.unwrap_or((start, 0, Vec::new()));
        let window = window(text, first_mark);
        render(text, &window, &marks)
    }
}

fn found(wanted: &FxHashMap<WordHash, Wanted>, reading: &Reading) -> Option<FoundBy> {
    let of = |word: WordHash| wanted.get(&word).copied().unwrap_or_default();
    if of(reading.form).form || reading.stem.is_some_and(|stem| of(stem).stem) {
        return Some(FoundBy::Itself);
    }
    let mut parts = reading.parts.iter();
    parts.any(|part| of(*part).part).then_some(FoundBy::Part)
}

/// Finds the neighbours that fit in one fragment and are worth most together, in one walk: a long
/// text may have thousands of found words.
fn best_run(marks: &[Mark]) -> Option<(usize, Range<usize>)> {
    let mut times: FxHashMap<WordHash, usize> = FxHashMap::default();
    let mut worth = 0;
    let mut end = 0;
    let mut best: Option<(usize, Range<usize>)> = None;
    for (start, first) in marks.iter().enumerate() {
        while let Some(next) = marks.get(end)
            && (end == start || next.end <= first.start + LENGTH - LEAD)
        {
            let known = times.entry(next.word).or_default();
            *known += 1;
            if *known == 1 {
                worth += next.found.worth();
            }
            end += 1;
        }
        let better = best
            .as_ref()
            .is_none_or(|(most, run)| (worth, end - start) > (*most, run.len()));
        if better {
            best = Some((worth, start..end));
        }
        if let Some(known) = times.get_mut(&first.word) {
            *known -= 1;
            if *known == 0 {
                worth -= first.found.worth();
            }
        }
    }
    best
}

/// Chooses where a fragment starts and ends, at white space where there is any near.
fn window(text: &str, first_mark: usize) -> Range<usize> {
    let mut start = 0;
    if text.len() > LENGTH && first_mark > LEAD {
        // Near the end of the text the rest is filled with what comes before.
        let latest = text.len() - LENGTH;
        let from = text.floor_char_boundary((first_mark - LEAD).min(latest));
        start = text[from..first_mark]
            .char_indices()
            .find(|(_, character)| character.is_whitespace())
            .map_or(from, |(at, character)| from + at + character.len_utf8());
    }
    let to = text.ceil_char_boundary(start + LENGTH);
    if to >= text.len() {
        return start..text.len();
    }
    let end = text[start..to]
        .rfind(char::is_whitespace)
        .map_or(to, |at| start + at);
    // One endless word leaves no room for a boundary after the mark.
    if end <= first_mark {
        start..to
    } else {
        start..end
    }
}

fn render(text: &str, window: &Range<usize>, marks: &[Mark]) -> String {
    let mut html = String::with_capacity(window.len() + 64);
    if window.start > 0 {
        html.push_str("… ");
    }
    let mut at = window.start;
    for mark in marks {
        if mark.start < at || mark.end > window.end {
            continue;
        }
        escape(&text[at..mark.start], &mut html);
        html.push_str("<mark>");
        escape(&text[mark.start..mark.end], &mut html);
        html.push_str("</mark>");
        at = mark.end;
    }
    escape(&text[at..window.end], &mut html);
    html.truncate(html.trim_end().len());
    if window.end < text.trim_end().len() {
        html.push_str(" …");
    }
    html.trim_start().to_owned()
}

/// Escapes text for HTML and makes one space of each run of white space.
fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            space if space.is_whitespace() || space.is_control() => {
                if !html.ends_with(' ') {
                    html.push(' ');
                }
            }
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Marker;
    use crate::language::{Language, Lexicon, Synonyms};
    use crate::query::{How, Plan};
    use crate::schema::Fields;

    fn fragment(stems: &[&str], forms: &[&str], texts: [&str; 2]) -> String {
        let fields = Fields::new();
        let mut plan = Plan::default();
        for stem in stems {
            plan.add_term(fields.all, stem, 1.0, How::Word);
            plan.add_term(fields.parts, stem, 1.0, How::Word);
        }
        for form in forms {
            plan.add_term(fields.exact, form, 1.0, How::Form);
        }
        let lexicon = Lexicon::new("hulp\nraad\nschuld\nverlening\ngemeente\n");
        let language = Language::new(lexicon, Synonyms::default());
        language.with_analysers(|analysers| {
            Marker::new(Some(&plan), &fields, analysers).fragment(texts)
        })
    }

    #[test]
    fn marks_compounds_whole() {
        for (text, html) in [
            ("Schuldhulpverlening, hulp", "Schuldhulpverlening, hulp"),
            (
                "De schuldhulp; onverschuldigd",
                "De <mark>schuldhulp</mark>; onverschuldigd",
            ),
            ("gemeenteraden", "<mark>gemeenteraden</mark>"),
        ] {
            let html = html.replace("Schuldhulpverlening", "<mark>Schuldhulpverlening</mark>");
            assert_eq!(fragment(&["schuld", "raad"], &[], [text, ""]), html);
        }
        let body = format!(
            "schuldhulp {} schuld {}",
            "vulling ".repeat(60),
            "einde ".repeat(60)
        );
        let fragment = fragment(&["schuld"], &[], [&body, ""]);
        assert!(fragment.contains("<mark>schuld</mark> einde"), "{fragment}");
    }

    #[test]
    fn marks_words_and_escapes_the_rest() {
        for (text, html) in [
            (
                "Over <b>schulden</b> & \"hulp\"",
                "Over &lt;b&gt;<mark>schulden</mark>&lt;/b&gt; &amp; &quot;hulp&quot;",
            ),
            ("Een e-mail", "Een <mark>e-mail</mark>"),
            ("De pgb-houder", "De pgb-<mark>houder</mark>"),
            ("Twee\n\n regels schuld ", "Twee regels <mark>schuld</mark>"),
            ("niets", "niets"),
            ("", ""),
        ] {
            assert_eq!(
                fragment(&["schuld", "houder"], &["email", "mail"], [text, ""]),
                html
            );
        }
    }

    #[test]
    fn chooses_the_place_with_the_most_words() {
        let body = format!(
            "schuld {} schuld en gezin {}",
            "vulling ".repeat(60),
            "einde ".repeat(60)
        );
        let fragment = fragment(&["schuld", "gezin"], &[], ["Samenvatting", &body]);
        assert!(fragment.starts_with("… vulling"), "{fragment}");
        assert!(
            fragment.contains("<mark>schuld</mark> en <mark>gezin</mark> einde"),
            "{fragment}"
        );
        assert!(fragment.ends_with("einde …"), "{fragment}");
        assert!(fragment.len() < 260, "{fragment}");
    }

    #[test]
    fn the_number_that_was_asked_is_shown() {
        let text = format!(
            "Hulp en steun in het gezin. {}Artikel 2.3.5: maatwerk.",
            "vulling ".repeat(60)
        );
        let fragment = fragment(&["hulp", "steun"], &["2.3.5"], [&text, ""]);
        assert!(fragment.contains("<mark>2.3.5</mark>"), "{fragment}");
    }

    #[test]
    fn every_found_word_that_is_shown_is_marked() {
        let text = format!("schuld {}schuld", "vulling ".repeat(22));
        assert!(text.len() < super::LENGTH);
        let fragment = fragment(&["schuld"], &[], [&text, ""]);
        assert_eq!(fragment.matches("<mark>schuld</mark>").count(), 2);
    }

    #[test]
    fn a_rare_word_among_thousands_is_shown() {
        let many = "schuld ".repeat(10_000);
        let text = format!("{many}gezin {many}");
        let fragment = fragment(&["gezin", "schuld"], &[], [&text, ""]);
        assert!(fragment.contains("<mark>gezin</mark>"), "{fragment}");
    }

    #[test]
    fn nothing_found_gives_the_start() {
        let long = "woord ".repeat(100);
        let found = fragment(&[], &[], [&long, "x"]);
        assert!(found.starts_with("woord woord") && found.ends_with("woord …"));
        assert_eq!(fragment(&[], &[], [" ", "tekst"]), "tekst");
    }

    #[test]
    fn endless_words_are_cut() {
        let found = fragment(&["schuld"], &[], [&"é".repeat(5000), ""]);
        assert!(found.len() < 220);
        let found = fragment(
            &["schuld"],
            &[],
            [&format!("{} schuld", "é".repeat(5000)), ""],
        );
        assert!(found.ends_with("<mark>schuld</mark>"), "{found}");
    }
}
