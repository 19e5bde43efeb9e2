//! Articles of a regeling, with their numbers in natural order. Pure.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The longest number of an article, in bytes.
const MAX_NUMMER: usize = 20;

/// The number of an article as the law prints it: `7`, `18a`, `2.3.5`, `4:81`, `XII`. Ordered as
/// people count: 2.3.2 before 2.3.10, 18 before 18a.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Artikelnummer(String);

/// An article, with one line of our own about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artikel {
    /// Its number.
    pub nummer: Artikelnummer,
    /// What it is about, in our words; not the text of the law.
    pub samenvatting: String,
}

impl Artikelnummer {
    /// The text of the number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of its place on the page of the law.
    pub fn anker(&self) -> String {
        format!("artikel-{}", self.0)
    }

    /// Its parts, each as a number with the letters behind it.
    fn delen(&self) -> impl Iterator<Item = (u64, &str)> {
        self.0.split(['.', ':']).map(|deel| {
            let letters = deel.trim_start_matches(|c: char| c.is_ascii_digit());
            let cijfers = &deel[..deel.len() - letters.len()];
            match romeins(letters) {
                Some(waarde) if cijfers.is_empty() => (waarde, ""),
                _ => (cijfers.parse().unwrap_or(u64::MAX), letters),
            }
        })
    }
}

impl FromStr for Artikelnummer {
    type Err = ();

    /// Reads a number: parts of digits with letters, between points or colons, or a Roman number.
    fn from_str(s: &str) -> Result<Self, ()> {
        if s.len() > MAX_NUMMER {
            return Err(());
        }
        if !s.starts_with(|c: char| c.is_ascii_digit()) {
            let hoog = s.to_ascii_uppercase();
            return romeins(&hoog).map(|_| Self(hoog)).ok_or(());
        }
        let laag = s.to_ascii_lowercase();
        let goed = laag.split(['.', ':']).all(|deel| {
            let letters = deel.trim_start_matches(|c: char| c.is_ascii_digit());
            !deel.is_empty() && letters.bytes().all(|b| b.is_ascii_lowercase())
        });
        if goed { Ok(Self(laag)) } else { Err(()) }
    }
}

/// The value of a Roman number in capitals, none when it is something else.
fn romeins(tekst: &str) -> Option<u64> {
    let waarden: Option<Vec<u64>> = tekst
        .chars()
        .map(|c| match c {
            'I' => Some(1),
            'V' => Some(5),
            'X' => Some(10),
            'L' => Some(50),
            'C' => Some(100),
            _ => None,
        })
        .collect();
    let waarden = waarden.filter(|w| !w.is_empty())?;
    let som = waarden.iter().enumerate().fold(0_i64, |som, (i, waarde)| {
        let kleiner = waarden.get(i + 1).is_some_and(|volgende| volgende > waarde);
        let waarde = waarde.cast_signed();
        if kleiner { som - waarde } else { som + waarde }
    });
    u64::try_from(som).ok()
}

impl Ord for Artikelnummer {
    fn cmp(&self, ander: &Self) -> Ordering {
        self.delen()
            .cmp(ander.delen())
            .then_with(|| self.0.cmp(&ander.0))
    }
}

impl PartialOrd for Artikelnummer {
    fn partial_cmp(&self, ander: &Self) -> Option<Ordering> {
        Some(self.cmp(ander))
    }
}

impl fmt::Display for Artikelnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Artikelnummer> for String {
    fn from(nummer: Artikelnummer) -> Self {
        nummer.0
    }
}

impl TryFrom<String> for Artikelnummer {
    type Error = String;

    fn try_from(tekst: String) -> Result<Self, String> {
        tekst
            .parse()
            .map_err(|()| format!("{tekst} is no number of an article"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nummer(tekst: &str) -> Artikelnummer {
        tekst.parse().expect(tekst)
    }

    #[test]
    fn numbers_are_read_as_laws_print_them() {
        for (tekst, is) in [
            ("7", "7"),
            ("18A", "18a"),
            ("2.3.5", "2.3.5"),
            ("4:81", "4:81"),
            ("2.1.a", "2.1.a"),
            ("7:446bis", "7:446bis"),
            ("xii", "XII"),
        ] {
            assert_eq!(nummer(tekst).as_str(), is);
        }
        for fout in [
            "",
            ".",
            "2.",
            "2..3",
            "eerste",
            "2-3",
            "2.3.5\"><x",
            "é",
            "123456789012345678901",
        ] {
            assert_eq!(fout.parse::<Artikelnummer>(), Err(()), "{fout:?}");
        }
        assert!(serde_json::from_str::<Artikelnummer>("\"2..3\"").is_err());
    }

    #[test]
    fn numbers_are_ordered_as_people_count() {
        let goed = [
            "2.3", "2.3.2", "2.3.10", "2.10", "4:2", "4:81", "7", "10.1", "18", "18.1", "18a",
            "18b", "100",
        ];
        let mut andersom: Vec<Artikelnummer> = goed.iter().rev().map(|n| nummer(n)).collect();
        andersom.sort();
        let is: Vec<&str> = andersom.iter().map(Artikelnummer::as_str).collect();
        assert_eq!(is, goed);
        assert!(nummer("IX") < nummer("X") && nummer("IV") < nummer("V"));
        assert!(nummer("4.81") != nummer("4:81"));
    }
}
