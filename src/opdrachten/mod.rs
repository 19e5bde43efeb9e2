//! What the larger commands do; the small ones stand in `main`.

pub mod beheer;
pub mod gebruiker;
pub mod import;
pub mod reservekopie;
pub mod woorden;

use std::io::Write as _;

use dwarsverband::{config::Config, datamap, db::Db};

/// The exit code when some of the input was refused.
pub const DEELS: u8 = 1;
/// The exit code when nothing could be done.
pub const MISLUKT: u8 = 2;

/// Prints a line; a closed pipe is not our problem.
pub fn zeg(regel: &str) {
    let mut stdout = std::io::stdout();
    let _ = writeln!(stdout, "{regel}");
    let _ = stdout.flush();
}

/// Opens the database of these settings and brings its schema up to date.
///
/// # Errors
/// The folder can't be made, or the database can't be used.
pub async fn open(config: &Config) -> anyhow::Result<Db> {
    datamap::maak(&config.data.waarde)?;
    let db = Db::connect(&config.database()).await?;
    db.migrate().await?;
    Ok(db)
}
