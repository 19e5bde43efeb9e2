//! The states of a bijeenkomst and the actions that change them. Pure.

use crate::waarden::waarden;

waarden! {
    /// How a bijeenkomst stands.
    Status {
        Gepland = "gepland", "Gepland";
        Gehouden = "gehouden", "Gehouden";
        Afgelast = "afgelast", "Afgelast";
    }
}

waarden! {
    /// What one can do with a bijeenkomst.
    Actie {
        Houden = "houden", "Verslag maken";
        Afgelasten = "afgelasten", "Afgelasten";
    }
}

/// The state after an action; none when it is not possible in that state. What was said is the end, and what does
/// not take place does not come back: people made other plans.
pub const fn overgang(van: Status, actie: Actie) -> Option<Status> {
    match (van, actie) {
        (Status::Gepland, Actie::Houden) => Some(Status::Gehouden),
        (Status::Gepland, Actie::Afgelasten) => Some(Status::Afgelast),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action_is_in_the_table() {
        const NIET: Option<Status> = None;
        // A row a state, a column an action in the order of `Actie::ALLE`.
        let tabel = [
            (
                Status::Gepland,
                [Some(Status::Gehouden), Some(Status::Afgelast)],
            ),
            (Status::Gehouden, [NIET, NIET]),
            (Status::Afgelast, [NIET, NIET]),
        ];
        let staten: Vec<Status> = tabel.iter().map(|(van, _)| *van).collect();
        assert_eq!(staten, Status::ALLE, "every state has its row");
        for (van, naar) in tabel {
            for (actie, verwacht) in Actie::ALLE.iter().zip(naar) {
                assert_eq!(overgang(van, *actie), verwacht, "{van} {actie}");
            }
        }
    }
}
