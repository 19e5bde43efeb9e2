//! Letting go of what an account signalled, when it is opened again for whoever is invited at its address: that may
//! be somebody else, or somebody who took the address to read along. Who treats a signaal goes on reading it.
//!
//! It is a job of the platform. A row in the log of who invites would tell them that there was a signaal, and so
//! would a job that is there only when there was one.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::{
        model::{Signaal, sleutels},
        store,
    },
    lezen::laad_een,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten, Write},
    error::Result,
    jobs::{
        model::{Afloop, Mislukt, Opdracht, Uitkomst},
        service as jobs,
    },
    stukken::service as stukken,
};

/// The kind of the jobs that let go.
pub const SOORT: &str = "signaal-loslaten";

/// The melder of a signaal that was let go: no account has this number.
const NIEMAND: Uuid = Uuid::nil();

/// What a job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Lading {
    account: Uuid,
}

/// Has the platform let go of what an account signalled, if anything. The mail that opens the account is a job as
/// well, and comes after this one.
///
/// # Errors
/// The database refuses.
pub async fn zet_klaar(write: &Write, ctx: &Ctx, account: Uuid) -> Result<()> {
    let lading = serde_json::to_value(Lading { account }).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}

/// Does a job.
///
/// # Errors
/// It can't be read, or the database fails.
pub async fn doe(db: &Db, ctx: &Ctx, lading: Value) -> Uitkomst {
    let onleesbaar = |_| Mislukt::Definitief("de opdracht is niet te lezen".into());
    let Lading { account } = serde_json::from_value(lading).map_err(onleesbaar)?;
    laat_los(db, ctx, account).await?;
    Ok(Afloop::Klaar)
}

async fn laat_los(db: &Db, ctx: &Ctx, account: Uuid) -> Result<()> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let mut gebeurd = Vec::new();
    for id in store::van_melder(conn, account).await? {
        let kop = stukken::kop_voor_taak(conn, id).await?;
        let inhoud = Signaal {
            melder: NIEMAND,
            ..laad_een(conn, id, Teksten::Weg).await?
        };
        store::zet_melder(conn, id, NIEMAND).await?;
        gebeurd.push(stukken::zet_sleutels(&write, &kop, &sleutels(&inhoud)).await?);
    }
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}
