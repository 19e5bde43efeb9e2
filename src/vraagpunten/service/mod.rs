//! Asking (`stellen`), answering and giving more time (`beantwoorden`), who reads what (`lezen`),
//! reminding (`herinneren`), what a later version asks again (`vervolg`), and what is mailed (`berichten`).

mod beantwoorden;
mod berichten;
mod herinneren;
mod lezen;
mod stellen;
mod vervolg;
pub mod voorbeelden;

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use beantwoorden::*;
pub use berichten::*;
pub use herinneren::*;
pub use lezen::*;
pub use stellen::*;
pub use vervolg::*;

use super::{
    model::{Lading, SOORT, Vraagpunt},
    policy::Weigering,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Gebeurtenis, Teksten, Write},
    dwarskijker::policy::SCHRIJVERS,
    error::{Error, Result},
    gebruikers::service::functie::houders,
    jobs::{model::Opdracht, service as jobs},
    knelpunten::{model::Knelpunt, service as knelpunten},
    organisaties::service as organisaties,
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service as stukken,
    },
};

fn mag_niet(weigering: Weigering) -> Error {
    Error::MagNiet(weigering.melding().into())
}

/// An organisatie and those that took its place, also when those made place in turn.
async fn nu(conn: &impl ConnectionTrait, organisatie: Uuid) -> Result<BTreeSet<Uuid>> {
    let mut alle = BTreeSet::from([organisatie]);
    let mut rand = vec![organisatie];
    while let Some(van) = rand.pop() {
        let opvolgers = organisaties::opvolgers(conn, van).await?;
        rand.extend(opvolgers.into_iter().filter(|id| alle.insert(*id)));
    }
    Ok(alle)
}

/// Whether the actor writes as a member of an organisatie, or of one that took its place.
async fn is_lid(ctx: &Ctx, conn: &impl ConnectionTrait, organisatie: Uuid) -> Result<bool> {
    if ctx.schrijver().is_err() {
        return Ok(false);
    }
    let lid = |id| ctx.heeft(Rol::Lid, Bereik::Organisatie(id));
    Ok(nu(conn, organisatie).await?.into_iter().any(lid))
}

/// The thema that leads a knelpunt.
async fn trekker(conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<Option<Uuid>> {
    let inhoud = Knelpunt::laad(conn, &[knelpunt], Teksten::Weg).await?;
    Ok(inhoud.get(&knelpunt).and_then(|inhoud| inhoud.trekker))
}

/// Lets through who asks about a stuk: who treats the knelpunt, or the dwarskijker and bureau.
async fn mag_stellen(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<()> {
    ctx.schrijver()?;
    match kop.soort {
        Soort::Knelpunt => {
            let trekker = trekker(conn, kop.id).await?;
            let wie = knelpunten::behandelaar(ctx, conn, trekker).await?;
            wie.mag().map_err(|_| mag_niet(Weigering::Behandelaar))
        }
        Soort::Bevinding => match ctx.eis_een(&SCHRIJVERS) {
            // A program never has this role.
            Err(Error::NotFound | Error::NietIngelogd) => Err(mag_niet(Weigering::Dwarskijker)),
            uitkomst => uitkomst,
        },
        _ => Err(mag_niet(Weigering::AndereSoort)),
    }
}

/// Who treats a stuk: of a knelpunt who treats what its thema leads, of a bevinding the dwarskijker and
/// bureau.
async fn behandelaars(conn: &impl ConnectionTrait, kop: &Kop) -> Result<BTreeSet<Uuid>> {
    if kop.soort != Soort::Bevinding {
        let trekker = trekker(conn, kop.id).await?;
        return knelpunten::behandelaars(conn, trekker).await;
    }
    let mut wie = BTreeSet::new();
    for rol in SCHRIJVERS {
        wie.extend(houders(conn, rol, Bereik::Landelijk).await?);
    }
    Ok(wie)
}

/// Who hears what is asked of an organisatie: those who manage its people, else all its members; also of
/// those that took its place. Empty when nobody of it is here.
async fn ontvangers(conn: &impl ConnectionTrait, organisatie: Uuid) -> Result<BTreeSet<Uuid>> {
    let alle = nu(conn, organisatie).await?;
    for rol in [Rol::Organisatiebeheerder, Rol::Lid] {
        let mut wie = BTreeSet::new();
        for id in &alle {
            wie.extend(houders(conn, rol, Bereik::Organisatie(*id)).await?);
        }
        if !wie.is_empty() {
            return Ok(wie);
        }
    }
    Ok(BTreeSet::new())
}

/// The same, and a line in the log when there is nobody: who is not here can't be told.
async fn ontvangers_van(conn: &impl ConnectionTrait, punt: &Vraagpunt) -> Result<BTreeSet<Uuid>> {
    let wie = ontvangers(conn, punt.aan).await?;
    if wie.is_empty() {
        tracing::warn!(
            vraagpunt = %punt.id,
            organisatie = %punt.aan,
            "nobody of the organisatie that has to answer has an account"
        );
    }
    Ok(wie)
}

/// The job that has something told.
fn opdracht(wat: &Lading) -> Result<Opdracht> {
    let lading = serde_json::to_value(wat).map_err(anyhow::Error::from)?;
    Ok(Opdracht::nieuw(SOORT, lading))
}

/// Has something told, when this write is committed.
async fn meld(write: &Write, ctx: &Ctx, wat: &Lading) -> Result<()> {
    jobs::zet_klaar(write, ctx.now, opdracht(wat)?).await?;
    Ok(())
}

/// A row in the geschiedenis of a stuk about one of its questions. `wat` is said on its timeline.
fn gebeurd(kop: &Kop, actie: &str, punt: &Vraagpunt, wat: String, hash: String) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        herkomst: wat,
        velden: vec![
            format!("vraagpunt:{}", punt.id),
            Bereik::Organisatie(punt.aan).to_string(),
        ],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        inhoud_hash: hash,
        ..Gebeurtenis::default()
    }
}

/// The heads of the given stukken by id, as far as the actor may read them.
async fn koppen_van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Kop>> {
    let ids: BTreeSet<Uuid> = ids.into_iter().collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    Ok(koppen.into_iter().map(|kop| (kop.id, kop)).collect())
}
