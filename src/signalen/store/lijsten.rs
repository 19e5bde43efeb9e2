//! Which signalen there are of somebody, of a knelpunt and of a gemeente, and moving them.

use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    db::{
        per_portie,
        tables::{signaal, signaalgemeente},
    },
    error::Result,
};

/// The numbers of what an account signalled, the newest first.
pub async fn van_melder(conn: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Uuid>> {
    let ids = signaal::Entity::find()
        .select_only()
        .column(signaal::Column::StukId)
        .filter(signaal::Column::MelderId.eq(account))
        .order_by_desc(signaal::Column::StukId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}

/// The signalen that are part of each of these knelpunten: signaal and knelpunt, in a fixed order.
pub async fn in_knelpunten(
    conn: &impl ConnectionTrait,
    knelpunten: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>> {
    use signaal::Column::{KnelpuntId, StukId};
    let rijen = per_portie(knelpunten.iter().copied(), |ids| {
        signaal::Entity::find()
            .select_only()
            .columns([StukId, KnelpuntId])
            .filter(KnelpuntId.is_in(ids))
            .order_by_asc(StukId)
            .into_tuple::<(Uuid, Option<Uuid>)>()
            .all(conn)
    });
    let rijen = rijen.await?.into_iter();
    Ok(rijen
        .filter_map(|(signaal, knelpunt)| Some((signaal, knelpunt?)))
        .collect())
}

/// Makes a signaal part of a knelpunt.
pub async fn zet_knelpunt(conn: &impl ConnectionTrait, id: Uuid, knelpunt: Uuid) -> Result<()> {
    zet(conn, id, signaal::Column::KnelpuntId, knelpunt).await
}

/// Gives a signaal another thema; none when nobody knows which.
pub async fn zet_thema(conn: &impl ConnectionTrait, id: Uuid, thema: Option<Uuid>) -> Result<()> {
    zet(conn, id, signaal::Column::ThemaId, thema).await
}

/// Writes down who is to be seen as the melder of a signaal.
pub async fn zet_melder(conn: &impl ConnectionTrait, id: Uuid, melder: Uuid) -> Result<()> {
    zet(conn, id, signaal::Column::MelderId, melder).await
}

async fn zet(
    conn: &impl ConnectionTrait,
    id: Uuid,
    kolom: signaal::Column,
    waarde: impl Into<Option<Uuid>>,
) -> Result<()> {
    signaal::Entity::update_many()
        .col_expr(kolom, Expr::value(waarde.into()))
        .filter(signaal::Column::StukId.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// The signalen that play in a gemeente, in a fixed order.
pub async fn in_gemeente(conn: &impl ConnectionTrait, gemeente: Uuid) -> Result<Vec<Uuid>> {
    let ids = signaalgemeente::Entity::find()
        .select_only()
        .column(signaalgemeente::Column::SignaalId)
        .filter(signaalgemeente::Column::OrganisatieId.eq(gemeente))
        .order_by_asc(signaalgemeente::Column::SignaalId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}

/// Has a signaal play in one gemeente instead of in another, in that one only once; it is also sent on behalf of the
/// one when it was of the other.
pub async fn verhuis(
    conn: &impl ConnectionTrait,
    id: Uuid,
    (van, naar): (Uuid, Uuid),
) -> Result<()> {
    let daar = signaalgemeente::Entity::find_by_id((id, naar))
        .one(conn)
        .await?;
    let hier = Condition::all()
        .add(signaalgemeente::Column::SignaalId.eq(id))
        .add(signaalgemeente::Column::OrganisatieId.eq(van));
    if daar.is_some() {
        signaalgemeente::Entity::delete_many()
            .filter(hier)
            .exec(conn)
            .await?;
    } else {
        signaalgemeente::Entity::update_many()
            .col_expr(signaalgemeente::Column::OrganisatieId, Expr::value(naar))
            .filter(hier)
            .exec(conn)
            .await?;
    }
    signaal::Entity::update_many()
        .col_expr(signaal::Column::NamensId, Expr::value(naar))
        .filter(signaal::Column::StukId.eq(id))
        .filter(signaal::Column::NamensId.eq(van))
        .exec(conn)
        .await?;
    Ok(())
}
