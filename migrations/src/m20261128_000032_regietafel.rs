//! What is decided: besluiten of a duo with who agreed, what a duo puts to the regietafel and when that meets, and
//! how a duo says that its thema stands.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, pk_uuid, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid, uuid_null,
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
        for tabel in [
            besluitstuk(),
            themainstemming(),
            vergadering(),
            escalatie(),
            trajectstand(),
        ] {
            manager.create_table(tabel).await?;
        }
        for (naam, tabel, kolom) in [
            ("ix_besluitstuk_thema", "besluitstuk", "thema_id"),
            ("ix_escalatie_stuk", "escalatie", "stuk_id"),
            ("ix_escalatie_status", "escalatie", "status"),
            ("ix_vergadering_dag", "vergadering", "dag"),
            ("ix_trajectstand_thema", "trajectstand", "thema_id"),
        ] {
            let mut index = Index::create();
            index.name(naam).table(tabel).col(kolom);
            manager.create_index(index).await?;
        }
        // Nobody agrees from two places.
        let mut mens = Index::create();
        mens.name("ux_themainstemming_door")
            .table("themainstemming")
            .col("stuk_id")
            .col("door")
            .unique();
        manager.create_index(mens).await?;
        // Of a stuk one question lies at the regietafel, at most.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ux_escalatie_open ON escalatie (stuk_id) WHERE status = 'open'",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "trajectstand",
            "escalatie",
            "vergadering",
            "themainstemming",
            "besluitstuk",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn besluitstuk() -> TableCreateStatement {
    Table::create()
        .table("besluitstuk")
        .col(uuid("stuk_id").primary_key())
        .col(uuid("thema_id"))
        .col(text("niveau"))
        // What is decided, and why.
        .col(text("tekst"))
        .col(text("waarom"))
        // The duo or the regietafel; of the latter also what it comes to.
        .col(text("door"))
        .col(text_null("uitkomst"))
        // Whose words they are.
        .col(text("indiener"))
        // The hash of all that one agrees with.
        .col(text("afdruk"))
        .foreign_key(&mut naar_stuk("stuk_id", "besluitstuk"))
        .to_owned()
}

fn themainstemming() -> TableCreateStatement {
    Table::create()
        .table("themainstemming")
        .col(uuid("stuk_id"))
        .col(text("plek"))
        .col(text("namens"))
        .col(text("door"))
        // What was agreed with: with another hash it counts no more.
        .col(text("afdruk"))
        .col(timestamp_with_time_zone("op"))
        .primary_key(Index::create().col("stuk_id").col("plek"))
        .foreign_key(&mut naar_stuk("stuk_id", "themainstemming"))
        .to_owned()
}

fn vergadering() -> TableCreateStatement {
    Table::create()
        .table("vergadering")
        .col(pk_uuid("id"))
        .col(date("dag"))
        .col(text("door"))
        .col(timestamp_with_time_zone("op"))
        .col(timestamp_with_time_zone_null("vervallen_op"))
        // Why it does not take place; empty when it does.
        .col(text("reden"))
        .to_owned()
}

fn escalatie() -> TableCreateStatement {
    Table::create()
        .table("escalatie")
        .col(pk_uuid("id"))
        .col(uuid("stuk_id"))
        .col(uuid("thema_id"))
        .col(text("vraag"))
        .col(text("door"))
        .col(timestamp_with_time_zone("op"))
        .col(text("status"))
        // Where the secretaris put it; none as long as it is on the first one by itself.
        .col(uuid_null("vergadering_id"))
        .col(uuid_null("besluit_id"))
        .col(timestamp_with_time_zone_null("afgehandeld_op"))
        .foreign_key(&mut naar_stuk("stuk_id", "escalatie"))
        .to_owned()
}

fn trajectstand() -> TableCreateStatement {
    Table::create()
        .table("trajectstand")
        .col(pk_uuid("id"))
        .col(uuid("thema_id"))
        .col(text("stand"))
        .col(text("toelichting"))
        .col(text("door"))
        .col(timestamp_with_time_zone("op"))
        .foreign_key(&mut naar_stuk("thema_id", "trajectstand"))
        .to_owned()
}
