//! Settings, each with the place its value came from.

mod beveiliging;
mod contact;
mod oidc;
mod post;
mod sleutel;

use std::{fmt, net::SocketAddr, path::PathBuf};

use lettre::message::Mailbox;

pub use beveiliging::Beveiliging;
pub use contact::Contact;
pub use oidc::{Aanbieder, is_lokaal, is_veilig};
pub use post::Smtp;
pub use sleutel::Sleutel;

use crate::{
    db::{Db, zonder_wachtwoord},
    error::{Fouten, Result},
};

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Herkomst {
    /// The value the product starts with.
    Standaard,
    /// An environment variable.
    Omgeving,
    /// An option on the command line.
    Opdrachtregel,
}

impl fmt::Display for Herkomst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Standaard => "standaard",
            Self::Omgeving => "omgeving",
            Self::Opdrachtregel => "opdrachtregel",
        })
    }
}

/// A value and where it came from.
#[derive(Debug, Clone)]
pub struct Instelling<T> {
    /// The value.
    pub waarde: T,
    /// Where it came from.
    pub herkomst: Herkomst,
}

/// All settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the service listens.
    pub listen: Instelling<SocketAddr>,
    /// The folder for the embedded database and the search index.
    pub data: Instelling<PathBuf>,
    /// The database; none means SQLite in the data folder.
    pub database_url: Instelling<Option<String>>,
    /// The address people use, without a slash at the end; none means the address listened on.
    pub basis_url: Instelling<Option<String>>,
    /// Where people reach whoever runs the platform.
    pub contact: Instelling<Contact>,
    /// The key of the platform, in base64; none means the file in the data folder.
    pub sleutel: Instelling<Option<String>>,
    /// How mail leaves.
    pub smtp: Instelling<Smtp>,
    /// In whose name mail is sent; none means an address of the platform that nobody reads.
    pub afzender: Instelling<Option<Mailbox>>,
    /// Where people log in with the account of their organisation: the file, and what it says.
    pub oidc: Instelling<(Option<PathBuf>, Vec<Aanbieder>)>,
    /// What keeps out what should stay out.
    pub beveiliging: Beveiliging,
    /// What is logged: levels per part, as `tracing` writes them.
    pub log: Instelling<String>,
}

/// What is logged when nothing is set.
const LOG: &str = "warn,dwarsverband=info,search_index=info";

/// What was said on the command line.
#[derive(Debug, Clone, Default)]
pub struct Opties {
    /// `--luister`.
    pub listen: Option<String>,
    /// `--data`.
    pub data: Option<PathBuf>,
}

impl Config {
    /// Reads the settings from the command line and the environment, in that order.
    ///
    /// # Errors
    /// Every value that can't be used, with its remedy.
    pub fn lees(opties: Opties, omgeving: impl Fn(&str) -> Option<String>) -> Result<Self, Fouten> {
        let mut fouten = Fouten::new();
        let kies = |optie: Option<String>, naam: &str| match optie {
            Some(waarde) => Instelling {
                waarde: Some(waarde),
                herkomst: Herkomst::Opdrachtregel,
            },
            None => match omgeving(naam).filter(|w| !w.is_empty()) {
                Some(waarde) => Instelling {
                    waarde: Some(waarde),
                    herkomst: Herkomst::Omgeving,
                },
                None => Instelling {
                    waarde: None,
                    herkomst: Herkomst::Standaard,
                },
            },
        };
        let Instelling { waarde, herkomst } = kies(opties.listen, "DWARSVERBAND_LISTEN");
        let luister = waarde.as_deref().unwrap_or("127.0.0.1:8080");
        let listen = luister.parse().unwrap_or_else(|_| {
            let melding =
                format!("“{luister}” is geen adres. Schrijf bijvoorbeeld 127.0.0.1:8080.");
            fouten.meld("DWARSVERBAND_LISTEN", "ongeldig", melding);
            SocketAddr::from(([127, 0, 0, 1], 8080))
        });
        let listen = Instelling {
            waarde: listen,
            herkomst,
        };
        let data = opties.data.map(|d| d.display().to_string());
        let Instelling { waarde, herkomst } = kies(data, "DWARSVERBAND_DATA");
        let data = Instelling {
            waarde: waarde.unwrap_or_else(|| "./data".into()).into(),
            herkomst,
        };
        let database_url = kies(None, "DATABASE_URL");
        if let Some(url) = &database_url.waarde
            && !["sqlite:", "postgres:", "postgresql:"]
                .iter()
                .any(|s| url.starts_with(s))
        {
            let melding = "Begin het adres met sqlite: of postgres:, of laat het leeg voor SQLite in de datamap.";
            fouten.meld("DATABASE_URL", "ongeldig", melding);
        }
        let mut basis_url = kies(None, "DWARSVERBAND_BASIS_URL");
        if let Some(url) = &mut basis_url.waarde {
            *url = url.trim_end_matches('/').to_owned();
            if !(url.starts_with("https://") || url.starts_with("http://")) {
                fouten.meld(
                    "DWARSVERBAND_BASIS_URL",
                    "ongeldig",
                    "Begin het adres met https://.",
                );
            }
        }
        let Instelling { waarde, herkomst } = kies(None, "DWARSVERBAND_CONTACT");
        let contact = waarde.as_deref().map(|w| {
            Contact::lees(w).unwrap_or_else(|| {
                let melding =
                    "Schrijf een mailadres, of het adres van een pagina dat met https:// begint.";
                fouten.meld("DWARSVERBAND_CONTACT", "ongeldig", melding);
                Contact::default()
            })
        });
        let contact = Instelling {
            waarde: contact.unwrap_or_default(),
            herkomst,
        };
        let sleutel = kies(None, "DWARSVERBAND_SLEUTEL");
        let Instelling { waarde, herkomst } = kies(None, "DWARSVERBAND_SMTP");
        let smtp = waarde.as_deref().map(|w| {
            Smtp::lees(w).unwrap_or_else(|| {
                let melding = "Schrijf het adres van de mailserver als smtps://naam:wachtwoord@host, \
                               of als smtp://host:25.";
                fouten.meld("DWARSVERBAND_SMTP", "ongeldig", melding);
                Smtp::Geen
            })
        });
        let smtp = Instelling {
            waarde: smtp.unwrap_or_default(),
            herkomst,
        };
        let Instelling { waarde, herkomst } = kies(None, "DWARSVERBAND_AFZENDER");
        let afzender = waarde.as_deref().and_then(|w| {
            let afzender = post::lees_afzender(w);
            if afzender.is_none() {
                let melding =
                    "Schrijf één mailadres, zoals Dwarsverband <dwarsverband@gemeente.nl>.";
                fouten.meld("DWARSVERBAND_AFZENDER", "ongeldig", melding);
            }
            afzender
        });
        let afzender = Instelling {
            waarde: afzender,
            herkomst,
        };
        let Instelling { waarde, herkomst } = kies(None, "DWARSVERBAND_OIDC");
        let bestand = waarde.map(PathBuf::from);
        let aanbieders = bestand.as_deref().map(|b| oidc::lees(b, &mut fouten));
        let oidc = Instelling {
            waarde: (bestand, aanbieders.unwrap_or_default()),
            herkomst,
        };
        let beveiliging = Beveiliging::lees(|naam| kies(None, naam), &mut fouten);
        let Instelling { waarde, herkomst } = kies(None, "DWARSVERBAND_LOG");
        let log = Instelling {
            waarde: waarde.unwrap_or_else(|| LOG.into()),
            herkomst,
        };
        fouten.of(Self {
            listen,
            data,
            database_url,
            basis_url,
            contact,
            sleutel,
            smtp,
            afzender,
            oidc,
            beveiliging,
            log,
        })
    }

    /// The address of the database.
    pub fn database(&self) -> String {
        let ingebed = || Db::sqlite_url(&self.data.waarde.join("dwarsverband.sqlite"));
        self.database_url.waarde.clone().unwrap_or_else(ingebed)
    }

    /// The folder of the search index.
    pub fn index(&self) -> PathBuf {
        self.data.waarde.join("zoekindex")
    }

    /// The file with the providers, and their names: nothing of their keys.
    fn aanbieders(&self) -> String {
        let (bestand, aanbieders) = &self.oidc.waarde;
        let Some(bestand) = bestand else {
            return "geen".to_owned();
        };
        let namen: Vec<&str> = aanbieders.iter().map(|a| a.naam.as_str()).collect();
        format!("{}: {}", bestand.display(), namen.join(", "))
    }

    /// The folder of the files that people add.
    pub fn bijlagen(&self) -> PathBuf {
        self.data.waarde.join("bijlagen")
    }

    /// All settings as lines of name, value and source; passwords left out.
    pub fn overzicht(&self) -> Vec<(&'static str, String, Herkomst)> {
        let of = |w: &Option<String>, anders: &str| w.clone().unwrap_or_else(|| anders.to_owned());
        let mut alle = vec![
            (
                "DWARSVERBAND_LISTEN",
                self.listen.waarde.to_string(),
                self.listen.herkomst,
            ),
            (
                "DWARSVERBAND_DATA",
                self.data.waarde.display().to_string(),
                self.data.herkomst,
            ),
            (
                "DATABASE_URL",
                zonder_wachtwoord(&self.database()),
                self.database_url.herkomst,
            ),
            (
                "DWARSVERBAND_BASIS_URL",
                of(&self.basis_url.waarde, "het adres waarop wordt geluisterd"),
                self.basis_url.herkomst,
            ),
            (
                "DWARSVERBAND_CONTACT",
                self.contact.waarde.uri().to_owned(),
                self.contact.herkomst,
            ),
            ("DWARSVERBAND_OIDC", self.aanbieders(), self.oidc.herkomst),
            (
                "DWARSVERBAND_SLEUTEL",
                match self.sleutel.waarde {
                    Some(_) => "***".to_owned(),
                    None => "het bestand sleutel in de datamap".to_owned(),
                },
                self.sleutel.herkomst,
            ),
            (
                "DWARSVERBAND_SMTP",
                self.smtp.waarde.to_string(),
                self.smtp.herkomst,
            ),
            (
                "DWARSVERBAND_AFZENDER",
                of(
                    &self.afzender.waarde.as_ref().map(ToString::to_string),
                    "niet-antwoorden@ en de naam uit DWARSVERBAND_BASIS_URL",
                ),
                self.afzender.herkomst,
            ),
        ];
        alle.extend(self.beveiliging.overzicht());
        alle.push((
            "DWARSVERBAND_LOG",
            self.log.waarde.clone(),
            self.log.herkomst,
        ));
        alle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_wins_over_the_environment() {
        let opties = Opties {
            listen: Some("127.0.0.1:0".into()),
            data: None,
        };
        let omgeving = |naam: &str| match naam {
            "DWARSVERBAND_LISTEN" => Some("0.0.0.0:80".into()),
            "DATABASE_URL" => Some("postgres://dv:geheim@db/x".into()),
            "DWARSVERBAND_BASIS_URL" => Some("https://dwarsverband.example/".into()),
            "DWARSVERBAND_CONTACT" => Some("meld@dwarsverband.example".into()),
            "DWARSVERBAND_SLEUTEL" => Some("zeer geheim".into()),
            "DWARSVERBAND_SMTP" => Some("smtps://post:geheim@mail.example".into()),
            "DWARSVERBAND_AFZENDER" => Some("Dwarsverband <post@dwarsverband.example>".into()),
            _ => None,
        };
        let config = Config::lees(opties, omgeving).unwrap();
        let regels: Vec<String> = config
            .overzicht()
            .iter()
            .map(|(n, w, h)| format!("{n}={w} ({h})"))
            .collect();
        assert_eq!(
            regels,
            [
                "DWARSVERBAND_LISTEN=127.0.0.1:0 (opdrachtregel)",
                "DWARSVERBAND_DATA=./data (standaard)",
                "DATABASE_URL=postgres://dv:***@db/x (omgeving)",
                "DWARSVERBAND_BASIS_URL=https://dwarsverband.example (omgeving)",
                "DWARSVERBAND_CONTACT=mailto:meld@dwarsverband.example (omgeving)",
                "DWARSVERBAND_OIDC=geen (standaard)",
                "DWARSVERBAND_SLEUTEL=*** (omgeving)",
                "DWARSVERBAND_SMTP=smtps://post:***@mail.example (omgeving)",
                "DWARSVERBAND_AFZENDER=Dwarsverband <post@dwarsverband.example> (omgeving)",
                "DWARSVERBAND_BIJLAGE_MB=25 (standaard)",
                "DWARSVERBAND_CLAMD=geen (standaard)",
                "DWARSVERBAND_PROXY=geen (standaard)",
                "DWARSVERBAND_LOG=warn,dwarsverband=info,search_index=info (standaard)",
            ]
        );
    }

    #[test]
    fn bad_settings_are_told_all_at_once() {
        let omgeving = |naam: &str| match naam {
            "DWARSVERBAND_LISTEN" => Some("overal".into()),
            "DATABASE_URL" => Some("mysql://x".into()),
            "DWARSVERBAND_BASIS_URL" => Some("dwarsverband.example".into()),
            "DWARSVERBAND_CONTACT" => Some("bel maar".into()),
            "DWARSVERBAND_SMTP" => Some("mail.example".into()),
            "DWARSVERBAND_AFZENDER" => Some("Dwarsverband".into()),
            _ => None,
        };
        let fouten = Config::lees(Opties::default(), omgeving).unwrap_err();
        let velden: Vec<&str> = fouten.iter().map(|f| f.veld.as_str()).collect();
        assert_eq!(
            velden,
            [
                "DWARSVERBAND_LISTEN",
                "DATABASE_URL",
                "DWARSVERBAND_BASIS_URL",
                "DWARSVERBAND_CONTACT",
                "DWARSVERBAND_SMTP",
                "DWARSVERBAND_AFZENDER",
            ]
        );
    }
}
