//! Making the seal of a day.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    ctx::{Ctx, datum_van},
    db::{Db, Write},
    error::Result,
    hash::hex,
    logboek::{
        model::zegel::{Kop, Stand, Verloop, Zegel},
        store::zegels::{self, Welke},
    },
};

/// Seals the day before `vandaag`, and with it the days before that have no seal yet. Answers none
/// when it is sealed already, by whichever process, or when nothing happened up to that day.
///
/// # Errors
/// The database fails; then nothing is sealed.
pub async fn verzegel(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<Option<Zegel>> {
    let Some(dag) = vandaag.pred_opt() else {
        return Ok(None);
    };
    // Most calls find that it is done: they hold nobody up.
    let gedaan = |zegel: Option<&Zegel>| zegel.is_some_and(|zegel| zegel.dag >= dag);
    if gedaan(zegels::laatste(db.read()).await?.as_ref()) {
        return Ok(None);
    }
    let write = db.begin_write().await?;
    // Nobody appends a row or makes this seal meanwhile.
    write.sluit_log().await?;
    let vorige = zegels::laatste(write.conn()).await?;
    if gedaan(vorige.as_ref()) || (vorige.is_none() && !is_begonnen(&write, dag).await?) {
        return Ok(None);
    }
    let (stand, nieuw) = neem_op(&write).await?;
    let mut zout = [0; 32];
    getrandom::fill(&mut zout).map_err(|fout| anyhow::anyhow!("random numbers: {fout}"))?;
    let zegel = Zegel::over(&stand, vorige.as_ref(), dag, ctx.now, hex(&zout));
    zegels::schrijf(write.conn(), &zegel, &nieuw).await?;
    write.commit_zonder_gebeurtenis().await?;
    tracing::info!(dag = %zegel.dag, dagen = zegel.dagen(), regels = zegel.regels, "the log is sealed");
    Ok(Some(zegel))
}

/// Whether anything had happened at the end of this day.
async fn is_begonnen(write: &Write, dag: NaiveDate) -> Result<bool> {
    let oudste = zegels::oudste(write.conn()).await?;
    Ok(oudste.is_some_and(|op| datum_van(op) <= dag))
}

/// All heads, and those that are not as they were at the seal before.
async fn neem_op(write: &Write) -> Result<(Stand, Vec<Kop>)> {
    let (mut stand, mut nieuw) = (Stand::default(), Vec::new());
    for welke in [Welke::Verzegeld, Welke::Nu] {
        let mut na = Uuid::nil();
        loop {
            let koppen = zegels::koppen(write.conn(), welke, na).await?;
            let Some(laatste) = koppen.last() else { break };
            na = laatste.stuk_id;
            for kop in koppen {
                match (welke, stand.zet(&kop)) {
                    (Welke::Nu, Verloop::Anders) => nieuw.push(kop),
                    (Welke::Nu, Verloop::Korter) => tracing::error!(
                        stuk = %kop.stuk_id,
                        regel = kop.nummer,
                        "a chain is shorter than it was when it was sealed: run beheer controleer-logboek"
                    ),
                    _ => {}
                }
            }
        }
    }
    Ok((stand, nieuw))
}
