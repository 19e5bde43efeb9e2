//! Questions that somebody has to answer before a day: when one is late, what an answer is, and which
//! share stays unanswered. Pure.

mod aandeel;
mod bericht;
mod ingevuld;

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;
use uuid::Uuid;

use crate::waarden::waarden;

pub use aandeel::{Aandeel, Tellingen};
pub use bericht::{Lading, SOORT, Wacht};
pub use ingevuld::{
    ANTWOORD, HOOGSTENS, Ingevuld, KORTSTE_TERMIJN, LANGSTE_TERMIJN, REDEN, Uitstel, VRAAG,
    Vraagregel,
};

/// What the geschiedenis calls it when a question is asked.
pub const STELLEN: &str = "vraagpunt-stellen";
/// What it calls it when an addressee gets more time.
pub const VERLENGEN: &str = "vraagpunt-verlengen";
/// What it calls it when one is answered.
pub const BEANTWOORDEN: &str = "vraagpunt-beantwoorden";

waarden! {
    /// What an addressee answers to one point (design section 5).
    Uitkomst {
        Overgenomen = "overgenomen", "Overgenomen";
        Deels = "deels", "Deels overgenomen";
        GemotiveerdNiet = "gemotiveerd-niet", "Gemotiveerd niet overgenomen";
    }
}

impl Uitkomst {
    /// Whether it has to be said why.
    pub const fn vraagt_reden(self) -> bool {
        matches!(self, Self::Deels | Self::GemotiveerdNiet)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoord {
    /// What it comes to.
    pub uitkomst: Uitkomst,
    /// Why, and what follows, as Markdown.
    pub tekst: String,
    /// When it came.
    pub op: DateTime<Utc>,
    /// Who gave it, as the geschiedenis names people.
    pub door: String,
}

/// That an addressee gets more time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verlenging {
    /// The new last day.
    pub tot: NaiveDate,
    /// Why.
    pub reden: String,
    /// When that was said.
    pub op: DateTime<Utc>,
    /// Who said it.
    pub door: String,
}

/// A question to one organisatie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vraagpunt {
    /// Its number in the tables.
    pub id: Uuid,
    /// The knelpunt or the bevinding it is about.
    pub stuk_id: Uuid,
    /// Which of the questions about that stuk, from 1.
    pub nummer: i32,
    /// What is asked.
    pub vraag: String,
    /// The organisatie that has to answer.
    pub aan: Uuid,
    /// The last day to answer, as it was first asked.
    pub uiterlijk: NaiveDate,
    /// When it was asked.
    pub gesteld_op: DateTime<Utc>,
    /// Who asked.
    pub door: String,
    /// Every extension, the first first.
    pub verlengingen: Vec<Verlenging>,
    /// The answer; an open point is the absence of it.
    pub antwoord: Option<Antwoord>,
}

/// How a question stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Waits for an answer, and there is time left: this many days, 0 on the last.
    Open {
        /// Days until the last day.
        dagen: i64,
    },
    /// The last day passed this many days ago, and nobody answered.
    TeLaat {
        /// Days since the last day.
        dagen: i64,
    },
    /// Answered.
    Beantwoord {
        /// Whether the answer came after the last day.
        te_laat: bool,
    },
}

/// The day that a moment falls on in the Netherlands.
pub fn dag(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Amsterdam).date_naive()
}

impl Vraagpunt {
    /// The last day to answer, with every extension.
    pub fn laatste_dag(&self) -> NaiveDate {
        let laatste = self.verlengingen.last();
        laatste.map_or(self.uiterlijk, |verlenging| verlenging.tot)
    }

    /// Every extension, the first first, each with whether the time was over when it was given.
    pub fn uitstel(&self) -> Vec<(&Verlenging, bool)> {
        let mut tot = self.uiterlijk;
        let mut alle = Vec::new();
        for verlenging in &self.verlengingen {
            alle.push((verlenging, dag(verlenging.op) > tot));
            tot = verlenging.tot;
        }
        alle
    }

    /// Whether the time was ever over before it was extended or before the answer came: neither undoes
    /// that.
    pub fn was_te_laat(&self) -> bool {
        let tot = self.laatste_dag();
        self.uitstel().iter().any(|(_, laat)| *laat)
            || self.antwoord.as_ref().is_some_and(|a| dag(a.op) > tot)
    }

    /// How it stands on a day.
    pub fn stand(&self, vandaag: NaiveDate) -> Stand {
        if self.antwoord.is_some() {
            return Stand::Beantwoord {
                te_laat: self.was_te_laat(),
            };
        }
        let over = (self.laatste_dag() - vandaag).num_days();
        if over < 0 {
            Stand::TeLaat { dagen: -over }
        } else {
            Stand::Open { dagen: over }
        }
    }

    /// Whether the time is over on a day and nobody answered.
    pub fn is_te_laat(&self, vandaag: NaiveDate) -> bool {
        matches!(self.stand(vandaag), Stand::TeLaat { .. })
    }
}

waarden! {
    /// Which questions are asked for in a list.
    Welke {
        Open = "open", "Open";
        TeLaat = "te-laat", "Te laat";
        Beantwoord = "beantwoord", "Beantwoord";
    }
}

impl Welke {
    /// Whether a question is one of these on a day. One that is late is open as well.
    pub fn past(self, punt: &Vraagpunt, vandaag: NaiveDate) -> bool {
        match self {
            Self::Open => punt.antwoord.is_none(),
            Self::TeLaat => punt.is_te_laat(vandaag),
            Self::Beantwoord => punt.antwoord.is_some(),
        }
    }
}

/// Days that somebody gets to answer, when nothing else is said.
pub const TERMIJN: u64 = 42;
/// The longest that a question is put off at once.
pub const LANGSTE_VERLENGING: u64 = 84;
/// How long before the last day an addressee is reminded.
pub const VOORAF: u64 = 7;

/// The last day when nothing else is said.
pub fn gewone_termijn(vandaag: NaiveDate) -> NaiveDate {
    vandaag + Days::new(TERMIJN)
}

waarden! {
    /// When an addressee is reminded, once each for every last day.
    Herinnering {
        Vooraf = "vooraf", "Een week van tevoren";
        TeLaat = "te-laat", "Als de dag voorbij is";
    }
}

/// What an addressee has to hear on a day of a question with this last day; none when that is nothing.
pub fn herinnering(laatste_dag: NaiveDate, vandaag: NaiveDate) -> Option<Herinnering> {
    if laatste_dag < vandaag {
        Some(Herinnering::TeLaat)
    } else if laatste_dag - Days::new(VOORAF) <= vandaag {
        Some(Herinnering::Vooraf)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn op(dag: &str) -> DateTime<Utc> {
        format!("{dag}T12:00:00Z").parse().unwrap()
    }

    fn datum(dag: &str) -> NaiveDate {
        dag.parse().unwrap()
    }

    /// A question of 1 March that has to be answered on 12 April.
    fn punt(verlengingen: &[(&str, &str)], antwoord: Option<&str>) -> Vraagpunt {
        Vraagpunt {
            id: Uuid::from_u128(1),
            stuk_id: Uuid::from_u128(2),
            nummer: 1,
            vraag: "Mag dit?".into(),
            aan: Uuid::from_u128(3),
            uiterlijk: datum("2026-04-12"),
            gesteld_op: op("2026-03-01"),
            door: "account:x".into(),
            verlengingen: verlengingen
                .iter()
                .map(|(gezegd, tot)| Verlenging {
                    tot: datum(tot),
                    reden: "Wij zoeken het uit.".into(),
                    op: op(gezegd),
                    door: "account:y".into(),
                })
                .collect(),
            antwoord: antwoord.map(|dag| Antwoord {
                uitkomst: Uitkomst::Overgenomen,
                tekst: String::new(),
                op: op(dag),
                door: "account:y".into(),
            }),
        }
    }

    #[test]
    fn an_extension_before_the_day_is_not_late_and_one_after_it_does_not_undo_it() {
        let stil = punt(&[], None);
        assert_eq!(stil.stand(datum("2026-04-12")), Stand::Open { dagen: 0 });
        assert_eq!(stil.stand(datum("2026-04-13")), Stand::TeLaat { dagen: 1 });
        assert!(!stil.was_te_laat());

        let op_tijd = punt(&[("2026-04-12", "2026-05-12")], None);
        assert_eq!(
            op_tijd.stand(datum("2026-04-20")),
            Stand::Open { dagen: 22 }
        );
        assert!(!op_tijd.was_te_laat());
        assert!(op_tijd.is_te_laat(datum("2026-05-13")));

        let te_laat = punt(&[("2026-04-13", "2026-05-12")], None);
        assert_eq!(
            te_laat.stand(datum("2026-04-20")),
            Stand::Open { dagen: 22 }
        );
        assert!(te_laat.was_te_laat());
        let twee = punt(
            &[("2026-04-12", "2026-05-12"), ("2026-05-13", "2026-06-12")],
            None,
        );
        let laat: Vec<bool> = twee.uitstel().iter().map(|(_, laat)| *laat).collect();
        assert_eq!(
            laat,
            [false, true],
            "each by the last day that there was then"
        );

        let beantwoord = punt(&[("2026-04-12", "2026-05-12")], Some("2026-05-12"));
        assert_eq!(
            beantwoord.stand(datum("2027-01-01")),
            Stand::Beantwoord { te_laat: false }
        );
        let laat = punt(&[], Some("2026-04-13"));
        assert_eq!(
            laat.stand(datum("2026-04-14")),
            Stand::Beantwoord { te_laat: true }
        );
    }

    #[test]
    fn a_day_is_one_in_the_netherlands() {
        let mut punt = punt(&[], None);
        let antwoord = |moment: &str| Antwoord {
            uitkomst: Uitkomst::Overgenomen,
            tekst: String::new(),
            op: moment.parse().unwrap(),
            door: String::new(),
        };
        // In summer it is two hours later than in Greenwich.
        punt.antwoord = Some(antwoord("2026-04-12T21:59:59Z"));
        assert!(!punt.was_te_laat());
        punt.antwoord = Some(antwoord("2026-04-12T22:00:00Z"));
        assert!(punt.was_te_laat());
    }

    #[test]
    fn a_reminder_comes_a_week_before_and_when_the_day_is_over() {
        for (vandaag, wat) in [
            ("2026-04-04", None),
            ("2026-04-05", Some(Herinnering::Vooraf)),
            ("2026-04-12", Some(Herinnering::Vooraf)),
            ("2026-04-13", Some(Herinnering::TeLaat)),
            ("2027-04-13", Some(Herinnering::TeLaat)),
        ] {
            let laatste = datum("2026-04-12");
            assert_eq!(herinnering(laatste, datum(vandaag)), wat, "{vandaag}");
        }
    }

    #[test]
    fn what_is_late_is_open_too() {
        let vandaag = datum("2026-04-20");
        for (punt, past) in [
            (punt(&[], None), [true, true, false]),
            (
                punt(&[("2026-04-13", "2026-06-01")], None),
                [true, false, false],
            ),
            (punt(&[], Some("2026-04-19")), [false, false, true]),
        ] {
            let welke = Welke::ALLE.iter().map(|welke| welke.past(&punt, vandaag));
            assert_eq!(welke.collect::<Vec<_>>(), past);
        }
    }

    #[test]
    fn the_share_counts_every_point_once() {
        let punten = [
            punt(&[], None),
            punt(&[("2026-04-01", "2026-06-01")], None),
            punt(&[], Some("2026-04-01")),
        ];
        let aandeel = Aandeel::van(&punten, datum("2026-04-20"));
        assert_eq!(
            aandeel,
            Aandeel {
                gevraagd: 3,
                open: 2,
                te_laat: 1,
                verlengd: 1,
            }
        );
        assert_eq!(aandeel.procent_open(), 67);
        assert_eq!(Aandeel::default().procent_open(), 0);
    }

    proptest! {
        #[test]
        fn an_extension_in_time_is_never_late(dagen in 0..40_u64, langer in 1..84_u64) {
            let mut punt = punt(&[], None);
            let gezegd = datum("2026-03-03") + Days::new(dagen);
            let tot = punt.uiterlijk + Days::new(langer);
            punt.verlengingen.push(Verlenging {
                tot,
                reden: "x".into(),
                op: op(&gezegd.to_string()),
                door: "y".into(),
            });
            prop_assert!(!punt.was_te_laat());
            prop_assert!(!punt.is_te_laat(tot));
            prop_assert!(punt.is_te_laat(tot + Days::new(1)));
        }
    }
}
