//! All SQL of organisaties.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _,
    FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Gemeente, Organisatie, Organisatiesoort, Provincie};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{organisatie, stuk, verband},
    },
    error::Result,
    stukken::{
        Leesrecht,
        model::Verbandsoort,
        store::{secties_naar_json, secties_uit_json},
    },
};

/// Writes what is particular to a organisatie, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Organisatie) -> Result<()> {
    let rij = organisatie::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
        organisatiesoort: Set(inhoud.organisatiesoort.to_string()),
        officiele_naam: Set(inhoud.officiele_naam.clone()),
        provincie: Set(inhoud.provincie.map_or(String::new(), |p| p.to_string())),
        inwoners: Set(inhoud.inwoners),
        tooi_uri: Set(inhoud.tooi_uri.clone()),
        begin: Set(inhoud.begin),
        einde: Set(inhoud.einde),
    };
    organisatie::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(organisatie::Column::StukId)
                .update_columns([
                    organisatie::Column::Tekst,
                    organisatie::Column::Secties,
                    organisatie::Column::Organisatiesoort,
                    organisatie::Column::OfficieleNaam,
                    organisatie::Column::Provincie,
                    organisatie::Column::Inwoners,
                    organisatie::Column::TooiUri,
                    organisatie::Column::Begin,
                    organisatie::Column::Einde,
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
) -> Result<HashMap<Uuid, Organisatie>> {
    use organisatie::Column::{Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = organisatie::Entity::find().filter(StukId.is_in(ids));
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

fn inhoud(rij: organisatie::Model) -> Result<Organisatie> {
    let organisatie::Model {
        stuk_id,
        tekst,
        secties,
        organisatiesoort,
        officiele_naam,
        provincie,
        inwoners,
        tooi_uri,
        begin,
        einde,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("organisatie {stuk_id} has a broken {veld}");
    Ok(Organisatie {
        tekst,
        secties: secties_uit_json(&secties).ok_or_else(|| kapot("secties"))?,
        organisatiesoort: organisatiesoort
            .parse()
            .map_err(|()| kapot("organisatiesoort"))?,
        officiele_naam,
        provincie: provincie_van(&provincie).map_err(|()| kapot("provincie"))?,
        inwoners,
        tooi_uri,
        begin,
        einde,
    })
}

/// The readable gemeenten that exist on a day, by name; without what they share.
pub async fn gemeenten(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    dag: NaiveDate,
) -> Result<Vec<Gemeente>> {
    use organisatie::Column::{Begin, Einde, Inwoners, Organisatiesoort as Van, Provincie, StukId};
    let organisatie = stuk::Entity::belongs_to(organisatie::Entity)
        .from(stuk::Column::Id)
        .to(StukId);
    let rijen = stuk::Entity::find()
        .join(JoinType::InnerJoin, organisatie.into())
        .filter(Van.eq(Organisatiesoort::Gemeente.waarde()))
        .filter(Begin.is_null().or(Begin.lte(dag)))
        .filter(Einde.is_null().or(Einde.gt(dag)))
        .filter(leesrecht.voorwaarde())
        .select_only()
        .columns([
            stuk::Column::Id,
            stuk::Column::Slug,
            stuk::Column::Titel,
            stuk::Column::OfficieelId,
        ])
        .columns([Provincie, Inwoners])
        .order_by_asc(stuk::Column::Sorteer)
        .order_by_asc(stuk::Column::Id)
        .into_model::<Gemeenterij>()
        .all(conn)
        .await?;
    rijen.into_iter().map(gemeente).collect()
}

/// What a list of gemeenten needs of one.
#[derive(FromQueryResult)]
struct Gemeenterij {
    id: Uuid,
    slug: String,
    titel: String,
    officieel_id: Option<String>,
    provincie: String,
    inwoners: Option<i64>,
}

fn gemeente(rij: Gemeenterij) -> Result<Gemeente> {
    let kapot = |veld: &str| anyhow::anyhow!("gemeente {} has a broken {veld}", rij.id);
    Ok(Gemeente {
        id: rij.id,
        slug: rij.slug.parse().map_err(|()| kapot("slug"))?,
        provincie: provincie_van(&rij.provincie).map_err(|()| kapot("provincie"))?,
        titel: rij.titel,
        code: rij.officieel_id,
        inwoners: rij.inwoners,
        praktijken: 0,
    })
}

/// A province as the table keeps it; none is empty.
fn provincie_van(waarde: &str) -> Result<Option<Provincie>, ()> {
    Some(waarde)
        .filter(|w| !w.is_empty())
        .map(str::parse)
        .transpose()
}

/// Those of the given stukken that are a gemeente.
pub async fn gemeenten_onder(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    let gemeenten = per_portie(ids.iter().copied(), |ids| {
        organisatie::Entity::find()
            .select_only()
            .column(organisatie::Column::StukId)
            .filter(organisatie::Column::StukId.is_in(ids))
            .filter(organisatie::Column::Organisatiesoort.eq(Organisatiesoort::Gemeente.waarde()))
            .into_tuple::<Uuid>()
            .all(conn)
    });
    Ok(gemeenten.await?.into_iter().collect())
}

/// The organisaties that the given ones took the place of.
pub async fn voorgangers(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let van_organisatie: RelationDef = verband::Entity::belongs_to(organisatie::Entity)
        .from(verband::Column::Van)
        .to(organisatie::Column::StukId)
        .into();
    let rijen = per_portie(ids.iter().copied(), |ids| {
        verband::Entity::find()
            .join(JoinType::InnerJoin, van_organisatie.clone())
            .filter(verband::Column::Soort.eq(Verbandsoort::Vervangt.waarde()))
            .filter(verband::Column::Van.is_in(ids))
            .select_only()
            .column(verband::Column::Naar)
            .into_tuple()
            .all(conn)
    });
    rijen.await
}

/// The organisaties that took the place of one, in a fixed order.
pub async fn opvolgers(conn: &impl ConnectionTrait, van: Uuid) -> Result<Vec<Uuid>> {
    let nieuwe: RelationDef = verband::Entity::belongs_to(organisatie::Entity)
        .from(verband::Column::Van)
        .to(organisatie::Column::StukId)
        .into();
    let ids = verband::Entity::find()
        .join(JoinType::InnerJoin, nieuwe)
        .filter(verband::Column::Soort.eq(Verbandsoort::Vervangt.waarde()))
        .filter(verband::Column::Naar.eq(van))
        .select_only()
        .column(verband::Column::Van)
        .order_by_asc(verband::Column::Van)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}

/// What kind of organisatie each of these is, and its slug.
pub async fn soorten(
    conn: &impl ConnectionTrait,
    ids: &BTreeSet<Uuid>,
) -> Result<Vec<(Organisatiesoort, String)>> {
    let stukken: RelationDef = organisatie::Entity::belongs_to(stuk::Entity)
        .from(organisatie::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    let rijen = per_portie(ids.iter().copied(), |ids| {
        organisatie::Entity::find()
            .join(JoinType::InnerJoin, stukken.clone())
            .filter(organisatie::Column::StukId.is_in(ids))
            .select_only()
            .column(organisatie::Column::Organisatiesoort)
            .column(stuk::Column::Slug)
            .into_tuple::<(String, String)>()
            .all(conn)
    });
    let gelezen = rijen.await?.into_iter().map(|(soort, slug)| {
        let vreemd = |()| anyhow::anyhow!("organisatie {slug} is of the unknown kind {soort}");
        Ok((soort.parse().map_err(vreemd)?, slug.clone()))
    });
    gelezen.collect()
}
