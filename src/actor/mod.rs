//! Who acts, the keys they read with, and the roles that give those.

pub mod recht;
mod rol;

use std::{collections::BTreeSet, fmt, str::FromStr};

use uuid::Uuid;

pub use rol::{Bereik, Bereiksoort, Rol, Toekenning, sleutels};

/// A key of the leesrecht (design section 4): who holds it reads what carries it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sleutel {
    /// Everyone.
    Openbaar,
    /// Accounts of government organisations and VNG.
    Overheid,
    /// Members of one organisatie.
    Organisatie(Uuid),
    /// Duo and netwerk of one thema.
    Thema(Uuid),
    /// The two seats of one thema and their waarnemers.
    Duo(Uuid),
    /// Voorzitter and accepted deelnemers of one casustafel.
    Tafel(Uuid),
    /// Members of the regietafel and its secretaris.
    Regietafel,
    /// The programmabureau of BZK and VNG.
    Redactie,
    /// The dwarskijker and bureau, nobody else.
    Dwarskijker,
    /// The contacts named for one bevinding.
    Wederhoor(Uuid),
    /// Who holds one toegangslink.
    Link(Uuid),
    /// One account.
    Persoon(Uuid),
}

impl fmt::Display for Sleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Openbaar => f.write_str("openbaar"),
            Self::Overheid => f.write_str("overheid"),
            Self::Organisatie(id) => write!(f, "organisatie:{id}"),
            Self::Thema(id) => write!(f, "thema:{id}"),
            Self::Duo(id) => write!(f, "duo:{id}"),
            Self::Tafel(id) => write!(f, "tafel:{id}"),
            Self::Regietafel => f.write_str("regietafel"),
            Self::Redactie => f.write_str("redactie"),
            Self::Dwarskijker => f.write_str("dwarskijker"),
            Self::Wederhoor(id) => write!(f, "wederhoor:{id}"),
            Self::Link(id) => write!(f, "link:{id}"),
            Self::Persoon(id) => write!(f, "persoon:{id}"),
        }
    }
}

impl FromStr for Sleutel {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let (naam, id) = s
            .split_once(':')
            .map_or((s, None), |(naam, id)| (naam, Some(id)));
        let id = id
            .map(|id| id.parse::<Uuid>().map_err(|_| ()))
            .transpose()?;
        match (naam, id) {
            ("openbaar", None) => Ok(Self::Openbaar),
            ("overheid", None) => Ok(Self::Overheid),
            ("regietafel", None) => Ok(Self::Regietafel),
            ("redactie", None) => Ok(Self::Redactie),
            ("dwarskijker", None) => Ok(Self::Dwarskijker),
            ("organisatie", Some(id)) => Ok(Self::Organisatie(id)),
            ("thema", Some(id)) => Ok(Self::Thema(id)),
            ("duo", Some(id)) => Ok(Self::Duo(id)),
            ("tafel", Some(id)) => Ok(Self::Tafel(id)),
            ("wederhoor", Some(id)) => Ok(Self::Wederhoor(id)),
            ("link", Some(id)) => Ok(Self::Link(id)),
            ("persoon", Some(id)) => Ok(Self::Persoon(id)),
            _ => Err(()),
        }
    }
}

/// Who asks or does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody without an account, or not logged in.
    Bezoeker,
    /// A person with an account.
    Account {
        /// The account number; the name behind it stands in one place only.
        id: Uuid,
        /// The keys this account holds now.
        sleutels: BTreeSet<Sleutel>,
    },
    /// Somebody without an account, who was let in by a toegangslink to read one stuk.
    Link {
        /// The number of the link; whose it is stands in one place only.
        id: Uuid,
    },
    /// The platform itself, in a named task. It reads nothing on behalf of people.
    Systeem(&'static str),
}

impl Actor {
    /// The keys this actor reads with: always `openbaar`, and what the account or the link holds.
    pub fn sleutels(&self) -> BTreeSet<Sleutel> {
        let mut alle = match self {
            Self::Account { id, sleutels } => {
                let mut eigen = sleutels.clone();
                eigen.insert(Sleutel::Persoon(*id));
                eigen
            }
            Self::Link { id } => BTreeSet::from([Sleutel::Link(*id)]),
            Self::Bezoeker | Self::Systeem(_) => BTreeSet::new(),
        };
        alle.insert(Sleutel::Openbaar);
        alle
    }
}

/// How history and revisies name the actor: a number, never a name.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bezoeker => f.write_str("bezoeker"),
            Self::Account { id, .. } => write!(f, "account:{id}"),
            Self::Link { id } => write!(f, "link:{id}"),
            Self::Systeem(taak) => write!(f, "systeem:{taak}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_a_round_trip() {
        let id = Uuid::from_u128(7);
        for sleutel in [
            Sleutel::Openbaar,
            Sleutel::Overheid,
            Sleutel::Organisatie(id),
            Sleutel::Thema(id),
            Sleutel::Duo(id),
            Sleutel::Tafel(id),
            Sleutel::Regietafel,
            Sleutel::Redactie,
            Sleutel::Dwarskijker,
            Sleutel::Wederhoor(id),
            Sleutel::Link(id),
            Sleutel::Persoon(id),
        ] {
            assert_eq!(sleutel.to_string().parse(), Ok(sleutel));
        }
        for fout in ["", "iedereen", "openbaar:1", "thema", "thema:x"] {
            assert_eq!(fout.parse::<Sleutel>(), Err(()), "{fout:?}");
        }
    }

    #[test]
    fn everyone_reads_openbaar_and_only_accounts_and_links_read_more() {
        let id = Uuid::from_u128(1);
        let account = Actor::Account {
            id,
            sleutels: BTreeSet::from([Sleutel::Overheid]),
        };
        assert_eq!(
            account.sleutels(),
            BTreeSet::from([Sleutel::Openbaar, Sleutel::Overheid, Sleutel::Persoon(id)])
        );
        let link = Actor::Link { id };
        assert_eq!(
            link.sleutels(),
            BTreeSet::from([Sleutel::Openbaar, Sleutel::Link(id)])
        );
        assert_eq!(link.to_string(), Sleutel::Link(id).to_string());
        for actor in [Actor::Bezoeker, Actor::Systeem("inlezen")] {
            assert_eq!(actor.sleutels(), BTreeSet::from([Sleutel::Openbaar]));
        }
    }
}
