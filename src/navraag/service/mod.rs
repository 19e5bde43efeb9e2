//! Asking whether a closed knelpunt is really solved (`vragen`), what is answered (`antwoorden`), requests
//! to open it again (`verzoeken`), what the duo answers to those (`beslissen`), what its page says
//! of all that (`lezen`), and telling people (`berichten`).

mod antwoorden;
mod berichten;
mod beslissen;
mod lezen;
mod verzoeken;
pub mod voorbeelden;
mod vragen;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::store;
pub use antwoorden::*;
pub use berichten::*;
pub use beslissen::*;
pub use lezen::*;
pub use verzoeken::*;
pub use vragen::*;

use crate::{
    actor::Actor,
    ctx::{Ctx, Machtiging},
    db::{Gebeurtenis, Teksten, Write},
    error::{Error, Result},
    ids::new_id,
    knelpunten::model::{Actie, Knelpunt, Status},
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::{self as stukken, links, overgangen::laatste_reden},
    },
};

/// Makes those who ask and remind wait for each other, so that nobody is asked twice.
const SLOT: i64 = 0x4e41_5652;
/// What the geschiedenis calls it that people were asked whether a knelpunt is really solved.
const NAVRAGEN: &str = "navragen";
/// What the geschiedenis calls a request to open a knelpunt again.
const HEROPENEN_VRAGEN: &str = "heropenen-vragen";
/// What the geschiedenis calls it that such a request is refused.
const HEROPENEN_AFWIJZEN: &str = "heropenen-afwijzen";
/// What the geschiedenis calls it that the answer to such a request is late.
const HEROPENEN_TE_LAAT: &str = "heropenen-te-laat";

/// What went wrong in a night. It keeps nobody else from being asked or reminded, and the night fails all
/// the same: it is done again.
#[derive(Debug, Default)]
struct Mislukt(Option<Error>);

impl Mislukt {
    /// Notes that the work for one knelpunt failed.
    fn meld(&mut self, knelpunt: Uuid, fout: Error) {
        tracing::error!(%knelpunt, fout = ?fout, "the night could not do its work for a knelpunt");
        self.0.get_or_insert(fout);
    }

    /// What the night comes to: the first that went wrong.
    fn uitkomst(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// The same moment and request, as something that the platform does: who reads the geschiedenis of a
/// knelpunt may not know who signalled it in confidence.
fn stil(ctx: &Ctx) -> Ctx {
    Ctx {
        actor: Actor::Systeem("navraag"),
        aanmelding: None,
        machtiging: Machtiging::Geen,
        ..ctx.clone()
    }
}

/// Has what an account was asked, and what it asked, be of nobody, in an open write: by that whoever has the account
/// next would read what was signalled with it. A request stays, and is answered.
///
/// # Errors
/// The database refuses.
pub async fn laat_los(write: &Write, account: Uuid) -> Result<()> {
    // Every account another number: what two of them were asked stays apart.
    let niemand = new_id();
    store::vragen::laat_los(write.conn(), account, niemand).await?;
    store::verzoeken::laat_los(write.conn(), account, niemand).await
}

/// What is particular to a knelpunt, without its texts.
async fn inhoud(conn: &impl ConnectionTrait, id: Uuid) -> Result<Knelpunt> {
    let mut gevonden = Knelpunt::laad(conn, &[id], Teksten::Weg).await?;
    let inhoud = gevonden.remove(&id);
    Ok(inhoud.ok_or_else(|| anyhow::anyhow!("knelpunt {id} has no row of its kind"))?)
}

/// A knelpunt by name and the account that asks for it. A visitor is asked to log in before it is said
/// whether there is such a thing.
async fn voor(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<(Kop, Uuid)> {
    let kop = stukken::vind(ctx, conn, Soort::Knelpunt, naam).await;
    let ik = ctx.schrijver()?;
    Ok((kop?, ik))
}

/// The same, as it stands when nobody else can change it before this write has ended.
async fn houd(write: &Write, ctx: &Ctx, naam: &str) -> Result<(Kop, Uuid)> {
    let (kop, ik) = voor(ctx, write.conn(), naam).await?;
    links::houd(write, kop.id).await?;
    Ok((stukken::kop_voor_taak(write.conn(), kop.id).await?, ik))
}

/// Whether the work on a knelpunt has ended, for now.
fn is_gesloten(kop: &Kop) -> bool {
    kop.status.parse().is_ok_and(Status::is_gesloten)
}

/// Why a knelpunt was closed, for who may read that; empty when it is not closed.
async fn waarom_gesloten(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<String> {
    let actie = match kop.status.parse() {
        Ok(Status::Opgelost) => Actie::Oplossen,
        Ok(Status::RegelwijzigingNodig) => Actie::Opschalen,
        Ok(Status::GemotiveerdAfgewezen) => Actie::Afwijzen,
        Ok(Status::Gemeld | Status::InBehandeling) | Err(()) => return Ok(String::new()),
    };
    let reden = laatste_reden(ctx, conn, kop.id, actie.waarde()).await?;
    Ok(reden.unwrap_or_default())
}

/// A row in the geschiedenis of a knelpunt that changes nothing of how it stands.
fn gebeurd(kop: &Kop, actie: &str, velden: Vec<String>) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden,
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}
