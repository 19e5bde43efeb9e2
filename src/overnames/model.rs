//! What an overname is, its states, and what somebody who asks for one fills in. Pure.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::Fouten,
    schrijven::model::{self as schrijven, keur_lengte},
    waarden::waarden,
};

/// The kind of the jobs that tell what was decided.
pub const SOORT: &str = "overname-mail";
/// The most characters of one text.
pub const LENGTE: usize = 2_000;
/// The longest name of a function.
const FUNCTIE: usize = 100;

waarden! {
    /// How an overname stands.
    Status {
        Open = "open", "Ligt bij de redactie";
        Ingetrokken = "ingetrokken", "Ingetrokken";
        Toegekend = "toegekend", "Toegekend";
        Afgewezen = "afgewezen", "Afgewezen";
    }
}

waarden! {
    /// What people do with an overname.
    Actie {
        Intrekken = "intrekken", "Intrekken";
        Toekennen = "toekennen", "Toekennen";
        Afwijzen = "afwijzen", "Afwijzen";
    }
}

/// The state after an action, or none when the state does not allow it, whatever the role.
pub const fn overgang(status: Status, actie: Actie) -> Option<Status> {
    match (status, actie) {
        (Status::Open, Actie::Intrekken) => Some(Status::Ingetrokken),
        (Status::Open, Actie::Toekennen) => Some(Status::Toegekend),
        (Status::Open, Actie::Afwijzen) => Some(Status::Afgewezen),
        _ => None,
    }
}

/// What the geschiedenis calls it when somebody asks for an overname.
pub const VRAGEN: &str = "overname-vragen";

impl Actie {
    /// What the geschiedenis calls it.
    pub const fn in_geschiedenis(self) -> &'static str {
        match self {
            Self::Intrekken => "overname-intrekken",
            Self::Toekennen => "overname-toekennen",
            Self::Afwijzen => "overname-afwijzen",
        }
    }
}

/// What a job is about: the number of the overname that was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The number.
    pub overname: Uuid,
}

/// What somebody asks for their organisatie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vraag {
    /// The function that is to look after it.
    pub functie: String,
    /// What is right and what is not.
    pub toelichting: String,
    /// Why it is theirs, when it does not say that it is done there; often empty.
    pub reden: String,
}

impl Vraag {
    /// Judges it. Where the praktijk says that it is done by the organisatie (`speelt_daar`) no reason is
    /// needed.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(&self, speelt_daar: bool, bevestigd: bool) -> Result<Self, Fouten> {
        let mut fouten = Fouten::new();
        let functie = schrijven::een_regel(&self.functie);
        if functie.is_empty() {
            let melding = "Vul in welke functie voor de praktijk zorgt, zoals “beleidsmedewerker \
                           schulden”. Zo blijft er een eigenaar als iemand vertrekt.";
            fouten.meld("functie", "verplicht", melding);
        }
        keur_lengte("functie", &functie, FUNCTIE, &mut fouten);
        let toelichting = netjes(&mut fouten, "toelichting", &self.toelichting);
        if toelichting.is_empty() {
            let melding =
                "Schrijf op wat er klopt en wat niet. De redactie leest of u de praktijk kent.";
            fouten.meld("toelichting", "verplicht", melding);
        }
        let reden = netjes(&mut fouten, "reden", &self.reden);
        if reden.is_empty() && !speelt_daar {
            let melding = "Schrijf op waarom deze praktijk van uw organisatie is: op de pagina staat niet \
                           dat zij daar wordt gedaan.";
            fouten.meld("reden", "verplicht", melding);
        }
        if !bevestigd {
            let melding = "Vink aan dat u dit namens uw organisatie vraagt.";
            fouten.meld("namens", "verplicht", melding);
        }
        fouten.of(Self {
            functie,
            toelichting,
            reden,
        })
    }
}

/// Judges why the redactie decides something; it may be left out where nothing has to be explained.
pub fn keur_reden(tekst: &str, verplicht: bool, fouten: &mut Fouten) -> String {
    let reden = netjes(fouten, "reden", tekst);
    if reden.is_empty() && verplicht {
        let melding = "Schrijf op waarom. Wie het vroeg, moet het kunnen begrijpen.";
        fouten.meld("reden", "verplicht", melding);
    }
    reden
}

fn netjes(fouten: &mut Fouten, veld: &str, tekst: &str) -> String {
    let tekst = schrijven::netjes(tekst);
    keur_lengte(veld, &tekst, LENGTE, fouten);
    tekst
}

/// An overname as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overname {
    /// Its number.
    pub id: Uuid,
    /// The praktijk.
    pub stuk_id: Uuid,
    /// The organisatie that it would be of.
    pub organisatie_id: Uuid,
    /// Who asked.
    pub gebruiker_id: Uuid,
    /// What they asked.
    pub vraag: Vraag,
    /// How it stands.
    pub status: Status,
    /// When it was asked.
    pub op: DateTime<Utc>,
    /// When it was decided or taken back.
    pub besloten_op: Option<DateTime<Utc>>,
    /// Why it was decided so; often empty.
    pub besluit: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decided_stays_decided() {
        for status in Status::ALLE {
            for actie in Actie::ALLE {
                let verwacht = (*status == Status::Open).then_some(match actie {
                    Actie::Intrekken => Status::Ingetrokken,
                    Actie::Toekennen => Status::Toegekend,
                    Actie::Afwijzen => Status::Afgewezen,
                });
                assert_eq!(overgang(*status, *actie), verwacht, "{status} –{actie}→");
            }
        }
    }

    #[test]
    fn a_reason_is_asked_where_the_page_does_not_say_it() {
        let lang = "é".repeat(LENGTE + 1);
        let functie = "a".repeat(101);
        for (velden, speelt_daar, bevestigd, codes) in [
            (["beleid", "Klopt.", ""], true, true, &[][..]),
            (["beleid", "Klopt.", "Wij deden het."], false, true, &[]),
            (["beleid", "Klopt.", " "], false, true, &["reden verplicht"]),
            (["beleid", "Klopt.", ""], true, false, &["namens verplicht"]),
            (
                [" ", "\r\n", ""],
                false,
                false,
                &[
                    "functie verplicht",
                    "toelichting verplicht",
                    "reden verplicht",
                    "namens verplicht",
                ],
            ),
            (
                [&*functie, &*lang, &*lang],
                true,
                true,
                &["functie te-lang", "toelichting te-lang", "reden te-lang"],
            ),
        ] {
            let [functie, toelichting, reden] = velden.map(str::to_owned);
            let vraag = Vraag {
                functie,
                toelichting,
                reden,
            };
            let fouten = vraag.keur(speelt_daar, bevestigd).err().unwrap_or_default();
            let gezien: Vec<String> = fouten
                .iter()
                .map(|f| format!("{} {}", f.veld, f.code))
                .collect();
            assert_eq!(gezien, codes);
        }
    }

    #[test]
    fn who_refuses_says_why() {
        for (tekst, verplicht, klaar) in
            [("", true, false), ("", false, true), ("Nee.", true, true)]
        {
            let mut fouten = Fouten::new();
            keur_reden(tekst, verplicht, &mut fouten);
            assert_eq!(fouten.is_empty(), klaar, "{tekst:?} {verplicht}");
        }
    }
}
