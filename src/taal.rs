//! Dates and numbers as people in the Netherlands read them.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::ctx::datum_van;

const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day in full: `8 februari 2017`.
pub fn dag(datum: NaiveDate) -> String {
    let maand = MAANDEN[datum.month0() as usize];
    format!("{} {maand} {}", datum.day(), datum.year())
}

/// The day of a moment, in the Netherlands.
pub fn dag_van(moment: DateTime<Utc>) -> String {
    dag(datum_van(moment))
}

/// The time of a moment, in the Netherlands: `14.05 uur`.
pub fn tijd_van(moment: DateTime<Utc>) -> String {
    moment
        .with_timezone(&Amsterdam)
        .format("%H.%M uur")
        .to_string()
}

/// Day and time of a moment, in the Netherlands: `27 november 2026, 14.05 uur`.
pub fn moment_van(moment: DateTime<Utc>) -> String {
    format!("{}, {}", dag_van(moment), tijd_van(moment))
}

/// A whole number with points: `1.234.567`.
pub fn getal(getal: i64) -> String {
    let cijfers = getal.unsigned_abs().to_string();
    let mut uit = String::from(if getal < 0 { "-" } else { "" });
    for (i, cijfer) in cijfers.chars().enumerate() {
        if i > 0 && (cijfers.len() - i).is_multiple_of(3) {
            uit.push('.');
        }
        uit.push(cijfer);
    }
    uit
}

/// A number with this many decimals behind a comma: `12,3`.
pub fn komma(getal: f32, decimalen: usize) -> String {
    format!("{getal:.decimalen$}").replace('.', ",")
}

/// How large a file is, rounded to what people say: `300 bytes`, `20 kB`, `1,5 MB`.
pub fn omvang(bytes: u64) -> String {
    let rond = |eenheid: u64| i64::try_from(bytes.div_ceil(eenheid)).unwrap_or(i64::MAX);
    match bytes {
        0..1_000 => aantal(bytes, "byte", "bytes"),
        1_000..950_000 => format!("{} kB", getal(rond(1_000))),
        _ => {
            let tienden = rond(100_000);
            let (heel, deel) = (getal(tienden / 10), tienden % 10);
            if deel == 0 || tienden >= 100 {
                format!("{} MB", getal(rond(1_000_000)))
            } else {
                format!("{heel},{deel} MB")
            }
        }
    }
}

/// A number with the right form of a word: `1 praktijk`, `2 praktijken`.
pub fn aantal(n: u64, een: &str, meer: &str) -> String {
    let woord = if n == 1 { een } else { meer };
    format!("{} {woord}", getal(i64::try_from(n).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_read_as_dutch() {
        assert_eq!(
            dag(NaiveDate::from_ymd_opt(2017, 2, 8).unwrap()),
            "8 februari 2017"
        );
        assert_eq!(
            dag_van("2026-12-31T23:30:00Z".parse().unwrap()),
            "1 januari 2027"
        );
        for (n, tekst) in [
            (0, "0"),
            (999, "999"),
            (1000, "1.000"),
            (-1_234_567, "-1.234.567"),
        ] {
            assert_eq!(getal(n), tekst);
        }
        for (bytes, tekst) in [
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_001, "2 kB"),
            (949_999, "950 kB"),
            (950_000, "1 MB"),
            (1_450_000, "1,5 MB"),
            (25_000_000, "25 MB"),
            (24_900_001, "25 MB"),
        ] {
            assert_eq!(omvang(bytes), tekst);
        }
        assert_eq!(aantal(1, "stuk", "stukken"), "1 stuk");
        assert_eq!(aantal(0, "stuk", "stukken"), "0 stukken");
        assert_eq!(aantal(1200, "stuk", "stukken"), "1.200 stukken");
    }
}
