//! The schema of Dwarsverband, for SQLite and PostgreSQL.
//!
//! One change per file, in the order of [`Migrator::migrations`]. A migration that has been
//! released is never edited: the next change is a new file, and it must leave the running
//! version working (add first, remove a release later).
//!
//! Columns keep to what both databases agree on: UUID, text, 64-bit integers, booleans, dates
//! and UTC timestamps. Enumerations are text, and text is never sorted by the database except
//! in columns made for it (lower-case, folded), because the two collate differently.

use sea_orm_migration::prelude::*;

mod m20261121_000001_stukken;
mod m20261121_000002_soorten;
mod m20261121_000003_inlezingen;
mod m20261122_000004_platform;
mod m20261122_000005_artikelen;
mod m20261126_000006_zoekwoorden;
mod m20261126_000007_herbouw;
mod m20261126_000008_plaatsen;
mod m20261127_000009_gebruikers;
mod m20261127_000010_toegang;
mod m20261127_000011_taken;
mod m20261127_000012_identiteiten;
mod m20261127_000013_logboek;
mod m20261127_000014_bijlagen;
mod m20261127_000015_apitokens;
mod m20261127_000016_nieuw_mailadres;
mod m20261127_000017_schrijven;
mod m20261127_000018_toepassing;
mod m20261127_000019_proefprojecten;
mod m20261127_000020_zoeknaam;
mod m20261127_000021_toegangslinken;
mod m20261127_000022_overnames;
mod m20261127_000023_besluiten;
mod m20261127_000024_knelpunten;
mod m20261127_000025_vraagpunten;
mod m20261127_000026_navraag;
mod m20261127_000027_bevindingen;
mod m20261128_000028_wederhoor;
mod m20261128_000029_notities;
mod m20261128_000030_kennisvragen;
mod m20261128_000031_acties_bijeenkomsten;
mod m20261128_000032_regietafel;
mod m20261128_000033_duos;

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_stukken::Migration),
            Box::new(m20261121_000002_soorten::Migration),
            Box::new(m20261121_000003_inlezingen::Migration),
            Box::new(m20261122_000004_platform::Migration),
            Box::new(m20261122_000005_artikelen::Migration),
            Box::new(m20261126_000006_zoekwoorden::Migration),
            Box::new(m20261126_000007_herbouw::Migration),
            Box::new(m20261126_000008_plaatsen::Migration),
            Box::new(m20261127_000009_gebruikers::Migration),
            Box::new(m20261127_000010_toegang::Migration),
            Box::new(m20261127_000011_taken::Migration),
            Box::new(m20261127_000012_identiteiten::Migration),
            Box::new(m20261127_000013_logboek::Migration),
            Box::new(m20261127_000014_bijlagen::Migration),
            Box::new(m20261127_000015_apitokens::Migration),
            Box::new(m20261127_000016_nieuw_mailadres::Migration),
            Box::new(m20261127_000017_schrijven::Migration),
            Box::new(m20261127_000018_toepassing::Migration),
            Box::new(m20261127_000019_proefprojecten::Migration),
            Box::new(m20261127_000020_zoeknaam::Migration),
            Box::new(m20261127_000021_toegangslinken::Migration),
            Box::new(m20261127_000022_overnames::Migration),
            Box::new(m20261127_000023_besluiten::Migration),
            Box::new(m20261127_000024_knelpunten::Migration),
            Box::new(m20261127_000025_vraagpunten::Migration),
            Box::new(m20261127_000026_navraag::Migration),
            Box::new(m20261127_000027_bevindingen::Migration),
            Box::new(m20261128_000028_wederhoor::Migration),
            Box::new(m20261128_000029_notities::Migration),
            Box::new(m20261128_000030_kennisvragen::Migration),
            Box::new(m20261128_000031_acties_bijeenkomsten::Migration),
            Box::new(m20261128_000032_regietafel::Migration),
            Box::new(m20261128_000033_duos::Migration),
        ]
    }
}

/// Each migration is whole or not at all, also on SQLite, where sea-orm would leave it open: a
/// process that is killed half-way must not leave a schema that no later start can use.
const IN_TRANSACTION: Option<bool> = Some(true);

/// A foreign key to the stuk that a row belongs to.
fn naar_stuk(kolom: &'static str, van: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{van}_{kolom}"))
        .from(van, kolom)
        .to("stuk", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// A foreign key to the account that a row belongs to.
fn naar_gebruiker(van: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{van}_gebruiker"))
        .from(van, "gebruiker_id")
        .to("gebruiker", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
