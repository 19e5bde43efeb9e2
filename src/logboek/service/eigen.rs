//! What somebody did themselves, and what happened to their account.

use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    actor::Actor,
    ctx::Ctx,
    db::{Db, tables::geschiedenis},
    error::{Error, Result},
    logboek::{
        model::{Bladzij, Dader, EigenRegel, Onderwerp},
        store::regels,
    },
    stukken::{model::Kop, service as stukken},
};

/// The own log of the actor, latest first. A stuk that they may no longer read has no name here.
///
/// # Errors
/// Nobody is logged in, or the database can't be read.
pub async fn bladzij(db: &Db, ctx: &Ctx, bereik: (u64, u64)) -> Result<Bladzij<EigenRegel>> {
    let Actor::Account { id, .. } = ctx.actor else {
        return Err(Error::NietIngelogd);
    };
    let Bladzij { totaal, rijen } = regels::eigen(db.read(), id, bereik).await?;
    let ids: Vec<Uuid> = rijen.iter().map(|rij| rij.stuk_id).collect();
    let koppen = stukken::koppen(ctx, db.read(), &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|kop| (kop.id, kop)).collect();
    let accounts = regels::accounts(db.read(), &ids).await?;
    let onderwerp = |stuk_id: Uuid| match koppen.get(&stuk_id) {
        Some(kop) => Onderwerp::Stuk(Box::new(kop.clone())),
        None if stuk_id == id => Onderwerp::EigenAccount,
        None if accounts.contains(&stuk_id) => Onderwerp::AnderAccount,
        None => Onderwerp::Onleesbaar,
    };
    let zelf = format!("account:{id}");
    let regel = |rij: geschiedenis::Model| EigenRegel {
        op: rij.op,
        dader: if rij.actor == zelf {
            Dader::Zelf
        } else if rij.actor.starts_with("account:") {
            Dader::Ander
        } else {
            Dader::Platform
        },
        onderwerp: onderwerp(rij.stuk_id),
        actie: rij.actie,
        velden: rij.velden,
    };
    let rijen = rijen.into_iter().map(regel).collect();
    Ok(Bladzij { totaal, rijen })
}
