//! Who does what by when in a thema, and when its people meet: acties with who was reminded of them, and
//! bijeenkomsten with who is invited, what they answered and who was there.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean_null, date, integer, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
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
        for tabel in [actie(), actieherinnering(), bijeenkomst(), genodigde()] {
            manager.create_table(tabel).await?;
        }
        for (naam, tabel, kolom) in [
            ("ix_actie_thema", "actie", "thema_id"),
            ("ix_actie_houder", "actie", "houder_id"),
            ("ix_actie_voor", "actie", "voor"),
            ("ix_bijeenkomst_thema", "bijeenkomst", "thema_id"),
            ("ix_genodigde_gebruiker", "genodigde", "gebruiker_id"),
        ] {
            let mut index = Index::create();
            index.name(naam).table(tabel).col(kolom);
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["genodigde", "bijeenkomst", "actieherinnering", "actie"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn actie() -> TableCreateStatement {
    Table::create()
        .table("actie")
        .col(uuid("stuk_id").primary_key())
        .col(uuid("thema_id"))
        .col(text("niveau"))
        .col(text("toelichting"))
        // The account that has to do it. It stays when they leave the thema: then it has no owner.
        .col(uuid("houder_id"))
        // The last day to do it.
        .col(date("voor"))
        .foreign_key(&mut naar_stuk("stuk_id", "actie"))
        .to_owned()
}

fn actieherinnering() -> TableCreateStatement {
    Table::create()
        .table("actieherinnering")
        .col(uuid("stuk_id"))
        // Who was told, for which last day, and whether before or after it.
        .col(uuid("houder_id"))
        .col(date("voor"))
        .col(text("wat"))
        .col(timestamp_with_time_zone("op"))
        .primary_key(
            Index::create()
                .col("stuk_id")
                .col("houder_id")
                .col("voor")
                .col("wat"),
        )
        .foreign_key(&mut naar_stuk("stuk_id", "actieherinnering"))
        .to_owned()
}

fn bijeenkomst() -> TableCreateStatement {
    Table::create()
        .table("bijeenkomst")
        .col(uuid("stuk_id").primary_key())
        .col(uuid("thema_id"))
        .col(text("niveau"))
        .col(timestamp_with_time_zone("begin"))
        .col(timestamp_with_time_zone("einde"))
        // Where: a place, an address to meet online at, or both.
        .col(text("plek"))
        .col(text("link"))
        .col(text("agenda"))
        .col(text("verslag"))
        // Counts the changes that calendars have to hear of (RFC 5545, SEQUENCE).
        .col(integer("volgnummer"))
        .foreign_key(&mut naar_stuk("stuk_id", "bijeenkomst"))
        .to_owned()
}

fn genodigde() -> TableCreateStatement {
    Table::create()
        .table("genodigde")
        .col(uuid("stuk_id"))
        .col(uuid("gebruiker_id"))
        // What they answered; none as long as they did not.
        .col(text_null("antwoord"))
        .col(timestamp_with_time_zone_null("antwoord_op"))
        // Whether they were there; none as long as nobody said.
        .col(boolean_null("aanwezig"))
        .primary_key(Index::create().col("stuk_id").col("gebruiker_id"))
        .foreign_key(&mut naar_stuk("stuk_id", "genodigde"))
        .to_owned()
}
