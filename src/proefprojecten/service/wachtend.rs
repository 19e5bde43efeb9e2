//! Decisions that wait for somebody.

use sea_orm::ConnectionTrait;

use super::{
    besluiten::openstaand,
    zaak::{beslisser, manier_van},
};
use crate::{
    ctx::Ctx,
    error::Result,
    proefprojecten::{model::Voorgesteld, store::besluiten as store},
    stukken::{model::Kop, service as stukken},
};

/// The proposals that the actor can agree with, each with its pilot, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn op_mij(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<(Kop, Voorgesteld)>> {
    let ids = store::stukken_met_open(conn).await?;
    let mut wachtend = Vec::new();
    for kop in stukken::koppen(ctx, conn, &ids).await? {
        let Some(besluit) = openstaand(ctx, conn, kop.id).await? else {
            continue;
        };
        let manier = manier_van(conn, &besluit).await?;
        let wie = beslisser(ctx, conn, &kop, besluit.thema_id).await?;
        let kan = wie.kan_instemmen(manier, &besluit.door, &besluit.stemmen);
        if kan.is_ok() {
            wachtend.push((kop, besluit));
        }
    }
    Ok(wachtend)
}
