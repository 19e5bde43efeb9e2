//! Telling in time that the term to reply ends, and that it has ended. What was told stands in the
//! geschiedenis of the bevinding, so that it is told once, whatever happens to the machine.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Bevinding, Herinnering, Status, herinnering},
        store,
    },
    wederhoor::{contacten_van, deel, van_ronde, vertel},
    zaak::{schrijvers, status},
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Teksten},
    error::Result,
    stukken::{
        Kind as _,
        model::Kop,
        service::{self as stukken, links},
        store as spil,
    },
};

/// What the geschiedenis calls it when who did not reply is reminded, and when the time is over.
const HERINNEREN: &str = "wederhoor-herinneren";
const VOORBIJ: &str = "wederhoor-voorbij";

/// Reminds who did not reply a week before the last day, and tells the dwarskijker when that day is over,
/// once each. A second time changes nothing.
///
/// # Errors
/// The database fails. What was told stays told.
pub async fn herinner(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    for id in store::onderweg(db.read()).await? {
        herinner_bij(db, ctx, id, vandaag).await?;
    }
    Ok(())
}

async fn herinner_bij(db: &Db, ctx: &Ctx, id: Uuid, vandaag: NaiveDate) -> Result<()> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let kop = stukken::kop_voor_taak(conn, id).await?;
    if status(&kop)? != Status::Wederhoor {
        return Ok(());
    }
    let inhoud = Bevinding::laad(conn, &[id], Teksten::Weg).await?;
    let ronde = inhoud.get(&id).map_or(0, |bevinding| bevinding.ronde);
    let al = spil::gebeurd(conn, id, &[HERINNEREN, VOORBIJ]).await?;
    let verteld = |actie: &str, veld: &str| {
        let mut rijen = al.iter().filter(|rij| rij.actie == actie);
        rijen.any(|rij| rij.velden.split(' ').any(|v| v == veld))
    };
    let mut gebeurd = Vec::new();
    let mut voorbij = false;
    for vraag in van_ronde(conn, id, ronde).await? {
        match herinnering(&vraag, vandaag) {
            Some(Herinnering::Vooraf) if !verteld(HERINNEREN, &deel(vraag.id)) => {
                gebeurd.push(rij(&kop, HERINNEREN, deel(vraag.id)));
                let contacten = contacten_van(conn, &[vraag]).await?;
                vertel(&write, ctx, Bericht::Herinnering, contacten).await?;
            }
            Some(Herinnering::Voorbij) => voorbij = true,
            _ => {}
        }
    }
    let deze_ronde = format!("ronde:{ronde}");
    if voorbij && !verteld(VOORBIJ, &deze_ronde) {
        vertel(&write, ctx, Bericht::Voorbij, schrijvers(conn).await?).await?;
        gebeurd.push(rij(&kop, VOORBIJ, deze_ronde));
    }
    if !gebeurd.is_empty() {
        write.commit(ctx, &gebeurd).await?;
    }
    Ok(())
}

fn rij(kop: &Kop, actie: &str, veld: String) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden: vec![veld],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}
