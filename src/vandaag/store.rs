//! All SQL of what changed lately.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationDef,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    db::tables::{geschiedenis, stuk, verband},
    error::Result,
    stukken::{
        Leesrecht,
        geschiedenis::LEZEN,
        model::{Soort, Verbandsoort},
    },
};

/// What somebody follows because of where they take part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kring {
    /// The thema's that they take part in.
    pub themas: Vec<Uuid>,
    /// The organisaties that they work for.
    pub organisaties: Vec<Uuid>,
}

/// The readable stukken of these thema's and of these organisaties that something happened to since a moment,
/// the last first, so many at most.
///
/// Who reads something changes nothing. Signalen have lists of their own, and of a bevinding nothing is told
/// before it is in this state.
pub async fn veranderd(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    kring: &Kring,
    bevinding: &str,
    (sinds, hoogstens): (DateTime<Utc>, u64),
) -> Result<Vec<Uuid>> {
    let rijen: RelationDef = stuk::Entity::belongs_to(geschiedenis::Entity)
        .from(stuk::Column::Id)
        .to(geschiedenis::Column::StukId)
        .into();
    let laatste = Expr::col((geschiedenis::Entity, geschiedenis::Column::Volgnummer)).max();
    let verborgen = Condition::any()
        .add(stuk::Column::Soort.eq(Soort::Signaal.waarde()))
        .add(
            Condition::all()
                .add(stuk::Column::Soort.eq(Soort::Bevinding.waarde()))
                .add(stuk::Column::Status.ne(bevinding)),
        );
    let ids = stuk::Entity::find()
        .join(JoinType::InnerJoin, rijen)
        .filter(geschiedenis::Column::Op.gte(sinds))
        .filter(geschiedenis::Column::Actie.ne(LEZEN))
        .filter(verborgen.not())
        .filter(van_kring(kring))
        .filter(leesrecht.voorwaarde())
        .select_only()
        .column(stuk::Column::Id)
        .group_by(stuk::Column::Id)
        .order_by_desc(laatste)
        .limit(hoogstens)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}

/// Whether a stuk is one of these thema's, belongs to one of them, or plays in one of these organisaties.
fn van_kring(kring: &Kring) -> Condition {
    let naar = |soort: Verbandsoort, ids: &[Uuid]| {
        Condition::all()
            .add(verband::Column::Soort.eq(soort.waarde()))
            .add(verband::Column::Naar.is_in(ids.iter().copied()))
    };
    let verbanden = verband::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((verband::Entity, verband::Column::Van))
                .equals((stuk::Entity, stuk::Column::Id)),
        )
        .filter(
            Condition::any()
                .add(naar(Verbandsoort::HoortBij, &kring.themas))
                .add(naar(Verbandsoort::SpeeltOokIn, &kring.organisaties)),
        )
        .into_query();
    Condition::any()
        .add(stuk::Column::Id.is_in(kring.themas.iter().copied()))
        .add(Expr::exists(verbanden))
}
