//! Types, states and rules of a proefproject. Pure.

mod bericht;
mod besluit;
mod periode;
mod samen;
mod schrijfbaar;
pub mod sjabloon;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    praktijken::model::Fase,
    stukken::model::{Buur, Kaartfeit, Kop, Richting, Sectie, Soort, Verbandsoort},
    waarden::waarden,
};

pub use bericht::{Lading, SOORT};
pub use besluit::{Actie, Besluit, Besluitstatus, Keuze, Stap, Vervolg, Voorgesteld, overgang};
pub use periode::{Balk, Periode};
pub use samen::{Beslisser, Bezwaar, Manier, Namens, Plek, Stem, vraagt_reden};
pub use sjabloon::SECTIES;

waarden! {
    /// How a pilot itself stands (design section 5). Its publication has states of its own.
    Stand {
        Idee = "idee", "Idee";
        Loopt = "loopt", "Loopt";
        Opgeschaald = "opgeschaald", "Opgeschaald";
        Gestopt = "gestopt", "Gestopt";
    }
}

impl Stand {
    /// The same in the words of the facet `fase`, which it shares with praktijken: there `loopt` is
    /// what is done every day, and what is being tried out is a `proef`.
    pub const fn fase(self) -> Fase {
        match self {
            Self::Idee => Fase::Idee,
            Self::Loopt => Fase::Proef,
            Self::Opgeschaald => Fase::Opgeschaald,
            Self::Gestopt => Fase::Gestopt,
        }
    }

    /// The stand that a fase of elsewhere means; none when it is not known there.
    pub const fn van_fase(fase: Fase) -> Option<Self> {
        match fase {
            Fase::NietBekend => None,
            Fase::Idee => Some(Self::Idee),
            Fase::Proef | Fase::Loopt => Some(Self::Loopt),
            Fase::Opgeschaald => Some(Self::Opgeschaald),
            Fase::Gestopt => Some(Self::Gestopt),
        }
    }

    /// Whether it has been decided how the pilot ends.
    pub const fn is_besloten(self) -> bool {
        matches!(self, Self::Opgeschaald | Self::Gestopt)
    }
}

/// The section that the lesson stands in.
pub const LES: &str = "Les";

/// What is particular to a proefproject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proefproject {
    /// What it is in a few sentences, as Markdown.
    pub tekst: String,
    /// Its sections, in the order of [`SECTIES`].
    pub secties: Vec<Sectie>,
    /// How it stands.
    pub stand: Stand,
    /// From when till when it runs.
    #[serde(flatten)]
    pub periode: Periode,
    /// The day of the decision.
    pub besloten_op: Option<NaiveDate>,
    /// Whether it was told from a bron and not brought in by its gemeente.
    pub uit_bron: bool,
}

impl Proefproject {
    /// The text of a section; none when nothing is said there.
    pub fn sectie(&self, naam: &str) -> Option<&str> {
        let gevonden = self.secties.iter().find(|s| s.naam == naam)?;
        Some(gevonden.tekst.as_str()).filter(|t| !t.is_empty())
    }

    /// Writes a section of the template over what stood there.
    pub fn zet_sectie(&mut self, naam: &str, tekst: &str) {
        self.secties.retain(|sectie| sectie.naam != naam);
        self.secties.push(Sectie {
            naam: naam.to_owned(),
            tekst: tekst.to_owned(),
        });
        let plek = |sectie: &Sectie| SECTIES.iter().position(|kop| *kop == sectie.naam);
        // A section that is not of the template stays behind those that are.
        self.secties
            .sort_by_key(|sectie| plek(sectie).unwrap_or(SECTIES.len()));
    }

    /// The stand and the period, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let stand = Kaartfeit::nieuw("Stand", self.stand.label().to_lowercase());
        let periode = self.periode.in_woorden();
        let periode = periode.map(|woorden| Kaartfeit::nieuw("Periode", woorden));
        [stand].into_iter().chain(periode).collect()
    }
}

/// The praktijken that came out of a pilot, each once: those that say so themselves, and those that
/// the decision names.
pub fn leidde_tot(buren: &[Buur]) -> Vec<&Kop> {
    let mut koppen: Vec<&Kop> = Vec::new();
    for buur in buren.iter().filter(|b| is_vervolg(b)) {
        if koppen.iter().all(|kop| kop.id != buur.kop.id) {
            koppen.push(&buur.kop);
        }
    }
    koppen
}

/// Whether a neighbour is a praktijk that came out of the pilot.
pub fn is_vervolg(buur: &Buur) -> bool {
    let wijst = matches!(
        (buur.verband, buur.richting),
        (Verbandsoort::KomtVoortUit, Richting::In) | (Verbandsoort::Onderbouwt, Richting::Uit)
    );
    wijst && buur.kop.soort == Soort::Praktijk
}

#[cfg(test)]
mod tests;
