//! Sending somebody to their organisation to log in.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use sha2::{Digest as _, Sha256};

use super::{Aanbieders, bewijs::Gesprek};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    gebruikers::{
        model::aanbieder::Niveau,
        service::sessies::{ingelogd, willekeurig},
        store::identiteiten::{self, Verzoek},
    },
    hash::hash_tekst,
};

/// How long somebody may stay away.
const GELDIG: TimeDelta = TimeDelta::minutes(10);

/// What the browser of somebody holds who is away to their organisation: 256 random bits. The
/// nonce and the PKCE verifier follow from it, so that neither has to be kept anywhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Inlogkoek(String);

impl Inlogkoek {
    fn nieuw() -> Result<Self> {
        Ok(Self(URL_SAFE_NO_PAD.encode(willekeurig::<32>()?)))
    }

    /// What a browser sends; none when it can't be one.
    pub fn lees(tekst: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(tekst).ok()?;
        (bytes.len() == 32).then(|| Self(tekst.to_owned()))
    }

    /// What the browser keeps.
    pub fn geheim(&self) -> &str {
        &self.0
    }

    pub(super) fn nonce(&self) -> String {
        self.afgeleid("nonce")
    }

    pub(super) fn verifier(&self) -> String {
        self.afgeleid("pkce")
    }

    pub(super) fn hash(&self) -> String {
        hash_tekst(&self.0)
    }

    fn afgeleid(&self, waarvoor: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{waarvoor} {}", self.0)))
    }
}

/// Never in a log.
impl fmt::Debug for Inlogkoek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inlogkoek")
    }
}

/// Between which two addresses somebody goes.
#[derive(Debug, Clone, Copy)]
pub struct Route<'a> {
    /// The name of the provider.
    pub aanbieder: &'a str,
    /// The address of the platform, without a slash at the end.
    pub basis_url: &'a str,
}

/// What somebody goes to their organisation for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doel {
    /// To log in.
    Inloggen,
    /// To confirm with more certainty who they are.
    Bevestigen,
}

/// Somebody is on the way.
#[derive(Debug)]
pub struct Begin {
    /// Where to.
    pub adres: String,
    /// What their browser holds meanwhile.
    pub koek: Inlogkoek,
}

/// Sends somebody to a provider; nowhere when it can't be asked now. `naar` is where they want to go
/// afterwards.
///
/// # Errors
/// [`Error::NotFound`] when there is no such provider; [`Error::NietIngelogd`] when nobody is logged
/// in who could confirm who they are; the account is not linked to this provider, or this provider
/// is never sure enough; the database fails.
pub async fn begin(
    db: &Db,
    aanbieders: &Aanbieders,
    ctx: &Ctx,
    route: Route<'_>,
    doel: Doel,
    naar: &str,
) -> Result<Option<Begin>> {
    let dienst = aanbieders
        .met_naam(route.aanbieder)
        .ok_or(Error::NotFound)?;
    let aanbieder = &dienst.aanbieder;
    let (niveau, gebruiker_id) = match doel {
        Doel::Inloggen => (aanbieder.vraag, None),
        Doel::Bevestigen => {
            let (id, _) = ingelogd(ctx)?;
            let gekoppeld = identiteiten::is_gekoppeld(db.read(), id, &aanbieder.issuer).await?;
            if !gekoppeld || !dienst.kan_bevestigen() {
                return Err(Error::Conflict(
                    "Met deze organisatie kunt u niet bevestigen wie u bent. Log eerst een keer \
                     bij die organisatie in, of kies een andere manier."
                        .into(),
                ));
            }
            (aanbieder.vraag.max(Niveau::Substantieel), Some(id))
        }
    };
    let Ok(metadata) = dienst.metadata(ctx.now).await else {
        return Ok(None);
    };
    let gesprek = Gesprek::nieuw(dienst, &metadata, route.basis_url, ctx.now)?;
    let koek = Inlogkoek::nieuw()?;
    let state = URL_SAFE_NO_PAD.encode(willekeurig::<32>()?);
    let hash = hash_tekst(&state);
    let adres = gesprek.adres(state, &koek, niveau, doel == Doel::Bevestigen);
    let verzoek = Verzoek {
        aanbieder: route.aanbieder.to_owned(),
        naar: naar.to_owned(),
        niveau,
        gebruiker_id,
        verloopt: ctx.now + GELDIG,
    };
    let write = db.begin_write().await?;
    identiteiten::vergeet_verzoeken_tot(write.conn(), ctx.now).await?;
    identiteiten::begin_verzoek(write.conn(), hash, koek.hash(), verzoek).await?;
    write.commit_zonder_gebeurtenis().await?;
    Ok(Some(Begin { adres, koek }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_a_koek_differs_and_says_nothing_of_it() {
        let koek = Inlogkoek::nieuw().expect("random numbers");
        let delen = [
            koek.geheim().to_owned(),
            koek.nonce(),
            koek.verifier(),
            koek.hash(),
        ];
        for (i, een) in delen.iter().enumerate() {
            assert!(een.len() >= 43, "PKCE asks for 43 characters: {een}");
            assert!(delen.iter().skip(i + 1).all(|ander| ander != een));
        }
        assert_eq!(Inlogkoek::lees(koek.geheim()), Some(koek));
        for vreemd in ["", "kort", "met spatie"] {
            assert_eq!(Inlogkoek::lees(vreemd), None, "{vreemd}");
        }
    }
}
