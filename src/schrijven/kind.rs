//! What writing asks of a kind of stuk. All answers are pure.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};

use super::model::{Feit, Sjabloon, Woorden};
use crate::{
    error::Fouten,
    stukken::{Kind, model::Sectie},
};

/// A kind that people write on the platform.
pub trait Schrijfbaar:
    Kind + Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned + 'static
{
    /// What it is called in sentences.
    const WOORDEN: &'static Woorden;
    /// The sections of its template, in their order.
    const SJABLOON: &'static [Sjabloon];
    /// The fields of its form that other kinds do not have, in their order.
    const FEITEN: &'static [Feit];

    /// One in which nothing has been written.
    fn leeg() -> Self;

    /// The text at the beginning, as Markdown.
    fn tekst(&self) -> &str;

    /// What is written, by section.
    fn secties(&self) -> &[Sectie];

    /// Whether it was told from a bron.
    fn uit_bron(&self) -> bool;

    /// Replaces what is written.
    fn schrijf(&mut self, tekst: String, secties: Vec<Sectie>);

    /// A field that only it has, as the form writes it.
    fn feit(&self, naam: &str) -> String;

    /// Fills in a field that only it has, as the form wrote it. What can't be read is noted, and the
    /// field stays as it was.
    fn zet_feit(&mut self, naam: &str, waarde: &str, fouten: &mut Fouten);

    /// Whether that field is an answer.
    fn is_bekend(&self, naam: &str) -> bool;

    /// The same with what no writer decides as it was.
    #[must_use]
    fn met_eigen(self, was: &Self) -> Self;

    /// Notes what does not go together in any state, with the fields of the form.
    fn controleer(&self, _fouten: &mut Fouten) {}

    /// The day from which it has to be looked at again when it is published today; none when nobody
    /// has to.
    fn herzien_voor(&self, _vandaag: NaiveDate) -> Option<NaiveDate> {
        None
    }

    /// What stands in a section, by its heading; empty when nothing does.
    fn onder(&self, kop: &str) -> &str {
        let gevonden = self.secties().iter().find(|s| s.naam == kop);
        gevonden.map_or("", |s| s.tekst.as_str())
    }
}
