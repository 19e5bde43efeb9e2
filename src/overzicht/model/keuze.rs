//! Which knelpunten somebody asks for: those behind one number of the overview. Pure.

use chrono::NaiveDate;

use super::{Leeftijd, Rij};
use crate::{
    error::Fouten,
    knelpunten::model::{Oorzaak, Status},
    waarden::opsomming,
    zoeken::model::adres,
};

/// Where the knelpunten behind a number stand.
pub const LIJST: &str = "/knelpunten/overzicht/lijst";
/// Of which nobody said why it does not work.
const ONBEKEND: &str = "onbekend";
/// The last step.
const LAATSTE_TREDE: u8 = 5;

/// Why something does not work, or that nobody said so yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waardoor {
    /// By this cause.
    Door(Oorzaak),
    /// Nobody said.
    Onbekend,
}

impl Waardoor {
    /// What a row says.
    pub fn van(rij: &Rij) -> Self {
        rij.oorzaak.map_or(Self::Onbekend, Self::Door)
    }

    /// All of them, in the order people expect.
    pub fn alle() -> impl Iterator<Item = Self> {
        let bekend = Oorzaak::ALLE.iter().copied().map(Self::Door);
        bekend.chain([Self::Onbekend])
    }

    /// The value in an address.
    pub const fn waarde(self) -> &'static str {
        match self {
            Self::Door(oorzaak) => oorzaak.waarde(),
            Self::Onbekend => ONBEKEND,
        }
    }

    /// The words for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Door(oorzaak) => oorzaak.label(),
            Self::Onbekend => "Nog niet bekend",
        }
    }
}

/// Which knelpunten are asked for: those that have everything that is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keuze {
    /// In this state.
    pub status: Option<Status>,
    /// With this cause.
    pub oorzaak: Option<Waardoor>,
    /// That came to this step and no further.
    pub trede: Option<u8>,
    /// That are open, for this long.
    pub leeftijd: Option<Leeftijd>,
    /// That were opened again.
    pub heropend: bool,
}

impl Keuze {
    /// Reads it from the parameters of a URL. What is empty asks nothing, and a name that is not known is
    /// ignored, as on every page.
    ///
    /// # Errors
    /// Every value that does not exist, with what does.
    pub fn lees(paren: &[(String, String)]) -> Result<Self, Fouten> {
        let mut keuze = Self::default();
        let mut fouten = Fouten::new();
        for (naam, waarde) in paren.iter().filter(|(_, waarde)| !waarde.is_empty()) {
            match naam.as_str() {
                "status" => {
                    keuze.status = waarde.parse().ok();
                    let goed = Status::ALLE.iter().map(|s| s.waarde());
                    meld(&mut fouten, naam, keuze.status.is_some(), goed);
                }
                "oorzaak" => {
                    keuze.oorzaak = Waardoor::alle().find(|w| w.waarde() == waarde);
                    let goed = Waardoor::alle().map(Waardoor::waarde);
                    meld(&mut fouten, naam, keuze.oorzaak.is_some(), goed);
                }
                "trede" => {
                    let trede = waarde.parse::<u8>().ok().filter(|n| *n <= LAATSTE_TREDE);
                    keuze.trede = trede;
                    let goed = ["0", "1", "2", "3", "4", "5"];
                    meld(&mut fouten, naam, trede.is_some(), goed);
                }
                "leeftijd" => {
                    keuze.leeftijd = waarde.parse().ok();
                    let goed = Leeftijd::ALLE.iter().map(|l| l.waarde());
                    meld(&mut fouten, naam, keuze.leeftijd.is_some(), goed);
                }
                "heropend" => {
                    keuze.heropend = waarde == "ja";
                    meld(&mut fouten, naam, keuze.heropend, ["ja"]);
                }
                _ => {}
            }
        }
        fouten.of(keuze)
    }

    /// Whether a row is asked for, on a day.
    pub fn past(self, rij: &Rij, vandaag: NaiveDate) -> bool {
        self.status.is_none_or(|status| status == rij.status)
            && self.oorzaak.is_none_or(|w| w == Waardoor::van(rij))
            && self.trede.is_none_or(|trede| trede == rij.trede)
            && (self.leeftijd.is_none() || self.leeftijd == rij.leeftijd(vandaag))
            && (!self.heropend || rij.heropend > 0)
    }

    /// The address of the knelpunten that are asked for, on a page of them.
    pub fn pad(self, pagina: u64) -> String {
        let paren = [
            ("status", self.status.map(|s| s.to_string())),
            ("oorzaak", self.oorzaak.map(|w| w.waarde().to_owned())),
            ("trede", self.trede.map(|n| n.to_string())),
            ("leeftijd", self.leeftijd.map(|l| l.to_string())),
            ("heropend", self.heropend.then(|| "ja".to_owned())),
            ("pagina", (pagina > 1).then(|| pagina.to_string())),
        ];
        let gezegd = paren.into_iter().filter_map(|(n, w)| Some((n, w?)));
        adres(LIJST, &gezegd.collect::<Vec<_>>())
    }

    /// What is asked, in words: one for each thing.
    pub fn woorden(self) -> Vec<String> {
        let trede = self.trede.map(|trede| match trede {
            0 => "nog geen trede gezet".to_owned(),
            n => format!("tot en met trede {n}"),
        });
        [
            self.status.map(|s| s.label().to_lowercase()),
            self.oorzaak
                .map(|w| format!("oorzaak: {}", w.label().to_lowercase())),
            trede,
            self.leeftijd
                .map(|l| format!("open: {}", l.label().to_lowercase())),
            self.heropend.then(|| "heropend".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn meld<'a>(fouten: &mut Fouten, veld: &str, goed: bool, uit: impl IntoIterator<Item = &'a str>) {
    if !goed {
        let melding = format!("Kies {}.", opsomming(uit));
        fouten.meld(veld, "onbekende-waarde", melding);
    }
}
