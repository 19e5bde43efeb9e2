//! Types and rules of the regietafel. Pure.

mod agenda;
mod bericht;
mod ingevuld;
mod stappen;
mod traject;

use chrono::{DateTime, Utc};

use crate::{stukken::model::Soort, waarden::waarden};

pub use agenda::{Vergadering, agenda, besloten_in};
pub use bericht::{Lading, SOORT};
pub use ingevuld::{Besluitkeur, Besluitvorm, keur_dag, keur_vraag};
pub use stappen::{Stap, Status, overgang};
pub use traject::{Feit, Feiten, Traject};

waarden! {
    /// How the duo says that its thema stands.
    Stand {
        OpKoers = "op-koers", "Op koers";
        LetOp = "let-op", "Let op";
        Vast = "vast", "Loopt vast";
    }
}

/// How a thema stands, as its duo said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gegeven {
    /// How it stands.
    pub stand: Stand,
    /// Why.
    pub toelichting: String,
    /// When they said so.
    pub op: DateTime<Utc>,
}

/// Whether a question about a kind of stuk can be put to the regietafel: what is worked on in a thema, and the thema
/// itself.
pub const fn kan_voorgelegd(soort: Soort) -> bool {
    match soort {
        Soort::Proefproject
        | Soort::Knelpunt
        | Soort::Kennisvraag
        | Soort::Besluit
        | Soort::Notitie
        | Soort::Actie
        | Soort::Bijeenkomst
        | Soort::Thema => true,
        Soort::Praktijk
        | Soort::Signaal
        | Soort::Bevinding
        | Soort::Publicatie
        | Soort::Regeling
        | Soort::Organisatie => false,
    }
}
