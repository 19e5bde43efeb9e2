//! Contacts that change while a bevinding is out for a reply, contacts without an account, and questions that
//! a later version of a bevinding asks again.

use sea_orm_migration::{
    prelude::*,
    schema::{timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
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
        for kolom in KOLOMMEN {
            ververs(manager).await?;
            manager
                .alter_table(
                    Table::alter()
                        .table("wederhoorcontact")
                        .add_column(timestamp_with_time_zone_null(kolom))
                        .to_owned(),
                )
                .await?;
        }
        wederhoorlink(manager).await?;
        vraagvervolg(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vraagvervolg", "wederhoorlink"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        for kolom in KOLOMMEN {
            ververs(manager).await?;
            manager
                .alter_table(
                    Table::alter()
                        .table("wederhoorcontact")
                        .drop_column(kolom)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }
}

/// When somebody was named later than the others, and when they stopped being a contact.
const KOLOMMEN: [&str; 2] = ["erbij_op", "weg_op"];

/// SQLite looks for a column to add or drop in the schema as this connection last saw it. A question
/// to the schema itself makes it look again, when another connection has changed it since.
async fn ververs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.has_table("wederhoorcontact").await?;
    Ok(())
}

/// Who may reply by a toegangslink. The row goes with the link.
async fn wederhoorlink(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("wederhoorlink")
                .col(uuid("wederhoor_id"))
                .col(uuid("link_id"))
                .primary_key(Index::create().col("wederhoor_id").col("link_id"))
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_wederhoorlink_wederhoor")
                        .from("wederhoorlink", "wederhoor_id")
                        .to("wederhoor", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_wederhoorlink_link")
                        .from("wederhoorlink", "link_id")
                        .to("toegangslink", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    let mut link = Index::create();
    link.name("ix_wederhoorlink_link")
        .table("wederhoorlink")
        .col("link_id");
    manager.create_index(link).await
}

/// That a later stuk asks the addressee of a question again.
async fn vraagvervolg(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("vraagvervolg")
                .col(uuid("vraagpunt_id").primary_key())
                .col(uuid("stuk_id"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_vraagvervolg_vraagpunt")
                        .from("vraagvervolg", "vraagpunt_id")
                        .to("vraagpunt", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(&mut naar_stuk("stuk_id", "vraagvervolg"))
                .to_owned(),
        )
        .await
}
