//! Roles: where each holds, which keys it gives and what it takes to use them (design section 4).

use std::{collections::BTreeSet, fmt, str::FromStr};

use uuid::Uuid;

use super::Sleutel;
use crate::waarden::waarden;

waarden! {
    /// What an account may be asked to do (design section 4).
    Rol {
        Lid = "lid", "Lid van een organisatie";
        Organisatiebeheerder = "organisatiebeheerder", "Organisatiebeheerder";
        Vrijgever = "vrijgever", "Vrijgever van casussen";
        Redactie = "redactie", "Redactie";
        DuoRijk = "duo-rijk", "Duo, van het Rijk";
        DuoGemeente = "duo-gemeente", "Duo, van een gemeente";
        Waarnemer = "waarnemer", "Waarnemer van een duo";
        Netwerklid = "netwerklid", "Netwerklid";
        Tafelvoorzitter = "tafelvoorzitter", "Voorzitter van een casustafel";
        Deelnemer = "deelnemer", "Deelnemer aan een casustafel";
        Accountmanager = "accountmanager", "Accountmanager";
        Regietafellid = "regietafellid", "Lid van de regietafel";
        Secretaris = "secretaris", "Secretaris van de regietafel";
        Dwarskijker = "dwarskijker", "Dwarskijker";
        Bureau = "bureau", "Bureau van de dwarskijker";
        Auditor = "auditor", "Auditor";
        Beheerder = "beheerder", "Beheerder";
    }
}

/// Where a role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bereik {
    /// In the whole of the platform.
    Landelijk,
    /// In one organisatie.
    Organisatie(Uuid),
    /// In one thema.
    Thema(Uuid),
    /// At one casustafel.
    Tafel(Uuid),
}

waarden! {
    /// The kinds of place where a role can hold.
    Bereiksoort {
        Landelijk = "landelijk", "Landelijk";
        Organisatie = "organisatie", "Organisatie";
        Thema = "thema", "Thema";
        Tafel = "tafel", "Casustafel";
    }
}

impl Bereik {
    /// Its kind.
    pub const fn soort(self) -> Bereiksoort {
        match self {
            Self::Landelijk => Bereiksoort::Landelijk,
            Self::Organisatie(_) => Bereiksoort::Organisatie,
            Self::Thema(_) => Bereiksoort::Thema,
            Self::Tafel(_) => Bereiksoort::Tafel,
        }
    }

    /// The stuk it is about; none when it holds everywhere.
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::Landelijk => None,
            Self::Organisatie(id) | Self::Thema(id) | Self::Tafel(id) => Some(id),
        }
    }

    /// The place of a kind; none when a kind that needs a stuk has none, or the other way round.
    pub fn van(soort: Bereiksoort, id: Option<Uuid>) -> Option<Self> {
        match (soort, id) {
            (Bereiksoort::Landelijk, None) => Some(Self::Landelijk),
            (Bereiksoort::Organisatie, Some(id)) => Some(Self::Organisatie(id)),
            (Bereiksoort::Thema, Some(id)) => Some(Self::Thema(id)),
            (Bereiksoort::Tafel, Some(id)) => Some(Self::Tafel(id)),
            _ => None,
        }
    }
}

/// The form that tables and forms have: `landelijk`, `organisatie:ID`.
impl fmt::Display for Bereik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id() {
            None => f.write_str(self.soort().waarde()),
            Some(id) => write!(f, "{}:{id}", self.soort()),
        }
    }
}

impl FromStr for Bereik {
    type Err = ();

    fn from_str(tekst: &str) -> Result<Self, ()> {
        let (soort, id) = match tekst.split_once(':') {
            Some((soort, id)) => (soort, Some(id.parse().map_err(|_| ())?)),
            None => (tekst, None),
        };
        Self::van(soort.parse()?, id).ok_or(())
    }
}

impl Rol {
    /// The kind of place where it holds.
    pub const fn bereiksoort(self) -> Bereiksoort {
        match self {
            Self::Lid | Self::Organisatiebeheerder | Self::Vrijgever => Bereiksoort::Organisatie,
            Self::DuoRijk | Self::DuoGemeente | Self::Waarnemer | Self::Netwerklid => {
                Bereiksoort::Thema
            }
            Self::Tafelvoorzitter | Self::Deelnemer => Bereiksoort::Tafel,
            Self::Redactie
            | Self::Accountmanager
            | Self::Regietafellid
            | Self::Secretaris
            | Self::Dwarskijker
            | Self::Bureau
            | Self::Auditor
            | Self::Beheerder => Bereiksoort::Landelijk,
        }
    }

    /// Whether it can only be used after a second factor or a login of level substantial: what one
    /// sees or does with it can't be undone by somebody else.
    pub const fn vraagt_sterke_login(self) -> bool {
        matches!(
            self,
            Self::Dwarskijker
                | Self::Bureau
                | Self::Tafelvoorzitter
                | Self::Deelnemer
                | Self::Vrijgever
                | Self::Beheerder
                | Self::Auditor
        )
    }
}

/// A role that an account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Toekenning {
    /// Which.
    pub rol: Rol,
    /// Where it holds.
    pub bereik: Bereik,
}

impl Toekenning {
    /// The keys that it gives. Being beheerder or auditor gives none.
    pub fn sleutels(self) -> Vec<Sleutel> {
        match (self.rol, self.bereik) {
            (Rol::Lid, Bereik::Organisatie(id)) => vec![Sleutel::Organisatie(id)],
            (Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer, Bereik::Thema(id)) => {
                vec![Sleutel::Thema(id), Sleutel::Duo(id)]
            }
            (Rol::Netwerklid, Bereik::Thema(id)) => vec![Sleutel::Thema(id)],
            (Rol::Tafelvoorzitter | Rol::Deelnemer, Bereik::Tafel(id)) => vec![Sleutel::Tafel(id)],
            (Rol::Redactie, Bereik::Landelijk) => vec![Sleutel::Redactie],
            (Rol::Regietafellid | Rol::Secretaris, Bereik::Landelijk) => vec![Sleutel::Regietafel],
            (Rol::Dwarskijker | Rol::Bureau, Bereik::Landelijk) => vec![Sleutel::Dwarskijker],
            _ => Vec::new(),
        }
    }
}

/// The keys of an account with these roles, in a session that is strong or not. Its own key comes
/// from the account itself, and `overheid` from its organisatie.
pub fn sleutels(toekenningen: &[Toekenning], sterk: bool) -> BTreeSet<Sleutel> {
    toekenningen
        .iter()
        .filter(|toekenning| sterk || !toekenning.rol.vraagt_sterke_login())
        .flat_map(|toekenning| toekenning.sleutels())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plek(soort: Bereiksoort) -> Bereik {
        let id = (soort != Bereiksoort::Landelijk).then(|| Uuid::from_u128(7));
        Bereik::van(soort, id).expect("every kind has a place")
    }

    #[test]
    fn places_survive_a_round_trip() {
        for soort in Bereiksoort::ALLE {
            let bereik = plek(*soort);
            assert_eq!(bereik.to_string().parse(), Ok(bereik));
        }
        for fout in ["", "thema", "thema:x", "landelijk:", "elders"] {
            assert_eq!(fout.parse::<Bereik>(), Err(()), "{fout}");
        }
    }

    #[test]
    fn every_role_gives_its_keys_and_no_others() {
        let geeft = |rol: Rol| {
            let bereik = plek(rol.bereiksoort());
            let sleutels = Toekenning { rol, bereik }.sleutels().into_iter();
            let sleutels: Vec<String> = sleutels.map(|s| s.to_string()).collect();
            sleutels
                .join(" ")
                .replace(&Uuid::from_u128(7).to_string(), "ID")
        };
        let tabel: Vec<(Rol, String)> = Rol::ALLE.iter().map(|rol| (*rol, geeft(*rol))).collect();
        let verwacht = [
            (Rol::Lid, "organisatie:ID"),
            (Rol::Organisatiebeheerder, ""),
            (Rol::Vrijgever, ""),
            (Rol::Redactie, "redactie"),
            (Rol::DuoRijk, "thema:ID duo:ID"),
            (Rol::DuoGemeente, "thema:ID duo:ID"),
            (Rol::Waarnemer, "thema:ID duo:ID"),
            (Rol::Netwerklid, "thema:ID"),
            (Rol::Tafelvoorzitter, "tafel:ID"),
            (Rol::Deelnemer, "tafel:ID"),
            (Rol::Accountmanager, ""),
            (Rol::Regietafellid, "regietafel"),
            (Rol::Secretaris, "regietafel"),
            (Rol::Dwarskijker, "dwarskijker"),
            (Rol::Bureau, "dwarskijker"),
            (Rol::Auditor, ""),
            (Rol::Beheerder, ""),
        ];
        assert_eq!(tabel, verwacht.map(|(rol, s)| (rol, s.to_owned())));
    }

    #[test]
    fn a_role_in_the_wrong_kind_of_place_gives_nothing() {
        for rol in Rol::ALLE {
            for soort in Bereiksoort::ALLE {
                let toekenning = Toekenning {
                    rol: *rol,
                    bereik: plek(*soort),
                };
                if *soort != rol.bereiksoort() {
                    assert_eq!(toekenning.sleutels(), [], "{rol} {soort}");
                }
            }
        }
    }

    #[test]
    fn sensitive_keys_need_a_strong_session() {
        let alles: Vec<Toekenning> = Rol::ALLE
            .iter()
            .map(|rol| Toekenning {
                rol: *rol,
                bereik: plek(rol.bereiksoort()),
            })
            .collect();
        let id = Uuid::from_u128(7);
        let gewoon = sleutels(&alles, false);
        let sterk = sleutels(&alles, true);
        assert!(gewoon.is_subset(&sterk));
        let erbij: BTreeSet<Sleutel> = sterk.difference(&gewoon).cloned().collect();
        assert_eq!(
            erbij,
            BTreeSet::from([Sleutel::Dwarskijker, Sleutel::Tafel(id)])
        );
    }
}
