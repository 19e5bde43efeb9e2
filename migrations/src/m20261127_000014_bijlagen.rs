//! Files that belong to a stuk. The file itself lies in a folder, under the number of its row; what
//! a visitor called it stands only here.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, pk_uuid, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
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
        manager
            .create_table(
                Table::create()
                    .table("bijlage")
                    .col(pk_uuid("id"))
                    .col(uuid("stuk_id"))
                    .col(text("titel"))
                    .col(text("omschrijving"))
                    .col(text("bestandsnaam"))
                    // By its content, as `bestanden::Bestandssoort` names it.
                    .col(text("soort"))
                    .col(big_integer("grootte"))
                    .col(text("sha256"))
                    // `schoon`, or `niet-gescand` where there is no scanner.
                    .col(text("scan"))
                    .col(text("door"))
                    .col(timestamp_with_time_zone("op"))
                    // A row that is left of a file that was removed: number, size and hash, without
                    // words and without the name.
                    .col(timestamp_with_time_zone_null("verwijderd_op"))
                    .foreign_key(&mut crate::naar_stuk("stuk_id", "bijlage"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_bijlage_stuk")
                    .table("bijlage")
                    .col("stuk_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("bijlage").to_owned())
            .await
    }
}
