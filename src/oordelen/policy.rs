//! Who may give which rung (features B3). Pure.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{
    organisaties::model::{Organisatiesoort, is_overheid},
    praktijken::model::Onderbouwing,
};

/// On behalf of whom somebody judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Namens {
    /// The redactie of the platform.
    Redactie,
    /// An organisatie they are a member of.
    Organisatie {
        /// Which kind.
        soort: Organisatiesoort,
        /// Its slug.
        slug: String,
    },
}

impl Namens {
    /// Whether they can say that they know it from their own work in government.
    fn is_collega(&self) -> bool {
        match self {
            Self::Redactie => false,
            Self::Organisatie { soort, slug } => is_overheid(*soort, slug),
        }
    }

    /// Whether they can weigh the evidence itself.
    fn is_kenner(&self) -> bool {
        match self {
            Self::Redactie => true,
            Self::Organisatie { soort, .. } => *soort == Organisatiesoort::Kennisinstelling,
        }
    }
}

/// Somebody who would judge.
#[derive(Debug)]
pub struct Beoordelaar<'a> {
    /// Their account.
    pub account: Uuid,
    /// Every organisatie they belong to, whoever they speak for now.
    pub organisaties: &'a BTreeSet<Uuid>,
    /// Whether they are of the redactie, whoever they speak for now.
    pub is_redactie: bool,
}

/// Whose a praktijk is.
#[derive(Debug)]
pub struct Herkomst<'a> {
    /// The organisatie; none for the redactie.
    pub eigenaar: Option<Uuid>,
    /// The accounts that write it.
    pub auteurs: &'a BTreeSet<Uuid>,
}

/// Why somebody can't judge, or not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// They write it.
    Auteur,
    /// It is of an organisatie of theirs.
    EigenOrganisatie,
    /// It is of the redactie, and so are they.
    EigenRedactie,
    /// The rung is that one already.
    Gelijk,
    /// On behalf of whom they speak can't give or take this rung.
    NietBevoegd,
}

/// Whether somebody stands outside a praktijk at all.
///
/// # Errors
/// Why not.
pub fn staat_erbuiten(wie: &Beoordelaar<'_>, van: &Herkomst<'_>) -> Result<(), Weigering> {
    if van.auteurs.contains(&wie.account) {
        return Err(Weigering::Auteur);
    }
    match van.eigenaar {
        Some(eigenaar) if wie.organisaties.contains(&eigenaar) => Err(Weigering::EigenOrganisatie),
        None if wie.is_redactie => Err(Weigering::EigenRedactie),
        _ => Ok(()),
    }
}

/// Whether somebody from outside can bring a praktijk from one rung to another.
///
/// # Errors
/// Why not.
pub fn mag(namens: &Namens, van: Onderbouwing, naar: Onderbouwing) -> Result<(), Weigering> {
    if van == naar {
        return Err(Weigering::Gelijk);
    }
    let niet_erkend = [van, naar].contains(&Onderbouwing::NietErkend);
    let hoger = naar.trede() > van.trede();
    let goed = match (van, naar) {
        _ if niet_erkend => namens.is_kenner(),
        // A colleague says so of their own work: somebody who weighs evidence can't.
        (_, Onderbouwing::Bevestigd) if hoger => namens.is_collega(),
        // What a colleague gave, a colleague can take.
        (Onderbouwing::Bevestigd, Onderbouwing::Beschreven) => {
            namens.is_collega() || namens.is_kenner()
        }
        _ => namens.is_kenner(),
    };
    if goed {
        Ok(())
    } else {
        Err(Weigering::NietBevoegd)
    }
}

/// The rungs that can be given from this one, on behalf of this one.
pub fn mogelijk(namens: &Namens, van: Onderbouwing) -> Vec<Onderbouwing> {
    let alle = Onderbouwing::ALLE.iter().copied();
    alle.filter(|naar| mag(namens, van, *naar).is_ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Onderbouwing::{
        Beschreven, Bevestigd, EersteAanwijzingen, GoedOnderbouwd, GoedeAanwijzingen, NietErkend,
        SterkeAanwijzingen,
    };

    fn van(soort: Organisatiesoort) -> Namens {
        let slug = "een-organisatie".into();
        Namens::Organisatie { soort, slug }
    }

    #[test]
    fn who_writes_it_or_whose_it_is_never_judges() {
        let (ik, wij, zij) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let (niemand, mij) = (BTreeSet::new(), BTreeSet::from([ik]));
        let (geen, van_ons) = (BTreeSet::new(), BTreeSet::from([wij]));
        for (organisaties, is_redactie, eigenaar, auteurs, verwacht) in [
            (&van_ons, false, Some(zij), &niemand, Ok(())),
            (&van_ons, false, None, &niemand, Ok(())),
            (&geen, true, Some(zij), &niemand, Ok(())),
            (&van_ons, false, Some(zij), &mij, Err(Weigering::Auteur)),
            (&geen, true, None, &mij, Err(Weigering::Auteur)),
            (
                &van_ons,
                false,
                Some(wij),
                &niemand,
                Err(Weigering::EigenOrganisatie),
            ),
            (
                &van_ons,
                true,
                Some(wij),
                &niemand,
                Err(Weigering::EigenOrganisatie),
            ),
            (&geen, true, None, &niemand, Err(Weigering::EigenRedactie)),
            (
                &van_ons,
                true,
                None,
                &niemand,
                Err(Weigering::EigenRedactie),
            ),
        ] {
            let wie = Beoordelaar {
                account: ik,
                organisaties,
                is_redactie,
            };
            let herkomst = Herkomst { eigenaar, auteurs };
            assert_eq!(
                staat_erbuiten(&wie, &herkomst),
                verwacht,
                "{wie:?} {herkomst:?}"
            );
        }
    }

    #[test]
    fn a_colleague_confirms_and_who_knows_evidence_weighs_it() {
        use Organisatiesoort::{Aanbieder, Gemeente, Kennisinstelling, Koepel, Ministerie};
        let zwaar = |zonder: Onderbouwing| -> Vec<Onderbouwing> {
            let alle = Onderbouwing::ALLE.iter().copied();
            alle.filter(|o| *o != zonder).collect()
        };
        for (namens, vanaf, verwacht) in [
            (van(Gemeente), Beschreven, vec![Bevestigd]),
            (van(Ministerie), Beschreven, vec![Bevestigd]),
            (van(Gemeente), Bevestigd, vec![Beschreven]),
            (van(Gemeente), GoedOnderbouwd, vec![]),
            (van(Gemeente), SterkeAanwijzingen, vec![]),
            (van(Gemeente), NietErkend, vec![]),
            (van(Aanbieder), Beschreven, vec![]),
            (van(Koepel), Beschreven, vec![]),
            (
                Namens::Redactie,
                Beschreven,
                vec![
                    GoedOnderbouwd,
                    EersteAanwijzingen,
                    GoedeAanwijzingen,
                    SterkeAanwijzingen,
                    NietErkend,
                ],
            ),
            (
                van(Kennisinstelling),
                GoedeAanwijzingen,
                zwaar(GoedeAanwijzingen),
            ),
            (Namens::Redactie, Bevestigd, zwaar(Bevestigd)),
            (Namens::Redactie, NietErkend, zwaar(NietErkend)),
        ] {
            assert_eq!(mogelijk(&namens, vanaf), verwacht, "{namens:?} {vanaf}");
        }
        for &trede in Onderbouwing::ALLE {
            let uit = mag(&Namens::Redactie, trede, trede);
            assert_eq!(uit, Err(Weigering::Gelijk), "{trede}");
        }
    }

    #[test]
    fn the_vng_is_a_colleague() {
        let vng = Namens::Organisatie {
            soort: Organisatiesoort::Koepel,
            slug: "vng".into(),
        };
        assert_eq!(mogelijk(&vng, Beschreven), [Bevestigd]);
    }
}
