//! What somebody fills in to make or to change an actie. Pure.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    error::Fouten,
    persoonsgegevens::model::{Veld, keur},
    schrijven::model::{een_regel, keur_lengte, netjes},
    werkruimte::model::Niveau,
};

/// The most characters of what has to be done.
const MAX_TITEL: usize = 160;
/// The most characters of what has to be known to do it.
const MAX_TOELICHTING: usize = 4_000;

/// An actie as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// What has to be done.
    pub titel: String,
    /// What has to be known to do it.
    pub toelichting: String,
    /// The number of the account that does it.
    pub houder: String,
    /// The last day.
    pub voor: String,
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
    /// What has to be done.
    pub titel: String,
    /// What has to be known to do it; often empty.
    pub toelichting: String,
    /// The account that does it.
    pub houder: Uuid,
    /// The last day.
    pub voor: NaiveDate,
    /// Who reads it.
    pub niveau: Niveau,
}

/// What the judging needs to know of the thema and of the day.
pub struct Kader<'a> {
    /// The day it is.
    pub vandaag: NaiveDate,
    /// The last day as it was; it may stay, also when it is over. None for a new one.
    pub was: Option<NaiveDate>,
    /// Whether an account takes part in the thema, and reads what has a level.
    pub kan_houden: &'a dyn Fn(Uuid, Niveau) -> bool,
    /// What keeps the writer from writing at a level; none when nothing does.
    pub bezwaar: &'a dyn Fn(Niveau) -> Option<&'static str>,
}

impl std::fmt::Debug for Kader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kader({}, {:?})", self.vandaag, self.was)
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
            let melding = "Schrijf op wat er moet gebeuren, in één zin.";
            fouten.meld("titel", "verplicht", melding);
        }
        keur_lengte("titel", &titel, MAX_TITEL, &mut fouten);
        let toelichting = netjes(&self.toelichting);
        keur_lengte("toelichting", &toelichting, MAX_TOELICHTING, &mut fouten);
        let niveau = self.niveau(kader, &mut fouten);
        let houder = self.houder(kader, niveau, &mut fouten);
        let voor = self.voor(kader, &mut fouten);
        let velden = [
            Veld {
                naam: "titel",
                label: "Wat moet er gebeuren?",
                tekst: &self.titel,
            },
            Veld {
                naam: "toelichting",
                label: "Toelichting",
                tekst: &self.toelichting,
            },
        ];
        keur(&velden, self.akkoord, &mut fouten);
        let (Some(houder), Some(voor), Some(niveau)) = (houder, voor, niveau) else {
            return Err(fouten);
        };
        fouten.of(Gekeurd {
            titel,
            toelichting,
            houder,
            voor,
            niveau,
        })
    }

    fn niveau(&self, kader: &Kader<'_>, fouten: &mut Fouten) -> Option<Niveau> {
        let Ok(niveau) = self.niveau.parse() else {
            fouten.meld("niveau", "verplicht", "Kies wie de actie mag lezen.");
            return None;
        };
        if let Some(bezwaar) = (kader.bezwaar)(niveau) {
            fouten.meld("niveau", "mag-niet", bezwaar);
        }
        Some(niveau)
    }

    fn houder(
        &self,
        kader: &Kader<'_>,
        niveau: Option<Niveau>,
        fouten: &mut Fouten,
    ) -> Option<Uuid> {
        let houder: Option<Uuid> = self.houder.parse().ok();
        let Some(houder) = houder else {
            fouten.meld("houder", "verplicht", "Kies wie de actie doet.");
            return None;
        };
        let (kan, bezwaar) = (kader.kan_houden, kader.bezwaar);
        // At a level that does not hold every name would be wrong.
        let niveau = niveau.filter(|niveau| bezwaar(*niveau).is_none());
        if !kan(houder, Niveau::Openbaar) {
            let melding = "Wie u koos, doet niet meer mee in dit thema. Kies iemand anders.";
            fouten.meld("houder", "onbekend", melding);
        } else if niveau.is_some_and(|niveau| !kan(houder, niveau)) {
            let melding = "Wie u koos, mag dit niet lezen. Kies iemand van het duo, of maak de actie \
                           besloten.";
            fouten.meld("houder", "leest-niet", melding);
        }
        Some(houder)
    }

    fn voor(&self, kader: &Kader<'_>, fouten: &mut Fouten) -> Option<NaiveDate> {
        let tekst = self.voor.trim();
        let Ok(voor) = tekst.parse::<NaiveDate>() else {
            let (code, melding) = if tekst.is_empty() {
                (
                    "verplicht",
                    "Kies de laatste dag waarop de actie klaar moet zijn.",
                )
            } else {
                (
                    "ongeldige-datum",
                    "Schrijf de dag als jaar-maand-dag, zoals 2026-12-31.",
                )
            };
            fouten.meld("voor", code, melding);
            return None;
        };
        if voor < kader.vandaag && kader.was != Some(voor) {
            let melding = "Deze dag is voorbij. Kies vandaag of een dag daarna.";
            fouten.meld("voor", "voorbij", melding);
        }
        Some(voor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ELS: Uuid = Uuid::from_u128(1);
    const NET: Uuid = Uuid::from_u128(2);

    fn goed() -> Ingevuld {
        Ingevuld {
            titel: " Huisartsen\n bellen ".into(),
            toelichting: "Vraag wat zij willen horen.\r\n".into(),
            houder: ELS.to_string(),
            voor: "2026-12-31".into(),
            niveau: "besloten".into(),
            ..Ingevuld::default()
        }
    }

    /// What is wrong on a day for somebody of the duo, or of the netwerk.
    fn keur_op(
        van: &Ingevuld,
        vandaag: &str,
        was: Option<&str>,
        duo: bool,
    ) -> Result<Gekeurd, String> {
        let kader = Kader {
            vandaag: vandaag.parse().expect("a day"),
            was: was.map(|was| was.parse().expect("a day")),
            kan_houden: &|wie, niveau| match wie {
                ELS => true,
                NET => niveau != Niveau::Vertrouwelijk,
                _ => false,
            },
            bezwaar: &|niveau| (!duo && niveau != Niveau::Besloten).then_some("Alleen het duo."),
        };
        van.keur(&kader).map_err(|fouten| {
            let kort = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
            fouten.iter().map(kort).collect::<Vec<_>>().join(", ")
        })
    }

    #[test]
    fn what_is_right_is_made_tidy() {
        let gekeurd = keur_op(&goed(), "2026-12-31", None, false).expect("it is right");
        assert_eq!(gekeurd.titel, "Huisartsen bellen");
        assert_eq!(gekeurd.toelichting, "Vraag wat zij willen horen.");
        assert_eq!((gekeurd.houder, gekeurd.niveau), (ELS, Niveau::Besloten));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let leeg = keur_op(&Ingevuld::default(), "2026-12-01", None, true);
        assert_eq!(
            leeg.expect_err("it is empty"),
            "titel verplicht, niveau verplicht, houder verplicht, voor verplicht"
        );
        let alles = Ingevuld {
            titel: "x".repeat(MAX_TITEL + 1),
            toelichting: "Bel 06-12345678.".into(),
            houder: Uuid::from_u128(9).to_string(),
            voor: "31-12-2026".into(),
            niveau: "openbaar".into(),
            ..goed()
        };
        let fout = keur_op(&alles, "2026-12-01", None, false);
        assert_eq!(
            fout.expect_err("all is wrong"),
            "titel te-lang, niveau mag-niet, houder onbekend, voor ongeldige-datum, toelichting \
             persoonsgegevens"
        );
    }

    #[test]
    fn who_does_it_reads_it() {
        let van_net = |niveau: &str| Ingevuld {
            houder: NET.to_string(),
            niveau: niveau.into(),
            ..goed()
        };
        assert!(keur_op(&van_net("besloten"), "2026-12-01", None, true).is_ok());
        let geheim = keur_op(&van_net("vertrouwelijk"), "2026-12-01", None, true);
        assert_eq!(geheim.expect_err("they can't"), "houder leest-niet");
    }

    #[test]
    fn a_day_that_is_over_stays_and_is_not_chosen() {
        let laat = |was| keur_op(&goed(), "2027-01-01", was, true);
        assert_eq!(laat(None).expect_err("it is over"), "voor voorbij");
        assert!(laat(Some("2026-12-30")).is_err());
        assert!(laat(Some("2026-12-31")).is_ok(), "nobody changed it");
    }
}
