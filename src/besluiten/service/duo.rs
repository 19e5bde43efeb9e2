//! Who decides in a thema: the two seats, and who stands in for one.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::policy::{Wie, beslisser, neemt_waar};
use crate::{
    actor::{Actor, Bereik, Rol, Toekenning},
    ctx::Ctx,
    error::Result,
    gebruikers::service::functie::{houders, lid_van},
    organisaties::service as organisaties,
    proefprojecten::model::Plek,
    werkruimte::model::Deelname,
};

/// Somebody of a duo, or who stands in for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duolid {
    /// The account.
    pub id: Uuid,
    /// What they are in the thema.
    pub rollen: Vec<Toekenning>,
    /// The places that they can fill as who stands in.
    pub waar: Vec<Plek>,
}

impl Duolid {
    /// What they are in the thema.
    pub fn deelname(&self) -> Deelname {
        deelname_van(&self.rollen)
    }

    /// The same, as who decides on a besluit.
    pub fn wie(&self) -> Wie {
        Wie {
            zelf: beslisser(self.actor(), self.deelname()),
            waar: self.waar.clone(),
        }
    }

    /// How the geschiedenis names them.
    pub fn actor(&self) -> String {
        format!("account:{}", self.id)
    }

    /// The same task, reading with the keys that they hold in the thema.
    #[must_use]
    pub fn als(&self, ctx: &Ctx) -> Ctx {
        let sleutels = self.rollen.iter().flat_map(|wat| wat.sleutels());
        Ctx {
            actor: Actor::Account {
                id: self.id,
                sleutels: sleutels.collect(),
            },
            ..ctx.clone()
        }
    }
}

fn deelname_van(rollen: &[Toekenning]) -> Deelname {
    let heeft = |rol| rollen.iter().any(|wat| wat.rol == rol);
    Deelname {
        rijk: heeft(Rol::DuoRijk),
        gemeente: heeft(Rol::DuoGemeente),
        waarnemer: heeft(Rol::Waarnemer),
        netwerk: false,
    }
}

/// The places that an account can fill as who stands in: where they work says which.
pub(super) async fn waar(
    conn: &impl ConnectionTrait,
    account: Uuid,
    deelname: Deelname,
) -> Result<Vec<Plek>> {
    if !deelname.waarnemer {
        return Ok(Vec::new());
    }
    let bij: BTreeSet<Uuid> = lid_van(conn, account).await?.into_iter().collect();
    let soorten = organisaties::soorten(conn, &bij).await?;
    Ok(neemt_waar(deelname, &soorten))
}

/// Who is of the duo of a thema or stands in for it, each once.
///
/// # Errors
/// The database can't be read.
pub async fn duo(conn: &impl ConnectionTrait, thema: Uuid) -> Result<Vec<Duolid>> {
    let bereik = Bereik::Thema(thema);
    let mut per_account: BTreeMap<Uuid, Vec<Toekenning>> = BTreeMap::new();
    for rol in [Rol::DuoRijk, Rol::DuoGemeente, Rol::Waarnemer] {
        for id in houders(conn, rol, bereik).await? {
            let rollen = per_account.entry(id).or_default();
            rollen.push(Toekenning { rol, bereik });
        }
    }
    let mut leden = Vec::new();
    for (id, rollen) in per_account {
        let waar = waar(conn, id, deelname_van(&rollen)).await?;
        leden.push(Duolid { id, rollen, waar });
    }
    Ok(leden)
}

/// Who can agree from a place: who sits there, and when nobody does who stands in for it.
pub(super) fn aan_zet(duo: &[Duolid], plek: Plek) -> Vec<&Duolid> {
    let met = |zit: fn(Deelname) -> bool| -> Vec<&Duolid> {
        duo.iter().filter(|lid| zit(lid.deelname())).collect()
    };
    let op_zetel = match plek {
        Plek::Rijk => met(|deelname| deelname.rijk),
        Plek::Gemeente => met(|deelname| deelname.gemeente),
        Plek::Tweede => Vec::new(),
    };
    if op_zetel.is_empty() {
        duo.iter().filter(|lid| lid.waar.contains(&plek)).collect()
    } else {
        op_zetel
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lid(nummer: u128, rollen: &[Rol], waar: &[Plek]) -> Duolid {
        let bereik = Bereik::Thema(Uuid::from_u128(9));
        Duolid {
            id: Uuid::from_u128(nummer),
            rollen: rollen
                .iter()
                .map(|rol| Toekenning { rol: *rol, bereik })
                .collect(),
            waar: waar.to_vec(),
        }
    }

    #[test]
    fn an_empty_seat_is_for_who_stands_in() {
        let rijk = lid(1, &[Rol::DuoRijk], &[]);
        let wim = lid(2, &[Rol::Waarnemer], &[Plek::Gemeente]);
        let van_rijk = lid(3, &[Rol::Waarnemer], &[Plek::Rijk]);
        let duo = [rijk.clone(), wim.clone()];
        assert_eq!(aan_zet(&duo, Plek::Rijk), [&rijk]);
        assert_eq!(aan_zet(&duo, Plek::Gemeente), [&wim]);
        // Who works for the Rijk does not stand in for the gemeenten.
        assert!(aan_zet(&[rijk, van_rijk], Plek::Gemeente).is_empty());
    }
}
