//! All SQL of the programme page: what is counted per thema and state, and the items behind a number, by the
//! same conditions. What is late is in [`termijnen`], and who took part in [`meedoen`].

pub mod meedoen;
pub mod termijnen;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    RelationDef, Select,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

use super::model::{Cel, Onderdeel};
use crate::{
    db::tables::{geschiedenis, stuk, verband},
    error::Result,
    stukken::{
        Leesrecht,
        model::{Soort, Verbandsoort},
    },
};

/// A first moment, and the first one after it.
pub type Tijd = (DateTime<Utc>, DateTime<Utc>);

/// The items of which thema's count.
#[derive(Debug, Clone, Copy)]
pub enum Van<'a> {
    /// Of any, and of none.
    Alle,
    /// Of this one.
    Thema(Uuid),
    /// Those that belong to none of these.
    Geen(&'a [Uuid]),
}

/// Stukken of these kinds that the reader may read, of these thema's.
fn leesbaar(leesrecht: &Leesrecht, soorten: &[Soort], van: Van<'_>) -> Select<stuk::Entity> {
    let vraag = stuk::Entity::find()
        .filter(stuk::Column::Soort.is_in(soorten.iter().map(|s| s.waarde())))
        .filter(leesrecht.voorwaarde());
    match van {
        Van::Alle => vraag,
        Van::Thema(id) => vraag.filter(Expr::exists(hoort_bij(&[id]))),
        Van::Geen(ids) => vraag.filter(Expr::exists(hoort_bij(ids)).not()),
    }
}

/// Whether a stuk belongs to any of these.
fn hoort_bij(ids: &[Uuid]) -> SelectStatement {
    verband::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((verband::Entity, verband::Column::Van))
                .equals((stuk::Entity, stuk::Column::Id)),
        )
        .filter(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
        .filter(verband::Column::Naar.is_in(ids.iter().copied()))
        .into_query()
}

/// What a row of the geschiedenis says that tells of another state in a time.
fn kwam_er((van, tot): Tijd) -> Condition {
    let kolom = |kolom| Expr::col((geschiedenis::Entity, kolom));
    Condition::all()
        .add(geschiedenis::Column::Op.gte(van))
        .add(geschiedenis::Column::Op.lt(tot))
        .add(kolom(geschiedenis::Column::Van).ne(kolom(geschiedenis::Column::Naar)))
}

/// Leaves the states that belong to these kinds, or the one that is asked for. Rows of the geschiedenis say
/// other things in the same place.
fn bekend(kolom: &Expr, onderdelen: &[Onderdeel], stand: Option<&str>) -> Condition {
    let mut van_een = Condition::any();
    for onderdeel in onderdelen {
        let standen = onderdeel.standen().into_iter().map(|(waarde, _)| waarde);
        let standen: Vec<&str> = standen
            .filter(|waarde| stand.is_none_or(|stand| stand == *waarde))
            .collect();
        let van_soort = stuk::Column::Soort.eq(onderdeel.soort().waarde());
        van_een = van_een.add(van_soort.and(kolom.clone().is_in(standen)));
    }
    van_een
}

/// The column with the state of a stuk now.
fn stand_nu() -> Expr {
    Expr::col((stuk::Entity, stuk::Column::Status))
}

/// The column with the state that a stuk came to.
fn stand_toen() -> Expr {
    Expr::col((geschiedenis::Entity, geschiedenis::Column::Naar))
}

/// The stukken that are asked for: of a kind or of all that are counted, in a state or in any, as they stand now
/// or as they came to it in a time.
fn gevraagd(
    leesrecht: &Leesrecht,
    (onderdeel, stand): (Option<Onderdeel>, Option<&str>),
    van: Van<'_>,
    tijd: Option<Tijd>,
) -> Select<stuk::Entity> {
    let onderdelen = onderdeel.map_or_else(|| Onderdeel::ALLE.to_vec(), |een| vec![een]);
    let vraag = leesbaar(leesrecht, &soorten(&onderdelen), van);
    let Some(tijd) = tijd else {
        return vraag.filter(bekend(&stand_nu(), &onderdelen, stand));
    };
    let rijen = geschiedenis::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((geschiedenis::Entity, geschiedenis::Column::StukId))
                .equals((stuk::Entity, stuk::Column::Id)),
        )
        .filter(bekend(&stand_toen(), &onderdelen, stand))
        .filter(kwam_er(tijd));
    vraag.filter(Expr::exists(rijen.into_query()))
}

/// How many items are asked for, and those of a page, the last changed first.
pub async fn lijst(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    wat: (Option<Onderdeel>, Option<&str>),
    van: Van<'_>,
    tijd: Option<Tijd>,
    (vanaf, aantal): (u64, u64),
) -> Result<(u64, Vec<Uuid>)> {
    let vraag = gevraagd(leesrecht, wat, van, tijd);
    let totaal = vraag.clone().count(conn).await?;
    let ids = vraag
        .select_only()
        .column(stuk::Column::Id)
        .order_by_desc(stuk::Column::GewijzigdOp)
        .order_by_asc(stuk::Column::Id)
        .offset(vanaf)
        .limit(aantal)
        .into_tuple()
        .all(conn)
        .await?;
    Ok((totaal, ids))
}

/// Numbers of one thema, or of everything: by kind and state, and how many items of each kind that are.
pub type Geteld = (Vec<Cel>, BTreeMap<Onderdeel, u64>);

/// Counts the items per state: of all together, or of those that belong to no thema.
pub async fn tel(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    van: Van<'_>,
    tijd: Option<Tijd>,
) -> Result<Geteld> {
    let vraag = leesbaar(leesrecht, &soorten(Onderdeel::ALLE), van);
    let (vraag, stand) = met_stand(vraag, tijd);
    let rijen: Vec<(String, String, i64)> = vraag
        .clone()
        .select_only()
        .column(stuk::Column::Soort)
        .column_as(stand.clone(), "stand")
        .column_as(stukken(), "aantal")
        .group_by(stuk::Column::Soort)
        .group_by(stand)
        .into_tuple()
        .all(conn)
        .await?;
    let samen: Vec<(String, i64)> = vraag
        .select_only()
        .column(stuk::Column::Soort)
        .column_as(stukken(), "aantal")
        .group_by(stuk::Column::Soort)
        .into_tuple()
        .all(conn)
        .await?;
    let cel = |(soort, stand, aantal): (String, String, i64)| Cel::van(&soort, &stand, aantal);
    let per_soort = |(soort, aantal): (String, i64)| {
        Some((Onderdeel::van(&soort)?, u64::try_from(aantal).ok()?))
    };
    let cellen = rijen.into_iter().filter_map(cel).collect();
    Ok((cellen, samen.into_iter().filter_map(per_soort).collect()))
}

/// As [`tel`], for each of these thema's. An item of several counts under each of them.
pub async fn tel_per_thema(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    themas: &[Uuid],
    tijd: Option<Tijd>,
) -> Result<BTreeMap<Uuid, Geteld>> {
    let verbanden: RelationDef = stuk::Entity::belongs_to(verband::Entity)
        .from(stuk::Column::Id)
        .to(verband::Column::Van)
        .into();
    let vraag = leesbaar(leesrecht, &soorten(Onderdeel::ALLE), Van::Alle)
        .join(JoinType::InnerJoin, verbanden)
        .filter(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
        .filter(verband::Column::Naar.is_in(themas.iter().copied()));
    let (vraag, stand) = met_stand(vraag, tijd);
    let rijen: Vec<(Uuid, String, String, i64)> = vraag
        .clone()
        .select_only()
        .column(verband::Column::Naar)
        .column(stuk::Column::Soort)
        .column_as(stand.clone(), "stand")
        .column_as(stukken(), "aantal")
        .group_by(verband::Column::Naar)
        .group_by(stuk::Column::Soort)
        .group_by(stand)
        .into_tuple()
        .all(conn)
        .await?;
    let samen: Vec<(Uuid, String, i64)> = vraag
        .select_only()
        .column(verband::Column::Naar)
        .column(stuk::Column::Soort)
        .column_as(stukken(), "aantal")
        .group_by(verband::Column::Naar)
        .group_by(stuk::Column::Soort)
        .into_tuple()
        .all(conn)
        .await?;
    let mut per_thema: BTreeMap<Uuid, Geteld> = BTreeMap::new();
    for (thema, soort, stand, aantal) in rijen {
        let cel = Cel::van(&soort, &stand, aantal);
        per_thema.entry(thema).or_default().0.extend(cel);
    }
    for (thema, soort, aantal) in samen {
        if let (Some(onderdeel), Ok(aantal)) = (Onderdeel::van(&soort), u64::try_from(aantal)) {
            let (_, van_thema) = per_thema.entry(thema).or_default();
            van_thema.insert(onderdeel, aantal);
        }
    }
    Ok(per_thema)
}

fn soorten(onderdelen: &[Onderdeel]) -> Vec<Soort> {
    onderdelen.iter().map(|o| o.soort()).collect()
}

/// How many different stukken.
fn stukken() -> Expr {
    Expr::col((stuk::Entity, stuk::Column::Id)).count_distinct()
}

/// With the state that counts: that of now, or each that a stuk came to in a time.
fn met_stand(vraag: Select<stuk::Entity>, tijd: Option<Tijd>) -> (Select<stuk::Entity>, Expr) {
    let Some(tijd) = tijd else {
        let nu = stand_nu();
        return (vraag.filter(bekend(&nu, Onderdeel::ALLE, None)), nu);
    };
    let rijen: RelationDef = stuk::Entity::belongs_to(geschiedenis::Entity)
        .from(stuk::Column::Id)
        .to(geschiedenis::Column::StukId)
        .into();
    let toen = stand_toen();
    let vraag = vraag
        .join(JoinType::InnerJoin, rijen)
        .filter(kwam_er(tijd))
        .filter(bekend(&toen, Onderdeel::ALLE, None));
    (vraag, toen)
}
