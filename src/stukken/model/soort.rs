//! The kinds of stuk.

use crate::waarden::waarden;

waarden! {
    /// The kinds of stuk there are. Each has its folder; `crate::soorten` joins them.
    Soort {
        Praktijk = "praktijk", "Praktijk";
        Proefproject = "proefproject", "Proefproject";
        Knelpunt = "knelpunt", "Knelpunt";
        Signaal = "signaal", "Signaal";
        Bevinding = "bevinding", "Bevinding";
        Publicatie = "publicatie", "Publicatie";
        Regeling = "regeling", "Regeling";
        Organisatie = "organisatie", "Organisatie";
        Thema = "thema", "Thema";
    }
}

impl Soort {
    /// The first part of the address of its pages, and its name in the API.
    pub const fn meervoud(self) -> &'static str {
        match self {
            Self::Praktijk => "praktijken",
            Self::Proefproject => "proefprojecten",
            Self::Knelpunt => "knelpunten",
            Self::Signaal => "signalen",
            Self::Bevinding => "bevindingen",
            Self::Publicatie => "publicaties",
            Self::Regeling => "regelingen",
            Self::Organisatie => "organisaties",
            Self::Thema => "themas",
        }
    }

    /// The plural for people.
    pub const fn label_meervoud(self) -> &'static str {
        match self {
            Self::Praktijk => "Praktijken",
            Self::Proefproject => "Proefprojecten",
            Self::Knelpunt => "Knelpunten",
            Self::Signaal => "Signalen",
            Self::Bevinding => "Bevindingen",
            Self::Publicatie => "Publicaties",
            Self::Regeling => "Regelingen",
            Self::Organisatie => "Organisaties",
            Self::Thema => "Thema’s",
        }
    }

    /// The letters before its kenmerk, for kinds that have one (design section 4).
    pub const fn voorvoegsel(self) -> Option<&'static str> {
        match self {
            Self::Praktijk => Some("PRK"),
            Self::Proefproject => Some("PRF"),
            Self::Knelpunt => Some("KNP"),
            Self::Signaal => Some("SIG"),
            Self::Bevinding => Some("BEV"),
            Self::Publicatie => Some("PUB"),
            Self::Thema => Some("THM"),
            Self::Regeling | Self::Organisatie => None,
        }
    }

    /// Whether one can be taken in from a file (design section 7). What somebody signals, and what the
    /// dwarskijker finds, is only made here, by whoever that is.
    pub const fn is_inleesbaar(self) -> bool {
        !matches!(self, Self::Signaal | Self::Bevinding)
    }

    /// Whether people look it up by name, so that lists are alphabetical and not by date.
    pub const fn op_naam(self) -> bool {
        matches!(self, Self::Thema | Self::Regeling | Self::Organisatie)
    }
}
