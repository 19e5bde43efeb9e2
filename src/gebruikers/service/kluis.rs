//! Passwords as they are kept: argon2id, one at a time per core.

use std::{sync::Arc, thread::available_parallelism};

use anyhow::Context as _;
use argon2::{
    Argon2, PasswordHasher as _, PasswordVerifier as _,
    password_hash::{self, PasswordHash, SaltString, rand_core::OsRng},
};
use tokio::sync::Semaphore;

use crate::error::Result;

/// Makes and compares what is kept of a password. The settings are those of OWASP: 19 MiB, two
/// rounds. That takes memory and a core on purpose, so no more run together than there are cores.
#[derive(Debug, Clone)]
pub struct Kluis {
    plaatsen: Arc<Semaphore>,
    /// What is compared with when there is no account: that must take as long.
    lokaas: Arc<str>,
}

impl Kluis {
    /// A kluis for this process.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub async fn open() -> Result<Self> {
        let kernen = available_parallelism().map_or(1, usize::from);
        let mut kluis = Self {
            plaatsen: Arc::new(Semaphore::new(kernen)),
            lokaas: Arc::from(""),
        };
        kluis.lokaas = kluis.versleutel("niemands wachtwoord".into()).await?.into();
        Ok(kluis)
    }

    /// What to keep of a password.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub async fn versleutel(&self, wachtwoord: String) -> Result<String> {
        self.reken(move || {
            let zout = SaltString::generate(&mut OsRng);
            let hash = Argon2::default().hash_password(wachtwoord.as_bytes(), &zout);
            Ok(hash.map_err(niet_te_maken)?.to_string())
        })
        .await
    }

    /// Whether a password is the one that was kept. Without one to compare with it is not, which
    /// takes as long to find out.
    ///
    /// # Errors
    /// What was kept can't be read.
    pub async fn klopt(&self, wachtwoord: String, bewaard: Option<String>) -> Result<bool> {
        let lokaas = Arc::clone(&self.lokaas);
        self.reken(move || {
            let hash = bewaard.as_deref().unwrap_or(&lokaas);
            let hash = PasswordHash::new(hash).map_err(niet_te_maken)?;
            match Argon2::default().verify_password(wachtwoord.as_bytes(), &hash) {
                Ok(()) => Ok(bewaard.is_some()),
                Err(password_hash::Error::Password) => Ok(false),
                Err(fout) => Err(niet_te_maken(fout)),
            }
        })
        .await
    }

    async fn reken<T: Send + 'static>(
        &self,
        werk: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> Result<T> {
        let plaats = Arc::clone(&self.plaatsen).acquire_owned().await;
        let plaats = plaats.context("the kluis is closed")?;
        let klaar = tokio::task::spawn_blocking(move || {
            let uitkomst = werk();
            drop(plaats);
            uitkomst
        });
        Ok(klaar.await.context("a password could not be compared")??)
    }
}

/// The error says nothing of the password.
fn niet_te_maken(fout: password_hash::Error) -> anyhow::Error {
    anyhow::anyhow!("argon2: {fout}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_itself_fits() {
        let kluis = Kluis::open().await.expect("random numbers");
        let bewaard = kluis
            .versleutel("paars lepel".into())
            .await
            .expect("a hash");
        assert!(
            bewaard.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{bewaard}"
        );
        let nog_eens = kluis
            .versleutel("paars lepel".into())
            .await
            .expect("a hash");
        assert_ne!(bewaard, nog_eens, "each has its own salt");
        for (wachtwoord, tegen, klopt) in [
            ("paars lepel", Some(&bewaard), true),
            ("Paars lepel", Some(&bewaard), false),
            ("", Some(&bewaard), false),
            ("paars lepel", None, false),
            ("niemands wachtwoord", None, false),
        ] {
            let uitkomst = kluis.klopt(wachtwoord.into(), tegen.cloned()).await;
            assert_eq!(uitkomst.ok(), Some(klopt), "{wachtwoord}");
        }
        assert!(
            kluis
                .klopt("x".into(), Some("geen hash".into()))
                .await
                .is_err()
        );
    }
}
