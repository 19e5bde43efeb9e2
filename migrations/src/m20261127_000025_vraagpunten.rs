//! Questions that somebody has to answer, about a knelpunt or out of a bevinding, and how often they
//! got more time.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, integer, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
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
                    .table("vraagpunt")
                    .col(pk_uuid("id"))
                    .col(uuid("stuk_id"))
                    .col(integer("nummer"))
                    .col(text("vraag"))
                    // The organisatie that has to answer.
                    .col(uuid("aan_id"))
                    // The last day to answer, as it was first asked.
                    .col(date("uiterlijk"))
                    .col(text("door"))
                    .col(timestamp_with_time_zone("gesteld_op"))
                    .col(text_null("uitkomst"))
                    .col(text("antwoord"))
                    .col(text_null("beantwoord_door"))
                    .col(timestamp_with_time_zone_null("beantwoord_op"))
                    .foreign_key(&mut naar_stuk("stuk_id", "vraagpunt"))
                    .to_owned(),
            )
            .await?;
        let mut nummer = Index::create();
        nummer
            .name("ux_vraagpunt_nummer")
            .table("vraagpunt")
            .col("stuk_id")
            .col("nummer")
            .unique();
        manager.create_index(nummer).await?;
        let mut aan = Index::create();
        aan.name("ix_vraagpunt_aan")
            .table("vraagpunt")
            .col("aan_id");
        manager.create_index(aan).await?;
        manager
            .create_table(
                Table::create()
                    .table("verlenging")
                    .col(uuid("vraagpunt_id"))
                    .col(integer("nummer"))
                    .col(date("tot"))
                    .col(text("reden"))
                    .col(text("door"))
                    .col(timestamp_with_time_zone("op"))
                    .primary_key(Index::create().col("vraagpunt_id").col("nummer"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_verlenging_vraagpunt")
                            .from("verlenging", "vraagpunt_id")
                            .to("vraagpunt", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("vraagherinnering")
                    .col(uuid("vraagpunt_id"))
                    // For which last day, and whether before or after it.
                    .col(date("voor"))
                    .col(text("wat"))
                    .col(timestamp_with_time_zone("op"))
                    .primary_key(Index::create().col("vraagpunt_id").col("voor").col("wat"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_vraagherinnering_vraagpunt")
                            .from("vraagherinnering", "vraagpunt_id")
                            .to("vraagpunt", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vraagherinnering", "verlenging", "vraagpunt"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
