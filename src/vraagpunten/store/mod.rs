//! All SQL of vraagpunten; of what was reminded in [`herinneringen`], and of what is asked again in
//! [`vervolg`].

pub mod herinneringen;
pub mod vervolg;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef, Select,
};
use uuid::Uuid;

use super::model::{Antwoord, Verlenging, Vraagpunt};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{stuk, verlenging, vraagpunt},
    },
    error::Result,
    stukken::Leesrecht,
};

/// The columns with texts, and what they are when nobody looks at these.
const TEKSTEN: [(vraagpunt::Column, &str); 2] = [
    (vraagpunt::Column::Vraag, "''"),
    (vraagpunt::Column::Antwoord, "''"),
];

/// The questions about stukken that this reader may read: a question is a part of its stuk.
fn leesbaar(lezer: &Leesrecht) -> Select<vraagpunt::Entity> {
    let stukken: RelationDef = vraagpunt::Entity::belongs_to(stuk::Entity)
        .from(vraagpunt::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    vraagpunt::Entity::find()
        .join(JoinType::InnerJoin, stukken)
        .filter(lezer.voorwaarde())
}

/// Rows with how often each got more time, in the order of the rows.
async fn heel(conn: &impl ConnectionTrait, rijen: Vec<vraagpunt::Model>) -> Result<Vec<Vraagpunt>> {
    let ids: Vec<Uuid> = rijen.iter().map(|rij| rij.id).collect();
    let uitstel = per_portie(ids, |ids| {
        verlenging::Entity::find()
            .filter(verlenging::Column::VraagpuntId.is_in(ids))
            .order_by_asc(verlenging::Column::VraagpuntId)
            .order_by_asc(verlenging::Column::Nummer)
            .all(conn)
    });
    let mut per_punt: HashMap<Uuid, Vec<Verlenging>> = HashMap::new();
    for rij in uitstel.await? {
        let van_punt = per_punt.entry(rij.vraagpunt_id).or_default();
        van_punt.push(Verlenging {
            tot: rij.tot,
            reden: rij.reden,
            op: rij.op,
            door: rij.door,
        });
    }
    let met_uitstel = rijen.into_iter().map(|rij| {
        let verlengingen = per_punt.remove(&rij.id).unwrap_or_default();
        uit(rij, verlengingen)
    });
    met_uitstel.collect()
}

fn uit(rij: vraagpunt::Model, verlengingen: Vec<Verlenging>) -> Result<Vraagpunt> {
    let id = rij.id;
    let kapot = || anyhow::anyhow!("vraagpunt {id} has half an answer");
    let antwoord = match (rij.uitkomst, rij.beantwoord_op, rij.beantwoord_door) {
        (None, None, None) => None,
        (Some(uitkomst), Some(op), Some(door)) => Some(Antwoord {
            uitkomst: uitkomst.parse().map_err(|()| kapot())?,
            tekst: rij.antwoord,
            op,
            door,
        }),
        _ => return Err(kapot().into()),
    };
    Ok(Vraagpunt {
        id,
        stuk_id: rij.stuk_id,
        nummer: rij.nummer,
        vraag: rij.vraag,
        aan: rij.aan_id,
        uiterlijk: rij.uiterlijk,
        gesteld_op: rij.gesteld_op,
        door: rij.door,
        verlengingen,
        antwoord,
    })
}

/// Which questions are read.
#[derive(Debug, Clone, Copy)]
pub enum Bij<'a> {
    /// Those about one stuk.
    Stuk(Uuid),
    /// Those to any of these organisaties.
    Aan(&'a [Uuid]),
    /// Those with these numbers in the tables.
    Nummers(&'a [Uuid]),
    /// All.
    Alles,
}

/// The questions that this reader may read, by stuk and number.
pub async fn lees(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    bij: Bij<'_>,
    teksten: Teksten,
) -> Result<Vec<Vraagpunt>> {
    let vraag = leesbaar(lezer);
    let vraag = match bij {
        Bij::Stuk(stuk_id) => vraag.filter(vraagpunt::Column::StukId.eq(stuk_id)),
        Bij::Aan(ids) => vraag.filter(vraagpunt::Column::AanId.is_in(ids.iter().copied())),
        Bij::Nummers(ids) => vraag.filter(vraagpunt::Column::Id.is_in(ids.iter().copied())),
        Bij::Alles => vraag,
    };
    let rijen = teksten
        .van(vraag, &TEKSTEN)
        .order_by_asc(vraagpunt::Column::StukId)
        .order_by_asc(vraagpunt::Column::Nummer)
        .all(conn)
        .await?;
    heel(conn, rijen).await
}

/// The questions about any of these stukken that this reader may read, by stuk and number.
pub async fn van_stukken(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    ids: &[Uuid],
) -> Result<Vec<Vraagpunt>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        leesbaar(lezer)
            .filter(vraagpunt::Column::StukId.is_in(ids))
            .order_by_asc(vraagpunt::Column::StukId)
            .order_by_asc(vraagpunt::Column::Nummer)
            .all(conn)
    });
    heel(conn, rijen.await?).await
}

/// One that this reader may read.
pub async fn een(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    id: Uuid,
) -> Result<Option<Vraagpunt>> {
    let alle = lees(conn, lezer, Bij::Nummers(&[id]), Teksten::Mee).await?;
    Ok(alle.into_iter().next())
}

/// One, for a task of the platform itself.
pub async fn voor_taak(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Vraagpunt>> {
    let rij = vraagpunt::Entity::find_by_id(id).one(conn).await?;
    let alle = heel(conn, rij.into_iter().collect()).await?;
    Ok(alle.into_iter().next())
}

/// Those to an organisatie about a stuk that were asked at this moment, for a task of the platform itself.
pub async fn gesteld_op(
    conn: &impl ConnectionTrait,
    (stuk_id, aan): (Uuid, Uuid),
    op: DateTime<Utc>,
) -> Result<Vec<Vraagpunt>> {
    let rijen = vraagpunt::Entity::find()
        .filter(vraagpunt::Column::StukId.eq(stuk_id))
        .filter(vraagpunt::Column::AanId.eq(aan))
        .order_by_asc(vraagpunt::Column::Nummer)
        .all(conn)
        .await?;
    let van_dat_moment = rijen.into_iter().filter(|rij| rij.gesteld_op == op);
    heel(conn, van_dat_moment.collect()).await
}

/// The number that the next question about a stuk gets. Who asks holds the stuk.
pub async fn volgend_nummer(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<i32> {
    let hoogste: Option<i32> = vraagpunt::Entity::find()
        .select_only()
        .column(vraagpunt::Column::Nummer)
        .filter(vraagpunt::Column::StukId.eq(stuk_id))
        .order_by_desc(vraagpunt::Column::Nummer)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(hoogste.unwrap_or_default() + 1)
}

/// Adds a question that nobody has answered.
pub async fn voeg_toe(conn: &impl ConnectionTrait, punt: &Vraagpunt) -> Result<()> {
    let rij = vraagpunt::ActiveModel {
        id: Set(punt.id),
        stuk_id: Set(punt.stuk_id),
        nummer: Set(punt.nummer),
        vraag: Set(punt.vraag.clone()),
        aan_id: Set(punt.aan),
        uiterlijk: Set(punt.uiterlijk),
        door: Set(punt.door.clone()),
        gesteld_op: Set(punt.gesteld_op),
        uitkomst: Set(None),
        antwoord: Set(String::new()),
        beantwoord_door: Set(None),
        beantwoord_op: Set(None),
    };
    vraagpunt::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Writes the answer to a question; answers false when there was one already.
pub async fn beantwoord(
    conn: &impl ConnectionTrait,
    id: Uuid,
    antwoord: &Antwoord,
) -> Result<bool> {
    let rij = vraagpunt::ActiveModel {
        uitkomst: Set(Some(antwoord.uitkomst.to_string())),
        antwoord: Set(antwoord.tekst.clone()),
        beantwoord_door: Set(Some(antwoord.door.clone())),
        beantwoord_op: Set(Some(antwoord.op)),
        ..Default::default()
    };
    let klaar = vraagpunt::Entity::update_many()
        .set(rij)
        .filter(vraagpunt::Column::Id.eq(id))
        .filter(vraagpunt::Column::Uitkomst.is_null())
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Adds that a question got more time, as the one with this number.
pub async fn verleng(
    conn: &impl ConnectionTrait,
    (id, nummer): (Uuid, i32),
    verlenging: &Verlenging,
) -> Result<()> {
    let rij = verlenging::ActiveModel {
        vraagpunt_id: Set(id),
        nummer: Set(nummer),
        tot: Set(verlenging.tot),
        reden: Set(verlenging.reden.clone()),
        door: Set(verlenging.door.clone()),
        op: Set(verlenging.op),
    };
    verlenging::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// What somebody wrote: questions, answers and reasons for more time, each with when.
pub async fn geschreven(
    conn: &impl ConnectionTrait,
    wie: &str,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let gevraagd = vraagpunt::Entity::find()
        .filter(vraagpunt::Column::Door.eq(wie))
        .all(conn)
        .await?;
    let beantwoord = vraagpunt::Entity::find()
        .filter(vraagpunt::Column::BeantwoordDoor.eq(wie))
        .all(conn)
        .await?;
    let uitgesteld = verlenging::Entity::find()
        .filter(verlenging::Column::Door.eq(wie))
        .all(conn)
        .await?;
    let gevraagd = gevraagd.into_iter().map(|rij| (rij.vraag, rij.gesteld_op));
    let beantwoord = beantwoord.into_iter();
    let beantwoord = beantwoord.filter_map(|rij| Some((rij.antwoord, rij.beantwoord_op?)));
    let uitgesteld = uitgesteld.into_iter().map(|rij| (rij.reden, rij.op));
    let alles = gevraagd.chain(beantwoord).chain(uitgesteld);
    let mut alles: Vec<_> = alles.filter(|(tekst, _)| !tekst.is_empty()).collect();
    alles.sort_by_key(|(_, op)| *op);
    Ok(alles)
}
