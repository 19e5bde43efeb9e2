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
        Kennisvraag = "kennisvraag", "Kennisvraag";
        Besluit = "besluit", "Besluit";
        Notitie = "notitie", "Notitie";
        Actie = "actie", "Actie";
        Bijeenkomst = "bijeenkomst", "Bijeenkomst";
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
            Self::Kennisvraag => "kennisvragen",
            Self::Besluit => "besluiten",
            Self::Notitie => "notities",
            Self::Actie => "acties",
            Self::Bijeenkomst => "bijeenkomsten",
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
            Self::Kennisvraag => "Kennisvragen",
            Self::Besluit => "Besluiten",
            Self::Notitie => "Notities",
            Self::Actie => "Acties",
            Self::Bijeenkomst => "Bijeenkomsten",
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
            Self::Kennisvraag => Some("KVR"),
            Self::Besluit => Some("BSL"),
            Self::Publicatie => Some("PUB"),
            Self::Thema => Some("THM"),
            Self::Notitie
            | Self::Actie
            | Self::Bijeenkomst
            | Self::Regeling
            | Self::Organisatie => None,
        }
    }

    /// Whether one can be taken in from a file (design section 7). What somebody signals, what the
    /// dwarskijker finds, and what is done in a werkruimte, is only made here, by whoever that is.
    pub const fn is_inleesbaar(self) -> bool {
        !matches!(self, Self::Signaal | Self::Bevinding) && !self.is_werk()
    }

    /// Whether it is made in the werkruimte of a thema, at a level that says who reads it.
    pub const fn is_werk(self) -> bool {
        matches!(
            self,
            Self::Kennisvraag | Self::Besluit | Self::Notitie | Self::Actie | Self::Bijeenkomst
        )
    }

    /// Whether people look it up by name, so that lists are alphabetical and not by date.
    pub const fn op_naam(self) -> bool {
        matches!(self, Self::Thema | Self::Regeling | Self::Organisatie)
    }
}
