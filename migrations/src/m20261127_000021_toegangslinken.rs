//! Toegangslinken: somebody without an account reads one stuk and says whether it is right.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
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
        toegangslink(manager).await?;
        linkreactie(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["linkreactie", "toegangslink"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// Who was invited, by whom, and until when. `code_hash` is of the code in the mail, which is made when
/// that is sent; `sessie_hash` of what the browser holds that opened it last.
async fn toegangslink(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("toegangslink")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(uuid("gebruiker_id"))
                .col(text("naam"))
                .col(text("mail"))
                .col(text_null("code_hash"))
                .col(text_null("sessie_hash"))
                .col(timestamp_with_time_zone("gemaakt"))
                .col(timestamp_with_time_zone("verloopt"))
                .col(timestamp_with_time_zone_null("ingetrokken"))
                .col(timestamp_with_time_zone_null("geopend"))
                .foreign_key(&mut naar_stuk("stuk_id", "toegangslink"))
                .foreign_key(&mut naar_gebruiker("toegangslink"))
                .to_owned(),
        )
        .await?;
    for (name, column, uniek) in [
        ("ix_toegangslink_stuk", "stuk_id", false),
        ("ix_toegangslink_gebruiker", "gebruiker_id", false),
        ("ux_toegangslink_code", "code_hash", true),
        ("ux_toegangslink_sessie", "sessie_hash", true),
    ] {
        let mut index = Index::create();
        index.name(name).table("toegangslink").col(column);
        if uniek {
            index.unique();
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

/// What somebody with a link said of a version of the stuk. `opmerkingen` is JSON: a list of the heading
/// and what was said about the text under it.
async fn linkreactie(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("linkreactie")
                .col(pk_uuid("id"))
                .col(uuid("link_id"))
                .col(uuid("stuk_id"))
                .col(big_integer("versie"))
                .col(text("oordeel"))
                .col(text("toelichting"))
                .col(text("opmerkingen"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_linkreactie_link_id")
                        .from("linkreactie", "link_id")
                        .to("toegangslink", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(&mut naar_stuk("stuk_id", "linkreactie"))
                .to_owned(),
        )
        .await?;
    for (name, column) in [
        ("ix_linkreactie_link", "link_id"),
        ("ix_linkreactie_stuk", "stuk_id"),
    ] {
        let mut index = Index::create();
        index.name(name).table("linkreactie").col(column);
        manager.create_index(index).await?;
    }
    Ok(())
}
