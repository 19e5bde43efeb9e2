//! What is behind a number: items, acties, questions, and how long things took.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Keuze, Kwartaal, Thema},
        store::{
            self, Van,
            termijnen::{self as termijnstore, Vraagmoment},
        },
    },
    themas,
};
use crate::{
    acties::model::Status as Actiestatus,
    ctx::Ctx,
    db::tables::vraagpunt,
    error::Result,
    overzicht::{model::Rij, service as overzicht},
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
};

/// The items that are asked for: how many there are, and those of a page. What belongs to a thema that there is
/// not, is none.
///
/// # Errors
/// The database can't be read.
pub async fn lijst(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    keuze: &Keuze,
    bereik: (u64, u64),
) -> Result<(u64, Vec<Kop>)> {
    let alle: Vec<Uuid>;
    let van = match &keuze.thema {
        Thema::Alle => Van::Alle,
        Thema::Zonder => {
            let themas = themas(ctx, conn).await?;
            alle = themas.iter().map(|thema| thema.id).collect();
            Van::Geen(&alle)
        }
        Thema::Bij(slug) => match thema(ctx, conn, slug).await? {
            Some(thema) => Van::Thema(thema.id),
            None => return Ok((0, Vec::new())),
        },
    };
    let leesrecht = Leesrecht::van(&ctx.actor);
    let wat = (keuze.onderdeel, keuze.stand);
    let tijd = keuze.kwartaal.map(Kwartaal::tussen);
    let (totaal, ids) = store::lijst(conn, &leesrecht, wat, van, tijd, bereik).await?;
    Ok((totaal, stukken::koppen(ctx, conn, &ids).await?))
}

/// The thema with a slug.
///
/// # Errors
/// The database can't be read.
pub async fn thema(ctx: &Ctx, conn: &impl ConnectionTrait, slug: &str) -> Result<Option<Kop>> {
    let namen = [slug.to_owned()];
    let mut gevonden = stukken::vind_alle(ctx, conn, Soort::Thema, &namen).await?;
    Ok(gevonden.remove(slug))
}

/// The acties that are late: how many there are, and those of a page, the oldest day first. Of a quarter those
/// that had to be done in it.
///
/// # Errors
/// The database can't be read.
pub async fn late_acties(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kwartaal: Option<Kwartaal>,
    bereik: (u64, u64),
) -> Result<(u64, Vec<Kop>)> {
    let vandaag = ctx.vandaag();
    let voor = match kwartaal {
        None => (None, vandaag),
        Some(k) => (Some(k.eerste_dag()), vandaag.min(k.volgend().eerste_dag())),
    };
    let leesrecht = Leesrecht::van(&ctx.actor);
    let open = Actiestatus::Open.waarde();
    let (totaal, ids) = termijnstore::late_acties(conn, &leesrecht, open, voor, bereik).await?;
    Ok((totaal, stukken::koppen(ctx, conn, &ids).await?))
}

/// A question in a list.
#[derive(Debug, Clone)]
pub struct Vraagrij {
    /// Its number.
    pub id: Uuid,
    /// What is asked.
    pub vraag: String,
    /// What it is about.
    pub over: Kop,
    /// Who has to answer; none when the reader may not know that organisatie.
    pub aan: Option<Kop>,
    /// When it was asked.
    pub gesteld: DateTime<Utc>,
    /// When it was answered.
    pub beantwoord: Option<DateTime<Utc>>,
}

/// The questions that were asked or answered in a quarter: how many there are, and those of a page, the newest
/// first.
///
/// # Errors
/// The database can't be read.
pub async fn vragen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    moment: Vraagmoment,
    kwartaal: Kwartaal,
    bereik: (u64, u64),
) -> Result<(u64, Vec<Vraagrij>)> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let (totaal, rijen) =
        termijnstore::vragen(conn, &leesrecht, moment, kwartaal.tussen(), bereik).await?;
    let genoemd: Vec<Uuid> = rijen.iter().flat_map(|r| [r.stuk_id, r.aan_id]).collect();
    let koppen = stukken::koppen(ctx, conn, &genoemd).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|kop| (kop.id, kop)).collect();
    let rij = |rij: vraagpunt::Model| {
        Some(Vraagrij {
            over: koppen.get(&rij.stuk_id)?.clone(),
            aan: koppen.get(&rij.aan_id).cloned(),
            id: rij.id,
            vraag: rij.vraag,
            gesteld: rij.gesteld_op,
            beantwoord: rij.beantwoord_op,
        })
    };
    Ok((totaal, rijen.into_iter().filter_map(rij).collect()))
}

/// How long something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termijn {
    /// How long a knelpunt that is open is open now.
    Open,
    /// How long it took until it was answered: solved, rejected with a reason, or waiting for another rule.
    Beantwoord,
}

/// A knelpunt with how long it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijnrij {
    /// The number people quote.
    pub kenmerk: String,
    /// What it is called.
    pub titel: String,
    /// The address of its page, from the root of the site.
    pub pad: String,
    /// The day on which it came on the platform.
    pub gemeld: NaiveDate,
    /// The day on which it was answered; none when it is open.
    pub gesloten: Option<NaiveDate>,
    /// From the one to the other, or to today.
    pub dagen: i64,
}

/// How long each knelpunt took.
#[derive(Debug, Clone, Default)]
pub struct Termijnen {
    vandaag: NaiveDate,
    rijen: Vec<Rij>,
}

/// How long the knelpunten took that the reader may read.
///
/// # Errors
/// The database can't be read.
pub async fn termijnen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Termijnen> {
    Ok(Termijnen {
        vandaag: ctx.vandaag(),
        rijen: overzicht::overzicht(ctx, conn).await?.rijen,
    })
}

impl Termijnen {
    /// The knelpunten.
    pub fn ids(&self) -> Vec<Uuid> {
        self.rijen.iter().map(|rij| rij.id).collect()
    }

    /// Those that are open now, or that were answered (in a quarter), the longest first.
    pub fn van(&self, wat: Termijn, kwartaal: Option<Kwartaal>) -> Vec<Termijnrij> {
        let past = |rij: &&Rij| match wat {
            Termijn::Open => !rij.status.is_gesloten(),
            Termijn::Beantwoord => {
                let in_tijd = |dag| kwartaal.is_none_or(|kwartaal| kwartaal.heeft(dag));
                rij.status.is_gesloten() && rij.gesloten.is_some_and(in_tijd)
            }
        };
        let regel = |rij: &Rij| {
            Some(Termijnrij {
                kenmerk: rij.kenmerk.clone(),
                titel: rij.titel.clone(),
                pad: rij.pad.clone(),
                gemeld: rij.gemeld,
                gesloten: rij.gesloten.filter(|_| wat == Termijn::Beantwoord),
                dagen: rij.dagen(self.vandaag)?,
            })
        };
        let mut rijen: Vec<Termijnrij> = self.rijen.iter().filter(past).filter_map(regel).collect();
        rijen.sort_by(|a, b| (b.dagen, &a.kenmerk).cmp(&(a.dagen, &b.kenmerk)));
        rijen
    }
}
