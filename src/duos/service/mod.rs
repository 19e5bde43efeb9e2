//! Use cases of duos: who sits on the seats here, with who did and who stands in (`lezen`), handing one over
//! (`overdracht`), and what is told (`herinneren`, `berichten`).

pub mod berichten;
pub mod herinneren;
pub mod lezen;
pub mod overdracht;
pub mod voorbeelden;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use herinneren::herinner;

use super::{
    model::{Kant, Lading, SOORT, Zetel, is_te_lang_leeg, sinds_bezet, sinds_leeg},
    store,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Write,
    error::{Error, Result},
    gebruikers::service::functie::houders,
    jobs::{model::Opdracht, service as jobs},
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
};

/// Thema's that are looked at: there are far fewer.
const THEMAS: u64 = 1000;

/// The two seats of a thema, that of the Rijk first.
///
/// # Errors
/// [`Error::NotFound`] when there is no such thema; the database can't be read.
pub async fn zetels(conn: &impl ConnectionTrait, thema_id: Uuid) -> Result<[Zetel; 2]> {
    let mut alle = zetels_van(conn, &[thema_id]).await?;
    alle.remove(&thema_id).ok_or(Error::NotFound)
}

/// The two seats of each of these thema's, that of the Rijk first.
///
/// # Errors
/// The database can't be read.
pub async fn zetels_van(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<Uuid, [Zetel; 2]>> {
    let bezet = store::bezet(conn, themas).await?;
    let verloop = store::verloop(conn, themas).await?;
    let begin = store::begin(conn, themas).await?;
    let zetel = |thema: Uuid, kant: Kant| {
        let hier = verloop.get(&thema).map_or(&[][..], Vec::as_slice);
        let begin = *begin.get(&thema)?;
        Some(match bezet.get(&(thema, kant)) {
            Some((houder, op)) => Zetel {
                kant,
                houder: Some(*houder),
                sinds: sinds_bezet(hier, kant, *houder).unwrap_or(*op),
            },
            None => Zetel {
                kant,
                houder: None,
                sinds: sinds_leeg(hier, kant, begin),
            },
        })
    };
    let beide = |thema: &Uuid| {
        let rijk = zetel(*thema, Kant::Rijk)?;
        Some((*thema, [rijk, zetel(*thema, Kant::Gemeente)?]))
    };
    Ok(themas.iter().filter_map(beide).collect())
}

/// The seats that stand empty for too long on a day, of the thema's that the actor may read, the longest first.
async fn te_lang_leeg(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    vandaag: NaiveDate,
) -> Result<Vec<(Kop, Zetel)>> {
    let lijst = stukken::lijst(ctx, conn, Soort::Thema, None, (0, THEMAS)).await?;
    let ids: Vec<Uuid> = lijst.koppen.iter().map(|kop| kop.id).collect();
    let zetels = zetels_van(conn, &ids).await?;
    let mut leeg = Vec::new();
    for kop in lijst.koppen {
        for zetel in zetels.get(&kop.id).into_iter().flatten() {
            if is_te_lang_leeg(zetel, vandaag) {
                leeg.push((kop.clone(), *zetel));
            }
        }
    }
    // The order of the list of thema's decides between those of the same moment.
    leeg.sort_by_key(|(_, zetel)| zetel.sinds);
    Ok(leeg)
}

/// The accounts of the regietafel: its members and its secretaris.
async fn regietafel(conn: &impl ConnectionTrait) -> Result<BTreeSet<Uuid>> {
    let mut alle = houders(conn, Rol::Regietafellid, Bereik::Landelijk).await?;
    alle.extend(houders(conn, Rol::Secretaris, Bereik::Landelijk).await?);
    Ok(alle)
}

/// Has somebody hear something, once the write is committed.
async fn meld(write: &Write, ctx: &Ctx, lading: &Lading) -> Result<()> {
    let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}
