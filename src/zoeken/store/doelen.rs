//! Reading what the cards of hits say of other stukken.

use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, RelationDef, sea_query::JoinType,
};
use uuid::Uuid;

use crate::{
    db::{
        per_portie,
        tables::{organisatie, stuk, verband},
    },
    error::Result,
    organisaties::model::Organisatiesoort,
    stukken::{Leesrecht, model::Soort},
};

/// A stuk that another one points at: from, id, kind, slug, title and official id.
pub type Rij = (Uuid, Uuid, String, String, String, Option<String>);

/// The thema's and gemeenten that the given stukken point at, as far as the reader may read them;
/// one that is pointed at in several ways comes as often.
pub async fn doelen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    ids: &[Uuid],
) -> Result<Vec<Rij>> {
    let verbanden: RelationDef = stuk::Entity::belongs_to(verband::Entity)
        .from(stuk::Column::Id)
        .to(verband::Column::Naar)
        .into();
    let organisaties: RelationDef = stuk::Entity::belongs_to(organisatie::Entity)
        .from(stuk::Column::Id)
        .to(organisatie::Column::StukId)
        .into();
    let gemeente = organisatie::Column::Organisatiesoort.eq(Organisatiesoort::Gemeente.waarde());
    let op_kaart = Condition::any()
        .add(stuk::Column::Soort.eq(Soort::Thema.waarde()))
        .add(gemeente);
    let rijen = per_portie(ids.iter().copied(), |ids| {
        stuk::Entity::find()
            .join(JoinType::InnerJoin, verbanden.clone())
            .join(JoinType::LeftJoin, organisaties.clone())
            .filter(verband::Column::Van.is_in(ids))
            .filter(op_kaart.clone())
            .filter(leesrecht.voorwaarde())
            .select_only()
            .column(verband::Column::Van)
            .columns([
                stuk::Column::Id,
                stuk::Column::Soort,
                stuk::Column::Slug,
                stuk::Column::Titel,
                stuk::Column::OfficieelId,
            ])
            .into_tuple()
            .all(conn)
    });
    rijen.await
}
