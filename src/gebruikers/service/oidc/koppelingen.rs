//! What accounts are linked to.

use chrono::{DateTime, Utc};

use super::{Aanbieders, Knop, dienst::Dienst};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{service::sessies::ingelogd, store::identiteiten},
};

/// An organisation at which somebody logs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Koppeling {
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
    let alle = identiteiten::van_account(db.read(), id).await?;
    let koppeling = |(issuer, sinds): (String, _)| {
        let dienst = aanbieders.van_issuer(&issuer);
        Koppeling {
            label: dienst.map_or(issuer, |dienst| dienst.aanbieder.label.clone()),
            sinds,
        }
    };
    Ok(alle.into_iter().map(koppeling).collect())
}

/// The providers at which the account of the actor can confirm who it is: those it is linked to, as
/// far as they can say so with enough certainty.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn aanbieders_van(db: &Db, aanbieders: &Aanbieders, ctx: &Ctx) -> Result<Vec<Knop>> {
    let (id, _) = ingelogd(ctx)?;
    let alle = identiteiten::van_account(db.read(), id).await?;
    let diensten = alle.iter().filter_map(|(i, _)| aanbieders.van_issuer(i));
    Ok(diensten
        .filter(|dienst| dienst.kan_bevestigen())
        .map(Dienst::knop)
        .collect())
}
