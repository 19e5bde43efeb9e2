//! Hashes of texts, in the one form that tables and chains keep.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a text, in hexadecimal.
pub fn hash_tekst(tekst: &str) -> String {
    hex(&Sha256::digest(tekst))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
