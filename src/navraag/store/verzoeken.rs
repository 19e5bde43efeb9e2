//! Requests to open a knelpunt again.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::tables::heropenverzoek,
    error::Result,
    navraag::model::{Uitkomst, Verzoek},
};

fn uit(rij: &heropenverzoek::Model) -> Result<Verzoek> {
    let kapot = |()| anyhow::anyhow!("heropenverzoek {} has an unknown uitkomst", rij.id);
    let uitkomst = rij.uitkomst.as_deref().map(str::parse).transpose();
    Ok(Verzoek {
        id: rij.id,
        knelpunt: rij.knelpunt_id,
        sluiting: rij.sluiting,
        gebruiker: rij.gebruiker_id,
        reden: rij.reden_id,
        op: rij.op,
        uiterlijk: rij.uiterlijk,
        uitkomst: uitkomst.map_err(kapot)?,
        antwoord: rij.antwoord_id,
        afgehandeld_op: rij.afgehandeld_op,
    })
}

/// Adds one that waits for an answer.
pub async fn voeg_toe(conn: &impl ConnectionTrait, nieuw: &Verzoek) -> Result<()> {
    let rij = heropenverzoek::ActiveModel {
        id: Set(nieuw.id),
        knelpunt_id: Set(nieuw.knelpunt),
        sluiting: Set(nieuw.sluiting),
        gebruiker_id: Set(nieuw.gebruiker),
        reden_id: Set(nieuw.reden),
        op: Set(nieuw.op),
        uiterlijk: Set(nieuw.uiterlijk),
        uitkomst: Set(None),
        antwoord_id: Set(None),
        afgehandeld_door: Set(None),
        afgehandeld_op: Set(None),
    };
    heropenverzoek::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// One by its number, whoever asks.
pub async fn een(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Verzoek>> {
    let rij = heropenverzoek::Entity::find_by_id(id).one(conn).await?;
    rij.as_ref().map(uit).transpose()
}

/// Those about a knelpunt, the first first.
pub async fn over(conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<Vec<Verzoek>> {
    let rijen = heropenverzoek::Entity::find()
        .filter(heropenverzoek::Column::KnelpuntId.eq(knelpunt))
        .order_by_asc(heropenverzoek::Column::Id)
        .all(conn)
        .await?;
    rijen.iter().map(uit).collect()
}

/// Those of an account, the first first.
pub async fn van(conn: &impl ConnectionTrait, gebruiker: Uuid) -> Result<Vec<Verzoek>> {
    let rijen = heropenverzoek::Entity::find()
        .filter(heropenverzoek::Column::GebruikerId.eq(gebruiker))
        .order_by_asc(heropenverzoek::Column::Id)
        .all(conn)
        .await?;
    rijen.iter().map(uit).collect()
}

/// Those that wait for an answer, the soonest last day first.
pub async fn open(conn: &impl ConnectionTrait) -> Result<Vec<Verzoek>> {
    let rijen = heropenverzoek::Entity::find()
        .filter(heropenverzoek::Column::Uitkomst.is_null())
        .order_by_asc(heropenverzoek::Column::Uiterlijk)
        .order_by_asc(heropenverzoek::Column::Id)
        .all(conn)
        .await?;
    rijen.iter().map(uit).collect()
}

/// Settles those of these that wait, with the number of why; answers how many did.
pub async fn handel_af(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[Uuid],
    uitkomst: Uitkomst,
    antwoord: Option<Uuid>,
) -> Result<u64> {
    let rij = heropenverzoek::ActiveModel {
        uitkomst: Set(Some(uitkomst.to_string())),
        antwoord_id: Set(antwoord),
        afgehandeld_door: Set(Some(ctx.actor.to_string())),
        afgehandeld_op: Set(Some(ctx.now)),
        ..Default::default()
    };
    let klaar = heropenverzoek::Entity::update_many()
        .set(rij)
        .filter(heropenverzoek::Column::Id.is_in(ids.iter().copied()))
        .filter(heropenverzoek::Column::Uitkomst.is_null())
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected)
}

/// Puts another number in the place of that of an account, with what it asked.
pub async fn laat_los(conn: &impl ConnectionTrait, account: Uuid, niemand: Uuid) -> Result<()> {
    heropenverzoek::Entity::update_many()
        .col_expr(heropenverzoek::Column::GebruikerId, Expr::value(niemand))
        .filter(heropenverzoek::Column::GebruikerId.eq(account))
        .exec(conn)
        .await?;
    Ok(())
}
