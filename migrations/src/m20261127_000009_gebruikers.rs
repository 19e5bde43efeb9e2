//! Who has an account, what each may do, and where they are logged in. A person's name and mail
//! address stand here and nowhere else: everything else names the number of the account.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer_null, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
    },
};

use crate::naar_gebruiker;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        gebruiker(manager).await?;
        toekenning(manager).await?;
        sessie(manager).await?;
        inlogpoging(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in ["inlogpoging", "sessie", "toekenning", "gebruiker"] {
            manager
                .drop_table(Table::drop().table(tabel).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn gebruiker(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("gebruiker")
                .col(pk_uuid("id"))
                .col(text("naam"))
                // Lower-case: one account per address, however it is typed.
                .col(text("mail").unique_key())
                .col(text("status"))
                // As argon2 writes it, with its settings; none for who logs in elsewhere.
                .col(text_null("wachtwoord"))
                // The secret of the second factor in base32, and the last step that was used, so
                // that a code works once.
                .col(text_null("totp"))
                .col(big_integer_null("totp_stap"))
                .col(timestamp_with_time_zone("aangemaakt"))
                .col(timestamp_with_time_zone_null("ingelogd"))
                .to_owned(),
        )
        .await
}

/// A role that is taken away is a row less; the geschiedenis of the account keeps both.
async fn toekenning(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("toekenning")
                .col(uuid("gebruiker_id"))
                .col(text("rol"))
                // `landelijk`, or kind and stuk: `organisatie:ID`, `thema:ID`, `tafel:ID`.
                .col(text("bereik"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("gebruiker_id").col("rol").col("bereik"))
                .foreign_key(&mut naar_gebruiker("toekenning"))
                .to_owned(),
        )
        .await?;
    // Who has a role in a place.
    manager
        .create_index(
            Index::create()
                .name("ix_toekenning_bereik")
                .table("toekenning")
                .col("bereik")
                .col("rol")
                .to_owned(),
        )
        .await
}

async fn sessie(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("sessie")
                .col(pk_uuid("id"))
                // The hash of what the browser holds: who reads this table can't log in with it.
                .col(text("hash").unique_key())
                .col(uuid("gebruiker_id"))
                .col(timestamp_with_time_zone("begin"))
                .col(timestamp_with_time_zone_null("sterk"))
                .col(timestamp_with_time_zone("gezien"))
                // The browser, in words that its user knows.
                .col(text("programma"))
                .foreign_key(&mut naar_gebruiker("sessie"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_sessie_gebruiker")
                .table("sessie")
                .col("gebruiker_id")
                .to_owned(),
        )
        .await
}

/// Failed logins, by the hash of the address that was typed: also of addresses without an account,
/// which must not answer differently.
async fn inlogpoging(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("inlogpoging")
                .col(pk_uuid("id"))
                .col(text("hash"))
                .col(timestamp_with_time_zone("op"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_inlogpoging")
                .table("inlogpoging")
                .col("hash")
                .col("op")
                .to_owned(),
        )
        .await
}
