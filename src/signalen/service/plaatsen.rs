//! Making a signaal part of a knelpunt, moving it to another, and moving it along with its gemeente.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Actie, Bericht, Indeling, Signaal, Status, overgang, sleutels},
        store,
    },
    berichten,
    lezen::laad_een,
};
use crate::{
    ctx::Ctx,
    db::{Gebeurtenis, Teksten, Write},
    error::{Error, Result},
    knelpunten::service::plekken,
    stukken::{
        Kind as _,
        model::Kop,
        service::{
            self as stukken, links,
            overgangen::{self, Overgang, Reden, zet_over},
        },
    },
};

/// What the geschiedenis calls it when a signaal goes from one knelpunt to another.
pub const VERPLAATSEN: &str = "verplaatsen";

/// How a signaal stands.
///
/// # Errors
/// Its row is broken.
pub fn status(kop: &Kop) -> Result<Status> {
    let kapot = |()| anyhow::anyhow!("signaal {} has a broken status", kop.id);
    Ok(kop.status.parse().map_err(kapot)?)
}

/// Makes a signaal part of a knelpunt. The first time (`van` is none) it becomes gekoppeld, and who sent it
/// hears so by mail; after that it moves and stays gekoppeld. Why is read by whoever reads the signaal. Who may
/// do so is for the caller to judge.
///
/// # Errors
/// [`Error::Conflict`] when it is not where it would come from, or its state does not allow it;
/// [`Error::NotFound`] when there is no such signaal; the database refuses.
pub async fn zet_in_knelpunt(
    write: &Write,
    ctx: &Ctx,
    signaal_id: Uuid,
    van: Option<Uuid>,
    naar: Uuid,
    reden: Option<&str>,
) -> Result<Vec<Gebeurtenis>> {
    links::houd(write, signaal_id).await?;
    let conn = write.conn();
    let kop = stukken::kop_voor_taak(conn, signaal_id).await?;
    let inhoud = laad_een(conn, signaal_id, Teksten::Mee).await?;
    Indeling::van([(signaal_id, inhoud.knelpunt)])
        .verplaats(&[signaal_id], van, naar)
        .map_err(|_| staat_elders())?;
    store::zet_knelpunt(conn, signaal_id, naar).await?;
    let reden = reden.map(|tekst| Reden { tekst, lezers: &[] });
    let daar = format!("knelpunt:{naar}");
    if van.is_some() {
        return Ok(vec![verplaatst(write, ctx, &kop, daar, reden).await?]);
    }
    let nu = status(&kop)?;
    let gekoppeld = overgang(nu, Actie::Koppelen).ok_or_else(staat_elders)?;
    let lezers = sleutels(&inhoud);
    let stap = Overgang {
        actie: Actie::Koppelen.waarde(),
        naar: gekoppeld.waarde(),
        sleutels: &lezers,
        publiceert: false,
        herzien_voor: None,
        reden,
    };
    let mut gebeurd = zet_over(write, ctx, &kop, stap).await?;
    gebeurd.velden.push(daar);
    berichten::aan_melder(write, ctx, (signaal_id, &inhoud), Bericht::Gekoppeld).await?;
    Ok(vec![gebeurd])
}

async fn verplaatst(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    daar: String,
    reden: Option<Reden<'_>>,
) -> Result<Gebeurtenis> {
    let mut velden = vec![daar];
    if let Some(reden) = reden {
        let id = overgangen::bewaar_reden(write.conn(), ctx, kop.id, VERPLAATSEN, reden).await?;
        velden.push(overgangen::reden(id));
    }
    Ok(Gebeurtenis {
        stuk_id: kop.id,
        actie: VERPLAATSEN.into(),
        velden,
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    })
}

fn staat_elders() -> Error {
    Error::Conflict(
        "Dit signaal staat intussen ergens anders, of het is al behandeld. Kijk waar het nu staat, en \
         probeer het dan opnieuw."
            .into(),
    )
}

/// Has signalen play in the gemeente that took the place of another, in an open write; the knelpunten that
/// they are part of count anew. Their rows don't say which gemeente: of one in confidence nobody may know.
///
/// # Errors
/// The database fails.
pub async fn verhuis(write: &Write, van: Uuid, naar: Uuid) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let ids = store::in_gemeente(conn, van).await?;
    // In the order in which who moves signalen takes them, so that nobody waits for somebody who waits for them.
    for id in knelpunten_van(conn, &ids).await?.iter().chain(&ids) {
        links::houd(write, *id).await?;
    }
    let knelpunten = knelpunten_van(conn, &ids).await?;
    let mut gebeurd = Vec::new();
    for id in ids {
        store::verhuis(conn, id, (van, naar)).await?;
        gebeurd.push(Gebeurtenis {
            stuk_id: id,
            actie: "herindelen".into(),
            velden: vec!["gemeenten".into()],
            ..Gebeurtenis::default()
        });
    }
    for knelpunt in knelpunten {
        gebeurd.extend(plekken::herbereken(write, knelpunt).await?);
    }
    Ok(gebeurd)
}

/// The knelpunten that these signalen are part of.
async fn knelpunten_van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let inhouden = Signaal::laad(conn, ids, Teksten::Weg).await?;
    Ok(inhouden.values().filter_map(|i| i.knelpunt).collect())
}
