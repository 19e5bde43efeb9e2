//! The spine: what every kind of stuk shares, who reads it, how stukken hang together, what
//! happened to them, and the change log that the search index follows.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_pk_auto, date_null, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::DbBackend,
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
        stuk(manager).await?;
        leesrecht(manager).await?;
        verbanden(manager).await?;
        revisies(manager).await?;
        logboek(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "wijziging",
            "geschiedenis",
            "kenmerk_teller",
            "voorstel",
            "revisie",
            "verband",
            "stuk_waarde",
            "leesrecht",
            "slug_oud",
            "stuk",
        ];
        for table in tables {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn stuk(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("stuk")
                .col(pk_uuid("id"))
                .col(text("soort"))
                .col(text_null("kenmerk").unique_key())
                .col(text("slug"))
                .col(text("titel"))
                .col(sorteerkolom(manager))
                .col(text("samenvatting"))
                .col(text("status"))
                .col(uuid_null("eigenaar_id"))
                .col(text_null("eigenaar_functie"))
                .col(big_integer("versie"))
                .col(date_null("datum"))
                .col(date_null("herzien_voor"))
                .col(text_null("extern_id").unique_key())
                .col(text_null("officieel_id"))
                .col(text_null("zoeknummer"))
                .col(text_null("bron_naam"))
                .col(text_null("bron_url"))
                .col(text_null("bron_plaats"))
                .col(timestamp_with_time_zone("aangemaakt_op"))
                .col(timestamp_with_time_zone("gewijzigd_op"))
                .col(timestamp_with_time_zone_null("gepubliceerd_op"))
                .to_owned(),
        )
        .await?;
    for (name, columns, unique) in [
        ("uq_stuk_soort_slug", &["soort", "slug"][..], true),
        ("uq_stuk_officieel_id", &["officieel_id"], true),
        ("ix_stuk_soort_sorteer", &["soort", "sorteer", "id"], false),
        (
            "ix_stuk_soort_gewijzigd",
            &["soort", "gewijzigd_op", "id"],
            false,
        ),
        ("ix_stuk_zoeknummer", &["zoeknummer"], false),
    ] {
        index(manager, "stuk", name, columns, unique).await?;
    }
    manager
        .create_table(
            Table::create()
                .table("slug_oud")
                .col(text("soort"))
                .col(text("slug"))
                .col(uuid("stuk_id"))
                .col(timestamp_with_time_zone("op"))
                .primary_key(Index::create().col("soort").col("slug"))
                .foreign_key(&mut naar_stuk("stuk_id", "slug_oud"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("stuk_waarde")
                .col(uuid("stuk_id"))
                .col(text("soort"))
                .col(text("waarde"))
                .primary_key(Index::create().col("stuk_id").col("soort").col("waarde"))
                .foreign_key(&mut naar_stuk("stuk_id", "stuk_waarde"))
                .to_owned(),
        )
        .await
}

/// Sorted by its bytes on both databases: PostgreSQL would sort by the locale it was made with.
fn sorteerkolom(manager: &SchemaManager<'_>) -> ColumnDef {
    let mut kolom = text("sorteer");
    if manager.get_database_backend() == DbBackend::Postgres {
        kolom.extra(r#"COLLATE "C""#);
    }
    kolom
}

async fn leesrecht(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("leesrecht")
                .col(uuid("deel_id"))
                .col(text("sleutel"))
                .col(uuid("stuk_id"))
                .primary_key(Index::create().col("deel_id").col("sleutel"))
                .foreign_key(&mut naar_stuk("stuk_id", "leesrecht"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "leesrecht",
        "ix_leesrecht_sleutel",
        &["sleutel", "deel_id"],
        false,
    )
    .await?;
    index(
        manager,
        "leesrecht",
        "ix_leesrecht_stuk",
        &["stuk_id"],
        false,
    )
    .await
}

async fn verbanden(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("verband")
                .col(pk_uuid("id"))
                .col(uuid("van"))
                .col(text("soort"))
                .col(uuid("naar"))
                .col(text("plaats"))
                .foreign_key(&mut naar_stuk("van", "verband"))
                .foreign_key(&mut naar_stuk("naar", "verband"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "verband",
        "uq_verband",
        &["van", "soort", "naar", "plaats"],
        true,
    )
    .await?;
    index(
        manager,
        "verband",
        "ix_verband_naar",
        &["naar", "soort"],
        false,
    )
    .await
}

async fn revisies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("revisie")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(big_integer("nummer"))
                .col(text("inhoud"))
                .col(text("hash"))
                .col(text("door"))
                .col(text("notitie"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("stuk_id", "revisie"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "revisie",
        "uq_revisie_nummer",
        &["stuk_id", "nummer"],
        true,
    )
    .await?;
    manager
        .create_table(
            Table::create()
                .table("voorstel")
                .col(pk_uuid("id"))
                .col(uuid("stuk_id"))
                .col(big_integer("basis_versie"))
                .col(text("inhoud"))
                .col(text("hash"))
                .col(text("status"))
                .col(text("door"))
                .col(timestamp_with_time_zone("op"))
                .foreign_key(&mut naar_stuk("stuk_id", "voorstel"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "voorstel",
        "ix_voorstel_stuk",
        &["stuk_id", "status"],
        false,
    )
    .await?;
    manager
        .create_table(
            Table::create()
                .table("kenmerk_teller")
                .col(text("voorvoegsel"))
                .col(big_integer("jaar"))
                .col(big_integer("laatste"))
                .primary_key(Index::create().col("voorvoegsel").col("jaar"))
                .to_owned(),
        )
        .await
}

/// History and change log. Neither refers to `stuk` by a foreign key: what happened stays
/// written when a stuk is destroyed at the end of its term.
async fn logboek(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("geschiedenis")
                .col(big_pk_auto("volgnummer"))
                .col(uuid("stuk_id"))
                .col(big_integer("nummer"))
                .col(text("actie"))
                .col(text("actor"))
                .col(text("herkomst"))
                .col(text("velden"))
                .col(text("van"))
                .col(text("naar"))
                .col(text("inhoud_hash"))
                .col(timestamp_with_time_zone("op"))
                .col(text("vorige"))
                .col(text("hash"))
                .to_owned(),
        )
        .await?;
    index(
        manager,
        "geschiedenis",
        "uq_geschiedenis",
        &["stuk_id", "nummer"],
        true,
    )
    .await?;
    manager
        .create_table(
            Table::create()
                .table("wijziging")
                .col(big_pk_auto("volgnummer"))
                .col(uuid("stuk_id"))
                .col(timestamp_with_time_zone("op"))
                .to_owned(),
        )
        .await
}

async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    manager.create_index(index).await
}
