//! Counting and destroying what has passed its term.

use super::{
    model::{Gegeven, Telling, Vernietiging},
    store,
};
use crate::{
    actor::Rol,
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Result},
    feitencheck::service as feitencheck,
    hash::hash_tekst,
};

/// Makes those who destroy at the same time wait for each other.
const SLOT: i64 = 0x5645_524e;

/// How much has passed its term, per rule. Destroys nothing.
///
/// # Errors
/// The database can't be read.
pub async fn tel(db: &Db, ctx: &Ctx) -> Result<Vec<Telling>> {
    let mut tellingen = Vec::new();
    for gegeven in Gegeven::ALLE {
        let gevonden = store::vind(db.read(), *gegeven, gegeven.grens(ctx.now)).await?;
        tellingen.push(telling(*gegeven, &gevonden));
    }
    Ok(tellingen)
}

fn telling(gegeven: Gegeven, gevonden: &[store::Gevonden]) -> Telling {
    Telling {
        gegeven,
        aantal: gevonden.len() as u64,
        oudste: gevonden.iter().map(|(_, op)| *op).min(),
    }
}

/// Destroys what has passed its term, and notes it in the register in the same write. Answers what
/// went, per rule.
///
/// # Errors
/// The database fails. What was destroyed by an earlier rule stands in the register.
pub async fn voer_uit(db: &Db, ctx: &Ctx) -> Result<Vec<Telling>> {
    let mut tellingen = Vec::new();
    for gegeven in Gegeven::ALLE {
        tellingen.push(vernietig(db, ctx, *gegeven).await?);
    }
    Ok(tellingen)
}

/// As [`voer_uit`], by one rule.
///
/// # Errors
/// The database fails; then nothing is destroyed.
pub async fn vernietig(db: &Db, ctx: &Ctx, gegeven: Gegeven) -> Result<Telling> {
    let grens = gegeven.grens(ctx.now);
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let gevonden = store::vind(write.conn(), gegeven, grens).await?;
    let telling = telling(gegeven, &gevonden);
    if gevonden.is_empty() {
        return Ok(telling);
    }
    let gebeurd: Vec<Gebeurtenis> = match gegeven {
        Gegeven::VertrokkenAccounts => gewist(&store::vertrokken(write.conn(), grens).await?),
        Gegeven::Toegangslinken => feitencheck::gebeurd_bij_wissen(write.conn(), grens).await?,
        _ => Vec::new(),
    };
    let weg = store::vernietig(write.conn(), gegeven, grens).await?;
    if weg != telling.aantal {
        let waarom = "Er veranderde iets terwijl er werd vernietigd. Er is niets weg. Probeer het \
                      opnieuw.";
        return Err(Error::Conflict(waarom.into()));
    }
    let sleutels: Vec<&str> = gevonden
        .iter()
        .map(|(sleutel, _)| sleutel.as_str())
        .collect();
    let regel = Vernietiging {
        op: ctx.now,
        regel: gegeven.to_string(),
        aantal: i64::try_from(weg).unwrap_or(i64::MAX),
        oudste: telling.oudste,
        sleutels_hash: hash_tekst(&sleutels.join("\n")),
        actor: ctx.actor.to_string(),
    };
    store::noteer(write.conn(), regel).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(telling)
}

/// What the geschiedenis of an account says when nothing is left of its owner.
fn gewist(accounts: &[(uuid::Uuid, chrono::DateTime<chrono::Utc>)]) -> Vec<Gebeurtenis> {
    let gebeurtenis = |(id, _): &(uuid::Uuid, _)| Gebeurtenis {
        stuk_id: *id,
        is_account: true,
        actie: "gegevens-wissen".into(),
        ..Gebeurtenis::default()
    };
    accounts.iter().map(gebeurtenis).collect()
}

/// The register of destruction, latest first: how long it is, and a part of it. For auditors and
/// beheerders with a strong login.
///
/// # Errors
/// The actor is neither; the database can't be read.
pub async fn register(db: &Db, ctx: &Ctx, bereik: (u64, u64)) -> Result<(u64, Vec<Vernietiging>)> {
    ctx.eis_een(&[Rol::Auditor, Rol::Beheerder])?;
    store::register(db.read(), bereik).await
}
