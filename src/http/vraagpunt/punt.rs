//! A question with its answer, as pages show it.

use chrono::NaiveDate;

use crate::{
    begrippen::model::{Uitleg, Woordenboek},
    ctx::datum_van,
    http::{beeld::Link, meelezers::regels},
    markdown::{self, SafeHtml},
    stukken::model::Kop,
    taal,
    vraagpunten::model::{Stand, Uitkomst, Vraagpunt},
};

/// The most characters of a question that can be a heading.
const KOP: usize = 160;
/// Who has to answer, when the reader may not know that organisatie.
const ONBEKEND: &str = "een organisatie";

/// How a question stands: in words, with what repeats these for the eye.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standbeeld {
    /// The colour of the badge.
    pub kleur: &'static str,
    /// The icon in it.
    pub icoon: &'static str,
    /// The words.
    pub tekst: String,
    /// The colour of the line beside the question: `open`, `laat`, `ja`, `deels` or `nee`.
    pub klasse: &'static str,
}

impl Standbeeld {
    /// Of a question on a day.
    pub fn van(punt: &Vraagpunt, vandaag: NaiveDate) -> Self {
        let (kleur, icoon, tekst, klasse) = match (&punt.antwoord, punt.stand(vandaag)) {
            (Some(antwoord), _) => {
                let (kleur, icoon, klasse) = match antwoord.uitkomst {
                    Uitkomst::Overgenomen => ("safe", "vink", "ja"),
                    Uitkomst::Deels => ("warning", "vink", "deels"),
                    Uitkomst::GemotiveerdNiet => ("neutral", "kruis", "nee"),
                };
                (kleur, icoon, antwoord.uitkomst.label().to_owned(), klasse)
            }
            (None, Stand::TeLaat { dagen }) => {
                let hoe_lang = taal::aantal(dagen.unsigned_abs(), "dag", "dagen");
                let nieuw = punt.laatste_dag();
                let tekst = if nieuw >= vandaag {
                    format!("{hoe_lang} te laat, nieuwe dag {}", taal::dag(nieuw))
                } else {
                    format!("{hoe_lang} te laat")
                };
                ("danger", "let-op", tekst, "laat")
            }
            (None, Stand::Open { dagen: 0 }) => {
                let tekst = "Vandaag is de laatste dag".to_owned();
                ("warning", "klok", tekst, "open")
            }
            (None, Stand::Open { dagen }) => {
                let kleur = if dagen <= 7 { "warning" } else { "neutral" };
                let nog = taal::aantal(dagen.unsigned_abs(), "dag", "dagen");
                (kleur, "klok", format!("Nog {nog}"), "open")
            }
            // Who has no answer has none.
            (None, Stand::Beantwoord { .. }) => ("neutral", "klok", String::new(), "open"),
        };
        Self {
            kleur,
            icoon,
            tekst,
            klasse,
        }
    }
}

/// That a question got more time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitstelbeeld {
    /// The new last day, and when that was said.
    pub wat: String,
    /// Why, line by line.
    pub reden: Vec<String>,
    /// Whether the time was over already: this does not undo that.
    pub te_laat: bool,
}

/// A question, for a page.
#[derive(Debug, Clone)]
pub struct Punt {
    /// Its page.
    pub pad: String,
    /// Which of the questions about the stuk.
    pub nummer: i32,
    /// The question, or that there is one when it is too long for a heading.
    pub kop: String,
    /// What of it the heading does not say, line by line.
    pub tekst: Vec<String>,
    /// Who has to answer; without an address when the reader may not know that organisatie.
    pub aan: Link,
    /// How it stands.
    pub stand: Standbeeld,
    /// What else there is to know: days, and whether it was late.
    pub feiten: Vec<String>,
    /// That nobody answered in time; else empty.
    pub stilte: String,
    /// The answer.
    pub antwoord: Option<SafeHtml>,
    /// Who answered and when; empty when nobody did.
    pub antwoord_van: String,
    /// Every time that it got more time.
    pub uitstel: Vec<Uitstelbeeld>,
    /// Whether the reader can answer it.
    pub beantwoorden: bool,
    /// The stuk, on a page that is not of that stuk.
    pub bij: Option<Link>,
}

impl Punt {
    /// Of a question on a day.
    pub fn van(punt: &Vraagpunt, aan: Option<&Kop>, vandaag: NaiveDate) -> Self {
        let aan = aan.map_or_else(
            || Link {
                url: String::new(),
                tekst: ONBEKEND.to_owned(),
                bij: String::new(),
            },
            Link::naar,
        );
        let mut tekst = regels(&punt.vraag);
        let kop = match tekst.first() {
            Some(eerste) if eerste.chars().count() <= KOP => tekst.remove(0),
            _ => format!("Vraag aan {}", aan.tekst),
        };
        let geen = Woordenboek::default();
        let antwoord = punt.antwoord.as_ref().filter(|a| !a.tekst.is_empty());
        Self {
            pad: format!("/vraagpunten/{}", punt.id),
            nummer: punt.nummer,
            kop,
            tekst,
            stand: Standbeeld::van(punt, vandaag),
            feiten: feiten(punt),
            stilte: if punt.is_te_laat(vandaag) {
                format!(
                    "{} heeft niet geantwoord. Het antwoord moest er zijn op {}.",
                    hoofdletter(&aan.tekst),
                    taal::dag(punt.telt_tot())
                )
            } else {
                String::new()
            },
            // Its words are explained on the page of the stuk, and there only.
            antwoord: antwoord.map(|a| markdown::html(&a.tekst, &mut Uitleg::nieuw(&geen))),
            antwoord_van: punt.antwoord.as_ref().map_or_else(String::new, |antwoord| {
                format!("{}, {}", aan.tekst, taal::dag_van(antwoord.op))
            }),
            uitstel: uitstel(punt),
            beantwoorden: false,
            bij: None,
            aan,
        }
    }

    /// The same, on a page that is not of the stuk that it is about.
    #[must_use]
    pub fn bij(self, kop: &Kop) -> Self {
        let kenmerk = kop.kenmerk.as_ref().map(ToString::to_string);
        Self {
            bij: Some(Link {
                bij: kenmerk.unwrap_or_default(),
                ..Link::naar(kop)
            }),
            ..self
        }
    }
}

fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or(String::new(), |eerste| {
        eerste.to_uppercase().chain(letters).collect()
    })
}

/// The days of a question, how often there was more time, and whether the answer was late.
fn feiten(punt: &Vraagpunt) -> Vec<String> {
    let keren = punt.verlengingen.len();
    let mut feiten = vec![format!("Gesteld op {}", taal::dag_van(punt.gesteld_op))];
    if let Some(antwoord) = &punt.antwoord {
        let op = taal::dag_van(antwoord.op);
        // More time that was not needed is no part of how the answer came.
        let na_uitstel = datum_van(antwoord.op) > punt.uiterlijk;
        if keren > 1 {
            feiten.push(format!("{keren} keer verlengd"));
        }
        feiten.push(match (punt.was_te_laat(), na_uitstel) {
            (true, _) => format!("Antwoord op {op}, te laat"),
            (false, true) => format!("Antwoord op {op}, na uitstel en binnen de tijd"),
            (false, false) => format!("Antwoord op {op}, binnen de tijd"),
        });
    } else {
        let laatste = taal::dag(punt.laatste_dag());
        feiten.push(match keren {
            0 => format!("Antwoord uiterlijk op {laatste}"),
            1 => format!("Verlengd tot en met {laatste}"),
            _ => format!("{keren} keer verlengd, tot en met {laatste}"),
        });
    }
    feiten
}

fn uitstel(punt: &Vraagpunt) -> Vec<Uitstelbeeld> {
    let alle = punt.uitstel().into_iter();
    let beeld = alle.map(|(verlenging, te_laat)| Uitstelbeeld {
        wat: format!(
            "Op {} verlengd tot en met {}",
            taal::dag_van(verlenging.op),
            taal::dag(verlenging.tot)
        ),
        reden: regels(&verlenging.reden),
        te_laat,
    });
    beeld.collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::vraagpunten::model::{Antwoord, Verlenging};

    fn datum(dag: &str) -> NaiveDate {
        dag.parse().expect("a day")
    }

    fn op(dag: &str) -> DateTime<Utc> {
        format!("{dag}T12:00:00Z").parse().expect("a moment")
    }

    fn punt(verlengd: Option<(&str, &str)>, antwoord: Option<&str>) -> Vraagpunt {
        Vraagpunt {
            id: Uuid::nil(),
            stuk_id: Uuid::nil(),
            nummer: 3,
            vraag: "Mag dit?\r\n\r\nEn dat?".into(),
            aan: Uuid::nil(),
            uiterlijk: datum("2026-04-12"),
            gesteld_op: op("2026-03-01"),
            door: String::new(),
            verlengingen: verlengd
                .map(|(gezegd, tot)| Verlenging {
                    tot: datum(tot),
                    reden: "Wij zoeken het uit.".into(),
                    op: op(gezegd),
                    door: String::new(),
                })
                .into_iter()
                .collect(),
            antwoord: antwoord.map(|dag| Antwoord {
                uitkomst: Uitkomst::Deels,
                tekst: "Alleen **soms**.".into(),
                op: op(dag),
                door: String::new(),
            }),
        }
    }

    #[test]
    fn a_stand_is_words_first() {
        let voor = Some(("2026-04-01", "2026-05-12"));
        let na = Some(("2026-04-14", "2026-05-12"));
        for (punt, vandaag, tekst, klasse, laatste) in [
            (
                punt(None, None),
                "2026-04-01",
                "Nog 11 dagen",
                "open",
                "Antwoord uiterlijk op 12 april 2026",
            ),
            (
                punt(None, None),
                "2026-04-11",
                "Nog 1 dag",
                "open",
                "Antwoord uiterlijk op 12 april 2026",
            ),
            (
                punt(None, None),
                "2026-04-12",
                "Vandaag is de laatste dag",
                "open",
                "Antwoord uiterlijk op 12 april 2026",
            ),
            (
                punt(None, None),
                "2026-04-15",
                "3 dagen te laat",
                "laat",
                "Antwoord uiterlijk op 12 april 2026",
            ),
            (
                punt(voor, None),
                "2026-04-15",
                "Nog 27 dagen",
                "open",
                "Verlengd tot en met 12 mei 2026",
            ),
            (
                punt(na, None),
                "2026-04-15",
                "3 dagen te laat, nieuwe dag 12 mei 2026",
                "laat",
                "Verlengd tot en met 12 mei 2026",
            ),
            (
                punt(na, None),
                "2026-05-13",
                "31 dagen te laat",
                "laat",
                "Verlengd tot en met 12 mei 2026",
            ),
            (
                punt(voor, Some("2026-04-12")),
                "2026-06-01",
                "Deels overgenomen",
                "deels",
                "Antwoord op 12 april 2026, binnen de tijd",
            ),
            (
                punt(voor, Some("2026-05-12")),
                "2026-06-01",
                "Deels overgenomen",
                "deels",
                "Antwoord op 12 mei 2026, na uitstel en binnen de tijd",
            ),
            (
                punt(na, Some("2026-05-12")),
                "2026-06-01",
                "Deels overgenomen",
                "deels",
                "Antwoord op 12 mei 2026, te laat",
            ),
        ] {
            let beeld = Punt::van(&punt, None, datum(vandaag));
            assert_eq!(beeld.stand.tekst, tekst);
            assert_eq!(beeld.stand.klasse, klasse, "{tekst}");
            let feit = beeld.feiten.last().map(String::as_str);
            assert_eq!(feit, Some(laatste), "{tekst}");
            assert_eq!(!beeld.stilte.is_empty(), klasse == "laat", "{tekst}");
        }
    }

    #[test]
    fn more_time_more_than_once_is_counted() {
        let mut punt = punt(Some(("2026-04-01", "2026-05-12")), None);
        let eerste = punt.verlengingen.first().cloned().expect("an extension");
        punt.verlengingen.push(Verlenging {
            tot: datum("2026-06-12"),
            ..eerste
        });
        let beeld = Punt::van(&punt, None, datum("2026-04-15"));
        let feit = beeld.feiten.last().map(String::as_str);
        assert_eq!(feit, Some("2 keer verlengd, tot en met 12 juni 2026"));
    }

    #[test]
    fn a_short_first_line_is_the_heading_and_a_long_one_is_not() {
        let mut punt = punt(None, Some("2026-04-01"));
        let beeld = Punt::van(&punt, None, datum("2026-04-01"));
        assert_eq!(beeld.kop, "Mag dit?");
        assert_eq!(beeld.tekst, ["En dat?"]);
        let antwoord = beeld.antwoord.expect("an answer");
        assert!(antwoord.as_str().contains("<strong>soms</strong>"));
        punt.vraag = "x".repeat(KOP + 1);
        let beeld = Punt::van(&punt, None, datum("2026-04-01"));
        assert_eq!(beeld.kop, "Vraag aan een organisatie");
        assert_eq!(beeld.tekst, [punt.vraag.as_str()]);
    }
}
