//! The articles of a regeling that we say something about: one ordered JSON list, like sections. The
//! default lets the version before this one go on writing.

use sea_orm_migration::{prelude::*, schema::text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ververs(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("regeling")
                    .add_column(text("artikelen").default("[]"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ververs(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("regeling")
                    .drop_column("artikelen")
                    .to_owned(),
            )
            .await
    }
}

/// SQLite looks for a column to add or drop in the schema as this connection last saw it. A question
/// to the schema itself makes it look again, when another connection has changed it since.
async fn ververs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.has_table("regeling").await?;
    Ok(())
}
