//! Telling in time that the term to reply ends, and that it has ended. What was told stands in the
//! geschiedenis of the bevinding, so that it is told once, whatever happens to the machine.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Bevinding, Contact, Herinnering, Status, herinnering},
        store,
    },
    contacten::{ANDERE_DAG, WISSELEN},
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

/// Reminds who did not reply a week before the last day, and tells the dwarskijker when that day is over for
/// everybody, once each; once more when there is another last day. A second time changes nothing.
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
    let al = spil::gebeurd(conn, id, &[HERINNEREN, VOORBIJ, WISSELEN]).await?;
    let heeft = |velden: &str, veld: &str| velden.split(' ').any(|v| v == veld);
    // With another last day it begins anew: what was told before that was about another day.
    let andere_dag = |vraag: &str| {
        al.iter().rposition(|rij| {
            rij.actie == WISSELEN && heeft(&rij.velden, ANDERE_DAG) && heeft(&rij.velden, vraag)
        })
    };
    let verteld = |actie: &str, veld: &str, vanaf: usize| {
        let mut rijen = al.iter().skip(vanaf).filter(|rij| rij.actie == actie);
        rijen.any(|rij| heeft(&rij.velden, veld))
    };
    let mut gebeurd = Vec::new();
    let vragen = van_ronde(conn, id, ronde).await?;
    // As long as one can still reply in time it can't be established by the time.
    let mut voorbij = !vragen.is_empty();
    let mut laatste = 0;
    for mut vraag in vragen {
        let veld = deel(vraag.id);
        let mut vanaf = 0;
        if let Some(plek) = andere_dag(&veld) {
            vraag.gevraagd_op = al[plek].op;
            vanaf = plek;
        }
        laatste = vanaf.max(laatste);
        let wat = herinnering(&vraag, vandaag);
        voorbij &= wat == Some(Herinnering::Voorbij);
        if wat == Some(Herinnering::Vooraf) && !verteld(HERINNEREN, &veld, vanaf) {
            gebeurd.push(rij(&kop, HERINNEREN, veld));
            let contacten = contacten_van(conn, &[vraag]).await?;
            vertel(&write, ctx, Bericht::Herinnering, contacten).await?;
        }
    }
    let deze_ronde = format!("ronde:{ronde}");
    if voorbij && !verteld(VOORBIJ, &deze_ronde, laatste) {
        let schrijvers = schrijvers(conn).await?.into_iter().map(Contact::Account);
        vertel(&write, ctx, Bericht::Voorbij, schrijvers).await?;
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
