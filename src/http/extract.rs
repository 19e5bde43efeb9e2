//! Extractors whose mistakes become our errors. The built-in ones answer with plain English text.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};

use crate::{ctx::Ctx, error::Error};

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

/// The parameters behind the question mark, in their order. Any text can be read.
#[derive(Debug)]
pub struct Parameters(pub Vec<(String, String)>);

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
