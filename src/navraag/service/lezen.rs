//! What the page of a knelpunt and an account say of all this.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Telling, Uitkomst, Verzoek, Vraag},
        store::{verzoeken, vragen},
    },
    geldt, inhoud, is_gesloten,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    knelpunten::{
        model::Knelpunt,
        service::{behandelaar, volgers::volgers},
    },
    stukken::{Kind as _, Leesrecht, model::Kop, service as stukken, store as spil},
};

/// A request to open a knelpunt again as everybody reads it: what was asked and answered, and not who
/// asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zichtbaar {
    /// Its number.
    pub id: Uuid,
    /// When it was asked.
    pub op: DateTime<Utc>,
    /// Why.
    pub reden: String,
    /// The last day to answer.
    pub uiterlijk: NaiveDate,
    /// For how many days the answer is late; none when it is not, or when there is one.
    pub te_laat: Option<i64>,
    /// What became of it; none as long as nobody answered.
    pub uitkomst: Option<Uitkomst>,
    /// Why that; empty as long as nobody answered, and when it was opened again.
    pub antwoord: String,
    /// When it was answered.
    pub afgehandeld_op: Option<DateTime<Utc>>,
}

/// Requests about a knelpunt that the actor reads, with the words that belong to them.
pub(super) async fn zichtbaar(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    knelpunt: Uuid,
    alle: Vec<Verzoek>,
) -> Result<Vec<Zichtbaar>> {
    if alle.is_empty() {
        return Ok(Vec::new());
    }
    let redenen = spil::redenen(conn, &Leesrecht::van(&ctx.actor), &[knelpunt]).await?;
    let woorden = |id: Option<Uuid>| -> String {
        let gevonden = id.and_then(|id| redenen.get(&id));
        gevonden.cloned().unwrap_or_default()
    };
    let een = |verzoek: Verzoek| Zichtbaar {
        te_laat: verzoek.dagen_te_laat(ctx.vandaag()),
        id: verzoek.id,
        op: verzoek.op,
        reden: woorden(verzoek.reden),
        uiterlijk: verzoek.uiterlijk,
        uitkomst: verzoek.uitkomst,
        antwoord: woorden(verzoek.antwoord),
        afgehandeld_op: verzoek.afgehandeld_op,
    };
    Ok(alle.into_iter().map(een).collect())
}

/// What the page of a knelpunt says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stand {
    /// What was answered per closing and moment, the last first.
    pub tellingen: Vec<Telling>,
    /// Requests to open it again, the newest first.
    pub verzoeken: Vec<Zichtbaar>,
    /// Whether the actor was asked and did not answer yet.
    pub vraagt: bool,
    /// Whether the actor may ask to open it again now.
    pub mag_vragen: bool,
    /// Whether the actor answers requests about it.
    pub behandelt: bool,
}

/// What the page of a knelpunt that the actor reads says of it.
///
/// # Errors
/// The database can't be read.
pub async fn bij_knelpunt(ctx: &Ctx, db: &Db, kop: &Kop) -> Result<Stand> {
    let conn = db.read();
    let knelpunt = inhoud(conn, kop.id).await?;
    if knelpunt.gesloten == 0 {
        return Ok(Stand::default());
    }
    let alle = verzoeken::over(conn, kop.id).await?;
    let (mut vraagt, mut mag_vragen, mut behandelt) = (false, false, false);
    if let Ok(ik) = ctx.schrijver() {
        let gevraagd = vragen::aan(conn, ik, Some(kop.id)).await?;
        let open = |v: &Vraag| v.antwoord.is_none() && geldt(kop, &knelpunt, v);
        vraagt = gevraagd.first().is_some_and(open);
        let loopt = alle.iter().any(|v| v.gebruiker == ik && v.is_open());
        mag_vragen = is_gesloten(kop) && !loopt && volgers(conn, kop.id).await?.contains(&ik);
        behandelt = behandelaar(ctx, conn, knelpunt.trekker)
            .await?
            .mag()
            .is_ok();
    }
    let mut zichtbare = zichtbaar(ctx, conn, kop.id, alle).await?;
    zichtbare.reverse();
    Ok(Stand {
        tellingen: Telling::van(&vragen::over(conn, kop.id).await?),
        verzoeken: zichtbare,
        vraagt,
        mag_vragen,
        behandelt,
    })
}

/// What an account was asked, and what it asked.
#[derive(Debug, Clone, Default)]
pub struct Mijn {
    /// What waits for an answer of theirs, the newest first.
    pub vragen: Vec<(Vraag, Kop)>,
    /// What they asked, the newest first.
    pub verzoeken: Vec<(Zichtbaar, Kop)>,
}

/// What the actor was asked, and what they asked.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn mijn(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Mijn> {
    let ik = ctx.schrijver()?;
    let mut van_mij: HashMap<Uuid, Vec<Verzoek>> = HashMap::new();
    for verzoek in verzoeken::van(conn, ik).await? {
        let over = van_mij.entry(verzoek.knelpunt).or_default();
        over.push(verzoek);
    }
    let ids: Vec<Uuid> = van_mij.keys().copied().collect();
    let mut regels = Vec::new();
    for kop in stukken::koppen(ctx, conn, &ids).await? {
        let over = van_mij.remove(&kop.id).unwrap_or_default();
        let zichtbare = zichtbaar(ctx, conn, kop.id, over).await?;
        regels.extend(zichtbare.into_iter().map(|z| (z, kop.clone())));
    }
    regels.sort_by_key(|(z, _)| std::cmp::Reverse((z.op, z.id)));
    Ok(Mijn {
        vragen: open_vragen(ctx, conn, ik).await?,
        verzoeken: regels,
    })
}

/// What waits for an answer of an account, the newest first.
pub(super) async fn open_vragen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    gebruiker: Uuid,
) -> Result<Vec<(Vraag, Kop)>> {
    let mut alle = vragen::aan(conn, gebruiker, None).await?;
    alle.retain(|vraag| vraag.antwoord.is_none());
    let ids: Vec<Uuid> = alle.iter().map(|vraag| vraag.knelpunt).collect();
    let knelpunten = Knelpunt::laad(conn, &ids, Teksten::Weg).await?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|kop| (kop.id, kop)).collect();
    let met_kop = |vraag: Vraag| {
        let kop = koppen.get(&vraag.knelpunt)?;
        let knelpunt = knelpunten.get(&vraag.knelpunt)?;
        geldt(kop, knelpunt, &vraag).then(|| (vraag, kop.clone()))
    };
    Ok(alle.into_iter().filter_map(met_kop).collect())
}

/// What an account said still goes wrong, and when, the first first: for its owner.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let mut teksten = Vec::new();
    for verzoek in verzoeken::van(conn, account).await? {
        let (knelpunt, op) = (verzoek.knelpunt, verzoek.op);
        let woorden = zichtbaar(ctx, conn, knelpunt, vec![verzoek]).await?;
        teksten.extend(woorden.into_iter().map(|z| (z.reden, op)));
    }
    Ok(teksten)
}
