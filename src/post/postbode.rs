//! How mail leaves.

use std::{fmt, sync::Arc, time::Duration};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp,
};

use super::{
    afspraak::met_agenda,
    brief::{Brief, Voet},
};
use crate::{
    config::{Config, Contact, Smtp},
    error::{Error, Result},
    jobs::{
        Werkplaats,
        model::{Mislukt, Taak, Uitkomst},
    },
};

/// How long one command to the server may take.
const GEDULD: Duration = Duration::from_secs(20);
/// How long all of them may take together.
const HOOGSTENS: Duration = Duration::from_secs(90);
/// Who sends when nobody is named.
const NAAM: &str = "Dwarsverband";
const NIEMAND: &str = "niet-antwoorden";
/// Where the platform is when its address has no name that mail can come from.
const HIER: &str = "localhost";

/// Headers by which other programs know that no person wrote this, so that none answers it (RFC
/// 3834, and what Exchange listens to).
const AUTOMATISCH: [(&str, &str); 2] = [
    ("Auto-Submitted", "auto-generated"),
    ("X-Auto-Response-Suppress", "All"),
];

/// Hands messages to the mail server. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Postbode {
    weg: Weg,
    afzender: Option<Mailbox>,
    contact: Contact,
}

#[derive(Clone)]
enum Weg {
    Geen,
    Nergens,
    Smtp(Arc<AsyncSmtpTransport<Tokio1Executor>>),
}

/// Without the password of the server.
impl fmt::Debug for Weg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Geen => "Geen",
            Self::Nergens => "Nergens",
            Self::Smtp(_) => "Smtp",
        })
    }
}

impl Postbode {
    /// A postbode with these settings.
    ///
    /// # Errors
    /// The address of the server can't be used.
    pub fn nieuw(config: &Config) -> Result<Self> {
        let weg = match &config.smtp.waarde {
            Smtp::Geen => Weg::Geen,
            Smtp::Nergens => Weg::Nergens,
            Smtp::Server(url) => Weg::Smtp(Arc::new(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|fout| anyhow::anyhow!("{fout}"))
                    .context("DWARSVERBAND_SMTP is geen adres van een mailserver")?
                    .timeout(Some(GEDULD))
                    .build(),
            )),
        };
        Ok(Self {
            weg,
            afzender: config.afzender.waarde.clone(),
            contact: config.contact.waarde.clone(),
        })
    }

    /// Whether it takes mail, be it to throw it away.
    pub fn bezorgt(&self) -> bool {
        !matches!(self.weg, Weg::Geen)
    }

    /// Whether mail reaches people.
    pub fn bereikt_mensen(&self) -> bool {
        matches!(self.weg, Weg::Smtp(_))
    }

    /// Adds the jobs of a kind that mail: they wait as long as there is no mail server.
    #[must_use]
    pub fn werk<F>(
        &self,
        werkplaats: Werkplaats,
        soort: &'static str,
        werk: impl Fn(Taak) -> F + Send + Sync + 'static,
    ) -> Werkplaats
    where
        F: Future<Output = Uitkomst> + Send + 'static,
    {
        if self.bezorgt() {
            werkplaats.met(soort, werk)
        } else {
            werkplaats.met_rust(soort, "DWARSVERBAND_SMTP is niet ingesteld")
        }
    }

    /// The address that messages come from; none when there is none that can be used.
    pub fn adres(&self, basis_url: &str) -> Option<String> {
        let afzender = match &self.afzender {
            Some(afzender) => afzender.clone(),
            None => afzender_van(basis_url).ok()?,
        };
        Some(afzender.email.to_string())
    }

    /// Delivers a message for a job to one address.
    ///
    /// # Errors
    /// Why it could not be delivered now, or never can be.
    pub async fn bezorg(
        &self,
        basis_url: &str,
        brief: &Brief,
        aan: &str,
        taak: &Taak,
        op: DateTime<Utc>,
    ) -> Result<(), Mislukt> {
        let bericht = self.bericht(basis_url, brief, aan, taak, op)?;
        let Weg::Smtp(server) = &self.weg else {
            return match self.weg {
                Weg::Nergens => Ok(()),
                _ => Err(Mislukt::Straks(
                    "DWARSVERBAND_SMTP is niet ingesteld".into(),
                )),
            };
        };
        match tokio::time::timeout(HOOGSTENS, server.send(bericht)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(fout)) => Err(waarom(&fout)),
            Err(_) => Err(Mislukt::Straks(TE_LAAT.into())),
        }
    }

    fn bericht(
        &self,
        basis_url: &str,
        brief: &Brief,
        aan: &str,
        taak: &Taak,
        op: DateTime<Utc>,
    ) -> Result<Message, Mislukt> {
        let vragen = if self.contact.is_ingesteld() {
            self.contact.tekst()
        } else {
            ""
        };
        let (tekst, html) = brief.schrijf(&Voet { basis_url, vragen })?;
        let afzender = match &self.afzender {
            Some(afzender) => afzender.clone(),
            None => afzender_van(basis_url)?,
        };
        let onbruikbaar = |_| Mislukt::Definitief("dit adres kan geen mail krijgen".into());
        let aan = Mailbox::new(None, aan.parse().map_err(onbruikbaar)?);
        let domein = afzender.email.domain().to_owned();
        // The number of the try belongs to it: another try may hold another code, and a mail server
        // throws away what has a number that it knows.
        let nummer = format!("<{}.{}@{domein}>", taak.id, taak.poging);
        let mut bericht = Message::builder()
            .from(afzender)
            .to(aan)
            .subject(een_regel(&brief.onderwerp))
            .message_id(Some(nummer))
            .date(op.into());
        if self.contact.is_ingesteld()
            && self.contact.is_mailadres()
            && let Ok(adres) = self.contact.tekst().parse()
        {
            bericht = bericht.reply_to(Mailbox::new(None, adres));
        }
        let mis = |fout: anyhow::Error| Mislukt::from(Error::Internal(fout));
        for (naam, waarde) in AUTOMATISCH {
            let naam = HeaderName::new_from_ascii(naam.into()).map_err(|f| mis(f.into()))?;
            bericht = bericht.raw_header(HeaderValue::new(naam, waarde.into()));
        }
        let inhoud = MultiPart::alternative_plain_html(tekst, html);
        let inhoud = match &brief.agenda {
            None => inhoud,
            Some(agenda) => met_agenda(inhoud, agenda).map_err(mis)?,
        };
        bericht.multipart(inhoud).map_err(|fout| mis(fout.into()))
    }
}

/// A subject without anything that could begin another header.
fn een_regel(tekst: &str) -> String {
    tekst
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|woord| !woord.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Who sends when nobody is named: an address of the platform that nobody reads.
fn afzender_van(basis_url: &str) -> Result<Mailbox, Mislukt> {
    let host = basis_url.split("://").nth(1).unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let is_naam = host.contains('.') && host.contains(|c: char| c.is_ascii_alphabetic());
    let host = if is_naam { host } else { HIER };
    let adres = format!("{NIEMAND}@{host}").parse();
    let mis = |_| Mislukt::Straks("DWARSVERBAND_AFZENDER is niet ingesteld".into());
    Ok(Mailbox::new(Some(NAAM.into()), adres.map_err(mis)?))
}

const TE_LAAT: &str = "de mailserver antwoordde niet op tijd";

/// Why a message could not be delivered. What the server says is kept nowhere: it repeats the
/// address of the person.
fn waarom(fout: &smtp::Error) -> Mislukt {
    if let Some(code) = fout.status() {
        let code = u16::from(code);
        let reden = format!("de mailserver weigerde de mail met code {code}");
        return if is_definitief(code) {
            Mislukt::Definitief(reden)
        } else {
            Mislukt::Straks(reden)
        };
    }
    let reden = if fout.is_timeout() {
        TE_LAAT
    } else if fout.is_tls() {
        "met de mailserver lukt geen veilige verbinding"
    } else if fout.is_response() || fout.is_client() {
        "de mailserver antwoordde iets wat niet klopt"
    } else {
        // These come from the network, and name nobody.
        tracing::warn!(%fout, "the mail server can't be reached");
        "de mailserver is niet bereikbaar"
    };
    Mislukt::Straks(reden.into())
}

/// Whether the server will say the same to a next try (RFC 5321, RFC 7504): there is no such
/// address, or it takes no mail. That we may not send, or not log in, can be mended.
const fn is_definitief(code: u16) -> bool {
    matches!(code, 510 | 511 | 515 | 550 | 551 | 553 | 556)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn postbode() -> Postbode {
        Postbode {
            weg: Weg::Nergens,
            afzender: None,
            contact: Contact::lees("vragen@gemeente.example").expect("an address"),
        }
    }

    fn taak() -> Taak {
        Taak {
            id: Uuid::from_u128(7),
            soort: "x".into(),
            lading: serde_json::Value::Null,
            gemaakt: DateTime::UNIX_EPOCH,
            poging: 2,
            vanaf: 0,
        }
    }

    /// The headers of a message, each on one line.
    fn koppen(onderwerp: &str, aan: &str) -> Result<Vec<String>, Mislukt> {
        let brief = Brief::over(onderwerp).tekst("Dag.");
        let bericht = postbode().bericht(
            "https://dwarsverband.example",
            &brief,
            aan,
            &taak(),
            "2026-11-27T08:00:00Z".parse().expect("a moment"),
        )?;
        let bericht = String::from_utf8(bericht.formatted()).expect("text");
        let (koppen, _) = bericht.split_once("\r\n\r\n").expect("a body");
        let heel = koppen.replace("\r\n ", " ");
        Ok(heel.lines().map(ToOwned::to_owned).collect())
    }

    #[test]
    fn a_message_has_the_headers_that_it_needs() {
        let koppen = koppen("Een onderwerp", "els@gemeente.example").expect("a message");
        for kop in [
            "From: Dwarsverband <niet-antwoorden@dwarsverband.example>",
            "To: els@gemeente.example",
            "Reply-To: vragen@gemeente.example",
            "Subject: Een onderwerp",
            "Message-ID: <00000000-0000-0000-0000-000000000007.2@dwarsverband.example>",
            "Date: Fri, 27 Nov 2026 08:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ] {
            assert!(koppen.iter().any(|k| k == kop), "{kop}: {koppen:#?}");
        }
    }

    #[test]
    fn mail_comes_from_an_address_that_can_be_named() {
        let adres = postbode().adres("https://dwarsverband.example");
        let verwacht = "niet-antwoorden@dwarsverband.example";
        assert_eq!(adres.as_deref(), Some(verwacht));
    }

    #[test]
    fn nothing_puts_a_header_in() {
        for onderwerp in [
            "x\r\nBcc: y@z.example",
            "x\nBcc: y@z.example",
            "x\rBcc: y@z.example",
        ] {
            let koppen = koppen(onderwerp, "els@gemeente.example").expect("a message");
            assert!(!koppen.iter().any(|k| k.starts_with("Bcc")), "{koppen:#?}");
        }
        for aan in [
            "els@gemeente.example\r\nBcc: y@z.example",
            "els@gemeente.example, y@z.example",
            "els@gemeente.example>",
            "",
        ] {
            let uitkomst = koppen("x", aan);
            assert!(
                matches!(uitkomst, Err(Mislukt::Definitief(_))),
                "{aan:?}: {uitkomst:?}"
            );
        }
    }

    #[test]
    fn the_sender_is_a_name_that_mail_can_come_from() {
        for (basis_url, adres) in [
            (
                "https://dwarsverband.example",
                "niet-antwoorden@dwarsverband.example",
            ),
            (
                "https://dwarsverband.example:8443/x",
                "niet-antwoorden@dwarsverband.example",
            ),
            ("http://127.0.0.1:8080", "niet-antwoorden@localhost"),
            ("http://[::1]:8080", "niet-antwoorden@localhost"),
            ("http://localhost:8080", "niet-antwoorden@localhost"),
        ] {
            let afzender = afzender_van(basis_url).expect("an address");
            assert_eq!(afzender.email.to_string(), adres, "{basis_url}");
        }
    }

    #[test]
    fn only_what_stays_refused_is_given_up() {
        for (code, definitief) in [
            (421, false),
            (450, false),
            (535, false),
            (554, false),
            (550, true),
            (553, true),
        ] {
            assert_eq!(is_definitief(code), definitief, "{code}");
        }
    }
}
