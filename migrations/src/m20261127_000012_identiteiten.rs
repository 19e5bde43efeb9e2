//! Logging in at one's organisation: who somebody is there, and the attempts that are under way.

use sea_orm_migration::{
    prelude::*,
    schema::{pk_uuid, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        identiteit(manager).await?;
        inlogverzoek(manager).await?;
        ververs(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("sessie")
                    // The provider that the login came from, so that logging out goes on there.
                    .add_column(text_null("aanbieder"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ververs(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("sessie")
                    .drop_column("aanbieder")
                    .to_owned(),
            )
            .await?;
        for tabel in ["inlogverzoek", "identiteit"] {
            manager
                .drop_table(Table::drop().table(tabel).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn identiteit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("identiteit")
                .col(pk_uuid("id"))
                .col(uuid("gebruiker_id"))
                // Whoever says who it is, and what they call the person: together they name one
                // person, and neither changes when a mail address does.
                .col(text("issuer"))
                .col(text("sub"))
                .col(timestamp_with_time_zone("gekoppeld"))
                .foreign_key(&mut naar_gebruiker("identiteit"))
                .to_owned(),
        )
        .await?;
    for (naam, kolommen) in [
        ("ux_identiteit_sub", ["issuer", "sub"]),
        // Nobody is two people at one organisation.
        ("ux_identiteit_gebruiker", ["gebruiker_id", "issuer"]),
    ] {
        let [een, twee] = kolommen;
        manager
            .create_index(
                Index::create()
                    .name(naam)
                    .table("identiteit")
                    .col(een)
                    .col(twee)
                    .unique()
                    .to_owned(),
            )
            .await?;
    }
    Ok(())
}

/// Somebody who was sent to their organisation and is not back yet. What the browser holds and what
/// the organisation sends back are here as hashes only: who reads this table can't finish anything.
async fn inlogverzoek(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("inlogverzoek")
                .col(pk_uuid("id"))
                // Of the `state`.
                .col(text("hash").unique_key())
                // Of what the browser holds.
                .col(text("koek"))
                .col(text("aanbieder"))
                // Where the visitor wanted to go.
                .col(text("naar"))
                // The level that was asked.
                .col(text("niveau"))
                // Who confirms who they are; none for who logs in.
                .col(uuid_null("gebruiker_id"))
                .col(timestamp_with_time_zone("verloopt"))
                .foreign_key(&mut naar_gebruiker("inlogverzoek"))
                .to_owned(),
        )
        .await
}

fn naar_gebruiker(van: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{van}_gebruiker"))
        .from(van, "gebruiker_id")
        .to("gebruiker", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// SQLite looks for a column to add or drop in the schema as this connection last saw it. A question
/// to the schema itself makes it look again, when another connection has changed it since.
async fn ververs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.has_table("sessie").await?;
    Ok(())
}
