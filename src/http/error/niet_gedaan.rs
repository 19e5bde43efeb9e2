//! What keeps a form from being done though no field of it is wrong: somebody else was first, it was too
//! often, or it is no longer for who sent it. Its page comes back with what was typed, and says what happened.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, Utc};

use super::{Uitleg, bewaar_wanneer, uitleg};
use crate::{
    error::{Error, Result},
    http::{
        beeld::Link,
        render::{Kader, met_status},
    },
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

    /// As [`Self::van`], also when it is not for who sent it, or no longer: for a page that shows the form only
    /// to who may send it, and to others what they typed.
    ///
    /// # Errors
    /// As [`Self::van`].
    pub fn ook_zonder_recht(fout: Error) -> Result<Self> {
        match fout {
            Error::MagNiet(_) => {
                let Uitleg { status, detail, .. } = uitleg(&fout);
                Ok(Self {
                    status,
                    tekst: detail,
                    weer_vanaf: None,
                })
            }
            fout => Self::van(fout),
        }
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

    /// A page instead of that of the form, when that is not there any more: what happened, what was typed and a
    /// way on.
    pub fn zonder_formulier(&self, kader: Kader, terug: Link, geschreven: Geschreven) -> Response {
        self.antwoord(&Pagina {
            kader,
            waarom: &self.tekst,
            terug,
            geschreven,
        })
    }
}

#[derive(Debug, Template)]
#[template(path = "niet_gedaan.html")]
struct Pagina<'a> {
    kader: Kader,
    waarom: &'a str,
    terug: Link,
    geschreven: Geschreven,
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
    fn who_may_not_any_more_is_told_who_may() {
        let nee = NietGedaan::ook_zonder_recht(Error::MagNiet("Dit doet het duo.".into()));
        let nee = nee.expect("a page with what was typed");
        assert_eq!(
            (nee.status.as_u16(), nee.tekst()),
            (403, "Dit doet het duo.")
        );
        let anders = NietGedaan::ook_zonder_recht(Error::Conflict("Al besloten.".into()));
        assert_eq!(anders.expect("a page").status.as_u16(), 409);
        assert!(NietGedaan::ook_zonder_recht(Error::NotFound).is_err());
    }

    #[test]
    fn only_what_was_written_is_given_back() {
        let alles = geschreven([("Les", "Begin.\r\n\r\nEerder."), ("Reden", " \n")]);
        let regels = ["Begin.", "Eerder."].map(str::to_owned).to_vec();
        assert_eq!(alles, [("Les".to_owned(), regels)]);
    }
}
