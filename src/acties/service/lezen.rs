//! Reading acties: one with what the reader can do, the list of a thema, and what is somebody's to do.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Actie, Status},
        policy::Betrokken,
        store::{self, Welke},
    },
    mensen::{Mens, kunnen, mensen, mensen_van, met},
    status,
};
use crate::{
    actor::Actor,
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

/// What a list says of an actie whose owner left.
pub const ZONDER_HOUDER: &str = "Zonder houder";

/// An actie, and what the actor is to it.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The stuk.
    pub kop: Kop,
    /// What is particular to it.
    pub inhoud: Actie,
    /// Its state.
    pub status: Status,
    /// What the actor is to it.
    pub wie: Betrokken,
}

/// An actie by its address, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; the database can't be read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Zaak> {
    let kop = stukken::vind(ctx, conn, Soort::Actie, naam).await?;
    van_kop(ctx, conn, kop).await
}

/// An actie by its number, for who may read it.
///
/// # Errors
/// As [`zaak`].
pub async fn op_id(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == Soort::Actie);
    van_kop(ctx, conn, kop.ok_or(Error::NotFound)?).await
}

async fn van_kop(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Zaak> {
    let inhoud = Actie::laad(conn, &[kop.id], Teksten::Mee)
        .await?
        .remove(&kop.id)
        .ok_or_else(|| anyhow::anyhow!("actie {} has no row of its kind", kop.id))?;
    let ik = match &ctx.actor {
        Actor::Account { id, .. } => Some(*id),
        Actor::Bezoeker | Actor::Link { .. } | Actor::Systeem(_) => None,
    };
    let wie = Betrokken {
        deelname: werkruimte::deelname(ctx, inhoud.plaats.thema),
        niveau: inhoud.plaats.niveau,
        maker: werkruimte::is_maker(ctx, conn, kop.id).await?,
        houder: ik == Some(inhoud.houder),
    };
    Ok(Zaak {
        status: status(&kop)?,
        kop,
        inhoud,
        wie,
    })
}

/// An actie in the list of a thema.
#[derive(Debug, Clone)]
pub struct Regel {
    /// The stuk.
    pub kop: Kop,
    /// What is particular to it, without its text.
    pub inhoud: Actie,
    /// Whose it is; none when they can't have it any more.
    pub houder: Option<String>,
}

/// Which acties a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staat {
    /// Those in a state.
    Met(Status),
    /// The open ones that nobody does any more.
    ZonderHouder,
}

/// A page of the acties of a thema.
#[derive(Debug, Clone)]
pub struct Lijst {
    /// How many there are of these.
    pub totaal: u64,
    /// How many open ones nobody does any more.
    pub zonder_houder: u64,
    /// Those of this page: of the open ones the most urgent first.
    pub regels: Vec<Regel>,
}

/// The acties of a thema that the actor may read: which, from where, and how many.
///
/// # Errors
/// The database can't be read.
pub async fn van_thema(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
    (staat, bereik): (Staat, (u64, u64)),
) -> Result<Lijst> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mensen = mensen(conn, thema).await?;
    let kunnen = kunnen(&mensen);
    let zonder = Welke::ZonderHouder(&kunnen);
    let welke = match staat {
        Staat::Met(status) => Welke::Met(status),
        Staat::ZonderHouder => zonder,
    };
    let (totaal, koppen) = store::van_thema(conn, &leesrecht, thema, (welke, bereik)).await?;
    let zonder_houder = match staat {
        Staat::ZonderHouder => totaal,
        Staat::Met(_) => {
            let telling = store::van_thema(conn, &leesrecht, thema, (zonder, (0, 1)));
            telling.await?.0
        }
    };
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let mut inhouden = Actie::laad(conn, &ids, Teksten::Weg).await?;
    let regel = |kop: Kop| {
        let inhoud = inhouden.remove(&kop.id)?;
        let houder = met(&mensen, inhoud.houder, inhoud.plaats.niveau);
        Some(Regel {
            houder: houder.map(|mens| mens.naam.clone()),
            kop,
            inhoud,
        })
    };
    Ok(Lijst {
        totaal,
        zonder_houder,
        regels: koppen.into_iter().filter_map(regel).collect(),
    })
}

/// An open actie of the actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actiekop {
    /// The stuk.
    pub kop: Kop,
    /// The last day to do it.
    pub voor: NaiveDate,
    /// Its thema.
    pub thema: Kop,
}

/// The open acties that are the actor's to do, the most urgent first. Those of a thema that they left are
/// not theirs any more.
///
/// # Errors
/// The database can't be read.
pub async fn mijn(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Actiekop>> {
    let Actor::Account { id, .. } = &ctx.actor else {
        return Ok(Vec::new());
    };
    let koppen = store::van_houder(conn, &Leesrecht::van(&ctx.actor), *id).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let inhouden = Actie::laad(conn, &ids, Teksten::Weg).await?;
    let themas: Vec<Uuid> = inhouden.values().map(|i| i.plaats.thema).collect();
    let themas = stukken::koppen(ctx, conn, &themas).await?;
    let themas: HashMap<Uuid, Kop> = themas.into_iter().map(|t| (t.id, t)).collect();
    let van_mij = koppen.into_iter().filter_map(|kop| {
        let inhoud = inhouden.get(&kop.id)?;
        let thema = inhoud.plaats.thema;
        let doet_mee = werkruimte::deelname(ctx, thema).doet_mee();
        Some(Actiekop {
            voor: inhoud.voor,
            thema: themas.get(&thema).filter(|_| doet_mee)?.clone(),
            kop,
        })
    });
    Ok(van_mij.collect())
}

/// Who has to do an actie, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Houder {
    /// Their name, or that there is nobody any more.
    pub naam: String,
    /// The last day.
    pub voor: NaiveDate,
}

/// Who has to do each of these acties. The caller has decided who may read them.
///
/// # Errors
/// The database can't be read.
pub async fn houders(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Houder>> {
    let inhouden = Actie::laad(conn, ids, Teksten::Weg).await?;
    let themas: Vec<Uuid> = inhouden.values().map(|i| i.plaats.thema).collect();
    let per_thema = mensen_van(conn, themas).await?;
    let houder = |(id, inhoud): (Uuid, Actie)| {
        let mensen = per_thema.get(&inhoud.plaats.thema);
        let mens = mensen.and_then(|m| met(m, inhoud.houder, inhoud.plaats.niveau));
        let naam = mens.map_or(ZONDER_HOUDER, |mens: &Mens| mens.naam.as_str());
        let houder = Houder {
            naam: naam.to_owned(),
            voor: inhoud.voor,
        };
        (id, houder)
    };
    Ok(inhouden.into_iter().map(houder).collect())
}

/// Who has to do one actie, as its page tells somebody of the thema; none when they can't any more.
///
/// # Errors
/// The database can't be read.
pub async fn houder_van(conn: &impl ConnectionTrait, inhoud: &Actie) -> Result<Option<Mens>> {
    let mensen = mensen(conn, inhoud.plaats.thema).await?;
    Ok(met(&mensen, inhoud.houder, inhoud.plaats.niveau).cloned())
}
