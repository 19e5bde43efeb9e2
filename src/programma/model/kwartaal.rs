//! A quarter of a year, as people in the Netherlands live it. Pure.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::error::Fouten;

/// The first year that can be asked for.
const EERSTE_JAAR: i32 = 2000;
/// The last one.
const LAATSTE_JAAR: i32 = 2100;
/// The name in an address.
const VELD: &str = "kwartaal";

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kwartaal {
    jaar: i32,
    /// 1 to 4.
    nummer: u32,
}

impl Kwartaal {
    /// The one that a day lies in.
    pub fn van(dag: NaiveDate) -> Self {
        Self {
            jaar: dag.year(),
            nummer: dag.month0() / 3 + 1,
        }
    }

    /// Reads it from the parameters of a URL; none when nobody asks for one.
    ///
    /// # Errors
    /// It is not written as a quarter is, and how that is.
    pub fn lees(paren: &[(String, String)]) -> Result<Option<Self>, Fouten> {
        let gevraagd = paren.iter().find(|(naam, _)| naam == VELD);
        let Some((_, waarde)) = gevraagd.filter(|(_, waarde)| !waarde.is_empty()) else {
            return Ok(None);
        };
        let mut fouten = Fouten::new();
        let kwartaal: Option<Self> = waarde.parse().ok();
        if kwartaal.is_none() {
            let melding = "Schrijf een kwartaal als een jaar met een cijfer van 1 tot en met 4, zoals 2026-4.";
            fouten.meld(VELD, "geen-kwartaal", melding);
        }
        fouten.of(kwartaal)
    }

    /// What stands in the address of a page of this quarter: name and value.
    pub fn paar(self) -> (&'static str, String) {
        (VELD, self.to_string())
    }

    /// The first day.
    pub fn eerste_dag(self) -> NaiveDate {
        let maand = (self.nummer - 1) * 3 + 1;
        NaiveDate::from_ymd_opt(self.jaar, maand, 1).unwrap_or_default()
    }

    /// The one after it.
    #[must_use]
    pub const fn volgend(self) -> Self {
        match self.nummer {
            4 => Self {
                jaar: self.jaar + 1,
                nummer: 1,
            },
            nummer => Self {
                nummer: nummer + 1,
                ..self
            },
        }
    }

    /// The one before it.
    #[must_use]
    pub const fn vorig(self) -> Self {
        match self.nummer {
            1 => Self {
                jaar: self.jaar - 1,
                nummer: 4,
            },
            nummer => Self {
                nummer: nummer - 1,
                ..self
            },
        }
    }

    /// Whether a day lies in it.
    pub fn heeft(self, dag: NaiveDate) -> bool {
        Self::van(dag) == self
    }

    /// Its first moment, and the first one after it.
    pub fn tussen(self) -> (DateTime<Utc>, DateTime<Utc>) {
        (
            middernacht(self.eerste_dag()),
            middernacht(self.volgend().eerste_dag()),
        )
    }

    /// The words for people.
    pub fn label(self) -> String {
        let welk = match self.nummer {
            1 => "Eerste",
            2 => "Tweede",
            3 => "Derde",
            _ => "Vierde",
        };
        format!("{welk} kwartaal van {}", self.jaar)
    }
}

/// The moment on which a day begins in the Netherlands.
fn middernacht(dag: NaiveDate) -> DateTime<Utc> {
    let begin = dag.and_time(NaiveTime::MIN);
    let hier = Amsterdam.from_local_datetime(&begin).earliest();
    hier.map_or_else(|| begin.and_utc(), |moment| moment.with_timezone(&Utc))
}

impl FromStr for Kwartaal {
    type Err = ();

    fn from_str(tekst: &str) -> Result<Self, ()> {
        let (jaar, nummer) = tekst.split_once('-').ok_or(())?;
        let cijfers = |deel: &str| deel.bytes().all(|byte| byte.is_ascii_digit());
        if jaar.len() != 4 || nummer.len() != 1 || !cijfers(jaar) || !cijfers(nummer) {
            return Err(());
        }
        let gelezen = Self {
            jaar: jaar.parse().map_err(|_| ())?,
            nummer: nummer.parse().map_err(|_| ())?,
        };
        let bestaat = (EERSTE_JAAR..=LAATSTE_JAAR).contains(&gelezen.jaar)
            && (1..=4).contains(&gelezen.nummer);
        if bestaat { Ok(gelezen) } else { Err(()) }
    }
}

impl fmt::Display for Kwartaal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.jaar, self.nummer)
    }
}
