//! Who leads a thema, who did, and who stands in. Where they work everybody reads: a duo speaks for the Rijk and for the
//! gemeenten in public. Their names are for who is logged in, so that no other site gathers them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Kant, Periode, Zetel, zetelnaam},
        policy::neemt_waar,
        store,
    },
    zetels,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{
        policy::past_bij,
        service::{
            functie::{houders, lid_van},
            namen::namen,
        },
    },
    ids::vouw,
    organisaties::{model::Organisatiesoort, service as organisaties},
    stukken::{model::Kop, service as stukken},
    taal,
};

/// Somebody of a duo, as a reader knows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mens {
    /// Their name; empty for who is not logged in.
    pub naam: String,
    /// Where they work; empty when that is not known.
    pub organisatie: String,
}

/// A seat with who sits there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stoel {
    /// The seat.
    pub zetel: Zetel,
    /// Who sits there; none when nobody does.
    pub mens: Option<Mens>,
    /// Who stands in for it.
    pub waarnemers: Vec<Mens>,
}

/// The duo of a thema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duo {
    /// The two seats, that of the Rijk first. Who stands in for the whole duo is at both.
    pub stoelen: Vec<Stoel>,
}

/// Somebody on a seat for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zat {
    /// From when to when, and how.
    pub periode: Periode,
    /// Who.
    pub mens: Mens,
}

/// Who leads a thema, and who stands in.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when there is no such thema; the database can't be read.
pub async fn duo(db: &Db, ctx: &Ctx, thema: Uuid) -> Result<Duo> {
    let conn = db.read();
    let zetels = zetels(conn, thema).await?;
    let waarnemers = houders(conn, Rol::Waarnemer, Bereik::Thema(thema)).await?;
    let zitten = zetels.iter().filter_map(|zetel| zetel.houder);
    let alle: BTreeSet<Uuid> = zitten.chain(waarnemers.iter().copied()).collect();
    let mut werk = HashMap::new();
    for id in alle {
        werk.insert(id, werkt_bij(conn, id).await?);
    }
    let verloop = store::verloop(conn, &[thema]).await?.remove(&thema);
    let toen = |kant: Kant| {
        let nu = verloop
            .iter()
            .flatten()
            .rfind(|p| p.kant == kant && p.tot.is_none());
        nu.and_then(|p| p.organisatie)
    };
    let mut wie: Vec<(Uuid, Option<Uuid>)> = Vec::new();
    for zetel in &zetels {
        let Some(houder) = zetel.houder else {
            continue;
        };
        let past = |(_, soort): &&(Uuid, Organisatiesoort)| past_bij(zetel.kant, *soort);
        let nu = werk.get(&houder).and_then(|van| van.iter().find(past));
        wie.push((houder, nu.map(|(id, _)| *id).or_else(|| toen(zetel.kant))));
    }
    for id in &waarnemers {
        // Another employer says nothing of whom they stand in for.
        let past = |(_, soort): &&(Uuid, Organisatiesoort)| {
            Kant::ALLE.iter().any(|kant| past_bij(*kant, *soort))
        };
        let waar = werk.get(id).and_then(|van| van.iter().find(past));
        wie.push((*id, waar.map(|(id, _)| *id)));
    }
    let mensen = mensen(db, ctx, &wie).await?;
    let stoel = |zetel: &Zetel| {
        let staat_in = |id: &Uuid| {
            let soorten: Vec<_> = werk.get(id).into_iter().flatten().map(|w| w.1).collect();
            let kanten = neemt_waar(&soorten);
            kanten.is_empty() || kanten.contains(&zetel.kant)
        };
        let waarnemers = waarnemers.iter().filter(|id| staat_in(id));
        let mut waarnemers: Vec<Mens> = waarnemers
            .filter_map(|id| mensen.iter().find(|(wie, _)| wie == id))
            .map(|(_, mens)| mens.clone())
            .collect();
        waarnemers.sort_by_cached_key(|mens| (vouw(&mens.naam), vouw(&mens.organisatie)));
        let houder = zetel
            .houder
            .and_then(|id| mensen.iter().find(|(wie, _)| *wie == id));
        Stoel {
            zetel: *zetel,
            mens: houder.map(|(_, mens)| mens.clone()),
            waarnemers,
        }
    };
    Ok(Duo {
        stoelen: zetels.iter().map(stoel).collect(),
    })
}

/// Who sat on the seats of a thema until now, the last first.
///
/// # Errors
/// The database can't be read.
pub async fn verloop(db: &Db, ctx: &Ctx, thema: Uuid) -> Result<Vec<Zat>> {
    let perioden = store::verloop(db.read(), &[thema]).await?.remove(&thema);
    let mut perioden = perioden.unwrap_or_default();
    perioden.reverse();
    let wie: Vec<_> = perioden
        .iter()
        .map(|p| (p.gebruiker, p.organisatie))
        .collect();
    let mensen = mensen(db, ctx, &wie).await?;
    let zat = |(periode, (_, mens)): (Periode, (Uuid, Mens))| Zat { periode, mens };
    Ok(perioden.into_iter().zip(mensen).map(zat).collect())
}

/// The seats that an account sits or sat on, with since when, for who asks what is kept of them.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let zat = store::van_account(conn, account).await?;
    let ids: Vec<Uuid> = zat.iter().map(|(thema, _)| *thema).collect();
    let themas = stukken::koppen(ctx, conn, &ids).await?;
    let tekst = |(thema, periode): (Uuid, Periode)| {
        let titel = themas.iter().find(|kop| kop.id == thema);
        let titel = titel.map_or("een thema", |kop| kop.titel.as_str());
        let tot = match periode.tot {
            Some(tot) => format!(", tot {}", taal::dag_van(tot)),
            None => String::new(),
        };
        let zetel = zetelnaam(periode.kant);
        (format!("In {titel} zat u op {zetel}{tot}"), periode.van)
    };
    Ok(zat.into_iter().map(tekst).collect())
}

/// The organisaties that somebody is a member of, each with its kind.
async fn werkt_bij(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<(Uuid, Organisatiesoort)>> {
    let mut alle = Vec::new();
    for organisatie in lid_van(conn, id).await? {
        let soorten = organisaties::soorten(conn, &BTreeSet::from([organisatie])).await?;
        alle.extend(soorten.into_iter().map(|soort| (organisatie, soort)));
    }
    Ok(alle)
}

/// These people as the actor knows them, in the same order.
async fn mensen(db: &Db, ctx: &Ctx, wie: &[(Uuid, Option<Uuid>)]) -> Result<Vec<(Uuid, Mens)>> {
    let actors: Vec<String> = wie.iter().map(|(id, _)| format!("account:{id}")).collect();
    let namen = if ctx.aanmelding.is_some() {
        namen(db, actors.iter().map(String::as_str)).await?
    } else {
        HashMap::new()
    };
    let organisaties: BTreeSet<Uuid> = wie.iter().filter_map(|(_, waar)| *waar).collect();
    let organisaties: Vec<Uuid> = organisaties.into_iter().collect();
    let koppen = stukken::koppen(ctx, db.read(), &organisaties).await?;
    let titel = |id: Uuid| {
        let kop: Option<&Kop> = koppen.iter().find(|kop| kop.id == id);
        kop.map(|kop| kop.titel.clone())
    };
    let mens = |((id, waar), actor): (&(Uuid, Option<Uuid>), &String)| {
        let mens = Mens {
            naam: namen.get(actor).cloned().unwrap_or_default(),
            organisatie: waar.and_then(titel).unwrap_or_default(),
        };
        (*id, mens)
    };
    Ok(wie.iter().zip(&actors).map(mens).collect())
}
