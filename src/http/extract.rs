//! Extractors whose mistakes become our errors. The built-in ones answer with plain English text.

use std::convert::Infallible;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, RawPathParams, Request},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};

use super::error::PageError;
use crate::{
    ctx::Ctx,
    error::{Error, Fouten},
    velden::zichtbaar,
};

/// The context of the request.
#[derive(Debug)]
pub struct ReqCtx(pub Ctx);

impl<S: Sync> FromRequestParts<S> for ReqCtx {
    type Rejection = super::error::ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let ctx = parts.extensions.get::<Ctx>().cloned();
        let zonder = || Error::Internal(anyhow::anyhow!("a route outside the context layer"));
        Ok(Self(ctx.ok_or_else(zonder)?))
    }
}

/// The one variable part of the path. When it can't be decoded there is nothing there.
#[derive(Debug)]
pub struct Naam(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Naam {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let params = <RawPathParams as FromRequestParts<S>>::from_request_parts(parts, state).await;
        let naam = params
            .ok()
            .and_then(|p| p.iter().next().map(|(_, v)| v.to_owned()));
        // No stuk has an empty name, or one with the character that no database keeps: this is not
        // found, like any other wrong name.
        let naam = naam.filter(|n| !n.contains('\0'));
        Ok(Self(naam.unwrap_or_default()))
    }
}

/// All variable parts of the path, in their order; none when one can't be decoded or kept.
#[derive(Debug)]
pub struct Delen(pub Vec<String>);

impl<S: Send + Sync> FromRequestParts<S> for Delen {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let params = <RawPathParams as FromRequestParts<S>>::from_request_parts(parts, state).await;
        let delen = params.map(|p| p.iter().map(|(_, v)| v.to_owned()).collect());
        // As for one name: what no database keeps leads nowhere.
        let delen = delen
            .ok()
            .filter(|d: &Vec<String>| d.iter().all(|v| !v.contains('\0')));
        Ok(Self(delen.unwrap_or_default()))
    }
}

/// The parameters behind the question mark, in their order. Any text can be read.
#[derive(Debug)]
pub struct Parameters(pub Vec<(String, String)>);

impl Parameters {
    /// The first value of a parameter, fit to be looked for in the tables.
    pub fn heel(&self, naam: &str) -> String {
        self.een(naam).replace('\0', ONLEESBAAR)
    }

    /// The first value of a parameter; empty when it is not there.
    pub fn een(&self, naam: &str) -> &str {
        eerste(&self.0, naam)
    }
}

/// What takes the place of the one character that no database keeps, as browsers do on a page.
const ONLEESBAAR: &str = "\u{fffd}";

fn eerste<'a>(paren: &'a [(String, String)], naam: &str) -> &'a str {
    let paar = paren.iter().find(|(van, _)| van == naam);
    paar.map_or("", |(_, waarde)| waarde)
}

/// A value of a form as every reader of it gets it: without what nobody sees. What is compared and never
/// shown stays as it was typed: a password, and the code of a second factor.
fn waarde(naam: &str, tekst: &str) -> String {
    let tekst = tekst.replace('\0', ONLEESBAAR);
    if naam == "code" || naam.contains("wachtwoord") {
        tekst
    } else {
        zichtbaar(&tekst)
    }
}

/// The fields of a form that a page sent, in their order.
#[derive(Debug, Default)]
pub struct Formulier(Vec<(String, String)>);

impl Formulier {
    /// Reads them.
    fn lees(bytes: &[u8]) -> Self {
        let mut formulier = Self::default();
        for (naam, tekst) in form_urlencoded::parse(bytes) {
            formulier.voeg_toe(&naam, &tekst);
        }
        formulier
    }

    /// Adds a field as it came in, in whatever way the form was sent.
    pub fn voeg_toe(&mut self, naam: &str, tekst: &str) {
        let tekst = waarde(naam, tekst);
        self.0.push((naam.replace('\0', ONLEESBAAR), tekst));
    }

    /// The first value of a field; empty when it is not there.
    pub fn een(&self, naam: &str) -> &str {
        eerste(&self.0, naam)
    }

    /// The values of a field that may be there more than once, in their order.
    pub fn alle<'a>(&'a self, naam: &'a str) -> impl Iterator<Item = &'a str> {
        let van = self.0.iter().filter(move |(veld, _)| veld == naam);
        van.map(|(_, waarde)| waarde.as_str())
    }

    /// Every field with its value, in their order.
    pub fn velden(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(n, w)| (n.as_str(), w.as_str()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Formulier {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let soort = request.headers().get(header::CONTENT_TYPE);
        let soort = soort.and_then(|s| s.to_str().ok()).unwrap_or_default();
        if !soort.starts_with("application/x-www-form-urlencoded") {
            let mut fouten = Fouten::new();
            let melding = "Stuur het formulier zoals de pagina het doet: als \
                           application/x-www-form-urlencoded.";
            fouten.meld("content-type", "ongeldig", melding);
            return Err(PageError(fouten.into()).into_response());
        }
        match Bytes::from_request(request, state).await {
            Ok(bytes) => Ok(Self::lees(&bytes)),
            // The layer of the limit says what is too large (`grens`).
            Err(fout) if fout.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(StatusCode::PAYLOAD_TOO_LARGE.into_response())
            }
            Err(_) => {
                let mut fouten = Fouten::new();
                let melding = "Het formulier kwam niet heel aan. Verstuur het opnieuw.";
                fouten.meld("formulier", "afgebroken", melding);
                Err(PageError(fouten.into()).into_response())
            }
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_holds_what_can_be_seen_and_a_password_as_it_was_typed() {
        let formulier = Formulier::lees(
            b"titel=%E2%80%8B%20%EF%BB%BF&tekst=ge%E2%80%AEheim%00&tekst=%20een%0D%0A&tekst=%20\
              &wachtwoord=a%E2%80%8B&nieuw-wachtwoord=%20&code=%201%E2%80%8B",
        );
        assert_eq!(formulier.een("titel"), "");
        let teksten: Vec<_> = formulier.alle("tekst").collect();
        assert_eq!(teksten, ["geheim\u{fffd}", " een\r\n", ""]);
        assert_eq!(formulier.een("wachtwoord"), "a\u{200b}");
        assert_eq!(formulier.een("nieuw-wachtwoord"), " ");
        assert_eq!(formulier.een("code"), " 1\u{200b}");
    }
}
