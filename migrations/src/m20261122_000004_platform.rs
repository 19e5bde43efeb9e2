//! Who this database is: one row, made once. The search index of one database must never be taken
//! for that of another.

use sea_orm_migration::{
    prelude::*,
    schema::{pk_uuid, timestamp_with_time_zone},
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
                    .table("platform")
                    .col(pk_uuid("id"))
                    .col(timestamp_with_time_zone("op"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("platform").to_owned())
            .await
    }
}
