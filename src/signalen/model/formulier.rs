//! What somebody fills in to signal something.

use crate::{
    error::Fouten,
    persoonsgegevens::model::{Veld, keur},
    schrijven::model::{een_regel, keur_lengte, netjes},
};

/// The longest sentence that says what the problem is.
pub const MAX_TITEL: usize = 120;
/// The longest text.
pub const MAX_TEKST: usize = 4_000;
/// The longest answer to a short question.
pub const MAX_KORT: usize = 1_000;
/// How much of a text stands in a list.
const MAX_BEGIN: usize = 240;

/// The value of a yes.
pub const JA: &str = "ja";
/// The value of a no.
pub const NEE: &str = "nee";

/// A signaal as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formulier {
    /// The problem in one sentence.
    pub titel: String,
    /// What happens.
    pub tekst: String,
    /// Whom it concerns.
    pub voor_wie: String,
    /// The law or rule that is in the way.
    pub regel: String,
    /// What was tried already.
    pub geprobeerd: String,
    /// The gemeenten that it plays in: names or codes, one a line.
    pub gemeenten: String,
    /// The slug or code of the organisatie that they speak for; empty for themselves.
    pub namens: String,
    /// The slug of a thema; empty when they don't know.
    pub thema: String,
    /// Whether only the dwarskijker may read it: [`JA`] or [`NEE`].
    pub vertrouwelijk: String,
}

/// What of a form needs no table to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gekeurd {
    /// The problem in one sentence.
    pub titel: String,
    /// What happens.
    pub tekst: String,
    /// Whom it concerns.
    pub voor_wie: String,
    /// The law or rule that is in the way; often empty.
    pub regel: String,
    /// What was tried already.
    pub geprobeerd: String,
    /// Whether only the dwarskijker may read it.
    pub vertrouwelijk: bool,
}

impl Formulier {
    /// Whether it is meant for the dwarskijker alone.
    pub fn is_vertrouwelijk(&self) -> bool {
        self.vertrouwelijk == JA
    }

    /// Judges what needs no table. `akkoord` is whether its writer looked at what seems personal data.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(&self, akkoord: bool) -> Result<Gekeurd, Fouten> {
        let mut fouten = Fouten::new();
        let gekeurd = Gekeurd {
            titel: een_regel(&self.titel),
            tekst: netjes(&self.tekst),
            voor_wie: netjes(&self.voor_wie),
            regel: netjes(&self.regel),
            geprobeerd: netjes(&self.geprobeerd),
            vertrouwelijk: self.is_vertrouwelijk(),
        };
        for (veld, tekst, hoogstens, als_leeg) in [
            (
                "titel",
                &gekeurd.titel,
                MAX_TITEL,
                "Zeg in één zin wat er vastloopt. Zonder die zin kan niemand zoeken of het al speelt.",
            ),
            (
                "tekst",
                &gekeurd.tekst,
                MAX_TEKST,
                "Vertel wat er gebeurt: wat moet er kunnen, en wat houdt dat tegen?",
            ),
            (
                "voor-wie",
                &gekeurd.voor_wie,
                MAX_KORT,
                "Schrijf op wie er last van heeft, zoals “jongeren die uit een instelling komen”.",
            ),
            ("regel", &gekeurd.regel, MAX_KORT, ""),
            (
                "geprobeerd",
                &gekeurd.geprobeerd,
                MAX_KORT,
                "Schrijf op wat al is geprobeerd. “Nog niets” is ook een goed antwoord.",
            ),
        ] {
            if tekst.is_empty() && !als_leeg.is_empty() {
                fouten.meld(veld, "verplicht", als_leeg);
            }
            keur_lengte(veld, tekst, hoogstens, &mut fouten);
        }
        if ![JA, NEE].contains(&self.vertrouwelijk.as_str()) {
            let melding = "Kies wie uw signaal mag lezen.";
            fouten.meld("vertrouwelijk", "verplicht", melding);
        }
        keur(&self.velden(), akkoord, &mut fouten);
        fouten.of(gekeurd)
    }

    /// The fields with free text.
    fn velden(&self) -> [Veld<'_>; 5] {
        let veld = |naam, label, tekst| Veld { naam, label, tekst };
        [
            veld("titel", "Het probleem in één zin", self.titel.as_str()),
            veld("tekst", "Wat gebeurt er?", self.tekst.as_str()),
            veld("voor-wie", "Voor wie?", self.voor_wie.as_str()),
            veld("regel", "Welke wet of regel?", self.regel.as_str()),
            veld(
                "geprobeerd",
                "Wat is al geprobeerd?",
                self.geprobeerd.as_str(),
            ),
        ]
    }
}

/// The first words of a text, for a list.
pub fn begin(tekst: &str) -> String {
    let regel = een_regel(tekst);
    if regel.chars().count() <= MAX_BEGIN {
        return regel;
    }
    let eerste: String = regel.chars().take(MAX_BEGIN).collect();
    let heel = eerste
        .rsplit_once(' ')
        .map_or(eerste.as_str(), |paar| paar.0);
    format!("{heel}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goed() -> Formulier {
        Formulier {
            titel: "  Wie uit detentie komt,\n wacht weken ".into(),
            tekst: "De aanvraag\r\nkan pas daarna.".into(),
            voor_wie: "Mensen die vrijkomen.".into(),
            geprobeerd: "Nog niets".into(),
            vertrouwelijk: NEE.into(),
            ..Formulier::default()
        }
    }

    fn codes(formulier: &Formulier, akkoord: bool) -> Vec<String> {
        let fouten = formulier.keur(akkoord).err().unwrap_or_default();
        let code = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
        fouten.iter().map(code).collect()
    }

    #[test]
    fn what_is_right_is_made_tidy() {
        let gekeurd = goed().keur(false).expect("it is right");
        assert_eq!(gekeurd.titel, "Wie uit detentie komt, wacht weken");
        assert_eq!(gekeurd.tekst, "De aanvraag\nkan pas daarna.");
        assert!(!gekeurd.vertrouwelijk);
        let vertrouwelijk = Formulier {
            vertrouwelijk: JA.into(),
            ..goed()
        };
        assert!(
            vertrouwelijk
                .keur(false)
                .expect("it is right")
                .vertrouwelijk
        );
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        assert_eq!(
            codes(&Formulier::default(), false),
            [
                "titel verplicht",
                "tekst verplicht",
                "voor-wie verplicht",
                "geprobeerd verplicht",
                "vertrouwelijk verplicht",
            ]
        );
        let lang = "é".repeat(MAX_TEKST + 1);
        let lang = Formulier {
            titel: lang.clone(),
            tekst: lang.clone(),
            voor_wie: lang.clone(),
            regel: lang.clone(),
            geprobeerd: lang,
            vertrouwelijk: "misschien".into(),
            ..Formulier::default()
        };
        assert_eq!(
            codes(&lang, false),
            [
                "titel te-lang",
                "tekst te-lang",
                "voor-wie te-lang",
                "regel te-lang",
                "geprobeerd te-lang",
                "vertrouwelijk verplicht",
            ]
        );
    }

    #[test]
    fn personal_data_is_asked_about_in_every_field() {
        let bel = "Bel 06-12345678.".to_owned();
        let formulier = Formulier {
            titel: bel.clone(),
            tekst: bel.clone(),
            voor_wie: bel.clone(),
            regel: bel.clone(),
            geprobeerd: bel,
            ..goed()
        };
        let verwacht: Vec<String> = ["titel", "tekst", "voor-wie", "regel", "geprobeerd"]
            .map(|veld| format!("{veld} persoonsgegevens"))
            .to_vec();
        assert_eq!(codes(&formulier, false), verwacht);
        assert_eq!(codes(&formulier, true), [""; 0], "its writer has looked");
    }

    #[test]
    fn a_list_shows_the_first_words() {
        assert_eq!(begin(" Kort\n en goed. "), "Kort en goed.");
        let lang = "woord ".repeat(100);
        let kort = begin(&lang);
        assert!(kort.ends_with("woord…") && kort.chars().count() <= MAX_BEGIN + 1);
        assert_eq!(begin(&"x".repeat(300)).chars().count(), MAX_BEGIN + 1);
    }
}
