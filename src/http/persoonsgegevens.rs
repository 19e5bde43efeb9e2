//! The box that says that personal data in a form is meant, for every form with free text.

use super::extract::Formulier;
use crate::{
    error::Fouten,
    persoonsgegevens::model::{AKKOORD, CODE},
};

/// The box; hidden as long as nothing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Akkoord {
    /// Whether the form shows it.
    pub tonen: bool,
    /// Whether it is ticked.
    pub aan: bool,
}

impl Akkoord {
    /// As a form was sent: who ticked it keeps it, because they may have something else to mend.
    pub fn van(formulier: &Formulier) -> Self {
        let aan = formulier.een(AKKOORD) == "ja";
        Self { tonen: aan, aan }
    }

    /// The same for the page that says what is wrong.
    #[must_use]
    pub fn bij(self, fouten: &Fouten) -> Self {
        Self {
            tonen: self.tonen || fouten.iter().any(|f| f.code == CODE),
            ..self
        }
    }
}
