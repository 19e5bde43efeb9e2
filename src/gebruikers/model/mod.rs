//! Types and rules of accounts. Pure.

pub mod aanbieder;
pub mod aanvraag;
pub mod bericht;
pub mod sessie;
pub mod token;
pub mod tweede_factor;
pub mod wachtwoord;

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::waarden::waarden;

waarden! {
    /// What can be done with an account.
    Status {
        Actief = "actief", "In gebruik";
        Geblokkeerd = "geblokkeerd", "Geblokkeerd";
        Vertrokken = "vertrokken", "Vertrokken";
    }
}

waarden! {
    /// The sides of a duo (design section 5).
    Kant {
        Rijk = "rijk", "Rijk";
        Gemeente = "gemeente", "Gemeente";
    }
}

/// A mail address, in lower case: one person writes it in several ways.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mailadres(String);

impl Mailadres {
    /// The longest address that mail can carry (RFC 5321).
    const HOOGSTENS: usize = 254;

    /// The address as text.
    pub fn als_tekst(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    pub fn domein(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domein)| domein)
    }
}

impl FromStr for Mailadres {
    type Err = ();

    fn from_str(tekst: &str) -> Result<Self, ()> {
        let adres = tekst.trim().to_lowercase();
        let Some((naam, domein)) = adres.rsplit_once('@') else {
            return Err(());
        };
        let los = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c);
        let deel = |deel: &str| !deel.is_empty() && !deel.starts_with('-') && !deel.ends_with('-');
        let goed = adres.len() <= Self::HOOGSTENS
            && !naam.is_empty()
            && !naam.contains(los)
            && !domein.contains(los)
            && domein.contains('.')
            && domein.split('.').all(deel)
            // What no mail can be sent to is of no use to anybody. Few servers take other letters.
            && adres.is_ascii()
            && adres.parse::<lettre::Address>().is_ok();
        if goed { Ok(Self(adres)) } else { Err(()) }
    }
}

impl fmt::Display for Mailadres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An account, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebruiker {
    /// Its number.
    pub id: Uuid,
    /// The name of the person.
    pub naam: String,
    /// Where they get their mail.
    pub mail: Mailadres,
    /// Whether it can be used.
    pub status: Status,
    /// When it was made.
    pub aangemaakt: DateTime<Utc>,
}

/// A place where an account is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inlogplek {
    /// Its number.
    pub id: Uuid,
    /// The browser, in words.
    pub programma: String,
    /// Since when.
    pub begin: DateTime<Utc>,
    /// The last request.
    pub gezien: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub deze: bool,
}

/// The browser and system behind a `User-Agent`, in words that their user knows.
pub fn programma(user_agent: &str) -> String {
    let heeft = |woorden: &[&'static str]| {
        let mut woorden = woorden.chunks(2);
        woorden.find(|w| user_agent.contains(w[0])).map(|w| w[1])
    };
    // In this order: most name the ones before them as well.
    let browser = heeft(&[
        "Edg", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "FxiOS", "Firefox", "CriOS",
        "Chrome", "Chrome/", "Chrome", "Safari/", "Safari",
    ]);
    let systeem = heeft(&[
        "iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "Windows", "Windows", "Mac OS",
        "macOS", "CrOS", "ChromeOS", "Linux", "Linux",
    ]);
    match (browser, systeem) {
        (Some(browser), Some(systeem)) => format!("{browser} op {systeem}"),
        (Some(een), None) | (None, Some(een)) => een.to_owned(),
        (None, None) => "Onbekend programma".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_whatever_its_case() {
        for (tekst, adres) in [
            (
                " Els.Vermeer@Gemeente.Example ",
                Some("els.vermeer@gemeente.example"),
            ),
            ("o'brien+x@a.b.example", Some("o'brien+x@a.b.example")),
            ("zonder-apenstaart", None),
            ("@gemeente.example", None),
            ("els@", None),
            ("els@gemeente", None),
            ("els@.example", None),
            ("els@-x.example", None),
            ("els @gemeente.example", None),
            ("els@gemeente.example\nBcc: x@y.example", None),
            ("els@een@twee.example", None),
            ("<els@gemeente.example>", None),
            ("els..vermeer@gemeente.example", None),
            (".els@gemeente.example", None),
            ("\u{e9}@gemeente.example", None),
        ] {
            let gelezen = tekst.parse::<Mailadres>().ok();
            let gelezen = gelezen.as_ref().map(Mailadres::als_tekst);
            assert_eq!(gelezen, adres, "{tekst}");
        }
        for (letters, goed) in [(64, true), (65, false), (250, false)] {
            let lang = format!("{}@gemeente.example", "a".repeat(letters));
            assert_eq!(lang.parse::<Mailadres>().is_ok(), goed, "{letters}");
        }
    }

    #[test]
    fn browsers_have_the_names_that_people_know() {
        for (user_agent, woorden) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge op Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox op Linux",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
                "Safari op iPhone",
            ),
            ("curl/8.5", "Onbekend programma"),
            ("", "Onbekend programma"),
        ] {
            assert_eq!(programma(user_agent), woorden);
        }
    }
}
