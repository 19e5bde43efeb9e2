//! Who was asked, and what they said.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::{per_portie, tables::navraag},
    error::Result,
    navraag::model::{Antwoord, Moment, Vraag},
};

/// Rows in one insert: a database binds a limited number of values in a statement.
const PER_KEER: usize = 1_000;

fn uit(rij: &navraag::Model) -> Result<Vraag> {
    let kapot = |()| anyhow::anyhow!("navraag of {} can't be read", rij.knelpunt_id);
    Ok(Vraag {
        knelpunt: rij.knelpunt_id,
        sluiting: rij.sluiting,
        moment: rij.moment.parse().map_err(kapot)?,
        gebruiker: rij.gebruiker_id,
        gevraagd_op: rij.gevraagd_op,
        antwoord: rij
            .antwoord
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(kapot)?,
    })
}

/// What was asked last of each closing of these knelpunten: by knelpunt and closing.
pub async fn gesteld(
    conn: &impl ConnectionTrait,
    knelpunten: &[Uuid],
) -> Result<HashMap<(Uuid, i32), Moment>> {
    let rijen = per_portie(knelpunten.iter().copied(), |ids| {
        navraag::Entity::find()
            .select_only()
            .columns([
                navraag::Column::KnelpuntId,
                navraag::Column::Sluiting,
                navraag::Column::Moment,
            ])
            .distinct()
            .filter(navraag::Column::KnelpuntId.is_in(ids))
            .into_tuple::<(Uuid, i32, String)>()
            .all(conn)
    });
    let mut laatst: HashMap<(Uuid, i32), Moment> = HashMap::new();
    for (knelpunt, sluiting, moment) in rijen.await? {
        let kapot = |()| anyhow::anyhow!("navraag of {knelpunt} has an unknown moment");
        let moment: Moment = moment.parse().map_err(kapot)?;
        let nu = laatst.entry((knelpunt, sluiting)).or_insert(moment);
        *nu = moment.max(*nu);
    }
    Ok(laatst)
}

/// Notes that these accounts are asked.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (knelpunt, sluiting, moment): (Uuid, i32, Moment),
    gebruikers: &BTreeSet<Uuid>,
) -> Result<()> {
    let rij = |gebruiker: &Uuid| navraag::ActiveModel {
        knelpunt_id: Set(knelpunt),
        sluiting: Set(sluiting),
        moment: Set(moment.to_string()),
        gebruiker_id: Set(*gebruiker),
        gevraagd_op: Set(ctx.now),
        antwoord: Set(None),
        reden_id: Set(None),
        beantwoord_op: Set(None),
    };
    let rijen: Vec<navraag::ActiveModel> = gebruikers.iter().map(rij).collect();
    for portie in rijen.chunks(PER_KEER) {
        navraag::Entity::insert_many(portie.to_vec())
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Everything that was asked about a knelpunt.
pub async fn over(conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<Vec<Vraag>> {
    let rijen = navraag::Entity::find()
        .filter(navraag::Column::KnelpuntId.eq(knelpunt))
        .all(conn)
        .await?;
    rijen.iter().map(uit).collect()
}

/// What was asked last of an account about each closing of a knelpunt, or of all of them when none is
/// given; the newest first.
pub async fn aan(
    conn: &impl ConnectionTrait,
    gebruiker: Uuid,
    knelpunt: Option<Uuid>,
) -> Result<Vec<Vraag>> {
    let mut vraag = navraag::Entity::find().filter(navraag::Column::GebruikerId.eq(gebruiker));
    if let Some(knelpunt) = knelpunt {
        vraag = vraag.filter(navraag::Column::KnelpuntId.eq(knelpunt));
    }
    let rijen = vraag.all(conn).await?;
    let mut alle = rijen.iter().map(uit).collect::<Result<Vec<Vraag>>>()?;
    alle.sort_by_key(|v| Reverse((v.gevraagd_op, v.sluiting, v.moment)));
    let mut gezien = BTreeSet::new();
    alle.retain(|v| gezien.insert((v.knelpunt, v.sluiting)));
    Ok(alle)
}

/// Keeps what somebody says to a question, with the number of why; answers false when they answered
/// already.
pub async fn beantwoord(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    vraag: &Vraag,
    antwoord: Antwoord,
    reden: Option<Uuid>,
) -> Result<bool> {
    let rij = navraag::ActiveModel {
        antwoord: Set(Some(antwoord.to_string())),
        reden_id: Set(reden),
        beantwoord_op: Set(Some(ctx.now)),
        ..Default::default()
    };
    let klaar = navraag::Entity::update_many()
        .set(rij)
        .filter(navraag::Column::KnelpuntId.eq(vraag.knelpunt))
        .filter(navraag::Column::Sluiting.eq(vraag.sluiting))
        .filter(navraag::Column::Moment.eq(vraag.moment.waarde()))
        .filter(navraag::Column::GebruikerId.eq(vraag.gebruiker))
        .filter(navraag::Column::Antwoord.is_null())
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Puts another number in the place of that of an account, with what it was asked.
pub async fn laat_los(conn: &impl ConnectionTrait, account: Uuid, niemand: Uuid) -> Result<()> {
    navraag::Entity::update_many()
        .col_expr(navraag::Column::GebruikerId, Expr::value(niemand))
        .filter(navraag::Column::GebruikerId.eq(account))
        .exec(conn)
        .await?;
    Ok(())
}
