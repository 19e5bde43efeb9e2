//! The time to reply, who is reminded when, and in which rapportage a bevinding is.

use chrono::{Days, NaiveDate};

use super::Wederhoor;
use crate::{ctx::datum_van, error::Fouten, waarden::waarden};

/// Days that an organisatie gets to reply, when nothing else is said.
const TERMIJN: u64 = 28;
/// The shortest time to reply.
const KORTSTE_TERMIJN: u64 = 7;
/// The longest time to reply.
const LANGSTE_TERMIJN: u64 = 366;
/// How long before the last day who did not reply is reminded.
const VOORAF: u64 = 7;

/// The last day to reply when nothing else is said.
pub fn gewone_termijn(vandaag: NaiveDate) -> NaiveDate {
    vandaag + Days::new(TERMIJN)
}

/// Judges a last day to reply, as a form has it; none when it can't be used.
pub fn keur_termijn(tekst: &str, vandaag: NaiveDate, fouten: &mut Fouten) -> Option<NaiveDate> {
    let vroegst = vandaag + Days::new(KORTSTE_TERMIJN);
    let laatst = vandaag + Days::new(LANGSTE_TERMIJN);
    let dag: Option<NaiveDate> = tekst.trim().parse().ok();
    match dag {
        None => {
            let melding = "Vul de laatste dag in om te reageren, als jjjj-mm-dd.";
            fouten.meld("uiterlijk", "geen-datum", melding);
            None
        }
        Some(dag) if dag < vroegst => {
            let melding = format!(
                "Geef minstens {KORTSTE_TERMIJN} dagen om te reageren: kies {} of later.",
                crate::taal::dag(vroegst)
            );
            fouten.meld("uiterlijk", "te-kort", melding);
            None
        }
        Some(dag) if dag > laatst => {
            let melding = format!(
                "Kies een dag binnen een jaar: uiterlijk {}.",
                crate::taal::dag(laatst)
            );
            fouten.meld("uiterlijk", "te-lang", melding);
            None
        }
        Some(dag) => Some(dag),
    }
}

/// Whether who is asked from today on would have less than the shortest time. Of what was replied to the time
/// says nothing any more.
pub fn is_te_kort(gevraagd: &Wederhoor, vandaag: NaiveDate) -> bool {
    gevraagd.reactie.is_none() && gevraagd.uiterlijk < vandaag + Days::new(KORTSTE_TERMIJN)
}

/// Judges the last day of an organisatie for which contacts change; empty for the one there is. Who comes gets
/// the shortest time at least, and nobody who was asked gets less than was said. None when it can't be used.
pub fn keur_nieuwe_termijn(
    tekst: &str,
    (gevraagd, komt_erbij): (&Wederhoor, bool),
    vandaag: NaiveDate,
    fouten: &mut Fouten,
) -> Option<NaiveDate> {
    if tekst.trim().is_empty() {
        if komt_erbij && is_te_kort(gevraagd, vandaag) {
            let melding = format!(
                "Wie erbij komt, krijgt minstens {KORTSTE_TERMIJN} dagen om te reageren: kies {} of later.",
                crate::taal::dag(vandaag + Days::new(KORTSTE_TERMIJN))
            );
            fouten.meld("uiterlijk", "te-kort", melding);
            return None;
        }
        return Some(gevraagd.uiterlijk);
    }
    if !komt_erbij {
        let melding = "Een nieuwe laatste dag hoort bij wie erbij komt. Laat dit leeg, of noem wie erbij \
                       komt.";
        fouten.meld("uiterlijk", "niet-nodig", melding);
        return None;
    }
    let dag = keur_termijn(tekst, vandaag, fouten)?;
    if dag < gevraagd.uiterlijk {
        let melding = format!(
            "De laatste dag is al {}. Kies die dag of een latere, of laat dit leeg.",
            crate::taal::dag(gevraagd.uiterlijk)
        );
        fouten.meld("uiterlijk", "te-vroeg", melding);
        return None;
    }
    Some(dag)
}

waarden! {
    /// What has to be told about the time to reply, once each.
    Herinnering {
        Vooraf = "vooraf", "Een week van tevoren";
        Voorbij = "voorbij", "Als de dag voorbij is";
    }
}

/// What has to be told on a day about one organisatie that was asked; none when that is nothing. Who was
/// asked less than a week before the last day has just heard it.
pub fn herinnering(gevraagd: &Wederhoor, vandaag: NaiveDate) -> Option<Herinnering> {
    let vanaf = gevraagd.uiterlijk - Days::new(VOORAF);
    let gevraagd_op = datum_van(gevraagd.gevraagd_op);
    if gevraagd.uiterlijk < vandaag {
        Some(Herinnering::Voorbij)
    } else if gevraagd.reactie.is_none() && vanaf <= vandaag && gevraagd_op < vanaf {
        Some(Herinnering::Vooraf)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::dwarskijker::model::Reactie;

    fn dag(tekst: &str) -> NaiveDate {
        tekst.parse().unwrap()
    }

    fn op(tekst: &str) -> DateTime<Utc> {
        format!("{tekst}T12:00:00Z").parse().unwrap()
    }

    #[test]
    fn a_term_is_at_least_a_week_and_at_most_a_year() {
        let vandaag = dag("2026-05-01");
        assert_eq!(gewone_termijn(vandaag), dag("2026-05-29"));
        for (tekst, code) in [
            ("2026-05-08", None),
            (" 2026-05-29 ", None),
            ("2027-05-02", None),
            ("2026-05-07", Some("te-kort")),
            ("2026-04-30", Some("te-kort")),
            ("2027-05-03", Some("te-lang")),
            ("volgende week", Some("geen-datum")),
            ("", Some("geen-datum")),
        ] {
            let mut fouten = Fouten::new();
            let gekeurd = keur_termijn(tekst, vandaag, &mut fouten);
            assert_eq!(fouten.iter().map(|f| f.code).next(), code, "{tekst}");
            assert_eq!(gekeurd.is_some(), code.is_none(), "{tekst}");
        }
    }

    #[test]
    fn who_comes_later_gets_the_shortest_time_at_least_and_nobody_gets_less() {
        let gevraagd = |uiterlijk: &str, gereageerd: bool| Wederhoor {
            id: Uuid::nil(),
            ronde: 1,
            organisatie: Uuid::nil(),
            revisie: 1,
            gevraagd_op: op("2026-04-01"),
            uiterlijk: dag(uiterlijk),
            reactie: gereageerd.then(|| Reactie {
                tekst: "Klopt.".into(),
                door: "account:x".into(),
                op: op("2026-04-10"),
            }),
        };
        let (lang, kort) = ("2026-05-08", "2026-05-07");
        for (uiterlijk, gereageerd, komt, tekst, verwacht) in [
            (lang, false, true, "", Ok(lang)),
            (kort, false, true, " ", Err("te-kort")),
            ("2026-04-20", false, true, "", Err("te-kort")),
            // Nobody comes, or the reply is there: the day there is will do.
            (kort, false, false, "", Ok(kort)),
            (kort, true, true, "", Ok(kort)),
            (kort, false, true, lang, Ok(lang)),
            (kort, false, true, "2026-05-07", Err("te-kort")),
            (kort, false, true, "morgen", Err("geen-datum")),
            ("2026-06-01", false, true, "2026-05-31", Err("te-vroeg")),
            ("2026-06-01", false, true, "2026-06-01", Ok("2026-06-01")),
            (lang, false, true, "2027-06-01", Err("te-lang")),
            (kort, false, false, "2026-06-01", Err("niet-nodig")),
        ] {
            let mut fouten = Fouten::new();
            let vraag = gevraagd(uiterlijk, gereageerd);
            let vandaag = dag("2026-05-01");
            let gekeurd = keur_nieuwe_termijn(tekst, (&vraag, komt), vandaag, &mut fouten);
            let code = fouten.iter().map(|fout| fout.code).next();
            let gezegd = gekeurd.ok_or(code.unwrap_or_default());
            assert_eq!(gezegd, verwacht.map(dag), "{uiterlijk} {komt} {tekst}");
        }
    }

    #[test]
    fn who_did_not_reply_is_reminded_a_week_before_and_the_dwarskijker_after() {
        let gevraagd = |op_dag: &str, gereageerd: bool| Wederhoor {
            id: Uuid::nil(),
            ronde: 1,
            organisatie: Uuid::nil(),
            revisie: 1,
            gevraagd_op: op(op_dag),
            uiterlijk: dag("2026-05-29"),
            reactie: gereageerd.then(|| Reactie {
                tekst: "Klopt.".into(),
                door: "account:x".into(),
                op: op("2026-05-10"),
            }),
        };
        let (vooraf, voorbij) = (Some(Herinnering::Vooraf), Some(Herinnering::Voorbij));
        for (wie, vandaag, wat) in [
            (gevraagd("2026-05-01", false), "2026-05-21", None),
            (gevraagd("2026-05-01", false), "2026-05-22", vooraf),
            (gevraagd("2026-05-01", false), "2026-05-29", vooraf),
            (gevraagd("2026-05-01", true), "2026-05-29", None),
            // Asked with a week to go: that was the message.
            (gevraagd("2026-05-22", false), "2026-05-22", None),
            (gevraagd("2026-05-22", false), "2026-05-28", None),
            (gevraagd("2026-05-21", false), "2026-05-22", vooraf),
            (gevraagd("2026-05-01", false), "2026-05-30", voorbij),
            (gevraagd("2026-05-01", true), "2026-06-30", voorbij),
        ] {
            assert_eq!(herinnering(&wie, dag(vandaag)), wat, "{wie:?} {vandaag}");
        }
    }
}
