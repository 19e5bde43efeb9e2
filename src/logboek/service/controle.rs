//! Checking the chains and the seals.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use crate::{
    error::Result,
    logboek::{
        model::{
            afwijking::{Afwijking, Uitslag},
            zegel::{Stand, Zegel},
        },
        store::zegels,
    },
    stukken::geschiedenis,
};

/// Checks every chain, every seal, and that what was sealed still stands. `elders` is a seal that
/// somebody wrote down.
///
/// # Errors
/// The database can't be read.
pub async fn controleer(
    conn: &impl ConnectionTrait,
    elders: Option<(NaiveDate, &str)>,
) -> Result<Uitslag> {
    let ketens = geschiedenis::controleer(conn).await?;
    let alle = zegels::alle(conn).await?;
    let breuk = |&(stuk_id, nummer): &(uuid::Uuid, i64)| Afwijking::Keten { stuk_id, nummer };
    let mut afwijkingen: Vec<Afwijking> = ketens.breuken.iter().map(breuk).collect();
    afwijkingen.extend(zegels::veranderd(conn).await?);
    afwijkingen.extend(zegels::later_erbij(conn, &alle).await?);
    afwijkingen.extend(op_zichzelf(&alle));
    afwijkingen.extend(met_koppen(conn, &alle).await?);
    if let Some((dag, hash)) = elders {
        let zelfde = |zegel: &Zegel| zegel.dag == dag && zegel.hash == hash;
        if !alle.iter().any(zelfde) {
            afwijkingen.push(Afwijking::Elders(dag));
        }
    }
    Ok(Uitslag {
        ketens: ketens.ketens,
        regels: ketens.rijen,
        breuken: ketens.breuken.len(),
        zegels: alle.len(),
        afwijkingen,
    })
}

/// What is wrong with the seals themselves.
fn op_zichzelf(alle: &[Zegel]) -> Vec<Afwijking> {
    let mut afwijkingen = Vec::new();
    let mut vorige: Option<&Zegel> = None;
    for zegel in alle {
        let sluit_aan = match vorige {
            None => zegel.vorige.is_empty(),
            Some(v) => zegel.vorige == v.hash && Some(zegel.vanaf) == v.dag.succ_opt(),
        };
        if zegel.hash != zegel.eigen_hash() {
            afwijkingen.push(Afwijking::Zegel(zegel.dag));
        }
        if !sluit_aan {
            afwijkingen.push(Afwijking::Aansluiting(zegel.dag));
        }
        vorige = Some(zegel);
    }
    afwijkingen
}

/// What is wrong between the seals and the heads that are kept with them.
async fn met_koppen(conn: &impl ConnectionTrait, alle: &[Zegel]) -> Result<Vec<Afwijking>> {
    let zonder = |dag: &NaiveDate| alle.binary_search_by_key(dag, |zegel| zegel.dag).is_err();
    let weg = zegels::dagen(conn).await?.into_iter().filter(zonder);
    let mut afwijkingen: Vec<Afwijking> = weg.map(Afwijking::ZegelWeg).collect();
    let mut stand = Stand::default();
    for zegel in alle {
        for kop in zegels::koppen_van(conn, zegel.dag).await? {
            stand.zet(&kop);
        }
        let telt = (zegel.ketens, zegel.regels) == (stand.ketens(), stand.regels());
        if !telt || zegel.koppen != stand.hash(&zegel.zout) {
            afwijkingen.push(Afwijking::Koppen(zegel.dag));
        }
    }
    Ok(afwijkingen)
}
