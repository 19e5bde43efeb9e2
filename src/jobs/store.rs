//! Reading and writing jobs.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, UpdateMany,
    sea_query::{Expr, LockBehavior, LockType, OnConflict, Order, Query, SubQueryStatement},
};
use uuid::Uuid;

use super::model::{Opdracht, Opgegeven, Staat, Taak};
use crate::{
    db::tables::taak::{self, Column},
    error::Result,
    ids::new_id,
};

/// Writes a new job; answers whether it was not there yet.
pub async fn maak(conn: &impl ConnectionTrait, nieuw: Opdracht, nu: DateTime<Utc>) -> Result<bool> {
    let rij = taak::ActiveModel {
        id: Set(new_id()),
        soort: Set(nieuw.soort.into()),
        lading: Set(nieuw.lading.to_string()),
        sleutel: Set(nieuw.sleutel),
        staat: Set(Staat::Wacht.waarde().into()),
        gemaakt: Set(nu),
        gepland_op: Set(nieuw.gepland_op.unwrap_or(nu)),
        lease_tot: Set(None),
        poging: Set(0),
        vanaf: Set(0),
        laatste_fout: Set(None),
        klaar_op: Set(None),
    };
    let al_daar = OnConflict::column(Column::Sleutel).do_nothing().to_owned();
    let erbij = taak::Entity::insert(rij)
        .on_conflict(al_daar)
        .exec_without_returning(conn)
        .await?;
    Ok(erbij > 0)
}

/// Whether there is a job of this name, in whatever state.
pub async fn bestaat(conn: &impl ConnectionTrait, sleutel: &str) -> Result<bool> {
    let aantal = taak::Entity::find()
        .filter(Column::Sleutel.eq(sleutel))
        .count(conn)
        .await?;
    Ok(aantal > 0)
}

/// What a worker of these kinds may take up now.
fn aan_de_beurt(soorten: &[&str], nu: DateTime<Utc>) -> Condition {
    let vrij = Column::LeaseTot.is_null().or(Column::LeaseTot.lt(nu));
    Condition::all()
        .add(Column::Staat.eq(Staat::Wacht.waarde()))
        .add(Column::GeplandOp.lte(nu))
        .add(Column::Soort.is_in(soorten.iter().copied()))
        .add(vrij)
}

/// Whether there is anything to take up.
pub async fn is_er_werk(
    conn: &impl ConnectionTrait,
    soorten: &[&str],
    nu: DateTime<Utc>,
) -> Result<bool> {
    let een: Option<Uuid> = taak::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(aan_de_beurt(soorten, nu))
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(een.is_some())
}

/// Takes up the job that has waited longest. One that another is taking up at this moment is passed
/// over: SQLite has one writer anyway.
pub async fn pak(
    conn: &impl ConnectionTrait,
    soorten: &[&str],
    nu: DateTime<Utc>,
    lease_tot: DateTime<Utc>,
) -> Result<Option<Taak>> {
    let volgende = Query::select()
        .column(Column::Id)
        .from(taak::Entity)
        .cond_where(aan_de_beurt(soorten, nu))
        .order_by(Column::GeplandOp, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned();
    // `=` and not `IN`: PostgreSQL may run the question of an `IN` more than once.
    let rijen = taak::Entity::update_many()
        .col_expr(Column::LeaseTot, Expr::value(lease_tot))
        .col_expr(Column::Poging, Expr::col(Column::Poging).add(1))
        .filter(Expr::col(Column::Id).eq(Expr::from(SubQueryStatement::from(volgende))))
        .exec_with_returning(conn)
        .await?;
    let Some(rij) = rijen.into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(Taak {
        id: rij.id,
        lading: serde_json::from_str(&rij.lading).map_err(anyhow::Error::from)?,
        soort: rij.soort,
        gemaakt: rij.gemaakt,
        poging: rij.poging,
        vanaf: rij.vanaf,
    }))
}

/// A change of the job, that only who has it now can make: the number of the try is the fence.
fn van(taak: &Taak) -> UpdateMany<taak::Entity> {
    taak::Entity::update_many()
        .filter(Column::Id.eq(taak.id))
        .filter(Column::Poging.eq(taak.poging))
        .filter(Column::Staat.eq(Staat::Wacht.waarde()))
}

async fn is_gelukt(conn: &impl ConnectionTrait, wat: UpdateMany<taak::Entity>) -> Result<bool> {
    Ok(wat.exec(conn).await?.rows_affected > 0)
}

/// Keeps the job longer; answers false when another has it, as all below do.
pub async fn verleng(
    conn: &impl ConnectionTrait,
    taak: &Taak,
    lease_tot: DateTime<Utc>,
) -> Result<bool> {
    let wat = van(taak).col_expr(Column::LeaseTot, Expr::value(lease_tot));
    is_gelukt(conn, wat).await
}

/// The job is done, or given up with the reason.
pub async fn beeindig(
    conn: &impl ConnectionTrait,
    taak: &Taak,
    opgegeven: Option<&str>,
    nu: DateTime<Utc>,
) -> Result<bool> {
    let staat = match opgegeven {
        Some(_) => Staat::Opgegeven,
        None => Staat::Klaar,
    };
    let mut wat = van(taak)
        .col_expr(Column::Staat, Expr::value(staat.waarde()))
        .col_expr(Column::LeaseTot, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::KlaarOp, Expr::value(nu));
    if let Some(fout) = opgegeven {
        wat = wat.col_expr(Column::LaatsteFout, Expr::value(fout));
    }
    is_gelukt(conn, wat).await
}

/// The job is put back, to be taken up again from a moment.
pub async fn zet_terug(
    conn: &impl ConnectionTrait,
    taak: &Taak,
    fout: &str,
    vanaf: DateTime<Utc>,
) -> Result<bool> {
    let wat = van(taak)
        .col_expr(Column::LeaseTot, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::GeplandOp, Expr::value(vanaf))
        .col_expr(Column::LaatsteFout, Expr::value(fout));
    is_gelukt(conn, wat).await
}

/// A job that was given up begins again; answers false when there is no such job.
pub async fn opnieuw(conn: &impl ConnectionTrait, id: Uuid, nu: DateTime<Utc>) -> Result<bool> {
    let wat = taak::Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Staat.eq(Staat::Opgegeven.waarde()))
        .col_expr(Column::Staat, Expr::value(Staat::Wacht.waarde()))
        .col_expr(Column::GeplandOp, Expr::value(nu))
        .col_expr(Column::Vanaf, Expr::col(Column::Poging))
        .col_expr(Column::KlaarOp, Expr::value(None::<DateTime<Utc>>));
    is_gelukt(conn, wat).await
}

/// Removes what ended in a state before a moment; answers how many.
pub async fn verwijder(
    conn: &impl ConnectionTrait,
    staat: Staat,
    voor: DateTime<Utc>,
) -> Result<u64> {
    let weg = taak::Entity::delete_many()
        .filter(Column::Staat.eq(staat.waarde()))
        .filter(Column::KlaarOp.lt(voor))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected)
}

/// Kind, state, how many, and the first planned moment of those.
pub type Groep = (String, String, i64, DateTime<Utc>);

/// How many jobs of each kind are in each stored state.
pub async fn groepen(conn: &impl ConnectionTrait) -> Result<Vec<Groep>> {
    Ok(per_groep(Condition::all()).into_tuple().all(conn).await?)
}

/// How many of the waiting jobs of each kind a worker has now.
pub async fn bezig(conn: &impl ConnectionTrait, nu: DateTime<Utc>) -> Result<Vec<Groep>> {
    let bezig = Condition::all()
        .add(Column::Staat.eq(Staat::Wacht.waarde()))
        .add(Column::LeaseTot.gte(nu));
    Ok(per_groep(bezig).into_tuple().all(conn).await?)
}

fn per_groep(welke: Condition) -> sea_orm::Select<taak::Entity> {
    taak::Entity::find()
        .select_only()
        .column(Column::Soort)
        .column(Column::Staat)
        .column_as(Column::Id.count(), "aantal")
        .column_as(Column::GeplandOp.min(), "eerste")
        .filter(welke)
        .group_by(Column::Soort)
        .group_by(Column::Staat)
}

/// The jobs that were given up, the latest first.
pub async fn opgegeven(conn: &impl ConnectionTrait, hoogstens: u64) -> Result<Vec<Opgegeven>> {
    let rijen = taak::Entity::find()
        .filter(Column::Staat.eq(Staat::Opgegeven.waarde()))
        .order_by_desc(Column::KlaarOp)
        .order_by_desc(Column::Id)
        .limit(hoogstens)
        .all(conn)
        .await?;
    let van = |rij: taak::Model| Opgegeven {
        id: rij.id,
        soort: rij.soort,
        gemaakt: rij.gemaakt,
        op: rij.klaar_op.unwrap_or(rij.gepland_op),
        pogingen: rij.poging,
        fout: rij.laatste_fout.unwrap_or_default(),
    };
    Ok(rijen.into_iter().map(van).collect())
}
