//! Reading a form with a file in it: the file goes to the disk as it comes in, and not past what may
//! be kept.

use std::time::Duration;

use anyhow::Context as _;
use axum::{
    body::Bytes,
    extract::{
        FromRequest as _, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use tokio::{io::AsyncWriteExt as _, time::timeout};

use crate::{
    bestanden::Bestanden,
    error::{Error, Fouten},
    http::{error::PageError, extract::Formulier, grens::TeGroot},
    ids::kort,
    stukken::service::bijlagen::Ontvangen,
};

/// How long a sender may be silent.
const STIL: Duration = Duration::from_secs(30);
/// The longest text of a field, in bytes.
const TEKST: usize = 16 * 1024;
/// The longest text in the round number that people are told.
const TEKST_GEZEGD: u64 = 16_000;
/// How many fields there are at most.
const VELDEN: usize = 16;

/// A form with a file.
#[derive(Debug, Default)]
pub struct Ingevuld {
    velden: Formulier,
    /// The file; none when none was chosen.
    pub bestand: Option<Ontvangen>,
}

impl Ingevuld {
    /// The first value of a field; empty when it is not there.
    pub fn een(&self, naam: &str) -> &str {
        self.velden.een(naam)
    }
}

/// Why a form could not be read.
pub enum Mislukt {
    /// It is no such form, or did not come in whole.
    Afgebroken,
    /// There is more than we read; of what, when it is a field.
    TeGroot(Option<TeGroot>),
    /// The disk.
    Fout(Error),
}

impl From<MultipartError> for Mislukt {
    fn from(fout: MultipartError) -> Self {
        if fout.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::TeGroot(None)
        } else {
            Self::Afgebroken
        }
    }
}

impl From<Error> for Mislukt {
    fn from(fout: Error) -> Self {
        Self::Fout(fout)
    }
}

impl Mislukt {
    /// The answer.
    pub fn antwoord(self) -> Response {
        match self {
            Self::TeGroot(Some(te_groot)) => te_groot.antwoord(),
            // The layer of the limit says what is too large (`grens`).
            Self::TeGroot(None) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Fout(fout) => PageError(fout).into_response(),
            Self::Afgebroken => {
                let mut fouten = Fouten::new();
                let melding = "Het formulier kwam niet heel aan. Verstuur het opnieuw, zoals de \
                               pagina het doet: als multipart/form-data.";
                fouten.meld("formulier", "afgebroken", melding);
                PageError(fouten.into()).into_response()
            }
        }
    }
}

/// Reads the form. The file is in the field `bestand`.
pub async fn ontvang(bestanden: &Bestanden, request: Request) -> Result<Ingevuld, Mislukt> {
    let formulier = Multipart::from_request(request, &()).await;
    let mut formulier = formulier.map_err(|_| Mislukt::Afgebroken)?;
    let mut ingevuld = Ingevuld::default();
    for _ in 0..VELDEN {
        let veld = timeout(STIL, formulier.next_field()).await;
        let Some(veld) = veld.map_err(|_| Mislukt::Afgebroken)?? else {
            return Ok(ingevuld);
        };
        let naam = veld.name().unwrap_or_default().to_owned();
        if naam == "bestand" && ingevuld.bestand.is_none() {
            ingevuld.bestand = bestand(bestanden, veld).await?;
        } else {
            let tekst = tekst(&naam, veld).await?;
            ingevuld.velden.voeg_toe(&naam, &tekst);
        }
    }
    Err(Mislukt::Afgebroken)
}

async fn volgende(veld: &mut Field<'_>) -> Result<Option<Bytes>, Mislukt> {
    let stukje = timeout(STIL, veld.chunk()).await;
    Ok(stukje.map_err(|_| Mislukt::Afgebroken)??)
}

async fn tekst(naam: &str, mut veld: Field<'_>) -> Result<String, Mislukt> {
    let mut bytes = Vec::new();
    while let Some(stukje) = volgende(&mut veld).await? {
        if bytes.len() + stukje.len() > TEKST {
            let wat = format!("Wat in het veld “{}” staat,", kort(naam));
            let te_groot = TeGroot::nieuw(wat, TEKST_GEZEGD, "Maak de tekst korter.");
            return Err(Mislukt::TeGroot(Some(te_groot)));
        }
        bytes.extend(stukje);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The file, as far as it may be kept; the rest is counted. None when no file was chosen: then a browser
/// sends a file without a name.
async fn bestand(bestanden: &Bestanden, mut veld: Field<'_>) -> Result<Option<Ontvangen>, Mislukt> {
    let naam = veld.file_name().unwrap_or_default().to_owned();
    let inhoud = bestanden.opslag.tijdelijk()?;
    let mut inhoud = tokio::fs::File::from_std(inhoud);
    let mut grootte: u64 = 0;
    while let Some(stukje) = volgende(&mut veld).await? {
        grootte += stukje.len() as u64;
        if grootte <= bestanden.hoogstens {
            let geschreven = inhoud.write_all(&stukje).await;
            geschreven.context("write a file").map_err(Error::from)?;
        }
    }
    let geschreven = inhoud.flush().await;
    geschreven.context("write a file").map_err(Error::from)?;
    if naam.is_empty() && grootte == 0 {
        return Ok(None);
    }
    Ok(Some(Ontvangen {
        naam,
        grootte,
        inhoud: inhoud.into_std().await,
    }))
}
