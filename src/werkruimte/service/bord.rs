//! The board of a thema: how many open knelpunten are at each of the five steps, and the first of each.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::Teksten,
    error::Result,
    knelpunten::{
        model::{Knelpunt, Status, Treden},
        service::plekken,
    },
    stukken::{Kind as _, Leesrecht, model::Kop, service as stukken},
    werkruimte::store,
};

/// Knelpunten in one column of the board; search has the others.
const PER_TREDE: u64 = 4;

/// The open knelpunten of a thema on the five steps.
#[derive(Debug, Clone, Default)]
pub struct Bord {
    /// How many there are at each step.
    pub per_trede: [u64; 5],
    /// The first of each step, the last changed first.
    pub rijen: Vec<Knelpuntrij>,
}

impl Bord {
    /// How many are open: at all steps together.
    pub fn open(&self) -> u64 {
        self.per_trede.iter().sum()
    }
}

/// A knelpunt on the board.
#[derive(Debug, Clone)]
pub struct Knelpuntrij {
    /// The knelpunt.
    pub kop: Kop,
    /// The step that it is at, from 1 to 5.
    pub trede: u8,
    /// In how many gemeenten it plays.
    pub gemeenten: usize,
    /// Whether this thema leads it; otherwise it follows.
    pub trekt: bool,
}

/// The board of a thema, of what the actor may read. Each knelpunt is at the first step that nothing was said of.
///
/// # Errors
/// The database can't be read.
pub(super) async fn bord(ctx: &Ctx, conn: &impl ConnectionTrait, thema: Uuid) -> Result<Bord> {
    let open = Status::ALLE.iter().filter(|status| !status.is_gesloten());
    let open: Vec<&str> = open.map(|status| status.waarde()).collect();
    let mut bord = Bord::default();
    let mut eerste: Vec<(Uuid, u8)> = Vec::new();
    // All of them, or the numbers would be those of what changed last.
    for (id, treden) in store::treden(conn, &Leesrecht::van(&ctx.actor), thema, &open).await? {
        let treden: Treden = serde_json::from_str(&treden).map_err(anyhow::Error::from)?;
        let plek = treden.tot().min(4);
        if let Some(aantal) = bord.per_trede.get_mut(usize::from(plek)) {
            if *aantal < PER_TREDE {
                eerste.push((id, plek + 1));
            }
            *aantal += 1;
        }
    }
    bord.rijen = rijen(ctx, conn, thema, &eerste).await?;
    Ok(bord)
}

/// Knelpunten with their step, as the board shows them.
async fn rijen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
    eerste: &[(Uuid, u8)],
) -> Result<Vec<Knelpuntrij>> {
    let ids: Vec<Uuid> = eerste.iter().map(|(id, _)| *id).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let inhouden = Knelpunt::laad(conn, &ids, Teksten::Weg).await?;
    let tellingen = plekken::tellingen(conn, &ids).await?;
    let rij = |kop: Kop| {
        let (_, trede) = eerste.iter().find(|(id, _)| *id == kop.id)?;
        let telling = tellingen.get(&kop.id);
        let inhoud = inhouden.get(&kop.id);
        Some(Knelpuntrij {
            trede: *trede,
            gemeenten: telling.map_or(0, |telling| telling.gemeenten.len()),
            trekt: inhoud.is_some_and(|inhoud| inhoud.trekker == Some(thema)),
            kop,
        })
    };
    Ok(koppen.into_iter().filter_map(rij).collect())
}
