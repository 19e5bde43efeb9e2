//! Seals, and the heads of the chains.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Statement,
};
use uuid::Uuid;

use crate::{
    db::tables::{geschiedenis, zegel, zegelkop},
    error::Result,
    logboek::model::{
        Bladzij,
        afwijking::Afwijking,
        zegel::{Kop, Zegel},
    },
};

/// Heads that are read or written at a time.
pub const PER_KEER: usize = 2_000;
/// A row may be this much older than the seal that does not have it: what takes long keeps the
/// moment at which it began.
const SPELING: Duration = Duration::days(1);

/// The last row of each chain.
const KOPPEN: &str = "SELECT g.stuk_id, g.nummer, g.hash FROM geschiedenis g \
    WHERE g.stuk_id > $1 \
    AND g.nummer = (SELECT MAX(m.nummer) FROM geschiedenis m WHERE m.stuk_id = g.stuk_id) \
    ORDER BY g.stuk_id LIMIT $2";
/// The head of each chain at its last seal.
const VERZEGELD: &str = "SELECT k.stuk_id, k.nummer, k.hash FROM zegelkop k \
    WHERE k.stuk_id > $1 \
    AND k.dag = (SELECT MAX(m.dag) FROM zegelkop m WHERE m.stuk_id = k.stuk_id) \
    ORDER BY k.stuk_id LIMIT $2";
/// Sealed rows that are no longer there as they were.
const ANDERS: &str = "SELECT k.dag, k.stuk_id, k.nummer, g.hash, \
    (SELECT MAX(m.nummer) FROM geschiedenis m WHERE m.stuk_id = k.stuk_id) \
    FROM zegelkop k \
    LEFT JOIN geschiedenis g ON g.stuk_id = k.stuk_id AND g.nummer = k.nummer \
    WHERE g.hash IS NULL OR g.hash <> k.hash ORDER BY k.dag, k.stuk_id, k.nummer";

/// Which heads.
#[derive(Debug, Clone, Copy)]
pub enum Welke {
    /// As they are.
    Nu,
    /// As they were at the last seal that has them.
    Verzegeld,
}

/// The heads of the chains after a stuk, in the order of their stuk.
pub async fn koppen(conn: &impl ConnectionTrait, welke: Welke, na: Uuid) -> Result<Vec<Kop>> {
    let sql = match welke {
        Welke::Nu => KOPPEN,
        Welke::Verzegeld => VERZEGELD,
    };
    let hoogstens = i64::try_from(PER_KEER).unwrap_or(i64::MAX);
    let vraag = Statement::from_sql_and_values(
        conn.get_database_backend(),
        sql,
        [na.into(), hoogstens.into()],
    );
    let rijen = conn.query_all_raw(vraag).await?;
    let kop = |rij: &sea_orm::QueryResult| -> Result<Kop> {
        Ok(Kop {
            stuk_id: rij.try_get_by(0)?,
            nummer: rij.try_get_by(1)?,
            hash: rij.try_get_by(2)?,
        })
    };
    rijen.iter().map(kop).collect()
}

fn lees(rij: zegel::Model) -> Zegel {
    let zegel::Model {
        dag,
        vanaf,
        ketens,
        regels,
        zout,
        koppen,
        op,
        vorige,
        hash,
    } = rij;
    Zegel {
        dag,
        vanaf,
        ketens,
        regels,
        zout,
        koppen,
        op,
        vorige,
        hash,
    }
}

/// The last seal.
pub async fn laatste(conn: &impl ConnectionTrait) -> Result<Option<Zegel>> {
    let rij = zegel::Entity::find()
        .order_by_desc(zegel::Column::Dag)
        .one(conn)
        .await?;
    Ok(rij.map(lees))
}

/// All seals, the first one first.
pub async fn alle(conn: &impl ConnectionTrait) -> Result<Vec<Zegel>> {
    let rijen = zegel::Entity::find()
        .order_by_asc(zegel::Column::Dag)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(lees).collect())
}

/// Some seals, the latest first.
pub async fn bladzij(
    conn: &impl ConnectionTrait,
    (sla_over, aantal): (u64, u64),
) -> Result<Bladzij<Zegel>> {
    let totaal = zegel::Entity::find().count(conn).await?;
    let rijen = zegel::Entity::find()
        .order_by_desc(zegel::Column::Dag)
        .offset(sla_over)
        .limit(aantal)
        .all(conn)
        .await?;
    Ok(Bladzij {
        totaal,
        rijen: rijen.into_iter().map(lees).collect(),
    })
}

/// Writes a seal and the heads that changed.
pub async fn schrijf(conn: &impl ConnectionTrait, nieuw: &Zegel, koppen: &[Kop]) -> Result<()> {
    let Zegel {
        dag,
        vanaf,
        ketens,
        regels,
        zout,
        koppen: som,
        op,
        vorige,
        hash,
    } = nieuw.clone();
    let rij = zegel::Model {
        dag,
        vanaf,
        ketens,
        regels,
        zout,
        koppen: som,
        op,
        vorige,
        hash,
    };
    zegel::Entity::insert(zegel::ActiveModel::from(rij))
        .exec_without_returning(conn)
        .await?;
    for deel in koppen.chunks(PER_KEER) {
        let rijen = deel.iter().map(|kop| {
            zegelkop::ActiveModel::from(zegelkop::Model {
                dag,
                stuk_id: kop.stuk_id,
                nummer: kop.nummer,
                hash: kop.hash.clone(),
            })
        });
        zegelkop::Entity::insert_many(rijen)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// The heads that a seal changed, and the days of heads that have no seal.
pub async fn koppen_van(conn: &impl ConnectionTrait, dag: NaiveDate) -> Result<Vec<Kop>> {
    let rijen = zegelkop::Entity::find()
        .filter(zegelkop::Column::Dag.eq(dag))
        .order_by_asc(zegelkop::Column::StukId)
        .all(conn)
        .await?;
    let kop = |rij: zegelkop::Model| Kop {
        stuk_id: rij.stuk_id,
        nummer: rij.nummer,
        hash: rij.hash,
    };
    Ok(rijen.into_iter().map(kop).collect())
}

/// The days that heads are kept of.
pub async fn dagen(conn: &impl ConnectionTrait) -> Result<Vec<NaiveDate>> {
    let dagen = zegelkop::Entity::find()
        .select_only()
        .column(zegelkop::Column::Dag)
        .distinct()
        .order_by_asc(zegelkop::Column::Dag)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(dagen)
}

/// The sealed rows that are gone, or say something else now.
pub async fn veranderd(conn: &impl ConnectionTrait) -> Result<Vec<Afwijking>> {
    let vraag = Statement::from_string(conn.get_database_backend(), ANDERS);
    let mut afwijkingen = Vec::new();
    for rij in conn.query_all_raw(vraag).await? {
        let (dag, stuk_id, nummer) = (rij.try_get_by(0)?, rij.try_get_by(1)?, rij.try_get_by(2)?);
        let hash: Option<String> = rij.try_get_by(3)?;
        let hoogste: Option<i64> = rij.try_get_by(4)?;
        afwijkingen.push(if hash.is_some() {
            Afwijking::Regel {
                stuk_id,
                nummer,
                dag,
            }
        } else {
            Afwijking::Weg {
                stuk_id,
                nummer,
                dag,
                helemaal: hoogste.is_none(),
            }
        });
    }
    Ok(afwijkingen)
}

/// The rows that say they are from before a seal that does not have them.
pub async fn later_erbij(conn: &impl ConnectionTrait, zegels: &[Zegel]) -> Result<Vec<Afwijking>> {
    let mut afwijkingen = Vec::new();
    for (nummer, zegel) in zegels.iter().enumerate() {
        // A row belongs to the first seal that has it, so it is looked at once, at the seal before.
        let volgende = zegels.get(nummer + 1).map(|z| z.dag);
        let rijen = erbij(conn, zegel, volgende).await?;
        afwijkingen.extend(rijen.into_iter().map(|(stuk_id, nummer)| {
            let dag = zegel.dag;
            Afwijking::LaterErbij {
                stuk_id,
                nummer,
                dag,
            }
        }));
    }
    Ok(afwijkingen)
}

/// The rows between this seal and the next one that are too old to be there.
async fn erbij(
    conn: &impl ConnectionTrait,
    zegel: &Zegel,
    volgende: Option<NaiveDate>,
) -> Result<Vec<(Uuid, i64)>> {
    const KOP: &str = "COALESCE((SELECT MAX(k.nummer) FROM zegelkop k \
        WHERE k.stuk_id = g.stuk_id AND k.dag <= ";
    let grens: DateTime<Utc> = zegel.op - SPELING;
    let mut waarden: Vec<sea_orm::Value> = vec![grens.into(), zegel.dag.into()];
    let mut sql = format!(
        "SELECT g.stuk_id, g.nummer FROM geschiedenis g WHERE g.op < $1 AND g.nummer > {KOP}$2), 0)"
    );
    if let Some(dag) = volgende {
        sql = format!("{sql} AND g.nummer <= {KOP}$3), 0)");
        waarden.push(dag.into());
    }
    sql += " ORDER BY g.stuk_id, g.nummer";
    let vraag = Statement::from_sql_and_values(conn.get_database_backend(), sql, waarden);
    let rijen = conn.query_all_raw(vraag).await?;
    let paar = |rij: &sea_orm::QueryResult| Ok((rij.try_get_by(0)?, rij.try_get_by(1)?));
    rijen.iter().map(paar).collect()
}

/// The moment of the oldest row.
pub async fn oudste(conn: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>> {
    let oudste: Option<Option<DateTime<Utc>>> = geschiedenis::Entity::find()
        .select_only()
        .column_as(geschiedenis::Column::Op.min(), "oudste")
        .into_tuple()
        .one(conn)
        .await?;
    Ok(oudste.flatten())
}
