//! The kinds that the programme page counts, and the states of each. Pure.

use crate::{
    kennisvragen::model::Status as Kennisvraagstatus, knelpunten::model::Status as Knelpuntstatus,
    schrijven::model::Status as Schrijfstatus, stukken::model::Soort, waarden::waarden,
};

waarden! {
    /// A kind that the programme page counts.
    Onderdeel {
        Knelpunten = "knelpunt", "Knelpunten";
        Proefprojecten = "proefproject", "Proefprojecten";
        Praktijken = "praktijk", "Praktijken";
        Kennisvragen = "kennisvraag", "Kennisvragen";
    }
}

impl Onderdeel {
    /// The kind of stuk.
    pub const fn soort(self) -> Soort {
        match self {
            Self::Knelpunten => Soort::Knelpunt,
            Self::Proefprojecten => Soort::Proefproject,
            Self::Praktijken => Soort::Praktijk,
            Self::Kennisvragen => Soort::Kennisvraag,
        }
    }

    /// The one that counts a kind of stuk; none when none does.
    pub fn van(soort: &str) -> Option<Self> {
        let gevonden = Self::ALLE.iter().find(|o| o.soort().waarde() == soort);
        gevonden.copied()
    }

    /// The states of such a stuk, each with its words, in the order of its life.
    pub fn standen(self) -> Vec<(&'static str, &'static str)> {
        fn paren<T: Copy>(
            alle: &[T],
            paar: impl Fn(T) -> (&'static str, &'static str),
        ) -> Vec<(&'static str, &'static str)> {
            alle.iter().copied().map(paar).collect()
        }
        match self {
            Self::Knelpunten => paren(Knelpuntstatus::ALLE, |s| (s.waarde(), s.label())),
            Self::Proefprojecten | Self::Praktijken => {
                paren(Schrijfstatus::ALLE, |s| (s.waarde(), s.label()))
            }
            Self::Kennisvragen => paren(Kennisvraagstatus::ALLE, |s| (s.waarde(), s.label())),
        }
    }

    /// The same as in [`Self::standen`], for a value that somebody typed.
    pub fn stand(self, waarde: &str) -> Option<(&'static str, &'static str)> {
        self.standen().into_iter().find(|stand| stand.0 == waarde)
    }

    /// A number of them, in words.
    pub const fn woorden(self) -> (&'static str, &'static str) {
        match self {
            Self::Knelpunten => ("knelpunt", "knelpunten"),
            Self::Proefprojecten => ("proefproject", "proefprojecten"),
            Self::Praktijken => ("praktijk", "praktijken"),
            Self::Kennisvragen => ("kennisvraag", "kennisvragen"),
        }
    }
}
