//! The facets: the lists of values by which a reader narrows a search.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A property of documents that can be counted and filtered on.
///
/// Within a facet values are alternatives (or); between facets all must hold (and).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Kind of stuk.
    Soort,
    /// Thema.
    Thema,
    /// Leefdomein.
    Leefdomein,
    /// Doelgroep.
    Doelgroep,
    /// Regeling.
    Regeling,
    /// Gemeente.
    Gemeente,
    /// Provincie.
    Provincie,
    /// Size class of the gemeente.
    Gemeentegrootte,
    /// Fase of a praktijk or a proefproject.
    Fase,
    /// Onderbouwing: the place on the ladder of evidence.
    Onderbouwing,
    /// Cost class.
    Kosten,
    /// How many others do the same.
    Toepassing,
    /// Year.
    Jaar,
}

impl Facet {
    /// All facets, in the order of the enum.
    pub const ALL: [Self; 13] = [
        Self::Soort,
        Self::Thema,
        Self::Leefdomein,
        Self::Doelgroep,
        Self::Regeling,
        Self::Gemeente,
        Self::Provincie,
        Self::Gemeentegrootte,
        Self::Fase,
        Self::Onderbouwing,
        Self::Kosten,
        Self::Toepassing,
        Self::Jaar,
    ];

    /// The name as it stands in addresses and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Soort => "soort",
            Self::Thema => "thema",
            Self::Leefdomein => "leefdomein",
            Self::Doelgroep => "doelgroep",
            Self::Regeling => "regeling",
            Self::Gemeente => "gemeente",
            Self::Provincie => "provincie",
            Self::Gemeentegrootte => "gemeentegrootte",
            Self::Fase => "fase",
            Self::Onderbouwing => "onderbouwing",
            Self::Kosten => "kosten",
            Self::Toepassing => "toepassing",
            Self::Jaar => "jaar",
        }
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Facet {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|facet| facet.as_str() == name)
            .ok_or_else(|| Error::UnknownFacet(name.to_owned()))
    }
}

/// How many documents have a value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// The number of documents.
    pub count: u64,
}

#[cfg(test)]
mod tests {
    use super::Facet;

    #[test]
    fn names_read_back_and_stand_in_order() {
        for (place, facet) in Facet::ALL.into_iter().enumerate() {
            assert_eq!(facet.as_str().parse::<Facet>().ok(), Some(facet));
            assert_eq!(facet as usize, place);
        }
        assert!("Soort".parse::<Facet>().is_err());
    }
}
