//! Who is invited to a bijeenkomst, what they answered, and who was there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::super::model::{Antwoord, Genodigde};
use crate::{
    ctx::Ctx,
    db::{
        per_portie,
        tables::{genodigde, stuk},
    },
    error::Result,
};

/// Who is invited to each of these bijeenkomsten, in a fixed order.
pub async fn van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        genodigde::Entity::find()
            .filter(genodigde::Column::StukId.is_in(ids))
            .all(conn)
    });
    let mut per_stuk: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    for rij in rijen.await? {
        per_stuk
            .entry(rij.stuk_id)
            .or_default()
            .insert(rij.gebruiker_id);
    }
    let lijst = |(id, wie): (Uuid, BTreeSet<Uuid>)| (id, wie.into_iter().collect());
    Ok(per_stuk.into_iter().map(lijst).collect())
}

/// Invites these and nobody else. Who was invited already keeps what they answered.
pub async fn zet(conn: &impl ConnectionTrait, id: Uuid, wie: &[Uuid]) -> Result<()> {
    genodigde::Entity::delete_many()
        .filter(genodigde::Column::StukId.eq(id))
        .filter(genodigde::Column::GebruikerId.is_not_in(wie.iter().copied()))
        .exec(conn)
        .await?;
    let er_al = van(conn, &[id]).await?.remove(&id).unwrap_or_default();
    let nieuw = wie.iter().filter(|wie| !er_al.contains(wie));
    let rijen: Vec<genodigde::ActiveModel> = nieuw
        .map(|wie| genodigde::ActiveModel {
            stuk_id: Set(id),
            gebruiker_id: Set(*wie),
            antwoord: Set(None),
            antwoord_op: Set(None),
            aanwezig: Set(None),
        })
        .collect();
    if !rijen.is_empty() {
        genodigde::Entity::insert_many(rijen)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Who is invited, with what they answered, in a fixed order.
pub async fn met_antwoord(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Genodigde>> {
    let rijen = genodigde::Entity::find()
        .filter(genodigde::Column::StukId.eq(id))
        .order_by_asc(genodigde::Column::GebruikerId)
        .all(conn)
        .await?;
    rijen.iter().map(genodigde).collect()
}

fn genodigde(rij: &genodigde::Model) -> Result<Genodigde> {
    let id = rij.stuk_id;
    let kapot = |()| anyhow::anyhow!("bijeenkomst {id} has a broken antwoord");
    let antwoord = rij.antwoord.as_deref().map(str::parse::<Antwoord>);
    Ok(Genodigde {
        id: rij.gebruiker_id,
        antwoord: antwoord.transpose().map_err(kapot)?,
        aanwezig: rij.aanwezig,
    })
}

/// That an account is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uitnodiging {
    /// To what.
    pub bijeenkomst: Uuid,
    /// What they answered, and whether they were there.
    pub genodigde: Genodigde,
    /// When they answered; as long as they did not, when it was planned.
    pub op: DateTime<Utc>,
}

/// All invitations of an account, the oldest first. Who asks judges what may be read of them.
pub async fn van_account(conn: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Uitnodiging>> {
    let rijen = genodigde::Entity::find()
        .filter(genodigde::Column::GebruikerId.eq(account))
        .all(conn)
        .await?;
    let gepland = per_portie(rijen.iter().map(|rij| rij.stuk_id), |ids| {
        stuk::Entity::find()
            .select_only()
            .columns([stuk::Column::Id, stuk::Column::AangemaaktOp])
            .filter(stuk::Column::Id.is_in(ids))
            .into_tuple::<(Uuid, DateTime<Utc>)>()
            .all(conn)
    });
    let gepland: HashMap<Uuid, DateTime<Utc>> = gepland.await?.into_iter().collect();
    let mut alle = Vec::new();
    for rij in &rijen {
        let gepland = gepland.get(&rij.stuk_id).copied();
        let Some(op) = rij.antwoord_op.or(gepland) else {
            continue;
        };
        alle.push(Uitnodiging {
            bijeenkomst: rij.stuk_id,
            genodigde: genodigde(rij)?,
            op,
        });
    }
    alle.sort_by_key(|wat| (wat.op, wat.bijeenkomst));
    Ok(alle)
}

/// Writes what somebody answers, over what they said before.
pub async fn antwoord(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (id, wie): (Uuid, Uuid),
    antwoord: Antwoord,
) -> Result<()> {
    genodigde::Entity::update_many()
        .col_expr(genodigde::Column::Antwoord, Expr::value(antwoord.waarde()))
        .col_expr(genodigde::Column::AntwoordOp, Expr::value(ctx.now))
        .filter(genodigde::Column::StukId.eq(id))
        .filter(genodigde::Column::GebruikerId.eq(wie))
        .exec(conn)
        .await?;
    Ok(())
}

/// Forgets what everybody answered: it was said of another time.
pub async fn vergeet_antwoorden(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    genodigde::Entity::update_many()
        .col_expr(genodigde::Column::Antwoord, Expr::value(None::<String>))
        .col_expr(
            genodigde::Column::AntwoordOp,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(genodigde::Column::StukId.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Writes who of those who are invited were there, and that the others were not. Answers whether that is another
/// answer than before.
pub async fn zet_aanwezig(
    conn: &impl ConnectionTrait,
    id: Uuid,
    aanwezig: &BTreeSet<Uuid>,
) -> Result<bool> {
    let was = met_antwoord(conn, id).await?.into_iter();
    let was: BTreeMap<Uuid, Option<bool>> = was.map(|g| (g.id, g.aanwezig)).collect();
    let mut anders = false;
    for (wie, eerder) in was {
        let nu = aanwezig.contains(&wie);
        if eerder == Some(nu) {
            continue;
        }
        anders = true;
        genodigde::Entity::update_many()
            .col_expr(genodigde::Column::Aanwezig, Expr::value(nu))
            .filter(genodigde::Column::StukId.eq(id))
            .filter(genodigde::Column::GebruikerId.eq(wie))
            .exec(conn)
            .await?;
    }
    Ok(anders)
}
