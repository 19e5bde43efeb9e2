//! Reminding who has to answer, and telling who treats the stuk that nobody did.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Herinnering, Lading, VOORAF, Vraagpunt, Wacht},
        store::{herinneringen as store, vervolg},
    },
    behandelaars, koppen_van, meld, ontvangers_van,
};
use crate::{ctx::Ctx, db::Db, error::Result, stukken::model::Kop};

/// Makes those who remind wait for each other, so that nobody is reminded twice.
const SLOT: i64 = 0x5652_5055;
/// Questions looked at in one write.
const PER_KEER: u64 = 200;

/// Reminds every addressee a week before the last day, or halfway a term of less than two weeks, and when
/// that day is over, once each for every last day; when it is over, who treats the stuk hears it too. It is
/// one message a person. A second time, or in another process, changes nothing. Of a question that a later
/// version asks again nobody is reminded.
///
/// # Errors
/// The database fails. What was told stays told.
pub async fn herinner(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    let mut na = Uuid::nil();
    while let Some(laatste) = herinner_na(db, ctx, vandaag, na).await? {
        na = laatste;
    }
    Ok(())
}

/// Reminds of some questions, from the one after `na`; answers the last of them, none when there are no
/// more.
async fn herinner_na(db: &Db, ctx: &Ctx, vandaag: NaiveDate, na: Uuid) -> Result<Option<Uuid>> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let tot = vandaag + Days::new(VOORAF);
    let punten = store::op_de_rol(conn, tot, na, PER_KEER).await?;
    let Some(laatste) = punten.last().map(|punt| punt.id) else {
        return Ok(None);
    };
    let ids: Vec<Uuid> = punten.iter().map(|punt| punt.id).collect();
    let gezegd = store::gezegd(conn, &ids).await?;
    let opnieuw = vervolg::van(conn, &ids).await?;
    // What not everybody may read is not told by mail.
    let stukken: BTreeSet<Uuid> = punten.iter().map(|punt| punt.stuk_id).collect();
    let koppen = koppen_van(&ctx.als_bezoeker(), conn, stukken).await?;
    let mut per_account: BTreeMap<Uuid, Vec<Wacht>> = BTreeMap::new();
    for punt in &punten {
        // A later version asks this addressee: they are reminded of that one, and of each once.
        if opnieuw.contains_key(&punt.id) {
            continue;
        }
        let voor = punt.laatste_dag();
        let (Some(wat), Some(kop)) = (punt.herinnering(vandaag), koppen.get(&punt.stuk_id)) else {
            continue;
        };
        // A clock that was set back says nothing that is past: who heard that the day is over is not
        // told that it comes.
        let al = |wat| gezegd.contains(&(punt.id, voor, wat));
        if al(wat) || al(Herinnering::TeLaat) {
            continue;
        }
        store::noteer(conn, ctx, (punt.id, voor), wat).await?;
        for (account, aan_u) in horen(conn, kop, punt, wat).await? {
            let wacht = Wacht {
                vraagpunt: punt.id,
                voor,
                aan_u,
            };
            per_account.entry(account).or_default().push(wacht);
        }
    }
    for (account, punten) in per_account {
        meld(&write, ctx, &Lading::Nacht { account, punten }).await?;
    }
    write.commit_zonder_gebeurtenis().await?;
    Ok(Some(laatste))
}

/// Who hears of a question that waits, each with whether it is to them to answer: the addressee, and when
/// the day is over who treats the stuk.
async fn horen(
    conn: &impl ConnectionTrait,
    kop: &Kop,
    punt: &Vraagpunt,
    wat: Herinnering,
) -> Result<BTreeMap<Uuid, bool>> {
    let mut horen = BTreeMap::new();
    if wat == Herinnering::TeLaat {
        let behandelaars = behandelaars(conn, kop).await?;
        horen.extend(behandelaars.into_iter().map(|account| (account, false)));
    }
    let gevraagd = ontvangers_van(conn, punt).await?;
    horen.extend(gevraagd.into_iter().map(|account| (account, true)));
    Ok(horen)
}
