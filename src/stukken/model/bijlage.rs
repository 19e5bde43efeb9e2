//! A file that belongs to a stuk. Pure.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    bestanden::{Bestandssoort, naam},
    error::Fouten,
    waarden::waarden,
};

/// The longest title, in characters.
pub const LANGSTE_TITEL: usize = 150;
/// The longest description, in characters.
pub const LANGSTE_OMSCHRIJVING: usize = 1_000;

waarden! {
    /// Whether a scanner looked at a file.
    Gescand {
        Schoon = "schoon", "Gescand op virussen";
        NietGescand = "niet-gescand", "Niet gescand op virussen";
    }
}

waarden! {
    /// Who may read a bijlage.
    Lezers {
        Stuk = "stuk", "Iedereen die het stuk mag lezen";
        Overheid = "overheid", "Alleen wie bij een overheid of de VNG werkt";
        Redactie = "redactie", "Alleen de redactie";
    }
}

impl Lezers {
    /// The keys of its own that a bijlage gets; none when it follows its stuk.
    pub fn sleutels(self) -> Vec<Sleutel> {
        match self {
            Self::Stuk => vec![],
            Self::Overheid => vec![Sleutel::Overheid],
            Self::Redactie => vec![Sleutel::Redactie],
        }
    }

    /// Whether these are no others than who reads a stuk with the given keys.
    pub fn past_bij(self, sleutels: &[Sleutel]) -> bool {
        let open = sleutels.contains(&Sleutel::Openbaar);
        self.sleutels()
            .iter()
            .all(|eigen| open || sleutels.contains(eigen))
    }
}

/// A file that belongs to a stuk, for who may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bijlage {
    /// Its number, also of the file.
    pub id: Uuid,
    /// The stuk.
    pub stuk_id: Uuid,
    /// What it is called on pages.
    pub titel: String,
    /// More about it; often empty.
    pub omschrijving: String,
    /// What it is called when somebody keeps it.
    pub bestandsnaam: String,
    /// What it is.
    pub soort: Bestandssoort,
    /// How large it is, in bytes.
    pub grootte: u64,
    /// Its hash.
    pub sha256: String,
    /// Whether a scanner looked at it.
    pub scan: Gescand,
    /// When it came.
    pub op: DateTime<Utc>,
}

impl Bijlage {
    /// Where it is fetched, from the root of the site.
    pub fn pad(&self) -> String {
        format!(
            "/bijlagen/{}/{}",
            self.id,
            naam::in_adres(&self.bestandsnaam)
        )
    }
}

/// The words of a bijlage, as somebody fills them in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Woorden {
    /// What it is called on pages.
    pub titel: String,
    /// More about it.
    pub omschrijving: String,
}

impl Woorden {
    /// The same without what has no place in a text, and what is wrong with it.
    #[must_use]
    pub fn keur(&self, fouten: &mut Fouten) -> Self {
        let schoon = |tekst: &str| {
            let gewoon: String = tekst
                .chars()
                .map(|c| if c == '\n' { ' ' } else { c })
                .filter(|c| !naam::is_vreemd(*c))
                .collect();
            let woorden: Vec<&str> = gewoon.split_whitespace().collect();
            woorden.join(" ")
        };
        let woorden = Self {
            titel: schoon(&self.titel),
            omschrijving: schoon(&self.omschrijving),
        };
        if woorden.titel.is_empty() {
            let melding = "Vul in hoe de bijlage heet, zoals “Verslag van de evaluatie”.";
            fouten.meld("titel", "verplicht", melding);
        }
        for (veld, tekst, langste) in [
            ("titel", &woorden.titel, LANGSTE_TITEL),
            ("omschrijving", &woorden.omschrijving, LANGSTE_OMSCHRIJVING),
        ] {
            if tekst.chars().count() > langste {
                let melding = format!("Maak dit korter: hoogstens {langste} tekens.");
                fouten.meld(veld, "te-lang", melding);
            }
        }
        woorden
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_never_more_than_those_of_the_stuk() {
        use Sleutel::{Openbaar, Overheid, Redactie};
        let persoon = Sleutel::Persoon(Uuid::from_u128(1));
        for (sleutels, stuk, overheid, redactie) in [
            (vec![Openbaar], true, true, true),
            (vec![Overheid], true, true, false),
            (vec![persoon.clone(), Redactie], true, false, true),
            (vec![persoon], true, false, false),
            (vec![], true, false, false),
        ] {
            for (lezers, verwacht) in [
                (Lezers::Stuk, stuk),
                (Lezers::Overheid, overheid),
                (Lezers::Redactie, redactie),
            ] {
                assert_eq!(
                    lezers.past_bij(&sleutels),
                    verwacht,
                    "{lezers}: {sleutels:?}"
                );
            }
        }
    }

    #[test]
    fn words_are_tidied_and_judged_all_at_once() {
        let mut fouten = Fouten::new();
        let woorden = Woorden {
            titel: " Verslag\r\n van\0  2026\u{202e} ".into(),
            omschrijving: String::new(),
        };
        let schoon = woorden.keur(&mut fouten);
        assert_eq!(schoon.titel, "Verslag van 2026");
        assert!(fouten.is_empty());
        let woorden = Woorden {
            titel: "\u{200b}\n".into(),
            omschrijving: "x".repeat(LANGSTE_OMSCHRIJVING + 1),
        };
        let _ = woorden.keur(&mut fouten);
        let velden: Vec<_> = fouten.iter().map(|f| (f.veld.as_str(), f.code)).collect();
        assert_eq!(
            velden,
            [("titel", "verplicht"), ("omschrijving", "te-lang")]
        );
    }
}
