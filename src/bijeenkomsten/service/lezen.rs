//! Reading bijeenkomsten: one with what the reader can do, the list of a thema, and what is coming.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bijeenkomst, Genodigde, Status},
        policy::Betrokken,
        store::{self, genodigden},
    },
    status,
};
pub use crate::bijeenkomsten::store::Welke;
use crate::{
    actor::{Actor, Bereik},
    ctx::Ctx,
    db::Teksten,
    error::{Error, Result},
    stukken::{
        Kind as _, Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
    werkruimte::service as werkruimte,
};

/// What is coming that is looked at together.
const KOMENDE: u64 = 50;

/// A bijeenkomst, and what the actor is to it.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The stuk.
    pub kop: Kop,
    /// What is particular to it.
    pub inhoud: Bijeenkomst,
    /// Its state.
    pub status: Status,
    /// What the actor is to it.
    pub wie: Betrokken,
}

impl Zaak {
    /// Whether it began, so that it can be told what was said.
    pub fn is_begonnen(&self, nu: DateTime<Utc>) -> bool {
        self.inhoud.begin <= nu
    }
}

/// The account of the actor; none when there is none.
pub(super) fn ik(ctx: &Ctx) -> Option<Uuid> {
    match &ctx.actor {
        Actor::Account { id, .. } => Some(*id),
        Actor::Bezoeker | Actor::Link { .. } | Actor::Systeem(_) => None,
    }
}

/// A bijeenkomst by its address, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; the database can't be read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Zaak> {
    let kop = stukken::vind(ctx, conn, Soort::Bijeenkomst, naam).await?;
    van_kop(ctx, conn, kop).await
}

/// A bijeenkomst by its number, for who may read it.
///
/// # Errors
/// As [`zaak`].
pub async fn op_id(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == Soort::Bijeenkomst);
    van_kop(ctx, conn, kop.ok_or(Error::NotFound)?).await
}

async fn van_kop(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Zaak> {
    let inhoud = Bijeenkomst::laad(conn, &[kop.id], Teksten::Mee)
        .await?
        .remove(&kop.id)
        .ok_or_else(|| anyhow::anyhow!("bijeenkomst {} has no row of its kind", kop.id))?;
    let wie = Betrokken {
        deelname: werkruimte::deelname(ctx, inhoud.plaats.thema),
        niveau: inhoud.plaats.niveau,
        maker: werkruimte::is_maker(ctx, conn, kop.id).await?,
        genodigd: ik(ctx).is_some_and(|ik| inhoud.genodigden.contains(&ik)),
    };
    Ok(Zaak {
        status: status(&kop)?,
        kop,
        inhoud,
        wie,
    })
}

/// Who is invited, with what they answered. For who takes part in the thema: others see nobody.
///
/// # Errors
/// The database can't be read.
pub async fn genodigden(conn: &impl ConnectionTrait, zaak: &Zaak) -> Result<Vec<Genodigde>> {
    if zaak.wie.deelname.doet_mee() {
        genodigden::met_antwoord(conn, zaak.kop.id).await
    } else {
        Ok(Vec::new())
    }
}

/// A bijeenkomst in the list of a thema.
#[derive(Debug, Clone)]
pub struct Regel {
    /// The stuk.
    pub kop: Kop,
    /// What is particular to it, without its texts.
    pub inhoud: Bijeenkomst,
    /// Its state.
    pub status: Status,
}

/// A page of the bijeenkomsten of a thema.
#[derive(Debug, Clone)]
pub struct Lijst {
    /// How many there are of these.
    pub totaal: u64,
    /// How many are over, and wait for what was said.
    pub wachten: u64,
    /// Those of this page.
    pub regels: Vec<Regel>,
}

/// The bijeenkomsten of a thema that the actor may read: which, from where, and how many.
///
/// # Errors
/// The database can't be read.
pub async fn van_thema(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
    (welke, bereik): (Welke, (u64, u64)),
) -> Result<Lijst> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let (themas, nu) = ([thema], ctx.now);
    let (totaal, koppen) =
        store::van_themas(conn, &leesrecht, &themas, (welke, nu), bereik).await?;
    let wachten = if welke == Welke::Voorbij {
        totaal
    } else {
        let voorbij = (Welke::Voorbij, nu);
        let telling = store::van_themas(conn, &leesrecht, &themas, voorbij, (0, 1));
        telling.await?.0
    };
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let mut inhouden = Bijeenkomst::laad(conn, &ids, Teksten::Weg).await?;
    let regel = |kop: Kop| -> Option<Result<Regel>> {
        let inhoud = inhouden.remove(&kop.id)?;
        Some(status(&kop).map(|status| Regel {
            kop,
            inhoud,
            status,
        }))
    };
    let regels: Result<Vec<Regel>> = koppen.into_iter().filter_map(regel).collect();
    Ok(Lijst {
        totaal,
        wachten,
        regels: regels?,
    })
}

/// A bijeenkomst that is coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bijeenkomstkop {
    /// The stuk.
    pub kop: Kop,
    /// When it begins.
    pub begin: DateTime<Utc>,
}

/// What is planned in the thema's that the actor takes part in and is not over, the first one first.
///
/// # Errors
/// The database can't be read.
pub async fn komende(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Bijeenkomstkop>> {
    let mut themas: Vec<Uuid> = ctx
        .rollen()
        .into_iter()
        .filter_map(|wat| match wat.bereik {
            Bereik::Thema(id) => Some(id),
            Bereik::Landelijk | Bereik::Organisatie(_) | Bereik::Tafel(_) => None,
        })
        .filter(|thema| werkruimte::deelname(ctx, *thema).doet_mee())
        .collect();
    themas.sort_unstable();
    themas.dedup();
    if themas.is_empty() {
        return Ok(Vec::new());
    }
    let leesrecht = Leesrecht::van(&ctx.actor);
    let welke = (Welke::Komend, ctx.now);
    let (_, koppen) = store::van_themas(conn, &leesrecht, &themas, welke, (0, KOMENDE)).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let inhouden = Bijeenkomst::laad(conn, &ids, Teksten::Weg).await?;
    let komend = koppen.into_iter().filter_map(|kop| {
        let begin = inhouden.get(&kop.id)?.begin;
        Some(Bijeenkomstkop { kop, begin })
    });
    Ok(komend.collect())
}
