//! What the dwarskijker notes about a thema. Rows are added; none is changed or taken away.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use super::super::model::Notitie;
use crate::{ctx::Ctx, db::tables::dossiernotitie, error::Result, ids::new_id};

/// Adds a note.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    thema: Uuid,
    tekst: &str,
) -> Result<()> {
    let rij = dossiernotitie::ActiveModel {
        id: Set(new_id()),
        thema_id: Set(thema),
        tekst: Set(tekst.to_owned()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
    };
    dossiernotitie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The notes about a thema, the newest first.
pub async fn van_thema(conn: &impl ConnectionTrait, thema: Uuid) -> Result<Vec<Notitie>> {
    let rijen = dossiernotitie::Entity::find()
        .filter(dossiernotitie::Column::ThemaId.eq(thema))
        .order_by_desc(dossiernotitie::Column::Id)
        .all(conn)
        .await?;
    let notitie = |rij: dossiernotitie::Model| Notitie {
        id: rij.id,
        tekst: rij.tekst,
        door: rij.door,
        op: rij.op,
    };
    Ok(rijen.into_iter().map(notitie).collect())
}
