//! Proefprojecten: pilots, 1-1 with their stuk. How a pilot stands is not how far its publication is,
//! and has a column of its own.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, date_null, pk_uuid, text},
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
                    .table("proefproject")
                    .col(pk_uuid("stuk_id"))
                    .col(text("tekst"))
                    .col(text("secties"))
                    .col(text("stand"))
                    .col(date_null("begin"))
                    .col(date_null("einde"))
                    .col(date_null("besloten_op"))
                    .col(boolean("uit_bron"))
                    .foreign_key(&mut naar_stuk("stuk_id", "proefproject"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("proefproject").to_owned())
            .await
    }
}
