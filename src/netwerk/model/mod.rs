//! Types and rules of a netwerk. Pure.

mod bericht;

use std::collections::BTreeSet;

pub use bericht::{Lading, SOORT};

use crate::waarden::waarden;

waarden! {
    /// For whom somebody of a netwerk speaks, those it is about first.
    Perspectief {
        Clienten = "clienten", "Cliënten";
        Professionals = "professionals", "Professionals";
        Aanbieders = "aanbieders", "Aanbieders";
        MaatschappelijkeOrganisaties = "maatschappelijke-organisaties", "Maatschappelijke organisaties";
        Kennisinstellingen = "kennisinstellingen", "Kennisinstellingen";
    }
}

impl Perspectief {
    /// That nobody speaks for them, in a sentence without a full stop.
    pub fn ontbreekt(self) -> String {
        match self {
            Self::Clienten => "Cliëntperspectief ontbreekt".to_owned(),
            _ => format!("{} ontbreken", self.label()),
        }
    }

    /// Whom to invite when nobody speaks for them.
    pub const fn raad(self) -> &'static str {
        match self {
            Self::Clienten => {
                "Nodig iemand uit van een cliëntenraad, een cliëntenorganisatie of een adviesraad sociaal domein."
            }
            Self::Professionals => {
                "Nodig iemand uit die met inwoners werkt, zoals een wijkteam of een huisarts."
            }
            Self::Aanbieders => "Nodig iemand uit van een organisatie die hulp of zorg levert.",
            Self::MaatschappelijkeOrganisaties => {
                "Nodig iemand uit van een vereniging, een kerk of een vrijwilligersorganisatie."
            }
            Self::Kennisinstellingen => {
                "Nodig iemand uit van een hogeschool, een universiteit of een kennisinstituut."
            }
        }
    }
}

/// The perspectives that nobody speaks for, that of clients first.
pub fn ontbrekend(er_zijn: &BTreeSet<Perspectief>) -> Vec<Perspectief> {
    let alle = Perspectief::ALLE.iter().copied();
    alle.filter(|p| !er_zijn.contains(p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_begins_with_the_clients() {
        let alle = ontbrekend(&BTreeSet::new());
        assert_eq!(alle, Perspectief::ALLE);
        assert_eq!(alle.first(), Some(&Perspectief::Clienten));
        let zonder = ontbrekend(&BTreeSet::from([Perspectief::Aanbieders]));
        assert_eq!(zonder.first(), Some(&Perspectief::Clienten));
        assert!(!zonder.contains(&Perspectief::Aanbieders));
        let er_zijn: BTreeSet<_> = Perspectief::ALLE.iter().copied().collect();
        assert!(ontbrekend(&er_zijn).is_empty());
    }

    #[test]
    fn what_is_missing_is_a_sentence_with_what_to_do() {
        assert_eq!(
            Perspectief::Clienten.ontbreekt(),
            "Cliëntperspectief ontbreekt"
        );
        assert_eq!(Perspectief::Aanbieders.ontbreekt(), "Aanbieders ontbreken");
        for perspectief in Perspectief::ALLE {
            assert!(
                perspectief.raad().starts_with("Nodig iemand uit"),
                "{perspectief}"
            );
        }
    }
}
