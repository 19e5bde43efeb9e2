//! The schema: migrations go up and down, and the entities say what the migrations made.
//!
//! Entities and migrations are both written by hand. The migrations decide; these tests find a
//! column that one of the two has forgotten or understands differently.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use dwarsverband::db::{Db, tables};
use migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait as _;
use serde_json::json;

use crate::support::{
    TestApp,
    mensen::{account, mens},
    op_beide, postgres_database,
};

/// A column: name, type, whether it must have a value, place in the primary key (0: none).
type Kolom = (String, String, bool, i64);
/// The columns of every table.
type Kolommen = BTreeMap<String, BTreeSet<Kolom>>;

/// The bookkeeping of the migrations themselves.
const BOEKHOUDING: &str = "seaql_migrations";
/// How many migrations come before the one that gave a regeling its articles.
const VOOR_ARTIKELEN: usize = 4;
/// How many come before the one that gave an account the name it is found by.
const VOOR_ZOEKNAAM: usize = 19;

/// Down to nothing and up again, also one step at a time and with rows in the tables, gives the
/// same schema to the last index.
#[tokio::test]
async fn migrations_go_down_and_up_again() {
    op_beide(async |app: TestApp| {
        let db = &app.verbinding().await;
        let heel = schema(db).await;
        assert!(heel.len() > 30, "tables and indexes: {heel:?}");
        let alle = u32::try_from(Migrator::migrations().len()).unwrap();
        let thema = json!({ "soort": "thema", "titel": "Wonen", "slug": "wonen", "tekst": "x" });
        let wet = json!({
            "soort": "regeling", "titel": "Een wet", "tekst": "x",
            "artikelen": [{ "artikel": "2.3.5", "samenvatting": "x" }],
        });
        let praktijk = json!({
            "soort": "praktijk", "titel": "Een huis", "tekst": "x", "themas": ["wonen"],
        });
        let records = [thema, wet, praktijk];
        for stappen in 1..=alle {
            app.lees(&records).await;
            Migrator::down(db, Some(stappen)).await.unwrap();
            assert_ne!(schema(db).await, heel, "{stappen} down is another schema");
            Migrator::up(db, None).await.unwrap();
            assert_eq!(schema(db).await, heel, "after {stappen} down and up");
            // What the steps left must not stand in the way of reading it in again.
            Migrator::down(db, None).await.unwrap();
            let rest = kolommen(db).await;
            assert_eq!(rest.keys().collect::<Vec<_>>(), [BOEKHOUDING]);
            Migrator::up(db, None).await.unwrap();
            assert_eq!(schema(db).await, heel, "after everything down and up");
        }
        let verslag = app.lees(&records).await;
        assert_eq!(verslag.nieuw, 3, "{verslag:?}");
    })
    .await;
}

/// A row that was written before a column came gets the default of the column, and is fit to read.
#[tokio::test]
async fn a_law_from_before_its_articles_has_none() {
    op_beide(async |app: TestApp| {
        let db = &app.verbinding().await;
        let wet = json!({ "soort": "regeling", "titel": "Een wet", "slug": "wet", "tekst": "x" });
        app.lees(&[wet]).await;
        let na = u32::try_from(Migrator::migrations().len() - VOOR_ARTIKELEN).unwrap();
        Migrator::down(db, Some(na)).await.unwrap();
        Migrator::up(db, None).await.unwrap();
        let wet = app
            .get("/api/v1/regelingen/wet")
            .await
            .met_status(200)
            .json();
        assert_eq!(wet["artikelen"], json!([]));
    })
    .await;
}

/// A name that was written before the column it is found by came, is found.
#[tokio::test]
async fn a_name_from_before_it_was_folded_is_found() {
    op_beide(async |app: TestApp| {
        let db = &app.verbinding().await;
        let id = mens(&app, "Ödegaard-Ýlmaz", &[]).await;
        let voor = account(&app, id).await.zoeknaam;
        assert_eq!(voor, "odegaard-ylmaz voorbeeld");
        let na = u32::try_from(Migrator::migrations().len() - VOOR_ZOEKNAAM).unwrap();
        Migrator::down(db, Some(na)).await.unwrap();
        Migrator::up(db, None).await.unwrap();
        assert_eq!(account(&app, id).await.zoeknaam, voor);
    })
    .await;
}

/// Tables built from the entities have the columns of the migrated ones, and there is no table
/// without an entity or the other way round.
#[tokio::test]
async fn entities_are_what_the_migrations_made() {
    let map = tempfile::tempdir().unwrap();
    let sqlite = |naam: &str| Db::sqlite_url(&map.path().join(naam));
    let postgres = (postgres_database().await, postgres_database().await);
    for (gemigreerd, gebouwd) in [(sqlite("gemigreerd"), sqlite("gebouwd")), postgres] {
        let gemigreerd = Db::connect(&gemigreerd).await.unwrap();
        gemigreerd.migrate().await.unwrap();
        let gebouwd = Db::connect(&gebouwd).await.unwrap();
        let conn = gebouwd.read();
        if gebouwd.backend() == DbBackend::Postgres {
            // A test database is a copy of the migrated one.
            let sql = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
            conn.execute_unprepared(sql).await.unwrap();
        }
        bouw(conn).await;
        let mut verwacht = kolommen(gemigreerd.read()).await;
        verwacht.remove(BOEKHOUDING);
        let is = kolommen(conn).await;
        assert_eq!(
            is.keys().collect::<Vec<_>>(),
            verwacht.keys().collect::<Vec<_>>(),
            "every table has an entity"
        );
        for (tabel, verwacht) in &verwacht {
            let anders: Vec<_> = verwacht.symmetric_difference(&is[tabel]).collect();
            let waar = gebouwd.backend();
            assert!(anders.is_empty(), "{tabel}, {waar:?}: {anders:#?}");
        }
    }
}

/// Makes the tables of all entities: one entity a file, and all files of `db::tables`.
async fn bouw(conn: &DatabaseConnection) {
    macro_rules! bouw {
        ($($tabel:ident)*) => {{
            let bouwer = conn.get_schema_builder()$(.register(tables::$tabel::Entity))*;
            bouwer.apply(conn).await.expect("tables can be made from the entities");
            vec![$(stringify!($tabel).to_owned()),*]
        }};
    }
    let gebouwd: Vec<String> = bouw!(
        aanmelding aanvraag actie actieherinnering apitoken auteur besluit besluitstuk bevinding
        bijeenkomst bijlage bijval contactbericht dossiernotitie duozetel escalatie gebruiker
        genodigde geschiedenis herbouw herinnering heropenverzoek herstelcode identiteit
        inlezing inlogpoging inlogverzoek instemming intrekking kenmerk_teller kennisvraag
        knelpunt leesrecht linkreactie maildomein navraag netwerkplek notitie oordeel
        organisatie overname platform praktijk proefproject publicatie reden regeling revisie
        sessie signaal signaalgemeente slug_oud spoed stuk stuk_waarde taak thema
        themainstemming toegangscode toegangslink toekenning toepassing trajectstand
        vacaturemelding verband vergadering verlenging vernietiging verplaatsing volger voorstel
        voorstel_revisie vraagherinnering vraagpunt vraagvervolg vraagwens wederhoor
        wederhoorcontact wederhoorlink wijziging zegel zegelkop zetelverloop zoekvraag zoekwoord
        zoekwoord_versie
    );
    assert_eq!(gebouwd, bestanden(), "add a new entity to this list");
}

/// The names of the files of `db::tables`, sorted.
fn bestanden() -> Vec<String> {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/db/tables");
    let bestanden = std::fs::read_dir(map).expect("the folder of the entities");
    let mut namen: Vec<String> = bestanden
        .map(|bestand| bestand.expect("the folder can be listed").path())
        .filter_map(|pad| Some(pad.file_stem()?.to_str()?.to_owned()))
        .filter(|naam| naam != "mod")
        .collect();
    namen.sort();
    namen
}

/// The columns of every table. Their order in the table means nothing to us.
async fn kolommen(conn: &impl ConnectionTrait) -> Kolommen {
    let sql = match conn.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text,
                    c.is_nullable = 'NO', COALESCE(k.ordinal_position::bigint, 0)
             FROM information_schema.columns c
             LEFT JOIN information_schema.table_constraints p
               ON p.constraint_type = 'PRIMARY KEY' AND p.table_schema = c.table_schema
              AND p.table_name = c.table_name
             LEFT JOIN information_schema.key_column_usage k
               ON k.constraint_name = p.constraint_name AND k.table_schema = p.table_schema
              AND k.table_name = p.table_name AND k.column_name = c.column_name
             WHERE c.table_schema = 'public'"
        }
        _ => {
            "SELECT t.name, k.name, k.type, k.\"notnull\" <> 0, k.pk
             FROM sqlite_master t, pragma_table_info(t.name) k
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
        }
    };
    let mut kolommen = Kolommen::new();
    for (tabel, kolom, soort, verplicht, sleutel) in
        vraag::<(String, String, String, bool, i64)>(conn, sql).await
    {
        let kolom = (kolom, tekst(&soort), verplicht, sleutel);
        kolommen.entry(tabel).or_default().insert(kolom);
    }
    kolommen
}

/// A `String` of an entity is made as `varchar`, and the migrations say `text`. To SQLite both
/// are affinity TEXT, and to PostgreSQL the same type without a limit: no difference to us. All
/// other types must be spelled alike.
fn tekst(soort: &str) -> String {
    match soort.to_lowercase().as_str() {
        "varchar" | "character varying" => "text".to_owned(),
        anders => anders.to_owned(),
    }
}

/// The whole schema as text, a line for each table and index; on PostgreSQL for each column and
/// constraint as well.
async fn schema(conn: &impl ConnectionTrait) -> Vec<String> {
    let sql = match conn.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT tablename || ': ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
             UNION ALL
             SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid)
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace
             UNION ALL
             SELECT table_name || ': ' || column_name || ' ' || data_type || ' ' || is_nullable
                    || ' ' || COALESCE(column_default, '') || ' ' || is_identity
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1"
        }
        // The index of a UNIQUE column has no text of its own.
        _ => "SELECT COALESCE(sql, name) FROM sqlite_master ORDER BY 1",
    };
    let regels = vraag::<(String,)>(conn, sql).await;
    regels.into_iter().map(|regel| regel.0).collect()
}

async fn vraag<T: sea_orm::TryGetableMany>(conn: &impl ConnectionTrait, sql: &str) -> Vec<T> {
    let vraag = Statement::from_string(conn.get_database_backend(), sql);
    let rijen = conn
        .query_all_raw(vraag)
        .await
        .expect("the schema can be read");
    let rijen = rijen.iter().map(T::try_get_many_by_index);
    rijen
        .collect::<Result<_, _>>()
        .expect("columns of these types")
}
