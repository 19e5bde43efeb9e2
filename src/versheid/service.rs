//! Saying that a stuk still holds, and telling who has to look.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{Lading, Melding, Nagekeken, SOORT, melding, over_een_jaar, tot},
    policy::mag_nakijken,
    store,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Result},
    gebruikers::{
        model::Mailadres,
        service::{
            functie::{bereikbaar, functiehouders},
            namen::namen,
        },
    },
    jobs::{model::Opdracht, service as jobs},
    stukken::{
        model::{Kop, Soort},
        service as stukken, store as spil,
    },
    toepassingen::service as toepassingen,
};

/// Makes those who tell wait for each other, so that nobody is told twice.
const SLOT: i64 = 0x5645_5253;
/// Stukken told about in one write.
const PER_KEER: u64 = 200;

/// The stuk that the actor may say of that it still holds.
///
/// # Errors
/// [`Error::NotFound`] when it may not be read; nobody is logged in; they don't look after it;
/// [`Error::Conflict`] when nobody has to look at it; the database can't be read.
pub async fn bereid(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    naam: &str,
) -> Result<Kop> {
    let kop = stukken::vind(ctx, conn, soort, naam).await?;
    ctx.schrijver()?;
    if !kijkt_na(ctx, conn, &kop).await? {
        let melding = "Alleen wie voor dit stuk zorgt, zegt dat het nog klopt. Ziet u een fout? Stel \
                       dan een vraag over dit stuk.";
        return Err(Error::MagNiet(melding.into()));
    }
    if !kop.is_gepubliceerd() || kop.herzien_voor.is_none() {
        let melding = "Dit stuk hoeft niet te worden nagekeken: het is niet gepubliceerd, of het is \
                       naverteld uit een bron.";
        return Err(Error::Conflict(melding.into()));
    }
    Ok(kop)
}

/// Whether the actor looks after a stuk.
///
/// # Errors
/// The database can't be read.
pub async fn kijkt_na(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<bool> {
    let Ok(ik) = ctx.schrijver() else {
        return Ok(false);
    };
    let auteurs = spil::auteurs(conn, kop.id).await?;
    let eigenaar = kop.eigenaar.organisatie;
    Ok(mag_nakijken(ik, &ctx.rollen(), eigenaar, &auteurs))
}

/// Overdue stukken that are shown to who looks after them at most.
const TE_LAAT: u64 = 50;

/// What the actor looks after and is overdue, the longest first.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn te_laat(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Kop>> {
    let ik = ctx.schrijver()?;
    let rollen = ctx.rollen();
    let lid = rollen.iter().filter(|t| t.rol == Rol::Lid);
    let organisaties: Vec<Uuid> = lid.filter_map(|t| t.bereik.id()).collect();
    let redactie = ctx.heeft(Rol::Redactie, Bereik::Landelijk);
    let van = (organisaties.as_slice(), redactie, ik);
    let ids = store::verlopen_van(conn, ctx.vandaag(), van, TE_LAAT).await?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let mut koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    Ok(ids.iter().filter_map(|id| koppen.remove(id)).collect())
}

/// Says that a stuk still holds: it has to be looked at again in a year. Answers the stuk.
///
/// # Errors
/// As [`bereid`]; [`Error::Conflict`] when somebody else said so at the same time; the database fails.
pub async fn klopt_nog(db: &Db, ctx: &Ctx, soort: Soort, naam: &str) -> Result<Kop> {
    let kop = bereid(ctx, db.read(), soort, naam).await?;
    let namens = namens(ctx, db.read(), &kop).await?;
    let write = db.begin_write().await?;
    if !store::zet(write.conn(), &kop, over_een_jaar(ctx.vandaag())).await? {
        let melding = "Iemand anders keek dit stuk net na. U hoeft niets meer te doen.";
        return Err(Error::Conflict(melding.into()));
    }
    let namens = namens.map(|id| Bereik::Organisatie(id).to_string());
    let gebeurd = Gebeurtenis {
        stuk_id: kop.id,
        actie: store::KLOPT_NOG.into(),
        velden: ["herzienVoor".to_owned()]
            .into_iter()
            .chain(namens)
            .collect(),
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// The organisatie that somebody speaks for when they look after a stuk: its owner when they belong to
/// that, else their own.
async fn namens(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<Option<Uuid>> {
    let lid_van = toepassingen::leden_van(ctx, conn).await?;
    let eigenaar = kop.eigenaar.organisatie;
    let van_eigenaar = lid_van.iter().find(|l| Some(l.kop.id) == eigenaar);
    Ok(van_eigenaar.or(lid_van.first()).map(|l| l.kop.id))
}

/// Who last said that a stuk still holds.
///
/// # Errors
/// The database can't be read.
pub async fn laatst_nagekeken(ctx: &Ctx, db: &Db, stuk_id: Uuid) -> Result<Option<Nagekeken>> {
    let Some(rij) = store::laatst_nagekeken(db.read(), stuk_id).await? else {
        return Ok(None);
    };
    let wie = namen(db, [rij.actor.as_str()]).await?.remove(&rij.actor);
    let organisatie = rij.velden.split(' ').find_map(|veld| match veld.parse() {
        Ok(Bereik::Organisatie(id)) => Some(id),
        _ => None,
    });
    let ids: Vec<Uuid> = organisatie.into_iter().collect();
    let kop = stukken::koppen(ctx, db.read(), &ids).await?.pop();
    Ok(Some(Nagekeken {
        wie: wie.unwrap_or_default(),
        organisatie: kop.map(|kop| kop.titel).unwrap_or_default(),
        op: rij.op,
    }))
}

/// Those of the given stukken that search puts lower: the night has seen that they are overdue, and
/// nobody has looked since.
///
/// # Errors
/// The database can't be read.
pub async fn verlopen(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    store::verlopen(conn, ids).await
}

/// Tells the function of every stuk that has to be looked at, a month before and on the day, once
/// each; and has search put those lower of which the day came. A second time changes nothing.
///
/// # Errors
/// The database fails. What was told stays told.
pub async fn herinner(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    let morgen = vandaag.succ_opt().unwrap_or(vandaag);
    for (wat, bereik) in [
        (Melding::Verlopen, (None, vandaag)),
        (Melding::Vooraf, (Some(morgen), tot(vandaag))),
    ] {
        while meld(db, ctx, wat, bereik, vandaag).await? == PER_KEER {}
    }
    Ok(())
}

/// Tells it of some stukken; answers of how many.
async fn meld(
    db: &Db,
    ctx: &Ctx,
    wat: Melding,
    bereik: (Option<NaiveDate>, NaiveDate),
    vandaag: NaiveDate,
) -> Result<u64> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let koppen = store::te_melden(write.conn(), wat, bereik, PER_KEER).await?;
    if koppen.is_empty() {
        return Ok(0);
    }
    let mut gebeurd = Vec::new();
    for kop in &koppen {
        let Some(voor) = kop.herzien_voor else {
            continue;
        };
        store::noteer(write.conn(), ctx, (kop.id, voor), wat).await?;
        let houders = functiehouders(write.conn(), kop).await?;
        if houders.is_empty() {
            tracing::warn!(stuk = %kop.id, "nobody looks after a stuk that has to be looked at");
        }
        for account in houders {
            let stuk = kop.id;
            let lading = Lading {
                stuk,
                account,
                voor,
            };
            let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
            jobs::zet_klaar(&write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
        }
        if melding(voor, vandaag) == Some(Melding::Verlopen) {
            gebeurd.push(Gebeurtenis {
                stuk_id: kop.id,
                actie: "nakijken-nodig".into(),
                van: kop.status.clone(),
                naar: kop.status.clone(),
                ..Gebeurtenis::default()
            });
        }
    }
    write.commit(ctx, &gebeurd).await?;
    Ok(koppen.len() as u64)
}

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The stuk.
    pub kop: Kop,
    /// The day before which it has to be looked at.
    pub voor: NaiveDate,
    /// Whether that day has come.
    pub verlopen: bool,
}

/// Makes the message of a job; none when there is nothing to tell any more: the stuk was looked at or
/// is not public, or the account can't be used.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Zending>> {
    let Some(account) = bereikbaar(db.read(), wat.account).await? else {
        return Ok(None);
    };
    let kop = stukken::koppen(ctx, db.read(), &[wat.stuk]).await?.pop();
    let kop = kop.filter(|k| k.is_gepubliceerd() && k.herzien_voor == Some(wat.voor));
    Ok(kop.map(|kop| Zending {
        aan: account.mail,
        kop,
        voor: wat.voor,
        verlopen: melding(wat.voor, ctx.vandaag()) == Some(Melding::Verlopen),
    }))
}
