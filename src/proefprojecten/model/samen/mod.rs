//! Who decides how a pilot ends: never one person alone, and in a thema with a duo both of its sides
//! (design section 5).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::waarden::waarden;

waarden! {
    /// A place from which somebody has to agree.
    Plek {
        Rijk = "rijk", "Het Rijk";
        Gemeente = "gemeente", "De gemeenten";
        Tweede = "tweede", "Een tweede persoon";
    }
}

waarden! {
    /// As what somebody agrees.
    Namens {
        Zetel = "zetel", "op de eigen zetel";
        Waarnemer = "waarnemer", "als waarnemer";
        Redactie = "redactie", "als redactie";
        Collega = "collega", "van de organisatie";
    }
}

/// Who has to agree, as things stand now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manier {
    /// Both sides of the duo of a thema, of which a seat can be empty.
    Duo {
        /// Whether somebody sits on the seat of the Rijk.
        rijk: bool,
        /// Whether somebody sits on the seat of the gemeenten.
        gemeente: bool,
    },
    /// Who proposes it, and a second person.
    Samen,
}

impl Manier {
    /// The places that have to agree.
    pub const fn plekken(self) -> &'static [Plek] {
        match self {
            Self::Duo { .. } => &[Plek::Rijk, Plek::Gemeente],
            Self::Samen => &[Plek::Tweede],
        }
    }

    /// Whether a place has somebody of its own.
    pub const fn is_bezet(self, plek: Plek) -> bool {
        match (self, plek) {
            (Self::Duo { rijk, .. }, Plek::Rijk) => rijk,
            (Self::Duo { gemeente, .. }, Plek::Gemeente) => gemeente,
            _ => true,
        }
    }

    /// The places that have not agreed yet.
    pub fn open(self, stemmen: &[Stem]) -> impl Iterator<Item = Plek> {
        let plekken = self.plekken().iter().copied();
        plekken.filter(|plek| stemmen.iter().all(|stem| stem.plek != *plek))
    }

    /// Whether everybody agrees who has to, so that it is decided: every place, and two people.
    pub fn is_rond(self, door: &str, stemmen: &[Stem]) -> bool {
        let mut mensen: BTreeSet<&str> = stemmen.iter().map(|stem| stem.door.as_str()).collect();
        if self == Self::Samen {
            mensen.insert(door);
        }
        self.open(stemmen).next().is_none() && mensen.len() >= 2
    }
}

/// Who agreed, and from which place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    /// The place.
    pub plek: Plek,
    /// As what.
    pub namens: Namens,
    /// Who, as [`crate::actor::Actor`] writes itself.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// What somebody is to a pilot that is decided on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "somebody can be any of these at once"
)]
pub struct Beslisser {
    /// Who, as [`crate::actor::Actor`] writes itself.
    pub wie: String,
    /// Whether they sit on the seat of the Rijk of its thema.
    pub zetel_rijk: bool,
    /// Whether they sit on the seat of the gemeenten of its thema.
    pub zetel_gemeente: bool,
    /// Whether they stand in for a seat of its thema.
    pub waarnemer: bool,
    /// Whether they are of the redactie.
    pub redactie: bool,
    /// Whether they are a member of the organisatie that owns it.
    pub lid_van_eigenaar: bool,
    /// Whether they write it.
    pub auteur: bool,
}

/// Why somebody can't do something with a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bezwaar {
    /// They are not of those who start, or propose a decision.
    NietBetrokken,
    /// They proposed it themselves.
    ZelfVoorgesteld,
    /// They agreed already.
    AlGestemd,
    /// There is no place that they can agree from.
    GeenPlek,
    /// It is for who proposed it.
    AlleenIndiener,
}

impl Bezwaar {
    /// Who may, or what to do, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::NietBetrokken => {
                "Alleen de organisatie van dit proefproject, wie het schrijft, het duo van het thema en \
                 de redactie kunnen dit doen."
            }
            Self::ZelfVoorgesteld => {
                "U stelde dit besluit zelf voor. Een ander moet ermee instemmen: vraag een collega."
            }
            Self::AlGestemd => {
                "U stemde al in. Aan elke kant stemt iemand anders in: vraag de ander."
            }
            Self::GeenPlek => {
                "Alleen wie nog moet instemmen, kan dit doen. Op de pagina van het besluit staat wie dat \
                 is."
            }
            Self::AlleenIndiener => "Alleen wie dit besluit voorstelde, kan het terugnemen.",
        }
    }
}

impl Beslisser {
    /// Whether they sit on the seat of a place.
    pub const fn zit_op(&self, plek: Plek) -> bool {
        match plek {
            Plek::Rijk => self.zetel_rijk,
            Plek::Gemeente => self.zetel_gemeente,
            Plek::Tweede => false,
        }
    }

    /// Whether they may let a pilot begin.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_starten(&self) -> Result<(), Bezwaar> {
        if self.lid_van_eigenaar || self.auteur || self.redactie {
            Ok(())
        } else {
            Err(Bezwaar::NietBetrokken)
        }
    }

    /// Whether they may propose how it ends, and the place that they agree from by that: their own
    /// seat.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_voorstellen(&self, manier: Manier) -> Result<Option<Plek>, Bezwaar> {
        let mut plekken = manier.plekken().iter().copied();
        let eigen = plekken.find(|plek| self.zit_op(*plek));
        if eigen.is_none() && !self.waarnemer {
            self.mag_starten()?;
        }
        Ok(eigen)
    }

    /// As what they can fill a place; none when they can't.
    fn vult(&self, manier: Manier, plek: Plek) -> Option<Namens> {
        if plek == Plek::Tweede {
            return if self.lid_van_eigenaar {
                Some(Namens::Collega)
            } else {
                self.redactie.then_some(Namens::Redactie)
            };
        }
        if self.zit_op(plek) {
            Some(Namens::Zetel)
        } else if self.waarnemer {
            Some(Namens::Waarnemer)
        } else {
            // Nobody waits for a seat that is empty; the redactie says why it steps in.
            (self.redactie && !manier.is_bezet(plek)).then_some(Namens::Redactie)
        }
    }

    /// The open places that they can agree from, each with as what. Never empty.
    ///
    /// # Errors
    /// Why they can't.
    pub fn kan_instemmen(
        &self,
        manier: Manier,
        door: &str,
        stemmen: &[Stem],
    ) -> Result<Vec<(Plek, Namens)>, Bezwaar> {
        if stemmen.iter().any(|stem| stem.door == self.wie) {
            return Err(Bezwaar::AlGestemd);
        }
        if manier == Manier::Samen && door == self.wie {
            return Err(Bezwaar::ZelfVoorgesteld);
        }
        let open = manier.open(stemmen);
        let kan: Vec<_> = open
            .filter_map(|plek| Some((plek, self.vult(manier, plek)?)))
            .collect();
        if kan.is_empty() {
            return Err(Bezwaar::GeenPlek);
        }
        Ok(kan)
    }

    /// Whether they may reject it: who can fill a place, agreed or not, and did not propose it.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_afwijzen(&self, manier: Manier, door: &str) -> Result<(), Bezwaar> {
        if door == self.wie {
            return Err(Bezwaar::ZelfVoorgesteld);
        }
        let mut plekken = manier.plekken().iter();
        if plekken.any(|plek| self.vult(manier, *plek).is_some()) {
            Ok(())
        } else {
            Err(Bezwaar::GeenPlek)
        }
    }

    /// Whether they may take it back.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_terugnemen(&self, door: &str) -> Result<(), Bezwaar> {
        if door == self.wie {
            Ok(())
        } else {
            Err(Bezwaar::AlleenIndiener)
        }
    }
}

/// Whether who agrees as this has to say why.
pub const fn vraagt_reden(manier: Manier, namens: Namens) -> bool {
    matches!(manier, Manier::Duo { .. }) && matches!(namens, Namens::Redactie)
}

#[cfg(test)]
mod tests;
