//! Taking what is known of a person from an account.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
};
use uuid::Uuid;

use crate::{
    db::tables::{
        apitoken, contactbericht, gebruiker, herstelcode, identiteit, inlogverzoek, netwerkplek,
        sessie, toegangscode, toekenning,
    },
    error::Result,
    ids::vouw,
};

/// Deletes everything that somebody logs in with: password, second factor, codes, links to
/// organisations, logins and tokens.
pub async fn inlogmiddelen(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    let rij = gebruiker::ActiveModel {
        wachtwoord: Set(None),
        totp: Set(None),
        totp_stap: Set(None),
        totp_nieuw: Set(None),
        ingelogd: Set(None),
        ..Default::default()
    };
    gebruiker::Entity::update_many()
        .set(rij)
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    sessie::Entity::delete_many()
        .filter(sessie::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    apitoken::Entity::delete_many()
        .filter(apitoken::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    herstelcode::Entity::delete_many()
        .filter(herstelcode::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    toegangscode::Entity::delete_many()
        .filter(toegangscode::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    contactbericht::Entity::delete_many()
        .filter(contactbericht::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    identiteit::Entity::delete_many()
        .filter(identiteit::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    inlogverzoek::Entity::delete_many()
        .filter(inlogverzoek::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Deletes everything that an account has beside its number, and puts these words in the place of
/// name and address. Its seats were given up before: their history says how.
pub async fn wis(
    conn: &impl ConnectionTrait,
    id: Uuid,
    naam: String,
    mail: String,
    status: &str,
) -> Result<()> {
    let rij = gebruiker::ActiveModel {
        zoeknaam: Set(vouw(&naam)),
        naam: Set(naam),
        mail: Set(mail),
        status: Set(status.into()),
        ..Default::default()
    };
    gebruiker::Entity::update_many()
        .set(rij)
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    toekenning::Entity::delete_many()
        .filter(toekenning::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    netwerkplek::Entity::delete_many()
        .filter(netwerkplek::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    inlogmiddelen(conn, id).await
}
