//! The codes that people get by mail.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, OnConflict, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    db::tables::toegangscode,
    error::Result,
    gebruikers::model::{
        Mailadres,
        bericht::{Codesoort, Toegangscode},
    },
};

/// Gives an account a code in the place of any other; without a hash it has not been sent yet.
pub async fn zet_code(
    conn: &impl ConnectionTrait,
    code: &Toegangscode,
    hash: Option<String>,
) -> Result<()> {
    let rij = toegangscode::ActiveModel {
        gebruiker_id: Set(code.gebruiker_id),
        soort: Set(code.soort.waarde().into()),
        hash: Set(hash),
        verloopt: Set(code.verloopt),
        nieuw_mail: Set(None),
    };
    let mut er_is_een = OnConflict::column(toegangscode::Column::GebruikerId)
        .update_columns([
            toegangscode::Column::Soort,
            toegangscode::Column::Hash,
            toegangscode::Column::Verloopt,
        ])
        .to_owned();
    // Only a code for an address goes with one.
    if code.soort != Codesoort::NieuwMailadres {
        er_is_een.update_column(toegangscode::Column::NieuwMail);
    }
    toegangscode::Entity::insert(rij)
        .on_conflict(er_is_een)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Keeps the address that an account wants, beside its code.
pub async fn zet_nieuw_mailadres(
    conn: &impl ConnectionTrait,
    id: Uuid,
    mail: &Mailadres,
) -> Result<()> {
    toegangscode::Entity::update_many()
        .col_expr(
            toegangscode::Column::NieuwMail,
            Expr::value(mail.als_tekst()),
        )
        .filter(toegangscode::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// The address that an account wants instead of its own.
pub async fn nieuw_mailadres(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Mailadres>> {
    let rij = toegangscode::Entity::find_by_id(id).one(conn).await?;
    let mail = rij.and_then(|rij| rij.nieuw_mail).map(|mail| mail.parse());
    let mail = mail.transpose();
    Ok(mail.map_err(|()| anyhow::anyhow!("account {id}: the new address can't be read"))?)
}

/// The code of an account, or the one with this hash.
pub async fn code(conn: &impl ConnectionTrait, van: CodeVan<'_>) -> Result<Option<Toegangscode>> {
    let rij = toegangscode::Entity::find()
        .filter(van.voorwaarde())
        .one(conn)
        .await?;
    let Some(rij) = rij else { return Ok(None) };
    let soort = rij.soort.parse();
    let soort = soort.map_err(|()| anyhow::anyhow!("a code is of the kind {}", rij.soort))?;
    Ok(Some(Toegangscode {
        gebruiker_id: rij.gebruiker_id,
        soort,
        verloopt: rij.verloopt,
    }))
}

/// Which code.
#[derive(Clone, Copy)]
pub enum CodeVan<'a> {
    /// That of an account.
    Account(Uuid),
    /// The one with this hash.
    Hash(&'a str),
}

impl CodeVan<'_> {
    fn voorwaarde(self) -> SimpleExpr {
        match self {
            Self::Account(id) => toegangscode::Column::GebruikerId.eq(id),
            Self::Hash(hash) => toegangscode::Column::Hash.eq(hash),
        }
    }
}

/// Takes a code away; answers whether it was there.
pub async fn neem_code(conn: &impl ConnectionTrait, van: CodeVan<'_>) -> Result<bool> {
    let weg = toegangscode::Entity::delete_many()
        .filter(van.voorwaarde())
        .exec(conn)
        .await?;
    Ok(weg.rows_affected > 0)
}
