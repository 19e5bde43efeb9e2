//! What one can do with a signaal: the actions that change its state, and what is done beside those.

use super::{Actie, Status, overgang};
use crate::waarden::waarden;

waarden! {
    /// What one can do with a signaal.
    Stap {
        Koppelen = "koppelen", "Koppelen aan een knelpunt";
        Doorverwijzen = "doorverwijzen", "Doorverwijzen";
        AnderThema = "ander-thema", "Naar een ander thema";
        Verwoorden = "verwoorden", "Verwoording vrijgeven";
        Intrekken = "intrekken", "Intrekken";
    }
}

/// Whether a step is possible in a state, whoever takes it. What was released of one in confidence can be
/// said better, or taken back, after it became part of a knelpunt.
pub const fn kan(status: Status, stap: Stap) -> bool {
    match stap {
        Stap::Koppelen => overgang(status, Actie::Koppelen).is_some(),
        Stap::Doorverwijzen => overgang(status, Actie::Doorverwijzen).is_some(),
        Stap::Intrekken => overgang(status, Actie::Intrekken).is_some(),
        Stap::AnderThema => matches!(status, Status::Ingediend),
        Stap::Verwoorden => matches!(status, Status::Ingediend | Status::Gekoppeld),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_steps() {
        for status in Status::ALLE {
            let mogelijk: Vec<Stap> = Stap::ALLE
                .iter()
                .copied()
                .filter(|stap| kan(*status, *stap))
                .collect();
            let verwacht = match status {
                Status::Ingediend => Stap::ALLE.to_vec(),
                Status::Gekoppeld => vec![Stap::Verwoorden],
                Status::Doorverwezen | Status::Ingetrokken => Vec::new(),
            };
            assert_eq!(mogelijk, verwacht, "{status}");
        }
    }
}
