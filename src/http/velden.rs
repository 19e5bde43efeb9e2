//! What is wrong with a form, for its page: all together at the top, and each beside its field.

use crate::error::{Fout, Fouten};

/// Something to choose in a form.
#[derive(Debug, Clone)]
pub struct Optie {
    /// What is sent.
    pub waarde: String,
    /// What people read.
    pub label: String,
    /// Whether it is the one that is chosen.
    pub gekozen: bool,
}

impl Optie {
    /// One to choose.
    pub fn nieuw(waarde: &str, label: &str, gekozen: bool) -> Self {
        Self {
            waarde: waarde.to_owned(),
            label: label.to_owned(),
            gekozen,
        }
    }
}

/// The mistakes of a form; empty when it has not been sent yet.
#[derive(Debug, Clone, Default)]
pub struct Veldfouten(Vec<Fout>);

impl Veldfouten {
    /// The mistakes, in the order in which they were found.
    pub fn van(fouten: &Fouten) -> Self {
        Self(fouten.iter().cloned().collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Field and message of each.
    pub fn alle(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|f| (f.veld.as_str(), f.melding.as_str()))
    }

    /// What is wrong with one field; empty when nothing is.
    pub fn bij(&self, veld: &str) -> &str {
        self.alle()
            .find(|(van, _)| *van == veld)
            .map_or("", |f| f.1)
    }
}
