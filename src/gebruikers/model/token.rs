//! Tokens with which a program uses the API: how one looks, how long it lives, what it is for. Pure.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::sessie::OPSCHRIJVEN;
use crate::{hash::hash_tekst, waarden::waarden};

/// What every token begins with, so that programs that look for secrets know one.
pub const VOORVOEGSEL: &str = "dwv_";
/// The signs of the random part: 256 bits in base64url.
const TOEVAL: usize = 43;
/// The signs of the check behind it.
const CONTROLE: usize = 8;
/// Tokens of an account that work at the same time.
pub const HOOGSTENS: usize = 10;
/// The longest name.
pub const NAAM: usize = 100;
/// So long before the end its owner is told.
pub const WAARSCHUWEN: TimeDelta = TimeDelta::days(7);

waarden! {
    /// What a token may be used for.
    Scope {
        Lezen = "lezen", "Lezen wat u zelf mag lezen";
        LezenOpenbaar = "lezen-openbaar", "Alleen lezen wat openbaar is";
        Schrijven = "schrijven", "Lezen en schrijven zoals u dat zelf kunt";
    }
}

impl Scope {
    /// Whether it reads what its owner may read. What writes also reads.
    pub const fn leest_eigen(self) -> bool {
        matches!(self, Self::Lezen | Self::Schrijven)
    }

    /// The scopes in a column.
    pub fn als_kolom(scopes: &[Self]) -> String {
        let waarden: Vec<&str> = scopes.iter().map(|scope| scope.waarde()).collect();
        waarden.join(" ")
    }

    /// The scopes out of a column; none when one of them is unknown.
    pub fn uit_kolom(kolom: &str) -> Option<Vec<Self>> {
        let scopes = kolom.split(' ').filter(|scope| !scope.is_empty());
        scopes.map(|scope| scope.parse().ok()).collect()
    }
}

waarden! {
    /// How long a token can live.
    Looptijd {
        Maand = "30", "30 dagen";
        Kwartaal = "90", "90 dagen";
        Jaar = "365", "365 dagen";
    }
}

impl Looptijd {
    /// The same, to count with.
    pub const fn duur(self) -> TimeDelta {
        TimeDelta::days(match self {
            Self::Maand => 30,
            Self::Kwartaal => 90,
            Self::Jaar => 365,
        })
    }
}

/// A token itself: `dwv_`, 256 random bits in base64url, and a check of eight signs: the first of the
/// SHA-256, in hexadecimal, of what stands before it. Only its owner has it; the tables have its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token of these random bits.
    pub fn van(toeval: &[u8; 32]) -> Self {
        let kop = format!("{VOORVOEGSEL}{}", URL_SAFE_NO_PAD.encode(toeval));
        let controle = controle(&kop);
        Self(kop + &controle)
    }

    /// The token itself, for who it is for.
    pub fn geheim(&self) -> &str {
        &self.0
    }

    /// What the tables keep.
    pub fn hash(&self) -> String {
        hash_tekst(&self.0)
    }
}

impl FromStr for Token {
    type Err = ();

    fn from_str(tekst: &str) -> Result<Self, ()> {
        let lang = VOORVOEGSEL.len() + TOEVAL + CONTROLE;
        if tekst.len() != lang || !tekst.is_ascii() || !tekst.starts_with(VOORVOEGSEL) {
            return Err(());
        }
        let (kop, einde) = tekst.split_at(lang - CONTROLE);
        if controle(kop) == einde {
            Ok(Self(tekst.to_owned()))
        } else {
            Err(())
        }
    }
}

/// Never in a log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

fn controle(kop: &str) -> String {
    let mut hash = hash_tekst(kop);
    hash.truncate(CONTROLE);
    hash
}

/// What is known of a token, without the token itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apitoken {
    /// Its number.
    pub id: Uuid,
    /// Whose it is.
    pub gebruiker_id: Uuid,
    /// What its owner calls it.
    pub naam: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub gemaakt: DateTime<Utc>,
    /// From when it no longer works.
    pub verloopt: DateTime<Utc>,
    /// The last request that was written down.
    pub gebruikt: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub ingetrokken: Option<DateTime<Utc>>,
}

impl Apitoken {
    /// Whether it works now.
    pub fn werkt(&self, nu: DateTime<Utc>) -> bool {
        self.ingetrokken.is_none() && nu < self.verloopt
    }

    /// Whether this request has to be written down.
    pub fn opschrijven(&self, nu: DateTime<Utc>) -> bool {
        self.gebruikt.is_none_or(|op| nu - op >= OPSCHRIJVEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As documented, so that others can look for it.
    const VOORBEELD: &str = "dwv_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn a_token_is_known_by_its_beginning_and_its_check() {
        let token = Token::van(&[0; 32]);
        let goed = token.geheim();
        let controle = hash_tekst(VOORBEELD);
        assert_eq!(goed, format!("{VOORBEELD}{}", &controle[..8]));
        assert_eq!(goed.parse(), Ok(token.clone()));
        assert_eq!(token.hash(), hash_tekst(goed));
        let ander = goed.replacen('A', "B", 1);
        let te_lang = format!("{goed}0");
        for fout in [
            "",
            "dwv_",
            &goed[4..],
            &goed[..goed.len() - 1],
            &te_lang,
            &ander,
            &goed.to_uppercase(),
            &goed.replacen('A', "é", 1),
            VOORBEELD,
        ] {
            assert_eq!(fout.parse::<Token>(), Err(()), "{fout}");
        }
    }

    #[test]
    fn a_token_is_in_no_log() {
        assert_eq!(format!("{:?}", Token::van(&[7; 32])), "Token");
    }

    #[test]
    fn a_token_works_until_it_ends() {
        let begin: DateTime<Utc> = "2026-11-27T08:00:00Z".parse().unwrap();
        for looptijd in Looptijd::ALLE {
            assert!(looptijd.duur() <= TimeDelta::days(365));
            assert_eq!(
                looptijd.waarde(),
                looptijd.duur().num_days().to_string(),
                "the words say how long"
            );
            let token = Apitoken {
                id: Uuid::nil(),
                gebruiker_id: Uuid::nil(),
                naam: String::new(),
                scopes: vec![Scope::Lezen],
                gemaakt: begin,
                verloopt: begin + looptijd.duur(),
                gebruikt: None,
                ingetrokken: None,
            };
            assert!(token.werkt(token.verloopt - TimeDelta::seconds(1)));
            assert!(!token.werkt(token.verloopt));
            assert!(token.opschrijven(begin), "it was never used");
            let weg = Apitoken {
                ingetrokken: Some(begin),
                gebruikt: Some(begin),
                ..token
            };
            assert!(!weg.werkt(begin));
            assert!(!weg.opschrijven(begin) && weg.opschrijven(begin + OPSCHRIJVEN));
        }
    }

    #[test]
    fn scopes_survive_the_table() {
        for scopes in [&[][..], &[Scope::Lezen], Scope::ALLE] {
            let kolom = Scope::als_kolom(scopes);
            assert_eq!(Scope::uit_kolom(&kolom).as_deref(), Some(scopes));
        }
        assert_eq!(Scope::uit_kolom("lezen alles"), None);
    }
}
