//! Use cases of the programme page: everything is read under the leesrecht of who asks, so that what they may
//! not read counts in no number.

mod lijsten;
mod meedoen;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use search_index::SearchIndex;
use uuid::Uuid;

use self::meedoen::meedoen_aan;
pub use self::{
    lijsten::{Termijn, Termijnrij, Vraagrij, late_acties, lijst, termijnen, thema, vragen},
    meedoen::{Meedoen, meedoen},
};
use super::{
    model::{Kwartaal, Tabel, Themarij},
    store::{self, Geteld, Van},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
    vraagpunten::{
        model::Welke,
        service::{self as vraagpunten, Filter},
    },
    zoeken::{
        model::vragen::{DAGEN, Telling},
        service::vragen as zoekvragen,
    },
};

pub use super::store::termijnen::Vraagmoment;

/// Thema's that are counted.
const THEMAS: u64 = 500;

/// What the page says.
#[derive(Debug, Clone)]
pub struct Programma {
    /// The thema's, by name.
    pub themas: Vec<Kop>,
    /// The items of each.
    pub tabel: Tabel,
    /// How long open knelpunten are open; none of a quarter, because that is a number of now.
    pub open: Option<Vec<i64>>,
    /// How long it took from the day that a knelpunt was reported until it was answered.
    pub beantwoord: Vec<i64>,
    /// Questions that are late; of a quarter those that were asked and those that were answered.
    pub vragen: Vragen,
    /// Acties that are late.
    pub late_acties: u64,
    /// Which gemeenten took part.
    pub meedoen: Meedoen,
    /// What was searched on each day.
    pub gezocht: Vec<(NaiveDate, Telling)>,
}

/// How many questions there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vragen {
    /// Those that are late now.
    TeLaat(u64),
    /// In a quarter.
    InKwartaal {
        /// Those that were asked.
        gesteld: u64,
        /// Those that were answered.
        beantwoord: u64,
    },
}

/// The programme as it stands now, or what happened in a quarter, for who asks.
///
/// # Errors
/// Database or index fail.
pub async fn programma(
    ctx: &Ctx,
    db: &Db,
    index: &SearchIndex,
    kwartaal: Option<Kwartaal>,
) -> Result<Programma> {
    let conn = db.read();
    let (themas, tabel) = tabel(ctx, conn, kwartaal).await?;
    let alle = termijnen(ctx, conn).await?;
    let (late_acties, _) = late_acties(ctx, conn, kwartaal, (0, 0)).await?;
    Ok(Programma {
        themas,
        tabel,
        open: kwartaal
            .is_none()
            .then(|| dagen(alle.van(Termijn::Open, None))),
        beantwoord: dagen(alle.van(Termijn::Beantwoord, kwartaal)),
        vragen: aantal_vragen(ctx, conn, kwartaal).await?,
        late_acties,
        meedoen: meedoen_aan(ctx, (db, index), &alle.ids()).await?,
        gezocht: gezocht(ctx, db, kwartaal).await?,
    })
}

fn dagen(rijen: Vec<Termijnrij>) -> Vec<i64> {
    rijen.into_iter().map(|rij| rij.dagen).collect()
}

/// The numbers per thema and state, with the thema's by name.
///
/// # Errors
/// The database can't be read.
pub async fn tabel(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kwartaal: Option<Kwartaal>,
) -> Result<(Vec<Kop>, Tabel)> {
    let themas = themas(ctx, conn).await?;
    let ids: Vec<Uuid> = themas.iter().map(|thema| thema.id).collect();
    let leesrecht = Leesrecht::van(&ctx.actor);
    let tijd = kwartaal.map(Kwartaal::tussen);
    let rij = |(cellen, samen): Geteld| Themarij::van(cellen, samen);
    let alles = store::tel(conn, &leesrecht, Van::Alle, tijd).await?;
    let zonder = store::tel(conn, &leesrecht, Van::Geen(&ids), tijd).await?;
    let per_thema = store::tel_per_thema(conn, &leesrecht, &ids, tijd).await?;
    let per_thema = per_thema.into_iter().map(|(id, geteld)| (id, rij(geteld)));
    let tabel = Tabel {
        themas: per_thema.collect::<BTreeMap<_, _>>(),
        zonder: rij(zonder),
        alles: rij(alles),
    };
    Ok((themas, tabel))
}

/// The thema's that are counted, by name.
async fn themas(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Kop>> {
    let lijst = stukken::lijst(ctx, conn, Soort::Thema, None, (0, THEMAS)).await?;
    Ok(lijst.koppen)
}

async fn aantal_vragen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kwartaal: Option<Kwartaal>,
) -> Result<Vragen> {
    let Some(kwartaal) = kwartaal else {
        let filter = Filter {
            aan: None,
            welke: Some(Welke::TeLaat),
        };
        let overzicht = vraagpunten::overzicht(ctx, conn, filter, (0, 0)).await?;
        return Ok(Vragen::TeLaat(overzicht.totaal));
    };
    let tel = async |moment| vragen(ctx, conn, moment, kwartaal, (0, 0)).await;
    let (gesteld, _) = tel(Vraagmoment::Gesteld).await?;
    let (beantwoord, _) = tel(Vraagmoment::Beantwoord).await?;
    Ok(Vragen::InKwartaal {
        gesteld,
        beantwoord,
    })
}

/// How much was searched on each day that the journal still has, of a quarter on the days of it.
///
/// # Errors
/// The database can't be read.
pub async fn gezocht(
    ctx: &Ctx,
    db: &Db,
    kwartaal: Option<Kwartaal>,
) -> Result<Vec<(NaiveDate, Telling)>> {
    let mut dagen = zoekvragen::per_dag(ctx, db, DAGEN).await?;
    dagen.retain(|(dag, _)| kwartaal.is_none_or(|kwartaal| kwartaal.heeft(*dag)));
    Ok(dagen)
}
