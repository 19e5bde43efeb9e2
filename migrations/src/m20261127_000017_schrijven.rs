//! Writing on the platform: who writes a stuk, what a voorstel was before, why something was done, and
//! what was published without a second pair of eyes.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, pk_uuid, text, text_null, timestamp_with_time_zone,
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
        auteur(manager).await?;
        reden(manager).await?;
        voorstel(manager).await?;
        spoed(manager).await?;
        intrekking(manager).await?;
        effect(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["intrekking", "spoed", "voorstel_revisie", "reden", "auteur"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        for (table, kolom) in [
            ("voorstel", "versie"),
            ("voorstel", "notitie"),
            ("praktijk", "effect"),
        ] {
            ververs(manager, table).await?;
            manager
                .alter_table(Table::alter().table(table).drop_column(kolom).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// The accounts that write a stuk. What was published no longer carries their keys, and this still
/// says who wrote it.
async fn auteur(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("auteur")
                .col(uuid("stuk_id"))
                .col(uuid("gebruiker_id"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("stuk_id").col("gebruiker_id"))
                .foreign_key(&mut naar_stuk("stuk_id", "auteur"))
                .to_owned(),
        )
        .await?;
    index(manager, "auteur", "ix_auteur_gebruiker", &["gebruiker_id"]).await
}

/// Why somebody did something, in their words. The geschiedenis names the row and holds no text; a
/// reden can have keys of its own.
async fn reden(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("reden")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(text("actie"))
                .col(text("tekst"))
                .col(text("door"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("stuk_id", "reden"))
                .to_owned(),
        )
        .await?;
    index(manager, "reden", "ix_reden_stuk", &["stuk_id"]).await
}

/// A voorstel is written like a stuk: in versions that each know who wrote them.
async fn voorstel(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    ververs(manager, "voorstel").await?;
    for kolom in [
        big_integer("versie").default(1).to_owned(),
        text("notitie").default("").to_owned(),
    ] {
        manager
            .alter_table(
                Table::alter()
                    .table("voorstel")
                    .add_column(kolom)
                    .to_owned(),
            )
            .await?;
    }
    manager
        .create_table(
            Table::create()
                .table("voorstel_revisie")
                .col(uuid("voorstel_id"))
                .col(big_integer("nummer"))
                .col(uuid("stuk_id"))
                .col(text("inhoud"))
                .col(text("hash"))
                .col(text("door"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("voorstel_id").col("nummer"))
                .foreign_key(&mut naar_stuk("stuk_id", "voorstel_revisie"))
                .to_owned(),
        )
        .await
}

/// What was published in a hurry by one person, until somebody else has approved it.
async fn spoed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("spoed")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(uuid_null("voorstel_id"))
                .col(uuid("reden_id"))
                .col(text("door"))
                .col(timestamp_with_time_zone("op"))
                .col(text_null("bekrachtigd_door"))
                .col(timestamp_with_time_zone_null("bekrachtigd_op"))
                .foreign_key(&mut naar_stuk("stuk_id", "spoed"))
                .to_owned(),
        )
        .await?;
    index(manager, "spoed", "ix_spoed_stuk", &["stuk_id"]).await
}

/// Why a stuk was withdrawn, and what took its place.
async fn intrekking(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("intrekking")
                .col(pk_uuid("stuk_id"))
                .col(text("waarom"))
                .col(uuid_null("opgegaan_in"))
                .col(uuid("reden_id"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("stuk_id", "intrekking"))
                .to_owned(),
        )
        .await
}

/// What a praktijk brings, the third of the triad.
async fn effect(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    ververs(manager, "praktijk").await?;
    manager
        .alter_table(
            Table::alter()
                .table("praktijk")
                .add_column(text("effect").default("niet-bekend"))
                .to_owned(),
        )
        .await
}

async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

/// SQLite looks for a column to add or drop in the schema as this connection last saw it. A question
/// to the schema itself makes it look again, when another connection has changed it since.
async fn ververs(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    manager.has_table(table).await?;
    Ok(())
}
