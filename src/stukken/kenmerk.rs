//! The kenmerk: the name of a stuk that people quote, given once and never reused.

use std::{fmt, str::FromStr};

use super::model::Soort;

/// `PRK-2026-0014`: kind, year in Europe/Amsterdam, and a number of four digits or more.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Kenmerk {
    voorvoegsel: String,
    jaar: i32,
    nummer: i64,
}

/// The prefixes of all kinds, also of those that come later: a kenmerk is for ever.
const VOORVOEGSELS: [&str; 14] = [
    "PRK", "PRF", "SIG", "KNP", "BEV", "CAS", "LPT", "RGV", "BUN", "RAP", "PUB", "THM", "KVR",
    "BSL",
];

impl Kenmerk {
    /// The first number that the platform gives itself in a year. Those below are for `content/`,
    /// which names its own, also in a release that comes after people have been writing.
    pub const EERSTE_NUMMER: i64 = 100;

    /// The kenmerk of a number; none for a kind that has an official id or only a slug.
    pub fn nieuw(soort: Soort, jaar: i32, nummer: i64) -> Option<Self> {
        let voorvoegsel = soort.voorvoegsel()?.to_owned();
        Some(Self {
            voorvoegsel,
            jaar,
            nummer,
        })
    }

    /// The three letters of the kind.
    pub fn voorvoegsel(&self) -> &str {
        &self.voorvoegsel
    }

    /// The year it was given in.
    pub fn jaar(&self) -> i32 {
        self.jaar
    }

    /// Its number in that year.
    pub fn nummer(&self) -> i64 {
        self.nummer
    }
}

impl fmt::Display for Kenmerk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:04}", self.voorvoegsel, self.jaar, self.nummer)
    }
}

impl FromStr for Kenmerk {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let mut delen = s.splitn(3, '-');
        let (Some(voorvoegsel), Some(jaar), Some(nummer)) =
            (delen.next(), delen.next(), delen.next())
        else {
            return Err(());
        };
        let cijfers = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let kort = nummer.len() < 4 || (nummer.len() > 4 && nummer.starts_with('0'));
        if !VOORVOEGSELS.contains(&voorvoegsel) || jaar.len() != 4 || kort {
            return Err(());
        }
        if !cijfers(jaar) || !cijfers(nummer) {
            return Err(());
        }
        let nummer: i64 = nummer.parse().map_err(|_| ())?;
        if nummer == 0 {
            return Err(());
        }
        Ok(Self {
            voorvoegsel: voorvoegsel.into(),
            jaar: jaar.parse().map_err(|_| ())?,
            nummer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kenmerk_is_read_and_written() {
        for tekst in ["PRK-2026-0014", "RAP-2030-0001", "SIG-2026-12345"] {
            let kenmerk: Kenmerk = tekst.parse().unwrap();
            assert_eq!(kenmerk.to_string(), tekst);
        }
        for fout in [
            "",
            "PRK",
            "PRK-2026",
            "PRK-2026-14",
            "XYZ-2026-0014",
            "prk-2026-0014",
            "PRK-26-0014",
            "PRK-2026-0000",
            "PRK-2026-00014",
            "PRK-2026-001a",
            "PRK-2026-0014-1",
        ] {
            assert_eq!(fout.parse::<Kenmerk>(), Err(()), "{fout:?}");
        }
    }

    #[test]
    fn kinds_with_an_official_id_have_none() {
        assert_eq!(Kenmerk::nieuw(Soort::Regeling, 2026, 1), None);
        assert_eq!(Kenmerk::nieuw(Soort::Organisatie, 2026, 1), None);
        let eerste = Kenmerk::nieuw(Soort::Thema, 2026, 1).unwrap();
        assert_eq!(eerste.to_string(), "THM-2026-0001");
    }
}
