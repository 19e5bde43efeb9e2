//! The regietafel itself: its meetings, and what is on them.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Stap, Status, Vergadering, keur_dag, overgang},
        policy::Wie,
        store::{self, Rij},
    },
    Escalatie, HOOGSTENS, SLOT, TAFEL, aan_tafel, deel, een, gebeurtenis, lees, mag_niet, status,
    voorleggen::niet_meer_open,
    wie_bij,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    schrijven::model::Waarom,
    stukken::{
        Leesrecht,
        model::Kop,
        service::{self as stukken, links},
    },
};

/// What the geschiedenis calls it when something goes to another meeting.
pub const VERPLAATSEN: &str = "regietafel-verplaatsen";
/// What it calls it when a meeting is planned.
pub const PLANNEN: &str = "vergadering-plannen";
/// What it calls it when a meeting does not take place.
pub const AFGELASTEN: &str = "vergadering-afgelasten";
/// Besluiten that are shown.
const BESLOTEN: u64 = 10;

/// Something on the agenda.
#[derive(Debug, Clone)]
pub struct Punt {
    /// What was put.
    pub escalatie: Escalatie,
    /// What it is about.
    pub over: Kop,
    /// What the actor can do with it.
    pub stappen: Vec<Stap>,
}

/// What the regietafel has before it.
#[derive(Debug, Clone)]
pub struct Tafel {
    /// The meetings to come, by day.
    pub vergaderingen: Vec<Vergadering>,
    /// The meetings to come that do not take place, and why.
    pub vervallen: Vec<(NaiveDate, String)>,
    /// What waits: by meeting, the oldest first; what is on none last.
    pub open: Vec<Punt>,
    /// What was decided last, the last first.
    pub besloten: Vec<Punt>,
    /// What the actor is.
    pub wie: Wie,
}

/// Lets through who sits at the regietafel.
///
/// # Errors
/// As [`Ctx::eis_een`].
pub fn eis_tafel(ctx: &Ctx) -> Result<Wie> {
    ctx.eis_een(&TAFEL)?;
    Ok(aan_tafel(ctx))
}

/// What the regietafel has before it.
///
/// # Errors
/// As [`eis_tafel`]; the database can't be read.
pub async fn tafel(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Tafel> {
    let wie = eis_tafel(ctx)?;
    let lezer = Leesrecht::van(&ctx.actor);
    let vandaag = ctx.vandaag();
    let open = store::met_status(conn, &lezer, Status::Open, HOOGSTENS).await?;
    let besloten = store::met_status(conn, &lezer, Status::Besloten, BESLOTEN).await?;
    let mut open = punten(ctx, conn, open).await?;
    let dag = |punt: &Punt| punt.escalatie.vergadering.map_or(NaiveDate::MAX, |v| v.1);
    // Of one meeting the oldest stays first.
    open.sort_by_key(dag);
    let mut vergaderingen = store::vergaderingen::alle(conn).await?;
    vergaderingen.retain(|v| v.dag >= vandaag);
    Ok(Tafel {
        vergaderingen,
        vervallen: store::vergaderingen::vervallen(conn, vandaag).await?,
        open,
        besloten: punten(ctx, conn, besloten).await?,
        wie,
    })
}

async fn punten(ctx: &Ctx, conn: &impl ConnectionTrait, rijen: Vec<Rij>) -> Result<Vec<Punt>> {
    let ids: Vec<Uuid> = rijen.iter().map(|rij| rij.stuk_id).collect();
    // The duo withdraws on the page of the stuk; what is offered here is for the regietafel.
    let hier = |stap: &Stap| *stap != Stap::Intrekken;
    let stappen = rijen.iter().map(|rij| {
        let kan = wie_bij(ctx, rij).stappen(status(rij)?).into_iter();
        Ok(kan.filter(hier).collect::<Vec<Stap>>())
    });
    let stappen: Vec<Vec<Stap>> = stappen.collect::<Result<_>>()?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    let koppen: HashMap<Uuid, Kop> = koppen.map(|kop| (kop.id, kop)).collect();
    let escalaties = lees(ctx, conn, rijen).await?;
    let punt = |(escalatie, stappen): (Escalatie, Vec<Stap>)| {
        let over = koppen.get(&escalatie.stuk_id)?.clone();
        Some(Punt {
            escalatie,
            over,
            stappen,
        })
    };
    Ok(escalaties
        .into_iter()
        .zip(stappen)
        .filter_map(punt)
        .collect())
}

/// Lets through who plans meetings.
///
/// # Errors
/// As [`eis_tafel`]; [`Error::MagNiet`] with who may.
pub fn eis_planner(ctx: &Ctx) -> Result<()> {
    eis_tafel(ctx)?.mag_plannen().map_err(mag_niet)
}

/// What the geschiedenis of the account that planned says: a meeting is no stuk.
fn van_account(ctx: &Ctx, actie: &str, id: Uuid) -> Result<Gebeurtenis> {
    Ok(Gebeurtenis {
        stuk_id: ctx.schrijver()?,
        is_account: true,
        actie: actie.to_owned(),
        velden: vec![format!("vergadering:{id}")],
        ..Gebeurtenis::default()
    })
}

/// Plans a meeting; answers its day.
///
/// # Errors
/// What is wrong with the day; as [`eis_planner`]; the database refuses.
pub async fn plan(db: &Db, ctx: &Ctx, tekst: &str) -> Result<NaiveDate> {
    eis_planner(ctx)?;
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let bezet = store::vergaderingen::alle(conn).await?;
    let bezet: Vec<NaiveDate> = bezet.iter().map(|v| v.dag).collect();
    let mut fouten = Fouten::new();
    let dag = keur_dag(tekst, ctx.vandaag(), &bezet, &mut fouten);
    let Some(dag) = fouten.of(dag)? else {
        return Err(anyhow::anyhow!("a day that is wrong was not noted").into());
    };
    let id = store::vergaderingen::voeg_toe(conn, ctx, dag).await?;
    write.commit(ctx, &[van_account(ctx, PLANNEN, id)?]).await?;
    Ok(dag)
}

/// A meeting to come.
///
/// # Errors
/// As [`eis_planner`]; [`Error::NotFound`] when there is none; the database can't be read.
pub async fn vergadering(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Vergadering> {
    eis_planner(ctx)?;
    let mut alle = store::vergaderingen::alle(conn).await?.into_iter();
    let vandaag = ctx.vandaag();
    alle.find(|v| v.id == id && v.dag >= vandaag)
        .ok_or(Error::NotFound)
}

/// Has a meeting not take place, with why. What was on it is on the next one by itself.
///
/// # Errors
/// What is wrong with the reason; as [`vergadering`]; the database refuses.
pub async fn gelast_af(db: &Db, ctx: &Ctx, id: Uuid, (tekst, akkoord): (&str, bool)) -> Result<()> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    vergadering(ctx, conn, id).await?;
    let mut fouten = Fouten::new();
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst,
        akkoord,
    };
    let waarom = waarom.keur(true, &mut fouten);
    let waarom = fouten.of(waarom)?.unwrap_or_default();
    if !store::vergaderingen::laat_vervallen(conn, id, (ctx.now, waarom)).await? {
        return Err(Error::NotFound);
    }
    write
        .commit(ctx, &[van_account(ctx, AFGELASTEN, id)?])
        .await?;
    Ok(())
}

/// Something that the actor can put on another meeting, and the meetings to come.
///
/// # Errors
/// As [`eis_planner`]; [`Error::NotFound`] when they may not read it; [`Error::Conflict`] when it does not wait any
/// more; the database can't be read.
pub async fn te_verplaatsen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(Punt, Vec<Vergadering>)> {
    let wie = eis_tafel(ctx)?;
    let rij = een(ctx, conn, id).await?;
    wie.mag_stap(Stap::Verplaatsen).map_err(mag_niet)?;
    if overgang(status(&rij)?, Stap::Verplaatsen).is_none() {
        return Err(niet_meer_open(status(&rij)?));
    }
    let punt = punten(ctx, conn, vec![rij]).await?.pop();
    let vandaag = ctx.vandaag();
    let mut komend = store::vergaderingen::alle(conn).await?;
    komend.retain(|v| v.dag >= vandaag);
    Ok((punt.ok_or(Error::NotFound)?, komend))
}

/// Puts something on another meeting; without one it is on the first by itself.
///
/// # Errors
/// That there is no such meeting; as [`te_verplaatsen`]; the database refuses.
pub async fn verplaats(db: &Db, ctx: &Ctx, id: Uuid, naar: &str) -> Result<()> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let (punt, komend) = te_verplaatsen(ctx, conn, id).await?;
    links::houd(&write, punt.over.id).await?;
    let vergadering = komend.iter().find(|v| v.id.to_string() == naar);
    let mut fouten = Fouten::new();
    if vergadering.is_none() && !naar.is_empty() {
        let melding = "Deze vergadering is er niet meer. Kies een andere.";
        fouten.meld("vergadering", "onbekend", melding);
    }
    fouten.of(())?;
    if !store::zet_op(conn, id, vergadering.map(|v| v.id)).await? {
        return Err(niet_meer_open(Status::Besloten));
    }
    let gebeurd = gebeurtenis(&punt.over, VERPLAATSEN, vec![deel(id)]);
    write.commit(ctx, &[gebeurd]).await?;
    Ok(())
}
