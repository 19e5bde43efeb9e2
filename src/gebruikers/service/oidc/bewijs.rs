//! What a provider proves about somebody: the code that came with them, exchanged for a signed
//! token, and everything that has to be right about it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AccessToken, AdditionalClaims, AuthType, AuthenticationContextClass, AuthorizationCode,
    ClaimsVerificationError, Client, ClientId, CsrfToken, EmptyAdditionalClaims,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields,
    IdTokenVerifier, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse,
    StandardTokenResponse, SubjectIdentifier, TokenResponse as _, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType,
        CoreGenderClaim, CoreIdTokenVerifier, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    dienst::{Dienst, Metadata},
    terugkeer::{Stop, Weigering},
    vertrek::Inlogkoek,
};
use crate::{
    error::Result,
    gebruikers::{
        model::{
            Mailadres,
            aanbieder::{Mailclaim, Niveau},
        },
        service::sessies::willekeurig,
    },
};

/// How far the clock of a provider may be from ours.
const KLOKVERSCHIL: TimeDelta = TimeDelta::seconds(60);
/// How long ago a token may have been made (NL GOV: it lasts five minutes at most).
const LEEFTIJD: TimeDelta = TimeDelta::minutes(5);
/// How long what we sign about ourselves may be used.
const EIGEN_BEWIJS: TimeDelta = TimeDelta::seconds(60);
/// How long ago somebody who confirms who they are may have shown it.
const ZOJUIST: TimeDelta = TimeDelta::minutes(5);
/// How a token may be signed: the algorithms of the NL GOV profile, none with a shared secret.
const TEKENWIJZEN: [CoreJwsSigningAlgorithm; 3] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
];
/// The kind of the token by which we say who we are (RFC 7523).
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What the profile asks of a token beside what every token has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Extra {
    jti: Option<String>,
    nbf: Option<i64>,
}

impl AdditionalClaims for Extra {}

type Velden = IdTokenFields<
    Extra,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type Klant = Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Velden, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider with what it says of itself, for one visitor.
pub(super) struct Gesprek<'a> {
    pub(super) dienst: &'a Dienst,
    pub(super) nu: DateTime<Utc>,
    metadata: &'a Metadata,
    klant: Klant,
}

/// What a provider has proved.
pub(super) struct Bewezen {
    /// What it calls the person.
    pub(super) sub: String,
    /// How sure it is; none when it uses a word that we do not know.
    pub(super) niveau: Option<Niveau>,
    mail: Mailclaim,
    toegang: AccessToken,
}

impl<'a> Gesprek<'a> {
    pub(super) fn nieuw(
        dienst: &'a Dienst,
        metadata: &'a Metadata,
        basis_url: &str,
        nu: DateTime<Utc>,
    ) -> Result<Self> {
        let aanbieder = &dienst.aanbieder;
        let terug = format!("{basis_url}/inloggen/terug/{}", aanbieder.naam);
        let terug = RedirectUrl::new(terug).map_err(anyhow::Error::from)?;
        let client_id = ClientId::new(aanbieder.client_id.clone());
        let klant = Klant::from_provider_metadata(metadata.clone(), client_id, None)
            .set_auth_type(AuthType::RequestBody)
            .set_redirect_uri(terug);
        Ok(Self {
            dienst,
            nu,
            metadata,
            klant,
        })
    }

    /// Where to send somebody: with a fresh `state`, and what follows from what their browser holds.
    pub(super) fn adres(
        &self,
        state: String,
        koek: &Inlogkoek,
        niveau: Niveau,
        opnieuw: bool,
    ) -> String {
        let nonce = koek.nonce();
        let verifier = PkceCodeVerifier::new(koek.verifier());
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut verzoek = self
            .klant
            .authorize_url(flow, || CsrfToken::new(state), || Nonce::new(nonce))
            .add_scope(Scope::new("email".into()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        for waarde in self.dienst.aanbieder.niveaus.vanaf(niveau) {
            let waarde = AuthenticationContextClass::new(waarde.to_owned());
            verzoek = verzoek.add_auth_context_value(waarde);
        }
        if opnieuw {
            // With a greatest age the token has to say when it was (OpenID Connect Core, 3.1.2.1).
            verzoek = verzoek
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(ZOJUIST.to_std().unwrap_or_default());
        }
        verzoek.url().0.into()
    }

    /// Exchanges a code for a token and looks whether everything about it is right. `opnieuw` when
    /// the person had to show just now who they are.
    pub(super) async fn bewijs(
        &self,
        code: String,
        koek: &Inlogkoek,
        opnieuw: bool,
    ) -> Result<Bewezen, Stop> {
        let verzoek = self.klant.exchange_code(AuthorizationCode::new(code));
        let antwoord = verzoek
            .map_err(anyhow::Error::from)?
            .set_pkce_verifier(PkceCodeVerifier::new(koek.verifier()))
            .add_extra_param("client_assertion_type", ASSERTION)
            .add_extra_param("client_assertion", self.eigen_bewijs()?)
            .request_async(&self.dienst.lijn)
            .await;
        let antwoord = antwoord.map_err(|fout| self.geen_token(&fout))?;
        let token = antwoord.id_token();
        let token = token.ok_or_else(|| self.weiger(Weigering::Ongeldig, "geen-token"))?;
        let nonce = Nonce::new(koek.nonce());
        let mut claims = token.claims(&self.keuring(opnieuw, self.metadata), &nonce);
        let onbekend = ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        );
        // Providers change their keys.
        let ververst;
        if claims.as_ref().err() == Some(&onbekend)
            && let Ok(metadata) = self.dienst.ververst(self.nu).await
        {
            ververst = metadata;
            claims = token.claims(&self.keuring(opnieuw, &ververst), &nonce);
        }
        let claims = claims.map_err(|fout| self.weiger(Weigering::Ongeldig, reden(&fout)))?;
        let extra = claims.additional_claims();
        if extra.jti.as_ref().is_none_or(String::is_empty) {
            return Err(self.weiger(Weigering::Ongeldig, "zonder-jti"));
        }
        let later = (self.nu + KLOKVERSCHIL).timestamp();
        if extra.nbf.is_some_and(|nbf| nbf > later) {
            return Err(self.weiger(Weigering::Ongeldig, "nog-niet-geldig"));
        }
        let acr = claims.auth_context_ref();
        let niveaus = &self.dienst.aanbieder.niveaus;
        Ok(Bewezen {
            sub: claims.subject().to_string(),
            niveau: acr.and_then(|acr| niveaus.van(acr)),
            mail: mailclaim(claims.email().map(|m| m.as_str()), claims.email_verified()),
            toegang: antwoord.access_token().clone(),
        })
    }

    /// The mail address of somebody: in the token, or else where the provider tells more of them.
    pub(super) async fn mail(&self, van: &Bewezen) -> Result<Mailclaim, Stop> {
        if van.mail != Mailclaim::Geen {
            return Ok(van.mail.clone());
        }
        let sub = SubjectIdentifier::new(van.sub.clone());
        let Ok(verzoek) = self.klant.user_info(van.toegang.clone(), Some(sub)) else {
            return Ok(Mailclaim::Geen);
        };
        let antwoord = verzoek.request_async(&self.dienst.lijn).await;
        // The error may name the person.
        let claims: UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim> =
            antwoord.map_err(|_| self.weiger(Weigering::Onbereikbaar, "geen-gegevens"))?;
        Ok(mailclaim(
            claims.email().map(|m| m.as_str()),
            claims.email_verified(),
        ))
    }

    /// Who we are, signed (RFC 7523).
    fn eigen_bewijs(&self) -> Result<String> {
        let aanbieder = &self.dienst.aanbieder;
        let bewijs = aanbieder.sleutel.onderteken(&json!({
            "iss": aanbieder.client_id,
            "sub": aanbieder.client_id,
            "aud": aanbieder.issuer,
            "jti": URL_SAFE_NO_PAD.encode(willekeurig::<16>()?),
            "iat": self.nu.timestamp(),
            "exp": (self.nu + EIGEN_BEWIJS).timestamp(),
        }));
        Ok(bewijs?)
    }

    fn keuring(&self, opnieuw: bool, metadata: &Metadata) -> CoreIdTokenVerifier<'static> {
        let nu = self.nu;
        let client_id = ClientId::new(self.dienst.aanbieder.client_id.clone());
        let (issuer, sleutels) = (metadata.issuer().clone(), metadata.jwks().clone());
        IdTokenVerifier::new_public_client(client_id, issuer, sleutels)
            .set_allowed_algs(TEKENWIJZEN)
            .set_time_fn(move || nu)
            .set_issue_time_verifier_fn(move |op| zojuist(nu, op, LEEFTIJD))
            .set_auth_time_verifier_fn(move |op| match op {
                Some(op) if opnieuw => zojuist(nu, op, ZOJUIST),
                None if opnieuw => Err("it does not say when".to_owned()),
                _ => Ok(()),
            })
    }

    /// What went wrong at the token endpoint. The answer itself may hold tokens and is not logged.
    fn geen_token<E: std::error::Error>(
        &self,
        fout: &RequestTokenError<E, StandardErrorResponse<CoreErrorResponseType>>,
    ) -> Stop {
        match fout {
            RequestTokenError::ServerResponse(antwoord) => match antwoord.error() {
                // Used already, too old, or of somebody else.
                CoreErrorResponseType::InvalidGrant => {
                    self.weiger(Weigering::Ongeldig, "code-ongeldig")
                }
                CoreErrorResponseType::InvalidClient
                | CoreErrorResponseType::UnauthorizedClient => {
                    self.weiger(Weigering::Onbereikbaar, "kent-ons-niet")
                }
                _ => self.weiger(Weigering::Onbereikbaar, "weigert-code"),
            },
            RequestTokenError::Request(_) => self.weiger(Weigering::Onbereikbaar, "geen-antwoord"),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                self.weiger(Weigering::Ongeldig, "token-onleesbaar")
            }
        }
    }

    /// Refuses somebody, and says why in the log.
    pub(super) fn weiger(&self, wat: Weigering, reden: &'static str) -> Stop {
        super::terugkeer::weiger(&self.dienst.aanbieder.naam, wat, reden)
    }
}

fn mailclaim(adres: Option<&str>, bevestigd: Option<bool>) -> Mailclaim {
    match adres.map(str::parse::<Mailadres>) {
        Some(Ok(adres)) if bevestigd == Some(true) => Mailclaim::Bevestigd(adres),
        Some(Ok(_)) => Mailclaim::Onbevestigd,
        _ => Mailclaim::Geen,
    }
}

/// Whether a moment is no longer ago than this, and not still to come.
fn zojuist(nu: DateTime<Utc>, op: DateTime<Utc>, hoogstens: TimeDelta) -> Result<(), String> {
    if op > nu + KLOKVERSCHIL {
        Err("it is still to come".to_owned())
    } else if op < nu - hoogstens - KLOKVERSCHIL {
        Err("it is too long ago".to_owned())
    } else {
        Ok(())
    }
}

/// What is wrong with a token, for the log; the error itself may name the person.
fn reden(fout: &ClaimsVerificationError) -> &'static str {
    match fout {
        ClaimsVerificationError::Expired(_) => "token-verlopen",
        ClaimsVerificationError::InvalidAudience(_) => "token-voor-ander",
        ClaimsVerificationError::InvalidIssuer(_) => "token-van-ander",
        ClaimsVerificationError::InvalidNonce(_) => "andere-nonce",
        ClaimsVerificationError::InvalidAuthTime(_) => "niet-zojuist",
        ClaimsVerificationError::SignatureVerification(_) => "handtekening-klopt-niet",
        _ => "token-klopt-niet",
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    #[test]
    fn a_token_is_of_now_within_what_clocks_differ() {
        let nu = Utc.with_ymd_and_hms(2026, 11, 27, 8, 0, 0).single();
        let nu = nu.expect("a moment");
        for (seconden, goed) in [
            (0, true),
            (60, true),
            (61, false),
            (-360, true),
            (-361, false),
        ] {
            let op = nu + TimeDelta::seconds(seconden);
            assert_eq!(zojuist(nu, op, LEEFTIJD).is_ok(), goed, "{seconden}");
        }
    }

    #[test]
    fn an_address_counts_when_the_provider_says_it_is_verified() {
        let els: Mailadres = "els@gemeente.example".parse().expect("an address");
        for (adres, bevestigd, claim) in [
            (
                Some("Els@gemeente.example"),
                Some(true),
                Mailclaim::Bevestigd(els),
            ),
            (
                Some("els@gemeente.example"),
                Some(false),
                Mailclaim::Onbevestigd,
            ),
            (Some("els@gemeente.example"), None, Mailclaim::Onbevestigd),
            (Some("els"), Some(true), Mailclaim::Geen),
            (None, Some(true), Mailclaim::Geen),
        ] {
            assert_eq!(
                mailclaim(adres, bevestigd),
                claim,
                "{adres:?} {bevestigd:?}"
            );
        }
    }
}
