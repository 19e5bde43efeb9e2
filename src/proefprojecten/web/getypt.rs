//! What somebody types on the page of a decision that was proposed.

use super::super::service::besluiten::Daad;
use crate::{
    error::Fouten,
    http::{extract::Formulier, persoonsgegevens::Akkoord},
    schrijven::model::Waarom,
};

/// What the form to agree asks of the redactie.
pub const REDEN: &str = "Waarom stemt de redactie in?";
/// What the form to reject asks.
pub const WAAROM_NIET: &str = "Waarom niet?";

/// What was typed, for the page that says what is wrong with it.
#[derive(Debug, Default)]
pub struct Getypt {
    /// What they want to do.
    pub actie: String,
    /// From which place they agree.
    pub plek: String,
    /// Why the redactie steps in.
    pub reden: String,
    /// Why they reject it.
    pub waarom_niet: String,
    /// Whether they looked at what seems personal data.
    pub akkoord: Akkoord,
}

impl Getypt {
    /// As one of the forms was sent.
    pub fn van(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        Self {
            actie: een("actie"),
            plek: een("plek"),
            reden: een("reden"),
            waarom_niet: een("waarom-niet"),
            akkoord: Akkoord::van(formulier),
        }
    }

    /// The box of one form of the page: what is wrong with the other is not asked there.
    pub fn akkoord_bij(&self, actie: &str, fouten: &Fouten) -> Akkoord {
        if self.actie == actie {
            self.akkoord.bij(fouten)
        } else {
            Akkoord::default()
        }
    }

    /// What somebody does by it; none when the form names nothing that there is.
    pub fn daad(&self) -> Option<Daad<'_>> {
        let waarom = |veld, label, tekst| Waarom {
            veld,
            label,
            tekst,
            akkoord: self.akkoord.aan,
        };
        Some(match self.actie.as_str() {
            "instemmen" => Daad::StemIn {
                plek: self.plek.parse().ok(),
                waarom: waarom("reden", REDEN, self.reden.as_str()),
            },
            "afwijzen" => Daad::WijsAf {
                waarom: waarom("waarom-niet", WAAROM_NIET, self.waarom_niet.as_str()),
            },
            "terugnemen" => Daad::NeemTerug,
            _ => return None,
        })
    }
}
