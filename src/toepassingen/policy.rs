//! Who may say that they do the same. Pure.

use uuid::Uuid;

use crate::organisaties::model::Organisatiesoort;

/// Why an organisatie can't say that it does the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// It is its own praktijk.
    Eigen,
    /// It is neither a gemeente nor a samenwerkingsverband.
    Soort,
}

/// Whether an organisatie can say that it does the same as a praktijk of this owner.
///
/// # Errors
/// Why not.
pub fn mag(
    (organisatie, soort): (Uuid, Organisatiesoort),
    eigenaar: Option<Uuid>,
) -> Result<(), Weigering> {
    use Organisatiesoort::{Gemeente, Samenwerkingsverband};
    if eigenaar == Some(organisatie) {
        Err(Weigering::Eigen)
    } else if matches!(soort, Gemeente | Samenwerkingsverband) {
        Ok(())
    } else {
        Err(Weigering::Soort)
    }
}

/// Whether a praktijk is regional policy for an organisatie of this kind: that of a
/// samenwerkingsverband the gemeente takes part in.
pub fn is_regionaal(
    soort: Organisatiesoort,
    eigenaar: Option<Organisatiesoort>,
    doet_mee: bool,
) -> bool {
    doet_mee
        && soort == Organisatiesoort::Gemeente
        && eigenaar == Some(Organisatiesoort::Samenwerkingsverband)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_of_the_two_kinds_may() {
        let (zelf, ander) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for &soort in Organisatiesoort::ALLE {
            let past = matches!(
                soort,
                Organisatiesoort::Gemeente | Organisatiesoort::Samenwerkingsverband
            );
            let verwacht = if past { Ok(()) } else { Err(Weigering::Soort) };
            assert_eq!(
                mag((zelf, soort), None),
                verwacht,
                "{soort} of the redactie"
            );
            assert_eq!(mag((zelf, soort), Some(ander)), verwacht, "{soort}");
            assert_eq!(
                mag((zelf, soort), Some(zelf)),
                Err(Weigering::Eigen),
                "{soort}"
            );
        }
    }

    #[test]
    fn regional_policy_is_that_of_ones_own_samenwerkingsverband() {
        use Organisatiesoort::{Gemeente, Samenwerkingsverband};
        for (soort, eigenaar, doet_mee, verwacht) in [
            (Gemeente, Some(Samenwerkingsverband), true, true),
            (Gemeente, Some(Samenwerkingsverband), false, false),
            (Gemeente, Some(Gemeente), true, false),
            (Gemeente, None, true, false),
            (
                Samenwerkingsverband,
                Some(Samenwerkingsverband),
                true,
                false,
            ),
        ] {
            assert_eq!(is_regionaal(soort, eigenaar, doet_mee), verwacht);
        }
    }
}
