//! What a thema wants to find out, who follows that, and who waits for an answer to what they searched.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

use crate::{naar_gebruiker, naar_stuk};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kennisvraag(manager).await?;
        volger(manager).await?;
        vraagwens(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vraagwens", "volger", "kennisvraag"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn kennisvraag(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("kennisvraag")
                .col(uuid("stuk_id").primary_key())
                .col(uuid("thema_id"))
                // Who reads it: its keys follow from this.
                .col(text("niveau"))
                // Both are Markdown; there is no answer as long as it is empty.
                .col(text("toelichting"))
                .col(text("antwoord"))
                .foreign_key(&mut naar_stuk("stuk_id", "kennisvraag"))
                .to_owned(),
        )
        .await?;
    let mut thema = Index::create();
    thema
        .name("ix_kennisvraag_thema")
        .table("kennisvraag")
        .col("thema_id");
    manager.create_index(thema).await
}

async fn volger(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("volger")
                .col(uuid("stuk_id"))
                .col(uuid("gebruiker_id"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("stuk_id").col("gebruiker_id"))
                .foreign_key(&mut naar_stuk("stuk_id", "volger"))
                .foreign_key(&mut naar_gebruiker("volger"))
                .to_owned(),
        )
        .await?;
    let mut gebruiker = Index::create();
    gebruiker
        .name("ix_volger_gebruiker")
        .table("volger")
        .col("gebruiker_id");
    manager.create_index(gebruiker).await
}

/// Kept for a short time only: it says what somebody looked for.
async fn vraagwens(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("vraagwens")
                .col(uuid("gebruiker_id"))
                // As the search journal has it: folded.
                .col(text("vraag"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("gebruiker_id").col("vraag"))
                .foreign_key(&mut naar_gebruiker("vraagwens"))
                .to_owned(),
        )
        .await?;
    let mut vraag = Index::create();
    vraag
        .name("ix_vraagwens_vraag")
        .table("vraagwens")
        .col("vraag");
    manager.create_index(vraag).await
}
