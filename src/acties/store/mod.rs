//! All SQL of acties: themselves here, and who was reminded of them ([`herinneringen`]).

pub mod herinneringen;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Actie, Status};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{actie, gebruiker, stuk},
    },
    error::Result,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        store::kop,
    },
    werkruimte::model::{Niveau, Plaats},
};

/// Writes what is particular to an actie, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Actie) -> Result<()> {
    let rij = actie::ActiveModel {
        stuk_id: Set(id),
        thema_id: Set(inhoud.plaats.thema),
        niveau: Set(inhoud.plaats.niveau.to_string()),
        toelichting: Set(inhoud.toelichting.clone()),
        houder_id: Set(inhoud.houder),
        voor: Set(inhoud.voor),
    };
    actie::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(actie::Column::StukId)
                .update_columns([
                    actie::Column::ThemaId,
                    actie::Column::Niveau,
                    actie::Column::Toelichting,
                    actie::Column::HouderId,
                    actie::Column::Voor,
                ])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// What is particular to the given stukken, by id.
pub async fn laad(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    teksten: Teksten,
) -> Result<HashMap<Uuid, Actie>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = actie::Entity::find().filter(actie::Column::StukId.is_in(ids));
        teksten
            .van(rijen, &[(actie::Column::Toelichting, "''")])
            .all(conn)
    });
    rijen.await?.into_iter().map(paar).collect()
}

/// The number of an actie, and what is particular to it.
pub(super) fn paar(rij: actie::Model) -> Result<(Uuid, Actie)> {
    let id = rij.stuk_id;
    let kapot = |()| anyhow::anyhow!("actie {id} has a broken niveau");
    let inhoud = Actie {
        plaats: Plaats {
            thema: rij.thema_id,
            niveau: rij.niveau.parse().map_err(kapot)?,
        },
        toelichting: rij.toelichting,
        houder: rij.houder_id,
        voor: rij.voor,
    };
    Ok((id, inhoud))
}

/// Who can have an actie of a thema: all of them, and those who also read what is between the duo.
#[derive(Debug, Clone, Default)]
pub struct Kunnen {
    /// Who takes part.
    pub alle: Vec<Uuid>,
    /// Who takes part in the duo.
    pub duo: Vec<Uuid>,
}

/// Which acties of a thema are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Welke<'a> {
    /// Those in a state.
    Met(Status),
    /// The open ones whose owner can't have them any more.
    ZonderHouder(&'a Kunnen),
}

/// The condition that leaves acties whose owner can't have them any more.
fn zonder_houder(kunnen: &Kunnen) -> Condition {
    let vertrouwelijk = Condition::all()
        .add(actie::Column::Niveau.eq(Niveau::Vertrouwelijk.waarde()))
        .add(actie::Column::HouderId.is_not_in(kunnen.duo.iter().copied()));
    Condition::any()
        .add(actie::Column::HouderId.is_not_in(kunnen.alle.iter().copied()))
        .add(vertrouwelijk)
}

/// The readable acties of a thema, and how many there are: from where, and how many. Of the open ones the
/// most urgent come first, of the others what changed last.
pub async fn van_thema(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    (welke, bereik): (Welke<'_>, (u64, u64)),
) -> Result<(u64, Vec<Kop>)> {
    let mut van = Condition::all().add(actie::Column::ThemaId.eq(thema));
    let status = match welke {
        Welke::Met(status) => status,
        Welke::ZonderHouder(kunnen) => {
            van = van.add(zonder_houder(kunnen));
            Status::Open
        }
    };
    let vraag = stukken(leesrecht, van, status);
    let totaal = vraag.clone().count(conn).await?;
    let vraag = match status {
        Status::Open => vraag.order_by_asc(stuk::Column::Datum),
        Status::Gedaan | Status::Vervallen => vraag.order_by_desc(stuk::Column::GewijzigdOp),
    };
    let rijen = vraag
        .order_by_asc(stuk::Column::Id)
        .offset(bereik.0)
        .limit(bereik.1)
        .all(conn)
        .await?;
    let koppen: Result<Vec<Kop>> = rijen.into_iter().map(kop).collect();
    Ok((totaal, koppen?))
}

/// The readable open acties of an account, the most urgent first.
pub async fn van_houder(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    houder: Uuid,
) -> Result<Vec<Kop>> {
    let van = Condition::all().add(actie::Column::HouderId.eq(houder));
    let rijen = stukken(leesrecht, van, Status::Open)
        .order_by_asc(stuk::Column::Datum)
        .order_by_asc(stuk::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(kop).collect()
}

/// All acties of an account in any state, with when they were made, the oldest first. Who asks judges what may be
/// read of them.
pub async fn alle_van_houder(
    conn: &impl ConnectionTrait,
    houder: Uuid,
) -> Result<Vec<(Uuid, DateTime<Utc>)>> {
    let acties = actie::Entity::find()
        .select_only()
        .column(actie::Column::StukId)
        .filter(actie::Column::HouderId.eq(houder))
        .into_query();
    let rijen = stuk::Entity::find()
        .select_only()
        .columns([stuk::Column::Id, stuk::Column::AangemaaktOp])
        .filter(stuk::Column::Id.in_subquery(acties))
        .order_by_asc(stuk::Column::AangemaaktOp)
        .order_by_asc(stuk::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rijen)
}

/// The readable stukken in a state whose actie fits.
fn stukken(leesrecht: &Leesrecht, van: Condition, status: Status) -> sea_orm::Select<stuk::Entity> {
    let acties = actie::Entity::find()
        .select_only()
        .column(actie::Column::StukId)
        .filter(van)
        .into_query();
    stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Actie.waarde()))
        .filter(stuk::Column::Status.eq(status.waarde()))
        .filter(stuk::Column::Id.in_subquery(acties))
        .filter(leesrecht.voorwaarde())
}

/// The names of accounts.
pub async fn namen(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let rijen = per_portie(ids, |ids| {
        gebruiker::Entity::find()
            .select_only()
            .columns([gebruiker::Column::Id, gebruiker::Column::Naam])
            .filter(gebruiker::Column::Id.is_in(ids))
            .into_tuple::<(Uuid, String)>()
            .all(conn)
    });
    Ok(rijen.await?.into_iter().collect())
}
