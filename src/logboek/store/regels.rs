//! Rows of the log, for who may see which of them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use uuid::Uuid;

use crate::{
    actor::{Bereik, Sleutel},
    db::tables::{gebruiker, geschiedenis, leesrecht, stuk},
    error::Result,
    logboek::model::{Bladzij, OPENBARE_ROLLEN, Openbaarmaking},
    stukken::geschiedenis::LEZEN,
};

/// What gives a role, and what takes it.
const ROL_GEVEN: &str = "rol-geven";
const ROL_NEMEN: &str = "rol-nemen";
/// Given and taken roles that are shown.
const OPENBAAR: u64 = 50;

pub async fn openbare_rollen(conn: &impl ConnectionTrait) -> Result<Vec<Openbaarmaking>> {
    let velden = OPENBARE_ROLLEN.map(|rol| format!("{rol} {}", Bereik::Landelijk));
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::Actie.is_in([ROL_GEVEN, ROL_NEMEN]))
        .filter(geschiedenis::Column::Velden.is_in(velden))
        .order_by_desc(geschiedenis::Column::Volgnummer)
        .limit(OPENBAAR)
        .all(conn)
        .await?;
    let openbaar = |rij: geschiedenis::Model| {
        let rol = rij.velden.split(' ').next()?.parse().ok()?;
        Some(Openbaarmaking {
            op: rij.op,
            rol,
            gegeven: rij.actie == ROL_GEVEN,
        })
    };
    Ok(rijen.into_iter().filter_map(openbaar).collect())
}

fn van_account(id: Uuid) -> Select<geschiedenis::Entity> {
    let van = Condition::any()
        .add(geschiedenis::Column::Actor.eq(format!("account:{id}")))
        .add(geschiedenis::Column::StukId.eq(id));
    geschiedenis::Entity::find().filter(van)
}

/// What an account did and what happened to it, latest first.
pub async fn eigen(
    conn: &impl ConnectionTrait,
    id: Uuid,
    (sla_over, aantal): (u64, u64),
) -> Result<Bladzij<geschiedenis::Model>> {
    let totaal = van_account(id).count(conn).await?;
    let rijen = van_account(id)
        .order_by_desc(geschiedenis::Column::Volgnummer)
        .offset(sla_over)
        .limit(aantal)
        .all(conn)
        .await?;
    Ok(Bladzij { totaal, rijen })
}

/// What the auditor asks, in terms of the table.
#[derive(Debug, Clone, Default)]
pub struct Keuze {
    /// From this moment on.
    pub vanaf: Option<DateTime<Utc>>,
    /// Before this moment.
    pub voor: Option<DateTime<Utc>>,
    /// Only this action.
    pub actie: Option<String>,
}

fn gekozen(keuze: &Keuze) -> Select<geschiedenis::Entity> {
    use geschiedenis::Column;
    let voorwaarde = Condition::all()
        .add_option(keuze.vanaf.map(|op| Column::Op.gte(op)))
        .add_option(keuze.voor.map(|op| Column::Op.lt(op)))
        .add_option(keuze.actie.as_ref().map(|actie| Column::Actie.eq(actie)));
    geschiedenis::Entity::find().filter(voorwaarde)
}

/// A page of the log, latest first.
pub async fn bladzij(
    conn: &impl ConnectionTrait,
    keuze: &Keuze,
    (sla_over, aantal): (u64, u64),
) -> Result<Bladzij<geschiedenis::Model>> {
    let totaal = gekozen(keuze).count(conn).await?;
    let rijen = gekozen(keuze)
        .order_by_desc(geschiedenis::Column::Volgnummer)
        .offset(sla_over)
        .limit(aantal)
        .all(conn)
        .await?;
    Ok(Bladzij { totaal, rijen })
}

/// The rows after one, oldest first.
pub async fn na(
    conn: &impl ConnectionTrait,
    keuze: &Keuze,
    volgnummer: i64,
    aantal: u64,
) -> Result<Vec<geschiedenis::Model>> {
    let rijen = gekozen(keuze)
        .filter(geschiedenis::Column::Volgnummer.gt(volgnummer))
        .order_by_asc(geschiedenis::Column::Volgnummer)
        .limit(aantal)
        .all(conn)
        .await?;
    Ok(rijen)
}

/// Which of these are accounts.
pub async fn accounts(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let ids: Vec<Uuid> = gebruiker::Entity::find()
        .select_only()
        .column(gebruiker::Column::Id)
        .filter(gebruiker::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Kind and number of each stuk, without a word of what it says.
pub async fn nummers(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (String, String)>> {
    type Rij = (Uuid, String, Option<String>, Option<String>);
    let rijen: Vec<Rij> = stuk::Entity::find()
        .select_only()
        .columns([
            stuk::Column::Id,
            stuk::Column::Soort,
            stuk::Column::Kenmerk,
            stuk::Column::OfficieelId,
        ])
        .filter(stuk::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    let nummer = |(id, soort, kenmerk, officieel): Rij| {
        let nummer = kenmerk.or(officieel).unwrap_or_else(|| id.to_string());
        (id, (soort, nummer))
    };
    Ok(rijen.into_iter().map(nummer).collect())
}

/// The keys of each stuk.
pub async fn sleutels(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Sleutel>>> {
    let rijen = leesrecht::Entity::find()
        .filter(leesrecht::Column::DeelId.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    let mut per_stuk: HashMap<Uuid, Vec<Sleutel>> = HashMap::new();
    for rij in rijen {
        let Ok(sleutel) = rij.sleutel.parse() else {
            return Err(anyhow::anyhow!("stuk {} has an unknown key", rij.stuk_id).into());
        };
        per_stuk.entry(rij.deel_id).or_default().push(sleutel);
    }
    Ok(per_stuk)
}

/// Which of these stukken were ever read as confidential.
pub async fn ooit_gelezen(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let ids: Vec<Uuid> = geschiedenis::Entity::find()
        .select_only()
        .column(geschiedenis::Column::StukId)
        .distinct()
        .filter(geschiedenis::Column::Actie.eq(LEZEN))
        .filter(geschiedenis::Column::StukId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().collect())
}
