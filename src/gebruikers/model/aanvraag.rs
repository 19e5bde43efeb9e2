//! What one person asks about an account and a second has to agree with. Pure.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{actor::Toekenning, waarden::waarden};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verzoek {
    /// To give the account a role.
    RolGeven(Toekenning),
    /// To take a role from it.
    RolNemen(Toekenning),
    /// To give it the seat of a duo that who asks sits on (design section 4: the regietafel gives those).
    ZetelOverdragen(Toekenning),
    /// To take its second factor away, because its owner lost it.
    FactorWissen,
}

waarden! {
    /// How a request ended.
    Uitkomst {
        Bevestigd = "bevestigd", "Bevestigd";
        Afgewezen = "afgewezen", "Afgewezen";
        Ingetrokken = "ingetrokken", "Ingetrokken";
    }
}

impl Verzoek {
    /// Its name in the geschiedenis and in the table.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::RolGeven(_) => "rol-geven",
            Self::RolNemen(_) => "rol-nemen",
            Self::ZetelOverdragen(_) => "zetel-overdragen",
            Self::FactorWissen => "factor-wissen",
        }
    }

    /// The role it is about.
    pub const fn toekenning(self) -> Option<Toekenning> {
        match self {
            Self::RolGeven(wat) | Self::RolNemen(wat) | Self::ZetelOverdragen(wat) => Some(wat),
            Self::FactorWissen => None,
        }
    }

    /// As the table has it: kind, role and place.
    pub fn als_kolommen(self) -> (&'static str, Option<String>, Option<String>) {
        let wat = self.toekenning();
        let rol = wat.map(|wat| wat.rol.to_string());
        (self.naam(), rol, wat.map(|wat| wat.bereik.to_string()))
    }

    /// Out of the columns of the table; none when they are not those of a request.
    pub fn van_kolommen(soort: &str, rol: Option<&str>, bereik: Option<&str>) -> Option<Self> {
        let wat = match (rol, bereik) {
            (Some(rol), Some(bereik)) => Some(Toekenning {
                rol: rol.parse().ok()?,
                bereik: bereik.parse().ok()?,
            }),
            _ => None,
        };
        match (soort, wat) {
            ("rol-geven", Some(wat)) => Some(Self::RolGeven(wat)),
            ("rol-nemen", Some(wat)) => Some(Self::RolNemen(wat)),
            ("zetel-overdragen", Some(wat)) => Some(Self::ZetelOverdragen(wat)),
            ("factor-wissen", None) => Some(Self::FactorWissen),
            _ => None,
        }
    }

    /// Its fields in the geschiedenis of the account.
    pub fn velden(self) -> Vec<String> {
        let (soort, rol, bereik) = self.als_kolommen();
        let rest = [rol, bereik].into_iter().flatten();
        std::iter::once(soort.to_owned()).chain(rest).collect()
    }
}

/// A request.
#[derive(Debug, Clone)]
pub struct Aanvraag {
    /// Its number.
    pub id: Uuid,
    /// What is asked.
    pub verzoek: Verzoek,
    /// About which account.
    pub gebruiker_id: Uuid,
    /// Why.
    pub reden: String,
    /// Who asked.
    pub door: Uuid,
    /// When.
    pub op: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Bereik, Rol};

    #[test]
    fn a_request_survives_a_round_trip() {
        let wat = Toekenning {
            rol: Rol::DuoRijk,
            bereik: Bereik::Thema(Uuid::from_u128(3)),
        };
        for verzoek in [
            Verzoek::RolGeven(wat),
            Verzoek::RolNemen(wat),
            Verzoek::ZetelOverdragen(wat),
            Verzoek::FactorWissen,
        ] {
            let (soort, rol, bereik) = verzoek.als_kolommen();
            let terug = Verzoek::van_kolommen(soort, rol.as_deref(), bereik.as_deref());
            assert_eq!(terug, Some(verzoek));
        }
        for (soort, rol, bereik) in [
            ("rol-geven", None, None),
            ("rol-geven", Some("lid"), Some("overal")),
            ("zetel-overdragen", None, None),
            ("factor-wissen", Some("lid"), Some("landelijk")),
            ("iets", None, None),
        ] {
            assert_eq!(Verzoek::van_kolommen(soort, rol, bereik), None, "{soort}");
        }
    }
}
