//! Who takes part in a thema: those who can have an actie there, and can be invited.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::store::{self, Kunnen};
use crate::{
    actor::{Actor, Bereik, Rol, Sleutel, Toekenning},
    ctx::Ctx,
    error::Result,
    gebruikers::service::functie,
    ids::vouw,
    werkruimte::model::Niveau,
};

/// The roles by which somebody takes part in a thema.
const ROLLEN: [Rol; 4] = [
    Rol::DuoRijk,
    Rol::DuoGemeente,
    Rol::Waarnemer,
    Rol::Netwerklid,
];

/// Somebody who takes part in a thema now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mens {
    /// The account.
    pub id: Uuid,
    /// Their name.
    pub naam: String,
    /// As what they take part, the weightiest first.
    pub rollen: Vec<Rol>,
    thema: Uuid,
}

impl Mens {
    /// The keys that they read the thema with.
    fn sleutels(&self) -> impl Iterator<Item = Sleutel> {
        let bereik = Bereik::Thema(self.thema);
        let rollen = self.rollen.iter();
        rollen.flat_map(move |rol| Toekenning { rol: *rol, bereik }.sleutels())
    }

    /// Whether they read what has this level in the thema.
    pub fn leest(&self, niveau: Niveau) -> bool {
        let nodig = niveau.sleutels(self.thema, false);
        nodig.contains(&Sleutel::Openbaar) || self.sleutels().any(|s| nodig.contains(&s))
    }

    /// The same task, reading with what they hold in the thema.
    pub fn als(&self, ctx: &Ctx) -> Ctx {
        Ctx {
            actor: Actor::Account {
                id: self.id,
                sleutels: self.sleutels().collect(),
            },
            aanmelding: None,
            ..ctx.clone()
        }
    }

    /// As what they take part, in a word or two.
    pub fn rol(&self) -> &'static str {
        match self.rollen.first() {
            Some(Rol::DuoRijk) => "trekker Rijk",
            Some(Rol::DuoGemeente) => "trekker gemeente",
            Some(Rol::Waarnemer) => "waarnemer",
            _ => "netwerk",
        }
    }
}

/// Everybody who takes part in a thema and can log in: the duo and who stands in for it first, then the netwerk,
/// each by name.
///
/// # Errors
/// The database can't be read.
pub async fn mensen(conn: &impl ConnectionTrait, thema: Uuid) -> Result<Vec<Mens>> {
    let mut rollen: BTreeMap<Uuid, Vec<Rol>> = BTreeMap::new();
    for rol in ROLLEN {
        for id in functie::houders(conn, rol, Bereik::Thema(thema)).await? {
            rollen.entry(id).or_default().push(rol);
        }
    }
    let mut namen = store::namen(conn, rollen.keys().copied()).await?;
    let mens = |(id, rollen): (Uuid, Vec<Rol>)| {
        let naam = namen.remove(&id)?;
        Some(Mens {
            id,
            naam,
            rollen,
            thema,
        })
    };
    let mut mensen: Vec<Mens> = rollen.into_iter().filter_map(mens).collect();
    let plek = |mens: &Mens| {
        ROLLEN
            .iter()
            .position(|rol| mens.rollen.first() == Some(rol))
    };
    mensen.sort_by_cached_key(|mens| (plek(mens), vouw(&mens.naam), mens.id));
    Ok(mensen)
}

/// The same of several thema's.
pub(super) async fn mensen_van(
    conn: &impl ConnectionTrait,
    themas: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Mens>>> {
    let themas: BTreeSet<Uuid> = themas.into_iter().collect();
    let mut per_thema = HashMap::new();
    for thema in themas {
        per_thema.insert(thema, mensen(conn, thema).await?);
    }
    Ok(per_thema)
}

/// Who of them can have an actie.
pub(super) fn kunnen(mensen: &[Mens]) -> Kunnen {
    let duo = mensen
        .iter()
        .filter(|mens| mens.leest(Niveau::Vertrouwelijk));
    Kunnen {
        alle: mensen.iter().map(|mens| mens.id).collect(),
        duo: duo.map(|mens| mens.id).collect(),
    }
}

/// Somebody of them who reads what has this level.
pub(super) fn met(mensen: &[Mens], id: Uuid, niveau: Niveau) -> Option<&Mens> {
    let mens = mensen.iter().find(|mens| mens.id == id);
    mens.filter(|mens| mens.leest(niveau))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_netwerk_does_not_read_what_is_between_the_duo() {
        let mens = |rollen: &[Rol]| Mens {
            id: Uuid::from_u128(1),
            naam: "Els".into(),
            rollen: rollen.to_vec(),
            thema: Uuid::from_u128(2),
        };
        for (rollen, vertrouwelijk) in [
            (&[Rol::DuoRijk][..], true),
            (&[Rol::Waarnemer, Rol::Netwerklid], true),
            (&[Rol::Netwerklid], false),
        ] {
            let mens = mens(rollen);
            assert!(mens.leest(Niveau::Openbaar) && mens.leest(Niveau::Besloten));
            assert_eq!(
                mens.leest(Niveau::Vertrouwelijk),
                vertrouwelijk,
                "{rollen:?}"
            );
        }
        assert!(!mens(&[]).leest(Niveau::Besloten));
    }
}
