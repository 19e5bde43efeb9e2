//! All SQL of contact.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::model::Bericht;
use crate::{db::tables::contactbericht, error::Result};

/// Adds a message.
pub async fn voeg_toe(conn: &impl ConnectionTrait, nieuw: &Bericht) -> Result<()> {
    let rij = contactbericht::ActiveModel {
        id: Set(nieuw.id),
        stuk_id: Set(nieuw.stuk_id),
        gebruiker_id: Set(nieuw.van),
        aan_id: Set(nieuw.aan),
        tekst: Set(nieuw.tekst.clone()),
        met_adres: Set(nieuw.met_adres),
        op: Set(nieuw.op),
    };
    contactbericht::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// A message by its number.
pub async fn bericht(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Bericht>> {
    let rij = contactbericht::Entity::find_by_id(id).one(conn).await?;
    Ok(rij.map(|rij| Bericht {
        id: rij.id,
        stuk_id: rij.stuk_id,
        van: rij.gebruiker_id,
        aan: rij.aan_id,
        tekst: rij.tekst,
        met_adres: rij.met_adres,
        op: rij.op,
    }))
}

/// When an account sent its messages since a moment, the first first.
pub async fn verstuurd(
    conn: &impl ConnectionTrait,
    van: Uuid,
    sinds: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    let momenten = contactbericht::Entity::find()
        .select_only()
        .column(contactbericht::Column::Op)
        .filter(contactbericht::Column::GebruikerId.eq(van))
        .filter(contactbericht::Column::Op.gt(sinds))
        .order_by_asc(contactbericht::Column::Op)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(momenten)
}

/// What an account sent, and when, the first first.
pub async fn teksten(
    conn: &impl ConnectionTrait,
    van: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let teksten = contactbericht::Entity::find()
        .select_only()
        .columns([contactbericht::Column::Tekst, contactbericht::Column::Op])
        .filter(contactbericht::Column::GebruikerId.eq(van))
        .order_by_asc(contactbericht::Column::Op)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(teksten)
}
