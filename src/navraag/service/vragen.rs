//! Asking, four weeks and six months after a knelpunt was closed.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    super::{
        model::{Lading, Moment, VRAAGMAIL},
        store::vragen as store,
    },
    Mislukt, NAVRAGEN, SLOT, gebeurd, herinner, inhoud,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    jobs::{model::Opdracht, service as jobs},
    knelpunten::{
        model::{Knelpunt, Status},
        service::volgers::volgers,
    },
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::{self as stukken, links, werk},
    },
};

/// Asks everybody who follows a knelpunt that was solved whether it really is, when a moment to ask has
/// come, and reminds who is late with an answer to a request. A second time, after a restart or in another
/// process, changes nothing. What fails for one knelpunt does not keep the others waiting.
///
/// # Errors
/// The database fails. Who was asked stays asked.
pub async fn vraag_na(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    let gevraagd = vraag_alles(db, ctx, vandaag).await;
    gevraagd.and(herinner(db, ctx, vandaag).await)
}

/// Asks about every knelpunt about which something has to be asked.
async fn vraag_alles(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    // Who follows more than one gets one mail.
    let mut gemaild = BTreeSet::new();
    let mut mislukt = Mislukt::default();
    for knelpunt in te_vragen(db, ctx, vandaag).await? {
        match stel(db, ctx, knelpunt, vandaag, &gemaild).await {
            Ok(wie) => gemaild.extend(wie),
            Err(fout) => mislukt.meld(knelpunt, fout),
        }
    }
    mislukt.uitkomst()
}

/// A closing and the question that has to be asked about it; none when there is none.
fn beurt(
    (kop, knelpunt): (&Kop, &Knelpunt),
    gesteld: &HashMap<(Uuid, i32), Moment>,
    vandaag: NaiveDate,
) -> Option<(i32, Moment)> {
    if kop.status != Status::Opgelost.waarde() {
        return None;
    }
    let sluiting = knelpunt.gesloten;
    let laatst = gesteld.get(&(kop.id, sluiting)).copied();
    let moment = Moment::te_vragen(knelpunt.gesloten_op?, laatst, vandaag)?;
    Some((sluiting, moment))
}

/// The knelpunten about which something has to be asked, by number. Everybody reads what is solved.
async fn te_vragen(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<Vec<Uuid>> {
    let conn = db.read();
    let opgelost = Status::Opgelost.waarde();
    let koppen = werk::met_status(ctx, conn, Soort::Knelpunt, opgelost).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let knelpunten = Knelpunt::laad(conn, &ids, Teksten::Weg).await?;
    let gesteld = store::gesteld(conn, &ids).await?;
    let mut nu = Vec::new();
    for kop in &koppen {
        let Some(knelpunt) = knelpunten.get(&kop.id) else {
            continue;
        };
        let moet = beurt((kop, knelpunt), &gesteld, vandaag).is_some();
        if moet && !volgers(conn, kop.id).await?.is_empty() {
            nu.push(kop.id);
        }
    }
    Ok(nu)
}

/// Asks everybody who follows a knelpunt, all of them or nobody; who has a mail already gets no other.
/// Answers who was asked.
async fn stel(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    vandaag: NaiveDate,
    gemaild: &BTreeSet<Uuid>,
) -> Result<BTreeSet<Uuid>> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let knelpunt = inhoud(conn, id).await?;
    // Another process may have asked, and somebody may have opened it again.
    let gesteld = store::gesteld(conn, &[id]).await?;
    let Some((sluiting, moment)) = beurt((&kop, &knelpunt), &gesteld, vandaag) else {
        return Ok(BTreeSet::new());
    };
    let wie = volgers(conn, id).await?;
    store::voeg_toe(conn, ctx, (id, sluiting, moment), &wie).await?;
    for gebruiker in &wie {
        if gemaild.contains(gebruiker) {
            continue;
        }
        let lading = Lading {
            gebruiker: *gebruiker,
        };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(&write, ctx.now, Opdracht::nieuw(VRAAGMAIL, lading)).await?;
    }
    let rij = gebeurd(&kop, NAVRAGEN, vec![format!("moment:{moment}")]);
    write.commit(ctx, &[rij]).await?;
    Ok(wie)
}
