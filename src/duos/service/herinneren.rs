//! Telling the regietafel that a seat stands empty.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    super::{
        model::{Lading, Leeg},
        store,
    },
    meld, regietafel, te_lang_leeg,
};
use crate::{ctx::Ctx, db::Db, error::Result};

/// Makes those who tell wait for each other, so that nobody is told twice.
const SLOT: i64 = 0x4455_4f53;

/// Tells the members and the secretaris of the regietafel of the seats that stand empty for too long, each seat once as
/// long as it stays empty, in one message a person. As long as nobody is of the regietafel nothing counts as told. A
/// second time, in another process, or after the clock was set, changes nothing.
///
/// # Errors
/// The database fails. What was told stays told.
pub async fn herinner(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let leeg = te_lang_leeg(ctx, conn, vandaag).await?;
    let themas: Vec<Uuid> = leeg.iter().map(|(kop, _)| kop.id).collect();
    let gemeld = store::gemeld(conn, &themas).await?;
    let nieuw = leeg.iter().filter_map(|(kop, zetel)| {
        let (thema, kant, sinds) = (kop.id, zetel.kant, zetel.sinds);
        let al = gemeld.contains(&(thema, kant, sinds));
        (!al).then_some(Leeg { thema, kant, sinds })
    });
    let zetels: Vec<Leeg> = nieuw.collect();
    if zetels.is_empty() {
        return Ok(());
    }
    let regietafel = regietafel(conn).await?;
    if regietafel.is_empty() {
        tracing::warn!("seats stand empty, and nobody is of the regietafel");
        return Ok(());
    }
    store::noteer(conn, &zetels, ctx.now).await?;
    for account in regietafel {
        let zetels = zetels.clone();
        meld(&write, ctx, &Lading::Nacht { account, zetels }).await?;
    }
    write.commit_zonder_gebeurtenis().await
}
