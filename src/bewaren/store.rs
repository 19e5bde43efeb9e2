//! Finding and destroying what has passed its term, and the register.

use chrono::{DateTime, NaiveTime, TimeZone as _, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::model::{Gegeven, Vernietiging, einde_aanmelding};
use crate::{
    ctx::datum_van,
    db::tables::{
        aanmelding, aanvraag, apitoken, contactbericht, gebruiker, geschiedenis, inlogpoging,
        inlogverzoek, sessie, toegangscode, vernietiging, zoekvraag,
    },
    error::Result,
    feitencheck::service as feitencheck,
    gebruikers::{
        model::Status,
        service::wissen::{ZONDER_ADRES, ZONDER_NAAM, wis},
    },
    ids::new_id,
    kennisvragen::service::wensen,
    overnames::service as overnames,
};

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
        Gegeven::Vraagwensen => wensen::geeindigd(conn, grens).await?,
        Gegeven::Inlogpogingen => {
            let oud = oude_pogingen(grens);
            rijen::<inlogpoging::Entity>(conn, oud, |rij| (rij.id.to_string(), rij.op)).await?
        }
        Gegeven::Aanmeldingen => {
            let oud = voorbij(grens);
            rijen::<sessie::Entity>(conn, oud, |rij| (rij.id.to_string(), rij.gezien)).await?
        }
        Gegeven::Inlogverzoeken => {
            let oud = oude_verzoeken(grens);
            rijen::<inlogverzoek::Entity>(conn, oud, |rij| (rij.id.to_string(), rij.verloopt))
                .await?
        }
        Gegeven::Toegangscodes => {
            let gevonden = |rij: toegangscode::Model| {
                let verloopt = rij.verloopt.unwrap_or(grens);
                (rij.gebruiker_id.to_string(), verloopt)
            };
            rijen::<toegangscode::Entity>(conn, oude_codes(grens), gevonden).await?
        }
        Gegeven::ApiTokens => {
            let gevonden = |rij: apitoken::Model| {
                let einde = rij.ingetrokken.unwrap_or(rij.verloopt);
                (rij.id.to_string(), einde.min(rij.verloopt))
            };
            rijen::<apitoken::Entity>(conn, oude_tokens(grens), gevonden).await?
        }
        Gegeven::Toetredingen => {
            let oud = oude_toetredingen(grens);
            rijen::<aanmelding::Entity>(conn, oud, |rij| (rij.id.to_string(), rij.op)).await?
        }
        Gegeven::Aanvragen => {
            let gevonden = |rij: aanvraag::Model| {
                let besloten = rij.besloten_op.unwrap_or(rij.op);
                (rij.id.to_string(), besloten)
            };
            rijen::<aanvraag::Entity>(conn, oude_aanvragen(grens), gevonden).await?
        }
        Gegeven::Contactberichten => {
            let oud = oude_berichten(grens);
            rijen::<contactbericht::Entity>(conn, oud, |rij| (rij.id.to_string(), rij.op)).await?
        }
        Gegeven::Toegangslinken => {
            let alle = feitencheck::geeindigd(conn, grens).await?.into_iter();
            alle.map(|(id, op)| (id.to_string(), op)).collect()
        }
        Gegeven::Overnames => {
            let alle = overnames::besloten_voor(conn, grens).await?.into_iter();
            alle.map(|(id, op)| (id.to_string(), op)).collect()
        }
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
    match gegeven {
        Gegeven::Zoekvragen => verwijder::<zoekvraag::Entity>(conn, oude_vragen(grens)).await,
        Gegeven::Vraagwensen => wensen::wis(conn, grens).await,
        Gegeven::Inlogpogingen => {
            verwijder::<inlogpoging::Entity>(conn, oude_pogingen(grens)).await
        }
        Gegeven::Aanmeldingen => verwijder::<sessie::Entity>(conn, voorbij(grens)).await,
        Gegeven::Inlogverzoeken => {
            verwijder::<inlogverzoek::Entity>(conn, oude_verzoeken(grens)).await
        }
        Gegeven::Toegangscodes => verwijder::<toegangscode::Entity>(conn, oude_codes(grens)).await,
        Gegeven::ApiTokens => verwijder::<apitoken::Entity>(conn, oude_tokens(grens)).await,
        Gegeven::Toetredingen => {
            verwijder::<aanmelding::Entity>(conn, oude_toetredingen(grens)).await
        }
        Gegeven::Aanvragen => verwijder::<aanvraag::Entity>(conn, oude_aanvragen(grens)).await,
        Gegeven::Contactberichten => {
            verwijder::<contactbericht::Entity>(conn, oude_berichten(grens)).await
        }
        Gegeven::Toegangslinken => feitencheck::wis(conn, grens).await,
        Gegeven::Overnames => overnames::wis(conn, grens).await,
        Gegeven::VertrokkenAccounts => {
            let alle = vertrokken(conn, grens).await?;
            for (id, _) in &alle {
                wis(conn, *id, ZONDER_NAAM.to_owned()).await?;
            }
            Ok(alle.len() as u64)
        }
    }
}

async fn rijen<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    welke: Condition,
    gevonden: impl Fn(E::Model) -> Gevonden,
) -> Result<Vec<Gevonden>> {
    let rijen = E::find().filter(welke).all(conn).await?;
    Ok(rijen.into_iter().map(gevonden).collect())
}

async fn verwijder<E: EntityTrait>(conn: &impl ConnectionTrait, welke: Condition) -> Result<u64> {
    let weg = E::delete_many().filter(welke).exec(conn).await?;
    Ok(weg.rows_affected)
}

fn oude_vragen(grens: DateTime<Utc>) -> Condition {
    Condition::all().add(zoekvraag::Column::Dag.lt(dag(grens)))
}

fn oude_pogingen(grens: DateTime<Utc>) -> Condition {
    Condition::all().add(inlogpoging::Column::Op.lt(grens))
}

fn oude_verzoeken(grens: DateTime<Utc>) -> Condition {
    Condition::all().add(inlogverzoek::Column::Verloopt.lt(grens))
}

/// Not those that were not sent yet: who was invited while there is no mail server waits for one.
fn oude_codes(grens: DateTime<Utc>) -> Condition {
    Condition::all().add(toegangscode::Column::Verloopt.lt(grens))
}

fn oude_tokens(grens: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(apitoken::Column::Verloopt.lt(grens))
        .add(apitoken::Column::Ingetrokken.lt(grens))
}

fn oude_toetredingen(grens: DateTime<Utc>) -> Condition {
    Condition::all().add(aanmelding::Column::Op.lt(grens))
}

/// Those that are open have no moment.
fn oude_aanvragen(grens: DateTime<Utc>) -> Condition {
    Condition::all().add(aanvraag::Column::BeslotenOp.lt(grens))
}

fn oude_berichten(grens: DateTime<Utc>) -> Condition {
    Condition::all().add(contactbericht::Column::Op.lt(grens))
}

fn dag(grens: DateTime<Utc>) -> chrono::NaiveDate {
    datum_van(grens)
}

async fn zoekvragen(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<Vec<Gevonden>> {
    let rijen = zoekvraag::Entity::find()
        .filter(oude_vragen(grens))
        .all(conn)
        .await?;
    let gevonden = |rij: zoekvraag::Model| {
        let op = Utc.from_utc_datetime(&rij.dag.and_time(NaiveTime::MIN));
        (format!("{} {}", rij.dag, rij.vraag), op)
    };
    Ok(rijen.into_iter().map(gevonden).collect())
}

fn voorbij(grens: DateTime<Utc>) -> Condition {
    let (begin, gezien) = einde_aanmelding(grens);
    Condition::any()
        .add(sessie::Column::Begin.lt(begin))
        .add(sessie::Column::Gezien.lt(gezien))
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
