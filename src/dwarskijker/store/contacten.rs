//! Through whom organisaties reply: accounts, and toegangslinken for who has none.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::super::model::Contact;
use crate::{
    db::{
        per_portie,
        tables::{wederhoorcontact, wederhoorlink},
    },
    error::Result,
};

/// Names somebody as a contact, also who was one before. `erbij_op` is when, of who comes later than the
/// others.
pub async fn geef(
    conn: &impl ConnectionTrait,
    vraag: Uuid,
    wie: Contact,
    erbij_op: Option<DateTime<Utc>>,
) -> Result<()> {
    match wie {
        Contact::Account(id) => {
            let rij = wederhoorcontact::ActiveModel {
                wederhoor_id: Set(vraag),
                gebruiker_id: Set(id),
                erbij_op: Set(erbij_op),
                weg_op: Set(None),
            };
            let sleutel = [
                wederhoorcontact::Column::WederhoorId,
                wederhoorcontact::Column::GebruikerId,
            ];
            let opnieuw = [
                wederhoorcontact::Column::ErbijOp,
                wederhoorcontact::Column::WegOp,
            ];
            wederhoorcontact::Entity::insert(rij)
                .on_conflict(
                    OnConflict::columns(sleutel)
                        .update_columns(opnieuw)
                        .to_owned(),
                )
                .exec_without_returning(conn)
                .await?;
        }
        Contact::Link(id) => {
            let rij = wederhoorlink::ActiveModel {
                wederhoor_id: Set(vraag),
                link_id: Set(id),
            };
            wederhoorlink::Entity::insert(rij)
                .exec_without_returning(conn)
                .await?;
        }
    }
    Ok(())
}

/// Ends that somebody is a contact. Of an account is kept that it was one; of a link its own row tells.
pub async fn neem(
    conn: &impl ConnectionTrait,
    vraag: Uuid,
    wie: Contact,
    op: DateTime<Utc>,
) -> Result<()> {
    match wie {
        Contact::Account(id) => {
            wederhoorcontact::Entity::update_many()
                .col_expr(wederhoorcontact::Column::WegOp, Expr::value(op))
                .filter(wederhoorcontact::Column::WederhoorId.eq(vraag))
                .filter(wederhoorcontact::Column::GebruikerId.eq(id))
                .exec(conn)
                .await?;
        }
        Contact::Link(id) => {
            wederhoorlink::Entity::delete_many()
                .filter(wederhoorlink::Column::WederhoorId.eq(vraag))
                .filter(wederhoorlink::Column::LinkId.eq(id))
                .exec(conn)
                .await?;
        }
    }
    Ok(())
}

/// Through whom each was asked, as it stands now: accounts first, in a fixed order.
pub async fn van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Contact>>> {
    let accounts = per_portie(ids.iter().copied(), |ids| {
        wederhoorcontact::Entity::find()
            .filter(wederhoorcontact::Column::WederhoorId.is_in(ids))
            .filter(wederhoorcontact::Column::WegOp.is_null())
            .order_by_asc(wederhoorcontact::Column::GebruikerId)
            .all(conn)
    });
    let links = per_portie(ids.iter().copied(), |ids| {
        wederhoorlink::Entity::find()
            .filter(wederhoorlink::Column::WederhoorId.is_in(ids))
            .order_by_asc(wederhoorlink::Column::LinkId)
            .all(conn)
    });
    let mut per_vraag: HashMap<Uuid, Vec<Contact>> = HashMap::new();
    for rij in accounts.await? {
        let van = per_vraag.entry(rij.wederhoor_id).or_default();
        van.push(Contact::Account(rij.gebruiker_id));
    }
    for rij in links.await? {
        let van = per_vraag.entry(rij.wederhoor_id).or_default();
        van.push(Contact::Link(rij.link_id));
    }
    Ok(per_vraag)
}
