//! The word list and its versions.

use anyhow::Context as _;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use crate::{
    ctx::Ctx,
    db::tables::{zoekwoord, zoekwoord_versie},
    error::Result,
    zoeken::model::woorden::{Verschil, Versie, Woord, Woordenlijst},
};

/// Rows in one statement. SQLite binds 32,766 values.
const PER_KEER: usize = 1_000;

/// The version of the list; 0 when there never was one.
pub async fn versie(conn: &impl ConnectionTrait) -> Result<i64> {
    let hoogste: Option<i64> = zoekwoord_versie::Entity::find()
        .select_only()
        .column(zoekwoord_versie::Column::Versie)
        .order_by_desc(zoekwoord_versie::Column::Versie)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(hoogste.unwrap_or(0))
}

/// The whole list.
pub async fn alle(conn: &impl ConnectionTrait) -> Result<Woordenlijst> {
    let rijen = zoekwoord::Entity::find().all(conn).await?;
    rijen.into_iter().map(woord).collect()
}

fn woord(rij: zoekwoord::Model) -> Result<Woord> {
    let vreemd = || format!("zoekwoord: {} {} ({})", rij.soort, rij.richting, rij.van);
    Ok(Woord {
        soort: rij.soort.parse().ok().with_context(vreemd)?,
        richting: rij.richting.parse().ok().with_context(vreemd)?,
        van: rij.van,
        naar: rij.naar,
    })
}

/// Versions after this one, newest first.
pub async fn versies(
    conn: &impl ConnectionTrait,
    na: i64,
    (overslaan, hoogstens): (u64, u64),
) -> Result<Vec<Versie>> {
    let rijen = zoekwoord_versie::Entity::find()
        .filter(zoekwoord_versie::Column::Versie.gt(na))
        .order_by_desc(zoekwoord_versie::Column::Versie)
        .offset(overslaan)
        .limit(hoogstens)
        .all(conn)
        .await?;
    rijen.into_iter().map(als_versie).collect()
}

fn als_versie(rij: zoekwoord_versie::Model) -> Result<Versie> {
    let lees = |json: &str| {
        serde_json::from_str(json).with_context(|| format!("zoekwoord_versie {}", rij.versie))
    };
    Ok(Versie {
        verschil: Verschil {
            erbij: lees(&rij.erbij)?,
            eraf: lees(&rij.eraf)?,
        },
        versie: rij.versie,
        op: rij.op,
        actor: rij.actor,
    })
}

/// Puts another list in the place of this one, as a version of its own.
pub async fn vervang(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    versie: i64,
    verschil: &Verschil,
    lijst: &Woordenlijst,
) -> Result<()> {
    let rij = zoekwoord_versie::ActiveModel {
        versie: Set(versie),
        op: Set(ctx.now),
        actor: Set(ctx.actor.to_string()),
        erbij: Set(serde_json::to_string(&verschil.erbij).map_err(anyhow::Error::from)?),
        eraf: Set(serde_json::to_string(&verschil.eraf).map_err(anyhow::Error::from)?),
    };
    zoekwoord_versie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    zoekwoord::Entity::delete_many().exec(conn).await?;
    let rijen: Vec<_> = lijst.iter().map(als_rij).collect();
    for deel in rijen.chunks(PER_KEER) {
        zoekwoord::Entity::insert_many(deel.iter().cloned())
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

fn als_rij(woord: &Woord) -> zoekwoord::ActiveModel {
    zoekwoord::ActiveModel {
        van: Set(woord.van.clone()),
        naar: Set(woord.naar.clone()),
        soort: Set(woord.soort.to_string()),
        richting: Set(woord.richting.to_string()),
    }
}
