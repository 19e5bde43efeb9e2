//! Identities: `UUIDv7` for records, the slug in a URL, and folding for keys that must sort and
//! compare the same on both databases.

use std::{fmt, str::FromStr};

use uuid::Uuid;

/// Makes a new time-ordered identity.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where identities are made"
)]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The last part of the address of a page: `a-z`, `0-9` and single hyphens, at most 120 long.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// The longest slug.
const MAX_SLUG: usize = 120;

impl Slug {
    /// Makes a slug of a title: folded, words joined by hyphens, cut at a word.
    pub fn van_titel(titel: &str) -> Self {
        let mut slug = String::new();
        for woord in vouw(titel).split(|c: char| !c.is_ascii_alphanumeric()) {
            if woord.is_empty() {
                continue;
            }
            if slug.len() + woord.len() + 1 > MAX_SLUG {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(woord);
        }
        if slug.is_empty() {
            Self("stuk".into())
        } else {
            Self(slug)
        }
    }

    /// The slug with a number behind it, for when the plain one is taken.
    #[must_use]
    pub fn met_nummer(&self, nummer: u32) -> Self {
        let achter = format!("-{nummer}");
        let mut slug = self.0.clone();
        slug.truncate(MAX_SLUG - achter.len());
        Self(format!("{}{achter}", slug.trim_end_matches('-')))
    }

    /// The text of the slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let goed = !s.is_empty()
            && s.len() <= MAX_SLUG
            && !s.starts_with('-')
            && !s.ends_with('-')
            && !s.contains("--")
            && s.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if goed { Ok(Self(s.into())) } else { Err(()) }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Lower-case without accents: `Súdwest-Fryslân` becomes `sudwest-fryslan`. The form of stored
/// sort keys, because SQLite and PostgreSQL collate differently.
pub fn vouw(tekst: &str) -> String {
    search_index::fold(tekst)
}

/// An identifier as people type it, reduced to what identifies: `kst-34477-16`, `KST 34477 16`
/// and `kst3447716` are one.
pub fn zoeknummer(tekst: &str) -> String {
    vouw(tekst)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// A piece of input that is short enough to repeat in a message.
pub fn kort(tekst: &str) -> String {
    let mut kort: String = tekst.chars().filter(|c| !c.is_control()).take(60).collect();
    if tekst.chars().count() > 60 {
        kort.push('…');
    }
    kort
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_made_of_titles() {
        for (titel, slug) in [
            ("Eén plan, één regisseur", "een-plan-een-regisseur"),
            ("  Wmo 2015: art. 2.3.5 ", "wmo-2015-art-2-3-5"),
            ("???", "stuk"),
        ] {
            let gemaakt = Slug::van_titel(titel);
            assert_eq!(gemaakt.as_str(), slug);
            assert_eq!(slug.parse(), Ok(gemaakt));
        }
        assert!(Slug::van_titel(&"woord ".repeat(100)).as_str().len() <= MAX_SLUG);
    }

    #[test]
    fn a_numbered_slug_is_a_slug_too() {
        let lang = Slug::van_titel(&"abcd ".repeat(100));
        assert_eq!(lang.as_str().len(), 119);
        for nummer in [2, 10, 12_345] {
            let slug = lang.met_nummer(nummer);
            assert_eq!(slug.as_str().parse(), Ok(slug.clone()));
            assert!(slug.as_str().ends_with(&format!("-{nummer}")));
        }
    }

    #[test]
    fn a_slug_is_checked() {
        for fout in ["", "-a", "a-", "a--b", "A", "a/b", "é", "a b"] {
            assert_eq!(fout.parse::<Slug>(), Err(()), "{fout:?}");
        }
    }

    #[test]
    fn identifiers_are_one_in_every_spelling() {
        for spelling in [
            "kst-34477-16",
            "KST 34477 16",
            "kst34477-16",
            "kst-34477.16",
        ] {
            assert_eq!(zoeknummer(spelling), "kst3447716");
        }
    }
}
