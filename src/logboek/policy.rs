//! What the auditor may not know. Pure.

use crate::{actor::Sleutel, dwarskijker::model::Status, stukken::model::Soort};

/// Whether a stuk is confidential to the auditor: all of its keys are those of single persons, of
/// the dwarskijker, of a casustafel, of wederhoor or of a link. So is one without keys: nobody may
/// read it, or it was destroyed.
pub fn is_vertrouwelijk<'a>(sleutels: impl IntoIterator<Item = &'a Sleutel>) -> bool {
    sleutels.into_iter().all(|sleutel| {
        matches!(
            sleutel,
            Sleutel::Persoon(_)
                | Sleutel::Dwarskijker
                | Sleutel::Tafel(_)
                | Sleutel::Wederhoor(_)
                | Sleutel::Link(_)
        )
    })
}

/// Whether a row of the log may name who did something, of a stuk that is not confidential now. Of a
/// bevinding everybody may know who established it and what came after; who wrote it, read it and replied
/// before that stays with who could read it then.
pub fn noemt_wie(soort: &str, naar: &str) -> bool {
    soort != Soort::Bevinding.waarde() || naar == Status::Vastgesteld.waarde()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn who_worked_on_a_bevinding_before_it_was_established_is_not_named() {
        for (soort, naar, verwacht) in [
            ("praktijk", "concept", true),
            ("bevinding", "concept", false),
            ("bevinding", "wederhoor", false),
            // Reading and verbanden have no state.
            ("bevinding", "", false),
            ("bevinding", "vastgesteld", true),
        ] {
            assert_eq!(noemt_wie(soort, naar), verwacht, "{soort} {naar}");
        }
    }

    #[test]
    fn a_stuk_is_confidential_when_no_key_of_it_is_wider() {
        let id = Uuid::from_u128(1);
        for (sleutels, vertrouwelijk) in [
            (vec![], true),
            (vec![Sleutel::Persoon(id)], true),
            (vec![Sleutel::Dwarskijker], true),
            (vec![Sleutel::Dwarskijker, Sleutel::Wederhoor(id)], true),
            (vec![Sleutel::Tafel(id), Sleutel::Persoon(id)], true),
            (vec![Sleutel::Link(id)], true),
            (vec![Sleutel::Persoon(id), Sleutel::Redactie], false),
            (vec![Sleutel::Openbaar], false),
            (vec![Sleutel::Overheid], false),
            (vec![Sleutel::Organisatie(id)], false),
            (vec![Sleutel::Thema(id)], false),
            (vec![Sleutel::Duo(id)], false),
            (vec![Sleutel::Regietafel], false),
        ] {
            assert_eq!(is_vertrouwelijk(&sleutels), vertrouwelijk, "{sleutels:?}");
        }
    }
}
