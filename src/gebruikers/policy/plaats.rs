//! Where somebody has to work for a role, and whose mail addresses are whose. Pure.

use super::super::model::{Kant, Mailadres};
use crate::{actor::Rol, organisaties::model::Organisatiesoort};

/// The side of a duo that a role sits on; none for other roles.
pub const fn kant(rol: Rol) -> Option<Kant> {
    match rol {
        Rol::DuoRijk => Some(Kant::Rijk),
        Rol::DuoGemeente => Some(Kant::Gemeente),
        _ => None,
    }
}

/// Whether a member of such an organisatie may sit on a side of a duo: the Rijk sends somebody of a
/// ministerie or uitvoeringsorganisatie, the gemeenten one of their own, of a samenwerkingsverband
/// or of VNG (design section 5).
pub const fn past_bij(kant: Kant, organisatie: Organisatiesoort) -> bool {
    match kant {
        Kant::Rijk => matches!(
            organisatie,
            Organisatiesoort::Ministerie | Organisatiesoort::Uitvoeringsorganisatie
        ),
        Kant::Gemeente => matches!(
            organisatie,
            Organisatiesoort::Gemeente
                | Organisatiesoort::Samenwerkingsverband
                | Organisatiesoort::Koepel
        ),
    }
}

/// Whether a member of organisaties of these kinds can have a role in a thema. A waarnemer stands in for
/// one side or the other, somebody of the netwerk speaks for whatever organisatie they are of. All other
/// roles don't hang on it.
pub fn heeft_plaats(rol: Rol, soorten: &[Organisatiesoort]) -> bool {
    let past = |kant: Kant| soorten.iter().any(|soort| past_bij(kant, *soort));
    match (kant(rol), rol) {
        (Some(kant), _) => past(kant),
        (None, Rol::Waarnemer) => past(Kant::Rijk) || past(Kant::Gemeente),
        (None, Rol::Netwerklid) => !soorten.is_empty(),
        _ => true,
    }
}

/// The domain of a mail address and those that it is a part of, the most specific first: of the ones
/// that are an organisatie's, the first says whose address it is.
pub fn domeinen_van(mail: &Mailadres) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(mail.domein()), |domein| omvattend(domein))
}

/// The domain that this one is a part of; none above the one that somebody can own.
fn omvattend(domein: &str) -> Option<&str> {
    let (_, rest) = domein.split_once('.')?;
    rest.contains('.').then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_for_its_own_side() {
        for soort in Organisatiesoort::ALLE {
            let rijk = past_bij(Kant::Rijk, *soort);
            let gemeente = past_bij(Kant::Gemeente, *soort);
            assert!(!(rijk && gemeente), "{soort} sits on both sides");
        }
        assert!(past_bij(Kant::Rijk, Organisatiesoort::Ministerie));
        assert!(past_bij(Kant::Gemeente, Organisatiesoort::Gemeente));
        assert!(!past_bij(Kant::Rijk, Organisatiesoort::Gemeente));
        assert!(!past_bij(Kant::Gemeente, Organisatiesoort::Aanbieder));
    }

    #[test]
    fn a_role_in_a_thema_hangs_on_where_somebody_works() {
        use Organisatiesoort::{Aanbieder, Gemeente, Ministerie};
        for (rol, geen, gemeente, ministerie, aanbieder) in [
            (Rol::DuoRijk, false, false, true, false),
            (Rol::DuoGemeente, false, true, false, false),
            (Rol::Waarnemer, false, true, true, false),
            (Rol::Netwerklid, false, true, true, true),
            (Rol::Redactie, true, true, true, true),
            (Rol::Regietafellid, true, true, true, true),
            (Rol::Deelnemer, true, true, true, true),
        ] {
            for (soorten, past) in [
                (&[][..], geen),
                (&[Gemeente], gemeente),
                (&[Ministerie], ministerie),
                (&[Aanbieder], aanbieder),
                (&[Aanbieder, Gemeente], gemeente || aanbieder),
            ] {
                assert_eq!(heeft_plaats(rol, soorten), past, "{rol} {soorten:?}");
            }
        }
    }

    #[test]
    fn an_address_is_of_the_narrowest_domain_that_it_is_in() {
        for (mail, domeinen) in [
            ("els@voorbeeldstad.example", &["voorbeeldstad.example"][..]),
            (
                "els@zorg.voorbeeldstad.example",
                &["zorg.voorbeeldstad.example", "voorbeeldstad.example"],
            ),
            (
                "els@nepvoorbeeldstad.example",
                &["nepvoorbeeldstad.example"],
            ),
            (
                "els@voorbeeldstad.example.elders.example",
                &[
                    "voorbeeldstad.example.elders.example",
                    "example.elders.example",
                    "elders.example",
                ],
            ),
        ] {
            let mail: Mailadres = mail.parse().expect("an address");
            let alle: Vec<&str> = domeinen_van(&mail).collect();
            assert_eq!(alle, domeinen, "{mail}");
        }
    }
}
