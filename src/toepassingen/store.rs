//! All SQL of toepassingen.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
    sea_query::Expr,
};
use uuid::Uuid;

use super::model::{Inhoud, Telling, Toepassing};
use crate::{
    ctx::Ctx,
    db::{
        per_portie,
        tables::{organisatie, toepassing, verband},
    },
    error::Result,
    ids::new_id,
    organisaties::model::Organisatiesoort,
    stukken::model::Verbandsoort,
};

/// The toepassing of a praktijk by one organisatie.
pub async fn een(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    organisatie_id: Uuid,
) -> Result<Option<Toepassing>> {
    let rij = toepassing::Entity::find()
        .filter(toepassing::Column::StukId.eq(stuk_id))
        .filter(toepassing::Column::OrganisatieId.eq(organisatie_id))
        .one(conn)
        .await?;
    rij.map(lees).transpose()
}

/// Those of a praktijk, the newest first.
pub async fn van_stuk(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Toepassing>> {
    let rijen = toepassing::Entity::find()
        .filter(toepassing::Column::StukId.eq(stuk_id))
        .order_by_desc(toepassing::Column::Gewijzigd)
        .order_by_desc(toepassing::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(lees).collect()
}

/// Those of any of these organisaties, the newest first.
pub async fn van_organisaties(
    conn: &impl ConnectionTrait,
    ids: &BTreeSet<Uuid>,
) -> Result<Vec<Toepassing>> {
    let rijen = toepassing::Entity::find()
        .filter(toepassing::Column::OrganisatieId.is_in(ids.iter().copied()))
        .order_by_desc(toepassing::Column::Gewijzigd)
        .order_by_desc(toepassing::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(lees).collect()
}

fn lees(rij: toepassing::Model) -> Result<Toepassing> {
    let kapot = |veld: &str| anyhow::anyhow!("toepassing {} has a broken {veld}", rij.id);
    let afwijking = Some(rij.afwijking.as_str()).filter(|a| !a.is_empty());
    Ok(Toepassing {
        stuk_id: rij.stuk_id,
        organisatie_id: rij.organisatie_id,
        inhoud: Inhoud {
            soort: rij.soort.parse().map_err(|()| kapot("soort"))?,
            afwijking: afwijking
                .map(str::parse)
                .transpose()
                .map_err(|()| kapot("afwijking"))?,
            veranderd: rij.veranderd,
            opgebracht: rij.opgebracht,
            meerkosten: rij.meerkosten,
            bedrag: rij.bedrag,
        },
        versie: rij.versie,
        gewijzigd: rij.gewijzigd,
    })
}

fn velden(ctx: &Ctx, inhoud: &Inhoud, versie: i64) -> toepassing::ActiveModel {
    toepassing::ActiveModel {
        soort: Set(inhoud.soort.to_string()),
        veranderd: Set(inhoud.veranderd.clone()),
        opgebracht: Set(inhoud.opgebracht.clone()),
        afwijking: Set(inhoud.afwijking.map(|a| a.to_string()).unwrap_or_default()),
        meerkosten: Set(inhoud.meerkosten.clone()),
        bedrag: Set(inhoud.bedrag),
        versie: Set(versie),
        door: Set(ctx.actor.to_string()),
        gewijzigd: Set(ctx.now),
        ..Default::default()
    }
}

/// Adds a toepassing; the table refuses a second one of the same organisatie.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (stuk_id, organisatie_id): (Uuid, Uuid),
    inhoud: &Inhoud,
) -> Result<()> {
    let rij = toepassing::ActiveModel {
        id: Set(new_id()),
        stuk_id: Set(stuk_id),
        organisatie_id: Set(organisatie_id),
        gemaakt: Set(ctx.now),
        ..velden(ctx, inhoud, 1)
    };
    toepassing::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Changes a toepassing as its writer saw it; answers false when it is another by now.
pub async fn wijzig(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    oud: &Toepassing,
    inhoud: &Inhoud,
) -> Result<bool> {
    let klaar = toepassing::Entity::update_many()
        .set(velden(ctx, inhoud, oud.versie + 1))
        .filter(welke(oud.stuk_id, oud.organisatie_id))
        .filter(toepassing::Column::Versie.eq(oud.versie))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Removes a toepassing; answers whether there was one.
pub async fn verwijder(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    organisatie_id: Uuid,
) -> Result<bool> {
    let weg = toepassing::Entity::delete_many()
        .filter(welke(stuk_id, organisatie_id))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}

fn welke(stuk_id: Uuid, organisatie_id: Uuid) -> Condition {
    Condition::all()
        .add(toepassing::Column::StukId.eq(stuk_id))
        .add(toepassing::Column::OrganisatieId.eq(organisatie_id))
}

/// How many do what, of each of the given praktijken that somebody does something with.
pub async fn tellingen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Telling>> {
    let wie: RelationDef = toepassing::Entity::belongs_to(organisatie::Entity)
        .from(toepassing::Column::OrganisatieId)
        .to(organisatie::Column::StukId)
        .into();
    let rijen = per_portie(ids.iter().copied(), |ids| {
        toepassing::Entity::find()
            .join(JoinType::InnerJoin, wie.clone())
            .filter(toepassing::Column::StukId.is_in(ids))
            .select_only()
            .columns([toepassing::Column::StukId, toepassing::Column::Soort])
            .column(organisatie::Column::Organisatiesoort)
            .into_tuple::<(Uuid, String, String)>()
            .all(conn)
    });
    let mut per_stuk: HashMap<Uuid, Telling> = HashMap::new();
    for (stuk_id, soort, van) in rijen.await? {
        let vreemd =
            |()| anyhow::anyhow!("a toepassing of {stuk_id} is of the unknown kind {soort}");
        let is_verband = van == Organisatiesoort::Samenwerkingsverband.waarde();
        let soort = soort.parse().map_err(vreemd)?;
        per_stuk.entry(stuk_id).or_default().tel(soort, is_verband);
    }
    Ok(per_stuk)
}

/// Whether two organisaties belong together, whichever of them says so.
pub async fn horen_bij_elkaar(conn: &impl ConnectionTrait, een: Uuid, ander: Uuid) -> Result<bool> {
    use verband::Column::{Naar, Soort, Van};
    let zo = |van: Uuid, naar: Uuid| Condition::all().add(Van.eq(van)).add(Naar.eq(naar));
    let gevonden = verband::Entity::find()
        .filter(Soort.eq(Verbandsoort::HoortBij.waarde()))
        .filter(Condition::any().add(zo(een, ander)).add(zo(ander, een)))
        .count(conn)
        .await?;
    Ok(gevonden > 0)
}

/// Gives what one organisatie said to another, which must not have said anything of the same praktijk.
pub async fn verhuis(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    (van, naar): (Uuid, Uuid),
) -> Result<()> {
    toepassing::Entity::update_many()
        .col_expr(toepassing::Column::OrganisatieId, Expr::value(naar))
        .filter(welke(stuk_id, van))
        .exec(conn)
        .await?;
    Ok(())
}
