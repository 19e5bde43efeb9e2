//! The mail address that somebody wants instead of theirs, until they show that it is theirs too.

use sea_orm_migration::{prelude::*, schema::text_null};

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
                    .table("toegangscode")
                    .add_column(text_null("nieuw_mail"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ververs(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("toegangscode")
                    .drop_column("nieuw_mail")
                    .to_owned(),
            )
            .await
    }
}

/// SQLite looks for a column to add or drop in the schema as this connection last saw it. A question
/// to the schema itself makes it look again, when another connection has changed it since.
async fn ververs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.has_table("toegangscode").await?;
    Ok(())
}
