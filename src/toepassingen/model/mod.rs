//! Types and rules of a toepassing. Pure.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::{error::Fouten, stukken::model::Kaartfeit, taal, waarden::waarden};

waarden! {
    /// What an organisatie does with a praktijk of another (design section 5).
    Toepassingsoort {
        Ook = "ook", "Wij doen dit ook";
        Aangepast = "aangepast", "Wij doen het anders";
        Gestopt = "gestopt", "Wij zijn gestopt";
    }
}

impl Toepassingsoort {
    /// What others read behind the name of the organisatie.
    pub const fn over_hen(self) -> &'static str {
        match self {
            Self::Ook => "doet dit ook",
            Self::Aangepast => "doet het aangepast",
            Self::Gestopt => "is gestopt",
        }
    }
}

waarden! {
    /// How a gemeente deviates from regional policy (S0, advice on maatwerk in the Drechtsteden).
    Afwijking {
        Beleid = "beleid", "A: wij hebben ander beleid";
        Invulling = "invulling", "B: hetzelfde beleid, met een eigen invulling";
    }
}

waarden! {
    /// How many do the same, in classes: the values of a facet.
    Klasse {
        NogNiet = "nog-niet", "Nog bij geen ander";
        EenTotVier = "een-tot-vier", "Bij 1 tot 4 anderen";
        VijfOfMeer = "vijf-of-meer", "Bij 5 of meer anderen";
    }
}

impl Klasse {
    /// The class of a number.
    pub const fn van(aantal: u64) -> Self {
        match aantal {
            0 => Self::NogNiet,
            1..=4 => Self::EenTotVier,
            _ => Self::VijfOfMeer,
        }
    }
}

/// What a toepassing says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inhoud {
    /// What they do.
    pub soort: Toepassingsoort,
    /// What they changed; empty when nothing.
    pub veranderd: String,
    /// What it brought, or why they stopped; may be empty.
    pub opgebracht: String,
    /// How they deviate from the policy of their samenwerkingsverband; none when they don't.
    pub afwijking: Option<Afwijking>,
    /// What the deviation costs, in words.
    pub meerkosten: String,
    /// What it costs in a year, in euros, when that is known.
    pub bedrag: Option<i64>,
}

/// A toepassing as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toepassing {
    /// The praktijk.
    pub stuk_id: Uuid,
    /// Who does the same.
    pub organisatie_id: Uuid,
    /// What they say of it.
    pub inhoud: Inhoud,
    /// Counts the changes: whoever changes it names the version they saw.
    pub versie: i64,
    /// When it was last changed.
    pub gewijzigd: DateTime<Utc>,
}

/// The longest text in a field, in characters.
pub const HOOGSTENS: usize = 2_000;
/// The largest amount in a year, in euros: a mistyped one is larger.
pub const HOOGSTE_BEDRAG: i64 = 1_000_000_000;

/// What somebody fills in, as it comes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ingevuld {
    /// A value of [`Toepassingsoort`].
    pub soort: String,
    /// What they changed.
    pub veranderd: String,
    /// What it brought, or why they stopped.
    pub opgebracht: String,
    /// A value of [`Afwijking`], or empty.
    pub afwijking: String,
    /// What the deviation costs.
    pub meerkosten: String,
    /// The amount in a year.
    pub bedrag: String,
}

impl Ingevuld {
    /// The form of what is kept.
    pub fn van(inhoud: &Inhoud) -> Self {
        Self {
            soort: inhoud.soort.to_string(),
            veranderd: inhoud.veranderd.clone(),
            opgebracht: inhoud.opgebracht.clone(),
            afwijking: inhoud.afwijking.map(|a| a.to_string()).unwrap_or_default(),
            meerkosten: inhoud.meerkosten.clone(),
            bedrag: inhoud.bedrag.map(|b| b.to_string()).unwrap_or_default(),
        }
    }

    /// Judges what was filled in, where the praktijk is regional policy for the gemeente or not.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn keur(&self, regionaal: bool) -> Result<Inhoud, Fouten> {
        let mut fouten = Fouten::new();
        let soort = self.soort.parse::<Toepassingsoort>().ok();
        let veranderd = netjes(&mut fouten, "veranderd", &self.veranderd);
        let opgebracht = netjes(&mut fouten, "opgebracht", &self.opgebracht);
        match soort {
            None => fouten.meld("soort", "verplicht", "Kies wat u met deze praktijk doet."),
            Some(Toepassingsoort::Aangepast) if veranderd.is_empty() => {
                let melding = "Vul in wat u anders doet, ook als het klein is.";
                fouten.meld("veranderd", "verplicht", melding);
            }
            Some(Toepassingsoort::Gestopt) if opgebracht.is_empty() => {
                let melding = "Vul in waarom u bent gestopt. Daar leren anderen van.";
                fouten.meld("opgebracht", "verplicht", melding);
            }
            Some(_) => {}
        }
        let afwijking = self.keur_afwijking(regionaal, &mut fouten);
        let meerkosten = netjes(&mut fouten, "meerkosten", &self.meerkosten);
        let bedrag = bedrag(&mut fouten, &self.bedrag);
        if afwijking.is_some() && meerkosten.is_empty() {
            let melding = "Vul in wat de afwijking kost en voor wie. Weet u het niet? Schrijf dan \
                           “onbekend”.";
            fouten.meld("meerkosten", "verplicht", melding);
        }
        match soort {
            Some(soort) => fouten.of(Inhoud {
                soort,
                veranderd,
                opgebracht,
                afwijking,
                // Costs of a deviation that is none would say something nobody meant.
                meerkosten: afwijking.map(|_| meerkosten).unwrap_or_default(),
                bedrag: afwijking.and(bedrag),
            }),
            None => Err(fouten),
        }
    }

    fn keur_afwijking(&self, regionaal: bool, fouten: &mut Fouten) -> Option<Afwijking> {
        let waarde = self.afwijking.as_str();
        if waarde.is_empty() || waarde == NIET {
            return None;
        }
        if !regionaal {
            let melding = "Dit kan alleen bij beleid van een samenwerkingsverband waar uw gemeente \
                           aan meedoet. Laat dit leeg.";
            fouten.meld("afwijking", "niet-regionaal", melding);
            return None;
        }
        let afwijking = waarde.parse().ok();
        if afwijking.is_none() {
            let melding = "Kies of u afwijkt, en waarin.";
            fouten.meld("afwijking", "onbekende-waarde", melding);
        }
        afwijking
    }
}

/// What a form sends for a gemeente that does not deviate.
pub const NIET: &str = "niet";

fn netjes(fouten: &mut Fouten, veld: &'static str, tekst: &str) -> String {
    let tekst = tekst.trim().replace("\r\n", "\n");
    if tekst.chars().count() > HOOGSTENS {
        let melding = format!(
            "Schrijf hoogstens {} tekens. Kort de tekst in.",
            taal::getal(i64::try_from(HOOGSTENS).unwrap_or(i64::MAX))
        );
        fouten.meld(veld, "te-lang", melding);
    }
    tekst
}

/// An amount in whole euros, as people write it: `12.000`, `€ 12000`, `12.000,00`.
fn bedrag(fouten: &mut Fouten, tekst: &str) -> Option<i64> {
    let kaal = tekst.trim().trim_start_matches('€').trim();
    if kaal.is_empty() {
        return None;
    }
    let heel = kaal.strip_suffix(",00").or(kaal.strip_suffix(",-"));
    let cijfers = heel.unwrap_or(kaal).replace(['.', ' '], "");
    let bedrag = cijfers
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| cijfers.parse::<i64>().ok())
        .flatten()
        .filter(|bedrag| *bedrag <= HOOGSTE_BEDRAG);
    if bedrag.is_none() {
        let melding = "Vul een bedrag in hele euro’s in, zoals 12.000, of laat dit leeg.";
        fouten.meld("bedrag", "ongeldig-getal", melding);
    }
    bedrag
}

/// How many do what with a praktijk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Telling {
    /// Who do the same.
    pub ook: u64,
    /// Who do it another way.
    pub aangepast: u64,
    /// Who stopped.
    pub gestopt: u64,
    /// Of those who do it, how many are a samenwerkingsverband.
    pub verbanden: u64,
}

impl Telling {
    /// Adds one.
    pub const fn tel(&mut self, soort: Toepassingsoort, is_verband: bool) {
        match soort {
            Toepassingsoort::Ook => self.ook += 1,
            Toepassingsoort::Aangepast => self.aangepast += 1,
            Toepassingsoort::Gestopt => self.gestopt += 1,
        }
        if is_verband && !matches!(soort, Toepassingsoort::Gestopt) {
            self.verbanden += 1;
        }
    }

    /// Who do it now, in whatever way.
    pub const fn doen(&self) -> u64 {
        self.ook + self.aangepast
    }

    /// The number of those who do it, with the word for them.
    pub fn wie(&self) -> String {
        if self.verbanden == 0 {
            taal::aantal(self.doen(), "gemeente", "gemeenten")
        } else {
            taal::aantal(self.doen(), "organisatie", "organisaties")
        }
    }

    /// What a card says; nothing when nobody does it.
    pub fn kaartfeit(&self) -> Option<Kaartfeit> {
        let werkwoord = if self.doen() == 1 { "doet" } else { "doen" };
        let tekst = format!("{} {werkwoord} dit ook", self.wie());
        (self.doen() > 0).then(|| Kaartfeit::nieuw("", tekst))
    }
}
