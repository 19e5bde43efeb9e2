//! The second factor, the seats of a duo, roles that two people give, and who may join an
//! organisatie.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, pk_uuid, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
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
        tweede_factor(manager).await?;
        duozetel(manager).await?;
        aanvraag(manager).await?;
        maildomein(manager).await?;
        aanmelding(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in [
            "aanmelding",
            "maildomein",
            "aanvraag",
            "duozetel",
            "herstelcode",
        ] {
            manager
                .drop_table(Table::drop().table(tabel).to_owned())
                .await?;
        }
        for (tabel, kolom) in [("sessie", "half"), ("gebruiker", "totp_nieuw")] {
            manager
                .alter_table(Table::alter().table(tabel).drop_column(kolom).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn tweede_factor(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .alter_table(
            Table::alter()
                .table("sessie")
                // The password was right, the second factor of the account is still to come.
                .add_column(boolean("half").default(false))
                .to_owned(),
        )
        .await?;
    manager
        .alter_table(
            Table::alter()
                .table("gebruiker")
                // A secret that its owner has not confirmed with a code yet. As `totp`, it is
                // encrypted with the key of the platform.
                .add_column(text_null("totp_nieuw"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("herstelcode")
                .col(uuid("gebruiker_id"))
                .col(text("hash"))
                .primary_key(Index::create().col("gebruiker_id").col("hash"))
                .foreign_key(&mut naar_gebruiker("herstelcode"))
                .to_owned(),
        )
        .await
}

/// The two leads of a thema. The primary key keeps a third away, and two of one side.
async fn duozetel(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("duozetel")
                .col(uuid("thema_id"))
                // `rijk` or `gemeente`.
                .col(text("kant"))
                .col(uuid("gebruiker_id"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("thema_id").col("kant"))
                .foreign_key(&mut naar_stuk("thema_id", "duozetel"))
                .foreign_key(&mut naar_gebruiker("duozetel"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_duozetel_gebruiker")
                .table("duozetel")
                .col("gebruiker_id")
                .to_owned(),
        )
        .await
}

/// What one person asked and a second has to agree with.
async fn aanvraag(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("aanvraag")
                .col(pk_uuid("id"))
                // `rol-geven`, `rol-nemen` or `factor-wissen`.
                .col(text("soort"))
                .col(uuid("gebruiker_id"))
                .col(text_null("rol"))
                .col(text_null("bereik"))
                .col(text("reden"))
                .col(uuid("door"))
                .col(timestamp_with_time_zone("op"))
                // Empty as long as nobody decided: `bevestigd`, `afgewezen` or `ingetrokken`.
                .col(text("uitkomst"))
                .col(uuid_null("besloten_door"))
                .col(timestamp_with_time_zone_null("besloten_op"))
                .foreign_key(&mut naar_gebruiker("aanvraag"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_aanvraag_uitkomst")
                .table("aanvraag")
                .col("uitkomst")
                .col("op")
                .to_owned(),
        )
        .await
}

/// The domains of the mail addresses of an organisatie: only who has one of these can be invited.
async fn maildomein(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("maildomein")
                // Lower-case; a domain belongs to one organisatie.
                .col(text("domein").primary_key())
                .col(uuid("organisatie_id"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("organisatie_id", "maildomein"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_maildomein_organisatie")
                .table("maildomein")
                .col("organisatie_id")
                .to_owned(),
        )
        .await
}

/// Who asked to join an organisatie and waits for its beheerder. Gone once that is decided.
async fn aanmelding(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("aanmelding")
                .col(pk_uuid("id"))
                .col(uuid("organisatie_id"))
                .col(text("naam"))
                .col(text("mail").unique_key())
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("organisatie_id", "aanmelding"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_aanmelding_organisatie")
                .table("aanmelding")
                .col("organisatie_id")
                .to_owned(),
        )
        .await
}
