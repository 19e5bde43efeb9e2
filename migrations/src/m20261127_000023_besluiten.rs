//! How a pilot ends: decisions that are proposed, and who agreed from which place.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, pk_uuid, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
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
                    .table("besluit")
                    .col(pk_uuid("id"))
                    .col(uuid("stuk_id"))
                    .col(text("keuze"))
                    .col(text("les"))
                    // Of the lesson on the page when it was proposed.
                    .col(text("les_hash"))
                    .col(uuid_null("vervolg_id"))
                    .col(boolean("nog_te_schrijven"))
                    .col(uuid_null("thema_id"))
                    .col(text("status"))
                    .col(text("door"))
                    .col(timestamp_with_time_zone("op"))
                    .col(timestamp_with_time_zone_null("afgehandeld_op"))
                    .foreign_key(&mut naar_stuk("stuk_id", "besluit"))
                    .to_owned(),
            )
            .await?;
        let mut stuk = Index::create();
        stuk.name("ix_besluit_stuk").table("besluit").col("stuk_id");
        manager.create_index(stuk).await?;
        // A pilot has one that waits, at most.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ux_besluit_open ON besluit (stuk_id) WHERE status = 'open'",
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("instemming")
                    .col(uuid("besluit_id"))
                    .col(text("plek"))
                    .col(text("namens"))
                    .col(text("door"))
                    .col(uuid_null("reden_id"))
                    .col(timestamp_with_time_zone("op"))
                    .primary_key(Index::create().col("besluit_id").col("plek"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_instemming_besluit")
                            .from("instemming", "besluit_id")
                            .to("besluit", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        // Nobody agrees from two places.
        let mut mens = Index::create();
        mens.name("ux_instemming_door")
            .table("instemming")
            .col("besluit_id")
            .col("door")
            .unique();
        manager.create_index(mens).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["instemming", "besluit"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
