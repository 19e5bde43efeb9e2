//! Reminding who has to do something that it has to be done.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    super::{
        model::{Herinnering, Lading, VOORAF, Wacht, herinnering},
        store::herinneringen as store,
    },
    meld,
    mensen::{Mens, mensen, met},
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::Result,
};

/// Makes those who remind wait for each other, so that nobody is reminded twice.
const SLOT: i64 = 0x4143_5449;
/// Acties looked at together.
const PER_KEER: u64 = 200;

/// What is to be told in a night.
#[derive(Debug, Default)]
struct Nacht {
    /// Who takes part in each of the thema's that were seen.
    per_thema: HashMap<Uuid, Vec<Mens>>,
    /// What each of them hears.
    per_account: BTreeMap<Uuid, Vec<Wacht>>,
}

/// Reminds who has to do something three days before the last day, and when that day is over, once each for
/// every last day and every owner. It is one message a person, however many acties they have: that is why all of
/// them are one write. Who left the thema hears nothing: the duo sees that nobody does it. A second time, or in
/// another process, changes nothing.
///
/// # Errors
/// The database fails. Then nobody is told, and the next time everybody is.
pub async fn herinner(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let mut nacht = Nacht::default();
    let mut na = Uuid::nil();
    while let Some(laatste) = noteer_na(&write, ctx, (vandaag, na), &mut nacht).await? {
        na = laatste;
    }
    if nacht.per_account.is_empty() {
        return Ok(());
    }
    for (account, acties) in nacht.per_account {
        meld(&write, ctx, &Lading::Nacht { account, acties }).await?;
    }
    write.commit_zonder_gebeurtenis().await?;
    Ok(())
}

/// Notes what is to be told of some acties, from the one after `na`; answers the last of them, none when there are
/// no more.
async fn noteer_na(
    write: &Write,
    ctx: &Ctx,
    (vandaag, na): (NaiveDate, Uuid),
    nacht: &mut Nacht,
) -> Result<Option<Uuid>> {
    let conn = write.conn();
    let tot = vandaag + Days::new(VOORAF);
    let acties = store::op_de_rol(conn, tot, na, PER_KEER).await?;
    let Some(laatste) = acties.last().map(|(id, _)| *id) else {
        return Ok(None);
    };
    let ids: Vec<Uuid> = acties.iter().map(|(id, _)| *id).collect();
    let gezegd = store::gezegd(conn, &ids).await?;
    for (id, actie) in &acties {
        let Some(wat) = herinnering(actie.voor, vandaag) else {
            continue;
        };
        // A clock that was set back says nothing that is past: who heard that the day is over is not told
        // that it comes.
        let al = |wat| gezegd.contains(&(*id, actie.houder, actie.voor, wat));
        if al(wat) || al(Herinnering::TeLaat) {
            continue;
        }
        let thema = actie.plaats.thema;
        let hier = match nacht.per_thema.entry(thema) {
            Entry::Occupied(er_al) => er_al.into_mut(),
            Entry::Vacant(nog_niet) => nog_niet.insert(mensen(conn, thema).await?),
        };
        if met(hier, actie.houder, actie.plaats.niveau).is_none() {
            continue;
        }
        store::noteer(conn, ctx, (*id, actie), wat).await?;
        let wacht = Wacht {
            actie: *id,
            voor: actie.voor,
        };
        let hoort = nacht.per_account.entry(actie.houder);
        hoort.or_default().push(wacht);
    }
    Ok(Some(laatste))
}
