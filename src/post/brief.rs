//! What a message says, as text and as HTML.

use askama::Template;

use crate::jobs::model::Mislukt;

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deel {
    /// One or more sentences.
    Tekst(String),
    /// What the reader can do: the words of the link, and its whole address.
    Link {
        /// The words.
        tekst: String,
        /// The address, from `https://` on.
        url: String,
    },
}

/// An appointment that goes with a message, so that a calendar takes it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// What the calendar has to do with it (RFC 5546): `REQUEST`, `CANCEL` or `PUBLISH`.
    pub methode: &'static str,
    /// The appointment, as iCalendar (RFC 5545).
    pub tekst: String,
}

/// A message: about what, and the parts in their order. Written at level B1, to `u`; without pictures
/// and without anything that tells us whether it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The subject, which is the title as well.
    pub onderwerp: String,
    /// What it says.
    pub delen: Vec<Deel>,
    /// The appointment that goes with it; mostly none.
    pub agenda: Option<Agenda>,
}

impl Brief {
    /// A message about something.
    pub fn over(onderwerp: &str) -> Self {
        Self {
            onderwerp: onderwerp.to_owned(),
            delen: Vec::new(),
            agenda: None,
        }
    }

    /// With these sentences.
    #[must_use]
    pub fn tekst(mut self, tekst: impl Into<String>) -> Self {
        self.delen.push(Deel::Tekst(tekst.into()));
        self
    }

    /// With this appointment.
    #[must_use]
    pub fn met_agenda(mut self, agenda: Agenda) -> Self {
        self.agenda = Some(agenda);
        self
    }

    /// With this link.
    #[must_use]
    pub fn link(mut self, tekst: &str, url: String) -> Self {
        let tekst = tekst.to_owned();
        self.delen.push(Deel::Link { tekst, url });
        self
    }
}

/// What stands under every message.
#[derive(Debug, Clone)]
pub struct Voet<'a> {
    /// The address of the platform.
    pub basis_url: &'a str,
    /// Where people can ask something; empty when that is not known.
    pub vragen: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "post/brief.html")]
struct Html<'a> {
    brief: &'a Brief,
    voet: &'a Voet<'a>,
}

#[derive(Debug, Template)]
#[template(path = "post/brief.txt")]
struct Platte<'a> {
    brief: &'a Brief,
    voet: &'a Voet<'a>,
}

impl Brief {
    /// The message as text and as HTML.
    pub(super) fn schrijf(&self, voet: &Voet<'_>) -> Result<(String, String), Mislukt> {
        let mis = |fout: askama::Error| Mislukt::from(crate::error::Error::Internal(fout.into()));
        let platte = Platte { brief: self, voet }.render().map_err(mis)?;
        let html = Html { brief: self, voet }.render().map_err(mis)?;
        Ok((platte, html))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_the_same() {
        let brief = Brief::over("Kies <een> wachtwoord")
            .tekst("Els & Jan")
            .link("Kies hier", "https://dwarsverband.example/x/abc".into())
            .tekst("Tot ziens.");
        let voet = Voet {
            basis_url: "https://dwarsverband.example",
            vragen: "vragen@gemeente.example",
        };
        let (tekst, html) = brief.schrijf(&voet).expect("it can be written");
        assert_eq!(
            tekst,
            "Kies <een> wachtwoord\n\nEls & Jan\n\nKies hier:\nhttps://dwarsverband.example/x/abc\n\n\
             Tot ziens.\n\n-- \nDwarsverband: https://dwarsverband.example\n\
             Deze mail is automatisch gemaakt. Vragen? Stel ze via vragen@gemeente.example"
        );
        for deel in [
            "<html lang=\"nl\">",
            "<title>Kies &#60;een&#62; wachtwoord</title>",
            "<h1>Kies &#60;een&#62; wachtwoord</h1>",
            "<p>Els &#38; Jan</p>",
            "<a href=\"https://dwarsverband.example/x/abc\">Kies hier</a>",
            "vragen@gemeente.example",
        ] {
            assert!(html.contains(deel), "{deel}: {html}");
        }
        for niet in ["<img", "<script", "style=", "http://"] {
            assert!(!html.contains(niet), "{niet}: {html}");
        }
    }
}
