//! Who writes a stuk.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{model::Kop, store};
use crate::{
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::Result,
};

/// The accounts that write a stuk.
///
/// # Errors
/// The database can't be read.
pub async fn auteurs(conn: &impl ConnectionTrait, id: Uuid) -> Result<BTreeSet<Uuid>> {
    store::auteurs(conn, id).await
}

/// Lets somebody write a stuk: they read it as long as it is not everybody's. Answers what happened,
/// none when they wrote it already.
///
/// # Errors
/// The database refuses.
pub async fn voeg_auteur_toe(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    wie: Uuid,
) -> Result<Option<Gebeurtenis>> {
    let conn = write.conn();
    if store::auteurs(conn, kop.id).await?.contains(&wie) {
        return Ok(None);
    }
    store::voeg_auteur_toe(conn, kop.id, wie, ctx.now).await?;
    Ok(Some(schrijvers_anders(kop)))
}

/// Ends that somebody writes a stuk. Answers what happened, none when they did not.
///
/// # Errors
/// The database refuses.
pub async fn haal_auteur_weg(write: &Write, kop: &Kop, wie: Uuid) -> Result<Option<Gebeurtenis>> {
    let weg = store::haal_auteur_weg(write.conn(), kop.id, wie).await?;
    Ok(weg.then(|| schrijvers_anders(kop)))
}

fn schrijvers_anders(kop: &Kop) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: "schrijvers-wijzigen".into(),
        velden: vec!["schrijvers".into()],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

/// Hands over what somebody writes of an organisatie, to another or to nobody: what they leave is the
/// organisatie's, under the function that looks after it.
///
/// # Errors
/// The database refuses.
pub async fn auteur_vertrekt(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    organisatie: Uuid,
    wie: Uuid,
    opvolger: Option<Uuid>,
) -> Result<()> {
    for stuk_id in store::geschreven_voor(conn, organisatie, wie).await? {
        store::houd_sleutels(conn, stuk_id).await?;
        store::haal_auteur_weg(conn, stuk_id, wie).await?;
        if let Some(opvolger) = opvolger {
            store::voeg_auteur_toe(conn, stuk_id, opvolger, ctx.now).await?;
        }
    }
    Ok(())
}
