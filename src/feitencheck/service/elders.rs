//! Links that another part of the platform gives: the same one person, one stuk, time and end, to a text that
//! has a page of its own.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{DUUR, Link, Stand},
        store::{self, Op},
    },
    lezer::eigen,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::Result,
    gebruikers::{
        model::Mailadres,
        service::{code::Code, sessies::ingelogd},
    },
    ids::new_id,
    stukken::{
        model::{Kop, Soort},
        service::{self as stukken, links},
    },
};

/// The kind of stuk that is read by a link on a page of its own.
const ELDERS: Soort = Soort::Bevinding;

/// Whether a stuk is read by a link on a page of its own: there is no fact check of it.
pub(super) fn is_elders(kop: &Kop) -> bool {
    kop.soort == ELDERS
}

/// Whether the link of the actor leads to a text that has a page of its own.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when they have none, or it has ended; the database can't be read.
pub async fn leidt_elders(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<bool> {
    let link = eigen(ctx, conn).await?;
    let kop = stukken::koppen(ctx, conn, &[link.stuk_id]).await?.pop();
    Ok(kop.is_some_and(|kop| is_elders(&kop)))
}

/// The link of the actor, as long as it opens.
///
/// # Errors
/// As [`leidt_elders`].
pub async fn van_actor(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Link> {
    eigen(ctx, conn).await
}

/// Gives one person a link to a stuk; whoever calls this judged that the actor may, and has it mailed.
/// Answers its number and what happened.
///
/// # Errors
/// Nobody is logged in; the database refuses.
pub async fn geef(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    (naam, mail): (String, Mailadres),
) -> Result<(Uuid, Gebeurtenis)> {
    let (door, _) = ingelogd(ctx)?;
    let link = Link {
        id: new_id(),
        stuk_id: kop.id,
        door,
        naam,
        mail,
        gemaakt: ctx.now,
        verloopt: ctx.now + DUUR,
        ingetrokken: None,
        geopend: None,
    };
    store::voeg_toe(write.conn(), &link).await?;
    let gebeurd = links::open(write, kop, link.id, "link-geven").await?;
    Ok((link.id, gebeurd))
}

/// Takes a link to a stuk away; none when it had no key any more. It keeps no secret, and is only done when
/// search has it.
///
/// # Errors
/// The database refuses.
pub async fn neem(write: &Write, ctx: &Ctx, kop: &Kop, link: Uuid) -> Result<Option<Gebeurtenis>> {
    let gebeurd = links::sluit(write, kop, link, "link-intrekken").await?;
    store::trek_in(write.conn(), link, ctx.now).await?;
    Ok(gebeurd)
}

/// Makes the code of a link for its mail: before that it is nowhere, and the one of an earlier mail opens
/// nothing from then on. None when the link has ended.
///
/// # Errors
/// The database fails.
pub async fn geef_code(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Option<(Link, Code)>> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let Some(link) = store::een(conn, Op::Id(id)).await? else {
        return Ok(None);
    };
    let gedeeld = links::is_open(conn, link.stuk_id, link.id).await?;
    if link.stand(ctx.now, gedeeld) != Stand::Open {
        return Ok(None);
    }
    let code = Code::nieuw()?;
    store::zet_code(conn, link.id, code.hash()).await?;
    write.commit_zonder_gebeurtenis().await?;
    Ok(Some((link, code)))
}

/// A link, in whatever state; none when it was destroyed.
///
/// # Errors
/// The database can't be read.
pub async fn een(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Link>> {
    store::een(conn, Op::Id(id)).await
}

/// The links to a stuk in whatever state, each with how it stands, the newest first. Whether the actor may
/// know that is for the caller.
///
/// # Errors
/// The database can't be read.
pub async fn van_stuk(
    conn: &impl ConnectionTrait,
    nu: DateTime<Utc>,
    stuk_id: Uuid,
) -> Result<Vec<(Link, Stand)>> {
    let mut alle = Vec::new();
    for link in store::van_stuk(conn, stuk_id).await? {
        let gedeeld = links::is_open(conn, stuk_id, link.id).await?;
        let stand = link.stand(nu, gedeeld);
        alle.push((link, stand));
    }
    Ok(alle)
}
