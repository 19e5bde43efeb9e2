//! Toegangslinken, and what is said by them. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    bestanden::naam::is_vreemd,
    error::Fouten,
    gebruikers::model::Mailadres,
    schrijven::model::{self as schrijven, keur_lengte},
    stukken::model::Sectie,
    waarden::{opsomming, waarden},
};

/// The kind of the jobs that mail about a fact check.
pub const SOORT: &str = "feitencheck-mail";
/// How long a toegangslink opens (design section 4).
pub const DUUR: TimeDelta = TimeDelta::days(14);
/// Links to one stuk that may be open together.
pub const OPEN_PER_STUK: usize = 10;
/// Invitations that one account can send in [`PERIODE`]: the platform writes to whatever address.
pub const HOOGSTENS: usize = 20;
/// See [`HOOGSTENS`].
pub const PERIODE: TimeDelta = TimeDelta::days(1);
/// How often a link can be opened in [`OPENEN_PERIODE`]: each time is a row in the geschiedenis.
pub const OPENEN_HOOGSTENS: usize = 10;
/// See [`OPENEN_HOOGSTENS`].
pub const OPENEN_PERIODE: TimeDelta = TimeDelta::hours(1);
/// How often somebody can react with one link.
pub const REACTIES: usize = 20;
/// The most characters of one remark.
pub const LENGTE: usize = 2_000;
/// The longest name.
const NAAM: usize = 200;

/// What a job is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "kebab-case")]
pub enum Lading {
    /// Somebody is invited.
    Uitnodiging {
        /// The number of the link.
        link: Uuid,
    },
    /// Somebody reacted.
    Reactie {
        /// The stuk.
        stuk: Uuid,
        /// Who is told.
        account: Uuid,
    },
}

waarden! {
    /// Whether what is written is right.
    Oordeel {
        Klopt = "klopt", "Klopt";
        KloptNiet = "klopt-niet-helemaal", "Klopt niet helemaal";
    }
}

/// A toegangslink: one named person, one stuk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its number, as in the key `link:ID`.
    pub id: Uuid,
    /// The one stuk.
    pub stuk_id: Uuid,
    /// Who invited them.
    pub door: Uuid,
    /// The name of the one person.
    pub naam: String,
    /// Where the link was sent.
    pub mail: Mailadres,
    /// When they were invited.
    pub gemaakt: DateTime<Utc>,
    /// When it ends by itself.
    pub verloopt: DateTime<Utc>,
    /// When somebody revoked it.
    pub ingetrokken: Option<DateTime<Utc>>,
    /// When it was last opened.
    pub geopend: Option<DateTime<Utc>>,
}

/// Whether a link opens something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It opens.
    Open,
    /// Somebody revoked it.
    Ingetrokken,
    /// Its time is over.
    Verlopen,
    /// The stuk is no draft any more.
    Voorbij,
}

impl Link {
    /// How it stands now; `gedeeld` is whether the stuk still carries its key.
    pub fn stand(&self, nu: DateTime<Utc>, gedeeld: bool) -> Stand {
        if self.ingetrokken.is_some() {
            Stand::Ingetrokken
        } else if nu >= self.verloopt {
            Stand::Verlopen
        } else if gedeeld {
            Stand::Open
        } else {
            Stand::Voorbij
        }
    }
}

/// Who is invited, as a form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uitnodiging {
    /// The name of the person.
    pub naam: String,
    /// Their address.
    pub mail: String,
}

impl Uitnodiging {
    /// Judges it.
    ///
    /// # Errors
    /// Every field that can't be used.
    pub fn keur(&self) -> Result<(String, Mailadres), Fouten> {
        let mut fouten = Fouten::new();
        let naam = schrijven::een_regel(&self.naam);
        if naam.is_empty() {
            fouten.meld("naam", "verplicht", "Vul de naam in van wie u uitnodigt.");
        } else if naam.chars().count() > NAAM || naam.contains(is_vreemd) {
            let melding = format!("Vul een naam in van hoogstens {NAAM} gewone letters.");
            fouten.meld("naam", "ongeldig", melding);
        }
        let Ok(mail) = self.mail.parse::<Mailadres>() else {
            let melding = "Vul een e-mailadres in, zoals naam@organisatie.example.";
            fouten.meld("mail", "ongeldig", melding);
            return Err(fouten);
        };
        fouten.of((naam, mail))
    }
}

/// What somebody says of a stuk, as a form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// A value of [`Oordeel`]; empty when nothing was chosen.
    pub oordeel: String,
    /// What is not right, or anything else.
    pub toelichting: String,
    /// What is said of each part: its field in the form, its heading and the words.
    pub opmerkingen: Vec<(String, Sectie)>,
}

/// What somebody says of a stuk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitspraak {
    /// Whether it is right.
    pub oordeel: Oordeel,
    /// What is not right, or anything else; often empty.
    pub toelichting: String,
    /// What is said of its parts, each under the heading of the part.
    pub opmerkingen: Vec<Sectie>,
}

impl Ingevuld {
    /// Judges it.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(&self) -> Result<Uitspraak, Fouten> {
        let mut fouten = Fouten::new();
        let oordeel = self.oordeel.parse::<Oordeel>().ok();
        if oordeel.is_none() {
            let keuzes = Oordeel::ALLE.iter().map(|o| o.label());
            let melding = format!("Kies: {}.", opsomming(keuzes));
            fouten.meld("oordeel", "verplicht", melding);
        }
        let toelichting = netjes(&mut fouten, "toelichting", &self.toelichting);
        let mut opmerkingen = Vec::new();
        for (veld, opmerking) in &self.opmerkingen {
            let tekst = netjes(&mut fouten, veld, &opmerking.tekst);
            if !tekst.is_empty() {
                let naam = opmerking.naam.clone();
                opmerkingen.push(Sectie { naam, tekst });
            }
        }
        if oordeel == Some(Oordeel::KloptNiet) && toelichting.is_empty() && opmerkingen.is_empty() {
            let melding = "Schrijf op wat er niet klopt: hier, of bij het onderdeel zelf.";
            fouten.meld("toelichting", "verplicht", melding);
        }
        match oordeel {
            Some(oordeel) => fouten.of(Uitspraak {
                oordeel,
                toelichting,
                opmerkingen,
            }),
            None => Err(fouten),
        }
    }
}

fn netjes(fouten: &mut Fouten, veld: &str, tekst: &str) -> String {
    let tekst = schrijven::netjes(tekst);
    keur_lengte(veld, &tekst, LENGTE, fouten);
    tekst
}

/// What somebody said of a stuk, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reactie {
    /// Its number.
    pub id: Uuid,
    /// The link by which it was said.
    pub link_id: Uuid,
    /// The version of the stuk that it is about.
    pub versie: i64,
    /// What was said.
    pub wat: Uitspraak,
    /// When.
    pub op: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link {
        let gemaakt: DateTime<Utc> = "2026-11-27T08:00:00Z".parse().expect("a moment");
        Link {
            id: Uuid::from_u128(1),
            stuk_id: Uuid::from_u128(2),
            door: Uuid::from_u128(3),
            naam: "Noor Voorbeeld".into(),
            mail: "noor@wijkteam.example".parse().expect("an address"),
            gemaakt,
            verloopt: gemaakt + DUUR,
            ingetrokken: None,
            geopend: None,
        }
    }

    #[test]
    fn a_link_opens_for_a_fortnight_unless_somebody_ends_it() {
        let open = link();
        let begin = open.gemaakt;
        let weg = Link {
            ingetrokken: Some(begin + TimeDelta::days(1)),
            ..open.clone()
        };
        let bijna = DUUR - TimeDelta::seconds(1);
        for (link, na, gedeeld, stand) in [
            (&open, TimeDelta::zero(), true, Stand::Open),
            (&open, bijna, true, Stand::Open),
            (&open, bijna, false, Stand::Voorbij),
            (&open, DUUR, true, Stand::Verlopen),
            (&open, DUUR, false, Stand::Verlopen),
            (&weg, TimeDelta::days(2), true, Stand::Ingetrokken),
            (&weg, TimeDelta::days(2), false, Stand::Ingetrokken),
            (&weg, DUUR, false, Stand::Ingetrokken),
        ] {
            assert_eq!(link.stand(begin + na, gedeeld), stand, "{na} {gedeeld}");
        }
    }

    #[test]
    fn who_is_invited_has_a_name_and_an_address() {
        let lang = "a".repeat(201);
        for (naam, mail, fout) in [
            (" Noor  Voorbeeld ", "Noor@Wijkteam.example", &[][..]),
            ("", "noor@wijkteam.example", &["naam"]),
            (" ", "noor", &["naam", "mail"]),
            ("Noor\u{202e}", "noor@wijkteam.example", &["naam"]),
            (&*lang, "", &["naam", "mail"]),
        ] {
            let wie = Uitnodiging {
                naam: naam.into(),
                mail: mail.into(),
            };
            match wie.keur() {
                Ok((naam, mail)) => {
                    assert_eq!(fout, [] as [&str; 0]);
                    assert_eq!(naam, "Noor Voorbeeld");
                    assert_eq!(mail.als_tekst(), "noor@wijkteam.example");
                }
                Err(fouten) => {
                    let velden: Vec<&str> = fouten.iter().map(|f| f.veld.as_str()).collect();
                    assert_eq!(velden, fout, "{naam:?} {mail:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_right_is_said_somewhere() {
        let lang = "é".repeat(LENGTE + 1);
        for (oordeel, toelichting, opmerking, codes) in [
            ("klopt", "", "", &[][..]),
            ("klopt", "Mooi.", "Was 2025.", &[]),
            ("klopt-niet-helemaal", "Het zijn er drie.", "", &[]),
            ("klopt-niet-helemaal", "", "Was 2025.", &[]),
            (
                "klopt-niet-helemaal",
                " ",
                "\r\n",
                &["toelichting verplicht"],
            ),
            ("", "", "", &["oordeel verplicht"]),
            ("misschien", "x", "", &["oordeel verplicht"]),
            (
                "klopt",
                &*lang,
                &*lang,
                &["toelichting te-lang", "opmerking-aanpak te-lang"],
            ),
        ] {
            let sectie = Sectie {
                naam: "Aanpak".into(),
                tekst: opmerking.into(),
            };
            let ingevuld = Ingevuld {
                oordeel: oordeel.into(),
                toelichting: toelichting.into(),
                opmerkingen: vec![("opmerking-aanpak".into(), sectie)],
            };
            let fouten = ingevuld.keur().err().unwrap_or_default();
            let gezien: Vec<String> = fouten
                .iter()
                .map(|f| format!("{} {}", f.veld, f.code))
                .collect();
            assert_eq!(gezien, codes, "{oordeel} {toelichting:.20}");
        }
    }

    #[test]
    fn what_a_job_is_about_has_numbers_only() {
        let id = Uuid::from_u128(1);
        let json = serde_json::to_string(&Lading::Uitnodiging { link: id }).expect("JSON");
        assert_eq!(
            json,
            "{\"wat\":\"uitnodiging\",\"link\":\"00000000-0000-0000-0000-000000000001\"}"
        );
    }
}
