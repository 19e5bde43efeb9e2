//! What others make of a stuk: which organisatie does the same, who judged how well it is founded,
//! whom it was told that it has to be looked at again, and what somebody asked about it.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date, pk_uuid, text, timestamp_with_time_zone,
        uuid, uuid_null,
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

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        toepassing(manager).await?;
        oordeel(manager).await?;
        herinnering(manager).await?;
        contactbericht(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["contactbericht", "herinnering", "oordeel", "toepassing"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// What an organisatie says it does with a praktijk of another: one record for each of them.
/// `afwijking` is empty where there is no regional policy to deviate from; `bedrag` is in euros a
/// year.
async fn toepassing(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("toepassing")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(uuid("organisatie_id"))
                .col(text("soort"))
                .col(text("veranderd"))
                .col(text("opgebracht"))
                .col(text("afwijking"))
                .col(text("meerkosten"))
                .col(big_integer_null("bedrag"))
                .col(big_integer("versie"))
                .col(text("door"))
                .col(timestamp_with_time_zone("gemaakt"))
                .col(timestamp_with_time_zone("gewijzigd"))
                .foreign_key(&mut naar_stuk("stuk_id", "toepassing"))
                .foreign_key(&mut naar_stuk("organisatie_id", "toepassing"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ux_toepassing_stuk")
                .table("toepassing")
                .col("stuk_id")
                .col("organisatie_id")
                .unique()
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "toepassing",
        "ix_toepassing_organisatie",
        "organisatie_id",
    )
    .await
}

/// How well somebody from outside found a praktijk founded, on behalf of whom and why. Without an
/// organisatie it was the redactie.
async fn oordeel(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("oordeel")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(text("van"))
                .col(text("onderbouwing"))
                .col(uuid_null("organisatie_id"))
                .col(text("door"))
                .col(text("reden"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("stuk_id", "oordeel"))
                .to_owned(),
        )
        .await?;
    index(manager, "oordeel", "ix_oordeel_stuk", "stuk_id").await
}

/// That the function was told, for a day before which a stuk had to be looked at again. The row of
/// that day itself is what search knows an overdue stuk by.
async fn herinnering(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("herinnering")
                .col(uuid("stuk_id"))
                .col(date("voor"))
                .col(text("wat"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("stuk_id").col("voor").col("wat"))
                .foreign_key(&mut naar_stuk("stuk_id", "herinnering"))
                .to_owned(),
        )
        .await
}

/// What somebody asked about a stuk, or answered. Without `aan_id` it is for who looks after the
/// stuk.
async fn contactbericht(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contactbericht")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(uuid("gebruiker_id"))
                .col(uuid_null("aan_id"))
                .col(text("tekst"))
                .col(boolean("met_adres"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("stuk_id", "contactbericht"))
                .foreign_key(&mut naar_gebruiker("contactbericht"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "contactbericht",
        "ix_contactbericht_gebruiker",
        "gebruiker_id",
    )
    .await
}

async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
    column: &'static str,
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table).col(column);
    manager.create_index(index).await
}
