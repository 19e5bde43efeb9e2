//! Who writes something together.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    super::{Schrijfbaar, model::Status, policy::Weigering},
    schrijven::{betrokken, leesbaar, mag_niet, schrijver, status},
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::service::namen,
    regietafel::service::met_regietafel,
    stukken::{
        leesrecht,
        model::{Kop, voorstel::Handen},
        service::{self as stukken, links},
    },
};

/// Somebody who writes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schrijver {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub naam: String,
    /// Whether it is the actor.
    pub ik: bool,
}

/// Who writes a stuk, in the order of their names. The caller has decided who may know.
///
/// # Errors
/// The database can't be read.
pub async fn schrijvers(db: &Db, ctx: &Ctx, kop: &Kop) -> Result<Vec<Schrijver>> {
    let ik = schrijver(ctx).ok();
    let ids = stukken::auteurs(db.read(), kop.id).await?;
    let actors: Vec<String> = ids.iter().map(|id| format!("account:{id}")).collect();
    let bekend = namen::namen(db, actors.iter().map(String::as_str)).await?;
    let mut alle: Vec<Schrijver> = ids
        .iter()
        .map(|id| Schrijver {
            id: *id,
            naam: bekend
                .get(&format!("account:{id}"))
                .cloned()
                .unwrap_or_default(),
            ik: ik == Some(*id),
        })
        .collect();
    alle.sort_by_cached_key(|s| (crate::ids::vouw(&s.naam), s.id));
    Ok(alle)
}

/// Lets somebody with an account write along, of this organisatie or of another.
///
/// # Errors
/// There is no account with that address; [`Error::MagNiet`] for who does not write it;
/// [`Error::NotFound`] when they may not read it; the database refuses.
pub async fn voeg_toe<K: Schrijfbaar>(db: &Db, ctx: &Ctx, id: Uuid, mail: &str) -> Result<Kop> {
    let write = db.begin_write().await?;
    let kop = mag::<K>(ctx, &write, id).await?;
    let Some(wie) = namen::met_mail(write.conn(), mail.trim()).await? else {
        let mut fouten = Fouten::new();
        let melding = "Er is geen account met dit mailadres. Vraag uw collega om zich aan te melden \
                       bij de eigen organisatie, of kijk of het adres klopt.";
        fouten.meld("mail", "onbekend", melding);
        return Err(fouten.into());
    };
    let Some(gebeurd) = stukken::voeg_auteur_toe(&write, ctx, &kop, wie).await? else {
        return Ok(kop);
    };
    let auteurs = stukken::auteurs(write.conn(), kop.id).await?;
    let mut alles = vec![gebeurd];
    alles.extend(sleutels(&write, &kop, &auteurs).await?);
    write.commit(ctx, &alles).await?;
    Ok(kop)
}

/// Ends that somebody writes along; one's own part too. Answers the number that the search index must
/// reach before they no longer find it.
///
/// # Errors
/// Nobody would be left to write it; [`Error::MagNiet`] for who does not write it;
/// [`Error::NotFound`] when they may not read it; the database refuses.
pub async fn haal_weg<K: Schrijfbaar>(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    wie: Uuid,
) -> Result<Option<i64>> {
    let write = db.begin_write().await?;
    let kop = mag::<K>(ctx, &write, id).await?;
    let mut over = stukken::auteurs(write.conn(), kop.id).await?;
    over.remove(&wie);
    if over.is_empty() {
        return Err(Error::Conflict(format!(
            "Dit is de enige die {} schrijft. Voeg eerst een ander toe.",
            K::WOORDEN.deze
        )));
    }
    let Some(gebeurd) = stukken::haal_auteur_weg(&write, &kop, wie).await? else {
        return Ok(None);
    };
    let mut alles = vec![gebeurd];
    alles.extend(sleutels(&write, &kop, &over).await?);
    write.commit(ctx, &alles).await
}

async fn mag<K: Schrijfbaar>(ctx: &Ctx, write: &Write, id: Uuid) -> Result<Kop> {
    let conn = write.conn();
    // The last writer stays, also when two take each other off; and what is published meanwhile does
    // not get the readers of a draft.
    links::houd(write, id).await?;
    let kop = leesbaar::<K>(ctx, conn, id).await?;
    let wie = betrokken(ctx, conn, &kop, &Handen::default()).await?;
    if wie.auteur {
        Ok(kop)
    } else {
        Err(mag_niet::<K>(Weigering::Schrijvers))
    }
}

/// Who reads it follows who writes it, as long as it is not everybody's.
async fn sleutels(
    write: &Write,
    kop: &Kop,
    auteurs: &BTreeSet<Uuid>,
) -> Result<Option<Gebeurtenis>> {
    let nu = status(kop)?;
    if !matches!(nu, Status::Concept | Status::Aangeboden) {
        return Ok(None);
    }
    let auteurs: Vec<Uuid> = auteurs.iter().copied().collect();
    let sleutels = leesrecht::standaard(kop.soort, nu.waarde(), &auteurs);
    let sleutels = met_regietafel(write.conn(), kop.id, sleutels).await?;
    Ok(Some(stukken::zet_sleutels(write, kop, &sleutels).await?))
}
