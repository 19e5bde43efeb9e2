//! Tokens with which a program reads the API in the name of an account.

use sea_orm_migration::{
    prelude::*,
    schema::{pk_uuid, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
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
                    .table("apitoken")
                    .col(pk_uuid("id"))
                    .col(uuid("gebruiker_id"))
                    // What its owner calls it.
                    .col(text("naam"))
                    // Of the token: who reads this table can't use one.
                    .col(text("hash").unique_key())
                    // With spaces between them.
                    .col(text("scopes"))
                    .col(timestamp_with_time_zone("gemaakt"))
                    .col(timestamp_with_time_zone("verloopt"))
                    .col(timestamp_with_time_zone_null("gebruikt"))
                    .col(timestamp_with_time_zone_null("ingetrokken"))
                    // When its owner was told that it ends soon.
                    .col(timestamp_with_time_zone_null("gewaarschuwd"))
                    .foreign_key(&mut crate::naar_gebruiker("apitoken"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_apitoken_gebruiker")
                    .table("apitoken")
                    .col("gebruiker_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("apitoken").to_owned())
            .await
    }
}
