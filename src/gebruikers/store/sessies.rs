//! Where accounts are logged in.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    db::tables::{gebruiker, sessie},
    error::Result,
    gebruikers::model::sessie::Tijden,
};

/// A login as the table has it.
pub struct Sessie {
    pub id: Uuid,
    pub gebruiker_id: Uuid,
    pub tijden: Tijden,
    pub programma: String,
    /// Whether the second factor of the account is still to come.
    pub half: bool,
    /// The provider that it came from; none for a password.
    pub aanbieder: Option<String>,
}

impl From<sessie::Model> for Sessie {
    fn from(rij: sessie::Model) -> Self {
        Self {
            id: rij.id,
            gebruiker_id: rij.gebruiker_id,
            tijden: Tijden {
                begin: rij.begin,
                sterk: rij.sterk,
                gezien: rij.gezien,
            },
            programma: rij.programma,
            half: rij.half,
            aanbieder: rij.aanbieder,
        }
    }
}

pub async fn sessie_van(conn: &impl ConnectionTrait, hash: &str) -> Result<Option<Sessie>> {
    let rij = sessie::Entity::find()
        .filter(sessie::Column::Hash.eq(hash))
        .one(conn)
        .await?;
    Ok(rij.map(Into::into))
}

/// The logins of an account, the latest first.
pub async fn sessies(conn: &impl ConnectionTrait, gebruiker_id: Uuid) -> Result<Vec<Sessie>> {
    let rijen = sessie::Entity::find()
        .filter(sessie::Column::GebruikerId.eq(gebruiker_id))
        .order_by_desc(sessie::Column::Gezien)
        .order_by_asc(sessie::Column::Id)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(Into::into).collect())
}

pub async fn begin_sessie(conn: &impl ConnectionTrait, hash: String, nieuw: &Sessie) -> Result<()> {
    let rij = sessie::ActiveModel {
        id: Set(nieuw.id),
        hash: Set(hash),
        gebruiker_id: Set(nieuw.gebruiker_id),
        begin: Set(nieuw.tijden.begin),
        sterk: Set(nieuw.tijden.sterk),
        gezien: Set(nieuw.tijden.gezien),
        programma: Set(nieuw.programma.clone()),
        half: Set(nieuw.half),
        aanbieder: Set(nieuw.aanbieder.clone()),
    };
    sessie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Ingelogd, Expr::value(nieuw.tijden.begin))
        .filter(gebruiker::Column::Id.eq(nieuw.gebruiker_id))
        .exec(conn)
        .await?;
    Ok(())
}

pub async fn zie_sessie(conn: &impl ConnectionTrait, id: Uuid, op: DateTime<Utc>) -> Result<()> {
    sessie::Entity::update_many()
        .col_expr(sessie::Column::Gezien, Expr::value(op))
        .filter(sessie::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Makes a login a strong one, under a new hash. Answers false when it has ended.
pub async fn maak_sterk(
    conn: &impl ConnectionTrait,
    id: Uuid,
    hash: String,
    op: DateTime<Utc>,
) -> Result<bool> {
    let rij = sessie::ActiveModel {
        hash: Set(hash),
        sterk: Set(Some(op)),
        gezien: Set(op),
        half: Set(false),
        ..Default::default()
    };
    let klaar = sessie::Entity::update_many()
        .set(rij)
        .filter(sessie::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Makes the logins of an account ordinary ones.
pub async fn verzwak_sessies(conn: &impl ConnectionTrait, gebruiker_id: Uuid) -> Result<()> {
    let rij = sessie::ActiveModel {
        sterk: Set(None),
        ..Default::default()
    };
    sessie::Entity::update_many()
        .set(rij)
        .filter(sessie::Column::GebruikerId.eq(gebruiker_id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Which logins end.
pub enum Welke<'a> {
    /// The one with this hash.
    Hash(&'a str),
    /// This one, of this account.
    Een(Uuid, Uuid),
    /// All of this account, but for one.
    AlleBehalve(Uuid, Option<Uuid>),
    /// All that began before, or were last seen before, these moments.
    Verlopen {
        begin: DateTime<Utc>,
        gezien: DateTime<Utc>,
    },
}

/// Ends logins; answers how many.
pub async fn eindig(conn: &impl ConnectionTrait, welke: Welke<'_>) -> Result<u64> {
    let voorwaarde = match welke {
        Welke::Hash(hash) => Condition::all().add(sessie::Column::Hash.eq(hash)),
        Welke::Een(id, gebruiker_id) => Condition::all()
            .add(sessie::Column::Id.eq(id))
            .add(sessie::Column::GebruikerId.eq(gebruiker_id)),
        Welke::AlleBehalve(gebruiker_id, behalve) => {
            let behalve = behalve.map(|id| sessie::Column::Id.ne(id));
            Condition::all()
                .add(sessie::Column::GebruikerId.eq(gebruiker_id))
                .add_option(behalve)
        }
        Welke::Verlopen { begin, gezien } => Condition::any()
            .add(sessie::Column::Begin.lte(begin))
            .add(sessie::Column::Gezien.lte(gezien)),
    };
    let weg = sessie::Entity::delete_many()
        .filter(voorwaarde)
        .exec(conn)
        .await?;
    Ok(weg.rows_affected)
}
