//! Codes that nobody can guess: who holds one is let in.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::sessies::willekeurig;
use crate::{error::Result, hash::hash_tekst};

/// 256 random bits, in signs that fit in an address. The tables have its hash: who reads those can't
/// get in with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new one.
    ///
    /// # Errors
    /// The machine has no random numbers.
    pub fn nieuw() -> Result<Self> {
        Ok(Self(URL_SAFE_NO_PAD.encode(willekeurig::<32>()?)))
    }

    /// The code that a browser sends; none when it can't be one.
    pub fn lees(tekst: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(tekst).ok()?;
        (bytes.len() == 32).then(|| Self(tekst.to_owned()))
    }

    /// The code itself, for who it is for.
    pub fn geheim(&self) -> &str {
        &self.0
    }

    /// What the tables keep.
    pub fn hash(&self) -> String {
        hash_tekst(&self.0)
    }
}

/// Never in a log.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code")
    }
}
