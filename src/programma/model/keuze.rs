//! Which items somebody asks for: those behind one number of the page. Pure.

use super::{Kwartaal, Onderdeel};
use crate::{error::Fouten, ids::Slug, waarden::opsomming, zoeken::model::adres};

/// Where the items behind a number stand.
pub const LIJST: &str = "/programma/lijst";
/// What an address says of items without a thema: no thema has this slug.
const ZONDER: &str = "-";

/// The items of which thema are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Thema {
    /// Of any, and of none.
    #[default]
    Alle,
    /// Of the one with this slug.
    Bij(String),
    /// Those that belong to none.
    Zonder,
}

impl Thema {
    /// The value in an address; none when nothing is asked.
    fn waarde(&self) -> Option<String> {
        match self {
            Self::Alle => None,
            Self::Bij(slug) => Some(slug.clone()),
            Self::Zonder => Some(ZONDER.to_owned()),
        }
    }
}

/// Which items are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// Of this kind; none asks for every kind.
    pub onderdeel: Option<Onderdeel>,
    /// In this state of its kind, one of [`Onderdeel::standen`].
    pub stand: Option<&'static str>,
    /// Of this thema.
    pub thema: Thema,
    /// That came to their state in this quarter; none asks how they stand now.
    pub kwartaal: Option<Kwartaal>,
}

impl Keuze {
    /// All of a kind, or of every kind.
    pub const fn alle(onderdeel: Option<Onderdeel>, kwartaal: Option<Kwartaal>) -> Self {
        Self {
            onderdeel,
            stand: None,
            thema: Thema::Alle,
            kwartaal,
        }
    }

    /// Reads it from the parameters of a URL. What is empty asks nothing, and a name that is not known is
    /// ignored, as on every page.
    ///
    /// # Errors
    /// Every value that does not exist, with what does.
    pub fn lees(paren: &[(String, String)]) -> Result<Self, Fouten> {
        let waarde = |naam: &str| {
            let paar = paren.iter().find(|(van, _)| van == naam);
            paar.map_or("", |(_, waarde)| waarde.as_str())
        };
        let mut fouten = Fouten::new();
        let onderdeel: Option<Onderdeel> = waarde("soort").parse().ok();
        if !waarde("soort").is_empty() && onderdeel.is_none() {
            let goed = opsomming(Onderdeel::ALLE.iter().map(|o| o.waarde()));
            fouten.meld(
                "soort",
                "onbekende-waarde",
                format!("Kies bij soort {goed}."),
            );
        }
        let gevraagd = waarde("stand");
        let stand = onderdeel.and_then(|onderdeel| onderdeel.stand(gevraagd));
        let stand = stand.map(|stand| stand.0);
        if !gevraagd.is_empty() && stand.is_none() {
            let melding = match onderdeel {
                Some(onderdeel) => {
                    let goed = opsomming(onderdeel.standen().iter().map(|stand| stand.0));
                    format!("Kies bij stand {goed}.")
                }
                None => "Kies eerst een soort: elke soort heeft een eigen stand.".to_owned(),
            };
            fouten.meld("stand", "onbekende-waarde", melding);
        }
        let thema = match waarde("thema") {
            "" => Thema::Alle,
            ZONDER => Thema::Zonder,
            slug if slug.parse::<Slug>().is_ok() => Thema::Bij(slug.to_owned()),
            _ => {
                let melding = "Schrijf het thema zoals in het adres van zijn pagina, in kleine letters en met \
                               streepjes.";
                fouten.meld("thema", "geen-slug", melding);
                Thema::Alle
            }
        };
        let kwartaal = match Kwartaal::lees(paren) {
            Ok(kwartaal) => kwartaal,
            Err(meer) => {
                fouten.voeg_toe(meer);
                None
            }
        };
        fouten.of(Self {
            onderdeel,
            stand,
            thema,
            kwartaal,
        })
    }

    /// The address of the items that are asked for, on a page of them.
    pub fn pad(&self, pagina: u64) -> String {
        let soort = self.onderdeel.map(|o| ("soort", o.to_string()));
        let stand = self.stand.map(|stand| ("stand", stand.to_owned()));
        let thema = self.thema.waarde().map(|slug| ("thema", slug));
        let kwartaal = self.kwartaal.map(Kwartaal::paar);
        let blad = (pagina > 1).then(|| ("pagina", pagina.to_string()));
        let gezegd = [soort, stand, thema, kwartaal, blad].into_iter().flatten();
        adres(LIJST, &gezegd.collect::<Vec<_>>())
    }
}
