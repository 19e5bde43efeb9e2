//! The roles of accounts: rows of `toekenning`, and for the two leads of a thema a seat in `duozetel`. What goes along
//! with a role, the history of a seat and a place in a netwerk, changes with it.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    sea_query::{Query, SelectStatement},
};
use uuid::Uuid;

use super::zetels::{self, Wissel};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::{duozetel, gebruiker, netwerkplek, toekenning},
    duos::model::Hoe,
    error::{Error, Result},
    gebruikers::{
        model::{Kant, Status},
        policy::kant,
    },
};

/// The roles of an account, in a fixed order.
pub async fn toekenningen(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Toekenning>> {
    let alle = met_begin(conn, id).await?.into_iter();
    Ok(alle.map(|(wat, _)| wat).collect())
}

/// The roles of an account, each with the moment it was given.
pub async fn met_begin(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Vec<(Toekenning, DateTime<Utc>)>> {
    let rijen = toekenning::Entity::find()
        .filter(toekenning::Column::GebruikerId.eq(id))
        .all(conn)
        .await?;
    let zetels = duozetel::Entity::find()
        .filter(duozetel::Column::GebruikerId.eq(id))
        .all(conn)
        .await?;
    let mut alle = Vec::with_capacity(rijen.len() + zetels.len());
    for rij in rijen {
        alle.push((lees(id, &rij.rol, &rij.bereik)?, rij.op));
    }
    for zetel in zetels {
        alle.push((lees_zetel(&zetel)?, zetel.op));
    }
    alle.sort_unstable();
    Ok(alle)
}

fn lees(id: Uuid, rol: &str, bereik: &str) -> Result<Toekenning> {
    match (rol.parse(), bereik.parse()) {
        (Ok(rol), Ok(bereik)) => Ok(Toekenning { rol, bereik }),
        _ => Err(anyhow::anyhow!("account {id} has a role that can't be read").into()),
    }
}

fn lees_zetel(zetel: &duozetel::Model) -> Result<Toekenning> {
    let rol = match zetel.kant.parse() {
        Ok(Kant::Rijk) => Rol::DuoRijk,
        Ok(Kant::Gemeente) => Rol::DuoGemeente,
        Err(()) => {
            return Err(anyhow::anyhow!("thema {}: a seat of no side", zetel.thema_id).into());
        }
    };
    let bereik = Bereik::Thema(zetel.thema_id);
    Ok(Toekenning { rol, bereik })
}

/// The accounts that can be used.
pub fn in_gebruik() -> SelectStatement {
    Query::select()
        .column(gebruiker::Column::Id)
        .from(gebruiker::Entity)
        .and_where(gebruiker::Column::Status.eq(Status::Actief.waarde()))
        .to_owned()
}

/// The accounts that can be used and have this role in this place.
pub async fn houders(conn: &impl ConnectionTrait, wat: Toekenning) -> Result<Vec<Uuid>> {
    let ids = match zetel(wat) {
        Some((thema_id, kant)) => {
            duozetel::Entity::find()
                .select_only()
                .column(duozetel::Column::GebruikerId)
                .filter(duozetel::Column::ThemaId.eq(thema_id))
                .filter(duozetel::Column::Kant.eq(kant.waarde()))
                .filter(duozetel::Column::GebruikerId.in_subquery(in_gebruik()))
                .into_tuple()
                .all(conn)
                .await?
        }
        None => {
            toekenning::Entity::find()
                .select_only()
                .column(toekenning::Column::GebruikerId)
                .filter(toekenning::Column::Rol.eq(wat.rol.waarde()))
                .filter(toekenning::Column::Bereik.eq(wat.bereik.to_string()))
                .filter(toekenning::Column::GebruikerId.in_subquery(in_gebruik()))
                .into_tuple()
                .all(conn)
                .await?
        }
    };
    Ok(ids)
}

/// Who has this role, and where, of the accounts that can be used.
pub async fn met_rol(conn: &impl ConnectionTrait, rol: Rol) -> Result<Vec<(Uuid, Bereik)>> {
    if let Some(kant) = kant(rol) {
        let zetels = duozetel::Entity::find()
            .filter(duozetel::Column::Kant.eq(kant.waarde()))
            .filter(duozetel::Column::GebruikerId.in_subquery(in_gebruik()))
            .all(conn)
            .await?;
        let plek = |zetel: duozetel::Model| (zetel.gebruiker_id, Bereik::Thema(zetel.thema_id));
        return Ok(zetels.into_iter().map(plek).collect());
    }
    let rijen = toekenning::Entity::find()
        .filter(toekenning::Column::Rol.eq(rol.waarde()))
        .filter(toekenning::Column::GebruikerId.in_subquery(in_gebruik()))
        .all(conn)
        .await?;
    let plek = |rij: toekenning::Model| {
        let wat = lees(rij.gebruiker_id, &rij.rol, &rij.bereik)?;
        Ok((rij.gebruiker_id, wat.bereik))
    };
    rijen.into_iter().map(plek).collect()
}

/// The seat that a role is.
fn zetel(wat: Toekenning) -> Option<(Uuid, Kant)> {
    match (kant(wat.rol), wat.bereik) {
        (Some(kant), Bereik::Thema(id)) => Some((id, kant)),
        _ => None,
    }
}

/// Who has which role in a place, of all accounts.
pub async fn in_bereik(
    conn: &impl ConnectionTrait,
    bereik: Bereik,
) -> Result<Vec<(Uuid, Toekenning)>> {
    let rijen = toekenning::Entity::find()
        .filter(toekenning::Column::Bereik.eq(bereik.to_string()))
        .all(conn)
        .await?;
    let mut alle = Vec::with_capacity(rijen.len());
    for rij in rijen {
        let wat = lees(rij.gebruiker_id, &rij.rol, &rij.bereik)?;
        alle.push((rij.gebruiker_id, wat));
    }
    if let Bereik::Thema(thema_id) = bereik {
        let zetels = duozetel::Entity::find()
            .filter(duozetel::Column::ThemaId.eq(thema_id))
            .all(conn)
            .await?;
        for zetel in zetels {
            alle.push((zetel.gebruiker_id, lees_zetel(&zetel)?));
        }
    }
    Ok(alle)
}

/// Gives a role. A seat that is taken is refused by the table itself.
pub async fn geef(
    conn: &impl ConnectionTrait,
    id: Uuid,
    wat: Toekenning,
    op: DateTime<Utc>,
) -> Result<()> {
    if let Some(zetel) = zetel(wat) {
        return zet_neer(conn, id, zetel, (Hoe::Toegekend, op)).await;
    }
    let rij = toekenning::ActiveModel {
        gebruiker_id: Set(id),
        rol: Set(wat.rol.waarde().into()),
        bereik: Set(wat.bereik.to_string()),
        op: Set(op),
    };
    toekenning::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

async fn zet_neer(
    conn: &impl ConnectionTrait,
    id: Uuid,
    (thema_id, kant): (Uuid, Kant),
    wissel: Wissel,
) -> Result<()> {
    let rij = duozetel::ActiveModel {
        thema_id: Set(thema_id),
        kant: Set(kant.waarde().into()),
        gebruiker_id: Set(id),
        op: Set(wissel.1),
    };
    let gezet = duozetel::Entity::insert(rij).exec_without_returning(conn);
    match gezet.await.map_err(Error::from) {
        Ok(_) => zetels::begin(conn, (thema_id, kant), id, wissel).await,
        Err(Error::Conflict(_)) => Err(Error::Conflict(format!(
            "Op de zetel van {} van dit thema zit al iemand. Maak die eerst vrij.",
            match kant {
                Kant::Rijk => "het Rijk",
                Kant::Gemeente => "de gemeente",
            }
        ))),
        Err(fout) => Err(fout),
    }
}

/// Takes a role away, and what goes along with it; answers false when the account did not have it. How and when is
/// kept of a seat.
pub async fn neem(
    conn: &impl ConnectionTrait,
    id: Uuid,
    wat: Toekenning,
    wissel: Wissel,
) -> Result<bool> {
    let weg = if let Some((thema_id, kant)) = zetel(wat) {
        zetels::eindig(conn, (thema_id, kant), id, wissel).await?;
        duozetel::Entity::delete_many()
            .filter(duozetel::Column::ThemaId.eq(thema_id))
            .filter(duozetel::Column::Kant.eq(kant.waarde()))
            .filter(duozetel::Column::GebruikerId.eq(id))
            .exec(conn)
            .await?
    } else {
        if let (Rol::Netwerklid, Bereik::Thema(thema_id)) = (wat.rol, wat.bereik) {
            netwerkplek::Entity::delete_by_id((thema_id, id))
                .exec(conn)
                .await?;
        }
        toekenning::Entity::delete_many()
            .filter(toekenning::Column::GebruikerId.eq(id))
            .filter(toekenning::Column::Rol.eq(wat.rol.waarde()))
            .filter(toekenning::Column::Bereik.eq(wat.bereik.to_string()))
            .exec(conn)
            .await?
    };
    Ok(weg.rows_affected == 1)
}

/// Puts somebody on a seat in the place of who sits there.
pub async fn draag_over(
    conn: &impl ConnectionTrait,
    (van, naar): (Uuid, Uuid),
    wat: Toekenning,
    op: DateTime<Utc>,
) -> Result<()> {
    let wissel = (Hoe::Overgedragen, op);
    let Some(zetel) = zetel(wat) else {
        return Err(anyhow::anyhow!("{} is no seat", wat.rol).into());
    };
    neem(conn, van, wat, wissel).await?;
    zet_neer(conn, naar, zetel, wissel).await
}
