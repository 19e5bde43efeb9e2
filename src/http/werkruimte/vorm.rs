//! What the page of a form of a werkruimte has around its own fields: the template
//! `layout/werkformulier.html` shows it.

use crate::{
    error::Fouten,
    http::{botsing::Botsing, persoonsgegevens::Akkoord, velden::Veldfouten},
    stukken::model::{Kop, Soort},
    werkruimte::service::pad as werkruimtepad,
};

/// What a form of a kind is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Woorden {
    /// What is made by it.
    pub soort: Soort,
    /// The title of the form of a new one.
    pub maken: &'static str,
    /// The button that makes a new one.
    pub knop: &'static str,
}

/// The frame of a form.
#[derive(Debug)]
pub struct Vorm {
    /// The title in the tab of the browser, before anything is wrong.
    pub titel: String,
    /// The heading.
    pub kop: String,
    /// The kind: of its icon, and for people.
    pub soort: (&'static str, &'static str),
    /// The path at the top: addresses and words.
    pub kruimels: Vec<(String, String)>,
    /// Where the form goes.
    pub actie: String,
    /// The address and the words of the page that who writes nothing goes back to.
    pub terug: (String, String),
    /// The button.
    pub knop: &'static str,
    /// The version that its writer saw; none for a new one.
    pub versie: Option<i64>,
    /// Who saved meanwhile; empty when nobody did.
    pub intussen: String,
    /// In which fields what they saved differs from what was typed.
    pub botsingen: Vec<Botsing>,
    /// The box that says that personal data is meant.
    pub akkoord: Akkoord,
    /// What is wrong.
    pub fouten: Veldfouten,
}

impl Vorm {
    /// Of a new one, that is sent to `actie`.
    pub fn nieuw(woorden: Woorden, actie: String, terug: (String, String)) -> Self {
        Self {
            titel: woorden.maken.to_owned(),
            kop: woorden.maken.to_owned(),
            soort: (woorden.soort.waarde(), woorden.soort.label()),
            kruimels: kruimels(("/themas", "Thema’s"), &terug, woorden.maken),
            actie,
            terug,
            knop: woorden.knop,
            versie: None,
            intussen: String::new(),
            botsingen: Vec::new(),
            akkoord: Akkoord::default(),
            fouten: Veldfouten::default(),
        }
    }

    /// Of a new one in the werkruimte of a thema.
    pub fn in_werkruimte(woorden: Woorden, thema: &Kop) -> Self {
        let pad = werkruimtepad(thema);
        let actie = format!("{pad}/{}/nieuw", woorden.soort.meervoud());
        let terug = (pad, format!("Werkruimte {}", thema.titel));
        Self::nieuw(woorden, actie, terug)
    }

    /// Of one that is there.
    pub fn van(woorden: Woorden, kop: &Kop) -> Self {
        let terug = (kop.pad(), kop.titel.clone());
        Self {
            titel: format!("{} wijzigen", kop.titel),
            kop: kop.titel.clone(),
            kruimels: kruimels(("/themas", "Thema’s"), &terug, "Wijzigen"),
            knop: "Bewaren",
            versie: Some(kop.versie),
            ..Self::nieuw(woorden, format!("{}/wijzigen", kop.pad()), terug)
        }
    }

    /// Below another page than that of the thema's.
    #[must_use]
    pub fn onder(mut self, pad: &str, woorden: &str) -> Self {
        if let Some(eerste) = self.kruimels.first_mut() {
            *eerste = (pad.to_owned(), woorden.to_owned());
        }
        self
    }

    /// With what is wrong with what was sent.
    #[must_use]
    pub fn met_fouten(self, akkoord: Akkoord, fouten: &Fouten) -> Self {
        Self {
            akkoord: akkoord.bij(fouten),
            fouten: Veldfouten::van(fouten),
            ..self
        }
    }

    /// Whether something keeps what was sent from being saved.
    pub fn is_fout(&self) -> bool {
        !self.fouten.is_empty() || !self.intussen.is_empty()
    }
}

fn kruimels(boven: (&str, &str), terug: &(String, String), hier: &str) -> Vec<(String, String)> {
    let eigen = |(pad, woorden): (&str, &str)| (pad.to_owned(), woorden.to_owned());
    vec![eigen(boven), terug.clone(), eigen(("#inhoud", hier))]
}
