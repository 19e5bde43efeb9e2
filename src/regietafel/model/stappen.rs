//! The states of what was put to the regietafel, and what changes them. Pure.

use crate::waarden::waarden;

waarden! {
    /// How what was put to the regietafel stands.
    Status {
        Open = "open", "Wacht op besluit";
        Besloten = "besloten", "Besloten";
        Ingetrokken = "ingetrokken", "Ingetrokken";
    }
}

waarden! {
    /// What one can do with it.
    Stap {
        Intrekken = "intrekken", "Intrekken";
        Verplaatsen = "verplaatsen", "Naar een andere vergadering";
        Besluiten = "besluit", "Besluiten";
        Vervangen = "vervangen", "Het besluit vervangen";
    }
}

/// The state after a step; none when it is not possible in that state. What was decided stays decided: another
/// besluit can take its place.
pub const fn overgang(van: Status, stap: Stap) -> Option<Status> {
    match (van, stap) {
        (Status::Open, Stap::Intrekken) => Some(Status::Ingetrokken),
        (Status::Open, Stap::Verplaatsen) => Some(Status::Open),
        (Status::Open, Stap::Besluiten) | (Status::Besloten, Stap::Vervangen) => {
            Some(Status::Besloten)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_step_is_in_the_table() {
        use Status::{Besloten, Ingetrokken, Open};
        const NIET: Option<Status> = None;
        // A row a state, a column a step in the order of `Stap::ALLE`.
        let tabel = [
            (Open, [Some(Ingetrokken), Some(Open), Some(Besloten), NIET]),
            (Besloten, [NIET, NIET, NIET, Some(Besloten)]),
            (Ingetrokken, [NIET; 4]),
        ];
        let staten: Vec<Status> = tabel.iter().map(|(van, _)| *van).collect();
        assert_eq!(staten, Status::ALLE, "every state has its row");
        for (van, naar) in tabel {
            for (stap, verwacht) in Stap::ALLE.iter().zip(naar) {
                assert_eq!(overgang(van, *stap), verwacht, "{van} {stap}");
            }
        }
    }
}
