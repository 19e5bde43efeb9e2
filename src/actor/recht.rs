//! Whether the roles of a login may be used now: the one rule behind every guard.

use super::{Bereik, Rol, Toekenning};

/// What somebody may do with a role in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recht {
    /// They don't have the role there.
    Geen,
    /// They have it, and the login is not strong enough to use it.
    NietSterk,
    /// They may use it.
    Mag,
}

/// What the holder of these roles may do with this one in this place.
pub fn recht(toekenningen: &[Toekenning], sterk: bool, rol: Rol, bereik: Bereik) -> Recht {
    if !toekenningen.contains(&Toekenning { rol, bereik }) {
        Recht::Geen
    } else if sterk || !rol.vraagt_sterke_login() {
        Recht::Mag
    } else {
        Recht::NietSterk
    }
}

/// The most that the holder of these roles may do with any of these national roles.
pub fn recht_op_een(toekenningen: &[Toekenning], sterk: bool, rollen: &[Rol]) -> Recht {
    let van = |rol: &Rol| recht(toekenningen, sterk, *rol, Bereik::Landelijk);
    rollen.iter().map(van).max().unwrap_or(Recht::Geen)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const fn landelijk(rol: Rol) -> Toekenning {
        let bereik = Bereik::Landelijk;
        Toekenning { rol, bereik }
    }

    #[test]
    fn a_role_counts_where_it_holds_and_when_the_login_is_strong_enough() {
        let (hier, daar) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let lid = Toekenning {
            rol: Rol::Lid,
            bereik: Bereik::Organisatie(hier),
        };
        let heeft = [lid, landelijk(Rol::Redactie), landelijk(Rol::Beheerder)];
        for (rol, bereik, zwak, sterk) in [
            (Rol::Lid, Bereik::Organisatie(hier), Recht::Mag, Recht::Mag),
            (
                Rol::Lid,
                Bereik::Organisatie(daar),
                Recht::Geen,
                Recht::Geen,
            ),
            (Rol::Lid, Bereik::Landelijk, Recht::Geen, Recht::Geen),
            (Rol::Redactie, Bereik::Landelijk, Recht::Mag, Recht::Mag),
            (
                Rol::Beheerder,
                Bereik::Landelijk,
                Recht::NietSterk,
                Recht::Mag,
            ),
            (Rol::Auditor, Bereik::Landelijk, Recht::Geen, Recht::Geen),
        ] {
            assert_eq!(recht(&heeft, false, rol, bereik), zwak, "{rol} {bereik}");
            assert_eq!(recht(&heeft, true, rol, bereik), sterk, "{rol} {bereik}");
        }
    }

    #[test]
    fn of_several_roles_the_one_that_gives_most_counts() {
        let beheerder = [landelijk(Rol::Beheerder)];
        let beide = [landelijk(Rol::Beheerder), landelijk(Rol::Redactie)];
        let gevraagd = [Rol::Beheerder, Rol::Redactie];
        for (heeft, sterk, verwacht) in [
            (&[][..], true, Recht::Geen),
            (&beheerder, false, Recht::NietSterk),
            (&beheerder, true, Recht::Mag),
            (&beide, false, Recht::Mag),
        ] {
            assert_eq!(recht_op_een(heeft, sterk, &gevraagd), verwacht);
        }
        assert_eq!(recht_op_een(&beide, true, &[]), Recht::Geen);
    }
}
