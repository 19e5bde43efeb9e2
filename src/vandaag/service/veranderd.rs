//! What changed where somebody takes part.

use chrono::Duration;
use sea_orm::ConnectionTrait;

use crate::{
    actor::{Bereik, Rol, Sleutel},
    ctx::Ctx,
    dwarskijker::model::Status as Bevindingstatus,
    error::Result,
    stukken::{
        Leesrecht,
        geschiedenis::tijdlijnen,
        model::{Kop, Tijdpunt},
        service as stukken,
    },
    vandaag::{
        model::Veranderd,
        store::{self, Kring},
    },
};

/// So many days something counts as changed.
pub const DAGEN: i64 = 14;
/// Stukken that are looked at: of some, what happened is not for everybody.
const GEZIEN: u64 = 80;
/// Stukken that are told of.
const HOOGSTENS: usize = 40;

/// The thema's that the actor takes part in, and the organisaties that they work for.
pub fn kring(ctx: &Ctx) -> Kring {
    let doet_mee = |rol| {
        matches!(
            rol,
            Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer | Rol::Netwerklid
        )
    };
    let mut kring = Kring::default();
    for wat in ctx.rollen() {
        if let Bereik::Thema(id) = wat.bereik
            && doet_mee(wat.rol)
        {
            kring.themas.push(id);
        }
    }
    // With those that theirs took the place of.
    for sleutel in ctx.actor.sleutels() {
        if let Sleutel::Organisatie(id) = sleutel {
            kring.organisaties.push(id);
        }
    }
    kring.themas.sort_unstable();
    kring.themas.dedup();
    kring
}

/// What changed there in the last days, as far as the actor may read it and hear of it, the last first.
///
/// # Errors
/// The database can't be read.
pub async fn veranderd(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kring: &Kring,
) -> Result<Vec<Veranderd>> {
    if *kring == Kring::default() {
        return Ok(Vec::new());
    }
    let sinds = ctx.now - Duration::days(DAGEN);
    let leesrecht = Leesrecht::van(&ctx.actor);
    let vastgesteld = Bevindingstatus::Vastgesteld.waarde();
    let ids = store::veranderd(conn, &leesrecht, kring, vastgesteld, (sinds, GEZIEN)).await?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let mut punten = tijdlijnen(conn, &leesrecht, &ids).await?;
    let laatste = |kop: Kop| {
        let punten = punten.remove(&kop.id)?;
        let Tijdpunt { op, wat, .. } = punten.into_iter().find(|punt| punt.op >= sinds)?;
        Some(Veranderd { kop, wat, op })
    };
    let mut veranderd: Vec<Veranderd> = koppen.into_iter().filter_map(laatste).collect();
    veranderd.sort_by_key(|veranderd| std::cmp::Reverse((veranderd.op, veranderd.kop.id)));
    veranderd.truncate(HOOGSTENS);
    Ok(veranderd)
}
