//! The first five kinds, each 1-1 with its stuk. Sections are one ordered JSON list: a kind
//! decides which names it knows, the database does not.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, boolean, date_null, pk_uuid, text},
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
        let tables = [
            soort("praktijk")
                .col(text("fase"))
                .col(text("onderbouwing"))
                .col(text("kosten"))
                .col(boolean("uit_bron"))
                .to_owned(),
            soort("publicatie")
                .col(text("publicatiesoort"))
                .col(text("auteur"))
                .to_owned(),
            soort("regeling")
                .col(text("regelingsoort"))
                .col(text("afkorting"))
                .to_owned(),
            soort("organisatie")
                .col(text("organisatiesoort"))
                .col(text("officiele_naam"))
                .col(text("provincie"))
                .col(big_integer_null("inwoners"))
                .col(text("tooi_uri"))
                .col(date_null("begin"))
                .col(date_null("einde"))
                .to_owned(),
            soort("thema"),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["thema", "organisatie", "regeling", "publicatie", "praktijk"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn soort(table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(pk_uuid("stuk_id"))
        .col(text("tekst"))
        .col(text("secties"))
        .foreign_key(&mut naar_stuk("stuk_id", table))
        .to_owned()
}
