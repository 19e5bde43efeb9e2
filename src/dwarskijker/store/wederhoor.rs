//! Who was asked to reply, and what they said.

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    QueryTrait as _,
};
use uuid::Uuid;

use crate::{
    db::tables::{wederhoor, wederhoorcontact},
    error::Result,
};

/// The bevindingen that an account was named for as a contact, each once.
pub async fn bevindingen_van_contact(
    conn: &impl ConnectionTrait,
    gebruiker: Uuid,
) -> Result<Vec<Uuid>> {
    let gevraagd = wederhoorcontact::Entity::find()
        .select_only()
        .column(wederhoorcontact::Column::WederhoorId)
        .filter(wederhoorcontact::Column::GebruikerId.eq(gebruiker))
        .into_query();
    let ids = wederhoor::Entity::find()
        .select_only()
        .column(wederhoor::Column::BevindingId)
        .distinct()
        .filter(wederhoor::Column::Id.in_subquery(gevraagd))
        .into_tuple();
    Ok(ids.all(conn).await?)
}
