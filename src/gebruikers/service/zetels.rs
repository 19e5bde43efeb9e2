//! Roles in a thema that somebody has because of where they work.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    actor::{Rol, Toekenning},
    error::Result,
    gebruikers::policy::heeft_plaats,
    organisaties::service as organisaties,
};

/// Those of these roles that end, when they are all that somebody still has: no organisatie that they
/// are a member of fits them.
pub(super) async fn zonder_plaats(
    conn: &impl ConnectionTrait,
    blijft: &[Toekenning],
) -> Result<Vec<Toekenning>> {
    let lid = blijft.iter().filter(|wat| wat.rol == Rol::Lid);
    let van: BTreeSet<Uuid> = lid.filter_map(|wat| wat.bereik.id()).collect();
    let soorten = organisaties::soorten(conn, &van).await?;
    let alle = blijft.iter().copied();
    Ok(alle
        .filter(|wat| !heeft_plaats(wat.rol, &soorten))
        .collect())
}
