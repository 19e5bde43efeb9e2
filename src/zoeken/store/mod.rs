//! Reading what search documents are made of, many stukken at a time and whoever may read them:
//! the keys go into the document.

pub mod doelen;
pub mod vragen;
pub mod woorden;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    db::{
        per_portie,
        tables::{bijlage, leesrecht, stuk, stuk_waarde, verband},
    },
    error::Result,
    stukken::model::{Soort, Verbandsoort},
};

/// The rows of the given stukken.
pub async fn stukken(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<stuk::Model>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = stuk::Entity::find();
        rijen.filter(stuk::Column::Id.is_in(ids)).all(conn)
    });
    rijen.await
}

/// The keys of the given stukken.
pub async fn sleutels(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<String>>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = leesrecht::Entity::find();
        rijen.filter(leesrecht::Column::DeelId.is_in(ids)).all(conn)
    });
    let mut per_stuk: HashMap<Uuid, Vec<String>> = HashMap::new();
    for rij in rijen.await? {
        per_stuk.entry(rij.deel_id).or_default().push(rij.sleutel);
    }
    Ok(per_stuk)
}

/// What the bijlagen of the given stukken are called and about: of those that everybody may read who
/// may read the stuk, because the document has the keys of the stuk.
pub async fn bijlagen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<String>>> {
    let eigen = || {
        leesrecht::Entity::find()
            .select_only()
            .expr(Expr::value(1))
            .filter(
                Expr::col((leesrecht::Entity, leesrecht::Column::DeelId))
                    .equals((bijlage::Entity, bijlage::Column::Id)),
            )
            .into_query()
    };
    let rijen = per_portie(ids.iter().copied(), |ids| {
        bijlage::Entity::find()
            .filter(bijlage::Column::StukId.is_in(ids))
            .filter(bijlage::Column::VerwijderdOp.is_null())
            .filter(Expr::exists(eigen()).not())
            .order_by_asc(bijlage::Column::Id)
            .all(conn)
    });
    let mut per_stuk: HashMap<Uuid, Vec<String>> = HashMap::new();
    for rij in rijen.await? {
        let teksten = per_stuk.entry(rij.stuk_id).or_default();
        teksten.extend([rij.titel, rij.omschrijving]);
    }
    Ok(per_stuk)
}

/// Areas of life and target groups: per stuk the facet and the value.
pub async fn waarden(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<(String, String)>>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = stuk_waarde::Entity::find();
        rijen
            .filter(stuk_waarde::Column::StukId.is_in(ids))
            .all(conn)
    });
    let mut per_stuk: HashMap<Uuid, Vec<(String, String)>> = HashMap::new();
    for rij in rijen.await? {
        per_stuk
            .entry(rij.stuk_id)
            .or_default()
            .push((rij.soort, rij.waarde));
    }
    Ok(per_stuk)
}

/// The stukken that the given ones point at, those that everyone may read: what a document says
/// of its neighbours must not depend on who reads it.
pub async fn openbare_doelen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<stuk::Model>>> {
    let verbanden = per_portie(ids.iter().copied(), |ids| {
        verband::Entity::find()
            .filter(verband::Column::Van.is_in(ids))
            .order_by_asc(verband::Column::Id)
            .all(conn)
    });
    let verbanden = verbanden.await?;
    let doelen = verbanden.iter().map(|v| v.naar).collect();
    let per_id = openbaar(conn, doelen).await?;
    let mut per_stuk: HashMap<Uuid, Vec<stuk::Model>> = HashMap::new();
    for verband in verbanden {
        if let Some(doel) = per_id.get(&verband.naar) {
            let doelen = per_stuk.entry(verband.van).or_default();
            if !doelen.iter().any(|d| d.id == doel.id) {
                doelen.push(doel.clone());
            }
        }
    }
    Ok(per_stuk)
}

/// Those of the given stukken that everyone may read.
async fn openbaar(
    conn: &impl ConnectionTrait,
    ids: Vec<Uuid>,
) -> Result<BTreeMap<Uuid, stuk::Model>> {
    let openbaar = per_portie(ids, |ids| {
        leesrecht::Entity::find()
            .select_only()
            .column(leesrecht::Column::DeelId)
            .filter(leesrecht::Column::DeelId.is_in(ids))
            .filter(leesrecht::Column::Sleutel.eq(Sleutel::Openbaar.to_string()))
            .into_tuple::<Uuid>()
            .all(conn)
    });
    let rijen = stukken(conn, &openbaar.await?).await?;
    Ok(rijen.into_iter().map(|r| (r.id, r)).collect())
}

/// The organisaties that took the place of the given ones, and those after them, as far as everyone
/// may read them.
pub async fn openbare_opvolgers(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<stuk::Model>>> {
    let mut opvolgers: HashMap<Uuid, Vec<stuk::Model>> = HashMap::new();
    // Per stuk that was followed this far: those whose successor it is.
    let mut rand: BTreeMap<Uuid, BTreeSet<Uuid>> =
        ids.iter().map(|id| (*id, BTreeSet::from([*id]))).collect();
    while !rand.is_empty() {
        let stappen = per_portie(rand.keys().copied(), |ids| {
            verband::Entity::find()
                .filter(verband::Column::Naar.is_in(ids))
                .filter(verband::Column::Soort.eq(Verbandsoort::Vervangt.waarde()))
                .order_by_asc(verband::Column::Id)
                .all(conn)
        });
        let stappen = stappen.await?;
        let per_id = openbaar(conn, stappen.iter().map(|s| s.van).collect()).await?;
        let mut verder: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
        for stap in stappen {
            let opvolger = per_id.get(&stap.van);
            let Some(opvolger) = opvolger.filter(|o| o.soort == Soort::Organisatie.waarde()) else {
                continue;
            };
            for begin in rand.get(&stap.naar).into_iter().flatten() {
                let al = opvolgers.entry(*begin).or_default();
                if opvolger.id != *begin && !al.iter().any(|o| o.id == opvolger.id) {
                    al.push(opvolger.clone());
                    verder.entry(opvolger.id).or_default().insert(*begin);
                }
            }
        }
        rand = verder;
    }
    Ok(opvolgers)
}

/// The next ids after one, in order: for going through all stukken.
pub async fn ids_na(
    conn: &impl ConnectionTrait,
    na: Option<Uuid>,
    aantal: u64,
) -> Result<Vec<Uuid>> {
    let mut alle = stuk::Entity::find().select_only().column(stuk::Column::Id);
    if let Some(na) = na {
        alle = alle.filter(stuk::Column::Id.gt(na));
    }
    Ok(alle
        .order_by_asc(stuk::Column::Id)
        .limit(aantal)
        .into_tuple()
        .all(conn)
        .await?)
}

/// The id and version of every stuk. Row by row the driver holds many times what a row says, so
/// they are read so many at a time.
pub async fn versies(conn: &impl ConnectionTrait) -> Result<Vec<(Uuid, i64)>> {
    const PER_KEER: u64 = 5_000;
    let mut versies: Vec<(Uuid, i64)> = Vec::new();
    loop {
        let mut rijen = stuk::Entity::find()
            .select_only()
            .column(stuk::Column::Id)
            .column(stuk::Column::Versie);
        if let Some((laatste, _)) = versies.last() {
            rijen = rijen.filter(stuk::Column::Id.gt(*laatste));
        }
        let portie: Vec<(Uuid, i64)> = rijen
            .order_by_asc(stuk::Column::Id)
            .limit(PER_KEER)
            .into_tuple()
            .all(conn)
            .await?;
        let laatste = (portie.len() as u64) < PER_KEER;
        versies.extend(portie);
        if laatste {
            return Ok(versies);
        }
    }
}
