//! The providers, and what they say of themselves.

use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AdditionalProviderMetadata, ClientId, EndSessionUrl, IssuerUrl, LogoutRequest,
    PostLogoutRedirectUrl, ProviderMetadata, TokenUrl, UserInfoUrl,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
        CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
    url::Url,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::lijn::Lijn;
use crate::{
    config::{Aanbieder, is_veilig},
    error::Result,
    gebruikers::model::aanbieder::Niveau,
};

/// What a provider says of itself is asked again after this much time.
const VERS: TimeDelta = TimeDelta::hours(1);
/// As long as it can't be asked, what it said before goes on for this much time.
const BRUIKBAAR: TimeDelta = TimeDelta::hours(24);
/// It is asked no more often than this: one that does not answer keeps nobody waiting twice, and a
/// token with an unknown key does not make us ask without end.
const RUST: TimeDelta = TimeDelta::seconds(30);

/// What a provider says of itself beside what every provider does.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Extra {
    /// Where one logs out.
    #[serde(default)]
    pub(super) end_session_endpoint: Option<EndSessionUrl>,
    /// Whether it says who it is when it sends somebody back (RFC 9207).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Extra {}

/// What a provider says of itself, with its keys.
pub(super) type Metadata = ProviderMetadata<
    Extra,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The providers at which people log in. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Aanbieders(Arc<[Dienst]>);

/// A provider as a page offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knop {
    /// Its name in addresses.
    pub naam: String,
    /// What stands on the button, after “Inloggen met”.
    pub label: String,
}

/// One provider.
#[derive(Debug)]
pub(super) struct Dienst {
    pub(super) aanbieder: Aanbieder,
    pub(super) lijn: Lijn,
    bekend: Mutex<Bekend>,
}

/// What we know of a provider now.
#[derive(Debug, Default)]
struct Bekend {
    metadata: Option<(DateTime<Utc>, Arc<Metadata>)>,
    /// When it was asked for the last time.
    gevraagd: Option<DateTime<Utc>>,
}

/// A provider that can't be asked now; the log knows why.
#[derive(Debug, Clone, Copy)]
pub(super) struct Onbereikbaar;

impl Aanbieders {
    /// The providers of the settings; nothing is asked of them yet.
    ///
    /// # Errors
    /// The system has no certificates to know them by.
    pub fn nieuw(aanbieders: &[Aanbieder]) -> Result<Self> {
        let dienst = |aanbieder: &Aanbieder| {
            let issuer = Url::parse(&aanbieder.issuer).context("the address of a provider")?;
            Ok(Dienst {
                lijn: Lijn::naar(&issuer).context(
                    "de beveiligde verbinding met een organisatie kan niet worden gemaakt. \
                     Installeer de certificaten van dit systeem (ca-certificates)",
                )?,
                aanbieder: aanbieder.clone(),
                bekend: Mutex::default(),
            })
        };
        let diensten: Result<Vec<_>> = aanbieders.iter().map(dienst).collect();
        Ok(Self(diensten?.into()))
    }

    /// All of them, in the order of the settings.
    pub fn knoppen(&self) -> Vec<Knop> {
        self.0.iter().map(Dienst::knop).collect()
    }

    /// Our public keys, for the providers (RFC 7517).
    pub fn sleutels(&self) -> Value {
        let mut sleutels: Vec<Value> = Vec::new();
        for dienst in self.0.iter() {
            let sleutel = dienst.aanbieder.sleutel.publiek();
            if !sleutels.contains(&sleutel) {
                sleutels.push(sleutel);
            }
        }
        json!({ "keys": sleutels })
    }

    /// Where somebody logs out who logged in with this provider; none when it has no such place,
    /// can't be asked, or is no longer among the settings. It is told who we are and where to send
    /// the visitor, and nothing of them: a token to name them by is personal data, and we keep none.
    pub async fn uitlogadres(&self, nu: DateTime<Utc>, naam: &str, basis: &str) -> Option<String> {
        let dienst = self.met_naam(naam)?;
        let metadata = dienst.metadata(nu).await.ok()?;
        let adres = metadata
            .additional_metadata()
            .end_session_endpoint
            .clone()?;
        let terug = PostLogoutRedirectUrl::new(format!("{basis}/")).ok()?;
        let adres = LogoutRequest::from(adres)
            .set_client_id(ClientId::new(dienst.aanbieder.client_id.clone()))
            .set_post_logout_redirect_uri(terug)
            .http_get_url();
        Some(adres.into())
    }

    pub(super) fn met_naam(&self, naam: &str) -> Option<&Dienst> {
        self.0.iter().find(|dienst| dienst.aanbieder.naam == naam)
    }

    pub(super) fn van_issuer(&self, issuer: &str) -> Option<&Dienst> {
        let van = |dienst: &&Dienst| dienst.aanbieder.issuer == issuer;
        self.0.iter().find(van)
    }
}

impl Dienst {
    pub(super) fn knop(&self) -> Knop {
        Knop {
            naam: self.aanbieder.naam.clone(),
            label: self.aanbieder.label.clone(),
        }
    }

    /// Whether it can say with enough certainty who somebody is.
    pub(super) fn kan_bevestigen(&self) -> bool {
        let mut genoeg = self.aanbieder.niveaus.vanaf(Niveau::Substantieel);
        genoeg.next().is_some()
    }

    /// What the provider says of itself, not too long ago.
    pub(super) async fn metadata(&self, nu: DateTime<Utc>) -> Result<Arc<Metadata>, Onbereikbaar> {
        self.vraag(nu, VERS).await
    }

    /// What the provider says of itself now: it may have new keys.
    pub(super) async fn ververst(&self, nu: DateTime<Utc>) -> Result<Arc<Metadata>, Onbereikbaar> {
        self.vraag(nu, RUST).await
    }

    /// Who comes while it is being asked waits for that one answer.
    async fn vraag(
        &self,
        nu: DateTime<Utc>,
        vers: TimeDelta,
    ) -> Result<Arc<Metadata>, Onbereikbaar> {
        let mut bekend = self.bekend.lock().await;
        let vorige = bekend.metadata.clone();
        if let Some((op, metadata)) = &vorige
            && nu - *op < vers
        {
            return Ok(Arc::clone(metadata));
        }
        if bekend.gevraagd.is_none_or(|op| nu - op >= RUST) {
            bekend.gevraagd = Some(nu);
            match self.haal().await {
                Ok(metadata) => {
                    let metadata = Arc::new(metadata);
                    bekend.metadata = Some((nu, Arc::clone(&metadata)));
                    return Ok(metadata);
                }
                Err(fout) => {
                    let aanbieder = self.aanbieder.naam.as_str();
                    tracing::warn!(aanbieder, fout = ?fout, "a provider can't be asked about itself");
                }
            }
        }
        let bruikbaar = vorige.filter(|(op, _)| nu - *op < BRUIKBAAR);
        bruikbaar.map(|(_, metadata)| metadata).ok_or(Onbereikbaar)
    }

    async fn haal(&self) -> anyhow::Result<Metadata> {
        let issuer = IssuerUrl::new(self.aanbieder.issuer.clone())?;
        let metadata = Metadata::discover_async(issuer, &self.lijn).await?;
        let extra = metadata.additional_metadata();
        let adressen = [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(TokenUrl::url),
            metadata.userinfo_endpoint().map(UserInfoUrl::url),
            extra.end_session_endpoint.as_ref().map(EndSessionUrl::url),
        ];
        if let Some(open) = adressen.into_iter().flatten().find(|url| !is_veilig(url)) {
            anyhow::bail!("the provider names an address without https: {open}");
        }
        metadata
            .token_endpoint()
            .context("it has no token endpoint")?;
        Ok(metadata)
    }
}
