//! The hash of what is established: it shows what somebody changes in the tables.

use std::fmt::Write as _;

use dwarsverband::db::tables::{bevinding, stuk, wederhoor as vragen};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{rij, wereld};
use crate::support::{TestApp, op_beide};

/// What programs read of a bevinding.
pub async fn open_data(app: &TestApp, pad: &str) -> Value {
    app.get(&format!("/api/v1{pad}"))
        .await
        .met_status(200)
        .json()
}

/// The SHA-256 of a text, in hexadecimal.
pub fn sha256(tekst: &str) -> String {
    let hash = Sha256::digest(tekst);
    hash.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Writes a value in the tables, past the platform.
async fn zet(app: &TestApp, id: Uuid, wat: &str, waarde: &str) {
    let db = app.app.db.read();
    let nieuw = Expr::value(waarde);
    let gezet = match wat {
        "titel" => {
            stuk::Entity::update_many()
                .col_expr(stuk::Column::Titel, nieuw)
                .filter(stuk::Column::Id.eq(id))
                .exec(db)
                .await
        }
        "tekst" => {
            bevinding::Entity::update_many()
                .col_expr(bevinding::Column::Tekst, nieuw)
                .filter(bevinding::Column::StukId.eq(id))
                .exec(db)
                .await
        }
        "hash" => {
            bevinding::Entity::update_many()
                .col_expr(bevinding::Column::Hash, nieuw)
                .filter(bevinding::Column::StukId.eq(id))
                .exec(db)
                .await
        }
        _ => {
            vragen::Entity::update_many()
                .col_expr(vragen::Column::Reactie, nieuw)
                .filter(vragen::Column::BevindingId.eq(id))
                .filter(vragen::Column::GereageerdOp.is_not_null())
                .exec(db)
                .await
        }
    };
    assert_eq!(gezet.expect("a write").rows_affected, 1, "{wat}");
}

#[tokio::test]
async fn the_hash_shows_what_somebody_changes_in_the_tables() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let pad = wereld.vastgesteld(&app, "Een titel").await;
        let (kop, inhoud) = rij(&app, &pad).await;
        let klopt = async |verwacht: bool, wat: &str| {
            let gegevens = open_data(&app, &pad).await;
            assert_eq!(gegevens["ongewijzigd"], verwacht, "{wat}");
            let pagina = app.get(&pad).await.met_status(200).tekst;
            let waarschuwt = pagina.contains("Deze tekst is niet meer wat is vastgesteld");
            assert_eq!(waarschuwt, !verwacht, "{wat}");
            let gerust = pagina.contains("Sinds het vaststellen niet veranderd");
            assert_eq!(gerust, verwacht, "{wat}");
            gegevens
        };
        klopt(true, "as it was").await;
        for (wat, was, wordt) in [
            ("titel", kop.titel.as_str(), "Een titel."),
            (
                "tekst",
                inhoud.tekst.as_str(),
                "Een besluit blijft niet liggen.",
            ),
            (
                "reactie",
                "Wij doen het anders.",
                "Wij zijn het ermee eens.",
            ),
        ] {
            zet(&app, kop.id, wat, wordt).await;
            let gegevens = klopt(false, wat).await;
            assert_eq!(gegevens["hash"], inhoud.hash.as_str(), "the old hash stays");
            // Who makes the hash anew is seen too: the log has the first.
            let inhoud_nu = gegevens["zegelinhoud"].as_str().expect("a text");
            assert!(inhoud_nu.contains(wordt), "{inhoud_nu}");
            zet(&app, kop.id, "hash", &sha256(inhoud_nu)).await;
            klopt(false, wat).await;
            zet(&app, kop.id, "hash", &inhoud.hash).await;
            zet(&app, kop.id, wat, was).await;
            klopt(true, wat).await;
        }
    })
    .await;
}
