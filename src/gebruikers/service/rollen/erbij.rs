//! Giving and taking a role beside what else is written, and what waits of a hand-over.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{SLOT, zaak::Zaak};
use crate::{
    actor::Toekenning,
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::Result,
    gebruikers::{
        model::aanvraag::{Aanvraag, Verzoek},
        policy::Oordeel,
        service::sessies::ingelogd,
        store::aanvragen,
    },
};

/// Gives a role in an open write, that somebody gives alone, beside what else the caller writes with it. Answers what
/// the commit has to tell.
///
/// # Errors
/// As [`super::vraag`]; [`crate::error::Error::MagNiet`] also when a second person has to agree.
pub async fn geef_erbij(
    write: &Write,
    ctx: &Ctx,
    gebruiker_id: Uuid,
    wat: Toekenning,
) -> Result<Vec<Gebeurtenis>> {
    doe_erbij(write, ctx, gebruiker_id, Verzoek::RolGeven(wat)).await
}

/// Takes a role in an open write, as [`geef_erbij`] gives one.
///
/// # Errors
/// As [`geef_erbij`].
pub async fn neem_erbij(
    write: &Write,
    ctx: &Ctx,
    gebruiker_id: Uuid,
    wat: Toekenning,
) -> Result<Vec<Gebeurtenis>> {
    doe_erbij(write, ctx, gebruiker_id, Verzoek::RolNemen(wat)).await
}

async fn doe_erbij(
    write: &Write,
    ctx: &Ctx,
    gebruiker_id: Uuid,
    verzoek: Verzoek,
) -> Result<Vec<Gebeurtenis>> {
    let (ik, _) = ingelogd(ctx)?;
    write.als_enige(SLOT).await?;
    let zaak = Zaak::lees(write, gebruiker_id, verzoek).await?;
    let zelf = gebruiker_id == ik && matches!(verzoek, Verzoek::RolGeven(_));
    if zelf || zaak.oordeel(&[&ctx.rollen()]) != Oordeel::Mag {
        return Err(zaak.mag_niet());
    }
    zaak.kan(write).await?;
    zaak.voer_uit(write, ctx).await
}

/// What somebody asked about the seat that they sit on, and waits for the regietafel; none when nothing does.
///
/// # Errors
/// The database can't be read.
pub async fn lopende_overdracht(
    conn: &impl ConnectionTrait,
    zetel: Toekenning,
    door: Uuid,
) -> Result<Option<Aanvraag>> {
    let is_dit = |a: &Aanvraag| a.door == door && a.verzoek == Verzoek::ZetelOverdragen(zetel);
    Ok(aanvragen::open(conn).await?.into_iter().find(is_dit))
}

/// Whether a request still waits.
///
/// # Errors
/// The database can't be read.
pub async fn is_open(conn: &impl ConnectionTrait, aanvraag_id: Uuid) -> Result<bool> {
    Ok(aanvragen::een(conn, aanvraag_id).await?.is_some())
}
