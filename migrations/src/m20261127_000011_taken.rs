//! Work that is done beside the requests, and the codes that people get by mail.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null,
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
        taak(manager).await?;
        toegangscode(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in ["toegangscode", "taak"] {
            manager
                .drop_table(Table::drop().table(tabel).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn taak(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("taak")
                .col(pk_uuid("id"))
                .col(text("soort"))
                // JSON with numbers of rows, never a text or an address of somebody.
                .col(text("lading"))
                // At most one job with this name; none when it may be there more than once.
                .col(text_null("sleutel").unique_key())
                // `wacht`, `klaar` or `opgegeven`.
                .col(text("staat"))
                .col(timestamp_with_time_zone("gemaakt"))
                .col(timestamp_with_time_zone("gepland_op"))
                // Until when a worker has it to itself.
                .col(timestamp_with_time_zone_null("lease_tot"))
                // How often it was taken up; only goes up, so that a worker that comes too late is
                // known by it.
                .col(big_integer("poging"))
                // How often it had been taken up when it began (again).
                .col(big_integer("vanaf"))
                .col(text_null("laatste_fout"))
                .col(timestamp_with_time_zone_null("klaar_op"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_taak_staat")
                .table("taak")
                .col("staat")
                .col("gepland_op")
                .to_owned(),
        )
        .await
}

/// One row per account: a newer code takes the place of an older one.
async fn toegangscode(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("toegangscode")
                .col(pk_uuid("gebruiker_id"))
                // `uitnodiging` or `herstel`.
                .col(text("soort"))
                // Of the code that is in the mail: who reads this table can't use it. None of an
                // invitation that was not sent yet.
                .col(text_null("hash").unique_key())
                .col(timestamp_with_time_zone_null("verloopt"))
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_toegangscode_gebruiker")
                        .from("toegangscode", "gebruiker_id")
                        .to("gebruiker", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await
}
