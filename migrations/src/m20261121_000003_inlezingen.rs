//! What the importer has taken in: identity and hash of each record, so that a second run
//! changes nothing and an interrupted run goes on where it stopped.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

use crate::naar_stuk;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("inlezing")
                    .col(ColumnDef::new("sleutel").text().not_null().primary_key())
                    .col(uuid("stuk_id"))
                    .col(text("hash"))
                    .col(text("verbanden_hash"))
                    .col(timestamp_with_time_zone("op"))
                    .foreign_key(&mut naar_stuk("stuk_id", "inlezing"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("inlezing").to_owned())
            .await
    }
}
