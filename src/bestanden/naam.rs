//! The name of a file: what people gave it, safe to keep, to print and to send.

use std::fmt::Write as _;

/// The longest name, in characters.
const LANGSTE: usize = 120;
/// A name when nothing of it is left.
const NAAMLOOS: &str = "bijlage";

/// A name to keep: without folders, line ends, and characters that turn the direction of text, so
/// that `rapport<U+202E>fdp.exe` reads as what it is.
pub fn netjes(naam: &str) -> String {
    let laatste = naam.rsplit(['/', '\\']).next().unwrap_or_default();
    let gewoon: String = laatste.chars().filter(|c| !is_vreemd(*c)).collect();
    let woorden: Vec<&str> = gewoon.split_whitespace().collect();
    let naam = woorden.join(" ");
    let (kern, extensie) = naam.rsplit_once('.').unwrap_or((&naam, ""));
    // The dot at the end is no name, and the one at the beginning hides a file.
    let kern = kern.trim_matches(['.', ' ']);
    let kern: String = kern.chars().take(LANGSTE).collect();
    let kern = if kern.is_empty() { NAAMLOOS } else { &kern };
    if extensie.is_empty() || extensie.chars().count() > 10 {
        return kern.to_owned();
    }
    format!("{kern}.{}", extensie.to_lowercase())
}

/// Whether a character has no place in a name or a title: control characters, and those that show
/// nothing or turn the direction of text.
pub fn is_vreemd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}')
}

/// The last part of a name, behind its dot, in lower case; empty when there is none.
pub fn extensie(naam: &str) -> String {
    let delen = naam.rsplit_once('.');
    delen.map_or(String::new(), |(_, extensie)| extensie.to_lowercase())
}

/// The value of `Content-Disposition` for keeping a file under its name (RFC 6266): once in ASCII for
/// old programs, once whole.
pub fn content_disposition(naam: &str) -> String {
    let ascii: String = naam
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' | ';' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    format!(
        "attachment; filename=\"{ascii}\"; filename*=UTF-8''{}",
        in_adres(naam)
    )
}

/// A name as part of an address: all but letters, digits and `-._~` percent-encoded (RFC 3986, 8187).
pub fn in_adres(naam: &str) -> String {
    naam.bytes()
        .fold(String::with_capacity(naam.len()), |mut adres, byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                adres.push(char::from(byte));
            } else {
                let _ = write!(adres, "%{byte:02X}");
            }
            adres
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        for (naam, verwacht) in [
            ("Verslag 2026.PDF", "Verslag 2026.pdf"),
            ("../../etc/passwd.txt", "passwd.txt"),
            ("C:\\Users\\els\\nota.docx", "nota.docx"),
            ("..", "bijlage"),
            (".htaccess.txt", "htaccess.txt"),
            (".pdf", "bijlage.pdf"),
            ("", "bijlage"),
            ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
            ("rapport\u{202e}fdp.exe", "rapportfdp.exe"),
            ("  veel   spaties .csv", "veel spaties.csv"),
            ("café \"één\" 🙂.png", "café \"één\" 🙂.png"),
            ("nul\0byte.txt", "nulbyte.txt"),
            ("zonder", "zonder"),
        ] {
            assert_eq!(netjes(naam), verwacht, "{naam:?}");
        }
        assert_eq!(
            netjes(&format!("{}.pdf", "é".repeat(500))).chars().count(),
            LANGSTE + 4
        );
    }

    #[test]
    fn a_name_can_not_end_its_header() {
        for (naam, verwacht) in [
            (
                "nota.pdf",
                "attachment; filename=\"nota.pdf\"; filename*=UTF-8''nota.pdf",
            ),
            (
                "a\"; filename=\"b.exe",
                "attachment; filename=\"a__ filename=_b.exe\"; \
                 filename*=UTF-8''a%22%3B%20filename%3D%22b.exe",
            ),
            (
                "één €.csv",
                "attachment; filename=\"__n _.csv\"; filename*=UTF-8''%C3%A9%C3%A9n%20%E2%82%AC.csv",
            ),
            (
                "a\r\nb%20c.txt",
                "attachment; filename=\"a__b_20c.txt\"; filename*=UTF-8''a%0D%0Ab%2520c.txt",
            ),
        ] {
            let kop = content_disposition(naam);
            assert_eq!(kop, verwacht, "{naam:?}");
            assert!(kop.bytes().all(|b| (b' '..=b'~').contains(&b)));
        }
    }
}
