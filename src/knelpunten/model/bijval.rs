//! That a knelpunt plays in a gemeente as well, as somebody of there says.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    error::Fouten,
    schrijven::model::{keur_lengte, netjes},
};

/// The most characters of what somebody says beside it.
pub const MAX_TOELICHTING: usize = 1_000;

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
