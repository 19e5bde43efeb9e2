//! The second factor: a code that an app on somebody's phone makes out of a shared secret and the
//! time (RFC 6238), and codes on paper for when the phone is gone. Pure.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret, Totp, TotpError};

/// What the app shows above the code.
const UITGEVER: &str = "Dwarsverband";
/// So many codes on paper come with a second factor.
pub const HERSTELCODES: usize = 10;
/// The letters and digits of a code on paper: none that look alike (Crockford's base 32).
const TEKENS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters of a code on paper: 60 bits.
const LENGTE: usize = 12;

/// The secret that the app of one account shares with us.
#[derive(Clone)]
pub struct Geheim(Secret);

impl Geheim {
    /// A new one, of 160 random bits.
    pub fn nieuw() -> Self {
        Self(Secret::generate())
    }

    /// One in the form that apps ask for; none when it can't be one.
    pub fn lees(base32: &str) -> Option<Self> {
        Secret::try_from_base32(base32).ok().map(Self)
    }

    /// In the form that apps ask for.
    pub fn base32(&self) -> String {
        self.0.to_base32()
    }

    /// In groups of four, for who types it over.
    pub fn in_groepen(&self) -> String {
        let tekens: Vec<char> = self.base32().chars().collect();
        let groepen = tekens.chunks(4).map(|groep| groep.iter().collect());
        groepen.collect::<Vec<String>>().join(" ")
    }

    /// The address that an app reads from the picture, for an account with this mail address.
    ///
    /// # Errors
    /// The secret is too short, which one of ours is not.
    pub fn adres(&self, mail: &str) -> Result<String, TotpError> {
        // A colon would part the name of the account in two.
        self.totp(&mail.replace(':', ""))?.to_url()
    }

    /// The code of a moment.
    ///
    /// # Errors
    /// The secret is too short, which one of ours is not.
    pub fn code(&self, nu: DateTime<Utc>) -> Result<String, TotpError> {
        Ok(self.totp(UITGEVER)?.generate(seconden(nu)).to_string())
    }

    /// The step of time that a code belongs to; none when it is not right now, or when it was used:
    /// `laatste` is the step of the last code that was.
    ///
    /// # Errors
    /// The secret is too short, which one of ours is not.
    pub fn stap(
        &self,
        code: &str,
        nu: DateTime<Utc>,
        laatste: Option<i64>,
    ) -> Result<Option<i64>, TotpError> {
        let cijfers: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        if cijfers.len() != 6 || !cijfers.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let stap = self.totp(UITGEVER)?.check(&cijfers, seconden(nu));
        let stap = stap.and_then(|stap| i64::try_from(stap).ok());
        Ok(stap.filter(|stap| laatste.is_none_or(|laatste| *stap > laatste)))
    }

    fn totp(&self, account: &str) -> Result<Totp, TotpError> {
        Builder::new()
            .with_secret(self.0.clone())
            .with_issuer(Some(UITGEVER))
            .with_account_name(account)
            .build()
    }
}

/// Never in a log.
impl std::fmt::Debug for Geheim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Geheim")
    }
}

fn seconden(nu: DateTime<Utc>) -> u64 {
    u64::try_from(nu.timestamp()).unwrap_or_default()
}

/// A code on paper out of random bytes, in groups of four: `7k2m-pq4x-09ab`.
pub fn herstelcode(willekeurig: &[u8; LENGTE]) -> String {
    let teken = |byte: &u8| char::from(TEKENS[usize::from(byte % 32)]);
    let tekens: Vec<char> = willekeurig.iter().map(teken).collect();
    let groepen = tekens.chunks(4).map(|groep| groep.iter().collect());
    groepen.collect::<Vec<String>>().join("-")
}

/// A code on paper as somebody types it, in the form that is kept; none when it can't be one.
pub fn lees_herstelcode(tekst: &str) -> Option<String> {
    let tekens: Vec<u8> = tekst
        .chars()
        .filter(|c| c.is_alphanumeric())
        .filter_map(|c| match c.to_ascii_lowercase() {
            'o' => Some(b'0'),
            'i' | 'l' => Some(b'1'),
            c => u8::try_from(c).ok().filter(|b| TEKENS.contains(b)),
        })
        .collect();
    if tekens.len() != LENGTE {
        return None;
    }
    String::from_utf8(tekens).ok()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn op(seconde: i64) -> DateTime<Utc> {
        Utc.timestamp_opt(seconde, 0).single().expect("a moment")
    }

    /// The secret of the examples in RFC 6238, whose codes end in these six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let geheim = Geheim::lees("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").expect("a secret");
        for (seconde, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(geheim.code(op(seconde)).expect("a code"), code);
        }
    }

    #[test]
    fn a_code_works_once_and_not_long() {
        let geheim = Geheim::nieuw();
        let code = geheim.code(op(3_000)).expect("a code");
        let stap = |tekst: &str, nu, laatste| geheim.stap(tekst, op(nu), laatste).expect("a step");
        assert_eq!(stap(&code, 3_000, None), Some(100));
        let met_spatie = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(stap(&met_spatie, 3_000, Some(99)), Some(100));
        assert_eq!(stap(&code, 3_000, Some(100)), None, "it was used");
        assert_eq!(stap(&code, 3_000, Some(101)), None, "a later one was used");
        assert_eq!(stap(&code, 3_059, None), Some(100), "a clock may be late");
        assert_eq!(stap(&code, 3_090, None), None, "too late");
        for fout in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(stap(fout, 3_000, None), None, "{fout}");
        }
    }

    #[test]
    fn apps_get_an_address_with_the_account() {
        let geheim = Geheim::lees("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").expect("a secret");
        let adres = geheim.adres("els@gemeente.example").expect("an address");
        assert!(adres.starts_with("otpauth://totp/Dwarsverband:els%40gemeente.example?"));
        assert!(adres.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert!(adres.contains("issuer=Dwarsverband"));
        assert_eq!(
            geheim.in_groepen(),
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
        );
    }

    #[test]
    fn codes_on_paper_are_read_however_they_are_typed() {
        let code = herstelcode(&[7, 20, 2, 19, 21, 22, 4, 29, 0, 9, 10, 255]);
        assert_eq!(code, "7m2k-np4x-09az");
        for tekst in ["7m2k-np4x-09az", " 7M2K NP4X O9AZ ", "7m2knp4xo9az"] {
            assert_eq!(
                lees_herstelcode(tekst).as_deref(),
                Some("7m2knp4x09az"),
                "{tekst}"
            );
        }
        for fout in [
            "",
            "7m2k-np4x-09a",
            "7m2k-np4x-09azz",
            "7m2k-np4x-09aü",
            "287082",
        ] {
            assert_eq!(lees_herstelcode(fout), None, "{fout}");
        }
    }
}
