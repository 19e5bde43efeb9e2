//! All SQL of signalen: writing and reading what is particular to them here, which there are of somebody or
//! of a knelpunt in [`lijsten`].

mod lijsten;

pub use lijsten::*;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Signaal;
use crate::{
    db::{
        Teksten, per_portie,
        tables::{signaal, signaalgemeente},
    },
    error::Result,
};

/// Writes what is particular to a signaal, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Signaal) -> Result<()> {
    let rij = signaal::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        voor_wie: Set(inhoud.voor_wie.clone()),
        regel: Set(inhoud.regel.clone()),
        geprobeerd: Set(inhoud.geprobeerd.clone()),
        vertrouwelijk: Set(inhoud.vertrouwelijk),
        melder_id: Set(inhoud.melder),
        namens_id: Set(inhoud.namens),
        thema_id: Set(inhoud.thema),
        knelpunt_id: Set(inhoud.knelpunt),
        verwoording: Set(inhoud.verwoording.clone()),
    };
    signaal::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(signaal::Column::StukId)
                .update_columns([
                    signaal::Column::Tekst,
                    signaal::Column::VoorWie,
                    signaal::Column::Regel,
                    signaal::Column::Geprobeerd,
                    signaal::Column::Vertrouwelijk,
                    signaal::Column::MelderId,
                    signaal::Column::NamensId,
                    signaal::Column::ThemaId,
                    signaal::Column::KnelpuntId,
                    signaal::Column::Verwoording,
                ])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    zet_gemeenten(conn, id, &inhoud.gemeenten).await
}

async fn zet_gemeenten(conn: &impl ConnectionTrait, id: Uuid, gemeenten: &[Uuid]) -> Result<()> {
    signaalgemeente::Entity::delete_many()
        .filter(signaalgemeente::Column::SignaalId.eq(id))
        .exec(conn)
        .await?;
    if gemeenten.is_empty() {
        return Ok(());
    }
    let rij = |organisatie: &Uuid| signaalgemeente::ActiveModel {
        signaal_id: Set(id),
        organisatie_id: Set(*organisatie),
    };
    signaalgemeente::Entity::insert_many(gemeenten.iter().map(rij))
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// What is particular to the given stukken, by id.
pub async fn laad(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    teksten: Teksten,
) -> Result<HashMap<Uuid, Signaal>> {
    use signaal::Column::{Geprobeerd, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = signaal::Entity::find().filter(StukId.is_in(ids));
        teksten
            .van(rijen, &[(Tekst, "''"), (Geprobeerd, "''")])
            .all(conn)
    });
    let rijen = rijen.await?;
    let plekken = per_portie(ids.iter().copied(), |ids| {
        signaalgemeente::Entity::find()
            .filter(signaalgemeente::Column::SignaalId.is_in(ids))
            .order_by_asc(signaalgemeente::Column::OrganisatieId)
            .all(conn)
    });
    let mut gemeenten: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for plek in plekken.await? {
        let van_signaal = gemeenten.entry(plek.signaal_id).or_default();
        van_signaal.push(plek.organisatie_id);
    }
    let inhoud = |rij: signaal::Model| {
        let gemeenten = gemeenten.remove(&rij.stuk_id).unwrap_or_default();
        (rij.stuk_id, van_rij(rij, gemeenten))
    };
    Ok(rijen.into_iter().map(inhoud).collect())
}

fn van_rij(rij: signaal::Model, gemeenten: Vec<Uuid>) -> Signaal {
    Signaal {
        tekst: rij.tekst,
        voor_wie: rij.voor_wie,
        regel: rij.regel,
        geprobeerd: rij.geprobeerd,
        vertrouwelijk: rij.vertrouwelijk,
        melder: rij.melder_id,
        namens: rij.namens_id,
        thema: rij.thema_id,
        knelpunt: rij.knelpunt_id,
        gemeenten,
        verwoording: rij.verwoording,
    }
}
