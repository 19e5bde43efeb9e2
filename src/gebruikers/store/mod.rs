//! Reading and writing accounts, roles and logins.

pub mod aanvragen;
mod codes;
pub mod factor;
pub mod identiteiten;
pub mod leden;
mod pogingen;
pub mod rollen;
mod sessies;
pub mod tokens;
pub mod wissen;
pub mod zetels;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

pub use self::{codes::*, pogingen::*, sessies::*};

use super::model::{Gebruiker, Mailadres};
use crate::{db::tables::gebruiker, error::Result, ids::vouw};

/// An account with what is needed to log in.
pub struct MetWachtwoord {
    pub gebruiker: Gebruiker,
    /// As argon2 writes it; none for who logs in elsewhere.
    pub wachtwoord: Option<String>,
    /// Whether there is a second factor.
    pub met_factor: bool,
}

pub async fn op_mail(
    conn: &impl ConnectionTrait,
    mail: &Mailadres,
) -> Result<Option<MetWachtwoord>> {
    let rij = gebruiker::Entity::find()
        .filter(gebruiker::Column::Mail.eq(mail.als_tekst()))
        .one(conn)
        .await?;
    rij.map(met_wachtwoord).transpose()
}

pub async fn op_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<MetWachtwoord>> {
    let rij = gebruiker::Entity::find_by_id(id).one(conn).await?;
    rij.map(met_wachtwoord).transpose()
}

/// The names of accounts, by their number.
pub async fn namen(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rijen: Vec<(Uuid, String)> = gebruiker::Entity::find()
        .select_only()
        .columns([gebruiker::Column::Id, gebruiker::Column::Naam])
        .filter(gebruiker::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rijen.into_iter().collect())
}

fn met_wachtwoord(rij: gebruiker::Model) -> Result<MetWachtwoord> {
    let vreemd = |veld: &str| anyhow::anyhow!("account {}: {veld} can't be read", rij.id);
    Ok(MetWachtwoord {
        gebruiker: Gebruiker {
            id: rij.id,
            mail: rij.mail.parse().map_err(|()| vreemd("mail"))?,
            status: rij.status.parse().map_err(|()| vreemd("status"))?,
            naam: rij.naam,
            aangemaakt: rij.aangemaakt,
        },
        wachtwoord: rij.wachtwoord,
        met_factor: rij.totp.is_some(),
    })
}

pub async fn maak(
    conn: &impl ConnectionTrait,
    nieuw: &Gebruiker,
    wachtwoord: Option<String>,
) -> Result<()> {
    let rij = gebruiker::ActiveModel {
        id: Set(nieuw.id),
        naam: Set(nieuw.naam.clone()),
        zoeknaam: Set(vouw(&nieuw.naam)),
        mail: Set(nieuw.mail.to_string()),
        status: Set(nieuw.status.waarde().into()),
        wachtwoord: Set(wachtwoord),
        totp: Set(None),
        totp_stap: Set(None),
        totp_nieuw: Set(None),
        aangemaakt: Set(nieuw.aangemaakt),
        ingelogd: Set(None),
    };
    gebruiker::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

pub async fn zet_wachtwoord(
    conn: &impl ConnectionTrait,
    id: Uuid,
    wachtwoord: String,
) -> Result<()> {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Wachtwoord, Expr::value(wachtwoord))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

pub async fn zet_mail(conn: &impl ConnectionTrait, id: Uuid, mail: &Mailadres) -> Result<()> {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Mail, Expr::value(mail.als_tekst()))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

pub async fn zet_naam(conn: &impl ConnectionTrait, id: Uuid, naam: String) -> Result<()> {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Zoeknaam, Expr::value(vouw(&naam)))
        .col_expr(gebruiker::Column::Naam, Expr::value(naam))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// The last login of an account.
pub async fn ingelogd(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<DateTime<Utc>>> {
    let rij = gebruiker::Entity::find_by_id(id).one(conn).await?;
    Ok(rij.and_then(|rij| rij.ingelogd))
}
