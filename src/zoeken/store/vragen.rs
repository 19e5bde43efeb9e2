//! The search journal: what was asked on which day, and how often in vain.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait as _, ExprTrait as _,
    QueryFilter as _, QuerySelect as _,
    sea_query::{Alias, Expr, OnConflict, Order, Query},
};

use crate::{
    db::tables::zoekvraag,
    error::Result,
    zoeken::model::vragen::{Gesteld, Telling},
};

/// Adds to the counts, in one statement. In one order, so that two processes that count the same
/// questions wait for each other and are never in each other's way.
pub async fn tel(
    conn: &impl ConnectionTrait,
    tellingen: &BTreeMap<(NaiveDate, String), Telling>,
) -> Result<()> {
    let rijen = tellingen
        .iter()
        .map(|((dag, vraag), telling)| zoekvraag::ActiveModel {
            dag: Set(*dag),
            vraag: Set(vraag.clone()),
            keren: Set(telling.keren),
            zonder_resultaat: Set(telling.zonder_resultaat),
        });
    let erbij = |kolom: zoekvraag::Column| {
        let nieuw = Expr::col((Alias::new("excluded"), kolom));
        Expr::col((zoekvraag::Entity, kolom)).add(nieuw)
    };
    let bestaat = OnConflict::columns([zoekvraag::Column::Dag, zoekvraag::Column::Vraag])
        .values([
            (zoekvraag::Column::Keren, erbij(zoekvraag::Column::Keren)),
            (
                zoekvraag::Column::ZonderResultaat,
                erbij(zoekvraag::Column::ZonderResultaat),
            ),
        ])
        .to_owned();
    zoekvraag::Entity::insert_many(rijen)
        .on_conflict(bestaat)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Which questions are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keuze {
    /// The first day that counts.
    pub vanaf: NaiveDate,
    /// Only questions that found nothing at least once, most often in vain first.
    pub zonder_resultaat: bool,
}

/// The questions that were asked most: how many to pass over, and at most how many after that.
pub async fn meest(
    conn: &impl ConnectionTrait,
    keuze: Keuze,
    (overslaan, hoogstens): (u64, u64),
) -> Result<Vec<Gesteld>> {
    let (keren, zonder) = (Alias::new("totaal"), Alias::new("vergeefs"));
    // The sum of integers is a decimal number on PostgreSQL.
    let som = |kolom| Expr::col(kolom).sum().cast_as("bigint");
    let mut vraag = Query::select();
    vraag
        .column(zoekvraag::Column::Vraag)
        .expr_as(som(zoekvraag::Column::Keren), keren.clone())
        .expr_as(som(zoekvraag::Column::ZonderResultaat), zonder.clone())
        .from(zoekvraag::Entity)
        .and_where(zoekvraag::Column::Dag.gte(keuze.vanaf))
        .group_by_col(zoekvraag::Column::Vraag)
        .offset(overslaan)
        .limit(hoogstens);
    if keuze.zonder_resultaat {
        vraag
            .and_having(som(zoekvraag::Column::ZonderResultaat).gt(0))
            .order_by(zonder, Order::Desc);
    }
    vraag.order_by(keren, Order::Desc);
    // As SQLite does by itself, and whatever language the server was set up in.
    match conn.get_database_backend() {
        DbBackend::Postgres => {
            vraag.order_by_expr(Expr::cust(r#""vraag" COLLATE "C""#), Order::Asc)
        }
        _ => vraag.order_by(zoekvraag::Column::Vraag, Order::Asc),
    };
    let rijen = conn.query_all(&vraag).await?;
    let gesteld = |rij: sea_orm::QueryResult| {
        let (vraag, keren, zonder_resultaat) = rij.try_get_many_by_index()?;
        Ok(Gesteld {
            vraag,
            telling: Telling {
                keren,
                zonder_resultaat,
            },
        })
    };
    rijen.into_iter().map(gesteld).collect()
}

/// What was asked on each day that anything was asked on, in their order.
pub async fn per_dag(
    conn: &impl ConnectionTrait,
    vanaf: NaiveDate,
) -> Result<Vec<(NaiveDate, Telling)>> {
    let som = |kolom| Expr::col(kolom).sum().cast_as("bigint");
    let vraag = Query::select()
        .column(zoekvraag::Column::Dag)
        .expr(som(zoekvraag::Column::Keren))
        .expr(som(zoekvraag::Column::ZonderResultaat))
        .from(zoekvraag::Entity)
        .and_where(zoekvraag::Column::Dag.gte(vanaf))
        .group_by_col(zoekvraag::Column::Dag)
        .order_by(zoekvraag::Column::Dag, Order::Asc)
        .to_owned();
    let dag = |rij: sea_orm::QueryResult| {
        let (dag, keren, zonder_resultaat) = rij.try_get_many_by_index()?;
        let telling = Telling {
            keren,
            zonder_resultaat,
        };
        Ok((dag, telling))
    };
    let rijen = conn.query_all(&vraag).await?;
    rijen.into_iter().map(dag).collect()
}

/// How many different questions there are.
pub async fn aantal(conn: &impl ConnectionTrait, keuze: Keuze) -> Result<u64> {
    let mut vragen = zoekvraag::Entity::find()
        .select_only()
        .column_as(
            Expr::col(zoekvraag::Column::Vraag).count_distinct(),
            "aantal",
        )
        .filter(zoekvraag::Column::Dag.gte(keuze.vanaf));
    if keuze.zonder_resultaat {
        vragen = vragen.filter(zoekvraag::Column::ZonderResultaat.gt(0));
    }
    let aantal: Option<i64> = vragen.into_tuple().one(conn).await?;
    Ok(aantal.unwrap_or(0).unsigned_abs())
}
