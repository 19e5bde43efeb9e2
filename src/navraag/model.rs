//! When somebody is asked, what they can say, and which share was opened again. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{ctx::datum_van, waarden::waarden};

/// The kind of the jobs that ask somebody.
pub const VRAAGMAIL: &str = "navraag-mail";
/// The kind of the jobs that tell of requests to open a knelpunt again.
pub const VERZOEKMAIL: &str = "heropenverzoek-mail";

waarden! {
    /// When who signalled is asked whether it is really solved (feature C7).
    Moment {
        VierWeken = "4-weken", "Na vier weken";
        ZesMaanden = "6-maanden", "Na zes maanden";
    }
}

impl Moment {
    /// The day on which is asked, of what was closed on this day.
    pub fn dag(self, gesloten: NaiveDate) -> NaiveDate {
        match self {
            Self::VierWeken => gesloten + Days::new(28),
            Self::ZesMaanden => gesloten + Months::new(6),
        }
    }

    /// The moments that have come on a day. Who was away for long is asked the last of them only: two
    /// questions on one day are one too many.
    pub fn aan_de_beurt(gesloten: NaiveDate, vandaag: NaiveDate) -> Option<Self> {
        let gekomen = Self::ALLE.iter().rev();
        gekomen
            .copied()
            .find(|moment| moment.dag(gesloten) <= vandaag)
    }

    /// What is asked today of what was closed at a moment, when this was asked last of that closing. What
    /// was skipped, also by a clock that was set back, is not asked any more.
    pub fn te_vragen(
        gesloten_op: DateTime<Utc>,
        laatst: Option<Self>,
        vandaag: NaiveDate,
    ) -> Option<Self> {
        let gesloten = datum_van(gesloten_op);
        let moment = Self::aan_de_beurt(gesloten, vandaag);
        moment.filter(|moment| laatst.is_none_or(|laatst| laatst < *moment))
    }
}

waarden! {
    /// What somebody says.
    Antwoord {
        Ja = "ja", "Ja, het is opgelost";
        Nee = "nee", "Nee, het speelt nog";
        Onbekend = "weet-ik-niet", "Dat weet ik niet";
    }
}

waarden! {
    /// What became of a request to open a knelpunt again.
    Uitkomst {
        Heropend = "heropend", "Heropend";
        Afgewezen = "afgewezen", "Niet heropend";
    }
}

/// Days that the duo gets to answer a request to open a knelpunt again.
pub const ANTWOORDTERMIJN: u64 = 28;

/// The last day to answer a request of this day.
pub fn uiterlijk(vandaag: NaiveDate) -> NaiveDate {
    vandaag + Days::new(ANTWOORDTERMIJN)
}

/// That somebody was asked whether a closed knelpunt is really solved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vraag {
    /// The knelpunt.
    pub knelpunt: Uuid,
    /// Which closing it is about, from 1.
    pub sluiting: i32,
    /// Which of the two questions.
    pub moment: Moment,
    /// Who was asked.
    pub gebruiker: Uuid,
    /// When.
    pub gevraagd_op: DateTime<Utc>,
    /// What they said; none as long as they said nothing.
    pub antwoord: Option<Antwoord>,
}

/// That somebody asks to open a closed knelpunt again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verzoek {
    /// Its number.
    pub id: Uuid,
    /// The knelpunt.
    pub knelpunt: Uuid,
    /// Which closing it is about, from 1.
    pub sluiting: i32,
    /// Who asks.
    pub gebruiker: Uuid,
    /// Why, by the number of the reden.
    pub reden: Option<Uuid>,
    /// When.
    pub op: DateTime<Utc>,
    /// The last day to answer.
    pub uiterlijk: NaiveDate,
    /// What became of it; none as long as nobody answered.
    pub uitkomst: Option<Uitkomst>,
    /// Why that, by the number of the reden.
    pub antwoord: Option<Uuid>,
    /// When it was answered.
    pub afgehandeld_op: Option<DateTime<Utc>>,
}

impl Verzoek {
    /// Whether it waits for an answer.
    pub const fn is_open(&self) -> bool {
        self.uitkomst.is_none()
    }

    /// For how many days an answer is late; none when it is not, or when there is one.
    pub fn dagen_te_laat(&self, vandaag: NaiveDate) -> Option<i64> {
        let dagen = vandaag.signed_duration_since(self.uiterlijk).num_days();
        Some(dagen).filter(|dagen| self.is_open() && *dagen > 0)
    }
}

/// What a job asks by mail: whom. About what they read when they are logged in, because who signalled in
/// confidence stands with it in no job and in no mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// Who is asked.
    pub gebruiker: Uuid,
}

/// What a job tells by mail of a request to open a knelpunt again. It never holds who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "kebab-case")]
pub enum Bericht {
    /// To who treats a knelpunt: that somebody asks it.
    Gevraagd {
        /// The knelpunt.
        knelpunt: Uuid,
        /// To whom.
        aan: Uuid,
    },
    /// To who treats a knelpunt: that the answer is late.
    TeLaat {
        /// The knelpunt.
        knelpunt: Uuid,
        /// To whom.
        aan: Uuid,
    },
    /// To who asked: that there is an answer.
    Beantwoord {
        /// The request.
        verzoek: Uuid,
    },
}

/// The share of what was closed that was opened again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heropend {
    /// How often a knelpunt was closed.
    pub gesloten: usize,
    /// How often one was opened again.
    pub heropend: usize,
}

impl Heropend {
    /// In whole per cents, rounded half up; 0 when nothing was closed.
    pub const fn procent(self) -> usize {
        if self.gesloten == 0 {
            0
        } else {
            (self.heropend * 200 + self.gesloten) / (self.gesloten * 2)
        }
    }
}

/// How many were asked at one moment after one closing, and what they said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Which closing, from 1.
    pub sluiting: i32,
    /// Which of the two questions.
    pub moment: Moment,
    /// How many were asked.
    pub gevraagd: usize,
    /// How many said that it is solved.
    pub ja: usize,
    /// How many said that it is not.
    pub nee: usize,
    /// How many did not know.
    pub onbekend: usize,
}

impl Telling {
    /// Counts questions per closing and moment, the last first.
    pub fn van(vragen: &[Vraag]) -> Vec<Self> {
        let mut tellingen: BTreeMap<(i32, Moment), Self> = BTreeMap::new();
        for vraag in vragen {
            let leeg = Self {
                sluiting: vraag.sluiting,
                moment: vraag.moment,
                gevraagd: 0,
                ja: 0,
                nee: 0,
                onbekend: 0,
            };
            let plek = (vraag.sluiting, vraag.moment);
            let telling = tellingen.entry(plek).or_insert(leeg);
            telling.gevraagd += 1;
            match vraag.antwoord {
                Some(Antwoord::Ja) => telling.ja += 1,
                Some(Antwoord::Nee) => telling.nee += 1,
                Some(Antwoord::Onbekend) => telling.onbekend += 1,
                None => {}
            }
        }
        tellingen.into_values().rev().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dag(dag: &str) -> NaiveDate {
        dag.parse().unwrap()
    }

    fn moment(moment: &str) -> DateTime<Utc> {
        moment.parse().unwrap()
    }

    #[test]
    fn is_asked_after_four_weeks_and_after_six_months() {
        let gesloten = dag("2026-08-31");
        for (vandaag, moment) in [
            ("2026-08-31", None),
            ("2026-09-27", None),
            ("2026-09-28", Some(Moment::VierWeken)),
            ("2027-02-27", Some(Moment::VierWeken)),
            // There is no 31 February.
            ("2027-02-28", Some(Moment::ZesMaanden)),
            ("2036-01-01", Some(Moment::ZesMaanden)),
        ] {
            assert_eq!(
                Moment::aan_de_beurt(gesloten, dag(vandaag)),
                moment,
                "{vandaag}"
            );
        }
    }

    #[test]
    fn what_was_asked_or_skipped_is_not_asked_any_more() {
        use Moment::{VierWeken, ZesMaanden};
        // Closed after midnight in the Netherlands: on 31 August.
        let gesloten = moment("2026-08-30T22:30:00Z");
        for (vandaag, laatst, verwacht) in [
            ("2026-09-27", None, None),
            ("2026-09-28", None, Some(VierWeken)),
            ("2026-09-28", Some(VierWeken), None),
            ("2027-03-01", Some(VierWeken), Some(ZesMaanden)),
            ("2027-03-01", None, Some(ZesMaanden)),
            ("2027-03-02", Some(ZesMaanden), None),
            // The clock went on a year by mistake, and was set right.
            ("2026-09-28", Some(ZesMaanden), None),
        ] {
            let moment = Moment::te_vragen(gesloten, laatst, dag(vandaag));
            assert_eq!(moment, verwacht, "{vandaag} {laatst:?}");
        }
    }

    #[test]
    fn a_request_is_late_after_its_last_day_until_it_is_answered() {
        let mut verzoek = Verzoek {
            id: Uuid::nil(),
            knelpunt: Uuid::nil(),
            sluiting: 1,
            gebruiker: Uuid::nil(),
            reden: None,
            op: moment("2026-11-21T12:00:00Z"),
            uiterlijk: uiterlijk(dag("2026-11-21")),
            uitkomst: None,
            antwoord: None,
            afgehandeld_op: None,
        };
        for (vandaag, dagen) in [
            ("2026-11-21", None),
            ("2026-12-19", None),
            ("2026-12-20", Some(1)),
            ("2027-01-19", Some(31)),
        ] {
            assert_eq!(verzoek.dagen_te_laat(dag(vandaag)), dagen, "{vandaag}");
        }
        for uitkomst in Uitkomst::ALLE {
            verzoek.uitkomst = Some(*uitkomst);
            assert_eq!(verzoek.dagen_te_laat(dag("2027-01-19")), None);
        }
    }

    #[test]
    fn answers_are_counted_per_closing_and_moment() {
        let vraag = |sluiting, moment_, antwoord| Vraag {
            knelpunt: Uuid::nil(),
            sluiting,
            moment: moment_,
            gebruiker: Uuid::nil(),
            gevraagd_op: moment("2026-11-21T12:00:00Z"),
            antwoord,
        };
        let tellingen = Telling::van(&[
            vraag(1, Moment::VierWeken, Some(Antwoord::Ja)),
            vraag(2, Moment::ZesMaanden, Some(Antwoord::Nee)),
            vraag(1, Moment::VierWeken, None),
            vraag(1, Moment::VierWeken, Some(Antwoord::Onbekend)),
        ]);
        let regels: Vec<_> = tellingen
            .iter()
            .map(|t| (t.sluiting, t.moment, t.gevraagd, t.ja, t.nee, t.onbekend))
            .collect();
        assert_eq!(
            regels,
            [
                (2, Moment::ZesMaanden, 1, 0, 1, 0),
                (1, Moment::VierWeken, 3, 1, 0, 1)
            ]
        );
    }

    #[test]
    fn the_share_that_was_opened_again() {
        let deel = |gesloten, heropend| Heropend { gesloten, heropend }.procent();
        assert_eq!(
            [deel(0, 0), deel(3, 1), deel(3, 2), deel(2, 2)],
            [0, 33, 67, 100]
        );
    }
}
