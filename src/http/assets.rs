//! Styles, fonts and pictures, bundled by the build script and served under hashed names.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::{error::PageError, extract::Naam};
use crate::error::Error;

/// A file in the binary.
#[derive(Debug)]
pub struct Asset {
    /// The name templates use.
    pub name: &'static str,
    /// The name in the URL, with a hash of the content.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// What it holds.
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The URL of an asset.
///
/// # Panics
/// The name does not exist: a mistake in a template, which every test of a page finds.
pub fn url(name: &str) -> String {
    match ASSETS.iter().find(|a| a.name == name) {
        Some(asset) => format!("/static/{}", asset.path),
        None => panic!("no asset {name}"),
    }
}

/// Serves an asset; its name changes with its content, so it may be kept for ever.
pub async fn tonen(Naam(bestand): Naam) -> Result<Response, PageError> {
    let asset = ASSETS
        .iter()
        .find(|a| a.path == bestand)
        .ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.bytes).into_response())
}
