//! What somebody signalled, and what became of it: also while they may not read the knelpunt yet.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Signaal, Status, begin},
        store,
    },
    plaatsen::status,
};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::Result,
    gebruikers::service::sessies::ingelogd,
    knelpunten::service::{bijval, lezen as knelpunten},
    stukken::{
        Kind as _, Leesrecht, geschiedenis,
        model::{Kop, Tijdpunt},
        service as stukken,
    },
};

/// A knelpunt, as far as somebody hears of it who signalled it or said that it plays with them too.
#[derive(Debug, Clone)]
pub struct MijnKnelpunt {
    /// The stuk; none when they may not read it.
    pub kop: Option<Kop>,
    /// How it stands, in words.
    pub status: &'static str,
    /// Each step with its public reason, the newest first.
    pub stappen: Vec<Tijdpunt>,
}

/// Something that the actor signalled.
#[derive(Debug, Clone)]
pub struct MijnSignaal {
    /// The stuk.
    pub kop: Kop,
    /// How it stands.
    pub status: Status,
    /// Whether it is in confidence.
    pub vertrouwelijk: bool,
    /// The first words of its first line.
    pub begin: String,
    /// Each step with its reason, the newest first.
    pub stappen: Vec<Tijdpunt>,
    /// The knelpunt that it is part of.
    pub knelpunt: Option<MijnKnelpunt>,
}

/// That the actor said of a knelpunt that it plays with them too.
#[derive(Debug, Clone)]
pub struct MijnBijval {
    /// The name of the gemeente that they said it for.
    pub gemeente: String,
    /// When.
    pub op: DateTime<Utc>,
    /// The knelpunt.
    pub knelpunt: MijnKnelpunt,
}

/// Everything that the actor follows.
#[derive(Debug, Clone, Default)]
pub struct Mijn {
    /// What they signalled, the newest first.
    pub signalen: Vec<MijnSignaal>,
    /// What they said beside others, the newest first.
    pub bijval: Vec<MijnBijval>,
}

/// What the actor signalled and said, and what became of it.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn mijn(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Mijn> {
    let (ik, _) = ingelogd(ctx)?;
    let ids = store::van_melder(conn, ik).await?;
    let mut inhouden = Signaal::laad(conn, &ids, Teksten::Mee).await?;
    let gezegd = bijval::van_account(conn, ik).await?;
    let van_signalen = inhouden.values().filter_map(|inhoud| inhoud.knelpunt);
    let van_bijval = gezegd.iter().map(|bijval| bijval.knelpunt);
    let mut knelpunten: Vec<Uuid> = van_signalen.chain(van_bijval).collect();
    knelpunten.sort_unstable();
    knelpunten.dedup();
    let per_knelpunt = per_knelpunt(ctx, conn, &knelpunten).await?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let leesbaar: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut stappen = geschiedenis::tijdlijnen(conn, &leesrecht, &leesbaar).await?;
    let mut mijn = Mijn::default();
    for kop in koppen {
        let Some(inhoud) = inhouden.remove(&kop.id) else {
            continue;
        };
        let in_knelpunt = inhoud.knelpunt.and_then(|id| per_knelpunt.get(&id));
        mijn.signalen.push(MijnSignaal {
            status: status(&kop)?,
            vertrouwelijk: inhoud.vertrouwelijk,
            begin: begin(inhoud.tekst.lines().next().unwrap_or_default()),
            stappen: stappen.remove(&kop.id).unwrap_or_default(),
            knelpunt: in_knelpunt.cloned(),
            kop,
        });
    }
    let gemeenten: Vec<Uuid> = gezegd.iter().map(|bijval| bijval.gemeente).collect();
    let namen = stukken::koppen(ctx, conn, &gemeenten).await?;
    let namen: HashMap<Uuid, String> = namen.into_iter().map(|k| (k.id, k.titel)).collect();
    let met_knelpunt = gezegd.into_iter().rev().filter_map(|bijval| {
        Some(MijnBijval {
            gemeente: namen.get(&bijval.gemeente).cloned().unwrap_or_default(),
            op: bijval.op,
            knelpunt: per_knelpunt.get(&bijval.knelpunt)?.clone(),
        })
    });
    mijn.bijval = met_knelpunt.collect();
    Ok(mijn)
}

/// How knelpunten stand that the actor follows: their steps and the reasons of these are public, their titles
/// only when they may be read.
async fn per_knelpunt(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, MijnKnelpunt>> {
    let leesbaar = stukken::koppen(ctx, conn, ids).await?;
    let mut leesbaar: HashMap<Uuid, Kop> = leesbaar.into_iter().map(|k| (k.id, k)).collect();
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut stappen = geschiedenis::tijdlijnen(conn, &leesrecht, ids).await?;
    let mut alle = HashMap::new();
    for &id in ids {
        let kop = leesbaar.remove(&id);
        // Few are not for who follows them: those that nobody took up yet.
        let status = match &kop {
            Some(kop) => knelpunten::status(kop)?,
            None => knelpunten::status(&stukken::kop_voor_taak(conn, id).await?)?,
        };
        let knelpunt = MijnKnelpunt {
            kop,
            status: status.label(),
            stappen: stappen.remove(&id).unwrap_or_default(),
        };
        alle.insert(id, knelpunt);
    }
    Ok(alle)
}
