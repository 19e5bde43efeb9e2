//! What waits for who treats signalen: of a duo those of its thema's, of the redactie those without a duo, and
//! of the dwarskijker those in confidence.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Signaal, Status},
        policy::Betrokken,
    },
    lezen::is_dwarskijker,
};
use crate::{
    actor::Rol,
    ctx::Ctx,
    db::Teksten,
    error::Result,
    gebruikers::service::sessies::ingelogd,
    knelpunten::service::behandelaar_per_thema,
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::{self as stukken, werk},
    },
};

/// How many are shown that nobody waits for any more.
const HOOGSTENS: usize = 100;

/// A signaal in the list of who treats it. Of one in confidence the head tells nothing.
#[derive(Debug, Clone)]
pub struct Regel {
    /// The stuk.
    pub kop: Kop,
    /// Whether it is in confidence.
    pub vertrouwelijk: bool,
    /// The title of its thema; empty when nobody said.
    pub thema: String,
    /// How many gemeenten it plays in; none for one in confidence.
    pub gemeenten: usize,
}

/// What there is for the actor in a state.
#[derive(Debug, Clone)]
pub struct Voorraad {
    /// Those that wait the longest first; of those that nobody waits for the newest.
    pub regels: Vec<Regel>,
    /// How many of them the list leaves out.
    pub meer: usize,
}

/// Lets through who treats signalen: the duo of a thema, the redactie, the dwarskijker and the bureau.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for others; [`crate::error::Error::NietSterk`] for a dwarskijker whose
/// login is not strong enough; nobody is logged in.
pub fn eis(ctx: &Ctx) -> Result<()> {
    ingelogd(ctx)?;
    let van_duo = |rol| matches!(rol, Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer);
    if ctx.rollen().iter().any(|wat| van_duo(wat.rol)) {
        return Ok(());
    }
    ctx.eis_een(&[Rol::Redactie, Rol::Dwarskijker, Rol::Bureau])
}

/// The signalen in a state that are the actor's to treat.
///
/// # Errors
/// As [`eis`]; the database can't be read.
pub async fn werkvoorraad(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    status: Status,
) -> Result<Voorraad> {
    eis(ctx)?;
    let koppen = werk::met_status(ctx, conn, Soort::Signaal, status.waarde()).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let mut inhouden = Signaal::laad(conn, &ids, Teksten::Weg).await?;
    let themas: BTreeSet<Option<Uuid>> = inhouden.values().map(|i| i.thema).collect();
    let behandelaars = behandelaar_per_thema(ctx, conn, themas).await?;
    let themas: Vec<Uuid> = behandelaars.keys().copied().flatten().collect();
    let themas = stukken::koppen(ctx, conn, &themas).await?;
    let titels: HashMap<Uuid, String> = themas.into_iter().map(|k| (k.id, k.titel)).collect();
    let dwarskijker = is_dwarskijker(ctx);
    let voor_mij = koppen.into_iter().filter_map(|kop| {
        let inhoud = inhouden.remove(&kop.id)?;
        let betrokken = Betrokken {
            melder: false,
            vertrouwelijk: inhoud.vertrouwelijk,
            dwarskijker,
            behandelaar: behandelaars.get(&inhoud.thema).copied().unwrap_or_default(),
        };
        betrokken.behandelt().ok()?;
        let thema = inhoud.thema.and_then(|thema| titels.get(&thema));
        Some(Regel {
            kop,
            vertrouwelijk: inhoud.vertrouwelijk,
            thema: thema.cloned().unwrap_or_default(),
            gemeenten: if inhoud.vertrouwelijk {
                0
            } else {
                inhoud.gemeenten.len()
            },
        })
    });
    let mut regels: Vec<Regel> = voor_mij.collect();
    let mut meer = 0;
    if status != Status::Ingediend {
        regels.reverse();
        meer = regels.len().saturating_sub(HOOGSTENS);
        regels.truncate(HOOGSTENS);
    }
    Ok(Voorraad { regels, meer })
}
