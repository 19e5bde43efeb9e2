//! All SQL of a werkruimte: what belongs to a thema here, what of that comes first in [`vooraan`], what ties thema's
//! together in [`verbonden`](mod@verbonden), and who reads older versions in [`versies`].

mod verbonden;
mod versies;
mod vooraan;

pub use verbonden::*;
pub use versies::*;
pub use vooraan::*;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef, Select,
    sea_query::Expr,
};
use uuid::Uuid;

use super::model::{Bestand, Tellingen};
use crate::{
    db::tables::{bijlage, geschiedenis, stuk, verband},
    error::Result,
    stukken::{
        Leesrecht,
        geschiedenis::LEZEN,
        model::{Kop, Soort, Verbandsoort},
        store::kop,
    },
};

/// From a stuk to where it points.
fn wijst() -> RelationDef {
    stuk::Entity::belongs_to(verband::Entity)
        .from(stuk::Column::Id)
        .to(verband::Column::Van)
        .into()
}

/// That a verband says what belongs to a thema.
fn hoort_bij(thema: Uuid) -> Condition {
    Condition::all()
        .add(verband::Column::Naar.eq(thema))
        .add(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
}

/// The readable stukken that belong to a thema. It begins at the thema: how much there is elsewhere makes no
/// difference.
fn van_thema(leesrecht: &Leesrecht, thema: Uuid) -> Select<stuk::Entity> {
    stuk::Entity::find()
        .join(JoinType::InnerJoin, wijst())
        .filter(hoort_bij(thema))
        .filter(leesrecht.voorwaarde())
}

fn koppen(rijen: Vec<stuk::Model>) -> Result<Vec<Kop>> {
    let mut koppen = rijen.into_iter().map(kop).collect::<Result<Vec<_>>>()?;
    // A stuk may point at its thema twice, at two places in it.
    koppen.dedup_by_key(|kop| kop.id);
    Ok(koppen)
}

/// How many readable stukken of a thema there are of each kind in each state.
pub async fn tellingen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
) -> Result<Tellingen> {
    let rijen = van_thema(leesrecht, thema)
        .select_only()
        .columns([stuk::Column::Soort, stuk::Column::Status])
        .expr_as(
            Expr::col((stuk::Entity, stuk::Column::Id)).count_distinct(),
            "aantal",
        )
        .group_by(stuk::Column::Soort)
        .group_by(stuk::Column::Status)
        .into_tuple::<(String, String, i64)>()
        .all(conn)
        .await?;
    let rij = |(soort, status, aantal): (String, String, i64)| {
        let kapot = |()| anyhow::anyhow!("a stuk is of the unknown soort {soort}");
        let aantal = u64::try_from(aantal).map_err(anyhow::Error::from)?;
        Ok((soort.parse::<Soort>().map_err(kapot)?, status, aantal))
    };
    let rijen = rijen.into_iter().map(rij).collect::<Result<Vec<_>>>()?;
    Ok(Tellingen::van(rijen))
}

/// Which of a kind come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eerst {
    /// What changed last.
    Gewijzigd,
    /// What has the earliest day.
    Dag,
}

/// The first readable stukken of a kind in a thema, in one of these states (in whatever state when none is
/// given).
pub async fn eerste(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    (soort, staten): (Soort, &[&str]),
    (eerst, hoogstens): (Eerst, u64),
) -> Result<Vec<Kop>> {
    let mut rijen = van_thema(leesrecht, thema).filter(stuk::Column::Soort.eq(soort.waarde()));
    if !staten.is_empty() {
        rijen = rijen.filter(stuk::Column::Status.is_in(staten.iter().copied()));
    }
    rijen = match eerst {
        Eerst::Gewijzigd => rijen.order_by_desc(stuk::Column::GewijzigdOp),
        Eerst::Dag => rijen.order_by_asc(stuk::Column::Datum),
    };
    let rijen = rijen.order_by_asc(stuk::Column::Id).limit(hoogstens);
    koppen(rijen.all(conn).await?)
}

/// How many readable stukken of a kind in a thema are in this state with a day before this one.
pub async fn voor_dag(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    (soort, status): (Soort, &str),
    dag: NaiveDate,
) -> Result<u64> {
    let rijen = van_thema(leesrecht, thema)
        .filter(stuk::Column::Soort.eq(soort.waarde()))
        .filter(stuk::Column::Status.eq(status))
        .filter(stuk::Column::Datum.lt(dag));
    Ok(rijen.count(conn).await?)
}

/// What happened to the readable stukken of a thema and to itself, the newest first, before a place in the
/// geschiedenis (from the end when none is given); each row with its stuk. Readings are no part of that.
pub async fn gebeurd(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    (voor, hoogstens): (Option<i64>, u64),
) -> Result<Vec<(geschiedenis::Model, Kop)>> {
    let is_van = || -> RelationDef {
        geschiedenis::Entity::belongs_to(stuk::Entity)
            .from(geschiedenis::Column::StukId)
            .to(stuk::Column::Id)
            .into()
    };
    let rijen = || {
        let mut rijen = geschiedenis::Entity::find()
            .select_also(stuk::Entity)
            .join(JoinType::InnerJoin, is_van())
            .filter(leesrecht.voorwaarde())
            .filter(geschiedenis::Column::Actie.ne(LEZEN));
        if let Some(voor) = voor {
            rijen = rijen.filter(geschiedenis::Column::Volgnummer.lt(voor));
        }
        rijen
            .order_by_desc(geschiedenis::Column::Volgnummer)
            .limit(hoogstens)
    };
    let van_stukken = rijen()
        .join(JoinType::InnerJoin, wijst())
        .filter(hoort_bij(thema))
        .all(conn)
        .await?;
    let van_zichzelf = rijen()
        .filter(geschiedenis::Column::StukId.eq(thema))
        .all(conn)
        .await?;
    let alle = van_stukken.into_iter().chain(van_zichzelf);
    let met_kop = |(rij, stuk): (geschiedenis::Model, Option<stuk::Model>)| {
        let stuk = stuk.ok_or_else(|| anyhow::anyhow!("row {} has no stuk", rij.volgnummer))?;
        Ok((rij, kop(stuk)?))
    };
    let mut alle = alle.map(met_kop).collect::<Result<Vec<_>>>()?;
    alle.sort_by_key(|(rij, _)| std::cmp::Reverse(rij.volgnummer));
    alle.dedup_by_key(|(rij, _)| rij.volgnummer);
    alle.truncate(usize::try_from(hoogstens).unwrap_or(usize::MAX));
    Ok(alle)
}

/// The files that somebody may read of the stukken of a thema.
fn bijlagen(leesrecht: &Leesrecht, thema: Uuid) -> Select<bijlage::Entity> {
    let is_van: RelationDef = bijlage::Entity::belongs_to(stuk::Entity)
        .from(bijlage::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    bijlage::Entity::find()
        .join(JoinType::InnerJoin, is_van)
        .join(JoinType::InnerJoin, wijst())
        .filter(hoort_bij(thema))
        .filter(bijlage::Column::VerwijderdOp.is_null())
        .filter(leesrecht.voorwaarde())
        .filter(leesrecht.voorwaarde_deel((bijlage::Entity, bijlage::Column::Id)))
}

/// Files of the stukken of a thema, the newest first.
pub async fn bestanden(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    (vanaf, hoogstens): (u64, u64),
) -> Result<Vec<Bestand>> {
    let rijen = bijlagen(leesrecht, thema)
        .select_also(stuk::Entity)
        .order_by_desc(bijlage::Column::Id)
        .offset(vanaf)
        .limit(hoogstens)
        .all(conn)
        .await?;
    let bestand = |(rij, stuk): (bijlage::Model, Option<stuk::Model>)| {
        let stuk = stuk.ok_or_else(|| anyhow::anyhow!("bijlage {} has no stuk", rij.id))?;
        Ok(Bestand {
            id: rij.id,
            titel: rij.titel,
            bestandsnaam: rij.bestandsnaam,
            grootte: u64::try_from(rij.grootte).map_err(anyhow::Error::from)?,
            op: rij.op,
            bij: kop(stuk)?,
        })
    };
    let mut bestanden = rijen.into_iter().map(bestand).collect::<Result<Vec<_>>>()?;
    bestanden.dedup_by_key(|bestand| bestand.id);
    Ok(bestanden)
}

/// How many of those there are.
pub async fn aantal_bestanden(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
) -> Result<u64> {
    let aantal: Option<i64> = bijlagen(leesrecht, thema)
        .select_only()
        .expr_as(
            Expr::col((bijlage::Entity, bijlage::Column::Id)).count_distinct(),
            "aantal",
        )
        .into_tuple()
        .one(conn)
        .await?;
    Ok(u64::try_from(aantal.unwrap_or_default()).map_err(anyhow::Error::from)?)
}
