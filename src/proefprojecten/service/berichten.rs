//! Asking who sits on a seat of a duo to agree with a decision.

use uuid::Uuid;

use super::{besluiten::lees, zaak::manier_van};
use crate::{
    actor::{Actor, Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Result},
    gebruikers::{
        model::Mailadres,
        service::functie::{bereikbaar, houders},
    },
    jobs::{model::Opdracht, service as jobs},
    proefprojecten::{
        model::{Beslisser, Besluitstatus, Lading, Plek, SOORT},
        store::besluiten as store,
    },
    stukken::{model::Kop, service as stukken},
};

/// Has those asked who have still to agree with a proposal from a seat, once the write is committed. A second
/// person can be anybody of the organisatie or the redactie, and is not asked by mail.
pub(super) async fn vraag_instemming(
    write: &Write,
    ctx: &Ctx,
    (stuk, besluit): (Uuid, Uuid),
    plekken: &[Plek],
) -> Result<()> {
    for &plek in plekken {
        if plek == Plek::Tweede {
            continue;
        }
        let lading = Lading {
            stuk,
            besluit,
            plek,
        };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    Ok(())
}

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The pilot.
    pub kop: Kop,
    /// The seat that they sit on.
    pub plek: Plek,
    /// Where the decision is read, from the root of the site.
    pub pad: String,
}

/// Makes the message of a job; none when there is nothing to ask any more: the decision was settled or the
/// pilot withdrawn, the seat agreed, or nobody sits on it who can be reached and may read both.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(thema) = store::thema_van(conn, wat.besluit).await? else {
        return Ok(None);
    };
    let Some(zetel) = zetel(thema, wat.plek) else {
        return Ok(None);
    };
    let op_zetel = houders(conn, zetel.rol, zetel.bereik).await?;
    let Some(account) = op_zetel.into_iter().next() else {
        return Ok(None);
    };
    let Some(gebruiker) = bereikbaar(conn, account).await? else {
        return Ok(None);
    };
    let ctx = als_houder(ctx, account, zetel);
    let besluit = match lees(&ctx, conn, wat.stuk, wat.besluit).await {
        Ok(besluit) => besluit,
        Err(Error::NotFound) => return Ok(None),
        Err(fout) => return Err(fout),
    };
    let kop = stukken::koppen(&ctx, conn, &[wat.stuk]).await?.pop();
    let wie = Beslisser {
        wie: ctx.actor.to_string(),
        zetel_rijk: wat.plek == Plek::Rijk,
        zetel_gemeente: wat.plek == Plek::Gemeente,
        ..Beslisser::default()
    };
    let manier = manier_van(conn, &besluit).await?;
    let kan = wie.kan_instemmen(manier, &besluit.door, &besluit.stemmen);
    let wacht = besluit.status == Besluitstatus::Open && kan.is_ok();
    let kop = kop.filter(|kop| wacht && kop.is_gepubliceerd());
    Ok(kop.map(|kop| Zending {
        aan: gebruiker.mail,
        plek: wat.plek,
        pad: format!("{}/besluiten/{}", kop.pad(), besluit.id),
        kop,
    }))
}

/// The seat of a place in a thema; none when it is no seat.
fn zetel(thema: Uuid, plek: Plek) -> Option<Toekenning> {
    let rol = match plek {
        Plek::Rijk => Rol::DuoRijk,
        Plek::Gemeente => Rol::DuoGemeente,
        Plek::Tweede => return None,
    };
    Some(Toekenning {
        rol,
        bereik: Bereik::Thema(thema),
    })
}

/// The same task, reading with the keys of who sits on a seat.
fn als_houder(ctx: &Ctx, account: Uuid, zetel: Toekenning) -> Ctx {
    Ctx {
        actor: Actor::Account {
            id: account,
            sleutels: zetel.sleutels().into_iter().collect(),
        },
        ..ctx.clone()
    }
}
