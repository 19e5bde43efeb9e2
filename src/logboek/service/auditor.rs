//! The log without content, for the auditor.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Amsterdam;
use uuid::Uuid;

use crate::{
    actor::Rol,
    ctx::Ctx,
    db::{Db, tables::geschiedenis},
    error::Result,
    logboek::{
        model::{Auditregel, Auditvraag, Bladzij},
        policy::{is_vertrouwelijk, noemt_wie},
        store::regels::{self, Keuze},
    },
    stukken::geschiedenis::TRACE,
};

/// Rows of the export that are read at a time.
const PER_KEER: u64 = 1_000;

/// Lets only an auditor with a strong login through.
///
/// # Errors
/// Everybody else.
pub fn eis(ctx: &Ctx) -> Result<()> {
    ctx.eis_een(&[Rol::Auditor])
}

/// A page of the log, latest first.
///
/// # Errors
/// The actor is no auditor, or not strong enough logged in; the database can't be read.
pub async fn bladzij(
    db: &Db,
    ctx: &Ctx,
    vraag: &Auditvraag,
    bereik: (u64, u64),
) -> Result<Bladzij<Auditregel>> {
    eis(ctx)?;
    let Bladzij { totaal, rijen } = regels::bladzij(db.read(), &keuze(vraag), bereik).await?;
    let rijen = zonder_inhoud(db, rijen).await?;
    Ok(Bladzij { totaal, rijen })
}

/// The next rows after one, oldest first; none when there are no more. A few at a time, so that an
/// export of everything never stands in memory.
///
/// # Errors
/// As [`bladzij`].
pub async fn na(
    db: &Db,
    ctx: &Ctx,
    vraag: &Auditvraag,
    volgnummer: i64,
) -> Result<Vec<Auditregel>> {
    eis(ctx)?;
    let rijen = regels::na(db.read(), &keuze(vraag), volgnummer, PER_KEER).await?;
    zonder_inhoud(db, rijen).await
}

fn keuze(vraag: &Auditvraag) -> Keuze {
    Keuze {
        vanaf: vraag.vanaf.and_then(begin),
        voor: vraag.tot_en_met.and_then(|dag| begin(dag.succ_opt()?)),
        actie: vraag.actie.clone(),
    }
}

/// The moment that a day begins in the Netherlands.
fn begin(dag: NaiveDate) -> Option<DateTime<Utc>> {
    let begin = Amsterdam.from_local_datetime(&dag.and_time(NaiveTime::MIN));
    begin.earliest().map(|moment| moment.with_timezone(&Utc))
}

/// The rows as the auditor sees them.
async fn zonder_inhoud(db: &Db, rijen: Vec<geschiedenis::Model>) -> Result<Vec<Auditregel>> {
    let ids: BTreeSet<Uuid> = rijen.iter().map(|rij| rij.stuk_id).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let accounts = regels::accounts(db.read(), &ids).await?;
    let nummers = regels::nummers(db.read(), &ids).await?;
    let sleutels = regels::sleutels(db.read(), &ids).await?;
    let gelezen = regels::ooit_gelezen(db.read(), &ids).await?;
    let is_open = |id: &Uuid| {
        let sleutels = sleutels.get(id).map(Vec::as_slice).unwrap_or_default();
        accounts.contains(id) || !(gelezen.contains(id) || is_vertrouwelijk(sleutels))
    };
    let regel = |rij: geschiedenis::Model| {
        let soort = nummers.get(&rij.stuk_id).map(|(soort, _)| soort.as_str());
        let noemt_wie = soort.is_none_or(|soort| noemt_wie(soort, &rij.naar));
        let open = is_open(&rij.stuk_id) && noemt_wie;
        let (soort, nummer) = match nummers.get(&rij.stuk_id) {
            Some((soort, nummer)) => (soort.clone(), nummer.clone()),
            None if accounts.contains(&rij.stuk_id) => ("account".into(), rij.stuk_id.to_string()),
            None => ("verwijderd".into(), rij.stuk_id.to_string()),
        };
        // The name of the request leads to lines of the server.
        let velden = rij
            .velden
            .split(' ')
            .filter(|veld| open || !veld.starts_with(TRACE));
        Auditregel {
            volgnummer: rij.volgnummer,
            op: rij.op,
            soort,
            nummer,
            regel: rij.nummer,
            velden: velden.collect::<Vec<_>>().join(" "),
            actie: rij.actie,
            hash: open.then_some(rij.hash),
            actor: open.then_some(rij.actor),
        }
    };
    Ok(rijen.into_iter().map(regel).collect())
}
