//! The line to a provider: no detours, no waiting without end, no more than we can use.

use std::{future::Future, pin::Pin, time::Duration};

use openidconnect::{
    AsyncHttpClient, HttpRequest, HttpResponse,
    http::{self, Response},
    url::Url,
};
use reqwest::{Client, redirect::Policy};

use crate::config::is_lokaal;

/// How long a provider may take to open the line.
const VERBINDEN: Duration = Duration::from_secs(3);
/// How long a whole answer may take.
const ANTWOORDEN: Duration = Duration::from_secs(10);
/// The largest answer, in bytes: what we ask for is a fraction of it.
const HOOGSTENS: usize = 512 * 1024;

/// Asks a provider.
#[derive(Debug, Clone)]
pub(super) struct Lijn(Client);

/// Why a provider gave no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Geenantwoord {
    #[error("the request failed")]
    Verbinding(#[from] reqwest::Error),
    #[error("the request can't be made")]
    Verzoek(#[from] http::Error),
    #[error("the answer is larger than {HOOGSTENS} bytes")]
    TeGroot,
}

impl Lijn {
    /// A line to this issuer. Only on this machine it may do without https.
    pub(super) fn naar(issuer: &Url) -> anyhow::Result<Self> {
        let lokaal = is_lokaal(issuer);
        let mut bouwer = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(VERBINDEN)
            .timeout(ANTWOORDEN)
            .https_only(!lokaal);
        if lokaal {
            bouwer = bouwer.no_proxy();
        }
        Ok(Self(bouwer.build()?))
    }

    async fn vraag(&self, verzoek: HttpRequest) -> Result<HttpResponse, Geenantwoord> {
        let mut antwoord = self.0.execute(verzoek.try_into()?).await?;
        let mut bouwer = Response::builder().status(antwoord.status());
        for (naam, waarde) in antwoord.headers() {
            bouwer = bouwer.header(naam, waarde);
        }
        let mut inhoud = Vec::new();
        while let Some(deel) = antwoord.chunk().await? {
            if inhoud.len() + deel.len() > HOOGSTENS {
                return Err(Geenantwoord::TeGroot);
            }
            inhoud.extend_from_slice(&deel);
        }
        Ok(bouwer.body(inhoud)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Lijn {
    type Error = Geenantwoord;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Geenantwoord>> + Send + 'c>>;

    fn call(&'c self, verzoek: HttpRequest) -> Self::Future {
        Box::pin(self.vraag(verzoek))
    }
}
