//! What a line in the log may tell of who did what.
//!
//! A line has an action, an object, a result, an origin, an actor and a time: numbers of accounts and
//! addresses of stukken, never what somebody typed. Who looked at a vertrouwelijk signaal, a casus or a
//! bevinding stands in the geschiedenis under the key of its readers, and nowhere else: lines about
//! those kinds name neither the stuk nor the reader.

/// What a line says instead of an actor or an object that it may not name.
pub const VERZWEGEN: &str = "verzwegen";

/// The kinds of which a line names neither stuk nor reader, as their tables and addresses name them. A
/// kind that is for few eyes belongs here before its first page is made.
const VERTROUWELIJK: [&str; 11] = [
    "signaleren",
    "signaal",
    "signalen",
    "casus",
    "casussen",
    "casustafel",
    "casustafels",
    "bevinding",
    "bevindingen",
    "dwarskijker",
    "wederhoor",
];

/// Whether a kind, or the first part of an address, is one of which a line names neither stuk nor
/// reader.
pub fn is_vertrouwelijk(naam: &str) -> bool {
    VERTROUWELIJK.contains(&naam)
}

/// Actor and object as a line about a kind may name them.
pub fn paar<'a>(soort: &str, actor: &'a str, object: &'a str) -> (&'a str, &'a str) {
    if is_vertrouwelijk(soort) {
        (VERZWEGEN, VERZWEGEN)
    } else {
        (actor, object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stukken::model::Soort;

    #[test]
    fn the_pair_is_only_there_for_kinds_that_all_may_know_of() {
        let (actor, object) = ("account:1", "stuk:2");
        for soort in VERTROUWELIJK {
            assert_eq!(
                paar(soort, actor, object),
                (VERZWEGEN, VERZWEGEN),
                "{soort}"
            );
        }
        for soort in Soort::ALLE {
            // Table and address of a kind say the same.
            let vertrouwelijk = is_vertrouwelijk(soort.waarde());
            assert_eq!(is_vertrouwelijk(soort.meervoud()), vertrouwelijk, "{soort}");
            let verwacht = if vertrouwelijk {
                (VERZWEGEN, VERZWEGEN)
            } else {
                (actor, object)
            };
            assert_eq!(paar(soort.waarde(), actor, object), verwacht, "{soort}");
        }
    }
}
