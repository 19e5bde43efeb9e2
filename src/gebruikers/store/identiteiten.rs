//! Reading and writing who an account is at an organisation, and attempts to log in there.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _,
};
use uuid::Uuid;

use crate::{
    db::tables::{identiteit, inlogverzoek},
    error::Result,
    gebruikers::model::aanbieder::Niveau,
    ids::new_id,
};

/// The account of somebody at an issuer.
pub async fn account_van(
    conn: &impl ConnectionTrait,
    issuer: &str,
    sub: &str,
) -> Result<Option<Uuid>> {
    let rij = identiteit::Entity::find()
        .filter(identiteit::Column::Issuer.eq(issuer))
        .filter(identiteit::Column::Sub.eq(sub))
        .one(conn)
        .await?;
    Ok(rij.map(|rij| rij.gebruiker_id))
}

/// All that an account is linked to, the oldest first.
pub async fn van_account(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
) -> Result<Vec<identiteit::Model>> {
    let rijen = identiteit::Entity::find()
        .filter(identiteit::Column::GebruikerId.eq(gebruiker_id))
        .order_by_asc(identiteit::Column::Gekoppeld)
        .order_by_asc(identiteit::Column::Id)
        .all(conn)
        .await?;
    Ok(rijen)
}

/// Takes a link from an account; answers false when it does not have it.
pub async fn ontkoppel(conn: &impl ConnectionTrait, gebruiker_id: Uuid, id: Uuid) -> Result<bool> {
    let weg = identiteit::Entity::delete_many()
        .filter(identiteit::Column::Id.eq(id))
        .filter(identiteit::Column::GebruikerId.eq(gebruiker_id))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}

/// Whether an account is linked to somebody at an issuer.
pub async fn is_gekoppeld(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    issuer: &str,
) -> Result<bool> {
    let aantal = identiteit::Entity::find()
        .filter(identiteit::Column::GebruikerId.eq(gebruiker_id))
        .filter(identiteit::Column::Issuer.eq(issuer))
        .count(conn)
        .await?;
    Ok(aantal > 0)
}

/// Links an account to somebody at an issuer.
pub async fn koppel(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    issuer: &str,
    sub: &str,
    op: DateTime<Utc>,
) -> Result<()> {
    let rij = identiteit::ActiveModel {
        id: Set(new_id()),
        gebruiker_id: Set(gebruiker_id),
        issuer: Set(issuer.into()),
        sub: Set(sub.into()),
        gekoppeld: Set(op),
    };
    identiteit::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// An attempt to log in at a provider.
#[derive(Debug)]
pub struct Verzoek {
    pub aanbieder: String,
    pub naar: String,
    /// The level that was asked.
    pub niveau: Niveau,
    /// Who confirms who they are; none for who logs in.
    pub gebruiker_id: Option<Uuid>,
    pub verloopt: DateTime<Utc>,
}

/// Notes an attempt, under the hash of its `state` and of what the browser holds.
pub async fn begin_verzoek(
    conn: &impl ConnectionTrait,
    hash: String,
    koek: String,
    nieuw: Verzoek,
) -> Result<()> {
    let rij = inlogverzoek::ActiveModel {
        id: Set(new_id()),
        hash: Set(hash),
        koek: Set(koek),
        aanbieder: Set(nieuw.aanbieder),
        naar: Set(nieuw.naar),
        niveau: Set(nieuw.niveau.waarde().into()),
        gebruiker_id: Set(nieuw.gebruiker_id),
        verloopt: Set(nieuw.verloopt),
    };
    inlogverzoek::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Takes an attempt out of the table: of two who try, one gets it.
pub async fn neem_verzoek(
    conn: &impl ConnectionTrait,
    hash: &str,
    koek: &str,
) -> Result<Option<Verzoek>> {
    let rij = inlogverzoek::Entity::find()
        .filter(inlogverzoek::Column::Hash.eq(hash))
        .filter(inlogverzoek::Column::Koek.eq(koek))
        .one(conn)
        .await?;
    let Some(rij) = rij else {
        return Ok(None);
    };
    let weg = inlogverzoek::Entity::delete_many()
        .filter(inlogverzoek::Column::Id.eq(rij.id))
        .exec(conn)
        .await?;
    if weg.rows_affected == 0 {
        return Ok(None);
    }
    let niveau = rij.niveau.parse();
    let niveau = niveau.map_err(|()| anyhow::anyhow!("an attempt has an unknown level"))?;
    Ok(Some(Verzoek {
        aanbieder: rij.aanbieder,
        naar: rij.naar,
        niveau,
        gebruiker_id: rij.gebruiker_id,
        verloopt: rij.verloopt,
    }))
}

/// Forgets the attempts that nobody came back from.
pub async fn vergeet_verzoeken_tot(conn: &impl ConnectionTrait, tot: DateTime<Utc>) -> Result<()> {
    inlogverzoek::Entity::delete_many()
        .filter(inlogverzoek::Column::Verloopt.lte(tot))
        .exec(conn)
        .await?;
    Ok(())
}
