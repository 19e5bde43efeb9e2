//! Who may do what with the parts of a stuk. Pure.

use crate::{actor::Rol, ctx::Aanmelding};

/// Whether somebody may add a bijlage to a stuk that they may read, and take it away: the redactie, to
/// any. What authors and others may comes with their kinds.
pub fn mag_bijlagen_beheren(aanmelding: Option<&Aanmelding>) -> bool {
    aanmelding.is_some_and(|a| {
        a.toekenningen
            .iter()
            .any(|t| t.rol == Rol::Redactie && (a.sterk || !t.rol.vraagt_sterke_login()))
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::{Bereik, Toekenning};

    #[test]
    fn the_redactie_manages_bijlagen_and_nobody_else() {
        assert!(!mag_bijlagen_beheren(None));
        for rol in Rol::ALLE {
            for sterk in [false, true] {
                let aanmelding = Aanmelding {
                    sessie_id: Uuid::from_u128(1),
                    naam: "Els Voorbeeld".into(),
                    toekenningen: vec![Toekenning {
                        rol: *rol,
                        bereik: Bereik::Landelijk,
                    }],
                    sterk,
                };
                let mag = mag_bijlagen_beheren(Some(&aanmelding));
                assert_eq!(mag, *rol == Rol::Redactie, "{rol}, sterk {sterk}");
            }
        }
    }
}
