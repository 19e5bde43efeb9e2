//! The database in a file, and back.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use anyhow::{Context as _, bail};
use reqwest::Url;
use sea_orm::{ConnectionTrait as _, Statement};

use super::manifest::Database;
use crate::db::Db;

/// Which database is at an address.
pub fn soort(url: &str) -> Database {
    if url.starts_with("sqlite:") {
        Database::Sqlite
    } else {
        Database::Postgresql
    }
}

/// The file of an SQLite address.
pub fn sqlite_bestand(url: &str) -> PathBuf {
    let pad = url.strip_prefix("sqlite:").unwrap_or(url);
    let pad = pad.strip_prefix("//").unwrap_or(pad);
    pad.split('?').next().unwrap_or(pad).into()
}

/// Writes the database into a new file, as it is at one moment. Others go on writing.
///
/// # Errors
/// The database or the folder can't be used, or `pg_dump` is not there.
pub async fn naar_bestand(db: &Db, url: &str, bestand: &Path) -> anyhow::Result<()> {
    match soort(url) {
        Database::Sqlite => {
            let naam = bestand.to_str().context("de map heeft een vreemde naam")?;
            let vraag =
                Statement::from_sql_and_values(db.backend(), "VACUUM INTO ?", [naam.into()]);
            db.read().execute_raw(vraag).await?;
        }
        Database::Postgresql => {
            let vlaggen = [
                "--format=custom",
                "--compress=0",
                "--no-owner",
                "--no-privileges",
            ];
            let mut opdracht = programma("pg_dump", url)?;
            opdracht.args(vlaggen).arg("--file").arg(bestand);
            voer_uit("pg_dump", opdracht).await?;
        }
    }
    Ok(())
}

/// Fills an empty PostgreSQL database from a file: all of it or nothing.
///
/// # Errors
/// The database refuses, or `pg_restore` is not there.
pub async fn uit_bestand(url: &str, bestand: &Path) -> anyhow::Result<()> {
    let vlaggen = [
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
    ];
    let mut lijst = Command::new("pg_restore");
    lijst.arg("--list").arg(bestand).stdin(Stdio::null());
    let lijst = voer_uit("pg_restore", lijst).await?;
    let inhoud = bestand.with_extension("lijst");
    tokio::fs::write(&inhoud, zonder_schema(&String::from_utf8_lossy(&lijst))).await?;
    let mut opdracht = programma("pg_restore", url)?;
    opdracht
        .args(vlaggen)
        .arg("--use-list")
        .arg(inhoud)
        .arg(bestand);
    voer_uit("pg_restore", opdracht).await?;
    Ok(())
}

/// The contents of a dump without the schema itself, which an empty database has already.
fn zonder_schema(lijst: &str) -> String {
    let blijft = |regel: &&str| {
        !regel.contains(" SCHEMA - public ") && !regel.contains(" COMMENT - SCHEMA public ")
    };
    let regels: Vec<&str> = lijst.lines().filter(blijft).collect();
    regels.join("\n")
}

/// A program of PostgreSQL on a database. The password goes by the environment: everybody on a
/// machine can see the words of a command.
fn programma(naam: &str, url: &str) -> anyhow::Result<Command> {
    let (adres, wachtwoord) = zonder_wachtwoord(url)?;
    let mut opdracht = Command::new(naam);
    opdracht.arg("--no-password").arg("--dbname").arg(adres);
    if let Some(wachtwoord) = wachtwoord {
        opdracht.env("PGPASSWORD", wachtwoord);
    }
    opdracht.stdin(Stdio::null());
    Ok(opdracht)
}

/// An address and the password that was in it.
fn zonder_wachtwoord(url: &str) -> anyhow::Result<(String, Option<String>)> {
    let mut url = Url::parse(url).context("het adres in DATABASE_URL klopt niet")?;
    let in_adres = url.password().map(|w| {
        let tekst = w.replace('+', "%2B");
        let mut paren = form_urlencoded::parse(tekst.as_bytes());
        paren
            .next()
            .map(|(w, _)| w.into_owned())
            .unwrap_or_default()
    });
    let _ = url.set_password(None);
    let paren: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let (geheim, rest): (Vec<_>, Vec<_>) = paren
        .into_iter()
        .partition(|(naam, _)| naam.eq_ignore_ascii_case("password"));
    url.set_query(None);
    if !rest.is_empty() {
        url.query_pairs_mut().extend_pairs(rest);
    }
    let in_vraag = geheim.into_iter().next().map(|(_, waarde)| waarde);
    Ok((url.into(), in_vraag.or(in_adres)))
}

async fn voer_uit(naam: &'static str, mut opdracht: Command) -> anyhow::Result<Vec<u8>> {
    let uitkomst = tokio::task::spawn_blocking(move || opdracht.output()).await?;
    let uitkomst = match uitkomst {
        Err(fout) if fout.kind() == std::io::ErrorKind::NotFound => bail!(
            "het programma {naam} is er niet. Installeer de programma's van PostgreSQL, \
             bijvoorbeeld met: apt-get install postgresql-client"
        ),
        uitkomst => uitkomst.with_context(|| format!("{naam} start niet"))?,
    };
    let Output {
        status,
        stdout,
        stderr,
    } = uitkomst;
    if !status.success() {
        let uitleg = String::from_utf8_lossy(&stderr);
        bail!("{naam} lukt niet: {}", uitleg.trim());
    }
    Ok(stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_in_no_command() {
        for (url, adres, wachtwoord) in [
            (
                "postgres://dv:ge%40he%2Bim+@db/x?sslmode=disable",
                "postgres://dv@db/x?sslmode=disable",
                Some("ge@he+im+"),
            ),
            ("postgres://dv@db/x", "postgres://dv@db/x", None),
            (
                "postgres://dv@%2Ftmp%2Fa/x?password=geheim",
                "postgres://dv@%2Ftmp%2Fa/x",
                Some("geheim"),
            ),
        ] {
            let (is, geheim) = zonder_wachtwoord(url).expect("an address");
            assert_eq!(
                (is.as_str(), geheim.as_deref()),
                (adres, wachtwoord),
                "{url}"
            );
        }
    }

    #[test]
    fn an_sqlite_address_names_a_file() {
        for (url, bestand) in [
            ("sqlite:///x/y.sqlite?mode=rwc", "/x/y.sqlite"),
            ("sqlite://data/y.sqlite", "data/y.sqlite"),
            ("sqlite:y.sqlite", "y.sqlite"),
        ] {
            assert_eq!(sqlite_bestand(url), Path::new(bestand), "{url}");
        }
    }
}
