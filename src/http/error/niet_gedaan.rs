//! What keeps a form from being done though no field of it is wrong: somebody else was first, or it was
//! too often. Its page comes back with what was typed, and says what happened.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, Utc};

use super::{Uitleg, bewaar_wanneer, uitleg};
use crate::{
    error::{Error, Result},
    http::render::met_status,
};

/// Why a form was not done.
#[derive(Debug)]
pub struct NietGedaan {
    status: StatusCode,
    tekst: String,
    weer_vanaf: Option<DateTime<Utc>>,
}

impl NietGedaan {
    /// Of an error, for the page of the form.
    ///
    /// # Errors
    /// Every other error: that has a page of its own.
    pub fn van(fout: Error) -> Result<Self> {
        let te_vaak = matches!(fout, Error::TeVaak { .. });
        if !te_vaak && !matches!(fout, Error::Conflict(_)) {
            return Err(fout);
        }
        let Uitleg {
            status,
            titel,
            detail,
            weer_vanaf,
            ..
        } = uitleg(&fout);
        Ok(Self {
            status,
            tekst: if te_vaak {
                format!("{titel}. {detail}")
            } else {
                detail
            },
            weer_vanaf,
        })
    }

    /// What happened, and what to do.
    pub fn tekst(&self) -> &str {
        &self.tekst
    }

    /// The page as an answer.
    pub fn antwoord(&self, pagina: &impl Template) -> Response {
        let mut antwoord = met_status(self.status, pagina);
        bewaar_wanneer(&mut antwoord, self.weer_vanaf);
        antwoord
    }
}

/// What somebody sent that was not kept and has no field any more, to copy: heading and lines of each part.
pub type Geschreven = Vec<(String, Vec<String>)>;

/// The same, of the parts in which something was written.
pub fn geschreven<'a>(delen: impl IntoIterator<Item = (&'a str, &'a str)>) -> Geschreven {
    let regels = |tekst: &str| -> Vec<String> {
        let vol = tekst.lines().filter(|regel| !regel.trim().is_empty());
        vol.map(ToOwned::to_owned).collect()
    };
    let delen = delen.into_iter();
    let delen = delen.map(|(kop, tekst)| (kop.to_owned(), regels(tekst)));
    delen.filter(|(_, vol)| !vol.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_back_when_no_field_is_wrong() {
        let moment: DateTime<Utc> = "2026-11-27T11:05:00Z".parse().expect("a moment");
        let te_vaak = Error::TeVaak { weer_vanaf: moment };
        for (fout, status, woorden) in [
            (Error::Conflict("Al besloten.".into()), 409, "Al besloten."),
            (
                te_vaak,
                429,
                "te vaak achter elkaar. Probeer het opnieuw na 12",
            ),
        ] {
            let gezien = NietGedaan::van(fout).expect("a page with what was typed");
            assert_eq!(gezien.status.as_u16(), status);
            assert!(gezien.tekst().contains(woorden), "{}", gezien.tekst());
            assert_eq!(gezien.weer_vanaf, (status == 429).then_some(moment));
        }
        for fout in [Error::NotFound, Error::MagNiet("Nee.".into())] {
            assert!(NietGedaan::van(fout).is_err());
        }
    }

    #[test]
    fn only_what_was_written_is_given_back() {
        let alles = geschreven([("Les", "Begin.\r\n\r\nEerder."), ("Reden", " \n")]);
        let regels = ["Begin.", "Eerder."].map(str::to_owned).to_vec();
        assert_eq!(alles, [("Les".to_owned(), regels)]);
    }
}
