//! Who may do what with the parts of a stuk. Pure.

use crate::{
    actor::{Bereik, Rol, recht::Recht},
    ctx::Aanmelding,
    stukken::model::Soort,
};

/// The state in which a stuk is read by those who write it, and by nobody else (design section 4).
const CONCEPT: &str = "concept";

/// Whether somebody may add a bijlage to a stuk in this state that they may read, and take it away: the
/// redactie to any, and who writes a draft to that. What is offered or published is no longer the
/// writers' alone. A bevinding that was sent or established keeps the files it has: they are in its seal.
pub fn mag_bijlagen_beheren(aanmelding: Option<&Aanmelding>, soort: Soort, status: &str) -> bool {
    aanmelding.is_some_and(|a| {
        let redactie = a.recht(Rol::Redactie, Bereik::Landelijk) == Recht::Mag;
        (redactie && soort != Soort::Bevinding) || status == CONCEPT
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::Toekenning;

    #[test]
    fn the_redactie_manages_bijlagen_and_who_writes_a_draft_those_of_the_draft() {
        let staten = ["concept", "aangeboden", "gepubliceerd"];
        let soorten = [Soort::Praktijk, Soort::Bevinding];
        for (soort, status) in soorten
            .into_iter()
            .flat_map(|soort| staten.map(|status| (soort, status)))
        {
            assert!(!mag_bijlagen_beheren(None, soort, status));
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
                    let mag = mag_bijlagen_beheren(Some(&aanmelding), soort, status);
                    let redactie = *rol == Rol::Redactie && soort != Soort::Bevinding;
                    let verwacht = redactie || status == "concept";
                    assert_eq!(mag, verwacht, "{rol}, sterk {sterk}, {soort} {status}");
                }
            }
        }
    }
}
