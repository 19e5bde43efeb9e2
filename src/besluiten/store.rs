//! All SQL of besluiten: what is particular to one, and who agreed with it.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Besluit, Status};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{besluitstuk, stuk, themainstemming},
    },
    error::Result,
    proefprojecten::model::Stem,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        store::kop,
    },
    werkruimte::model::Plaats,
};

/// Writes what is particular to a besluit, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Besluit) -> Result<()> {
    let rij = besluitstuk::ActiveModel {
        stuk_id: Set(id),
        thema_id: Set(inhoud.plaats.thema),
        niveau: Set(inhoud.plaats.niveau.to_string()),
        tekst: Set(inhoud.tekst.clone()),
        waarom: Set(inhoud.waarom.clone()),
        door: Set(inhoud.door.to_string()),
        uitkomst: Set(inhoud.uitkomst.map(|uitkomst| uitkomst.to_string())),
        indiener: Set(inhoud.indiener.clone()),
        afdruk: Set(inhoud.afdruk.clone()),
    };
    besluitstuk::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(besluitstuk::Column::StukId)
                .update_columns([
                    besluitstuk::Column::ThemaId,
                    besluitstuk::Column::Niveau,
                    besluitstuk::Column::Tekst,
                    besluitstuk::Column::Waarom,
                    besluitstuk::Column::Door,
                    besluitstuk::Column::Uitkomst,
                    besluitstuk::Column::Indiener,
                    besluitstuk::Column::Afdruk,
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
) -> Result<HashMap<Uuid, Besluit>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = besluitstuk::Entity::find().filter(besluitstuk::Column::StukId.is_in(ids));
        let leeg = [
            (besluitstuk::Column::Tekst, "''"),
            (besluitstuk::Column::Waarom, "''"),
        ];
        teksten.van(rijen, &leeg).all(conn)
    });
    rijen.await?.into_iter().map(paar).collect()
}

fn paar(rij: besluitstuk::Model) -> Result<(Uuid, Besluit)> {
    let id = rij.stuk_id;
    let kapot = |veld: &'static str| move |()| anyhow::anyhow!("besluit {id} has a broken {veld}");
    let uitkomst = rij.uitkomst.map(|tekst| tekst.parse()).transpose();
    let inhoud = Besluit {
        plaats: Plaats {
            thema: rij.thema_id,
            niveau: rij.niveau.parse().map_err(kapot("niveau"))?,
        },
        tekst: rij.tekst,
        waarom: rij.waarom,
        door: rij.door.parse().map_err(kapot("door"))?,
        uitkomst: uitkomst.map_err(kapot("uitkomst"))?,
        indiener: rij.indiener,
        afdruk: rij.afdruk,
    };
    Ok((id, inhoud))
}

/// Keeps that somebody agreed, with what.
pub async fn stem(conn: &impl ConnectionTrait, id: Uuid, stem: &Stem, afdruk: &str) -> Result<()> {
    let rij = themainstemming::ActiveModel {
        stuk_id: Set(id),
        plek: Set(stem.plek.to_string()),
        namens: Set(stem.namens.to_string()),
        door: Set(stem.door.clone()),
        afdruk: Set(afdruk.to_owned()),
        op: Set(stem.op),
    };
    themainstemming::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Forgets who agreed: with other words nobody did.
pub async fn wis_stemmen(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    themainstemming::Entity::delete_many()
        .filter(themainstemming::Column::StukId.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Who agreed with these besluiten, each with the hash of what they agreed with, the first first.
pub async fn stemmen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<(String, Stem)>>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        themainstemming::Entity::find()
            .filter(themainstemming::Column::StukId.is_in(ids))
            .order_by_asc(themainstemming::Column::Op)
            .all(conn)
    });
    let mut per_besluit: HashMap<Uuid, Vec<(String, Stem)>> = HashMap::new();
    for rij in rijen.await? {
        let id = rij.stuk_id;
        let kapot = |veld: &'static str| {
            move |()| anyhow::anyhow!("agreeing with besluit {id} has a broken {veld}")
        };
        let stem = Stem {
            plek: rij.plek.parse().map_err(kapot("plek"))?,
            namens: rij.namens.parse().map_err(kapot("namens"))?,
            door: rij.door,
            op: rij.op,
        };
        per_besluit.entry(id).or_default().push((rij.afdruk, stem));
    }
    Ok(per_besluit)
}

/// The readable besluiten of these thema's in a state.
fn stukken(leesrecht: &Leesrecht, themas: &[Uuid], status: Status) -> Select<stuk::Entity> {
    let van_themas = besluitstuk::Entity::find()
        .select_only()
        .column(besluitstuk::Column::StukId)
        .filter(besluitstuk::Column::ThemaId.is_in(themas.iter().copied()))
        .into_query();
    stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Besluit.waarde()))
        .filter(stuk::Column::Status.eq(status.waarde()))
        .filter(stuk::Column::Id.in_subquery(van_themas))
        .filter(leesrecht.voorwaarde())
}

/// The readable besluiten of these thema's in a state, and how many there are: from where, and how many; the last
/// changed first.
pub async fn van_themas(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    (themas, status): (&[Uuid], Status),
    bereik: (u64, u64),
) -> Result<(u64, Vec<Kop>)> {
    let vraag = stukken(leesrecht, themas, status);
    let totaal = vraag.clone().count(conn).await?;
    let rijen = vraag
        .order_by_desc(stuk::Column::GewijzigdOp)
        .order_by_asc(stuk::Column::Id)
        .offset(bereik.0)
        .limit(bereik.1)
        .all(conn)
        .await?;
    let koppen: Result<Vec<Kop>> = rijen.into_iter().map(kop).collect();
    Ok((totaal, koppen?))
}
