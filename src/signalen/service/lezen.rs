//! Reading signalen: what they say to whoever may read them, and where they are for those who count and move.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{model::Signaal, store};
use crate::{
    actor::{Actor, Bereik, Rol},
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    stukken::{
        Kind as _, geschiedenis,
        model::{Doel, Kop, Soort, Stuk},
        service as stukken,
    },
};

/// What is particular to one signaal, whoever asks.
pub(super) async fn laad_een(
    conn: &impl ConnectionTrait,
    id: Uuid,
    teksten: Teksten,
) -> Result<Signaal> {
    let gelezen = Signaal::laad(conn, &[id], teksten).await?.remove(&id);
    Ok(gelezen.ok_or_else(|| anyhow::anyhow!("stuk {id} has no row of its kind"))?)
}

/// Whether the actor signalled it.
pub fn is_melder(ctx: &Ctx, inhoud: &Signaal) -> bool {
    matches!(&ctx.actor, Actor::Account { id, .. } if *id == inhoud.melder)
}

/// Whether the actor is the dwarskijker, or of the bureau.
pub fn is_dwarskijker(ctx: &Ctx) -> bool {
    let zit = |rol| ctx.heeft(rol, Bereik::Landelijk);
    zit(Rol::Dwarskijker) || zit(Rol::Bureau)
}

/// A signaal with everything around it that the actor may read. Reading one in confidence that another
/// sent is noted first, and does not happen when it can't be.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when there is none that they may read; the database fails.
pub async fn open(db: &Db, ctx: &Ctx, naam: &str) -> Result<Stuk<Signaal>> {
    let conn = db.read();
    let kop = stukken::vind(ctx, conn, Soort::Signaal, naam).await?;
    let inhoud = laad_een(conn, kop.id, Teksten::Weg).await?;
    if inhoud.vertrouwelijk && !is_melder(ctx, &inhoud) {
        let doel = if is_dwarskijker(ctx) {
            Doel::Onderzoeken
        } else {
            Doel::Behandelen
        };
        geschiedenis::gelezen(db, ctx, kop.id, doel).await?;
    }
    stukken::tonen::<Signaal>(ctx, conn, kop.slug.as_str()).await
}

/// The signalen that are part of each of these knelpunten, whoever asks and without their texts: for counting
/// and moving, never for an answer.
///
/// # Errors
/// The database can't be read.
pub async fn bij_knelpunten(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<(Uuid, Signaal)>>> {
    let (paren, mut inhouden) = in_knelpunten(conn, ids).await?;
    let mut per_knelpunt: HashMap<Uuid, Vec<(Uuid, Signaal)>> = HashMap::new();
    for (id, knelpunt) in paren {
        if let Some(inhoud) = inhouden.remove(&id) {
            let binnen = per_knelpunt.entry(knelpunt).or_default();
            binnen.push((id, inhoud));
        }
    }
    Ok(per_knelpunt)
}

/// Which signalen are part of which of these knelpunten, and what they are without their texts.
async fn in_knelpunten(
    conn: &impl ConnectionTrait,
    knelpunten: &[Uuid],
) -> Result<(Vec<(Uuid, Uuid)>, HashMap<Uuid, Signaal>)> {
    let paren = store::in_knelpunten(conn, knelpunten).await?;
    let ids: Vec<Uuid> = paren.iter().map(|paar| paar.0).collect();
    let inhouden = Signaal::laad(conn, &ids, Teksten::Weg).await?;
    Ok((paren, inhouden))
}

/// What the dwarskijker lets a knelpunt say of the signalen in confidence that are part of it. In the order of
/// the words: that in which they came would tell which is whose.
///
/// # Errors
/// The database can't be read.
pub async fn verwoordingen(conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<Vec<String>> {
    let (_, inhouden) = in_knelpunten(conn, &[knelpunt]).await?;
    let vrij = inhouden
        .into_values()
        .filter(|inhoud| inhoud.vertrouwelijk && !inhoud.verwoording.is_empty());
    let mut woorden: Vec<String> = vrij.map(|inhoud| inhoud.verwoording).collect();
    woorden.sort();
    Ok(woorden)
}

/// The signalen of a knelpunt that are not in confidence and that the actor may read, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn open_bij(ctx: &Ctx, conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<Vec<Kop>> {
    let (paren, inhouden) = in_knelpunten(conn, &[knelpunt]).await?;
    let is_open = |id: &Uuid| inhouden.get(id).is_some_and(|i| !i.vertrouwelijk);
    let ids: Vec<Uuid> = paren
        .into_iter()
        .map(|paar| paar.0)
        .filter(is_open)
        .collect();
    stukken::koppen(ctx, conn, &ids).await
}

/// What an account signalled, the first first: all that it said of it, and when.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let ids = store::van_melder(conn, account).await?;
    let inhouden = Signaal::laad(conn, &ids, Teksten::Mee).await?;
    // By their number, which is in the order of time.
    let inhouden: BTreeMap<Uuid, Signaal> = inhouden.into_iter().collect();
    let mut teksten = Vec::new();
    for (id, inhoud) in inhouden {
        let kop = stukken::kop_voor_taak(conn, id).await?;
        let eigen = (!inhoud.vertrouwelijk).then_some(kop.titel);
        let delen = [
            inhoud.tekst,
            inhoud.voor_wie,
            inhoud.regel,
            inhoud.geprobeerd,
        ];
        let alle: Vec<String> = eigen
            .into_iter()
            .chain(delen)
            .filter(|deel| !deel.is_empty())
            .collect();
        teksten.push((alle.join(" "), kop.aangemaakt_op));
    }
    Ok(teksten)
}
