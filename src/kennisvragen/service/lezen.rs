//! A kennisvraag with what the actor is to it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::is_redactie;
use crate::{
    ctx::Ctx,
    error::{Error, Result},
    gebruikers::service::zetels,
    kennisvragen::{
        model::{Ingevuld, Kennisvraag, Status},
        policy::{Betrokken, Bezwaar},
    },
    regietafel::service::is_geescaleerd,
    stukken::{
        model::{
            Kop, Soort,
            voorstel::{Staat, Wijzer},
        },
        service as stukken,
    },
    werkruimte::service::{deelname, is_maker},
};

/// A kennisvraag, and what the actor is to it.
#[derive(Debug, Clone)]
pub struct Werk {
    /// The head, as it stands.
    pub kop: Kop,
    /// The state, as it stands, with where it points.
    pub staat: Staat<Kennisvraag>,
    /// How it stands.
    pub status: Status,
    /// Whether the regietafel reads it as well, as it was put there.
    pub geescaleerd: bool,
    /// What the actor is to it.
    pub wie: Betrokken,
}

impl Werk {
    /// Where it points.
    pub fn wijzers(&self) -> &[Wijzer] {
        self.staat.verbanden.as_deref().unwrap_or_default()
    }

    /// What it says now, as the form shows it.
    pub fn ingevuld(&self) -> Ingevuld {
        let Staat { basis, inhoud, .. } = &self.staat;
        Ingevuld {
            titel: basis.titel.clone(),
            samenvatting: basis.samenvatting.clone(),
            toelichting: inhoud.toelichting.clone(),
            leefdomeinen: basis.leefdomeinen.iter().map(ToString::to_string).collect(),
            niveau: inhoud.plaats.niveau.to_string(),
            thema: String::new(),
            zoekvraag: String::new(),
            antwoord: inhoud.antwoord.clone(),
        }
    }
}

/// The answer to who may not treat one.
pub fn mag_niet(bezwaar: Bezwaar) -> Error {
    Error::MagNiet(bezwaar.melding().into())
}

/// The state of a kennisvraag.
///
/// # Errors
/// The database holds a state that does not exist.
pub fn status(kop: &Kop) -> Result<Status> {
    let kapot = |()| {
        anyhow::anyhow!(
            "kennisvraag {} is in the unknown state {}",
            kop.id,
            kop.status
        )
    };
    Ok(kop.status.parse().map_err(kapot)?)
}

/// A kennisvraag, for who reads it.
///
/// # Errors
/// [`Error::NotFound`] when there is none that they may read; the database can't be read.
pub async fn open(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Werk> {
    let kop = stukken::vind(ctx, conn, Soort::Kennisvraag, naam).await?;
    van(ctx, conn, kop).await
}

/// As [`open`], for who is logged in.
///
/// # Errors
/// As [`open`]; nobody is logged in.
pub async fn open_voor_schrijver(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
) -> Result<Werk> {
    let werk = open(ctx, conn, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    ctx.schrijver()?;
    werk
}

/// As [`open_voor_schrijver`], by number, as it stands inside a write.
pub(super) async fn op_id(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Werk> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    ctx.schrijver()?;
    let kop = kop.filter(|kop| kop.soort == Soort::Kennisvraag);
    van(ctx, conn, kop.ok_or(Error::NotFound)?).await
}

async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Werk> {
    let staat: Staat<Kennisvraag> = stukken::staat_van(conn, &kop).await?;
    let plaats = staat.inhoud.plaats;
    let (rijk, gemeente) = zetels::bezet(conn, plaats.thema).await?;
    Ok(Werk {
        wie: Betrokken {
            deelname: deelname(ctx, plaats.thema),
            niveau: plaats.niveau,
            maker: is_maker(ctx, conn, kop.id).await?,
            redactie: is_redactie(ctx),
            zonder_duo: !rijk && !gemeente,
        },
        status: status(&kop)?,
        geescaleerd: is_geescaleerd(conn, kop.id).await?,
        staat,
        kop,
    })
}
