//! The states of a besluit and what changes them. Pure.

use crate::waarden::waarden;

waarden! {
    /// How a besluit stands.
    Status {
        Voorgesteld = "voorgesteld", "Voorgesteld";
        Genomen = "genomen", "Genomen";
        Afgewezen = "afgewezen", "Afgewezen";
        Ingetrokken = "ingetrokken", "Ingetrokken";
    }
}

waarden! {
    /// What one can do with a besluit that is proposed.
    Stap {
        Instemmen = "instemmen", "Instemmen";
        Afwijzen = "afwijzen", "Afwijzen";
        Intrekken = "intrekken", "Intrekken";
    }
}

impl Stap {
    /// Whether it asks for a reason: who agrees, agrees with the reason that is there.
    pub const fn vraagt_reden(self) -> bool {
        !matches!(self, Self::Instemmen)
    }
}

/// The state that a step leads to, for agreeing once everybody does; none when it is not possible in that state.
/// What was decided stays: another besluit can replace it.
pub const fn overgang(van: Status, stap: Stap) -> Option<Status> {
    match (van, stap) {
        (Status::Voorgesteld, Stap::Instemmen) => Some(Status::Genomen),
        (Status::Voorgesteld, Stap::Afwijzen) => Some(Status::Afgewezen),
        (Status::Voorgesteld, Stap::Intrekken) => Some(Status::Ingetrokken),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_step_is_in_the_table() {
        use Status::{Afgewezen, Genomen, Ingetrokken, Voorgesteld};
        const NIET: Option<Status> = None;
        // A row a state, a column a step in the order of `Stap::ALLE`.
        let tabel = [
            (
                Voorgesteld,
                [Some(Genomen), Some(Afgewezen), Some(Ingetrokken)],
            ),
            (Genomen, [NIET; 3]),
            (Afgewezen, [NIET; 3]),
            (Ingetrokken, [NIET; 3]),
        ];
        let staten: Vec<Status> = tabel.iter().map(|(van, _)| *van).collect();
        assert_eq!(staten, Status::ALLE, "every state has its row");
        for (van, naar) in tabel {
            for (stap, verwacht) in Stap::ALLE.iter().zip(naar) {
                assert_eq!(overgang(van, *stap), verwacht, "{van} {stap}");
            }
        }
    }

    #[test]
    fn who_says_no_says_why() {
        let zonder: Vec<&Stap> = Stap::ALLE.iter().filter(|s| !s.vraagt_reden()).collect();
        assert_eq!(zonder, [&Stap::Instemmen]);
    }
}
