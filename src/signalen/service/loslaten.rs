//! Letting go of what an account signalled, before it is opened again for whoever is invited at its address: that may
//! be somebody else, or somebody who took the address to read along. Who treats a signaal goes on reading it.
//!
//! The platform does so, in a write of its own that is done before the account can be used. A row in the log of who
//! invites would tell them that there was a signaal.

use uuid::Uuid;

use super::{
    super::{
        model::{NIEMAND, Signaal, sleutels},
        store,
    },
    lezen::laad_een,
};
use crate::{
    actor::Actor,
    ctx::{Ctx, Machtiging},
    db::{Db, Teksten},
    error::Result,
    navraag::service as navraag,
    stukken::service::{self as stukken, links},
};

/// Has the platform let go of what an account signalled, and of what it was asked about that. A second time changes
/// nothing.
///
/// # Errors
/// The database refuses.
pub async fn laat_los(db: &Db, ctx: &Ctx, account: Uuid) -> Result<()> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let mut gebeurd = Vec::new();
    for id in store::van_melder(conn, account).await?.into_iter().rev() {
        // Who gives it to another duo meanwhile writes its readers anew.
        links::houd(&write, id).await?;
        let kop = stukken::kop_voor_taak(conn, id).await?;
        let inhoud = Signaal {
            melder: NIEMAND,
            ..laad_een(conn, id, Teksten::Weg).await?
        };
        store::zet_melder(conn, id, NIEMAND).await?;
        gebeurd.push(stukken::zet_sleutels(&write, &kop, &sleutels(&inhoud)).await?);
    }
    navraag::laat_los(&write, account).await?;
    write.commit(&als_platform(ctx), &gebeurd).await?;
    Ok(())
}

/// The platform at the same moment. Its request is not that of who invites: a log with both would tell whose it was.
fn als_platform(ctx: &Ctx) -> Ctx {
    const TAAK: &str = "signalen";
    Ctx {
        actor: Actor::Systeem(TAAK),
        aanmelding: None,
        machtiging: Machtiging::Geen,
        now: ctx.now,
        request_id: TAAK.into(),
        pad: String::new(),
    }
}
