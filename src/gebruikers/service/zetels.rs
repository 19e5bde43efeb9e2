//! Roles in a thema that somebody has because of where they work.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    actor::{Bereik, Rol, Toekenning},
    error::Result,
    gebruikers::{policy::heeft_plaats, store::rollen},
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

/// Whether somebody sits on the two seats of a thema: on that of the Rijk, and on that of the
/// gemeenten.
///
/// # Errors
/// The database can't be read.
pub async fn bezet(conn: &impl ConnectionTrait, thema_id: Uuid) -> Result<(bool, bool)> {
    let zit_iemand = async |rol| -> Result<bool> {
        let bereik = Bereik::Thema(thema_id);
        let houders = rollen::houders(conn, Toekenning { rol, bereik }).await?;
        Ok(!houders.is_empty())
    };
    Ok((
        zit_iemand(Rol::DuoRijk).await?,
        zit_iemand(Rol::DuoGemeente).await?,
    ))
}
