//! What is left of a text when nothing is in it that nobody sees: such characters would let an empty text
//! pass for one, and make a text look like another. Pure.

/// Whether a character never belongs in a text: it steers a terminal, or it turns or parts words without
/// being seen. The one that no database keeps is judged by who reads the text.
const fn hoort_niet(teken: char) -> bool {
    match teken {
        '\0' | '\n' | '\r' | '\t' => false,
        '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        _ => teken.is_ascii_control() || matches!(teken, '\u{80}'..='\u{9f}'),
    }
}

/// Whether a character joins or parts those beside it, as emoji and some scripts need.
const fn voegt(teken: char) -> bool {
    matches!(teken, '\u{200c}' | '\u{200d}')
}

/// Whether a character has a place in a text, and is nothing to see by itself.
fn leeg(teken: char) -> bool {
    teken.is_whitespace()
        || voegt(teken)
        || matches!(
            teken,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180e}'
                | '\u{206a}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A text without characters that nobody sees and that mean nothing; empty when nothing in it can be seen.
pub fn zichtbaar(tekst: &str) -> String {
    if tekst.chars().all(|teken| leeg(teken) || hoort_niet(teken)) {
        return String::new();
    }
    let mut schoon = String::with_capacity(tekst.len());
    let mut rest = tekst.chars().filter(|teken| !hoort_niet(*teken)).peekable();
    let niets = |teken: Option<char>| teken.is_none_or(|t| t.is_whitespace() || voegt(t));
    while let Some(teken) = rest.next() {
        let (voor, na) = (schoon.chars().next_back(), rest.peek().copied());
        let hangt_los = voegt(teken) && (niets(voor) || niets(na));
        if !hangt_los {
            schoon.push(teken);
        }
    }
    schoon
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out_and_what_means_something_stays() {
        for (tekst, schoon) in [
            ("Gewoon, met\ttab.\r\nEn ë.", "Gewoon, met\ttab.\r\nEn ë."),
            (" \n- een\n  - twee\n", " \n- een\n  - twee\n"),
            ("Els\u{202e}gnal", "Elsgnal"),
            ("ge\u{200b}heim\u{feff}", "geheim"),
            ("a\u{2060}b\u{2066}c\u{2069}\u{200f}", "abc"),
            ("\u{1b}]8;;x\u{7}k\u{7f}l\u{85}i\u{c}k", "]8;;xklik"),
            ("zorg\u{ad}verzekering", "zorg\u{ad}verzekering"),
            // A family, the flag of Scotland, and a word in Persian.
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            (
                "🏴\u{e0067}\u{e0062}\u{e007f}",
                "🏴\u{e0067}\u{e0062}\u{e007f}",
            ),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("\u{200d}a \u{200c}b\u{200d}", "a b"),
            ("a\u{200d}\u{200c}b", "a\u{200c}b"),
            ("a\u{200d}\u{200b}b", "a\u{200d}b"),
            ("a\0b", "a\0b"),
            ("\0", "\0"),
        ] {
            assert_eq!(zichtbaar(tekst), schoon, "{tekst:?}");
        }
    }

    #[test]
    fn what_shows_nothing_is_empty() {
        for tekst in [
            "",
            " \r\n\t",
            "\u{a0}\u{3000}\u{2028}",
            "\u{200b}",
            "\u{200c}\u{200d}",
            "\u{ad}",
            " \u{2060}\u{feff} \u{202e}",
            "\u{7}",
            "\u{3164}",
            "\u{2800}\u{fe0f}",
            "\u{e0020}",
        ] {
            assert_eq!(zichtbaar(tekst), "", "{tekst:?}");
        }
    }
}
