//! What somebody fills in to plan a bijeenkomst, to change one, and to tell what was said. Pure.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use super::tijd::moment;
use crate::{
    error::Fouten,
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    schrijven::model::{een_regel, keur_diepte, keur_lengte, netjes},
    werkruimte::model::Niveau,
};

/// The most characters of a title.
const MAX_TITEL: usize = 160;
/// The most characters of where it is.
const MAX_PLEK: usize = 300;
/// The most characters of an address to meet online at.
const MAX_LINK: usize = 1_000;
/// The most characters of what it is about.
const MAX_AGENDA: usize = 10_000;
/// The most characters of what was said.
pub const MAX_VERSLAG: usize = 50_000;

/// A bijeenkomst as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// What it is called.
    pub titel: String,
    /// The day.
    pub dag: String,
    /// When it begins, by the clock.
    pub begin: String,
    /// When it ends, by the clock.
    pub einde: String,
    /// Where people meet.
    pub plek: String,
    /// The address to meet online at.
    pub link: String,
    /// What it is about.
    pub agenda: String,
    /// The numbers of the accounts that are invited.
    pub genodigden: Vec<String>,
    /// Who reads it.
    pub niveau: String,
    /// The version that its writer saw; none for a new one.
    pub versie: Option<i64>,
    /// Whether its writer looked at what seems personal data.
    pub akkoord: bool,
}

/// The same, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gekeurd {
    /// What it is called.
    pub titel: String,
    /// When it begins.
    pub begin: DateTime<Utc>,
    /// When it ends.
    pub einde: DateTime<Utc>,
    /// Where people meet; empty when only online.
    pub plek: String,
    /// The address to meet online at; often empty.
    pub link: String,
    /// What it is about; may be empty.
    pub agenda: String,
    /// The accounts that are invited, in a fixed order.
    pub genodigden: Vec<Uuid>,
    /// Who reads it.
    pub niveau: Niveau,
}

/// What the judging needs to know of the thema and of the moment.
pub struct Kader<'a> {
    /// The moment it is.
    pub nu: DateTime<Utc>,
    /// When it began; that may stay, also when it is over. None for a new one.
    pub was: Option<DateTime<Utc>>,
    /// Whether an account takes part in the thema, and reads what has a level.
    pub kan_komen: &'a dyn Fn(Uuid, Niveau) -> bool,
    /// What keeps the writer from writing at a level; none when nothing does.
    pub bezwaar: &'a dyn Fn(Niveau) -> Option<&'static str>,
}

impl std::fmt::Debug for Kader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kader({}, {:?})", self.nu, self.was)
    }
}

impl Ingevuld {
    /// Judges it.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(&self, kader: &Kader<'_>) -> Result<Gekeurd, Fouten> {
        let mut fouten = Fouten::new();
        let titel = een_regel(&self.titel);
        if titel.is_empty() {
            let melding = "Geef de bijeenkomst een titel, zoals “Overleg over de eerste brief”.";
            fouten.meld("titel", "verplicht", melding);
        }
        keur_lengte("titel", &titel, MAX_TITEL, &mut fouten);
        let tijden = self.tijden(kader, &mut fouten);
        let (plek, link) = self.waar(&mut fouten);
        let agenda = netjes(&self.agenda);
        keur_lengte("agenda", &agenda, MAX_AGENDA, &mut fouten);
        keur_diepte("agenda", &agenda, &mut fouten);
        let niveau = self.niveau(kader, &mut fouten);
        let genodigden = self.genodigden(kader, niveau, &mut fouten);
        let veld = |naam, label, tekst| Veld { naam, label, tekst };
        let velden = [
            veld("titel", "Titel", self.titel.as_str()),
            veld("plek", "Waar?", self.plek.as_str()),
            veld("agenda", "Agenda", self.agenda.as_str()),
        ];
        keur_gegevens(&velden, self.akkoord, &mut fouten);
        let (Some((begin, einde)), Some(niveau)) = (tijden, niveau) else {
            return Err(fouten);
        };
        fouten.of(Gekeurd {
            titel,
            begin,
            einde,
            plek,
            link,
            agenda,
            genodigden,
            niveau,
        })
    }

    fn tijden(
        &self,
        kader: &Kader<'_>,
        fouten: &mut Fouten,
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let dag = dag_van(&self.dag, fouten);
        let begin = tijd_van("begin", &self.begin, fouten);
        let einde = tijd_van("einde", &self.einde, fouten);
        let (dag, begin, einde) = (dag?, begin?, einde?);
        let mut op = |veld: &'static str, tijd| match moment(dag, tijd) {
            Ok(moment) => Some(moment),
            Err(fout) => {
                fouten.meld(veld, "geen-moment", fout.melding());
                None
            }
        };
        let (begin, einde) = (op("begin", begin), op("einde", einde));
        let (begin, einde) = (begin?, einde?);
        if einde <= begin {
            let melding = "De bijeenkomst moet later eindigen dan zij begint, op dezelfde dag.";
            fouten.meld("einde", "voor-begin", melding);
        }
        if begin <= kader.nu && kader.was != Some(begin) {
            let melding = "Dit tijdstip is voorbij. Kies een dag en een tijd die nog komen.";
            fouten.meld("dag", "voorbij", melding);
        }
        Some((begin, einde))
    }

    fn waar(&self, fouten: &mut Fouten) -> (String, String) {
        let (plek, link) = (een_regel(&self.plek), self.link.trim().to_owned());
        if plek.is_empty() && link.is_empty() {
            let melding =
                "Schrijf op waar de bijeenkomst is, of geef de link om online mee te doen.";
            fouten.meld("plek", "verplicht", melding);
        }
        keur_lengte("plek", &plek, MAX_PLEK, fouten);
        keur_lengte("link", &link, MAX_LINK, fouten);
        if !link.is_empty() && !is_adres(&link) {
            let melding =
                "Geef het hele adres, dat begint met https:// en waar geen spatie in staat.";
            fouten.meld("link", "ongeldig-adres", melding);
        }
        (plek, link)
    }

    fn niveau(&self, kader: &Kader<'_>, fouten: &mut Fouten) -> Option<Niveau> {
        let Ok(niveau) = self.niveau.parse() else {
            fouten.meld("niveau", "verplicht", "Kies wie de bijeenkomst mag lezen.");
            return None;
        };
        if let Some(bezwaar) = (kader.bezwaar)(niveau) {
            fouten.meld("niveau", "mag-niet", bezwaar);
        }
        Some(niveau)
    }

    fn genodigden(
        &self,
        kader: &Kader<'_>,
        niveau: Option<Niveau>,
        fouten: &mut Fouten,
    ) -> Vec<Uuid> {
        let ids: BTreeSet<Uuid> = self
            .genodigden
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        let (kan, bezwaar) = (kader.kan_komen, kader.bezwaar);
        // At a level that does not hold everybody would be wrong.
        let niveau = niveau.filter(|niveau| bezwaar(*niveau).is_none());
        if ids.is_empty() {
            fouten.meld("genodigden", "verplicht", "Kies wie u uitnodigt.");
        } else if ids.iter().any(|id| !kan(*id, Niveau::Openbaar)) {
            let melding = "Een van de genodigden doet niet meer mee in dit thema. Kijk de lijst na en verstuur \
                           haar opnieuw.";
            fouten.meld("genodigden", "onbekend", melding);
        } else if niveau.is_some_and(|niveau| ids.iter().any(|id| !kan(*id, niveau))) {
            let melding = "Wie u uitnodigt, moet de bijeenkomst kunnen lezen. Nodig alleen mensen van het duo uit, \
                           of maak de bijeenkomst besloten.";
            fouten.meld("genodigden", "leest-niet", melding);
        }
        ids.into_iter().collect()
    }
}

fn dag_van(tekst: &str, fouten: &mut Fouten) -> Option<NaiveDate> {
    let tekst = tekst.trim();
    let dag = tekst.parse().ok();
    if tekst.is_empty() {
        fouten.meld("dag", "verplicht", "Kies de dag van de bijeenkomst.");
    } else if dag.is_none() {
        let melding = "Schrijf de dag als jaar-maand-dag, zoals 2026-12-31.";
        fouten.meld("dag", "ongeldige-datum", melding);
    }
    dag
}

fn tijd_van(veld: &'static str, tekst: &str, fouten: &mut Fouten) -> Option<NaiveTime> {
    let tekst = tekst.trim().replace('.', ":");
    let lees = |vorm: &str| NaiveTime::parse_from_str(&tekst, vorm).ok();
    let tijd = lees("%H:%M").or_else(|| lees("%H:%M:%S"));
    if tekst.is_empty() {
        let melding = if veld == "begin" {
            "Vul in hoe laat de bijeenkomst begint."
        } else {
            "Vul in hoe laat de bijeenkomst eindigt."
        };
        fouten.meld(veld, "verplicht", melding);
    } else if tijd.is_none() {
        fouten.meld(veld, "ongeldige-tijd", "Schrijf de tijd als 09:30.");
    }
    tijd
}

/// Whether it is an address that can be opened safely, and stands on one line of a calendar.
fn is_adres(link: &str) -> bool {
    let rest = link.strip_prefix("https://");
    let vreemd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>');
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(vreemd))
}

/// Judges what was said; answers it tidied up.
pub fn keur_verslag(tekst: &str, akkoord: bool, fouten: &mut Fouten) -> String {
    let verslag = netjes(tekst);
    if verslag.is_empty() {
        let melding = "Schrijf op wat er is besproken. Een paar zinnen is genoeg.";
        fouten.meld("verslag", "verplicht", melding);
    }
    keur_lengte("verslag", &verslag, MAX_VERSLAG, fouten);
    keur_diepte("verslag", &verslag, fouten);
    let veld = Veld {
        naam: "verslag",
        label: "Verslag",
        tekst: &verslag,
    };
    keur_gegevens(&[veld], akkoord, fouten);
    verslag
}

#[cfg(test)]
mod tests;
