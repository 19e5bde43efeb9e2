//! The states of an actie and what changes them. Pure.

use crate::waarden::waarden;

waarden! {
    /// How an actie stands.
    Status {
        Open = "open", "Open";
        Gedaan = "gedaan", "Gedaan";
        Vervallen = "vervallen", "Vervallen";
    }
}

waarden! {
    /// What one can do with an actie.
    Stap {
        Afronden = "afronden", "Afronden";
        Vervallen = "vervallen", "Laten vervallen";
        Heropenen = "heropenen", "Heropenen";
    }
}

impl Stap {
    /// Whether it asks for a reason: what is done speaks for itself.
    pub const fn vraagt_reden(self) -> bool {
        !matches!(self, Self::Afronden)
    }
}

/// The state after a step; none when it is not possible in that state.
pub const fn overgang(van: Status, stap: Stap) -> Option<Status> {
    match (van, stap) {
        (Status::Open, Stap::Afronden) => Some(Status::Gedaan),
        (Status::Open, Stap::Vervallen) => Some(Status::Vervallen),
        (Status::Gedaan | Status::Vervallen, Stap::Heropenen) => Some(Status::Open),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_step_is_in_the_table() {
        const NIET: Option<Status> = None;
        // A row a state, a column a step in the order of `Stap::ALLE`.
        let tabel = [
            (
                Status::Open,
                [Some(Status::Gedaan), Some(Status::Vervallen), NIET],
            ),
            (Status::Gedaan, [NIET, NIET, Some(Status::Open)]),
            (Status::Vervallen, [NIET, NIET, Some(Status::Open)]),
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
    fn only_what_is_done_needs_no_reason() {
        let zonder: Vec<&Stap> = Stap::ALLE.iter().filter(|s| !s.vraagt_reden()).collect();
        assert_eq!(zonder, [&Stap::Afronden]);
    }
}
