//! How duos say that their thema stands.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::{Gegeven, Stand},
    store::standen as store,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Fouten, Result},
    schrijven::model::Waarom,
    werkruimte::{
        policy::Bezwaar,
        service::{Werkplek, mag_niet, werkplek},
    },
};

/// What the geschiedenis calls it when a duo says how its thema stands.
pub const GEVEN: &str = "stand-geven";
/// What was said before that is shown.
const EERDER: u64 = 50;

/// What each of these thema's said last. The caller has decided who may read that.
///
/// # Errors
/// The database can't be read.
pub async fn standen(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<Uuid, Gegeven>> {
    store::laatste(conn, themas).await
}

/// A thema for who takes part in it, and what its duo said, the last first.
///
/// # Errors
/// As [`werkplek`].
pub async fn verloop(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: &str,
) -> Result<(Werkplek, Vec<Gegeven>)> {
    let plek = werkplek(ctx, conn, thema).await?;
    let alle = store::alle(conn, plek.thema.id, EERDER).await?;
    Ok((plek, alle))
}

/// Says how a thema stands; what was said before stays to be read. The same once more changes nothing.
///
/// # Errors
/// All that is missing; as [`werkplek`]; [`crate::error::Error::MagNiet`] with who may; the database refuses.
pub async fn geef(
    db: &Db,
    ctx: &Ctx,
    thema: &str,
    (stand, toelichting, akkoord): (&str, &str, bool),
) -> Result<Werkplek> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let (plek, alle) = verloop(ctx, conn, thema).await?;
    if !plek.deelname.is_duo() {
        return Err(mag_niet(Bezwaar::AlleenHetDuo));
    }
    let mut fouten = Fouten::new();
    let stand: Option<Stand> = stand.parse().ok();
    if stand.is_none() {
        fouten.meld("stand", "verplicht", "Kies hoe het thema ervoor staat.");
    }
    let waarom = Waarom {
        veld: "toelichting",
        label: "Toelichting",
        tekst: toelichting,
        akkoord,
    };
    let waarom = waarom.keur(true, &mut fouten);
    let (Some(stand), Some(waarom)) = (stand, waarom) else {
        return Err(fouten.into());
    };
    let (stand, waarom) = fouten.of((stand, waarom))?;
    let is_zo = |al: &Gegeven| al.stand == stand && al.toelichting == waarom;
    if alle.first().is_some_and(is_zo) {
        return Ok(plek);
    }
    store::voeg_toe(conn, ctx, plek.thema.id, (stand, waarom)).await?;
    let gebeurd = Gebeurtenis {
        stuk_id: plek.thema.id,
        actie: GEVEN.to_owned(),
        velden: vec![format!("stand:{stand}")],
        van: plek.thema.status.clone(),
        naar: plek.thema.status.clone(),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(plek)
}
