//! Who is told what of a duo, and who stands in for whom. Pure.

use super::model::Kant;
use crate::{gebruikers::policy::past_bij, organisaties::model::Organisatiesoort};

/// The sides that somebody can stand in for who works at organisaties of these kinds: that of the Rijk, that of the
/// gemeenten, or both. The regietafel names a waarnemer for the thema; which seat it is follows from where they work.
pub fn neemt_waar(soorten: &[Organisatiesoort]) -> Vec<Kant> {
    let kan = |kant: &Kant| soorten.iter().any(|soort| past_bij(*kant, *soort));
    Kant::ALLE.iter().copied().filter(kan).collect()
}

/// For whom a waarnemer of these sides stands in, in words.
pub fn voor_wie(kanten: &[Kant]) -> &'static str {
    match kanten {
        [Kant::Rijk] => "voor het Rijk",
        [Kant::Gemeente] => "voor de gemeenten",
        _ => "voor het duo",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_in_does_so_for_the_side_where_they_work() {
        use Organisatiesoort::{Aanbieder, Gemeente, Koepel, Ministerie};
        for (soorten, kanten, woorden) in [
            (&[][..], &[][..], "voor het duo"),
            (&[Ministerie], &[Kant::Rijk], "voor het Rijk"),
            (&[Koepel, Aanbieder], &[Kant::Gemeente], "voor de gemeenten"),
            (
                &[Gemeente, Ministerie],
                &[Kant::Rijk, Kant::Gemeente],
                "voor het duo",
            ),
            (&[Aanbieder], &[], "voor het duo"),
        ] {
            let gezien = neemt_waar(soorten);
            assert_eq!(gezien, kanten, "{soorten:?}");
            assert_eq!(voor_wie(&gezien), woorden);
        }
    }
}
