//! Who may ask, answer and give more time, and about what can be asked whom. Pure.

use crate::{
    dwarskijker::model::Status as Bevindingstatus, knelpunten::model::Status as Knelpuntstatus,
    organisaties::model::Organisatiesoort, stukken::model::Soort,
};

/// What somebody is to a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Betrokken {
    /// Whether they belong to the organisatie that has to answer, or to one that took its place.
    pub van_aan: bool,
    /// Whether they ask at this stuk: who treats the knelpunt, or the dwarskijker.
    pub stelt: bool,
}

/// Why something can't be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// Only who was asked answers.
    NietGevraagd,
    /// Only who was asked and who asked give more time.
    NietVanBeide,
    /// There was more time already: from then on only who asked gives it.
    AlVerlengd,
    /// Only who treats the knelpunt asks about it.
    Behandelaar,
    /// Only the dwarskijker asks about a bevinding.
    Dwarskijker,
    /// Nobody took up the knelpunt yet.
    NietOpgepakt,
    /// The bevinding is not established.
    NietVastgesteld,
    /// It is neither a knelpunt nor a bevinding.
    AndereSoort,
}

impl Weigering {
    /// What the matter is and what to do, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::NietGevraagd => {
                "Alleen een lid van de organisatie aan wie dit is gevraagd, geeft antwoord."
            }
            Self::NietVanBeide => "Alleen wie dit vroeg en wie moet antwoorden, geven meer tijd.",
            Self::AlVerlengd => {
                "Deze vraag kreeg al een keer meer tijd. Nog meer tijd geeft alleen wie haar stelde: wie \
                 het knelpunt behandelt, of de dwarskijker bij een bevinding."
            }
            Self::Behandelaar => {
                "Alleen wie dit knelpunt behandelt, stelt er vragen bij: het duo van het thema, of de \
                 redactie zolang er geen duo is."
            }
            Self::Dwarskijker => "Alleen de dwarskijker stelt vragen bij een bevinding.",
            Self::NietOpgepakt => {
                "Dit knelpunt is nog niet opgepakt. Pak het eerst op: daarna kunt u er vragen bij \
                 stellen."
            }
            Self::NietVastgesteld => {
                "Deze bevinding is nog niet vastgesteld. Daarna kunt u er vragen bij stellen."
            }
            Self::AndereSoort => "Alleen bij een knelpunt en bij een bevinding horen vragen.",
        }
    }
}

/// Whether somebody may answer.
///
/// # Errors
/// Why not.
pub const fn mag_beantwoorden(wie: Betrokken) -> Result<(), Weigering> {
    if wie.van_aan {
        Ok(())
    } else {
        Err(Weigering::NietGevraagd)
    }
}

/// Whether somebody may give more time for a question that got it so many times. Who has to answer does
/// that once: who could do it over and over would never be late.
///
/// # Errors
/// Why not.
pub const fn mag_verlengen(wie: Betrokken, keren: usize) -> Result<(), Weigering> {
    if wie.stelt || (wie.van_aan && keren == 0) {
        Ok(())
    } else if wie.van_aan {
        Err(Weigering::AlVerlengd)
    } else {
        Err(Weigering::NietVanBeide)
    }
}

/// Whether something can be asked about a stuk of this kind in this state: a knelpunt that was taken up,
/// a bevinding that is established.
///
/// # Errors
/// Why not.
pub fn kan_gevraagd(soort: Soort, status: &str) -> Result<(), Weigering> {
    match soort {
        Soort::Knelpunt if status == Knelpuntstatus::Gemeld.waarde() => {
            Err(Weigering::NietOpgepakt)
        }
        Soort::Knelpunt => Ok(()),
        Soort::Bevinding if status == Bevindingstatus::Vastgesteld.waarde() => Ok(()),
        Soort::Bevinding => Err(Weigering::NietVastgesteld),
        _ => Err(Weigering::AndereSoort),
    }
}

/// Whether an organisatie of this kind can be asked: one that decides about rules or how they are
/// carried out, or speaks for those that do.
pub const fn is_adressaat(soort: Organisatiesoort) -> bool {
    use Organisatiesoort::{
        Gemeente, Koepel, Ministerie, Provincie, Samenwerkingsverband, Uitvoeringsorganisatie,
    };
    matches!(
        soort,
        Ministerie | Gemeente | Provincie | Uitvoeringsorganisatie | Samenwerkingsverband | Koepel
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_asked_answers_and_gives_more_time_once_and_who_asks_more_often() {
        for van_aan in [false, true] {
            for stelt in [false, true] {
                let wie = Betrokken { van_aan, stelt };
                assert_eq!(mag_beantwoorden(wie).is_ok(), van_aan, "{wie:?}");
            }
        }
        let (niet, al) = (Err(Weigering::NietVanBeide), Err(Weigering::AlVerlengd));
        for (van_aan, stelt, mag) in [
            (false, false, [niet, niet, niet]),
            (true, false, [Ok(()), al, al]),
            (false, true, [Ok(()), Ok(()), Ok(())]),
            (true, true, [Ok(()), Ok(()), Ok(())]),
        ] {
            let wie = Betrokken { van_aan, stelt };
            for (keren, mag) in mag.into_iter().enumerate() {
                assert_eq!(mag_verlengen(wie, keren), mag, "{wie:?} {keren}");
            }
        }
    }

    #[test]
    fn what_is_not_for_everybody_yet_is_not_asked_about() {
        for soort in Soort::ALLE {
            let staten: Vec<&str> = match soort {
                Soort::Knelpunt => Knelpuntstatus::ALLE.iter().map(|s| s.waarde()).collect(),
                Soort::Bevinding => Bevindingstatus::ALLE.iter().map(|s| s.waarde()).collect(),
                _ => vec!["gepubliceerd"],
            };
            for status in staten {
                let kan = match soort {
                    Soort::Knelpunt => status != "gemeld",
                    Soort::Bevinding => status == "vastgesteld",
                    _ => false,
                };
                assert_eq!(
                    kan_gevraagd(*soort, status).is_ok(),
                    kan,
                    "{soort} {status}"
                );
            }
        }
    }

    #[test]
    fn who_decides_can_be_asked() {
        let niet: Vec<&str> = Organisatiesoort::ALLE
            .iter()
            .filter(|soort| !is_adressaat(**soort))
            .map(|soort| soort.waarde())
            .collect();
        assert_eq!(
            niet,
            [
                "aanbieder",
                "clientenorganisatie",
                "maatschappelijke-organisatie",
                "kennisinstelling",
                "adviesorgaan"
            ]
        );
    }
}
