//! `woorden`: the words that stand for each other in search, and what visitors ask.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Subcommand;
use dwarsverband::{
    app::{indexmap, woordenlijst},
    config::Config,
    ctx::{Clock, Ctx},
    db::Db,
    error::Error,
    taal,
    zoeken::{
        model::{
            vragen::DAGEN,
            woorden::{Richting, Verschil, Woord, Woordenlijst},
            woordenbestand,
        },
        service::{
            vooruitblik::{Anders, vooruitblik},
            vragen::gesteld,
            woorden::{Lijst, vervang},
        },
    },
};

use super::{MISLUKT, open, zeg};

/// Changed questions that are shown.
const GETOOND: usize = 20;
/// Questions of the journal that are shown.
const VRAGEN: u64 = 500;

#[derive(Debug, Subcommand)]
pub enum Woorden {
    /// Schrijf de woordenlijst als CSV
    Uit {
        /// Bestand; zonder bestand komt de lijst op het scherm
        bestand: Option<PathBuf>,
    },
    /// Zet een woordenlijst in de plaats van deze
    In {
        /// Bestand met de kolommen soort, van, naar en richting
        bestand: PathBuf,
        /// Toon alleen wat er zou veranderen
        #[arg(long)]
        proef: bool,
    },
    /// Toon wat bezoekers het meest vragen
    Vragen {
        /// Alleen vragen die niets opleverden
        #[arg(long)]
        zonder_resultaat: bool,
        /// Over hoeveel dagen, vandaag meegeteld
        #[arg(long, value_name = "N", default_value_t = DAGEN,
              value_parser = clap::value_parser!(u32).range(1..=i64::from(DAGEN)))]
        dagen: u32,
    },
}

/// Runs one of the commands.
///
/// # Errors
/// A file can't be read or written, or database or index fail.
pub async fn woorden(config: &Config, wat: Woorden) -> anyhow::Result<ExitCode> {
    let db = open(config).await?;
    let uitkomst = match wat {
        Woorden::Uit { bestand } => uit(&db, bestand).await,
        Woorden::In { bestand, proef } => neem_in(config, &db, bestand, proef).await,
        Woorden::Vragen {
            zonder_resultaat,
            dagen,
        } => vragen(&db, zonder_resultaat, dagen).await,
    };
    db.close().await?;
    uitkomst
}

async fn uit(db: &Db, bestand: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let lijst = woordenlijst(db, &Clock::system()).await?;
    let tekst = woordenbestand::schrijf(&lijst.woorden)?;
    match bestand {
        None => zeg(tekst.trim_end()),
        Some(pad) => {
            let naam = pad.display();
            tokio::fs::write(&pad, tekst)
                .await
                .with_context(|| format!("{naam}: niet te schrijven. Controleer het pad"))?;
            let regels = regels(lijst.woorden.len());
            zeg(&format!(
                "Versie {} met {regels} staat in {naam}.",
                lijst.versie
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn neem_in(
    config: &Config,
    db: &Db,
    bestand: PathBuf,
    proef: bool,
) -> anyhow::Result<ExitCode> {
    let naam = bestand.display();
    let bytes = tokio::fs::read(&bestand)
        .await
        .with_context(|| format!("{naam}: niet te lezen. Controleer het pad"))?;
    let nieuw = match woordenbestand::lees(&bytes) {
        Ok(nieuw) => nieuw,
        Err(fouten) => {
            for fout in &fouten {
                zeg(&format!("{naam}:{fout}"));
            }
            let fouten = taal::aantal(fouten.len() as u64, "fout", "fouten");
            zeg(&format!("De lijst is niet opgenomen: {fouten}."));
            return Ok(ExitCode::from(MISLUKT));
        }
    };
    let clock = Clock::system();
    let oud = woordenlijst(db, &clock).await?;
    let verschil = Verschil::tussen(&oud.woorden, &nieuw);
    if verschil.is_leeg() {
        zeg(&format!(
            "Er verandert niets: dit is versie {}.",
            oud.versie
        ));
        return Ok(ExitCode::SUCCESS);
    }
    toon(&verschil);
    toon_vooruitblik(config, db, &oud, &nieuw).await?;
    if proef {
        zeg(&format!("Dit was een proef: versie {} blijft.", oud.versie));
        return Ok(ExitCode::SUCCESS);
    }
    let ctx = Ctx::systeem("woorden", &clock);
    match vervang(db, &ctx, oud.versie, &nieuw).await {
        Ok(versie) => {
            let regels = regels(nieuw.len());
            zeg(&format!(
                "Versie {versie} is opgeslagen, met {regels}. Een draaiend platform zoekt er meteen mee."
            ));
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Conflict(waarom)) => {
            zeg(&waarom);
            Ok(ExitCode::from(MISLUKT))
        }
        Err(fout) => Err(fout.into()),
    }
}

fn regels(aantal: usize) -> String {
    taal::aantal(aantal as u64, "regel", "regels")
}

fn toon(verschil: &Verschil) {
    for (kop, woorden) in [("Erbij", &verschil.erbij), ("Eraf", &verschil.eraf)] {
        if !woorden.is_empty() {
            zeg(&format!("{kop}: {}", regels(woorden.len())));
        }
        for woord in woorden {
            zeg(&format!("  {}", als_regel(woord)));
        }
    }
}

fn als_regel(woord: &Woord) -> String {
    let pijl = match woord.richting {
        Richting::Beide => "↔",
        Richting::Heen => "→",
    };
    format!("{} {pijl} {} ({})", woord.van, woord.naar, woord.soort)
}

async fn toon_vooruitblik(
    config: &Config,
    db: &Db,
    oud: &Lijst,
    nieuw: &Woordenlijst,
) -> anyhow::Result<()> {
    let clock = Clock::system();
    let ctx = Ctx::systeem("woorden", &clock);
    let index = indexmap(config, db, &clock).await?;
    let blik = vooruitblik(&ctx, db, index, oud.woorden.clone(), nieuw.clone()).await?;
    let Some(blik) = blik else {
        zeg("Vooruitblik: er is nog geen zoekindex. Start het platform eerst.");
        return Ok(());
    };
    if blik.geprobeerd == 0 {
        zeg("Vooruitblik: er zijn nog geen vragen van bezoekers om mee te vergelijken.");
        return Ok(());
    }
    zeg(&format!(
        "Vooruitblik: {} van de {} meest gestelde vragen {} een andere eerste bladzijde.",
        blik.anders.len(),
        blik.geprobeerd,
        if blik.anders.len() == 1 {
            "krijgt"
        } else {
            "krijgen"
        },
    ));
    for anders in blik.anders.iter().take(GETOOND) {
        zeg(&format!("  {}", als_vergelijking(anders)));
    }
    if blik.anders.len() > GETOOND {
        zeg(&format!("  en nog {}", blik.anders.len() - GETOOND));
    }
    Ok(())
}

/// The first title then and now, or from which place on the titles differ.
fn als_vergelijking(anders: &Anders) -> String {
    let titel = |titels: &[String]| match titels.first() {
        Some(titel) => format!("“{titel}”"),
        None => "niets".to_owned(),
    };
    let (oud, nieuw) = (titel(&anders.oud), titel(&anders.nieuw));
    match anders.vanaf() {
        1 => format!("{}: {oud} → {nieuw}", anders.vraag),
        plaats => format!(
            "{}: {oud} blijft, anders vanaf plaats {plaats}",
            anders.vraag
        ),
    }
}

async fn vragen(db: &Db, zonder_resultaat: bool, dagen: u32) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::systeem("woorden", &Clock::system());
    let gesteld = gesteld(&ctx, db, dagen, zonder_resultaat, VRAGEN).await?;
    if gesteld.vragen.is_empty() {
        zeg("Er zijn geen vragen.");
        return Ok(ExitCode::SUCCESS);
    }
    zeg("   keren  zonder resultaat  vraag");
    for vraag in &gesteld.vragen {
        let (keren, zonder) = (vraag.telling.keren, vraag.telling.zonder_resultaat);
        zeg(&format!(
            "{:>8}  {:>16}  {}",
            taal::getal(keren),
            taal::getal(zonder),
            vraag.vraag
        ));
    }
    if gesteld.totaal > VRAGEN {
        let meer = taal::aantal(gesteld.totaal - VRAGEN, "vraag", "vragen");
        zeg(&format!("en nog {meer}, minder vaak gesteld"));
    }
    Ok(ExitCode::SUCCESS)
}
