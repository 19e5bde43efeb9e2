//! Who may say that a stuk still holds: who holds the function that looks after it. Pure.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::actor::{Bereik, Rol, Toekenning};

/// Whether an account with these roles may say so of a stuk of this owner with these authors.
pub fn mag_nakijken(
    account: Uuid,
    rollen: &[Toekenning],
    eigenaar: Option<Uuid>,
    auteurs: &BTreeSet<Uuid>,
) -> bool {
    let houdt = |rol, bereik| rollen.contains(&Toekenning { rol, bereik });
    auteurs.contains(&account)
        || match eigenaar {
            Some(organisatie) => houdt(Rol::Lid, Bereik::Organisatie(organisatie)),
            None => houdt(Rol::Redactie, Bereik::Landelijk),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_says_so_and_nobody_else() {
        let (ik, wij, zij) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let (niemand, mij) = (BTreeSet::new(), BTreeSet::from([ik]));
        let lid = |van| Toekenning {
            rol: Rol::Lid,
            bereik: Bereik::Organisatie(van),
        };
        let redactie = Toekenning {
            rol: Rol::Redactie,
            bereik: Bereik::Landelijk,
        };
        let beheer = Toekenning {
            rol: Rol::Beheerder,
            bereik: Bereik::Landelijk,
        };
        for (rollen, eigenaar, auteurs, verwacht) in [
            (vec![lid(wij)], Some(wij), &niemand, true),
            (vec![lid(wij)], Some(zij), &niemand, false),
            (vec![lid(wij)], None, &niemand, false),
            (vec![lid(wij)], Some(zij), &mij, true),
            (vec![], None, &mij, true),
            (vec![redactie], None, &niemand, true),
            (vec![redactie], Some(wij), &niemand, false),
            (vec![beheer], None, &niemand, false),
            (vec![beheer], Some(wij), &niemand, false),
        ] {
            assert_eq!(
                mag_nakijken(ik, &rollen, eigenaar, auteurs),
                verwacht,
                "{rollen:?} {eigenaar:?} {auteurs:?}"
            );
        }
    }
}
