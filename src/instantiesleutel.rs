//! The key of this platform: what is secret in the tables is encrypted with it, and it is not in
//! the database, so that a copy of the database alone tells no secrets.

use std::{fmt, io::Write as _, path::Path, sync::Arc};

use anyhow::{Context as _, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, Salt},
    hmac::{self, HMAC_SHA256},
    rand::{SecureRandom as _, SystemRandom},
};

/// The file in the data folder.
const BESTAND: &str = "sleutel";
/// Bytes of the key.
const LENGTE: usize = 32;

/// The key. Cheap to clone.
#[derive(Clone)]
pub struct Instantiesleutel {
    sleutel: Arc<LessSafeKey>,
    afdruk: hmac::Key,
    toeval: SystemRandom,
}

impl Instantiesleutel {
    /// The key that the settings give, or that of the data folder, where one is made at the first
    /// start. Nodes that share a database share a key, so there it comes from the settings.
    ///
    /// # Errors
    /// The key is not 32 bytes in base64, or the file can't be read or made.
    pub fn open(instelling: Option<&str>, data: &Path) -> anyhow::Result<Self> {
        let tekst = match instelling {
            Some(tekst) => tekst.to_owned(),
            None => uit_bestand(&data.join(BESTAND))?,
        };
        let bytes = STANDARD_NO_PAD.decode(tekst.trim().trim_end_matches('='));
        let Some(bytes) = bytes.ok().filter(|bytes| bytes.len() == LENGTE) else {
            bail!(
                "de sleutel van het platform is onbruikbaar: het moeten {LENGTE} bytes zijn, als base64"
            );
        };
        // A key of its own for each use.
        let bron = Salt::new(HKDF_SHA256, &[]).extract(&bytes);
        let versleutelen = bron.expand(&[b"versleutelen"], &AES_256_GCM);
        let afdruk = bron.expand(&[b"afdruk"], HMAC_SHA256);
        let (Ok(versleutelen), Ok(afdruk)) = (versleutelen, afdruk) else {
            bail!("van de sleutel van het platform zijn geen sleutels te maken");
        };
        Ok(Self {
            sleutel: Arc::new(LessSafeKey::new(UnboundKey::from(versleutelen))),
            afdruk: hmac::Key::from(afdruk),
            toeval: SystemRandom::new(),
        })
    }

    /// What is kept of a code that is too short for a plain hash: without the key nobody can try
    /// all codes on it.
    pub fn afdruk(&self, plek: &str, code: &str) -> String {
        let bytes = hmac::sign(&self.afdruk, format!("{plek}\0{code}").as_bytes());
        STANDARD_NO_PAD.encode(bytes)
    }

    /// Encrypts a text that belongs to one place (`plek`, such as a column and the number of its
    /// row): moved to another place it can't be read.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn versleutel(&self, plek: &str, tekst: &str) -> anyhow::Result<String> {
        let mut nonce = [0; NONCE_LEN];
        self.toeval
            .fill(&mut nonce)
            .ok()
            .context("random numbers")?;
        let mut bytes = tekst.as_bytes().to_vec();
        let aad = Aad::from(plek.as_bytes());
        self.sleutel
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut bytes)
            .ok()
            .context("encrypt")?;
        Ok(STANDARD_NO_PAD.encode([&nonce[..], &bytes].concat()))
    }

    /// The text that was encrypted for a place.
    ///
    /// # Errors
    /// It was encrypted with another key or for another place, or was changed since.
    pub fn ontsleutel(&self, plek: &str, versleuteld: &str) -> anyhow::Result<String> {
        let bytes = STANDARD_NO_PAD.decode(versleuteld).context("no base64")?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_LEN).context("too short")?;
        let nonce = Nonce::try_assume_unique_for_key(nonce)
            .ok()
            .context("no nonce")?;
        let mut rest = rest.to_vec();
        let open = self
            .sleutel
            .open_in_place(nonce, Aad::from(plek.as_bytes()), &mut rest)
            .ok()
            .with_context(|| {
                format!("{plek} is encrypted with another key than that of this platform")
            })?;
        Ok(String::from_utf8(open.to_vec())?)
    }
}

/// Never in a log.
impl fmt::Debug for Instantiesleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Instantiesleutel")
    }
}

/// The key in the file; a new one when there is no file. Processes that start together agree: the
/// first one that gets its file in place has it.
fn uit_bestand(bestand: &Path) -> anyhow::Result<String> {
    let waar = || format!("de sleutel in {}", bestand.display());
    if let Ok(tekst) = std::fs::read_to_string(bestand) {
        return Ok(tekst);
    }
    let mut bytes = [0; LENGTE];
    SystemRandom::new()
        .fill(&mut bytes)
        .ok()
        .context("random numbers")?;
    let map = bestand.parent().unwrap_or(Path::new("."));
    // Only its owner reads a temporary file, and the finished one keeps that.
    let mut nieuw = tempfile::NamedTempFile::new_in(map).with_context(waar)?;
    nieuw
        .write_all(STANDARD_NO_PAD.encode(bytes).as_bytes())
        .with_context(waar)?;
    nieuw.as_file().sync_all().with_context(waar)?;
    match nieuw.persist_noclobber(bestand) {
        Ok(_) => {}
        Err(fout) if fout.error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(fout) => return Err(fout.error).with_context(waar),
    }
    std::fs::read_to_string(bestand).with_context(waar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_in_its_own_place_with_its_own_key_only() {
        let map = tempfile::tempdir().expect("a folder");
        let sleutel = Instantiesleutel::open(None, map.path()).expect("a key");
        let een = sleutel.versleutel("totp:1", "geheim").expect("encrypted");
        let twee = sleutel.versleutel("totp:1", "geheim").expect("encrypted");
        assert_ne!(een, twee, "the same text does not look the same");
        assert!(!een.contains("geheim"));
        let weer = Instantiesleutel::open(None, map.path()).expect("the same key");
        assert_eq!(weer.ontsleutel("totp:1", &een).expect("readable"), "geheim");
        assert!(weer.ontsleutel("totp:2", &een).is_err(), "another place");
        let anders = "A".repeat(43);
        let ander = Instantiesleutel::open(Some(&anders), map.path()).expect("a key");
        assert!(ander.ontsleutel("totp:1", &een).is_err(), "another key");
        assert_eq!(sleutel.afdruk("a", "code"), weer.afdruk("a", "code"));
        for (plek, code) in [("b", "code"), ("a", "core")] {
            assert_ne!(sleutel.afdruk("a", "code"), weer.afdruk(plek, code));
        }
        assert_ne!(sleutel.afdruk("a", "code"), ander.afdruk("a", "code"));
        for kapot in ["", "x", "AAAA"] {
            assert!(weer.ontsleutel("totp:1", kapot).is_err(), "{kapot}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let map = tempfile::tempdir().expect("a folder");
        Instantiesleutel::open(None, map.path()).expect("a key");
        let rechten = std::fs::metadata(map.path().join(BESTAND)).expect("the file");
        assert_eq!(rechten.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_key_that_is_none_is_told() {
        let map = tempfile::tempdir().expect("a folder");
        for fout in ["geen sleutel!", "AAAA", ""] {
            assert!(
                Instantiesleutel::open(Some(fout), map.path()).is_err(),
                "{fout}"
            );
        }
    }
}
