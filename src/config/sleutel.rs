//! The private key with which we say at a provider who we are.

use std::fmt;

use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    rsa::{KeyPair, PublicKeyComponents},
    signature::RSA_PKCS1_SHA256,
};
use rustls_pki_types::{PrivateKeyDer, pem::PemObject as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// An RSA key. Signing takes as long whatever is signed (`ring`), which the crate that openidconnect
/// brings along does not promise (RUSTSEC-2023-0071).
pub struct Sleutel {
    paar: KeyPair,
    kid: String,
    n: String,
    e: String,
}

impl Sleutel {
    /// Reads a key from a PEM file, PKCS#8 or PKCS#1.
    ///
    /// # Errors
    /// What is wrong with it, for people, with the remedy.
    pub fn lees(pem: &[u8]) -> Result<Self, &'static str> {
        let der = PrivateKeyDer::from_pem_slice(pem).map_err(|_| {
            "Het bestand heeft geen sleutel in PEM-vorm zonder wachtwoord. Maak er een met \
             “openssl genrsa -out sleutel.pem 3072”."
        })?;
        let paar = match &der {
            PrivateKeyDer::Pkcs8(der) => KeyPair::from_pkcs8(der.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(der) => KeyPair::from_der(der.secret_pkcs1_der()),
            _ => return Err("Dit is geen RSA-sleutel. Maak er een met “openssl genrsa”."),
        };
        let paar = paar.map_err(|_| {
            "Deze sleutel kan niet worden gebruikt. Maak een RSA-sleutel van 2048 tot 4096 bits."
        })?;
        let publiek: PublicKeyComponents<Vec<u8>> = paar.public().into();
        let (n, e) = (tekst(&publiek.n), tekst(&publiek.e));
        // The fingerprint of RFC 7638: the same key has the same name everywhere.
        let afdruk = format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#);
        let kid = tekst(&Sha256::digest(afdruk));
        Ok(Self { paar, kid, n, e })
    }

    /// Its name.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half, for whoever verifies what we sign.
    pub fn publiek(&self) -> Value {
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256",
            "kid": self.kid, "n": self.n, "e": self.e,
        })
    }

    /// Claims as a signed token (RS256).
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn onderteken(&self, claims: &Value) -> anyhow::Result<String> {
        let kop = json!({ "alg": "RS256", "typ": "JWT", "kid": self.kid });
        let kop = tekst(kop.to_string().as_bytes());
        let inhoud = tekst(claims.to_string().as_bytes());
        let wat = format!("{kop}.{inhoud}");
        let mut teken = vec![0; self.paar.public().modulus_len()];
        let (vorm, toeval) = (&RSA_PKCS1_SHA256, SystemRandom::new());
        self.paar
            .sign(vorm, &toeval, wat.as_bytes(), &mut teken)
            .context("a token could not be signed")?;
        Ok(format!("{wat}.{}", tekst(&teken)))
    }
}

fn tekst(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Never in a log.
impl fmt::Debug for Sleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sleutel({})", self.kid)
    }
}
