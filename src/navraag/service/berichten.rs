//! Telling people by mail: that they are asked, and of requests to open a knelpunt again.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Lading, Verzoek},
        store::verzoeken as store,
    },
    open_vragen,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    knelpunten::service::bijval,
    signalen::service::lezen,
    stukken::{model::Kop, service as stukken},
};

/// A question that is ready to be written.
#[derive(Debug)]
pub struct Vraagzending {
    /// To whom.
    pub aan: Mailadres,
    /// What it is about, as far as a mail may say so: not what they signalled in confidence.
    pub koppen: Vec<Kop>,
}

/// Makes the question of a job; none when there is nothing to ask any more, or they can't be reached.
///
/// # Errors
/// The database can't be read.
pub async fn vraagzending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Vraagzending>> {
    let conn = db.read();
    let Some(account) = bereikbaar(conn, wat.gebruiker).await? else {
        return Ok(None);
    };
    // What is solved everybody reads, this task as well.
    let open = open_vragen(ctx, conn, wat.gebruiker).await?;
    if open.is_empty() {
        return Ok(None);
    }
    let mut koppen: Vec<Kop> = open.into_iter().map(|(_, kop)| kop).collect();
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let openlijk = openlijk(conn, wat.gebruiker, &ids).await?;
    koppen.retain(|kop| openlijk.contains(&kop.id));
    Ok(Some(Vraagzending {
        aan: account.mail,
        koppen,
    }))
}

/// Those of these knelpunten that an account follows otherwise than by what it signalled in confidence.
async fn openlijk(
    conn: &impl ConnectionTrait,
    account: Uuid,
    knelpunten: &[Uuid],
) -> Result<BTreeSet<Uuid>> {
    let gezegd = bijval::van(conn, knelpunten).await?.into_values().flatten();
    let eigen = gezegd.filter(|b| b.gebruiker == account);
    let mut openlijk: BTreeSet<Uuid> = eigen.map(|b| b.knelpunt).collect();
    for (knelpunt, signalen) in lezen::bij_knelpunten(conn, knelpunten).await? {
        let mut open = signalen.iter().filter(|(_, s)| !s.vertrouwelijk);
        if open.any(|(_, signaal)| signaal.melder == account) {
            openlijk.insert(knelpunt);
        }
    }
    Ok(openlijk)
}

/// A message about requests that is ready to be written.
#[derive(Debug)]
pub enum Zending {
    /// To who treats the knelpunt.
    Behandelaar {
        /// To whom.
        aan: Mailadres,
        /// The knelpunt.
        kop: Kop,
        /// The soonest last day to answer.
        uiterlijk: NaiveDate,
        /// Whether that day has passed.
        te_laat: bool,
    },
    /// To who asked.
    Vrager {
        /// To whom.
        aan: Mailadres,
        /// The knelpunt; none when a mail may not say which.
        kop: Option<Kop>,
    },
}

/// Makes the message of a job; none when there is nothing to tell any more, or nobody to tell it to.
///
/// # Errors
/// The database can't be read.
pub async fn verzoekzending(db: &Db, ctx: &Ctx, wat: Bericht) -> Result<Option<Zending>> {
    match wat {
        Bericht::Gevraagd { knelpunt, aan } => {
            aan_behandelaar(db, ctx, (knelpunt, aan), false).await
        }
        Bericht::TeLaat { knelpunt, aan } => aan_behandelaar(db, ctx, (knelpunt, aan), true).await,
        Bericht::Beantwoord { verzoek } => {
            let verzoek = store::een(db.read(), verzoek).await?;
            match verzoek.filter(|verzoek| !verzoek.is_open()) {
                Some(verzoek) => aan_vrager(db, ctx, &verzoek).await,
                None => Ok(None),
            }
        }
    }
}

async fn aan_vrager(db: &Db, ctx: &Ctx, verzoek: &Verzoek) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(account) = bereikbaar(conn, verzoek.gebruiker).await? else {
        return Ok(None);
    };
    let ids = [verzoek.knelpunt];
    let openlijk = openlijk(conn, verzoek.gebruiker, &ids).await?;
    let kop = stukken::koppen(ctx, conn, &ids).await?.pop();
    Ok(Some(Zending::Vrager {
        aan: account.mail,
        kop: kop.filter(|kop| openlijk.contains(&kop.id)),
    }))
}

async fn aan_behandelaar(
    db: &Db,
    ctx: &Ctx,
    (knelpunt, aan): (Uuid, Uuid),
    te_laat: bool,
) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(account) = bereikbaar(conn, aan).await? else {
        return Ok(None);
    };
    let alle = store::over(conn, knelpunt).await?.into_iter();
    let eerste = alle.filter(Verzoek::is_open).map(|v| v.uiterlijk).min();
    // What is closed everybody reads, this task as well.
    let kop = stukken::koppen(ctx, conn, &[knelpunt]).await?.pop();
    let (Some(uiterlijk), Some(kop)) = (eerste, kop) else {
        return Ok(None);
    };
    Ok(Some(Zending::Behandelaar {
        aan: account.mail,
        kop,
        uiterlijk,
        te_laat,
    }))
}
