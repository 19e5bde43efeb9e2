//! What somebody agrees with, in one value.

use crate::{hash::hash_tekst, stukken::model::voorstel::Wijzer, werkruimte::model::Niveau};

/// The hash of what somebody agrees with: the words, who reads them, and where the besluit points (in whatever
/// order). With another one they agreed with something else.
pub fn afdruk(
    (titel, tekst, waarom): (&str, &str, &str),
    niveau: Niveau,
    wijst_naar: &[Wijzer],
) -> String {
    let naar = |(soort, id, _): &Wijzer| format!("{soort}:{id}");
    let mut ids: Vec<String> = wijst_naar.iter().map(naar).collect();
    ids.sort_unstable();
    ids.dedup();
    let vast = [titel, tekst, waarom, niveau.waarde()];
    let delen = vast.into_iter().chain(ids.iter().map(String::as_str));
    // With how long each is: no two besluiten read the same.
    let delen: Vec<String> = delen.map(|d| format!("{}:{d}", d.len())).collect();
    hash_tekst(&delen.concat())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::stukken::model::Verbandsoort::{self, KomtVoortUit, Vervangt};

    fn naar(soort: Verbandsoort, nummer: u128) -> Wijzer {
        (soort, Uuid::from_u128(nummer), String::new())
    }

    #[test]
    fn every_change_of_what_is_agreed_with_is_another_one() {
        let (een, twee) = (naar(KomtVoortUit, 1), naar(KomtVoortUit, 2));
        let beide = [een.clone(), twee.clone()];
        let anders_om = [twee, een.clone(), een.clone()];
        let woorden = ("Titel", "Wat", "Waarom");
        let eerst = afdruk(woorden, Niveau::Besloten, &beide);
        assert_eq!(eerst, afdruk(woorden, Niveau::Besloten, &anders_om));
        for anders in [
            afdruk(("Titels", "Wat", "Waarom"), Niveau::Besloten, &beide),
            afdruk(("Titel", "Wat ", "Waarom"), Niveau::Besloten, &beide),
            afdruk(("Titel", "Wat", "waarom"), Niveau::Besloten, &beide),
            // The same letters, parted elsewhere.
            afdruk(("TitelW", "at", "Waarom"), Niveau::Besloten, &beide),
            afdruk(woorden, Niveau::Openbaar, &beide),
            afdruk(woorden, Niveau::Besloten, std::slice::from_ref(&een)),
            afdruk(woorden, Niveau::Besloten, &[een, naar(Vervangt, 2)]),
            afdruk(woorden, Niveau::Besloten, &[]),
        ] {
            assert_ne!(eerst, anders);
        }
    }
}
