//! The work of the dwarskijker: bevindingen, the right of reply on each, and notes in the dossiers.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, integer, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
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
        manager
            .create_table(
                Table::create()
                    .table("bevinding")
                    .col(uuid("stuk_id").primary_key())
                    .col(text("tekst"))
                    .col(text("secties"))
                    // What is recommended to whom, as JSON.
                    .col(text("aanbevelingen"))
                    // The dossier it belongs to.
                    .col(uuid_null("thema_id"))
                    // The bevinding that this one corrects.
                    .col(uuid_null("verbetert_id"))
                    // How often it was sent for a reply.
                    .col(integer("ronde"))
                    // Of what was established with the replies to it; empty before that.
                    .col(text("hash"))
                    .col(timestamp_with_time_zone_null("vastgesteld_op"))
                    .foreign_key(&mut naar_stuk("stuk_id", "bevinding"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("wederhoor")
                    .col(pk_uuid("id"))
                    .col(uuid("bevinding_id"))
                    .col(integer("ronde"))
                    .col(uuid("organisatie_id"))
                    // The number of the revisie that was sent.
                    .col(integer("revisie"))
                    .col(timestamp_with_time_zone("gevraagd_op"))
                    .col(date("uiterlijk"))
                    .col(text("reactie"))
                    .col(text_null("gereageerd_door"))
                    .col(timestamp_with_time_zone_null("gereageerd_op"))
                    .foreign_key(&mut naar_stuk("bevinding_id", "wederhoor"))
                    .to_owned(),
            )
            .await?;
        let mut een = Index::create();
        een.name("ux_wederhoor_organisatie")
            .table("wederhoor")
            .col("bevinding_id")
            .col("ronde")
            .col("organisatie_id")
            .unique();
        manager.create_index(een).await?;
        manager
            .create_table(
                Table::create()
                    .table("wederhoorcontact")
                    .col(uuid("wederhoor_id"))
                    .col(uuid("gebruiker_id"))
                    .primary_key(Index::create().col("wederhoor_id").col("gebruiker_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_wederhoorcontact_wederhoor")
                            .from("wederhoorcontact", "wederhoor_id")
                            .to("wederhoor", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        let mut wie = Index::create();
        wie.name("ix_wederhoorcontact_gebruiker")
            .table("wederhoorcontact")
            .col("gebruiker_id");
        manager.create_index(wie).await?;
        manager
            .create_table(
                Table::create()
                    .table("dossiernotitie")
                    .col(pk_uuid("id"))
                    .col(uuid("thema_id"))
                    .col(text("tekst"))
                    .col(text("door"))
                    .col(timestamp_with_time_zone("op"))
                    .foreign_key(&mut naar_stuk("thema_id", "dossiernotitie"))
                    .to_owned(),
            )
            .await?;
        let mut thema = Index::create();
        thema
            .name("ix_dossiernotitie_thema")
            .table("dossiernotitie")
            .col("thema_id");
        manager.create_index(thema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "dossiernotitie",
            "wederhoorcontact",
            "wederhoor",
            "bevinding",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
