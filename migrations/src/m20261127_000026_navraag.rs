//! Whether what was closed is really solved: who was asked, what they said, and requests to open it
//! again.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, integer, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
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
                    .table("navraag")
                    .col(uuid("knelpunt_id"))
                    // Which closing it is about, from 1.
                    .col(integer("sluiting"))
                    .col(text("moment"))
                    .col(uuid("gebruiker_id"))
                    .col(timestamp_with_time_zone("gevraagd_op"))
                    .col(text_null("antwoord"))
                    .col(uuid_null("reden_id"))
                    .col(timestamp_with_time_zone_null("beantwoord_op"))
                    .primary_key(
                        Index::create()
                            .col("knelpunt_id")
                            .col("sluiting")
                            .col("moment")
                            .col("gebruiker_id"),
                    )
                    .foreign_key(&mut naar_stuk("knelpunt_id", "navraag"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("heropenverzoek")
                    .col(pk_uuid("id"))
                    .col(uuid("knelpunt_id"))
                    .col(integer("sluiting"))
                    .col(uuid("gebruiker_id"))
                    .col(uuid_null("reden_id"))
                    .col(timestamp_with_time_zone("op"))
                    // The last day to answer it.
                    .col(date("uiterlijk"))
                    .col(text_null("uitkomst"))
                    .col(uuid_null("antwoord_id"))
                    .col(text_null("afgehandeld_door"))
                    .col(timestamp_with_time_zone_null("afgehandeld_op"))
                    .foreign_key(&mut naar_stuk("knelpunt_id", "heropenverzoek"))
                    .to_owned(),
            )
            .await?;
        let mut index = Index::create();
        index
            .name("ix_heropenverzoek_knelpunt")
            .table("heropenverzoek")
            .col("knelpunt_id");
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["heropenverzoek", "navraag"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
