//! Who follows a knelpunt: who signalled it, and who said that it plays in their gemeente as well.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::{Deelsoort, Lading, SOORT, Status},
    store,
};
use crate::{
    ctx::Ctx,
    db::Write,
    error::Result,
    jobs::{model::Opdracht, service as jobs},
    signalen::{model::NIEMAND, service::lezen},
};

/// The accounts that follow a knelpunt, also those that signalled in confidence: to write to them, never for
/// an answer.
///
/// # Errors
/// The database can't be read.
pub async fn volgers(conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<BTreeSet<Uuid>> {
    Ok(delen(conn, knelpunt).await?.into_keys().collect())
}

/// By what each account follows a knelpunt. Of more the most open: by that they hear what it is about.
async fn delen(
    conn: &impl ConnectionTrait,
    knelpunt: Uuid,
) -> Result<BTreeMap<Uuid, (Deelsoort, Uuid)>> {
    let mut delen = BTreeMap::new();
    for bijval in store::bijval::van(conn, &[knelpunt]).await? {
        let deel = (Deelsoort::Bijval, bijval.id);
        delen.entry(bijval.gebruiker).or_insert(deel);
    }
    let mut signalen = lezen::bij_knelpunten(conn, &[knelpunt]).await?;
    let mut signalen = signalen.remove(&knelpunt).unwrap_or_default();
    signalen.retain(|(_, signaal)| signaal.melder != NIEMAND);
    signalen.sort_by_key(|(id, signaal)| (signaal.vertrouwelijk, *id));
    for (id, signaal) in signalen {
        let deel = (Deelsoort::Signaal, id);
        delen.entry(signaal.melder).or_insert(deel);
    }
    Ok(delen)
}

/// Has all who follow a knelpunt told that it came to a state, once the write is committed.
///
/// # Errors
/// The database refuses.
pub async fn vertel(write: &Write, ctx: &Ctx, knelpunt: Uuid, status: Status) -> Result<()> {
    for (soort, deel) in delen(write.conn(), knelpunt).await?.into_values() {
        let lading = Lading {
            knelpunt,
            soort,
            deel,
            status,
        };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    Ok(())
}
