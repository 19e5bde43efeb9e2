//! `import`: taking in Markdown and `.jsonl` files.

use std::{path::PathBuf, process::ExitCode};

use dwarsverband::{
    config::Config,
    ctx::Clock,
    inlezen::{
        bron,
        service::{Verslag, lees_in},
    },
};

use super::{DEELS, MISLUKT, open, zeg};

/// Reads folders and files, and tells what came of each record.
///
/// # Errors
/// The database fails.
pub async fn import(config: &Config, paden: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let mut bestanden = Vec::new();
    let mut onleesbaar = 0;
    for pad in paden {
        match bron::bestanden(pad) {
            Ok(gevonden) => bestanden.extend(gevonden),
            Err(fout) => {
                onleesbaar += 1;
                zeg(&format!(
                    "{}: niet te lezen ({}). Controleer het pad.",
                    pad.display(),
                    bron::waarom(&fout)
                ));
            }
        }
    }
    if bestanden.is_empty() {
        zeg("Er is niets gelezen: geen .md- of .jsonl-bestanden gevonden.");
        return Ok(ExitCode::from(MISLUKT));
    }
    let db = open(config).await?;
    let records = bestanden.iter().flat_map(bron::records);
    let verslag = lees_in(&db, &Clock::system(), records, |gedaan| {
        if gedaan % 500 == 0 {
            zeg(&format!("{gedaan} records gelezen …"));
        }
    })
    .await?;
    db.close().await?;
    toon(&verslag);
    Ok(if verslag.goed() == 0 {
        ExitCode::from(MISLUKT)
    } else if onleesbaar > 0 || !verslag.geweigerd.is_empty() {
        ExitCode::from(DEELS)
    } else {
        ExitCode::SUCCESS
    })
}

fn toon(verslag: &Verslag) {
    for weigering in &verslag.geweigerd {
        for fout in &weigering.fouten {
            let plek = &weigering.plek;
            let (bestand, regel) = (&plek.bestand, plek.regel_van(&fout.veld));
            zeg(&format!(
                "{bestand}:{regel}: {}: {}",
                fout.veld, fout.melding
            ));
        }
    }
    zeg(&format!(
        "{} nieuw, {} gewijzigd, {} ongewijzigd, {} als voorstel, {} geweigerd, {} met een los eind.",
        verslag.nieuw,
        verslag.gewijzigd,
        verslag.ongewijzigd,
        verslag.voorstellen,
        verslag.geweigerd.len() - verslag.losse_einden,
        verslag.losse_einden
    ));
}
