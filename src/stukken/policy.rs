//! Who may do what with the parts of a stuk. Pure.

use uuid::Uuid;

use crate::{
    actor::{Bereik, Rol, Sleutel, recht::Recht},
    ctx::Aanmelding,
    stukken::model::Soort,
};

/// The state in which a stuk is read by those who write it, and by nobody else (design section 4).
const CONCEPT: &str = "concept";

/// Whether somebody may add a bijlage to a stuk in this state that they may read, and take it away: the
/// redactie to any, and who writes a draft to that. What is offered or published is no longer the
/// writers' alone. A bevinding that was sent or established keeps the files it has: they are in its seal. What is
/// made in a werkruimte has a rule of its own ([`mag_bijlagen_bij_werk`]).
pub fn mag_bijlagen_beheren(aanmelding: Option<&Aanmelding>, soort: Soort, status: &str) -> bool {
    if soort.is_werk() {
        return false;
    }
    aanmelding.is_some_and(|a| {
        let redactie = a.recht(Rol::Redactie, Bereik::Landelijk) == Recht::Mag;
        (redactie && soort != Soort::Bevinding) || status == CONCEPT
    })
}

/// What is made in a werkruimte, as far as its files go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Werkstuk {
    /// Who reads it.
    pub sleutels: Vec<Sleutel>,
    /// What it belongs to, its thema among them.
    pub hoort_bij: Vec<Uuid>,
    /// Whether the actor made it.
    pub is_maker: bool,
}

/// Whether somebody may add a bijlage to what is made in a werkruimte and take it away: who may change the stuk
/// itself. That is the duo of its thema and who stands in for it, and who is of the netwerk for what they made
/// themselves and only the thema reads.
pub fn mag_bijlagen_bij_werk(aanmelding: Option<&Aanmelding>, werk: &Werkstuk) -> bool {
    aanmelding.is_some_and(|a| {
        let heeft = |rol, thema| a.recht(rol, Bereik::Thema(thema)) == Recht::Mag;
        let duo = [Rol::DuoRijk, Rol::DuoGemeente, Rol::Waarnemer];
        werk.hoort_bij.iter().any(|thema| {
            let is_duo = duo.iter().any(|rol| heeft(*rol, *thema));
            let besloten = werk.sleutels.contains(&Sleutel::Thema(*thema));
            is_duo || (werk.is_maker && besloten && heeft(Rol::Netwerklid, *thema))
        })
    })
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn who_changes_what_is_made_in_a_werkruimte_manages_its_files() {
        let (hier, daar) = (Uuid::from_u128(7), Uuid::from_u128(8));
        for rol in Rol::ALLE {
            for thema in [hier, daar] {
                let aanmelding = Aanmelding {
                    sessie_id: Uuid::from_u128(1),
                    naam: "Els Voorbeeld".into(),
                    toekenningen: vec![Toekenning {
                        rol: *rol,
                        bereik: Bereik::Thema(thema),
                    }],
                    sterk: true,
                };
                for sleutel in [Sleutel::Openbaar, Sleutel::Thema(hier), Sleutel::Duo(hier)] {
                    for is_maker in [false, true] {
                        let werk = Werkstuk {
                            sleutels: vec![sleutel.clone()],
                            hoort_bij: vec![hier],
                            is_maker,
                        };
                        let duo = matches!(rol, Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer);
                        let eigen =
                            *rol == Rol::Netwerklid && is_maker && sleutel == Sleutel::Thema(hier);
                        let verwacht = thema == hier && (duo || eigen);
                        let mag = mag_bijlagen_bij_werk(Some(&aanmelding), &werk);
                        assert_eq!(mag, verwacht, "{rol} {thema} {sleutel} {is_maker}");
                        assert!(!mag_bijlagen_bij_werk(None, &werk));
                    }
                }
                for soort in [Soort::Notitie, Soort::Besluit] {
                    assert!(!mag_bijlagen_beheren(Some(&aanmelding), soort, "concept"));
                }
            }
        }
    }
}
