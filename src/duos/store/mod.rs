//! All SQL of duos: who sits where and who did, and of which empty seats the regietafel was told.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use uuid::Uuid;

use super::model::{Kant, Leeg, Periode};
use crate::{
    acties::model::Status as Actiestatus,
    db::{
        per_portie,
        tables::{actie, duozetel, gebruiker, stuk, vacaturemelding, zetelverloop},
    },
    error::Result,
    gebruikers::model::Status,
};

fn kant(thema: Uuid, kant: &str) -> Result<Kant> {
    let vreemd = |()| anyhow::anyhow!("thema {thema}: a seat of no side");
    Ok(kant.parse().map_err(vreemd)?)
}

/// Who sits on the seats of these thema's and can log in, and since when.
pub async fn bezet(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<(Uuid, Kant), (Uuid, DateTime<Utc>)>> {
    let in_gebruik = gebruiker::Entity::find()
        .select_only()
        .column(gebruiker::Column::Id)
        .filter(gebruiker::Column::Status.eq(Status::Actief.waarde()))
        .into_query();
    let rijen = per_portie(themas.iter().copied(), |themas| {
        duozetel::Entity::find()
            .filter(duozetel::Column::ThemaId.is_in(themas))
            .filter(duozetel::Column::GebruikerId.in_subquery(in_gebruik.clone()))
            .all(conn)
    });
    let paar = |rij: duozetel::Model| {
        let zetel = (rij.thema_id, kant(rij.thema_id, &rij.kant)?);
        Ok((zetel, (rij.gebruiker_id, rij.op)))
    };
    rijen.await?.into_iter().map(paar).collect()
}

/// Who sat on the seats of these thema's, the first first.
pub async fn verloop(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Periode>>> {
    let rijen = per_portie(themas.iter().copied(), |themas| {
        zetelverloop::Entity::find()
            .filter(zetelverloop::Column::ThemaId.is_in(themas))
            .order_by_asc(zetelverloop::Column::Van)
            .order_by_asc(zetelverloop::Column::Id)
            .all(conn)
    });
    let mut per_thema: HashMap<Uuid, Vec<Periode>> = HashMap::new();
    for rij in rijen.await? {
        let thema = rij.thema_id;
        per_thema.entry(thema).or_default().push(periode(&rij)?);
    }
    Ok(per_thema)
}

/// The seats that an account sits or sat on, each with its thema, the first first.
pub async fn van_account(
    conn: &impl ConnectionTrait,
    gebruiker: Uuid,
) -> Result<Vec<(Uuid, Periode)>> {
    let rijen = zetelverloop::Entity::find()
        .filter(zetelverloop::Column::GebruikerId.eq(gebruiker))
        .order_by_asc(zetelverloop::Column::Van)
        .order_by_asc(zetelverloop::Column::Id)
        .all(conn)
        .await?;
    let paar = |rij: zetelverloop::Model| Ok((rij.thema_id, periode(&rij)?));
    rijen.into_iter().map(paar).collect()
}

fn periode(rij: &zetelverloop::Model) -> Result<Periode> {
    let vreemd = |()| anyhow::anyhow!("thema {}: a seat of unknown history", rij.thema_id);
    Ok(Periode {
        kant: kant(rij.thema_id, &rij.kant)?,
        gebruiker: rij.gebruiker_id,
        organisatie: rij.organisatie_id,
        van: rij.van,
        tot: rij.tot,
        hoe: rij.hoe.parse().map_err(vreemd)?,
        einde: rij
            .einde
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(vreemd)?,
    })
}

/// Since when these thema's are there.
pub async fn begin(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<Uuid, DateTime<Utc>>> {
    let rijen = per_portie(themas.iter().copied(), |themas| {
        stuk::Entity::find()
            .select_only()
            .columns([stuk::Column::Id, stuk::Column::AangemaaktOp])
            .filter(stuk::Column::Id.is_in(themas))
            .into_tuple::<(Uuid, DateTime<Utc>)>()
            .all(conn)
    });
    Ok(rijen.await?.into_iter().collect())
}

/// The empty seats of these thema's that the regietafel was told of.
pub async fn gemeld(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashSet<(Uuid, Kant, DateTime<Utc>)>> {
    let rijen = per_portie(themas.iter().copied(), |themas| {
        vacaturemelding::Entity::find()
            .filter(vacaturemelding::Column::ThemaId.is_in(themas))
            .all(conn)
    });
    let gemeld =
        |rij: vacaturemelding::Model| Ok((rij.thema_id, kant(rij.thema_id, &rij.kant)?, rij.sinds));
    rijen.await?.into_iter().map(gemeld).collect()
}

/// Notes that the regietafel is told of these.
pub async fn noteer(conn: &impl ConnectionTrait, zetels: &[Leeg], op: DateTime<Utc>) -> Result<()> {
    if zetels.is_empty() {
        return Ok(());
    }
    let rij = |leeg: &Leeg| vacaturemelding::ActiveModel {
        thema_id: Set(leeg.thema),
        kant: Set(leeg.kant.waarde().into()),
        sinds: Set(leeg.sinds),
        op: Set(op),
    };
    vacaturemelding::Entity::insert_many(zetels.iter().map(rij))
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The open acties of somebody in a thema.
pub async fn open_acties(
    conn: &impl ConnectionTrait,
    thema: Uuid,
    houder: Uuid,
) -> Result<Vec<Uuid>> {
    let van_houder = actie::Entity::find()
        .select_only()
        .column(actie::Column::StukId)
        .filter(actie::Column::ThemaId.eq(thema))
        .filter(actie::Column::HouderId.eq(houder))
        .into_query();
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .filter(stuk::Column::Status.eq(Actiestatus::Open.waarde()))
        .filter(stuk::Column::Id.in_subquery(van_houder))
        .order_by_asc(stuk::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}
