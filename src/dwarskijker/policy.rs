//! Who does what with a bevinding. Pure.

use super::model::Actie;
use crate::actor::Rol;

/// The roles that write bevindingen, and read what is confidential to the dwarskijker.
pub const SCHRIJVERS: [Rol; 2] = [Rol::Dwarskijker, Rol::Bureau];

/// Whether somebody with a role may take a step with a bevinding. What is established can't be changed any
/// more and is said in the name of the dwarskijker: nobody else does that.
pub const fn mag(rol: Rol, actie: Actie) -> bool {
    matches!(
        (rol, actie),
        (Rol::Dwarskijker, _) | (Rol::Bureau, Actie::Voorleggen | Actie::Terugnemen)
    )
}

/// What somebody hears who may read it and does not take this step.
pub const ALLEEN_DWARSKIJKER: &str =
    "Alleen de dwarskijker zelf stelt een bevinding vast. Vraag de dwarskijker om dat te doen.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_dwarskijker_establishes_and_nobody_else_does_anything() {
        for rol in Rol::ALLE {
            for actie in Actie::ALLE {
                let verwacht = match rol {
                    Rol::Dwarskijker => true,
                    Rol::Bureau => *actie != Actie::Vaststellen,
                    _ => false,
                };
                assert_eq!(mag(*rol, *actie), verwacht, "{rol} {actie}");
                assert!(!verwacht || SCHRIJVERS.contains(rol));
            }
        }
        assert!(SCHRIJVERS.iter().all(|rol| rol.vraagt_sterke_login()));
    }
}
