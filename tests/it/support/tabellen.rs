//! What all tables hold, to see that nothing was written.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::db::Db;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

/// Columns that a request may write in passing: when a login was last used.
const TERLOOPS: [(&str, &str); 1] = [("sessie", "gezien")];

/// Every row of every table, as text.
pub type Inhoud = BTreeSet<(String, String)>;

/// What the tables hold now.
pub async fn inhoud(db: &Db) -> Inhoud {
    let alle = kolommen(db).await;
    let soort = db.read().get_database_backend();
    let delen: Vec<String> = alle.iter().map(|tabel| rijen(soort, tabel)).collect();
    vraag(db, &delen.join(" UNION ALL "))
        .await
        .into_iter()
        .collect()
}

/// Demands that nothing was written since.
#[track_caller]
pub fn is_ongewijzigd(voor: &Inhoud, na: &Inhoud, wat: &str) {
    let weg: Vec<_> = voor.difference(na).collect();
    let erbij: Vec<_> = na.difference(voor).collect();
    assert!(
        weg.is_empty() && erbij.is_empty(),
        "{wat} changed the tables: gone {weg:?}, new {erbij:?}"
    );
}

/// Reads the rows of a table as texts that differ when the rows differ.
fn rijen(soort: DbBackend, (tabel, kolommen): (&String, &Vec<String>)) -> String {
    let waarden: Vec<String> = kolommen
        .iter()
        .filter(|kolom| !TERLOOPS.contains(&(tabel.as_str(), kolom.as_str())))
        .map(|kolom| match soort {
            DbBackend::Postgres => format!("'{kolom}=' || COALESCE(\"{kolom}\"::text, '-')"),
            _ => format!("'{kolom}=' || quote(\"{kolom}\")"),
        })
        .collect();
    format!(
        "SELECT '{tabel}', {} FROM \"{tabel}\"",
        waarden.join(" || ' ' || ")
    )
}

async fn kolommen(db: &Db) -> BTreeMap<String, Vec<String>> {
    let sql = match db.read().get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns
             WHERE table_schema = 'public' ORDER BY 1, 2"
        }
        _ => {
            "SELECT t.name, k.name FROM sqlite_master t, pragma_table_info(t.name) k
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        }
    };
    let mut per_tabel: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (tabel, kolom) in vraag(db, sql).await {
        per_tabel.entry(tabel).or_default().push(kolom);
    }
    per_tabel
}

async fn vraag(db: &Db, sql: &str) -> Vec<(String, String)> {
    let vraag = Statement::from_string(db.read().get_database_backend(), sql);
    let rijen = db.read().query_all_raw(vraag).await.expect("rows");
    let paar = |rij: &sea_orm::QueryResult| rij.try_get_many_by_index();
    rijen
        .iter()
        .map(|rij| paar(rij).expect("two texts"))
        .collect()
}
