//! What moved from and to a knelpunt.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    beweging::{Beweging, Terug, bewegingen, standen},
    store,
};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::Result,
    knelpunten::{model::Knelpunt, service::behandelaar_per_thema},
    stukken::{Kind as _, Leesrecht, model::Kop, service as stukken, store as spil},
};

/// What went in one move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stap {
    /// One of the rows of the move, by which it can be undone.
    pub zet: Uuid,
    /// Whether it came to this knelpunt; it went from it otherwise.
    pub erbij: bool,
    /// The other knelpunt; none when the actor may not read it.
    pub ander: Option<Kop>,
    /// Signalen that went.
    pub signalen: usize,
    /// What was said for gemeenten and went.
    pub bijval: usize,
    /// When.
    pub op: DateTime<Utc>,
    /// Who did it, as the geschiedenis names people.
    pub door: String,
    /// Why.
    pub reden: String,
    /// Whether it can be undone.
    pub terug: Terug,
    /// Whether the actor may undo it: they treat both knelpunten.
    pub mag_terug: bool,
}

/// What moved from and to a knelpunt, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoor {
    /// The moves.
    pub stappen: Vec<Stap>,
}

/// The moves from and to a knelpunt, each with how it stands, the first first.
pub(super) async fn gedaan(
    conn: &impl ConnectionTrait,
    knelpunt: Uuid,
) -> Result<Vec<(Beweging, Terug)>> {
    let hier = bewegingen(&store::rond(conn, &[knelpunt]).await?);
    if hier.is_empty() {
        return Ok(Vec::new());
    }
    // Whether one stands depends on where all that went has been since, with what it went there.
    let delen: BTreeSet<Uuid> = hier.iter().flat_map(Beweging::delen).collect();
    let delen: Vec<Uuid> = delen.into_iter().collect();
    let zetten = store::van_delen(conn, &delen).await?.into_iter();
    let knelpunten = zetten.flat_map(|zet| zet.van.into_iter().chain([zet.naar]));
    let knelpunten: BTreeSet<Uuid> = knelpunten.collect();
    let knelpunten: Vec<Uuid> = knelpunten.into_iter().collect();
    let alle = bewegingen(&store::rond(conn, &knelpunten).await?);
    let standen = standen(&alle);
    let raakt =
        |(beweging, _): &(Beweging, Terug)| beweging.van == knelpunt || beweging.naar == knelpunt;
    Ok(alle.into_iter().zip(standen).filter(raakt).collect())
}

/// What moved from and to a knelpunt that the actor may read. What was laid there for the first time is not
/// among it: that came from nowhere.
///
/// # Errors
/// The database can't be read.
pub async fn spoor(ctx: &Ctx, conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<Spoor> {
    let gedaan = gedaan(conn, knelpunt).await?;
    if gedaan.is_empty() {
        return Ok(Spoor::default());
    }
    let anderen = gedaan.iter().flat_map(|(b, _)| [b.van, b.naar]);
    let anderen: BTreeSet<Uuid> = anderen.filter(|id| *id != knelpunt).collect();
    let anderen: Vec<Uuid> = anderen.into_iter().collect();
    let koppen = stukken::koppen(ctx, conn, &anderen).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|kop| (kop.id, kop)).collect();
    let naar = gedaan.iter().map(|(beweging, _)| beweging.naar).collect();
    let redenen = redenen(ctx, conn, naar).await?;
    let leesbaar: Vec<Uuid> = koppen.keys().copied().chain([knelpunt]).collect();
    let behandelt = behandeld(ctx, conn, &leesbaar).await?;
    let stap = |(beweging, terug): (Beweging, Terug)| {
        let erbij = beweging.naar == knelpunt;
        let ander = if erbij { beweging.van } else { beweging.naar };
        let reden = beweging.reden.and_then(|id| redenen.get(&id));
        Stap {
            zet: beweging.zet,
            erbij,
            ander: koppen.get(&ander).cloned(),
            signalen: beweging.signalen.len(),
            bijval: beweging.bijval.len(),
            op: beweging.op,
            door: beweging.door,
            reden: reden.cloned().unwrap_or_default(),
            terug,
            mag_terug: behandelt.contains(&beweging.van) && behandelt.contains(&beweging.naar),
        }
    };
    Ok(Spoor {
        stappen: gedaan.into_iter().rev().map(stap).collect(),
    })
}

/// Which of these knelpunten the actor treats.
async fn behandeld(ctx: &Ctx, conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let knelpunten = Knelpunt::laad(conn, ids, Teksten::Weg).await?;
    let trekkers: BTreeSet<Option<Uuid>> = knelpunten.values().map(|k| k.trekker).collect();
    let per_thema = behandelaar_per_thema(ctx, conn, trekkers).await?;
    let mag = |knelpunt: &Knelpunt| {
        let wie = per_thema.get(&knelpunt.trekker);
        wie.is_some_and(|wie| wie.mag().is_ok())
    };
    let alle = knelpunten.iter().filter(|(_, knelpunt)| mag(knelpunt));
    Ok(alle.map(|(id, _)| *id).collect())
}

/// Why things were moved to these knelpunten, by the number of the reden. It was given for both of the
/// knelpunten of a move, so who reads either reads it.
async fn redenen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    knelpunten: BTreeSet<Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let knelpunten: Vec<Uuid> = knelpunten.into_iter().collect();
    spil::redenen(conn, &Leesrecht::van(&ctx.actor), &knelpunten).await
}
