//! All SQL of knelpunten: themselves here, who says that one plays there as well ([`bijval`]), and what went
//! from one to another ([`verplaatsingen`]).

pub mod bijval;
pub mod verplaatsingen;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Knelpunt, Status};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{knelpunt, stuk},
    },
    error::Result,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        store::{kop, secties_naar_json, secties_uit_json},
    },
};

/// Writes what is particular to a knelpunt, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Knelpunt) -> Result<()> {
    let treden = serde_json::to_string(&inhoud.treden).map_err(anyhow::Error::from)?;
    let rij = knelpunt::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
        oorzaak: Set(inhoud.oorzaak.map(|oorzaak| oorzaak.to_string())),
        treden: Set(treden),
        trekker_id: Set(inhoud.trekker),
        uit_bron: Set(inhoud.uit_bron),
        gesloten: Set(inhoud.gesloten),
        heropend: Set(inhoud.heropend),
        gesloten_op: Set(inhoud.gesloten_op),
    };
    knelpunt::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(knelpunt::Column::StukId)
                .update_columns([
                    knelpunt::Column::Tekst,
                    knelpunt::Column::Secties,
                    knelpunt::Column::Oorzaak,
                    knelpunt::Column::Treden,
                    knelpunt::Column::TrekkerId,
                    knelpunt::Column::UitBron,
                    knelpunt::Column::Gesloten,
                    knelpunt::Column::Heropend,
                    knelpunt::Column::GeslotenOp,
                ])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// What is particular to the given stukken, by id.
pub async fn laad(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    teksten: Teksten,
) -> Result<HashMap<Uuid, Knelpunt>> {
    use knelpunt::Column::{Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = knelpunt::Entity::find().filter(StukId.is_in(ids));
        teksten
            .van(rijen, &[(Tekst, "''"), (Secties, "'[]'")])
            .all(conn)
    });
    let rijen = rijen.await?;
    rijen
        .into_iter()
        .map(|rij| Ok((rij.stuk_id, inhoud(rij)?)))
        .collect()
}

fn inhoud(rij: knelpunt::Model) -> Result<Knelpunt> {
    let id = rij.stuk_id;
    let kapot = |veld: &str| anyhow::anyhow!("knelpunt {id} has a broken {veld}");
    let oorzaak = rij.oorzaak.as_deref().map(str::parse).transpose();
    Ok(Knelpunt {
        tekst: rij.tekst,
        secties: secties_uit_json(&rij.secties).ok_or_else(|| kapot("secties"))?,
        oorzaak: oorzaak.map_err(|()| kapot("oorzaak"))?,
        treden: serde_json::from_str(&rij.treden).map_err(|_| kapot("treden"))?,
        trekker: rij.trekker_id,
        uit_bron: rij.uit_bron,
        gesloten: rij.gesloten,
        heropend: rij.heropend,
        gesloten_op: rij.gesloten_op,
    })
}

/// The state of each of these knelpunten, whoever asks.
pub async fn statussen(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Status>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        stuk::Entity::find()
            .select_only()
            .columns([stuk::Column::Id, stuk::Column::Status])
            .filter(stuk::Column::Id.is_in(ids))
            .into_tuple::<(Uuid, String)>()
            .all(conn)
    });
    let paar = |(id, naam): (Uuid, String)| {
        let kapot = |()| anyhow::anyhow!("knelpunt {id} has the unknown status {naam}");
        let status: Status = naam.parse().map_err(kapot)?;
        Ok((id, status))
    };
    rijen.await?.into_iter().map(paar).collect()
}

/// All knelpunten that the reader may read, the newest first.
pub async fn leesbare(conn: &impl ConnectionTrait, leesrecht: &Leesrecht) -> Result<Vec<Kop>> {
    let rijen = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Knelpunt.waarde()))
        .filter(leesrecht.voorwaarde())
        .order_by_desc(stuk::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(kop).collect()
}
