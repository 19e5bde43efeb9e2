//! A section of a template: what a good answer holds, and what may be said where there is nothing to
//! tell (design section 5).

/// What stands where a bron is silent.
pub const NIET_BESCHREVEN: &str = "Niet beschreven in de bron.";
/// What a page shows where nobody wrote anything yet. It is no answer.
pub const NOG_NIET_BESCHREVEN: &str = "Nog niet beschreven.";
/// What may be said of kosten that nobody knows.
pub const ONBEKEND: &str = "Onbekend.";
/// What may be said when nothing went wrong yet.
pub const NOG_NIETS: &str = "Nog niets.";

/// A section of the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sjabloon {
    /// Its name in forms, kebab-case.
    pub sleutel: &'static str,
    /// Its heading, and its name among the sections of what is written.
    pub kop: &'static str,
    /// Whether it can't be offered without an answer.
    pub verplicht: bool,
    /// What may be said, word for word, when there is nothing to tell.
    pub standaard: Option<&'static str>,
    /// What a good answer holds.
    pub hulp: &'static str,
    /// A short answer of an invented gemeente.
    pub voorbeeld: &'static str,
}

/// How an answer to a section counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwoord {
    /// Nothing is said.
    Leeg,
    /// What is said, is in the words of the writer.
    Eigen,
    /// A stock answer that this section may have.
    Standaard,
    /// A stock answer that this section may not have: it leaves the question open.
    NietHier,
}

impl Antwoord {
    /// Whether the question is answered.
    pub const fn telt(self) -> bool {
        matches!(self, Self::Eigen | Self::Standaard)
    }
}

impl Sjabloon {
    /// The section of a template with this key.
    pub fn met_sleutel<'a>(sjabloon: &'a [Self], sleutel: &str) -> Option<&'a Self> {
        sjabloon.iter().find(|s| s.sleutel == sleutel)
    }

    /// The name of its field, which is also its anchor: `sectie-wat-ging-mis`.
    pub fn veld(&self) -> String {
        format!("sectie-{}", self.sleutel)
    }

    /// The stock answers that may be given here: its own, and for what is told from a bron that
    /// the bron is silent.
    pub fn standaardantwoorden(&self, uit_bron: bool) -> impl Iterator<Item = &'static str> {
        let uit_bron = uit_bron.then_some(NIET_BESCHREVEN);
        self.standaard.into_iter().chain(uit_bron)
    }

    /// How a text counts as an answer to this section.
    pub fn weeg(&self, tekst: &str, uit_bron: bool) -> Antwoord {
        if !tekst.chars().any(char::is_alphanumeric) {
            return Antwoord::Leeg;
        }
        let is = |standaard: &str| zelfde(tekst, standaard);
        if self.standaardantwoorden(uit_bron).any(is) {
            return Antwoord::Standaard;
        }
        let ergens = [NIET_BESCHREVEN, NOG_NIET_BESCHREVEN, ONBEKEND, NOG_NIETS];
        if ergens.into_iter().any(is) {
            Antwoord::NietHier
        } else {
            Antwoord::Eigen
        }
    }
}

/// Whether a text says the same as a stock answer; capitals, space around it and the point at its
/// end make no difference.
fn zelfde(tekst: &str, standaard: &str) -> bool {
    let kern = |t: &str| t.trim().trim_end_matches('.').to_lowercase();
    kern(tekst) == kern(standaard)
}
