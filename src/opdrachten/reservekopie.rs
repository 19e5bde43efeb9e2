//! `backup` and `herstel`.

use std::{path::Path, process::ExitCode};

use dwarsverband::{
    config::Config,
    ctx::Clock,
    reservekopie::{self, Kopie},
    taal,
};

use super::zeg;

/// Makes a backup beside a running server.
///
/// # Errors
/// There is such a file already, or the database can't be used.
pub async fn backup(config: &Config, doel: &Path) -> anyhow::Result<ExitCode> {
    let kopie = reservekopie::maak(config, &Clock::system(), doel).await?;
    let Kopie {
        bestanden,
        bytes,
        vervallen,
        ..
    } = kopie;
    let bestanden = taal::aantal(bestanden as u64, "bestand", "bestanden");
    zeg(&format!(
        "De reservekopie staat in {}: {bestanden}, {} bytes voor het inpakken.",
        doel.display(),
        taal::getal(bytes.cast_signed())
    ));
    if vervallen > 0 {
        let weg = taal::aantal(vervallen as u64, "bijlage", "bijlagen");
        zeg(&format!("Intussen verdween {weg}; die zitten er niet in."));
    }
    zeg(
        "Er staan namen, mailadressen en vertrouwelijke stukken in. Bewaar haar op een veilige plek.",
    );
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup back where there is nothing yet.
///
/// # Errors
/// The backup can't be used, or there is something already.
pub async fn herstel(config: &Config, bron: &Path) -> anyhow::Result<ExitCode> {
    let kopie = reservekopie::herstel(config, bron).await?;
    let bestanden = taal::aantal(kopie.bestanden as u64, "bestand", "bestanden");
    zeg(&format!(
        "Hersteld: {bestanden} van {}, gemaakt met versie {}. De zoekindex wordt bij de start opnieuw \
         gebouwd. Controleer het logboek met: dwarsverband beheer controleer-logboek",
        kopie.gemaakt_op, kopie.versie
    ));
    Ok(ExitCode::SUCCESS)
}
