//! A form with one field: a text, a day or a choice.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::Link,
        error::{NietGedaan, geschreven},
        extract::Formulier,
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, met_status},
        velden::{Optie, Veldfouten},
    },
};

/// What the one field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invoer {
    /// Some sentences.
    Tekst,
    /// A day.
    Dag,
    /// One of these.
    Keuze(Vec<(String, String)>),
}

/// The words of a form, and where it goes.
#[derive(Debug, Clone)]
pub struct Vorm {
    /// The heading.
    pub titel: &'static str,
    /// What it means.
    pub lead: &'static str,
    /// What it is about; none when it is about nothing that is there.
    pub over: Option<Link>,
    /// What was asked; empty when nothing was.
    pub gevraagd: String,
    /// Where the form goes.
    pub actie: String,
    /// Where who does nothing goes back to.
    pub terug: Link,
    /// The name of the field.
    pub naam: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What helps to fill it in.
    pub hulp: &'static str,
    /// What it takes.
    pub invoer: Invoer,
    /// The words on the button.
    pub knop: &'static str,
}

#[derive(Debug, Template)]
#[template(path = "regietafel/vorm.html")]
struct Pagina {
    kader: Kader,
    vorm: Vorm,
    is_tekst: bool,
    is_dag: bool,
    opties: Vec<Optie>,
    waarde: String,
    akkoord: Akkoord,
    fouten: Veldfouten,
}

/// What somebody typed in such a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Getypt {
    /// What stands in the field.
    pub waarde: String,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

impl Getypt {
    /// As the form was sent.
    pub fn van(formulier: &Formulier, naam: &str) -> Self {
        Self {
            waarde: formulier.een(naam).to_owned(),
            akkoord: Akkoord::van(formulier).aan,
        }
    }
}

impl Vorm {
    fn pagina(self, app: &App, ctx: &Ctx, getypt: Getypt, fouten: &Fouten) -> Pagina {
        let akkoord = Akkoord {
            tonen: getypt.akkoord,
            aan: getypt.akkoord,
        };
        let opties = match &self.invoer {
            Invoer::Keuze(alle) => alle
                .iter()
                .map(|(waarde, label)| Optie::nieuw(waarde, label, *waarde == getypt.waarde))
                .collect(),
            Invoer::Tekst | Invoer::Dag => Vec::new(),
        };
        Pagina {
            kader: Kader::nieuw(app, ctx, None),
            is_tekst: self.invoer == Invoer::Tekst,
            is_dag: self.invoer == Invoer::Dag,
            opties,
            vorm: self,
            waarde: getypt.waarde,
            akkoord: akkoord.bij(fouten),
            fouten: Veldfouten::van(fouten),
        }
    }

    /// The form, as it is first seen.
    pub fn toon(self, app: &App, ctx: &Ctx, waarde: String) -> Response {
        let getypt = Getypt {
            waarde,
            akkoord: false,
        };
        antwoord(&self.pagina(app, ctx, getypt, &Fouten::new()))
    }

    /// The form with what is wrong with what was typed.
    pub fn met_fouten(self, app: &App, ctx: &Ctx, getypt: Getypt, fouten: &Fouten) -> Response {
        let pagina = self.pagina(app, ctx, getypt, fouten);
        met_status(StatusCode::BAD_REQUEST, &pagina)
    }

    /// It was not done though the field is right, and there is nothing to send any more: why, what was typed, and a
    /// way on.
    ///
    /// # Errors
    /// What has a page of its own.
    pub fn niet_gedaan(
        app: &App,
        ctx: &Ctx,
        (kop, getypt): (&str, &Getypt),
        (terug, fout): (Link, Error),
    ) -> Result<Response> {
        let waarom = NietGedaan::ook_zonder_recht(fout)?;
        let alles = geschreven([(kop, getypt.waarde.as_str())]);
        let kader = Kader::nieuw(app, ctx, None);
        Ok(waarom.zonder_formulier(kader, terug, alles))
    }
}

/// A way to somewhere.
pub fn link(url: &str, tekst: &str) -> Link {
    Link {
        url: url.to_owned(),
        tekst: tekst.to_owned(),
        bij: String::new(),
    }
}
