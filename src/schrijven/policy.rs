//! Who may do what with what is written. Pure.

use super::model::{Actie, Status, Woorden};
use crate::stukken::model::voorstel::{Bezwaar, Voorstelactie};

/// What somebody is to what is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Betrokken {
    /// Whether they write it.
    pub auteur: bool,
    /// Whether they are a member of the organisatie that owns it.
    pub lid_van_eigenaar: bool,
    /// Whether they are of the redactie.
    pub redactie: bool,
    /// What keeps them from being the second pair of eyes.
    pub bezwaar: Option<Bezwaar>,
}

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// It is for who writes it.
    Schrijvers,
    /// It is for the redactie.
    Redactie,
    /// It is for the organisatie that owns it, and for the redactie.
    Eigenaar,
    /// It lies with the redactie.
    Aangeboden,
    /// It was withdrawn.
    Ingetrokken,
    /// They had a hand in it.
    Bezwaar(Bezwaar),
}

impl Weigering {
    /// Who may, or what to do first, for people.
    pub fn melding(self, woorden: &Woorden) -> String {
        match self {
            Self::Schrijvers => format!("Alleen wie {} schrijft, kan dit doen.", woorden.deze),
            Self::Redactie => "Alleen de redactie kan dit doen.".to_owned(),
            Self::Eigenaar => format!(
                "Alleen de organisatie van {} en de redactie kunnen dit doen.",
                woorden.deze
            ),
            Self::Aangeboden => {
                "Dit ligt bij de redactie. Haal het eerst terug als u nog iets wilt veranderen."
                    .to_owned()
            }
            Self::Ingetrokken => format!(
                "{} is ingetrokken en verandert niet meer.",
                woorden.hoofd_deze
            ),
            Self::Bezwaar(bezwaar) => bezwaar.melding().to_owned(),
        }
    }
}

impl Betrokken {
    fn als(mag: bool, weigering: Weigering) -> Result<(), Weigering> {
        if mag { Ok(()) } else { Err(weigering) }
    }

    /// Whether they may take a step in a state that allows it.
    ///
    /// # Errors
    /// Who may.
    pub fn mag(self, actie: Actie) -> Result<(), Weigering> {
        match actie {
            Actie::Aanbieden => Self::als(self.auteur, Weigering::Schrijvers),
            Actie::Terugsturen => Self::als(self.auteur || self.redactie, Weigering::Redactie),
            Actie::Publiceren => self.mag_beoordelen(),
            Actie::Spoedpubliceren => Self::als(self.redactie, Weigering::Redactie),
            Actie::Intrekken => {
                Self::als(self.lid_van_eigenaar || self.redactie, Weigering::Eigenaar)
            }
        }
    }

    /// Whether they may take a step with a voorstel.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_voorstel(self, actie: Voorstelactie) -> Result<(), Weigering> {
        match actie {
            Voorstelactie::Aanbieden => self.mag_voorstellen(),
            Voorstelactie::Overnemen => self.mag_beoordelen(),
            Voorstelactie::Spoedovernemen | Voorstelactie::Afwijzen => {
                Self::als(self.redactie, Weigering::Redactie)
            }
        }
    }

    /// Whether they may be the second pair of eyes: of the redactie, and without a hand in it
    /// (design section 5).
    ///
    /// # Errors
    /// Who may.
    pub fn mag_beoordelen(self) -> Result<(), Weigering> {
        Self::als(self.redactie, Weigering::Redactie)?;
        self.bezwaar.map_or(Ok(()), |b| Err(Weigering::Bezwaar(b)))
    }

    /// Whether they may write in it in this state. What is offered is the redactie's to help with:
    /// its writers take it back first.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_schrijven(self, status: Status) -> Result<(), Weigering> {
        match status {
            Status::Concept => Self::als(self.auteur, Weigering::Schrijvers),
            Status::Aangeboden => Self::als(self.redactie, Weigering::Aangeboden),
            Status::Gepubliceerd => self.mag_voorstellen(),
            Status::Ingetrokken => Err(Weigering::Ingetrokken),
        }
    }

    /// Whether they may propose a change to what is published.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_voorstellen(self) -> Result<(), Weigering> {
        Self::als(
            self.auteur || self.lid_van_eigenaar || self.redactie,
            Weigering::Eigenaar,
        )
    }

    /// Whether they must say why: who sends back, withdraws or hurries does; who takes back their
    /// own does not.
    pub const fn vraagt_reden(self, actie: Actie) -> bool {
        match actie {
            Actie::Aanbieden | Actie::Publiceren => false,
            Actie::Terugsturen => !self.auteur,
            Actie::Spoedpubliceren | Actie::Intrekken => true,
        }
    }
}

/// Whether who takes a step with a voorstel must say why.
pub const fn voorstel_vraagt_reden(actie: Voorstelactie) -> bool {
    matches!(
        actie,
        Voorstelactie::Spoedovernemen | Voorstelactie::Afwijzen
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIEMAND: Betrokken = Betrokken {
        auteur: false,
        lid_van_eigenaar: false,
        redactie: false,
        bezwaar: None,
    };

    fn rollen() -> [(&'static str, Betrokken); 5] {
        [
            ("niemand", NIEMAND),
            (
                "auteur",
                Betrokken {
                    auteur: true,
                    ..NIEMAND
                },
            ),
            (
                "eigenaar",
                Betrokken {
                    lid_van_eigenaar: true,
                    ..NIEMAND
                },
            ),
            (
                "redactie",
                Betrokken {
                    redactie: true,
                    ..NIEMAND
                },
            ),
            (
                "redactie die schreef",
                Betrokken {
                    redactie: true,
                    bezwaar: Some(Bezwaar::Schreef),
                    ..NIEMAND
                },
            ),
        ]
    }

    /// The names of those who may.
    fn wie(mag: impl Fn(Betrokken) -> bool) -> Vec<&'static str> {
        let rollen = rollen().into_iter();
        rollen
            .filter(|(_, wie)| mag(*wie))
            .map(|(naam, _)| naam)
            .collect()
    }

    #[test]
    fn every_step_has_its_people() {
        let redactie: &[&str] = &["redactie", "redactie die schreef"];
        for (actie, mogen) in [
            (Actie::Aanbieden, &["auteur"][..]),
            (
                Actie::Terugsturen,
                &["auteur", "redactie", "redactie die schreef"],
            ),
            (Actie::Publiceren, &["redactie"]),
            (Actie::Spoedpubliceren, redactie),
            (
                Actie::Intrekken,
                &["eigenaar", "redactie", "redactie die schreef"],
            ),
        ] {
            assert_eq!(wie(|b| b.mag(actie).is_ok()), mogen, "{actie}");
        }
        for (actie, mogen) in [
            (
                Voorstelactie::Aanbieden,
                &["auteur", "eigenaar", "redactie", "redactie die schreef"][..],
            ),
            (Voorstelactie::Overnemen, &["redactie"]),
            (Voorstelactie::Spoedovernemen, redactie),
            (Voorstelactie::Afwijzen, redactie),
        ] {
            assert_eq!(wie(|b| b.mag_voorstel(actie).is_ok()), mogen, "{actie}");
        }
    }

    #[test]
    fn who_writes_depends_on_where_it_lies() {
        for (status, mogen) in [
            (Status::Concept, &["auteur"][..]),
            (Status::Aangeboden, &["redactie", "redactie die schreef"]),
            (
                Status::Gepubliceerd,
                &["auteur", "eigenaar", "redactie", "redactie die schreef"],
            ),
            (Status::Ingetrokken, &[]),
        ] {
            assert_eq!(wie(|b| b.mag_schrijven(status).is_ok()), mogen, "{status}");
        }
    }

    #[test]
    fn who_decides_over_others_says_why() {
        let auteur = Betrokken {
            auteur: true,
            ..NIEMAND
        };
        for actie in Actie::ALLE {
            let beslist = matches!(
                actie,
                Actie::Terugsturen | Actie::Spoedpubliceren | Actie::Intrekken
            );
            assert_eq!(NIEMAND.vraagt_reden(*actie), beslist, "{actie}");
            let ook_auteur = beslist && *actie != Actie::Terugsturen;
            assert_eq!(auteur.vraagt_reden(*actie), ook_auteur, "{actie}");
        }
        for actie in Voorstelactie::ALLE {
            let beslist = matches!(
                actie,
                Voorstelactie::Spoedovernemen | Voorstelactie::Afwijzen
            );
            assert_eq!(voorstel_vraagt_reden(*actie), beslist, "{actie}");
        }
    }
}
