//! Reading and writing accounts, roles and logins.

pub mod aanvragen;
pub mod factor;
pub mod leden;
pub mod rollen;
pub mod tokens;
pub mod wissen;

use std::collections::HashMap;
pub mod identiteiten;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
    sea_query::{Expr, OnConflict, SimpleExpr},
};
use uuid::Uuid;

use super::model::{
    Gebruiker, Mailadres,
    bericht::{Codesoort, Toegangscode},
    sessie::Tijden,
};
use crate::{
    db::tables::{gebruiker, inlogpoging, sessie, toegangscode},
    error::Result,
    ids::new_id,
};

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
    use sea_orm::Condition;
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

/// Notes a try to log in, before the password is looked at, so that tries at the same time count
/// each other.
pub async fn poging(conn: &impl ConnectionTrait, hash: &str, op: DateTime<Utc>) -> Result<()> {
    let rij = inlogpoging::ActiveModel {
        id: Set(new_id()),
        hash: Set(hash.into()),
        op: Set(op),
    };
    inlogpoging::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The moments of the tries since a moment, the latest first.
pub async fn pogingen_sinds(
    conn: &impl ConnectionTrait,
    hash: &str,
    sinds: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    let rijen = inlogpoging::Entity::find()
        .filter(inlogpoging::Column::Hash.eq(hash))
        .filter(inlogpoging::Column::Op.gt(sinds))
        .order_by_desc(inlogpoging::Column::Op)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(|rij| rij.op).collect())
}

/// Forgets the tries of one address.
pub async fn vergeet_pogingen(conn: &impl ConnectionTrait, hash: &str) -> Result<()> {
    inlogpoging::Entity::delete_many()
        .filter(inlogpoging::Column::Hash.eq(hash))
        .exec(conn)
        .await?;
    Ok(())
}

/// Forgets the tries of all addresses up to a moment.
pub async fn vergeet_pogingen_tot(conn: &impl ConnectionTrait, tot: DateTime<Utc>) -> Result<()> {
    inlogpoging::Entity::delete_many()
        .filter(inlogpoging::Column::Op.lte(tot))
        .exec(conn)
        .await?;
    Ok(())
}
