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

/// A page of what there is for the actor in a state.
#[derive(Debug, Clone)]
pub struct Voorraad {
    /// How many there are in all.
    pub totaal: u64,
    /// Those of this page. Those that wait the longest come first; of those that nobody waits for the newest.
    pub regels: Vec<Regel>,
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

/// The signalen in a state that are the actor's to treat: from where, and how many.
///
/// # Errors
/// As [`eis`]; the database can't be read.
pub async fn werkvoorraad(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    status: Status,
    (vanaf, hoeveel): (u64, u64),
) -> Result<Voorraad> {
    eis(ctx)?;
    let mut koppen = werk::met_status(ctx, conn, Soort::Signaal, status.waarde()).await?;
    if status != Status::Ingediend {
        koppen.reverse();
    }
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let mut inhouden = Signaal::laad(conn, &ids, Teksten::Weg).await?;
    let themas: BTreeSet<Option<Uuid>> = inhouden.values().map(|i| i.thema).collect();
    let behandelaars = behandelaar_per_thema(ctx, conn, themas).await?;
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
        Some((kop, inhoud))
    });
    let voor_mij: Vec<(Kop, Signaal)> = voor_mij.collect();
    let totaal = voor_mij.len() as u64;
    let [vanaf, hoeveel] = [vanaf, hoeveel].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    let hier = voor_mij.into_iter().skip(vanaf).take(hoeveel);
    let hier: Vec<(Kop, Signaal)> = hier.collect();
    let themas: Vec<Uuid> = hier.iter().filter_map(|(_, i)| i.thema).collect();
    let themas = stukken::koppen(ctx, conn, &themas).await?;
    let titels: HashMap<Uuid, String> = themas.into_iter().map(|k| (k.id, k.titel)).collect();
    let regel = |(kop, inhoud): (Kop, Signaal)| {
        let thema = inhoud.thema.and_then(|thema| titels.get(&thema));
        Regel {
            kop,
            vertrouwelijk: inhoud.vertrouwelijk,
            thema: thema.cloned().unwrap_or_default(),
            gemeenten: if inhoud.vertrouwelijk {
                0
            } else {
                inhoud.gemeenten.len()
            },
        }
    };
    let regels = hier.into_iter().map(regel).collect();
    Ok(Voorraad { totaal, regels })
}
