//! The states of a knelpunt and the actions that change them (design section 5).

use crate::waarden::waarden;

waarden! {
    /// How a knelpunt stands.
    Status {
        Gemeld = "gemeld", "Gemeld";
        InBehandeling = "in-behandeling", "In behandeling";
        Opgelost = "opgelost", "Opgelost";
        RegelwijzigingNodig = "regelwijziging-nodig", "Regelwijziging nodig";
        GemotiveerdAfgewezen = "gemotiveerd-afgewezen", "Gemotiveerd afgewezen";
    }
}

impl Status {
    /// Whether the work on it has ended, for now.
    pub const fn is_gesloten(self) -> bool {
        matches!(
            self,
            Self::Opgelost | Self::RegelwijzigingNodig | Self::GemotiveerdAfgewezen
        )
    }
}

waarden! {
    /// What one can do with a knelpunt.
    Actie {
        Oppakken = "oppakken", "Oppakken";
        Oplossen = "oplossen", "Oplossen";
        Opschalen = "opschalen", "Opschalen naar een regelwijziging";
        Afwijzen = "afwijzen", "Afwijzen";
        Hernemen = "hernemen", "Hernemen";
        Heropenen = "heropenen", "Heropenen";
    }
}

/// The state after an action; none when it is not possible in that state.
pub const fn overgang(van: Status, actie: Actie) -> Option<Status> {
    use Actie::{Afwijzen, Hernemen, Heropenen, Oplossen, Oppakken, Opschalen};
    use Status::{Gemeld, GemotiveerdAfgewezen, InBehandeling, Opgelost, RegelwijzigingNodig};
    match (van, actie) {
        // Hernemen is when its regelingvoorstel was stopped: nobody asked to open it again.
        (Gemeld, Oppakken)
        | (RegelwijzigingNodig, Hernemen)
        | (Opgelost | RegelwijzigingNodig | GemotiveerdAfgewezen, Heropenen) => Some(InBehandeling),
        (InBehandeling | RegelwijzigingNodig, Oplossen) => Some(Opgelost),
        (InBehandeling, Opschalen) => Some(RegelwijzigingNodig),
        (InBehandeling, Afwijzen) => Some(GemotiveerdAfgewezen),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Design section 5, written out: a row a state, a column an action in the order of [`Actie::ALLE`].
    const TABEL: [(Status, [Option<Status>; 6]); 5] = {
        use Status::{Gemeld, GemotiveerdAfgewezen, InBehandeling, Opgelost, RegelwijzigingNodig};
        const BEZIG: Option<Status> = Some(InBehandeling);
        const NIET: Option<Status> = None;
        [
            (Gemeld, [BEZIG, NIET, NIET, NIET, NIET, NIET]),
            (
                InBehandeling,
                [
                    NIET,
                    Some(Opgelost),
                    Some(RegelwijzigingNodig),
                    Some(GemotiveerdAfgewezen),
                    NIET,
                    NIET,
                ],
            ),
            (Opgelost, [NIET, NIET, NIET, NIET, NIET, BEZIG]),
            (
                RegelwijzigingNodig,
                [NIET, Some(Opgelost), NIET, NIET, BEZIG, BEZIG],
            ),
            (GemotiveerdAfgewezen, [NIET, NIET, NIET, NIET, NIET, BEZIG]),
        ]
    };

    #[test]
    fn every_state_and_action_is_as_the_design_says() {
        let staten: Vec<Status> = TABEL.iter().map(|(van, _)| *van).collect();
        assert_eq!(staten, Status::ALLE, "every state has its row");
        for (van, naar) in TABEL {
            for (actie, verwacht) in Actie::ALLE.iter().zip(naar) {
                assert_eq!(overgang(van, *actie), verwacht, "{van} {actie}");
            }
        }
    }

    #[test]
    fn only_what_is_closed_is_opened_again() {
        for van in Status::ALLE {
            let kan = overgang(*van, Actie::Heropenen).is_some();
            assert_eq!(kan, van.is_gesloten(), "{van}");
        }
    }
}
