//! Types, states and rules of a praktijk. Pure.

mod schrijfbaar;
pub mod sjabloon;

use serde::{Deserialize, Serialize};

pub use self::sjabloon::SECTIES;
use self::sjabloon::SJABLOON;
use crate::{
    stukken::model::{Kaartfeit, Sectie, verschil::Veld},
    waarden::waarden,
};

waarden! {
    /// How far a praktijk is (design section 5).
    Fase {
        NietBekend = "niet-bekend", "Niet bekend";
        Idee = "idee", "Idee";
        Proef = "proef", "Proef";
        Loopt = "loopt", "Loopt";
        Opgeschaald = "opgeschaald", "Opgeschaald";
        Gestopt = "gestopt", "Gestopt";
    }
}

waarden! {
    /// The evidence ladder (design section 5).
    Onderbouwing {
        Beschreven = "beschreven", "Beschreven";
        Bevestigd = "bevestigd", "Bevestigd door een collega";
        GoedOnderbouwd = "goed-onderbouwd", "Goed onderbouwd";
        EersteAanwijzingen = "eerste-aanwijzingen", "Eerste aanwijzingen";
        GoedeAanwijzingen = "goede-aanwijzingen", "Goede aanwijzingen";
        SterkeAanwijzingen = "sterke-aanwijzingen", "Sterke aanwijzingen";
        NietErkend = "niet-erkend", "Niet erkend";
    }
}

impl Onderbouwing {
    /// How many of the six rungs are reached; none for `niet erkend`.
    pub const fn trede(self) -> u8 {
        match self {
            Self::NietErkend => 0,
            Self::Beschreven => 1,
            Self::Bevestigd => 2,
            Self::GoedOnderbouwd => 3,
            Self::EersteAanwijzingen => 4,
            Self::GoedeAanwijzingen => 5,
            Self::SterkeAanwijzingen => 6,
        }
    }
}

waarden! {
    /// What it costs, in classes.
    Kosten {
        Onbekend = "onbekend", "Onbekend";
        Laag = "laag", "Laag";
        Gemiddeld = "gemiddeld", "Gemiddeld";
        Hoog = "hoog", "Hoog";
    }
}

waarden! {
    /// What it brings, in classes: what its owner saw, not what was proven.
    Effect {
        NietBekend = "niet-bekend", "Niet bekend";
        Geen = "geen", "Geen merkbaar effect";
        Enig = "enig", "Enig effect";
        Duidelijk = "duidelijk", "Duidelijk effect";
    }
}

impl Kosten {
    /// How many of three steps; none when it is not known.
    pub const fn schaal(self) -> Option<(u8, u8)> {
        match self {
            Self::Onbekend => None,
            Self::Laag => Some((1, 3)),
            Self::Gemiddeld => Some((2, 3)),
            Self::Hoog => Some((3, 3)),
        }
    }
}

impl Effect {
    /// How many of two steps; none when it is not known.
    pub const fn schaal(self) -> Option<(u8, u8)> {
        match self {
            Self::NietBekend => None,
            Self::Geen => Some((0, 2)),
            Self::Enig => Some((1, 2)),
            Self::Duidelijk => Some((2, 2)),
        }
    }
}

/// What is particular to a praktijk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Praktijk {
    /// What it is in a few sentences, as Markdown.
    pub tekst: String,
    /// Its sections, in the order of [`SECTIES`].
    pub secties: Vec<Sectie>,
    /// How far it is.
    pub fase: Fase,
    /// How well it is founded.
    pub onderbouwing: Onderbouwing,
    /// What it costs.
    pub kosten: Kosten,
    /// Whether it was told from a bron and not brought in by the gemeente itself.
    pub uit_bron: bool,
    /// What it brings.
    #[serde(default = "Praktijk::zonder_effect")]
    pub effect: Effect,
}

impl Praktijk {
    /// What a state from before there was an effect says of it.
    const fn zonder_effect() -> Effect {
        Effect::NietBekend
    }

    /// What stands in a section, by its heading; empty when nothing does.
    pub fn sectie(&self, kop: &str) -> &str {
        let gevonden = self.secties.iter().find(|s| s.naam == kop);
        gevonden.map_or("", |s| s.tekst.as_str())
    }

    /// What only a praktijk has, as fields to compare, in the order of its page. The names of the
    /// fields are those of the form.
    pub fn velden(&self) -> Vec<Veld> {
        let feiten = [
            Veld::nieuw("fase", "Fase", self.fase.label()),
            Veld::nieuw("kosten", "Hoogte van de kosten", self.kosten.label()),
            Veld::nieuw("onderbouwing", "Onderbouwing", self.onderbouwing.label()),
            Veld::nieuw("effect", "Effect", self.effect.label()),
            Veld::nieuw("tekst", "Inleiding", &self.tekst),
        ];
        let secties = SJABLOON.iter();
        let secties = secties.map(|s| Veld::nieuw(s.veld(), s.kop, self.sectie(s.kop)));
        feiten.into_iter().chain(secties).collect()
    }

    /// The triad and the phase, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let feit = |naam, schaal, label: &str| Kaartfeit {
            schaal,
            ..Kaartfeit::nieuw(naam, label.to_lowercase())
        };
        let trede = Some((self.onderbouwing.trede(), 6));
        vec![
            feit("Kosten", self.kosten.schaal(), self.kosten.label()),
            feit("Onderbouwing", trede, self.onderbouwing.label()),
            feit("Effect", self.effect.schaal(), self.effect.label()),
            feit("Fase", None, self.fase.label()),
        ]
    }
}

#[cfg(test)]
mod tests;
