//! All SQL of the fact check.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::model::{Link, Reactie, Uitspraak};
use crate::{
    actor::Sleutel,
    db::tables::{geschiedenis, leesrecht, linkreactie, toegangslink},
    error::Result,
    stukken::{Leesrecht, model::Sectie},
};

/// The states in which a stuk is read by a link.
const CONCEPT: [&str; 3] = ["concept", "aangeboden", "wederhoor"];

fn link(rij: toegangslink::Model) -> Result<Link> {
    let kapot = |()| anyhow::anyhow!("toegangslink {} has a broken address", rij.id);
    Ok(Link {
        id: rij.id,
        stuk_id: rij.stuk_id,
        door: rij.gebruiker_id,
        mail: rij.mail.parse().map_err(kapot)?,
        naam: rij.naam,
        gemaakt: rij.gemaakt,
        verloopt: rij.verloopt,
        ingetrokken: rij.ingetrokken,
        geopend: rij.geopend,
    })
}

/// Adds a link; it opens nothing before it has a code.
pub async fn voeg_toe(conn: &impl ConnectionTrait, nieuw: &Link) -> Result<()> {
    let rij = toegangslink::ActiveModel {
        id: Set(nieuw.id),
        stuk_id: Set(nieuw.stuk_id),
        gebruiker_id: Set(nieuw.door),
        naam: Set(nieuw.naam.clone()),
        mail: Set(nieuw.mail.to_string()),
        code_hash: Set(None),
        sessie_hash: Set(None),
        gemaakt: Set(nieuw.gemaakt),
        verloopt: Set(nieuw.verloopt),
        ingetrokken: Set(nieuw.ingetrokken),
        geopend: Set(nieuw.geopend),
    };
    toegangslink::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// By what a link is found.
#[derive(Debug, Clone, Copy)]
pub enum Op<'a> {
    /// Its number.
    Id(Uuid),
    /// The hash of the code in the mail.
    Code(&'a str),
    /// The hash of what the browser holds that opened it last.
    Sessie(&'a str),
}

/// A link, in whatever state.
pub async fn een(conn: &impl ConnectionTrait, op: Op<'_>) -> Result<Option<Link>> {
    let welke = match op {
        Op::Id(id) => toegangslink::Column::Id.eq(id),
        Op::Code(hash) => toegangslink::Column::CodeHash.eq(hash),
        Op::Sessie(hash) => toegangslink::Column::SessieHash.eq(hash),
    };
    let rij = toegangslink::Entity::find().filter(welke).one(conn).await?;
    rij.map(link).transpose()
}

/// The links to a stuk, in whatever state, the newest first.
pub async fn van_stuk(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Link>> {
    let rijen = toegangslink::Entity::find()
        .filter(toegangslink::Column::StukId.eq(stuk_id))
        .order_by_desc(toegangslink::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(link).collect()
}

/// When an account invited somebody since a moment, the first first.
pub async fn uitgenodigd(
    conn: &impl ConnectionTrait,
    door: Uuid,
    sinds: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    Ok(toegangslink::Entity::find()
        .select_only()
        .column(toegangslink::Column::Gemaakt)
        .filter(toegangslink::Column::GebruikerId.eq(door))
        .filter(toegangslink::Column::Gemaakt.gt(sinds))
        .order_by_asc(toegangslink::Column::Gemaakt)
        .into_tuple()
        .all(conn)
        .await?)
}

/// Gives a link another code; the one before opens nothing from then on.
pub async fn zet_code(conn: &impl ConnectionTrait, id: Uuid, hash: String) -> Result<()> {
    toegangslink::Entity::update_many()
        .col_expr(toegangslink::Column::CodeHash, Expr::value(hash))
        .filter(toegangslink::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes what the browser holds that opened a link; another one that did before holds nothing more.
pub async fn open(
    conn: &impl ConnectionTrait,
    id: Uuid,
    sessie_hash: String,
    op: DateTime<Utc>,
) -> Result<()> {
    toegangslink::Entity::update_many()
        .col_expr(toegangslink::Column::SessieHash, Expr::value(sessie_hash))
        .col_expr(toegangslink::Column::Geopend, Expr::value(op))
        .filter(toegangslink::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends a link; it keeps no secret.
pub async fn trek_in(conn: &impl ConnectionTrait, id: Uuid, op: DateTime<Utc>) -> Result<()> {
    let niets: Option<String> = None;
    toegangslink::Entity::update_many()
        .col_expr(toegangslink::Column::Ingetrokken, Expr::value(op))
        .col_expr(toegangslink::Column::CodeHash, Expr::value(niets.clone()))
        .col_expr(toegangslink::Column::SessieHash, Expr::value(niets))
        .filter(toegangslink::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// When the holder of a link did something with the stuk since a moment, the first first.
pub async fn gedaan(
    conn: &impl ConnectionTrait,
    link: &Link,
    actie: &str,
    sinds: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    Ok(geschiedenis::Entity::find()
        .select_only()
        .column(geschiedenis::Column::Op)
        .filter(geschiedenis::Column::StukId.eq(link.stuk_id))
        .filter(geschiedenis::Column::Actie.eq(actie))
        .filter(geschiedenis::Column::Actor.eq(Sleutel::Link(link.id).to_string()))
        .filter(geschiedenis::Column::Op.gt(sinds))
        .order_by_asc(geschiedenis::Column::Nummer)
        .into_tuple()
        .all(conn)
        .await?)
}

/// Keeps what was said by a link.
pub async fn bewaar_reactie(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    nieuw: &Reactie,
) -> Result<()> {
    let opmerkingen = serde_json::to_string(&nieuw.wat.opmerkingen);
    let rij = linkreactie::ActiveModel {
        id: Set(nieuw.id),
        link_id: Set(nieuw.link_id),
        stuk_id: Set(stuk_id),
        versie: Set(nieuw.versie),
        oordeel: Set(nieuw.wat.oordeel.to_string()),
        toelichting: Set(nieuw.wat.toelichting.clone()),
        opmerkingen: Set(opmerkingen.map_err(anyhow::Error::from)?),
        op: Set(nieuw.op),
    };
    linkreactie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// What was said of a stuk, as far as this reader may read it, the newest first. The reader reads the
/// stuk.
pub async fn reacties(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    stuk_id: Uuid,
) -> Result<Vec<Reactie>> {
    let rijen = linkreactie::Entity::find()
        .filter(linkreactie::Column::StukId.eq(stuk_id))
        .filter(lezer.voorwaarde_deel((linkreactie::Entity, linkreactie::Column::Id)))
        .order_by_desc(linkreactie::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(reactie).collect()
}

fn reactie(rij: linkreactie::Model) -> Result<Reactie> {
    let kapot = |()| anyhow::anyhow!("linkreactie {} has an unknown oordeel", rij.id);
    let opmerkingen: Vec<Sectie> =
        serde_json::from_str(&rij.opmerkingen).map_err(anyhow::Error::from)?;
    Ok(Reactie {
        id: rij.id,
        link_id: rij.link_id,
        versie: rij.versie,
        wat: Uitspraak {
            oordeel: rij.oordeel.parse().map_err(kapot)?,
            toelichting: rij.toelichting,
            opmerkingen,
        },
        op: rij.op,
    })
}

/// The links that ended before a moment, each with when it did: by itself, because somebody revoked it, or
/// because the stuk stopped being a draft.
pub async fn oude(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<(Link, DateTime<Utc>)>> {
    let rijen = toegangslink::Entity::find()
        .filter(toegangslink::Column::Gemaakt.lt(grens))
        .order_by_asc(toegangslink::Column::Id)
        .all(conn)
        .await?;
    let mut oude = Vec::new();
    for rij in rijen {
        let link = link(rij)?;
        let mut einde = link.ingetrokken.unwrap_or(link.verloopt).min(link.verloopt);
        if einde >= grens
            && let Some(op) = geen_concept_meer(conn, &link).await?
        {
            einde = einde.min(op);
        }
        if einde < grens {
            oude.push((link, einde));
        }
    }
    Ok(oude)
}

/// When a stuk stopped being a draft after somebody was invited to it; none when it is one still.
async fn geen_concept_meer(
    conn: &impl ConnectionTrait,
    link: &Link,
) -> Result<Option<DateTime<Utc>>> {
    Ok(geschiedenis::Entity::find()
        .select_only()
        .column(geschiedenis::Column::Op)
        .filter(geschiedenis::Column::StukId.eq(link.stuk_id))
        .filter(geschiedenis::Column::Van.is_in(CONCEPT))
        // A row that says nothing of a state has none.
        .filter(geschiedenis::Column::Naar.ne(""))
        .filter(geschiedenis::Column::Naar.is_not_in(CONCEPT))
        .filter(geschiedenis::Column::Op.gte(link.gemaakt))
        .order_by_asc(geschiedenis::Column::Nummer)
        .into_tuple()
        .one(conn)
        .await?)
}

/// Destroys a link with what was said by it, and all keys of both. Answers whether it was there.
pub async fn vernietig(conn: &impl ConnectionTrait, link: &Link) -> Result<bool> {
    let reacties: Vec<Uuid> = linkreactie::Entity::find()
        .select_only()
        .column(linkreactie::Column::Id)
        .filter(linkreactie::Column::LinkId.eq(link.id))
        .into_tuple()
        .all(conn)
        .await?;
    let sleutels = Condition::any()
        .add(leesrecht::Column::DeelId.is_in(reacties))
        .add(leesrecht::Column::Sleutel.eq(Sleutel::Link(link.id).to_string()));
    leesrecht::Entity::delete_many()
        .filter(leesrecht::Column::StukId.eq(link.stuk_id))
        .filter(sleutels)
        .exec(conn)
        .await?;
    linkreactie::Entity::delete_many()
        .filter(linkreactie::Column::LinkId.eq(link.id))
        .exec(conn)
        .await?;
    let weg = toegangslink::Entity::delete_by_id(link.id)
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}
