//! The facts beside what a duo says: how many readable stukken of each thema wait, and which. A number and its list
//! come from the same condition.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    RelationDef, Select, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    acties::model::Status as Actiestatus,
    besluiten::model::Status as Besluitstatus,
    db::tables::{stuk, verband},
    error::Result,
    kennisvragen::model::Status as Kennisvraagstatus,
    knelpunten::model::Status as Knelpuntstatus,
    regietafel::model::{Feit, Feiten},
    stukken::{
        Leesrecht,
        model::{Kop, Soort, Verbandsoort},
        store::kop,
    },
};

/// What a number counts; none for the questions that are late, which have a table of their own.
fn voorwaarde(feit: Feit, vandaag: NaiveDate) -> Option<Condition> {
    let (soort, staten): (Soort, Vec<&str>) = match feit {
        Feit::Knelpunten => {
            let open = Knelpuntstatus::ALLE.iter().filter(|s| !s.is_gesloten());
            (Soort::Knelpunt, open.map(|s| s.waarde()).collect())
        }
        Feit::Kennisvragen => {
            let open = [Kennisvraagstatus::Gesteld, Kennisvraagstatus::InOnderzoek];
            (
                Soort::Kennisvraag,
                open.map(Kennisvraagstatus::waarde).into(),
            )
        }
        Feit::Acties => (Soort::Actie, vec![Actiestatus::Open.waarde()]),
        Feit::Besluiten => (Soort::Besluit, vec![Besluitstatus::Voorgesteld.waarde()]),
        Feit::Vraagpunten => return None,
    };
    let mut zo = Condition::all()
        .add(stuk::Column::Soort.eq(soort.waarde()))
        .add(stuk::Column::Status.is_in(staten));
    if feit == Feit::Acties {
        zo = zo.add(stuk::Column::Datum.lt(vandaag));
    }
    Some(zo)
}

/// The facts of each of these thema's, without the questions that are late.
pub async fn tel(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    themas: &[Uuid],
    vandaag: NaiveDate,
) -> Result<HashMap<Uuid, Feiten>> {
    let mut per_thema: HashMap<Uuid, Feiten> = HashMap::new();
    for feit in Feit::ALLE {
        let Some(zo) = voorwaarde(*feit, vandaag) else {
            continue;
        };
        let verbanden: RelationDef = stuk::Entity::belongs_to(verband::Entity)
            .from(stuk::Column::Id)
            .to(verband::Column::Van)
            .into();
        let rijen = stuk::Entity::find()
            .join(JoinType::InnerJoin, verbanden)
            .filter(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
            .filter(verband::Column::Naar.is_in(themas.iter().copied()))
            .filter(zo)
            .filter(leesrecht.voorwaarde())
            .select_only()
            .column(verband::Column::Naar)
            .column_as(
                Expr::col((stuk::Entity, stuk::Column::Id)).count_distinct(),
                "aantal",
            )
            .column_as(stuk::Column::AangemaaktOp.min(), "oudste")
            .group_by(verband::Column::Naar)
            .into_tuple::<(Uuid, i64, DateTime<Utc>)>()
            .all(conn)
            .await?;
        for (thema, aantal, oudste) in rijen {
            let feiten = per_thema.entry(thema).or_default();
            let aantal = u64::try_from(aantal).map_err(anyhow::Error::from)?;
            feiten.tel(*feit, aantal);
            if *feit == Feit::Knelpunten {
                feiten.oudste = Some(oudste);
            }
        }
    }
    Ok(per_thema)
}

/// What a number of a thema counts: of knelpunten the oldest first, of acties those of the earliest day. None for
/// the questions that are late.
fn van(
    leesrecht: &Leesrecht,
    (thema, feit): (Uuid, Feit),
    vandaag: NaiveDate,
) -> Option<Select<stuk::Entity>> {
    let hoort_bij = verband::Entity::find()
        .select_only()
        .column(verband::Column::Van)
        .filter(verband::Column::Naar.eq(thema))
        .filter(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
        .into_query();
    let rijen = stuk::Entity::find()
        .filter(stuk::Column::Id.in_subquery(hoort_bij))
        .filter(voorwaarde(feit, vandaag)?)
        .filter(leesrecht.voorwaarde());
    Some(match feit {
        Feit::Acties => rijen.order_by_asc(stuk::Column::Datum),
        _ => rijen.order_by_asc(stuk::Column::AangemaaktOp),
    })
}

/// What a number of a thema counts, and how many that are: from where, and how many.
pub async fn lijst(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    wat: (Uuid, Feit),
    (vandaag, bereik): (NaiveDate, (u64, u64)),
) -> Result<(u64, Vec<Kop>)> {
    let Some(rijen) = van(leesrecht, wat, vandaag) else {
        return Ok((0, Vec::new()));
    };
    let totaal = rijen.clone().count(conn).await?;
    let rijen = rijen
        .order_by_asc(stuk::Column::Id)
        .offset(bereik.0)
        .limit(bereik.1)
        .all(conn)
        .await?;
    let koppen: Result<Vec<Kop>> = rijen.into_iter().map(kop).collect();
    Ok((totaal, koppen?))
}
