//! Finding and destroying what has passed its term, and the register.

use chrono::{DateTime, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Amsterdam;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::model::{Gegeven, Vernietiging, einde_aanmelding};
use crate::{
    db::tables::{
        gebruiker, geschiedenis, inlogpoging, sessie, toekenning, vernietiging, zoekvraag,
    },
    error::Result,
    gebruikers::model::Status,
    ids::new_id,
};

/// What stands behind the number of an account whose owner has no address any more. It can't exist
/// (RFC 2606).
const ZONDER_ADRES: &str = "@vertrokken.invalid";
/// What stands there for a name.
const ZONDER_NAAM: &str = "Vertrokken medewerker";

/// Something that has passed its term: its key, and its moment.
pub type Gevonden = (String, DateTime<Utc>);

/// Everything of a kind that is from before a moment, in the order of its keys.
pub async fn vind(
    conn: &impl ConnectionTrait,
    gegeven: Gegeven,
    grens: DateTime<Utc>,
) -> Result<Vec<Gevonden>> {
    let mut gevonden = match gegeven {
        Gegeven::Zoekvragen => zoekvragen(conn, grens).await?,
        Gegeven::Inlogpogingen => inlogpogingen(conn, grens).await?,
        Gegeven::Aanmeldingen => aanmeldingen(conn, grens).await?,
        Gegeven::VertrokkenAccounts => {
            let alle = vertrokken(conn, grens).await?.into_iter();
            alle.map(|(id, op)| (id.to_string(), op)).collect()
        }
    };
    gevonden.sort_unstable();
    Ok(gevonden)
}

/// Destroys it; answers how much that was.
pub async fn vernietig(
    conn: &impl ConnectionTrait,
    gegeven: Gegeven,
    grens: DateTime<Utc>,
) -> Result<u64> {
    let weg = match gegeven {
        Gegeven::Zoekvragen => {
            let oud = zoekvraag::Column::Dag.lt(dag(grens));
            let weg = zoekvraag::Entity::delete_many().filter(oud);
            weg.exec(conn).await?.rows_affected
        }
        Gegeven::Inlogpogingen => {
            let oud = inlogpoging::Column::Op.lt(grens);
            let weg = inlogpoging::Entity::delete_many().filter(oud);
            weg.exec(conn).await?.rows_affected
        }
        Gegeven::Aanmeldingen => {
            let weg = sessie::Entity::delete_many().filter(voorbij(grens));
            weg.exec(conn).await?.rows_affected
        }
        Gegeven::VertrokkenAccounts => {
            let alle = vertrokken(conn, grens).await?;
            for (id, _) in &alle {
                wis(conn, *id).await?;
            }
            alle.len() as u64
        }
    };
    Ok(weg)
}

fn dag(grens: DateTime<Utc>) -> chrono::NaiveDate {
    grens.with_timezone(&Amsterdam).date_naive()
}

async fn zoekvragen(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<Vec<Gevonden>> {
    let rijen = zoekvraag::Entity::find()
        .filter(zoekvraag::Column::Dag.lt(dag(grens)))
        .all(conn)
        .await?;
    let gevonden = |rij: zoekvraag::Model| {
        let op = Utc.from_utc_datetime(&rij.dag.and_time(NaiveTime::MIN));
        (format!("{} {}", rij.dag, rij.vraag), op)
    };
    Ok(rijen.into_iter().map(gevonden).collect())
}

async fn inlogpogingen(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<Vec<Gevonden>> {
    let rijen = inlogpoging::Entity::find()
        .filter(inlogpoging::Column::Op.lt(grens))
        .all(conn)
        .await?;
    let gevonden = |rij: inlogpoging::Model| (rij.id.to_string(), rij.op);
    Ok(rijen.into_iter().map(gevonden).collect())
}

fn voorbij(grens: DateTime<Utc>) -> Condition {
    let (begin, gezien) = einde_aanmelding(grens);
    Condition::any()
        .add(sessie::Column::Begin.lt(begin))
        .add(sessie::Column::Gezien.lt(gezien))
}

async fn aanmeldingen(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<Vec<Gevonden>> {
    let rijen = sessie::Entity::find()
        .filter(voorbij(grens))
        .all(conn)
        .await?;
    let gevonden = |rij: sessie::Model| (rij.id.to_string(), rij.gezien);
    Ok(rijen.into_iter().map(gevonden).collect())
}

/// The accounts of who left, and still have a name, with the last thing that happened to them.
pub async fn vertrokken(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<(Uuid, DateTime<Utc>)>> {
    let rijen = gebruiker::Entity::find()
        .filter(gebruiker::Column::Status.eq(Status::Vertrokken.waarde()))
        .filter(gebruiker::Column::Mail.not_like(format!("%{ZONDER_ADRES}")))
        .order_by_asc(gebruiker::Column::Id)
        .all(conn)
        .await?;
    let mut oud = Vec::new();
    for rij in rijen {
        let laatste: Option<Option<DateTime<Utc>>> = geschiedenis::Entity::find()
            .select_only()
            .column_as(geschiedenis::Column::Op.max(), "laatste")
            .filter(geschiedenis::Column::StukId.eq(rij.id))
            .into_tuple()
            .one(conn)
            .await?;
        let laatste = laatste.flatten().unwrap_or(rij.aangemaakt);
        if laatste < grens {
            oud.push((rij.id, laatste));
        }
    }
    Ok(oud)
}

/// Takes everything of a person from an account.
async fn wis(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    let niets = || Expr::value(None::<String>);
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Naam, Expr::value(ZONDER_NAAM))
        .col_expr(
            gebruiker::Column::Mail,
            Expr::value(format!("{id}{ZONDER_ADRES}")),
        )
        .col_expr(gebruiker::Column::Wachtwoord, niets())
        .col_expr(gebruiker::Column::Totp, niets())
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    toekenning::Entity::delete_many()
        .filter(toekenning::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    sessie::Entity::delete_many()
        .filter(sessie::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes in the register what was destroyed.
pub async fn noteer(conn: &impl ConnectionTrait, wat: Vernietiging) -> Result<()> {
    let rij = vernietiging::ActiveModel {
        id: Set(new_id()),
        op: Set(wat.op),
        regel: Set(wat.regel),
        aantal: Set(wat.aantal),
        oudste: Set(wat.oudste),
        sleutels_hash: Set(wat.sleutels_hash),
        actor: Set(wat.actor),
    };
    vernietiging::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// How long the register is, and a part of it, latest first.
pub async fn register(
    conn: &impl ConnectionTrait,
    (sla_over, aantal): (u64, u64),
) -> Result<(u64, Vec<Vernietiging>)> {
    let totaal = vernietiging::Entity::find().count(conn).await?;
    let rijen = vernietiging::Entity::find()
        .order_by_desc(vernietiging::Column::Op)
        .order_by_desc(vernietiging::Column::Id)
        .offset(sla_over)
        .limit(aantal)
        .all(conn)
        .await?;
    let regel = |rij: vernietiging::Model| Vernietiging {
        op: rij.op,
        regel: rij.regel,
        aantal: rij.aantal,
        oudste: rij.oudste,
        sleutels_hash: rij.sleutels_hash,
        actor: rij.actor,
    };
    Ok((totaal, rijen.into_iter().map(regel).collect()))
}
