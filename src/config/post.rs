//! Where mail goes out, and in whose name.

use std::fmt;

use axum::http::Uri;
use lettre::message::Mailbox;

use crate::db::zonder_wachtwoord;

/// The port where servers of mail take mail from each other.
const POORT: u16 = 25;

/// How mail leaves.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Smtp {
    /// Not: messages wait until there is a server.
    #[default]
    Geen,
    /// It is thrown away: for the demo.
    Nergens,
    /// By the server at this address, as `lettre` reads it.
    Server(String),
}

impl Smtp {
    /// Reads the address of a server: `smtps://naam:wachtwoord@host`, or `smtp://host`. What is
    /// said about `tls` stands. Without that a server on this machine is spoken to in the open,
    /// another in secret when it can, and always when it is told a password.
    pub fn lees(tekst: &str) -> Option<Self> {
        let adres: Uri = tekst.parse().ok()?;
        let host = adres.host().filter(|host| !host.is_empty())?;
        let gezegd = adres.query().unwrap_or_default();
        let dicht = match (adres.scheme_str()?, gezegd) {
            ("smtps", "") => return Some(Self::Server(tekst.to_owned())),
            ("smtp", "tls=required" | "tls=opportunistic") => {
                return Some(Self::Server(tekst.to_owned()));
            }
            ("smtp", "") => {
                let hier = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
                let geheim = adres.authority()?.as_str().contains('@');
                match (geheim, hier) {
                    (true, false) => "?tls=required",
                    (false, false) => "?tls=opportunistic",
                    (_, true) => "",
                }
            }
            _ => return None,
        };
        // What `lettre` takes when there is a `tls` is the port for people.
        let poort = match adres.port() {
            None if dicht == "?tls=opportunistic" => format!(":{POORT}"),
            _ => String::new(),
        };
        let adres = tekst.trim_end_matches(['?', '/']);
        Some(Self::Server(format!("{adres}{poort}{dicht}")))
    }
}

/// Without the password.
impl fmt::Display for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Geen => f.write_str("geen: er gaat geen mail uit"),
            Self::Nergens => f.write_str("nergens: mail wordt weggegooid"),
            Self::Server(url) => f.write_str(&zonder_wachtwoord(url)),
        }
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({self})")
    }
}

/// Reads one mail address, with or without a name before it.
pub fn lees_afzender(tekst: &str) -> Option<Mailbox> {
    let een = tekst.matches('@').count() == 1 && !tekst.contains([',', ';']);
    let heel = !tekst.contains('<') || tekst.ends_with('>');
    if !een || !heel || tekst.chars().any(char::is_control) {
        return None;
    }
    tekst.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_travels_in_the_open() {
        for (tekst, adres) in [
            ("smtps://u:p@mail.example", Some("smtps://u:p@mail.example")),
            (
                "smtp://mail.example:25",
                Some("smtp://mail.example:25?tls=opportunistic"),
            ),
            (
                "smtp://mail.example",
                Some("smtp://mail.example:25?tls=opportunistic"),
            ),
            (
                "smtp://mail.example/",
                Some("smtp://mail.example:25?tls=opportunistic"),
            ),
            (
                "smtp://u:p@mail.example",
                Some("smtp://u:p@mail.example?tls=required"),
            ),
            (
                "smtp://mail.example:587?tls=required",
                Some("smtp://mail.example:587?tls=required"),
            ),
            ("smtp://127.0.0.1:2525", Some("smtp://127.0.0.1:2525")),
            ("smtp://u:p@localhost", Some("smtp://u:p@localhost")),
            ("smtp://mail.example?tls=nee", None),
            ("https://mail.example", None),
            ("mail.example:25", None),
            ("mail.example", None),
            ("smtp://", None),
            ("", None),
        ] {
            let verwacht = adres.map(|adres| Smtp::Server(adres.to_owned()));
            assert_eq!(Smtp::lees(tekst), verwacht, "{tekst}");
        }
    }

    #[test]
    fn the_password_is_not_shown() {
        let smtp = Smtp::lees("smtps://naam:geheim@mail.example:465").expect("an address");
        for getoond in [smtp.to_string(), format!("{smtp:?}")] {
            assert!(getoond.contains("naam:***@mail.example:465"), "{getoond}");
            assert!(!getoond.contains("geheim"), "{getoond}");
        }
    }

    #[test]
    fn a_sender_is_one_address() {
        for (tekst, goed) in [
            ("post@gemeente.example", true),
            ("Dwarsverband <post@gemeente.example>", true),
            ("\"Post, Dwarsverband\" <post@gemeente.example>", false),
            ("post@gemeente.example, ander@gemeente.example", false),
            ("Dwarsverband <post@gemeente.example>\nBcc: x", false),
            ("Dwarsverband <post@gemeente.example> x", false),
            ("Dwarsverband", false),
            ("", false),
        ] {
            assert_eq!(lees_afzender(tekst).is_some(), goed, "{tekst}");
        }
    }
}
