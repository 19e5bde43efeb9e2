//! That a knelpunt plays in a gemeente as well, as somebody of there says.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    error::Fouten,
    schrijven::model::{keur_lengte, netjes},
};

/// The most characters of what somebody says beside it.
pub const MAX_TOELICHTING: usize = 1_000;

/// What the geschiedenis calls it when a gemeente says it for the first time.
pub const GEVEN: &str = "bijval-geven";
/// What it calls it when somebody says it for a gemeente that said it before.
pub const NOG_EENS: &str = "bijval-nog-eens";

/// How a row of the geschiedenis names the gemeente.
pub fn veld_van(gemeente: Uuid) -> String {
    format!("organisatie:{gemeente}")
}

/// What it is called when somebody says it for a gemeente, beside the rows of the knelpunt in which it was said
/// before, also when it was taken back since. A gemeente counts once however often it is said, so only the first
/// time is news to everybody: the public timeline has no words for another.
pub fn geefactie<'a>(eerder: impl IntoIterator<Item = &'a str>, gemeente: Uuid) -> &'static str {
    let veld = veld_van(gemeente);
    let mut velden = eerder.into_iter().flat_map(|velden| velden.split(' '));
    if velden.any(|al| al == veld) {
        NOG_EENS
    } else {
        GEVEN
    }
}

/// What somebody said for a gemeente.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bijval {
    /// Its number.
    pub id: Uuid,
    /// The knelpunt.
    pub knelpunt: Uuid,
    /// The gemeente that it plays in.
    pub gemeente: Uuid,
    /// The account that said so.
    pub gebruiker: Uuid,
    /// How it plays there; often empty.
    pub toelichting: String,
    /// When it was said.
    pub op: DateTime<Utc>,
}

/// Judges what somebody says beside it; it may be empty. Answers it tidied up.
pub fn keur_toelichting(tekst: &str, fouten: &mut Fouten) -> String {
    let tekst = netjes(tekst);
    keur_lengte("toelichting", &tekst, MAX_TOELICHTING, fouten);
    tekst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_of_a_gemeente_is_news() {
        let id = Uuid::from_u128(1);
        let (deze, ander) = (veld_van(id), veld_van(Uuid::from_u128(2)));
        for (eerder, verwacht) in [
            (&[][..], GEVEN),
            (&[&*ander], GEVEN),
            (&[&*deze], NOG_EENS),
            (&[&*ander, &*deze, &*deze], NOG_EENS),
        ] {
            let gevonden = geefactie(eerder.iter().copied(), id);
            assert_eq!(gevonden, verwacht, "{eerder:?}");
        }
    }

    #[test]
    fn it_may_be_empty_and_not_endless() {
        for (tekst, netjes, codes) in [
            (" \r\n", "", &[][..]),
            (" Bij ons\r\nook. ", "Bij ons\nook.", &[]),
            (
                &*"é".repeat(MAX_TOELICHTING + 1),
                &*"é".repeat(MAX_TOELICHTING + 1),
                &["te-lang"],
            ),
        ] {
            let mut fouten = Fouten::new();
            assert_eq!(keur_toelichting(tekst, &mut fouten), netjes);
            let gezien: Vec<&str> = fouten.iter().map(|fout| fout.code).collect();
            assert_eq!(gezien, codes);
        }
    }
}
