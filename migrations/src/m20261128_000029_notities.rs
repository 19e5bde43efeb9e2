//! What people of a thema write down for each other.

use sea_orm_migration::{
    prelude::*,
    schema::{text, uuid},
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
                    .table("notitie")
                    .col(uuid("stuk_id").primary_key())
                    .col(uuid("thema_id"))
                    // Who reads it: its keys follow from this.
                    .col(text("niveau"))
                    // Markdown.
                    .col(text("tekst"))
                    .foreign_key(&mut naar_stuk("stuk_id", "notitie"))
                    .to_owned(),
            )
            .await?;
        let mut thema = Index::create();
        thema
            .name("ix_notitie_thema")
            .table("notitie")
            .col("thema_id");
        manager.create_index(thema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("notitie").to_owned())
            .await
    }
}
