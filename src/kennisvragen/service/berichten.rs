//! Telling who follows a kennisvraag what became of it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::{Bericht, Kennisvraag, Lading},
    store::volgers,
};
use crate::{
    actor::{Actor, Bereik, Rol, Sleutel, Toekenning},
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    gebruikers::{
        model::Mailadres,
        service::functie::{bereikbaar, houders},
    },
    stukken::{Kind as _, model::Kop, service as stukken},
    werkruimte::model::Niveau,
};

/// The roles by which somebody reads more of a thema than everybody does.
const ROLLEN: [Rol; 4] = [
    Rol::DuoRijk,
    Rol::DuoGemeente,
    Rol::Waarnemer,
    Rol::Netwerklid,
];

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The kennisvraag; none when they may not read it any more.
    pub kop: Option<Kop>,
    /// Who reads it: a mail passes through hands that do not read what is vertrouwelijk.
    pub niveau: Niveau,
    /// What is told.
    pub bericht: Bericht,
}

/// Makes the message of a job; none when there is nobody to tell any more: they stopped following, or the account
/// can't be reached.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    if !volgers::volgt(conn, wat.kennisvraag, wat.volger).await? {
        return Ok(None);
    }
    let Some(gebruiker) = bereikbaar(conn, wat.volger).await? else {
        return Ok(None);
    };
    let mut inhouden = Kennisvraag::laad(conn, &[wat.kennisvraag], Teksten::Weg).await?;
    let Some(inhoud) = inhouden.remove(&wat.kennisvraag) else {
        return Ok(None);
    };
    let lezer = als_lezer(ctx, conn, wat.volger, inhoud.plaats.thema).await?;
    let kop = stukken::koppen(&lezer, conn, &[wat.kennisvraag])
        .await?
        .pop();
    Ok(Some(Zending {
        aan: gebruiker.mail,
        kop,
        niveau: inhoud.plaats.niveau,
        bericht: wat.bericht,
    }))
}

/// The same task, reading with the keys that an account holds in a thema now.
async fn als_lezer(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    account: Uuid,
    thema: Uuid,
) -> Result<Ctx> {
    let bereik = Bereik::Thema(thema);
    let mut sleutels: Vec<Sleutel> = Vec::new();
    for rol in ROLLEN {
        if houders(conn, rol, bereik).await?.contains(&account) {
            sleutels.extend(Toekenning { rol, bereik }.sleutels());
        }
    }
    Ok(Ctx {
        actor: Actor::Account {
            id: account,
            sleutels: sleutels.into_iter().collect(),
        },
        ..ctx.clone()
    })
}
