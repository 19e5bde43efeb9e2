//! The states of a kennisvraag and the actions that change them (design section 5).

use crate::waarden::waarden;

waarden! {
    /// How a kennisvraag stands.
    Status {
        Gesteld = "gesteld", "Gesteld";
        InOnderzoek = "in-onderzoek", "In onderzoek";
        Beantwoord = "beantwoord", "Beantwoord";
        Vervallen = "vervallen", "Vervallen";
    }
}

impl Status {
    /// Whether an answer is still to come.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Gesteld | Self::InOnderzoek)
    }
}

waarden! {
    /// What one can do with a kennisvraag.
    Actie {
        Onderzoeken = "onderzoeken", "Onderzoeken";
        Beantwoorden = "beantwoorden", "Beantwoorden";
        Vervallen = "vervallen", "Laten vervallen";
    }
}

/// The state after an action; none when it is not possible in that state.
pub const fn overgang(van: Status, actie: Actie) -> Option<Status> {
    match (van, actie) {
        (Status::Gesteld, Actie::Onderzoeken) => Some(Status::InOnderzoek),
        (Status::InOnderzoek, Actie::Beantwoorden) => Some(Status::Beantwoord),
        (Status::Gesteld | Status::InOnderzoek, Actie::Vervallen) => Some(Status::Vervallen),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action_is_as_the_design_says() {
        use Status::{Beantwoord, Gesteld, InOnderzoek, Vervallen};
        const NIET: Option<Status> = None;
        // Design section 5, written out: a row a state, a column an action in the order of `Actie::ALLE`.
        let tabel = [
            (Gesteld, [Some(InOnderzoek), NIET, Some(Vervallen)]),
            (InOnderzoek, [NIET, Some(Beantwoord), Some(Vervallen)]),
            (Beantwoord, [NIET; 3]),
            (Vervallen, [NIET; 3]),
        ];
        let staten: Vec<Status> = tabel.iter().map(|(van, _)| *van).collect();
        assert_eq!(staten, Status::ALLE, "every state has its row");
        for (van, naar) in tabel {
            for (actie, verwacht) in Actie::ALLE.iter().zip(naar) {
                assert_eq!(overgang(van, *actie), verwacht, "{van} {actie}");
            }
            let kan = naar.iter().any(Option::is_some);
            assert_eq!(kan, van.is_open(), "{van}");
        }
    }
}
