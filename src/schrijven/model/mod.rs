//! What is written, its life, and what differs per kind. Pure.

mod sjabloon;
mod tekst;
mod volledigheid;
mod woorden;

pub use sjabloon::{Antwoord, NIET_BESCHREVEN, NOG_NIET_BESCHREVEN, NOG_NIETS, ONBEKEND, Sjabloon};
pub use tekst::{TE_DIEP, Waarom, een_regel, keur_diepte, keur_lengte, netjes};
pub use volledigheid::{Ontbreekt, Samenhang, Volledigheid, keur, volledigheid};
pub use woorden::{Feit, Feitsoort, Woorden};

use crate::{stukken::model::Soort, waarden::waarden};

/// Groups that stukken are for, to choose from; one that a stuk has already may stay.
pub const DOELGROEPEN: [&str; 13] = [
    "bestuurders",
    "dak-en-thuislozen",
    "ex-gedetineerden",
    "gezinnen",
    "inburgeraars",
    "jongeren",
    "mensen-met-een-beperking",
    "mensen-met-een-laag-inkomen",
    "mensen-met-schulden",
    "ouderen",
    "professionals",
    "raadsleden",
    "werkzoekenden",
];

/// The kinds that are written on the platform.
pub const SOORTEN: [Soort; 2] = [Soort::Praktijk, Soort::Proefproject];

waarden! {
    /// The states of what is written (design section 5).
    Status {
        Concept = "concept", "Concept";
        Aangeboden = "aangeboden", "Aangeboden";
        Gepubliceerd = "gepubliceerd", "Gepubliceerd";
        Ingetrokken = "ingetrokken", "Ingetrokken";
    }
}

waarden! {
    /// Why something was withdrawn (design section 5).
    Intrekreden {
        Fout = "fout", "Er stond een fout in";
        OpgegaanIn = "opgegaan-in", "Opgegaan in een ander stuk";
        NietMeerActueel = "niet-meer-actueel", "Niet meer actueel";
    }
}

waarden! {
    /// What people do with what is written.
    Actie {
        Aanbieden = "aanbieden", "Aanbieden";
        Terugsturen = "terugsturen", "Terugsturen";
        Publiceren = "publiceren", "Publiceren";
        Spoedpubliceren = "spoedpubliceren", "Met spoed publiceren";
        Intrekken = "intrekken", "Intrekken";
    }
}

/// The state after an action, or none when the state does not allow it, whatever the role.
pub const fn overgang(status: Status, actie: Actie) -> Option<Status> {
    match (status, actie) {
        (Status::Concept, Actie::Aanbieden) => Some(Status::Aangeboden),
        (Status::Aangeboden, Actie::Terugsturen) => Some(Status::Concept),
        (Status::Aangeboden, Actie::Publiceren)
        | (Status::Concept | Status::Aangeboden, Actie::Spoedpubliceren) => {
            Some(Status::Gepubliceerd)
        }
        (Status::Gepubliceerd, Actie::Intrekken) => Some(Status::Ingetrokken),
        _ => None,
    }
}

impl Intrekreden {
    /// The words for people, of a kind.
    pub fn label_bij(self, woorden: &Woorden) -> String {
        match self {
            Self::OpgegaanIn => format!("Opgegaan in {}", woorden.ander),
            _ => self.label().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_drawn_transitions_exist() {
        use Actie::{Aanbieden, Intrekken, Publiceren, Spoedpubliceren, Terugsturen};
        use Status::{Aangeboden, Concept, Gepubliceerd, Ingetrokken};
        let mag = [
            (Concept, Aanbieden, Aangeboden),
            (Concept, Spoedpubliceren, Gepubliceerd),
            (Aangeboden, Terugsturen, Concept),
            (Aangeboden, Publiceren, Gepubliceerd),
            (Aangeboden, Spoedpubliceren, Gepubliceerd),
            (Gepubliceerd, Intrekken, Ingetrokken),
        ];
        for &status in Status::ALLE {
            for &actie in Actie::ALLE {
                let wordt = mag
                    .iter()
                    .find(|(s, a, _)| (*s, *a) == (status, actie))
                    .map(|m| m.2);
                assert_eq!(overgang(status, actie), wordt, "{status} –{actie}→");
            }
        }
    }
}
