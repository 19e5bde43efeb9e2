//! From when till when a pilot runs.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Stand;
use crate::{error::Fouten, taal};

/// The first and the last day of a pilot, as far as they are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Periode {
    /// The first day.
    pub begin: Option<NaiveDate>,
    /// The last day.
    pub einde: Option<NaiveDate>,
}

/// How far a period is, in thousandths of its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balk {
    /// How much has passed.
    pub voorbij: u32,
    /// Whether today lies in it.
    pub is_nu: bool,
}

impl Periode {
    /// The period in words, such as `1 maart 2026 tot en met 1 maart 2027`; none when no day is known.
    pub fn in_woorden(&self) -> Option<String> {
        match (self.begin, self.einde) {
            (Some(begin), Some(einde)) if begin == einde => Some(taal::dag(begin)),
            (Some(begin), Some(einde)) => {
                let (begin, einde) = (taal::dag(begin), taal::dag(einde));
                Some(format!("{begin} tot en met {einde}"))
            }
            (Some(begin), None) => Some(format!("vanaf {}", taal::dag(begin))),
            (None, Some(einde)) => Some(format!("tot en met {}", taal::dag(einde))),
            (None, None) => None,
        }
    }

    /// How far it is today; none when a day is missing, or they stand the wrong way round.
    pub fn balk(&self, vandaag: NaiveDate) -> Option<Balk> {
        let (begin, einde) = (self.begin?, self.einde?);
        // The last day is part of it.
        let lengte = einde
            .checked_add_days(Days::new(1))?
            .signed_duration_since(begin)
            .num_days();
        if lengte <= 0 {
            return None;
        }
        let gedaan = vandaag.signed_duration_since(begin).num_days();
        let duizendsten = gedaan.clamp(0, lengte) * 1_000 / lengte;
        Some(Balk {
            voorbij: u32::try_from(duizendsten).unwrap_or(1_000),
            is_nu: (0..lengte).contains(&gedaan),
        })
    }

    /// Whether the last day has passed.
    pub fn is_voorbij(&self, vandaag: NaiveDate) -> bool {
        self.einde.is_some_and(|einde| einde < vandaag)
    }

    /// Notes an end before the beginning.
    pub fn controleer_volgorde(&self, fouten: &mut Fouten) {
        if let (Some(begin), Some(einde)) = (self.begin, self.einde)
            && einde < begin
        {
            let melding = "De proef eindigt voor zij begint. Verander begin of einde.";
            fouten.meld("einde", "ongeldig", melding);
        }
    }

    /// Notes what can't be: an end before the beginning, and a day of decision for a pilot that nobody
    /// has decided on.
    pub fn controleer(&self, stand: Stand, besloten_op: Option<NaiveDate>, fouten: &mut Fouten) {
        self.controleer_volgorde(fouten);
        if besloten_op.is_some() && !stand.is_besloten() {
            let melding = "Er is nog geen besluit: de proef is niet opgeschaald en niet gestopt. \
                           Haal deze datum weg, of verander de fase.";
            fouten.meld("besluitdatum", "niet-toegestaan", melding);
        }
    }
}
