//! Who was asked to reply, and what they said.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _,
    JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef, Select,
    sea_query::Expr,
};
use uuid::Uuid;

use super::super::model::{Reactie, Wederhoor};
use crate::{
    db::{
        per_portie,
        tables::{bevinding, wederhoor, wederhoorcontact, wederhoorlink},
    },
    error::Result,
};

fn uit(rij: wederhoor::Model) -> Wederhoor {
    let reactie = match (rij.gereageerd_door, rij.gereageerd_op) {
        (Some(door), Some(op)) => Some(Reactie {
            tekst: rij.reactie,
            door,
            op,
        }),
        _ => None,
    };
    Wederhoor {
        id: rij.id,
        ronde: rij.ronde,
        organisatie: rij.organisatie_id,
        revisie: rij.revisie,
        gevraagd_op: rij.gevraagd_op,
        uiterlijk: rij.uiterlijk,
        reactie,
    }
}

/// What was asked in the last round of each bevinding, with the bevinding joined.
fn laatste_ronde() -> Select<wederhoor::Entity> {
    let over: RelationDef = wederhoor::Entity::belongs_to(bevinding::Entity)
        .from(wederhoor::Column::BevindingId)
        .to(bevinding::Column::StukId)
        .into();
    let laatste = Expr::col((wederhoor::Entity, wederhoor::Column::Ronde))
        .equals((bevinding::Entity, bevinding::Column::Ronde));
    wederhoor::Entity::find()
        .join(JoinType::InnerJoin, over)
        .filter(laatste)
}

/// What an account was named for as a contact, each with its bevinding: of the last round only. Who was
/// asked in a round that was taken back reads nothing of the next one by that.
pub async fn van_contact(
    conn: &impl ConnectionTrait,
    gebruiker: Uuid,
) -> Result<Vec<(Uuid, Wederhoor)>> {
    let contact: RelationDef = wederhoor::Entity::belongs_to(wederhoorcontact::Entity)
        .from(wederhoor::Column::Id)
        .to(wederhoorcontact::Column::WederhoorId)
        .into();
    let rijen = laatste_ronde()
        .join(JoinType::InnerJoin, contact)
        .filter(wederhoorcontact::Column::GebruikerId.eq(gebruiker))
        .filter(wederhoorcontact::Column::WegOp.is_null())
        .order_by_asc(wederhoor::Column::Id)
        .all(conn)
        .await?;
    Ok(rijen
        .into_iter()
        .map(|rij| (rij.bevinding_id, uit(rij)))
        .collect())
}

/// What somebody may reply to by a toegangslink, with its bevinding: of the last round only.
pub async fn van_link(
    conn: &impl ConnectionTrait,
    link: Uuid,
) -> Result<Option<(Uuid, Wederhoor)>> {
    let met_link: RelationDef = wederhoor::Entity::belongs_to(wederhoorlink::Entity)
        .from(wederhoor::Column::Id)
        .to(wederhoorlink::Column::WederhoorId)
        .into();
    let rij = laatste_ronde()
        .join(JoinType::InnerJoin, met_link)
        .filter(wederhoorlink::Column::LinkId.eq(link))
        .one(conn)
        .await?;
    Ok(rij.map(|rij| (rij.bevinding_id, uit(rij))))
}

/// What an account was ever named for as a contact.
#[derive(Debug, Clone)]
pub struct Ooit {
    /// The bevinding.
    pub bevinding: Uuid,
    /// What was asked.
    pub vraag: Wederhoor,
    /// Whether that is the last round.
    pub laatste: bool,
    /// Whether they are a contact no more.
    pub weg: bool,
}

/// What an account was named for as a contact, in whichever round, also when they are one no more.
pub async fn gevraagd_aan(
    conn: &impl ConnectionTrait,
    vraag: Uuid,
    gebruiker: Uuid,
) -> Result<Option<Ooit>> {
    let contact = wederhoorcontact::Entity::find()
        .filter(wederhoorcontact::Column::WederhoorId.eq(vraag))
        .filter(wederhoorcontact::Column::GebruikerId.eq(gebruiker))
        .one(conn)
        .await?;
    let Some(contact) = contact else {
        return Ok(None);
    };
    let rij = wederhoor::Entity::find()
        .filter(wederhoor::Column::Id.eq(vraag))
        .one(conn)
        .await?;
    let laatste = laatste_ronde()
        .filter(wederhoor::Column::Id.eq(vraag))
        .one(conn)
        .await?;
    Ok(rij.map(|rij| Ooit {
        bevinding: rij.bevinding_id,
        vraag: uit(rij),
        laatste: laatste.is_some(),
        weg: contact.weg_op.is_some(),
    }))
}

/// Adds that an organisatie is asked; through whom is for [`super::contacten`].
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    bevinding: Uuid,
    nieuw: &Wederhoor,
) -> Result<()> {
    let rij = wederhoor::ActiveModel {
        id: Set(nieuw.id),
        bevinding_id: Set(bevinding),
        ronde: Set(nieuw.ronde),
        organisatie_id: Set(nieuw.organisatie),
        revisie: Set(nieuw.revisie),
        gevraagd_op: Set(nieuw.gevraagd_op),
        uiterlijk: Set(nieuw.uiterlijk),
        reactie: Set(String::new()),
        gereageerd_door: Set(None),
        gereageerd_op: Set(None),
    };
    wederhoor::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Who was asked about these bevindingen in all rounds, the first asked first.
pub async fn van(
    conn: &impl ConnectionTrait,
    bevindingen: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Wederhoor>>> {
    let rijen = per_portie(bevindingen.iter().copied(), |ids| {
        wederhoor::Entity::find()
            .filter(wederhoor::Column::BevindingId.is_in(ids))
            .order_by_asc(wederhoor::Column::Ronde)
            .order_by_asc(wederhoor::Column::Id)
            .all(conn)
    });
    let mut per_bevinding: HashMap<Uuid, Vec<Wederhoor>> = HashMap::new();
    for rij in rijen.await? {
        let van = per_bevinding.entry(rij.bevinding_id).or_default();
        van.push(uit(rij));
    }
    Ok(per_bevinding)
}

/// Gives an organisatie another last day.
pub async fn zet_termijn(
    conn: &impl ConnectionTrait,
    id: Uuid,
    uiterlijk: NaiveDate,
) -> Result<()> {
    wederhoor::Entity::update_many()
        .col_expr(wederhoor::Column::Uiterlijk, Expr::value(uiterlijk))
        .filter(wederhoor::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Writes what an organisatie replies, over what it said before.
pub async fn zet_reactie(conn: &impl ConnectionTrait, id: Uuid, reactie: &Reactie) -> Result<()> {
    let rij = wederhoor::ActiveModel {
        reactie: Set(reactie.tekst.clone()),
        gereageerd_door: Set(Some(reactie.door.clone())),
        gereageerd_op: Set(Some(reactie.op)),
        ..Default::default()
    };
    wederhoor::Entity::update_many()
        .set(rij)
        .filter(wederhoor::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// What somebody replied that stands beside an established bevinding, each with when, the first first.
pub async fn geschreven(
    conn: &impl ConnectionTrait,
    wie: &str,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let rijen = laatste_ronde()
        .filter(bevinding::Column::VastgesteldOp.is_not_null())
        .filter(wederhoor::Column::GereageerdDoor.eq(wie))
        .order_by_asc(wederhoor::Column::GereageerdOp)
        .order_by_asc(wederhoor::Column::Id)
        .all(conn)
        .await?;
    let gezegd = rijen.into_iter();
    let gezegd = gezegd.filter_map(|rij| Some((rij.reactie, rij.gereageerd_op?)));
    Ok(gezegd.collect())
}
