//! Orders to build the search index anew. A row is never taken away: every process with an index
//! of its own sees for itself that there is an order it has not answered.

use sea_orm_migration::{
    prelude::*,
    schema::{big_pk_auto, timestamp_with_time_zone},
};

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
                    .table("herbouw")
                    .col(big_pk_auto("nummer"))
                    .col(timestamp_with_time_zone("op"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("herbouw").to_owned())
            .await
    }
}
