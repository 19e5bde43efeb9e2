//! What search knows beyond the texts: the words that stand for each other, with the versions of
//! that list, and how often visitors asked what on a day. No row says who asked.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, date, text, timestamp_with_time_zone},
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
                    .table("zoekwoord")
                    .col(text("van"))
                    .col(text("naar"))
                    .col(text("soort"))
                    .col(text("richting"))
                    .primary_key(Index::create().col("van").col("naar"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("zoekwoord_versie")
                    .col(
                        ColumnDef::new("versie")
                            .big_integer()
                            .not_null()
                            .primary_key(),
                    )
                    .col(timestamp_with_time_zone("op"))
                    .col(text("actor"))
                    // JSON lists of rows: what came and what went.
                    .col(text("erbij"))
                    .col(text("eraf"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("zoekvraag")
                    .col(date("dag"))
                    .col(text("vraag"))
                    .col(big_integer("keren"))
                    .col(big_integer("zonder_resultaat"))
                    .primary_key(Index::create().col("dag").col("vraag"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in ["zoekvraag", "zoekwoord_versie", "zoekwoord"] {
            manager
                .drop_table(Table::drop().table(tabel).to_owned())
                .await?;
        }
        Ok(())
    }
}
