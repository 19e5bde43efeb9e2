//! The texts that are compiled into the product: `content/`, which is real, and `demo/`, which is
//! invented. Most of them are stukken (see [`crate::inlezen::ingebouwd`]); a few tables only help to
//! read and to find those.

use serde::de::DeserializeOwned;

mod bestanden {
    include!(concat!(env!("OUT_DIR"), "/content.rs"));
    include!(concat!(env!("OUT_DIR"), "/demo.rs"));
}

/// A file: its path within the folder, and its text.
pub type Bestand = (&'static str, &'static str);

/// The files of `content/`, by path.
pub const CONTENT: &[Bestand] = bestanden::CONTENT;

/// The files of `demo/`, by path.
pub const DEMO: &[Bestand] = bestanden::DEMO;

/// Articles of laws, each with one line of our own: `regeling,artikel,samenvatting`.
pub const ARTIKELEN: &str = "artikelen.csv";
/// Words of the field, explained: `begrip,voluit,uitleg`.
pub const BEGRIPPEN: &str = "begrippen.csv";
/// Words that are hard to read, with plainer ones: `woord,vormen,liever`.
pub const MOEILIJKE_WOORDEN: &str = "moeilijke-woorden.csv";
/// Words that stand for each other in search, of a new platform: `soort,van,naar,richting`.
pub const ZOEKWOORDEN: &str = "zoekwoorden.csv";

/// Whether a file is a table that helps, and holds no stukken of its own.
pub fn is_hulptabel(pad: &str) -> bool {
    [ARTIKELEN, BEGRIPPEN, MOEILIJKE_WOORDEN, ZOEKWOORDEN].contains(&pad)
}

/// The text of a file of `content/`; empty when there is none of that name.
pub fn tekst(pad: &str) -> &'static str {
    let bestand = CONTENT.iter().find(|(p, _)| *p == pad);
    bestand.map_or("", |(_, tekst)| tekst)
}

/// The rows of one of the tables that help.
///
/// # Errors
/// A row has other columns.
pub fn tabel<T: DeserializeOwned>(pad: &str) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(tekst(pad).as_bytes())
        .deserialize()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_that_help_have_three_columns() {
        for pad in [ARTIKELEN, BEGRIPPEN, MOEILIJKE_WOORDEN] {
            let rijen: Vec<(String, String, String)> = tabel(pad).expect(pad);
            assert!(!rijen.is_empty(), "{pad}");
        }
    }
}
