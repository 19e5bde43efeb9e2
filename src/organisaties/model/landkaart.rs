//! The gemeenten of today with what they share, by province and by size. Pure.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Gemeentegrootte, Provincie};
use crate::{ids::Slug, stukken::model::Soort};

/// A gemeente with the figures of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeente {
    /// Its stuk.
    pub id: Uuid,
    /// The last part of its address.
    pub slug: Slug,
    /// Its name.
    pub titel: String,
    /// Its code in the register: `GM1681`.
    pub code: Option<String>,
    /// The province it lies in.
    pub provincie: Option<Provincie>,
    /// The number of people who live there.
    pub inwoners: Option<i64>,
    /// How many praktijken of it the reader may read.
    pub praktijken: u64,
}

impl Gemeente {
    /// The address of its page, from the root of the site.
    pub fn pad(&self) -> String {
        format!("/{}/{}", Soort::Organisatie.meervoud(), self.slug)
    }

    /// Its size class.
    pub fn grootte(&self) -> Option<Gemeentegrootte> {
        self.inwoners.map(Gemeentegrootte::van)
    }
}

/// A part of the country that has a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gebied {
    /// A province.
    Provincie(Provincie),
    /// All gemeenten of a size class.
    Grootte(Gemeentegrootte),
}

impl Gebied {
    /// The address of its page.
    pub fn pad(self) -> String {
        match self {
            Self::Provincie(p) => format!("/provincies/{p}"),
            Self::Grootte(g) => format!("/gemeentegrootte/{g}"),
        }
    }

    /// The words for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Provincie(p) => p.label(),
            Self::Grootte(g) => g.label(),
        }
    }

    /// Whether a gemeente belongs to it.
    pub fn heeft(self, gemeente: &Gemeente) -> bool {
        match self {
            Self::Provincie(p) => gemeente.provincie == Some(p),
            Self::Grootte(g) => gemeente.grootte() == Some(g),
        }
    }
}

/// Key figures of a group of gemeenten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cijfers {
    /// How many gemeenten.
    pub gemeenten: u64,
    /// How many of them share a praktijk.
    pub delen: u64,
    /// How many praktijken there are. One of several gemeenten counts once.
    pub praktijken: u64,
    /// How many people live there.
    pub inwoners: i64,
}

/// All gemeenten of today, as one reader sees them.
#[derive(Debug, Clone, Default)]
pub struct Landkaart {
    /// By name.
    pub gemeenten: Vec<Gemeente>,
    /// Praktijken by province.
    pub per_provincie: BTreeMap<Provincie, u64>,
    /// Praktijken by size class.
    pub per_grootte: BTreeMap<Gemeentegrootte, u64>,
    /// Praktijken of any gemeente or none.
    pub praktijken: u64,
}

impl Landkaart {
    /// The gemeenten of a part of the country, by name.
    pub fn gemeenten_van(&self, gebied: Gebied) -> impl Iterator<Item = &Gemeente> {
        self.gemeenten.iter().filter(move |g| gebied.heeft(g))
    }

    /// The figures of a part of the country.
    pub fn cijfers(&self, gebied: Gebied) -> Cijfers {
        let praktijken = match gebied {
            Gebied::Provincie(p) => self.per_provincie.get(&p),
            Gebied::Grootte(g) => self.per_grootte.get(&g),
        };
        let begin = Cijfers {
            praktijken: praktijken.copied().unwrap_or_default(),
            ..Cijfers::default()
        };
        self.gemeenten_van(gebied).fold(begin, |som, g| Cijfers {
            gemeenten: som.gemeenten + 1,
            delen: som.delen + u64::from(g.praktijken > 0),
            inwoners: som.inwoners + g.inwoners.unwrap_or_default(),
            ..som
        })
    }

    /// How many gemeenten the whole country has, and how many of them share a praktijk.
    pub fn stand(&self) -> (u64, u64) {
        let tel = |(alle, delen), g: &Gemeente| (alle + 1, delen + u64::from(g.praktijken > 0));
        self.gemeenten.iter().fold((0, 0), tel)
    }
}

/// How large a part of the gemeenten shares something, in four steps: what a colour can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aandeel {
    /// None.
    Geen,
    /// Fewer than one in ten.
    Enkele,
    /// One in ten to one in four.
    Meer,
    /// One in four, or more.
    Veel,
}

impl Aandeel {
    /// All steps, from none to many.
    pub const ALLE: [Self; 4] = [Self::Geen, Self::Enkele, Self::Meer, Self::Veel];

    /// The step of `delen` out of `alle`.
    pub const fn van(delen: u64, alle: u64) -> Self {
        if delen == 0 {
            Self::Geen
        } else if delen * 10 < alle {
            Self::Enkele
        } else if delen * 4 < alle {
            Self::Meer
        } else {
            Self::Veel
        }
    }

    /// The words for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Geen => "nog geen gemeente",
            Self::Enkele => "minder dan 1 op de 10",
            Self::Meer => "1 op de 10 tot 1 op de 4",
            Self::Veel => "1 op de 4 of meer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_whole_is_one_of_four_steps() {
        for (delen, alle, is) in [
            (0, 0, Aandeel::Geen),
            (0, 50, Aandeel::Geen),
            (1, 10, Aandeel::Meer),
            (1, 11, Aandeel::Enkele),
            (4, 50, Aandeel::Enkele),
            (12, 50, Aandeel::Meer),
            (1, 4, Aandeel::Veel),
            (6, 6, Aandeel::Veel),
        ] {
            assert_eq!(Aandeel::van(delen, alle), is, "{delen} of {alle}");
        }
    }
}
