//! Handing a seat over: who sits there names a successor, somebody of the regietafel agrees, and in that one write the
//! successor sits there with what was left to do. The request itself is one that two people decide on, as roles are.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Kant, Lading, rol},
        store,
    },
    meld, regietafel,
};
use crate::{
    acties::model::{Actie, Status as Actiestatus},
    actor::{Bereik, Toekenning},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::aanvraag::Verzoek,
        policy,
        service::{namen::namen, personen, rollen},
    },
    schrijven::model::Waarom,
    stukken::{
        model::{Kop, Soort, voorstel::Staat},
        service::{self as stukken, links},
    },
    werkruimte::service as werkruimte,
};

/// What who put a successor already is told.
const AL_VOORGESTELD: &str =
    "U stelde al een opvolger voor. Wacht op de regietafel, of trek dat voorstel eerst in.";

/// What waits for the regietafel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lopend {
    /// The request.
    pub aanvraag: Uuid,
    /// The name of the successor.
    pub aan: String,
    /// Why.
    pub reden: String,
    /// Since when.
    pub op: DateTime<Utc>,
}

/// A seat that the actor sits on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eigen {
    /// The thema.
    pub thema: Kop,
    /// The side.
    pub kant: Kant,
}

impl Eigen {
    const fn toekenning(&self) -> Toekenning {
        zetel(self.thema.id, self.kant)
    }
}

/// The seat as the role that it is.
pub(super) const fn zetel(thema: Uuid, kant: Kant) -> Toekenning {
    Toekenning {
        rol: rol(kant),
        bereik: Bereik::Thema(thema),
    }
}

/// The side of the duo of a thema that the actor sits on; none when they don't.
pub fn eigen_kant(ctx: &Ctx, thema: Uuid) -> Option<Kant> {
    let zit = |kant: &Kant| ctx.heeft(rol(*kant), Bereik::Thema(thema));
    Kant::ALLE.iter().copied().find(zit)
}

/// The seat of a thema that the actor sits on.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when there is no such thema; [`Error::MagNiet`] with who may when they
/// don't sit in its duo; the database can't be read.
pub async fn eigen(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Eigen> {
    let thema = stukken::vind(ctx, conn, Soort::Thema, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    ctx.schrijver()?;
    let thema = thema?;
    let Some(kant) = eigen_kant(ctx, thema.id) else {
        return Err(Error::MagNiet(
            "Alleen wie op een zetel van dit thema zit, draagt haar over. Is een zetel leeg? Dan wijst de regietafel \
             iemand aan."
                .into(),
        ));
    };
    Ok(Eigen { thema, kant })
}

/// What the actor asked about their seat and waits for the regietafel; none when nothing does.
///
/// # Errors
/// The database can't be read.
pub async fn lopend(db: &Db, ctx: &Ctx, eigen: &Eigen) -> Result<Option<Lopend>> {
    let ik = ctx.schrijver()?;
    let wacht = rollen::lopende_overdracht(db.read(), eigen.toekenning(), ik).await?;
    let Some(wacht) = wacht else {
        return Ok(None);
    };
    let aan = format!("account:{}", wacht.gebruiker_id);
    let naam = namen(db, [aan.as_str()]).await?.remove(&aan);
    Ok(Some(Lopend {
        aanvraag: wacht.id,
        aan: naam.unwrap_or_default(),
        reden: wacht.reden,
        op: wacht.op,
    }))
}

/// What somebody fills in to hand their seat over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ingevuld<'a> {
    /// The mail address of the account that takes over.
    pub mail: &'a str,
    /// Why.
    pub reden: &'a str,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// Puts a successor for the seat of the actor before the regietafel. Answers the seat.
///
/// # Errors
/// All that is wrong with what was filled in, also that somebody does not fit the seat; [`Error::Conflict`] when they
/// put somebody already; as [`eigen`]; the database refuses.
pub async fn stel_voor(db: &Db, ctx: &Ctx, naam: &str, ingevuld: Ingevuld<'_>) -> Result<Eigen> {
    let eigen = eigen(ctx, db.read(), naam).await?;
    let mut fouten = Fouten::new();
    let opvolger = match personen::met_mail(db, ctx, ingevuld.mail).await {
        Ok(id) => Some(id),
        Err(Error::Invalid(bij_mail)) => {
            for fout in &bij_mail {
                fouten.meld(fout.veld.clone(), fout.code, fout.melding.clone());
            }
            None
        }
        Err(fout) => return Err(fout),
    };
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom draagt u over?",
        tekst: ingevuld.reden,
        akkoord: ingevuld.akkoord,
    };
    let waarom = waarom.keur(true, &mut fouten);
    let (Some(opvolger), Some(waarom)) = (opvolger, waarom) else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    let verzoek = Verzoek::ZetelOverdragen(eigen.toekenning());
    match rollen::vraag(db, ctx, opvolger, verzoek, waarom).await {
        Ok(_) => Ok(eigen),
        Err(Error::Conflict(melding)) => {
            // One successor at a time: no other name helps.
            if lopend(db, ctx, &eigen).await?.is_some() {
                return Err(Error::Conflict(AL_VOORGESTELD.into()));
            }
            // It is who was named that does not fit: another can be typed.
            let mut fouten = Fouten::new();
            fouten.meld("mail", "past-niet", melding);
            Err(fouten.into())
        }
        Err(fout) => Err(fout),
    }
}

/// The thema and the side of a seat.
fn plek(wat: Toekenning) -> Result<(Uuid, Kant)> {
    match (wat.bereik, policy::kant(wat.rol)) {
        (Bereik::Thema(thema), Some(kant)) => Ok((thema, kant)),
        _ => Err(anyhow::anyhow!("{} is no seat of a duo", wat.rol).into()),
    }
}

/// Has the regietafel hear that a hand-over waits for it.
///
/// # Errors
/// The database refuses.
pub async fn na_voorstel(write: &Write, ctx: &Ctx, wat: Toekenning, aanvraag: Uuid) -> Result<()> {
    let (thema, kant) = plek(wat)?;
    for account in regietafel(write.conn()).await? {
        let lading = Lading::Voorgesteld {
            account,
            aanvraag,
            thema,
            kant,
        };
        meld(write, ctx, &lading).await?;
    }
    Ok(())
}

/// Has who wanted to hand a seat over hear that the regietafel does not agree.
///
/// # Errors
/// The database refuses.
pub async fn na_afwijzing(write: &Write, ctx: &Ctx, wat: Toekenning, account: Uuid) -> Result<()> {
    let (thema, kant) = plek(wat)?;
    let lading = Lading::Afgewezen {
        account,
        thema,
        kant,
    };
    meld(write, ctx, &lading).await
}

/// Gives what was open for who sat on a seat to who sits there now, and has both hear of it. What waits for a seat
/// itself stays there. Answers what happened.
///
/// # Errors
/// The database refuses.
pub async fn na_overdracht(
    write: &Write,
    ctx: &Ctx,
    wat: Toekenning,
    (van, naar): (Uuid, Uuid),
) -> Result<Vec<Gebeurtenis>> {
    let (thema, kant) = plek(wat)?;
    let conn = write.conn();
    let mut gebeurd = Vec::new();
    let mut acties = 0;
    for id in store::open_acties(conn, thema, van).await? {
        links::houd(write, id).await?;
        let kop = stukken::kop_voor_taak(conn, id).await?;
        let Staat { basis, inhoud, .. } = stukken::staat_van::<Actie>(conn, &kop).await?;
        // Who held it until now may have finished it, or given it to another.
        if kop.status != Actiestatus::Open.waarde() || inhoud.houder != van {
            continue;
        }
        acties += 1;
        let plaats = inhoud.plaats;
        let nieuw = Actie {
            houder: naar,
            ..inhoud
        };
        gebeurd.extend(werkruimte::wijzig(write, ctx, &kop, &basis, &nieuw, plaats, None).await?);
    }
    for (account, nieuw) in [(van, false), (naar, true)] {
        let lading = Lading::Overgedragen {
            account,
            thema,
            kant,
            nieuw,
            acties,
        };
        meld(write, ctx, &lading).await?;
    }
    Ok(gebeurd)
}
