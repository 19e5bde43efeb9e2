//! What waits for the dwarskijker and bureau.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bevinding, Status, mag_vaststellen},
        store::wederhoor as store,
    },
    zaak::eis,
};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::Result,
    signalen::model::{Signaal, Status as Signaalstatus},
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::{self as stukken, werk},
    },
};

/// A bevinding that is out for a reply.
#[derive(Debug, Clone)]
pub struct Loopt {
    /// The head.
    pub kop: Kop,
    /// How many organisaties were asked.
    pub gevraagd: usize,
    /// How many of them replied.
    pub gereageerd: usize,
    /// The last day to reply.
    pub uiterlijk: NaiveDate,
    /// Whether it can be established now.
    pub kan: bool,
}

/// A signaal in confidence, without what it says: that is read, and noted, on its own page.
#[derive(Debug, Clone)]
pub struct Signaalregel {
    /// The head.
    pub kop: Kop,
    /// How it stands.
    pub status: Signaalstatus,
    /// The thema that it was sent for.
    pub thema: Option<Uuid>,
}

/// What there is to do.
#[derive(Debug, Clone, Default)]
pub struct Werk {
    /// Concepts, the last changed first.
    pub concepten: Vec<Kop>,
    /// Out for a reply, the first that ends first.
    pub loopt: Vec<Loopt>,
    /// Signalen in confidence, the newest first.
    pub signalen: Vec<Signaalregel>,
    /// The thema's, each with how many bevindingen and signalen in confidence it has.
    pub themas: Vec<(Kop, usize, usize)>,
}

/// What waits for the dwarskijker and bureau.
///
/// # Errors
/// As [`eis`]; the database can't be read.
pub async fn werk(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Werk> {
    eis(ctx)?;
    let van =
        async |status: Status| werk::met_status(ctx, conn, Soort::Bevinding, status.waarde()).await;
    let mut concepten = van(Status::Concept).await?;
    concepten.sort_by_key(|kop| std::cmp::Reverse((kop.gewijzigd_op, kop.id)));
    let voorgelegd = van(Status::Wederhoor).await?;
    let vastgesteld = van(Status::Vastgesteld).await?;
    let signalen = vertrouwelijke(ctx, conn).await?;
    let koppen = concepten.iter().chain(&voorgelegd).chain(&vastgesteld);
    let ids: Vec<Uuid> = koppen.map(|kop| kop.id).collect();
    let inhouden = Bevinding::laad(conn, &ids, Teksten::Weg).await?;
    let loopt = loopt(ctx, conn, voorgelegd, &inhouden).await?;
    let mut per_thema: HashMap<Uuid, usize> = HashMap::new();
    for thema in inhouden.values().filter_map(|bevinding| bevinding.thema) {
        *per_thema.entry(thema).or_default() += 1;
    }
    let themas = stukken::lijst(ctx, conn, Soort::Thema, None, (0, THEMAS)).await?;
    let met_aantal = |thema: Kop| {
        let bevindingen = per_thema.get(&thema.id).copied().unwrap_or_default();
        let van_thema = signalen.iter().filter(|s| s.thema == Some(thema.id));
        let signalen = van_thema.count();
        (thema, bevindingen, signalen)
    };
    Ok(Werk {
        themas: themas.koppen.into_iter().map(met_aantal).collect(),
        concepten,
        loopt,
        signalen,
    })
}

/// Thema's that are shown.
const THEMAS: u64 = 200;

async fn loopt(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    koppen: Vec<Kop>,
    inhouden: &HashMap<Uuid, Bevinding>,
) -> Result<Vec<Loopt>> {
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let mut gevraagd = store::van(conn, &ids).await?;
    let mut alle = Vec::new();
    for kop in koppen {
        let ronde = inhouden.get(&kop.id).map(|bevinding| bevinding.ronde);
        let mut wie = gevraagd.remove(&kop.id).unwrap_or_default();
        wie.retain(|w| Some(w.ronde) == ronde);
        let Some(uiterlijk) = wie.iter().map(|w| w.uiterlijk).max() else {
            continue;
        };
        alle.push(Loopt {
            gevraagd: wie.len(),
            gereageerd: wie.iter().filter(|w| w.reactie.is_some()).count(),
            kan: mag_vaststellen(&wie, ctx.vandaag()),
            uiterlijk,
            kop,
        });
    }
    alle.sort_by_key(|l| (l.uiterlijk, l.kop.id));
    Ok(alle)
}

/// Signalen that are read at a time.
const PER_KEER: u64 = 500;

/// The signalen in confidence that the actor reads as dwarskijker or bureau, the newest first.
///
/// # Errors
/// As [`eis`]; the database can't be read.
pub async fn vertrouwelijke(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Signaalregel>> {
    eis(ctx)?;
    let mut alle = Vec::new();
    let mut vanaf = 0;
    loop {
        let bereik = (vanaf, PER_KEER);
        let lijst = stukken::lijst(ctx, conn, Soort::Signaal, None, bereik).await?;
        if lijst.koppen.is_empty() {
            break;
        }
        let ids: Vec<Uuid> = lijst.koppen.iter().map(|kop| kop.id).collect();
        let inhouden = Signaal::laad(conn, &ids, Teksten::Weg).await?;
        for kop in lijst.koppen {
            let vertrouwelijk = inhouden.get(&kop.id).filter(|s| s.vertrouwelijk);
            let Some(signaal) = vertrouwelijk else {
                continue;
            };
            let kapot = |()| anyhow::anyhow!("signaal {} has an unknown status", kop.id);
            alle.push(Signaalregel {
                status: kop.status.parse().map_err(kapot)?,
                thema: signaal.thema,
                kop,
            });
        }
        vanaf += PER_KEER;
    }
    alle.sort_by_key(|regel| std::cmp::Reverse((regel.kop.aangemaakt_op, regel.kop.id)));
    Ok(alle)
}
