//! What does not work: signalen, the knelpunten that are made of them, who says that it plays there as
//! well, and which knelpunt each of these was moved from and to.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, pk_uuid, text, text_null, timestamp_with_time_zone,
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
        let tabellen = [
            knelpunt(),
            signaal(),
            signaalgemeente(),
            bijval(),
            verplaatsing(),
        ];
        for tabel in tabellen {
            manager.create_table(tabel).await?;
        }
        for (naam, tabel, kolom) in [
            ("ix_signaal_knelpunt", "signaal", "knelpunt_id"),
            ("ix_signaal_melder", "signaal", "melder_id"),
            (
                "ix_signaalgemeente_organisatie",
                "signaalgemeente",
                "organisatie_id",
            ),
            ("ix_bijval_knelpunt", "bijval", "knelpunt_id"),
            ("ix_bijval_gebruiker", "bijval", "gebruiker_id"),
            ("ix_verplaatsing_naar", "verplaatsing", "naar_id"),
            ("ix_verplaatsing_van", "verplaatsing", "van_id"),
            ("ix_verplaatsing_deel", "verplaatsing", "deel_id"),
        ] {
            let mut index = Index::create();
            index.name(naam).table(tabel).col(kolom);
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "verplaatsing",
            "bijval",
            "signaalgemeente",
            "signaal",
            "knelpunt",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn knelpunt() -> TableCreateStatement {
    Table::create()
        .table("knelpunt")
        .col(uuid("stuk_id").primary_key())
        .col(text("tekst"))
        .col(text("secties"))
        .col(text_null("oorzaak"))
        // The five steps as JSON, in order: null, or what was said of one.
        .col(text("treden"))
        // The thema that leads; the others that it belongs to follow.
        .col(uuid_null("trekker_id"))
        .col(boolean("uit_bron"))
        // How often it was closed, and how often it was opened again after that.
        .col(integer("gesloten"))
        .col(integer("heropend"))
        // When it was closed last.
        .col(timestamp_with_time_zone_null("gesloten_op"))
        .foreign_key(&mut naar_stuk("stuk_id", "knelpunt"))
        .to_owned()
}

fn signaal() -> TableCreateStatement {
    Table::create()
        .table("signaal")
        .col(uuid("stuk_id").primary_key())
        .col(text("tekst"))
        .col(text("voor_wie"))
        .col(text("regel"))
        .col(text("geprobeerd"))
        .col(boolean("vertrouwelijk"))
        .col(uuid("melder_id"))
        // The organisatie that the melder speaks for.
        .col(uuid_null("namens_id"))
        // The thema whose duo looks at it.
        .col(uuid_null("thema_id"))
        .col(uuid_null("knelpunt_id"))
        // What the dwarskijker lets the knelpunt say of a vertrouwelijk signaal.
        .col(text("verwoording"))
        .foreign_key(&mut naar_stuk("stuk_id", "signaal"))
        .to_owned()
}

fn signaalgemeente() -> TableCreateStatement {
    Table::create()
        .table("signaalgemeente")
        .col(uuid("signaal_id"))
        .col(uuid("organisatie_id"))
        .primary_key(Index::create().col("signaal_id").col("organisatie_id"))
        .foreign_key(&mut naar_stuk("signaal_id", "signaalgemeente"))
        .to_owned()
}

fn bijval() -> TableCreateStatement {
    Table::create()
        .table("bijval")
        .col(pk_uuid("id"))
        .col(uuid("knelpunt_id"))
        .col(uuid("organisatie_id"))
        .col(uuid("gebruiker_id"))
        .col(text("toelichting"))
        .col(timestamp_with_time_zone("op"))
        .foreign_key(&mut naar_stuk("knelpunt_id", "bijval"))
        .to_owned()
}

fn verplaatsing() -> TableCreateStatement {
    Table::create()
        .table("verplaatsing")
        .col(pk_uuid("id"))
        // `signaal` or `bijval`, and which.
        .col(text("soort"))
        .col(uuid("deel_id"))
        .col(uuid_null("van_id"))
        .col(uuid("naar_id"))
        .col(uuid_null("reden_id"))
        .col(text("door"))
        .col(timestamp_with_time_zone("op"))
        .to_owned()
}
