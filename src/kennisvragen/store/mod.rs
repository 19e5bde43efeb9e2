//! All SQL of kennisvragen: what is particular to one here, who follows one in [`volgers`], who waits for an answer
//! in [`wensen`].

pub mod volgers;
pub mod wensen;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Kennisvraag, Status};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{kennisvraag, stuk},
    },
    error::Result,
    werkruimte::model::Plaats,
};

/// Writes what is particular to a kennisvraag, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Kennisvraag) -> Result<()> {
    let rij = kennisvraag::ActiveModel {
        stuk_id: Set(id),
        thema_id: Set(inhoud.plaats.thema),
        niveau: Set(inhoud.plaats.niveau.to_string()),
        toelichting: Set(inhoud.toelichting.clone()),
        antwoord: Set(inhoud.antwoord.clone()),
    };
    kennisvraag::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(kennisvraag::Column::StukId)
                .update_columns([
                    kennisvraag::Column::ThemaId,
                    kennisvraag::Column::Niveau,
                    kennisvraag::Column::Toelichting,
                    kennisvraag::Column::Antwoord,
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
) -> Result<HashMap<Uuid, Kennisvraag>> {
    use kennisvraag::Column::{Antwoord, StukId, Toelichting};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = kennisvraag::Entity::find().filter(StukId.is_in(ids));
        teksten
            .van(rijen, &[(Toelichting, "''"), (Antwoord, "''")])
            .all(conn)
    });
    let rijen = rijen.await?;
    rijen
        .into_iter()
        .map(|rij| Ok((rij.stuk_id, inhoud(rij)?)))
        .collect()
}

fn inhoud(rij: kennisvraag::Model) -> Result<Kennisvraag> {
    let kennisvraag::Model {
        stuk_id,
        thema_id,
        niveau,
        toelichting,
        antwoord,
    } = rij;
    let kapot = |()| anyhow::anyhow!("kennisvraag {stuk_id} has a broken niveau");
    Ok(Kennisvraag {
        plaats: Plaats {
            thema: thema_id,
            niveau: niveau.parse().map_err(kapot)?,
        },
        toelichting,
        antwoord,
    })
}

/// How these kennisvragen stand.
pub async fn statussen(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Status>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        stuk::Entity::find()
            .select_only()
            .columns([stuk::Column::Id, stuk::Column::Status])
            .filter(stuk::Column::Id.is_in(ids))
            .into_tuple::<(Uuid, String)>()
            .all(conn)
    });
    let paar = |(id, naam): (Uuid, String)| {
        let kapot = |()| anyhow::anyhow!("kennisvraag {id} has the unknown status {naam}");
        let status: Status = naam.parse().map_err(kapot)?;
        Ok((id, status))
    };
    rijen.await?.into_iter().map(paar).collect()
}
