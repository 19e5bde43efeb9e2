//! The history of the seats of duo's: written in the same write as the seat itself, by every way in which one is
//! filled or falls empty.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    actor::{Bereik, Rol},
    db::tables::{duozetel, organisatie, toekenning, zetelverloop},
    duos::model::Hoe,
    error::Result,
    gebruikers::{model::Kant, policy::past_bij},
    ids::new_id,
};

/// How and when something happened to a seat.
pub type Wissel = (Hoe, DateTime<Utc>);

/// Notes that somebody sits on a seat from now on.
pub async fn begin(
    conn: &impl ConnectionTrait,
    (thema_id, kant): (Uuid, Kant),
    gebruiker_id: Uuid,
    (hoe, op): Wissel,
) -> Result<()> {
    let rij = zetelverloop::ActiveModel {
        id: Set(new_id()),
        thema_id: Set(thema_id),
        kant: Set(kant.waarde().into()),
        gebruiker_id: Set(gebruiker_id),
        organisatie_id: Set(werkt_bij(conn, gebruiker_id, kant).await?),
        van: Set(op),
        tot: Set(None),
        hoe: Set(hoe.waarde().into()),
        einde: Set(None),
    };
    zetelverloop::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Notes that somebody sits on a seat no longer. Nothing when their account was closed and they did not any more.
pub async fn eindig(
    conn: &impl ConnectionTrait,
    (thema_id, kant): (Uuid, Kant),
    gebruiker_id: Uuid,
    (hoe, op): Wissel,
) -> Result<()> {
    zetelverloop::Entity::update_many()
        .col_expr(zetelverloop::Column::Tot, Expr::value(op))
        .col_expr(zetelverloop::Column::Einde, Expr::value(hoe.waarde()))
        .filter(zetelverloop::Column::ThemaId.eq(thema_id))
        .filter(zetelverloop::Column::Kant.eq(kant.waarde()))
        .filter(zetelverloop::Column::GebruikerId.eq(gebruiker_id))
        .filter(zetelverloop::Column::Tot.is_null())
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes that an account can't be logged in with, or can again: its seats stand empty meanwhile.
pub async fn zet_open(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    open: bool,
    op: DateTime<Utc>,
) -> Result<()> {
    let zetels = duozetel::Entity::find()
        .filter(duozetel::Column::GebruikerId.eq(gebruiker_id))
        .all(conn)
        .await?;
    for zetel in zetels {
        let vreemd = |()| anyhow::anyhow!("thema {}: a seat of no side", zetel.thema_id);
        let plek = (zetel.thema_id, zetel.kant.parse().map_err(vreemd)?);
        if open {
            begin(conn, plek, gebruiker_id, (Hoe::Gedeblokkeerd, op)).await?;
        } else {
            eindig(conn, plek, gebruiker_id, (Hoe::Geblokkeerd, op)).await?;
        }
    }
    Ok(())
}

/// The organisatie for which somebody sits on a side: of those that they are a member of the first that fits.
async fn werkt_bij(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    kant: Kant,
) -> Result<Option<Uuid>> {
    let lid = toekenning::Entity::find()
        .filter(toekenning::Column::GebruikerId.eq(gebruiker_id))
        .filter(toekenning::Column::Rol.eq(Rol::Lid.waarde()))
        .order_by_asc(toekenning::Column::Op)
        .order_by_asc(toekenning::Column::Bereik)
        .all(conn)
        .await?;
    let van = |rij: &toekenning::Model| rij.bereik.parse::<Bereik>().ok()?.id();
    let ids: Vec<Uuid> = lid.iter().filter_map(van).collect();
    let rijen = organisatie::Entity::find()
        .filter(organisatie::Column::StukId.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    let past = |id: &Uuid| {
        let rij = rijen.iter().find(|rij| rij.stuk_id == *id);
        let soort = rij.and_then(|rij| rij.organisatiesoort.parse().ok());
        soort.is_some_and(|soort| past_bij(kant, soort))
    };
    Ok(ids.into_iter().find(past))
}
