//! Types, states and rules of a besluit. Pure.

mod afdruk;
mod bericht;
mod genoemd;
mod ingevuld;
mod stappen;

use serde::{Deserialize, Serialize};

use crate::{stukken::model::Kaartfeit, waarden::waarden, werkruimte::model::Plaats};

pub use afdruk::afdruk;
pub use bericht::{Lading, SOORT};
pub use genoemd::{adres, kan_over, regels};
pub use ingevuld::{Gekeurd, Ingevuld, MAX_OVER};
pub use stappen::{Stap, Status, overgang};

waarden! {
    /// Who decides.
    Orgaan {
        Duo = "duo", "Het duo";
        Regietafel = "regietafel", "De regietafel";
    }
}

waarden! {
    /// What a besluit of the regietafel comes to (design section 5).
    Uitkomst {
        Systeemaanpassing = "systeemaanpassing", "Systeemaanpassing";
        PolitiekeAgenda = "politieke-agenda", "Naar de politieke agenda";
        Proef = "proef", "Proef";
        TerugNaarDuo = "terug-naar-duo", "Terug naar het duo";
        GeenActie = "geen-actie", "Geen actie";
    }
}

/// What is particular to a besluit. What is decided in a few words is its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Besluit {
    /// The thema, and who reads it.
    pub plaats: Plaats,
    /// What is decided, as Markdown.
    pub tekst: String,
    /// Why, as Markdown.
    pub waarom: String,
    /// Who decides.
    pub door: Orgaan,
    /// What it comes to; none for a duo.
    pub uitkomst: Option<Uitkomst>,
    /// Whose words they are, as [`crate::actor::Actor`] writes itself.
    pub indiener: String,
    /// The [`afdruk`] of what one agrees with.
    pub afdruk: String,
}

impl Besluit {
    /// Who decides, and what it comes to, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let door = Kaartfeit::nieuw("Door", self.door.label().to_lowercase());
        let uitkomst = self.uitkomst.map(|u| Kaartfeit::nieuw("", u.label()));
        [Some(door), uitkomst].into_iter().flatten().collect()
    }
}
