//! What the benches measure with: invented stukken and questions that are the same in every run,
//! a bare engine to stand beside ours, and figures made of measurements.
//!
//! A [`Bron`] is made of a seed and knows no clock, so that two runs on two days measure the same.
//! Stuk number 7 is the same stuk whether ten or a hundred thousand are asked for.

mod dobbel;
mod kaal;
mod kwantielen;
mod materiaal;
mod namen;
mod plaat;
mod stuk;
mod vragen;
mod woorden;

pub use dobbel::Dobbel;
pub use kaal::{Gevonden, Kaal};
pub use kwantielen::{Kwantielen, ms};
pub use namen::{Gemeente, Namen, Regeling};
pub use plaat::{Groep, plaat};
pub use stuk::{SLEUTEL, Stuk};
pub use vragen::{Vraag, Vraagsoort};
pub use woorden::Woordenschat;

/// The seed of every published measurement.
pub const ZAAD: u64 = 34_477;

/// The source of stukken and questions.
#[derive(Debug)]
pub struct Bron {
    zaad: u64,
    namen: Namen,
    woorden: Woordenschat,
}

impl Bron {
    /// A source that says the same for the same seed.
    ///
    /// # Errors
    /// The tables of the product that it takes names from are not in order.
    pub fn nieuw(zaad: u64) -> anyhow::Result<Self> {
        Ok(Self {
            zaad,
            namen: Namen::lees()?,
            woorden: Woordenschat::nieuw(zaad),
        })
    }

    /// The stuk of this number.
    pub fn stuk(&self, nummer: usize) -> Stuk {
        stuk::maak(self.zaad, nummer, &self.namen, &self.woorden)
    }

    /// The first stukken.
    pub fn stukken(&self, aantal: usize) -> impl Iterator<Item = Stuk> + '_ {
        (0..aantal).map(|nummer| self.stuk(nummer))
    }

    /// Questions as people ask them, of every kind, about the first `stukken` stukken.
    pub fn vragen(&self, aantal: usize, stukken: usize) -> Vec<Vraag> {
        vragen::vragen(self, aantal, stukken)
    }

    /// Beginnings of words, as somebody types them.
    pub fn beginnen(&self, aantal: usize) -> Vec<String> {
        vragen::beginnen(self, aantal)
    }

    /// Texts that nobody means: letters of every script, signs of the query language, endless
    /// words.
    pub fn onzin(&self, aantal: usize) -> Vec<String> {
        vragen::onzin(self, aantal)
    }

    /// The words that texts are made of.
    pub fn woorden(&self) -> &Woordenschat {
        &self.woorden
    }

    /// The names that stukken point at.
    pub fn namen(&self) -> &Namen {
        &self.namen
    }

    pub(crate) fn dobbel(&self, waarvoor: u64) -> Dobbel {
        Dobbel::nieuw(self.zaad).tak(waarvoor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_says_the_same_and_another_something_else() {
        let (een, twee, ander) = (
            Bron::nieuw(1).unwrap(),
            Bron::nieuw(1).unwrap(),
            Bron::nieuw(2).unwrap(),
        );
        let tekst = |bron: &Bron| -> Vec<String> {
            bron.stukken(20).map(|s| s.record().to_string()).collect()
        };
        assert_eq!(tekst(&een), tekst(&twee));
        assert_ne!(tekst(&een), tekst(&ander));
        assert_eq!(een.vragen(100, 20), twee.vragen(100, 20));
        assert_ne!(een.vragen(100, 20), ander.vragen(100, 20));
        assert_eq!(een.onzin(50), twee.onzin(50));
        assert_eq!(een.stuk(7).titel, een.stukken(9).nth(7).unwrap().titel);
    }
}
