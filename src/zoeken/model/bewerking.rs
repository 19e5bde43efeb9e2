//! One change to the word list, as an editor makes it in a form.

use super::{
    woorden::{Richting, Woord, Woordenlijst},
    woordenbestand::rijen::{ZINLOOS, is_zinloos, keur_term},
};
use crate::error::Fouten;

/// The two terms of a pair, as they stand in the list.
pub type Paar = (String, String);

/// What an editor typed and chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invoer {
    /// Why the two stand for each other.
    pub soort: String,
    /// What is typed.
    pub van: String,
    /// What is looked for as well.
    pub naar: String,
    /// Whether that goes the other way too.
    pub richting: String,
}

impl Invoer {
    /// What is in a form about this word.
    pub fn van_woord(woord: &Woord) -> Self {
        Self {
            soort: woord.soort.to_string(),
            van: woord.van.clone(),
            naar: woord.naar.clone(),
            richting: woord.richting.to_string(),
        }
    }

    /// The word that was filled in.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn keur(&self) -> Result<Woord, Fouten> {
        let mut fouten = Fouten::new();
        let soort = self.soort.parse();
        if soort.is_err() {
            fouten.meld("soort", "verplicht", "Kies een soort.");
        }
        let van = term(&mut fouten, "van", &self.van, "Vul in wat mensen typen.");
        let naar = term(
            &mut fouten,
            "naar",
            &self.naar,
            "Vul in waar het platform dan ook op zoekt.",
        );
        let richting = self.richting.parse::<Richting>();
        if richting.is_err() {
            fouten.meld("richting", "verplicht", "Kies welke kant het op werkt.");
        }
        let (Ok(soort), Ok(richting), true) = (soort, richting, fouten.is_empty()) else {
            return Err(fouten);
        };
        let woord = Woord {
            soort,
            van,
            naar,
            richting,
        };
        let (van, naar) = woord.paar();
        if van == naar {
            let melding = "Dit is hetzelfde woord. Vul een ander woord in.";
            fouten.meld("naar", "hetzelfde", melding);
        } else if is_zinloos(&woord) {
            let melding = format!("{ZINLOOS} Vul een ander woord in.");
            fouten.meld("naar", "zinloos", melding);
        }
        fouten.of(woord)
    }
}

fn term(fouten: &mut Fouten, veld: &'static str, getypt: &str, leeg: &str) -> String {
    if getypt.trim().is_empty() {
        fouten.meld(veld, "verplicht", leeg);
        return String::new();
    }
    keur_term(veld, getypt).unwrap_or_else(|melding| {
        fouten.meld(veld, "ongeldig", melding);
        String::new()
    })
}

/// A change to one pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bewerking {
    /// A pair comes.
    Erbij(Woord),
    /// Another pair in the place of one.
    Anders(Paar, Woord),
    /// A pair goes.
    Weg(Paar),
}

impl Bewerking {
    /// The list with this change.
    ///
    /// # Errors
    /// The pair is not in the list any more, the new one stands there already, or nothing changes.
    pub fn op(&self, lijst: &Woordenlijst) -> Result<Woordenlijst, Fouten> {
        let mut nieuw = lijst.clone();
        let mut fouten = Fouten::new();
        if let Self::Anders(paar, _) | Self::Weg(paar) = self {
            nieuw.retain(|w| (&w.van, &w.naar) != (&paar.0, &paar.1));
            if nieuw.len() == lijst.len() {
                fouten.meld("van", "weg", self.melding_weg(paar));
                return Err(fouten);
            }
        }
        if let Self::Erbij(woord) | Self::Anders(_, woord) = self {
            if let Some(melding) = staat_er_al(&nieuw, woord) {
                fouten.meld("naar", "dubbel", melding);
            }
            nieuw.insert(woord.clone());
        }
        if nieuw == *lijst && fouten.is_empty() {
            let melding = "U hebt nog niets gewijzigd. Wijzig iets, of ga terug naar de lijst.";
            fouten.meld("van", "niets-gewijzigd", melding);
        }
        fouten.of(nieuw)
    }

    fn melding_weg(&self, (van, naar): &Paar) -> String {
        let doen = match self {
            Self::Weg(_) => "U hoeft niets meer te doen.",
            Self::Erbij(_) | Self::Anders(..) => {
                "Wilt u het toch hebben? Voeg het toe als nieuw woord."
            }
        };
        format!(
            "“{van}” met “{naar}” staat niet meer in de lijst: iemand anders wijzigde dat. {doen}"
        )
    }
}

fn staat_er_al(lijst: &Woordenlijst, woord: &Woord) -> Option<String> {
    let (van, naar) = woord.paar();
    lijst.iter().find_map(|ander| {
        let (a, b) = ander.paar();
        if (&a, &b) == (&van, &naar) {
            return Some(format!(
                "“{}” met “{}” staat al in de lijst. Wijzig dat woord.",
                ander.van, ander.naar
            ));
        }
        let beide = [woord.richting, ander.richting].contains(&Richting::Beide);
        ((&a, &b) == (&naar, &van) && beide).then(|| {
            format!(
                "“{}” met “{}” staat andersom al in de lijst, en een van de twee werkt beide kanten op. \
                 Wijzig dat woord.",
                ander.van, ander.naar
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zoeken::model::woorden::Woordsoort;

    fn woord(van: &str, naar: &str, richting: Richting) -> Woord {
        Woord {
            soort: Woordsoort::Synoniem,
            van: van.to_owned(),
            naar: naar.to_owned(),
            richting,
        }
    }

    fn paar(van: &str, naar: &str) -> Paar {
        (van.to_owned(), naar.to_owned())
    }

    fn codes<T: std::fmt::Debug>(uitkomst: Result<T, Fouten>) -> Vec<(String, &'static str)> {
        let fouten = uitkomst.expect_err("there are faults");
        fouten.iter().map(|f| (f.veld.clone(), f.code)).collect()
    }

    fn fout(veld: &str, code: &'static str) -> (String, &'static str) {
        (veld.to_owned(), code)
    }

    #[test]
    fn what_is_filled_in_is_judged_all_at_once() {
        let invoer = |soort: &str, van: &str, naar: &str, richting: &str| Invoer {
            soort: soort.to_owned(),
            van: van.to_owned(),
            naar: naar.to_owned(),
            richting: richting.to_owned(),
        };
        assert_eq!(
            invoer("synoniem", "  kleding  bank ", "weggeefwinkel", "heen").keur(),
            Ok(woord("kleding bank", "weggeefwinkel", Richting::Heen))
        );
        for (gegeven, verwacht) in [
            (
                invoer("", " ", "", "op"),
                vec![
                    fout("soort", "verplicht"),
                    fout("van", "verplicht"),
                    fout("naar", "verplicht"),
                    fout("richting", "verplicht"),
                ],
            ),
            (
                invoer("oud", "=1", "--", "heen"),
                vec![fout("van", "ongeldig"), fout("naar", "ongeldig")],
            ),
            (
                invoer("oud", "Wsw", "wsw", "heen"),
                vec![fout("naar", "hetzelfde")],
            ),
            (
                invoer("oud", "de het", "iets", "heen"),
                vec![fout("naar", "zinloos")],
            ),
        ] {
            assert_eq!(codes(gegeven.keur()), verwacht, "{gegeven:?}");
        }
    }

    #[test]
    fn a_change_is_made_to_the_list_as_it_is_now() {
        let (a, b) = (
            woord("aap", "noot", Richting::Heen),
            woord("mies", "wim", Richting::Heen),
        );
        let lijst = Woordenlijst::from([a.clone(), b.clone()]);
        let c = woord("zus", "jet", Richting::Beide);
        for (bewerking, verwacht) in [
            (Bewerking::Erbij(c.clone()), vec![&a, &b, &c]),
            (
                Bewerking::Anders(paar("aap", "noot"), c.clone()),
                vec![&b, &c],
            ),
            (Bewerking::Weg(paar("aap", "noot")), vec![&b]),
        ] {
            let nieuw: Vec<Woord> = verwacht.into_iter().cloned().collect();
            let nieuw = Woordenlijst::from_iter(nieuw);
            assert_eq!(bewerking.op(&lijst), Ok(nieuw), "{bewerking:?}");
        }
    }

    #[test]
    fn a_change_that_is_none_or_comes_too_late_is_told() {
        let a = woord("aap", "noot", Richting::Heen);
        let lijst = Woordenlijst::from([a.clone(), woord("mies", "wim", Richting::Heen)]);
        for (bewerking, verwacht) in [
            (Bewerking::Weg(paar("aap", "mies")), fout("van", "weg")),
            (
                Bewerking::Anders(paar("x", "y"), a.clone()),
                fout("van", "weg"),
            ),
            (
                Bewerking::Anders(paar("aap", "noot"), a.clone()),
                fout("van", "niets-gewijzigd"),
            ),
            (
                Bewerking::Erbij(woord("Aap", "NOOT", Richting::Beide)),
                fout("naar", "dubbel"),
            ),
            (
                Bewerking::Erbij(woord("noot", "aap", Richting::Beide)),
                fout("naar", "dubbel"),
            ),
        ] {
            assert_eq!(codes(bewerking.op(&lijst)), [verwacht], "{bewerking:?}");
        }
        // Two ways may be two rows.
        let andersom = Bewerking::Erbij(woord("noot", "aap", Richting::Heen));
        assert!(andersom.op(&lijst).is_ok());
    }
}
