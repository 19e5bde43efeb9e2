//! What accounts are linked to.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Aanbieders, Knop, dienst::Dienst};
use crate::{
    actor::Rol,
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Result},
    gebruikers::{
        service::{accounts::gebeurtenis, sessies::ingelogd, tokens},
        store::{self, Welke, identiteiten},
    },
};

/// An organisation at which somebody logs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Koppeling {
    /// Its number.
    pub id: Uuid,
    /// What it is called; its address when it is no longer among the settings.
    pub label: String,
    /// Since when.
    pub sinds: DateTime<Utc>,
}

/// Where the account of the actor logs in, the oldest first.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn koppelingen(db: &Db, aanbieders: &Aanbieders, ctx: &Ctx) -> Result<Vec<Koppeling>> {
    let (id, _) = ingelogd(ctx)?;
    alle(db, aanbieders, id).await
}

/// Where an account logs in, the oldest first, for the beheerder.
///
/// # Errors
/// The actor is no beheerder; the database fails.
pub async fn koppelingen_van(
    db: &Db,
    aanbieders: &Aanbieders,
    ctx: &Ctx,
    id: Uuid,
) -> Result<Vec<Koppeling>> {
    ctx.eis_een(&[Rol::Beheerder])?;
    alle(db, aanbieders, id).await
}

async fn alle(db: &Db, aanbieders: &Aanbieders, id: Uuid) -> Result<Vec<Koppeling>> {
    let alle = identiteiten::van_account(db.read(), id).await?;
    let koppelingen = alle.into_iter().map(|rij| {
        let dienst = aanbieders.van_issuer(&rij.issuer);
        Koppeling {
            id: rij.id,
            label: dienst.map_or(rij.issuer, |dienst| dienst.aanbieder.label.clone()),
            sinds: rij.gekoppeld,
        }
    });
    Ok(koppelingen.collect())
}

/// The providers at which the account of the actor can confirm who it is: those it is linked to, as
/// far as they can say so with enough certainty.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn aanbieders_van(db: &Db, aanbieders: &Aanbieders, ctx: &Ctx) -> Result<Vec<Knop>> {
    let (id, _) = ingelogd(ctx)?;
    let alle = identiteiten::van_account(db.read(), id).await?;
    let diensten = alle
        .iter()
        .filter_map(|rij| aanbieders.van_issuer(&rij.issuer));
    Ok(diensten
        .filter(|dienst| dienst.kan_bevestigen())
        .map(Dienst::knop)
        .collect())
}

/// Takes a link from the account of the actor, and ends its other logins and its tokens: whoever takes
/// one away may do so because somebody else gets in by it.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs; [`Error::Conflict`] when they could not log in any more;
/// nobody is logged in; the database fails.
pub async fn ontkoppel(db: &Db, aanbieders: &Aanbieders, ctx: &Ctx, koppeling: Uuid) -> Result<()> {
    let (id, aanmelding) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    let account = store::op_id(write.conn(), id).await?;
    let account = account.ok_or(Error::NietIngelogd)?;
    let alle = identiteiten::van_account(write.conn(), id).await?;
    if !alle.iter().any(|rij| rij.id == koppeling) {
        return Err(Error::NotFound);
    }
    let werkt = |issuer: &str| aanbieders.van_issuer(issuer).is_some();
    let mut andere = alle.iter().filter(|rij| rij.id != koppeling);
    if account.wachtwoord.is_none() && !andere.any(|rij| werkt(&rij.issuer)) {
        return Err(Error::Conflict(
            "Dit is de enige manier waarop u nog kunt inloggen. Klopt zij niet? Vraag de beheerder van \
             het platform om haar weg te halen."
                .into(),
        ));
    }
    neem(&write, ctx, id, koppeling, Some(aanmelding.sessie_id)).await?;
    let wat = gebeurtenis(id, "organisatie-ontkoppelen", &[]);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

/// Takes a link from an account, for the beheerder, and ends all its logins and tokens.
///
/// # Errors
/// [`Error::NotFound`] when the account does not have it, and for whoever is no beheerder;
/// [`Error::NietSterk`]; the database fails.
pub async fn ontkoppel_van(db: &Db, ctx: &Ctx, id: Uuid, koppeling: Uuid) -> Result<()> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let write = db.begin_write().await?;
    neem(&write, ctx, id, koppeling, None).await?;
    let wat = gebeurtenis(id, "organisatie-ontkoppelen", &[]);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

async fn neem(
    write: &Write,
    ctx: &Ctx,
    id: Uuid,
    koppeling: Uuid,
    behalve: Option<Uuid>,
) -> Result<()> {
    if !identiteiten::ontkoppel(write.conn(), id, koppeling).await? {
        return Err(Error::NotFound);
    }
    store::eindig(write.conn(), Welke::AlleBehalve(id, behalve)).await?;
    tokens::eindig(write, ctx, id).await
}
