//! What one person asked and a second has to agree with.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    db::tables::aanvraag,
    error::Result,
    gebruikers::model::aanvraag::{Aanvraag, Uitkomst, Verzoek},
};

/// The uitkomst of a request that nobody decided yet.
const OPEN: &str = "";

pub async fn maak(conn: &impl ConnectionTrait, nieuw: &Aanvraag) -> Result<()> {
    let (soort, rol, bereik) = nieuw.verzoek.als_kolommen();
    let rij = aanvraag::ActiveModel {
        id: Set(nieuw.id),
        soort: Set(soort.into()),
        gebruiker_id: Set(nieuw.gebruiker_id),
        rol: Set(rol),
        bereik: Set(bereik),
        reden: Set(nieuw.reden.clone()),
        door: Set(nieuw.door),
        op: Set(nieuw.op),
        uitkomst: Set(OPEN.into()),
        besloten_door: Set(None),
        besloten_op: Set(None),
    };
    aanvraag::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

fn lees(rij: aanvraag::Model) -> Result<Aanvraag> {
    let verzoek = Verzoek::van_kolommen(&rij.soort, rij.rol.as_deref(), rij.bereik.as_deref());
    let verzoek = verzoek.ok_or_else(|| anyhow::anyhow!("request {} can't be read", rij.id))?;
    Ok(Aanvraag {
        id: rij.id,
        verzoek,
        gebruiker_id: rij.gebruiker_id,
        reden: rij.reden,
        door: rij.door,
        op: rij.op,
    })
}

/// The open requests, the oldest first.
pub async fn open(conn: &impl ConnectionTrait) -> Result<Vec<Aanvraag>> {
    let rijen = aanvraag::Entity::find()
        .filter(aanvraag::Column::Uitkomst.eq(OPEN))
        .order_by_asc(aanvraag::Column::Op)
        .order_by_asc(aanvraag::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(lees).collect()
}

/// What an account asked, and what was asked about it, the oldest first; without outcome as long as
/// it is open.
pub async fn rond(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Vec<(Aanvraag, Option<Uitkomst>)>> {
    let rijen = aanvraag::Entity::find()
        .filter(
            Condition::any()
                .add(aanvraag::Column::Door.eq(id))
                .add(aanvraag::Column::GebruikerId.eq(id)),
        )
        .order_by_asc(aanvraag::Column::Op)
        .order_by_asc(aanvraag::Column::Id)
        .all(conn)
        .await?;
    let met_uitkomst = |rij: aanvraag::Model| {
        let uitkomst = rij.uitkomst.parse().ok();
        Ok((lees(rij)?, uitkomst))
    };
    rijen.into_iter().map(met_uitkomst).collect()
}

/// A request that is open.
pub async fn een(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Aanvraag>> {
    let rij = aanvraag::Entity::find_by_id(id)
        .filter(aanvraag::Column::Uitkomst.eq(OPEN))
        .one(conn)
        .await?;
    rij.map(lees).transpose()
}

/// Decides an open request; answers false when it was decided already.
pub async fn besluit(
    conn: &impl ConnectionTrait,
    id: Uuid,
    uitkomst: Uitkomst,
    door: Uuid,
    op: DateTime<Utc>,
) -> Result<bool> {
    let klaar = aanvraag::Entity::update_many()
        .col_expr(aanvraag::Column::Uitkomst, Expr::value(uitkomst.waarde()))
        .col_expr(aanvraag::Column::BeslotenDoor, Expr::value(door))
        .col_expr(aanvraag::Column::BeslotenOp, Expr::value(op))
        .filter(aanvraag::Column::Id.eq(id))
        .filter(aanvraag::Column::Uitkomst.eq(OPEN))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}
