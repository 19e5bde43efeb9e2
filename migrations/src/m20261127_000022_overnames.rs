//! Overnames: an organisatie asks for a praktijk that the redactie told from a bron.

use sea_orm_migration::{
    prelude::*,
    schema::{
        pk_uuid, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    },
};

use crate::{naar_gebruiker, naar_stuk};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    /// `reden` is why it is theirs, `besluit` why it was decided so; both may be empty.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("overname")
                    .col(pk_uuid("id"))
                    .col(uuid("stuk_id"))
                    .col(uuid("organisatie_id"))
                    .col(uuid("gebruiker_id"))
                    .col(text("functie"))
                    .col(text("toelichting"))
                    .col(text("reden"))
                    .col(text("status"))
                    .col(timestamp_with_time_zone("op"))
                    .col(text_null("besloten_door"))
                    .col(timestamp_with_time_zone_null("besloten_op"))
                    .col(text("besluit"))
                    .foreign_key(&mut naar_stuk("stuk_id", "overname"))
                    .foreign_key(&mut naar_stuk("organisatie_id", "overname"))
                    .foreign_key(&mut naar_gebruiker("overname"))
                    .to_owned(),
            )
            .await?;
        for (name, column) in [
            ("ix_overname_stuk", "stuk_id"),
            ("ix_overname_organisatie", "organisatie_id"),
            ("ix_overname_gebruiker", "gebruiker_id"),
            ("ix_overname_status", "status"),
        ] {
            let mut index = Index::create();
            index.name(name).table("overname").col(column);
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("overname").to_owned())
            .await
    }
}
