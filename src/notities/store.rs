//! All SQL of notities.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Notitie;
use crate::{
    db::{Teksten, per_portie, tables::notitie},
    error::Result,
    werkruimte::model::Plaats,
};

/// Writes what is particular to a notitie, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Notitie) -> Result<()> {
    let rij = notitie::ActiveModel {
        stuk_id: Set(id),
        thema_id: Set(inhoud.plaats.thema),
        niveau: Set(inhoud.plaats.niveau.to_string()),
        tekst: Set(inhoud.tekst.clone()),
    };
    notitie::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(notitie::Column::StukId)
                .update_columns([
                    notitie::Column::ThemaId,
                    notitie::Column::Niveau,
                    notitie::Column::Tekst,
                ])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// What is particular to the given stukken, by id.
pub async fn laad(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    teksten: Teksten,
) -> Result<HashMap<Uuid, Notitie>> {
    use notitie::Column::{StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = notitie::Entity::find().filter(StukId.is_in(ids));
        teksten.van(rijen, &[(Tekst, "''")]).all(conn)
    });
    let rijen = rijen.await?;
    rijen
        .into_iter()
        .map(|rij| Ok((rij.stuk_id, inhoud(rij)?)))
        .collect()
}

fn inhoud(rij: notitie::Model) -> Result<Notitie> {
    let notitie::Model {
        stuk_id,
        thema_id,
        niveau,
        tekst,
    } = rij;
    let kapot = |()| anyhow::anyhow!("notitie {stuk_id} has a broken niveau");
    Ok(Notitie {
        plaats: Plaats {
            thema: thema_id,
            niveau: niveau.parse().map_err(kapot)?,
        },
        tekst,
    })
}
