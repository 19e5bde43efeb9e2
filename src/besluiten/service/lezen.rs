//! Reading besluiten: one with what the reader can do, the list of a thema, and what waits for somebody.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Besluit, Orgaan, Status},
        policy::{SAMEN, Wie, beslisser},
        store,
    },
    duo::waar,
    status,
};
use crate::{
    actor::{Actor, Bereik, Rol},
    ctx::Ctx,
    db::Teksten,
    error::{Error, Result},
    proefprojecten::model::{Plek, Stem},
    stukken::{
        Kind as _, Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
    werkruimte::{model::Deelname, service::deelname},
};

/// A besluit, and what the actor is to it.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The stuk.
    pub kop: Kop,
    /// What is particular to it.
    pub inhoud: Besluit,
    /// Its state.
    pub status: Status,
    /// Who agrees with it as it stands now.
    pub stemmen: Vec<Stem>,
    /// What the actor is in its thema.
    pub deelname: Deelname,
    /// The same, as who decides.
    pub wie: Wie,
}

/// A besluit by its address, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; the database can't be read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Zaak> {
    let kop = stukken::vind(ctx, conn, Soort::Besluit, naam).await?;
    van_kop(ctx, conn, kop).await
}

/// A besluit by its number, for who may read it.
///
/// # Errors
/// As [`zaak`].
pub async fn op_id(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == Soort::Besluit);
    van_kop(ctx, conn, kop.ok_or(Error::NotFound)?).await
}

async fn van_kop(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Zaak> {
    let inhoud = Besluit::laad(conn, &[kop.id], Teksten::Mee)
        .await?
        .remove(&kop.id)
        .ok_or_else(|| anyhow::anyhow!("besluit {} has no row of its kind", kop.id))?;
    let stemmen = store::stemmen(conn, &[kop.id]).await?.remove(&kop.id);
    let deelname = deelname(ctx, inhoud.plaats.thema);
    Ok(Zaak {
        status: status(&kop)?,
        stemmen: tellen(&inhoud, stemmen.unwrap_or_default()),
        wie: wie(ctx, conn, deelname).await?,
        deelname,
        inhoud,
        kop,
    })
}

/// The actor as who decides in a thema.
async fn wie(ctx: &Ctx, conn: &impl ConnectionTrait, deelname: Deelname) -> Result<Wie> {
    let waar = match &ctx.actor {
        Actor::Account { id, .. } => waar(conn, *id, deelname).await?,
        _ => Vec::new(),
    };
    Ok(Wie {
        zelf: beslisser(ctx.actor.to_string(), deelname),
        waar,
    })
}

/// Those who agreed with what a besluit says now: who agreed with other words did not.
fn tellen(inhoud: &Besluit, stemmen: Vec<(String, Stem)>) -> Vec<Stem> {
    let stemmen = stemmen.into_iter();
    let zo = stemmen.filter(|(afdruk, _)| *afdruk == inhoud.afdruk);
    zo.map(|(_, stem)| stem).collect()
}

/// A besluit in the list of a thema.
#[derive(Debug, Clone)]
pub struct Regel {
    /// The stuk.
    pub kop: Kop,
    /// What is particular to it, without its texts.
    pub inhoud: Besluit,
    /// The places that have still to agree; empty when it does not wait.
    pub wacht_op: Vec<Plek>,
}

/// The besluiten of a thema that the actor may read, the last changed first, and how many there are.
///
/// # Errors
/// The database can't be read.
pub async fn van_thema(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (thema, in_staat): (Uuid, Status),
    bereik: (u64, u64),
) -> Result<(u64, Vec<Regel>)> {
    let lezer = Leesrecht::van(&ctx.actor);
    let (totaal, koppen) = store::van_themas(conn, &lezer, (&[thema], in_staat), bereik).await?;
    Ok((totaal, met_stemmen(conn, koppen).await?))
}

async fn met_stemmen(conn: &impl ConnectionTrait, koppen: Vec<Kop>) -> Result<Vec<Regel>> {
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let mut inhouden = Besluit::laad(conn, &ids, Teksten::Weg).await?;
    let mut stemmen = store::stemmen(conn, &ids).await?;
    let regel = |kop: Kop| {
        let inhoud = inhouden.remove(&kop.id)?;
        let stemmen = stemmen.remove(&kop.id).unwrap_or_default();
        let wacht = kop.status == Status::Voorgesteld.waarde() && inhoud.door == Orgaan::Duo;
        let stemmen = tellen(&inhoud, stemmen);
        let wacht_op = if wacht {
            SAMEN.open(&stemmen).collect()
        } else {
            Vec::new()
        };
        Some(Regel {
            kop,
            inhoud,
            wacht_op,
        })
    };
    Ok(koppen.into_iter().filter_map(regel).collect())
}

/// Besluiten that are looked at for who sits in a duo: more do not wait.
const HOOGSTENS: u64 = 200;

/// The besluiten of the actor's thema's that they can agree with from a seat, or as who stands in for one, the last
/// changed first.
///
/// # Errors
/// The database can't be read.
pub async fn wacht_op_mij(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Kop>> {
    let rollen = ctx.rollen().into_iter();
    let in_duo =
        rollen.filter(|wat| matches!(wat.rol, Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer));
    let themas: Vec<Uuid> = in_duo
        .filter_map(|wat| match wat.bereik {
            Bereik::Thema(id) => Some(id),
            _ => None,
        })
        .collect();
    if themas.is_empty() {
        return Ok(Vec::new());
    }
    let lezer = Leesrecht::van(&ctx.actor);
    let open = (themas.as_slice(), Status::Voorgesteld);
    let (_, koppen) = store::van_themas(conn, &lezer, open, (0, HOOGSTENS)).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let inhouden = Besluit::laad(conn, &ids, Teksten::Weg).await?;
    let mut stemmen: HashMap<Uuid, Vec<(String, Stem)>> = store::stemmen(conn, &ids).await?;
    let mut per_thema: HashMap<Uuid, Wie> = HashMap::new();
    for thema in &themas {
        per_thema.insert(*thema, wie(ctx, conn, deelname(ctx, *thema)).await?);
    }
    let mut op_mij = |kop: &Kop| {
        let Some(inhoud) = inhouden.get(&kop.id) else {
            return false;
        };
        let stemmen = tellen(inhoud, stemmen.remove(&kop.id).unwrap_or_default());
        let wie = per_thema.get(&inhoud.plaats.thema);
        wie.is_some_and(|wie| wie.kan_instemmen(&inhoud.indiener, &stemmen).is_ok())
    };
    Ok(koppen.into_iter().filter(|kop| op_mij(kop)).collect())
}
