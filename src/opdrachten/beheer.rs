//! `beheer`: is the log still what it was, and what has passed its term.

use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Subcommand;
use dwarsverband::{
    bewaren::{model::Telling, service as bewaren},
    config::Config,
    ctx::{Clock, Ctx},
    logboek::service::controle::controleer,
    taal,
};

use super::{DEELS, open, zeg};

#[derive(Debug, Subcommand)]
pub enum Beheer {
    /// Controleer de hashketens van de geschiedenis en de zegels daarop
    ControleerLogboek {
        /// Vergelijk met een zegel dat u eerder opschreef, zoals 2026-11-27 en 64 tekens
        #[arg(long, num_args = 2, value_names = ["DAG", "ZEGEL"])]
        zegel: Option<Vec<String>>,
    },
    /// Toon waarvan de bewaartermijn voorbij is
    Bewaartermijnen {
        /// Vernietig het, en zet het in het register
        #[arg(long)]
        uitvoeren: bool,
    },
}

/// Runs one of the commands.
///
/// # Errors
/// The database can't be used, or the seal that was given can't be one.
pub async fn beheer(config: &Config, wat: Beheer) -> anyhow::Result<ExitCode> {
    match wat {
        Beheer::ControleerLogboek { zegel } => {
            let zegel = zegel.as_deref().map(lees_zegel).transpose()?;
            controleer_logboek(config, zegel).await
        }
        Beheer::Bewaartermijnen { uitvoeren } => bewaartermijnen(config, uitvoeren).await,
    }
}

/// A day and a seal, as somebody wrote them down.
fn lees_zegel(delen: &[String]) -> anyhow::Result<(NaiveDate, String)> {
    let [dag, zegel] = delen else {
        anyhow::bail!("geef bij --zegel een dag en een zegel");
    };
    let dag: NaiveDate = dag
        .parse()
        .map_err(|_| anyhow::anyhow!("“{dag}” is geen dag. Schrijf haar als 2026-11-27"))?;
    let zegel: String = zegel.split_whitespace().collect::<String>().to_lowercase();
    if zegel.len() != 64 || !zegel.chars().all(|c| c.is_ascii_hexdigit()) {
        anyhow::bail!("een zegel heeft 64 tekens: cijfers en de letters a tot en met f");
    }
    Ok((dag, zegel))
}

async fn controleer_logboek(
    config: &Config,
    zegel: Option<(NaiveDate, String)>,
) -> anyhow::Result<ExitCode> {
    let db = open(config).await?;
    let elders = zegel.as_ref().map(|(dag, zegel)| (*dag, zegel.as_str()));
    let uitslag = controleer(db.read(), elders).await?;
    db.close().await?;
    for afwijking in &uitslag.afwijkingen {
        zeg(&format!("BREUK: {afwijking}"));
    }
    zeg(&format!(
        "{} ketens met {} regels gecontroleerd, {} met een breuk.",
        uitslag.ketens, uitslag.regels, uitslag.breuken
    ));
    zeg(&match uitslag.zegels {
        0 => "Er is nog geen zegel: wat aan het eind is weggehaald, is niet te zien.".to_owned(),
        n => format!(
            "{} gecontroleerd, {}.",
            taal::aantal(n as u64, "zegel", "zegels"),
            taal::aantal(uitslag.afwijkingen.len() as u64, "afwijking", "afwijkingen")
        ),
    });
    if let Some((dag, _)) = elders
        && uitslag.afwijkingen.is_empty()
    {
        let dag = taal::dag(dag);
        zeg(&format!("Het zegel van {dag} is het zegel dat u opgeeft."));
    }
    Ok(if uitslag.afwijkingen.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(DEELS)
    })
}

async fn bewaartermijnen(config: &Config, uitvoeren: bool) -> anyhow::Result<ExitCode> {
    let db = open(config).await?;
    let ctx = Ctx::systeem("bewaartermijnen", &Clock::system());
    let tellingen = if uitvoeren {
        bewaren::voer_uit(&db, &ctx).await?
    } else {
        bewaren::tel(&db, &ctx).await?
    };
    db.close().await?;
    for Telling {
        gegeven,
        aantal,
        oudste,
    } in &tellingen
    {
        let oudste = oudste.map_or(String::new(), |op| {
            format!(", de oudste van {}", taal::dag_van(op))
        });
        zeg(&format!("{gegeven}: {aantal}{oudste}"));
    }
    zeg(if uitvoeren {
        "Dit is vernietigd, en staat in het register."
    } else {
        "Dit was een proef: er is niets weg. Met --uitvoeren wordt het vernietigd."
    });
    Ok(ExitCode::SUCCESS)
}
