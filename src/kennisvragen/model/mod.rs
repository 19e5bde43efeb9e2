//! Types and rules of kennisvragen. Pure.

mod agenda;
mod bericht;
mod ingevuld;
mod keuze;
mod lijkt;
mod staten;
mod wens;

use serde::{Deserialize, Serialize};

pub use agenda::{Punt, Rij, Telling, per_leefdomein, samen, volgorde};
pub use bericht::{Bericht, Lading, SOORT};
pub use ingevuld::{Geschreven, Ingevuld, MAX_STUKKEN, keur_antwoord, regels};
pub use keuze::{AGENDA, Keuze};
pub use lijkt::beste;
pub use staten::{Actie, Status, overgang};
pub use wens::{MAX_WENSEN, wens};

use crate::{
    stukken::model::{Buur, Richting, Soort, Verbandsoort, voorstel::Wijzer},
    werkruimte::model::Plaats,
};

/// The place that the verband of a kennisvraag to what answers it names. It starts at the kennisvraag: what answers
/// it says nothing of that itself, and goes on saying nothing when it is read in again.
pub const ANTWOORD: &str = "antwoord";

/// The kinds that can answer a kennisvraag.
pub const ANTWOORDEN: [Soort; 9] = [
    Soort::Praktijk,
    Soort::Proefproject,
    Soort::Knelpunt,
    Soort::Bevinding,
    Soort::Publicatie,
    Soort::Regeling,
    Soort::Notitie,
    Soort::Besluit,
    Soort::Bijeenkomst,
];

/// What is particular to a kennisvraag. Its title is the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kennisvraag {
    /// The thema that looks for the answer, and who reads it.
    pub plaats: Plaats,
    /// Why it is asked, and what is known already, as Markdown; may be empty.
    pub toelichting: String,
    /// The answer, as Markdown; empty as long as there is none.
    pub antwoord: String,
}

/// Whether this is where a kennisvraag says what answers it.
pub fn is_antwoord((soort, _, plaats): &Wijzer) -> bool {
    *soort == Verbandsoort::HoortBij && plaats == ANTWOORD
}

/// Whether a neighbour of a kennisvraag is what answers it.
pub fn antwoordt(buur: &Buur) -> bool {
    buur.richting == Richting::Uit
        && buur.verband == Verbandsoort::HoortBij
        && buur.plaats == ANTWOORD
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_answers_it_is_no_thema_of_it() {
        let naar = Uuid::from_u128(1);
        assert!(is_antwoord(&(
            Verbandsoort::HoortBij,
            naar,
            ANTWOORD.into()
        )));
        assert!(!is_antwoord(&(Verbandsoort::HoortBij, naar, String::new())));
        assert!(!is_antwoord(&(Verbandsoort::LostOp, naar, ANTWOORD.into())));
        assert!(!ANTWOORDEN.contains(&Soort::Thema) && !ANTWOORDEN.contains(&Soort::Signaal));
    }
}
