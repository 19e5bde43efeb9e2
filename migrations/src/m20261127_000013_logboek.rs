//! What proves the geschiedenis and what is left of what was destroyed: the nightly seals with the
//! heads that changed, and the register of destruction. And the log is read by who did something
//! and by period.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, date, pk_uuid, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        zegel(manager).await?;
        vernietiging(manager).await?;
        for (naam, tabel, kolommen) in INDEXEN {
            let mut index = Index::create();
            index.name(naam).table(tabel);
            for kolom in kolommen {
                index.col(*kolom);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (naam, tabel, _) in INDEXEN {
            let mut index = Index::drop();
            index.name(naam).table(tabel);
            manager.drop_index(index).await?;
        }
        for tabel in ["vernietiging", "zegelkop", "zegel"] {
            manager
                .drop_table(Table::drop().table(tabel).to_owned())
                .await?;
        }
        Ok(())
    }
}

const INDEXEN: [(&str, &str, &[&str]); 4] = [
    (
        "ix_geschiedenis_actor",
        "geschiedenis",
        &["actor", "volgnummer"],
    ),
    (
        "ix_geschiedenis_actie",
        "geschiedenis",
        &["actie", "volgnummer"],
    ),
    ("ix_geschiedenis_op", "geschiedenis", &["op"]),
    ("ix_zegelkop_stuk", "zegelkop", &["stuk_id", "dag"]),
];

/// A seal, and the heads of the chains that are not as they were at the one before.
async fn zegel(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("zegel")
                .col(ColumnDef::new("dag").date().not_null().primary_key())
                // The first day it covers: an earlier one after days without the service.
                .col(date("vanaf"))
                .col(big_integer("ketens"))
                .col(big_integer("regels"))
                // Keeps who knows all other heads from guessing one.
                .col(text("zout"))
                .col(text("koppen"))
                .col(timestamp_with_time_zone("op"))
                .col(text("vorige"))
                .col(text("hash"))
                .to_owned(),
        )
        .await?;
    // No foreign keys: what was sealed stays, whatever becomes of the rest.
    manager
        .create_table(
            Table::create()
                .table("zegelkop")
                .col(date("dag"))
                .col(uuid("stuk_id"))
                .col(big_integer("nummer"))
                .col(text("hash"))
                .primary_key(Index::create().col("dag").col("stuk_id"))
                .to_owned(),
        )
        .await
}

/// What was destroyed at the end of its term: never what it said.
async fn vernietiging(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("vernietiging")
                .col(pk_uuid("id"))
                .col(timestamp_with_time_zone("op"))
                .col(text("regel"))
                .col(big_integer("aantal"))
                .col(timestamp_with_time_zone_null("oudste"))
                .col(text("sleutels_hash"))
                .col(text("actor"))
                .to_owned(),
        )
        .await
}
