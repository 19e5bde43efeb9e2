//! `gebruiker`: accounts made on the machine itself, for whoever runs the platform.

use std::{io::BufRead as _, process::ExitCode};

use clap::{Subcommand, ValueEnum};
use dwarsverband::{
    actor::Rol,
    config::Config,
    ctx::{Clock, Ctx},
    error::Error,
    gebruikers::{
        model::tweede_factor::Geheim,
        service::{
            accounts::{Nieuw, maak_op_machine, neem_op_machine},
            kluis::Kluis,
        },
    },
};

use uuid::Uuid;

use super::{MISLUKT, open, zeg};

#[derive(Debug, Subcommand)]
pub enum Gebruiker {
    /// Maak een account met een landelijke rol; het wachtwoord komt van de invoer
    Maak {
        /// Wat de gebruiker mag
        rol: Machinerol,
        /// Naam van de persoon
        #[arg(long)]
        naam: String,
        /// Mailadres waarmee de persoon inlogt
        #[arg(long)]
        mail: String,
    },
    /// Neem een rol weg die alleen hier wordt gegeven; het komt in het openbare logboek
    Neem {
        /// Wat de gebruiker niet meer mag
        rol: Machinerol,
        /// Mailadres van het account
        #[arg(long)]
        mail: String,
    },
    /// Toon de code van dit moment bij een sleutel van de tweede stap, voor wie geen telefoon heeft
    Code {
        /// De sleutel, zoals de pagina of de demo die toont
        #[arg(required = true)]
        sleutel: Vec<String>,
    },
}

/// The roles that are given on the machine.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Machinerol {
    Beheerder,
    Redactie,
    Dwarskijker,
}

impl From<Machinerol> for Rol {
    fn from(rol: Machinerol) -> Self {
        match rol {
            Machinerol::Beheerder => Self::Beheerder,
            Machinerol::Redactie => Self::Redactie,
            Machinerol::Dwarskijker => Self::Dwarskijker,
        }
    }
}

/// Says the code of this moment.
fn code(sleutel: &str) -> anyhow::Result<ExitCode> {
    let Some(geheim) = Geheim::lees(&sleutel.replace(' ', "")) else {
        zeg(
            "Dit is geen sleutel. Hij heeft alleen de letters A tot en met Z en de cijfers 2 tot en met 7.",
        );
        return Ok(ExitCode::from(MISLUKT));
    };
    zeg(&geheim.code(Clock::system().now())?);
    Ok(ExitCode::SUCCESS)
}

/// Runs one of the commands.
///
/// # Errors
/// The database can't be used.
pub async fn gebruiker(config: &Config, wat: Gebruiker) -> anyhow::Result<ExitCode> {
    let (rol, naam, mail) = match wat {
        Gebruiker::Maak { rol, naam, mail } => (rol, naam, mail),
        Gebruiker::Neem { rol, mail } => return neem(config, rol.into(), &mail).await,
        Gebruiker::Code { sleutel } => return code(&sleutel.concat()),
    };
    zeg("Typ het wachtwoord en druk op Enter. Iedereen die meekijkt, ziet het.");
    let mut wachtwoord = String::new();
    std::io::stdin().lock().read_line(&mut wachtwoord)?;
    let nieuw = Nieuw {
        naam,
        mail,
        wachtwoord: wachtwoord.trim_end_matches(['\r', '\n']).to_owned(),
        rol: rol.into(),
    };
    let db = open(config).await?;
    let kluis = Kluis::open().await?;
    let ctx = Ctx::systeem("gebruiker", &Clock::system());
    let uitkomst = maak_op_machine(&db, &kluis, &ctx, nieuw).await;
    db.close().await?;
    uitslag(uitkomst, |id| {
        format!("Het account is gemaakt. Het nummer is {id}.")
    })
}

async fn neem(config: &Config, rol: Rol, mail: &str) -> anyhow::Result<ExitCode> {
    let db = open(config).await?;
    let ctx = Ctx::systeem("gebruiker", &Clock::system());
    let uitkomst = neem_op_machine(&db, &ctx, rol, mail).await;
    db.close().await?;
    uitslag(uitkomst, |id| {
        format!("Account {id} heeft deze rol niet meer. Dat staat in het openbare logboek.")
    })
}

/// Says what became of it.
fn uitslag(
    uitkomst: Result<Uuid, Error>,
    gelukt: impl Fn(Uuid) -> String,
) -> anyhow::Result<ExitCode> {
    match uitkomst {
        Ok(id) => {
            zeg(&gelukt(id));
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Invalid(fouten)) => {
            for fout in &fouten {
                zeg(&format!("{}: {}", fout.veld, fout.melding));
            }
            Ok(ExitCode::from(MISLUKT))
        }
        Err(Error::Conflict(waarom)) => {
            zeg(&waarom);
            Ok(ExitCode::from(MISLUKT))
        }
        Err(fout) => Err(fout.into()),
    }
}
