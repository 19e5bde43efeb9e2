//! Rendering pages.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::{assets, gegevens::Gegevens};
use crate::{app::App, ctx::Ctx, stukken::model::Kop};

/// What the frame around every page shows.
#[derive(Debug, Clone, Default)]
pub struct Kader {
    /// Which part of the menu the page belongs to: the plural of a kind.
    pub nav: Option<&'static str>,
    /// What stands in the search box.
    pub zoekvraag: String,
    /// The one address of this page, absolute.
    pub canoniek: Option<String>,
    /// The address people use, without a slash at the end.
    pub basis_url: String,
    /// One or two sentences about the page, for lists of search results; often empty.
    pub beschrijving: String,
    /// What programs read about a stuk.
    pub gegevens: Option<Gegevens>,
    /// The name of who is logged in.
    pub wie: Option<String>,
    /// The page to log in, with the way back.
    pub inloggen: String,
    /// Whether everything on the platform is invented, to try it with.
    pub is_demo: bool,
}

impl Kader {
    /// The frame of a page in a part of the menu.
    pub fn nieuw(app: &App, ctx: &Ctx, nav: Option<&'static str>) -> Self {
        Self {
            nav,
            wie: ctx.aanmelding.as_ref().map(|a| a.naam.clone()),
            inloggen: inlogadres(&ctx.pad),
            basis_url: app.basis_url.to_string(),
            is_demo: app.is_demo,
            ..Self::default()
        }
    }

    /// The frame of the page of a stuk.
    pub fn van_stuk(app: &App, ctx: &Ctx, kop: &Kop) -> Self {
        Self {
            gegevens: Some(Gegevens::van(app, kop)),
            ..Self::nieuw(app, ctx, Some(kop.soort.meervoud()))
                .op(&kop.pad())
                .over(&kop.samenvatting)
        }
    }

    /// With what the page is about, in one or two sentences.
    #[must_use]
    pub fn over(mut self, beschrijving: &str) -> Self {
        beschrijving.clone_into(&mut self.beschrijving);
        self
    }

    /// With the one address of this page, from the root.
    #[must_use]
    pub fn op(mut self, pad: &str) -> Self {
        self.canoniek = Some(format!("{}{pad}", self.basis_url));
        self
    }

    /// With these words in the search box.
    #[must_use]
    pub fn met_zoekvraag(mut self, q: &str) -> Self {
        q.clone_into(&mut self.zoekvraag);
        self
    }

    /// The URL of an asset.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }
}

/// The page to log in, from a page to come back to.
fn inlogadres(pad: &str) -> String {
    // From the home page there is nothing to come back to; the account is where one is sent anyway.
    if matches!(pad, "" | "/") || pad.starts_with("/inloggen") {
        return "/inloggen".to_owned();
    }
    let pad: String = form_urlencoded::byte_serialize(pad.as_bytes()).collect();
    format!("/inloggen?naar={pad}")
}

/// An error as a page.
#[derive(Debug, Template)]
#[template(path = "fout.html")]
pub struct FoutPagina {
    /// The frame.
    pub kader: Kader,
    /// The status of the answer.
    pub status: u16,
    /// What is the matter.
    pub titel: String,
    /// What to do.
    pub detail: String,
    /// Everything that is wrong with the input: where, and what to do.
    pub fouten: Vec<(String, String)>,
    /// The name of the request in the log.
    pub verwijzing: String,
}

/// A page as an answer.
pub fn antwoord(pagina: &impl Template) -> Response {
    match pagina.render() {
        Ok(html) => Html(html).into_response(),
        Err(fout) => {
            tracing::error!(%fout, "a page could not be rendered");
            let tekst = "Er ging iets mis bij ons. Probeer het later opnieuw.";
            let soort = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            (StatusCode::INTERNAL_SERVER_ERROR, soort, tekst).into_response()
        }
    }
}

/// A page as an answer with a status of its own.
pub fn met_status(status: StatusCode, pagina: &impl Template) -> Response {
    let mut antwoord = antwoord(pagina);
    *antwoord.status_mut() = status;
    antwoord
}

/// Sends the reader to the lasting address of what was asked.
pub fn omleiding(pad: &str) -> Response {
    (
        StatusCode::PERMANENT_REDIRECT,
        [(header::LOCATION, adres(pad))],
    )
        .into_response()
}

/// Sends the reader to what they probably want, this time.
pub fn doorverwijzing(pad: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, adres(pad))]).into_response()
}

/// A path as a header holds it: in plain characters. What ends a header leads home.
fn adres(pad: &str) -> HeaderValue {
    let mut gewoon = String::with_capacity(pad.len());
    for teken in pad.chars() {
        if teken.is_ascii() {
            gewoon.push(teken);
        } else {
            let mut bytes = [0; 4];
            gewoon.extend(form_urlencoded::byte_serialize(
                teken.encode_utf8(&mut bytes).as_bytes(),
            ));
        }
    }
    HeaderValue::from_str(&gewoon).unwrap_or(HeaderValue::from_static("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plain_and_ends_no_header() {
        for (pad, kop) in [
            ("/over?x=a%20b#c", "/over?x=a%20b#c"),
            ("/zoeken?q=cliënten", "/zoeken?q=cli%C3%ABnten"),
            ("/\u{560d}\u{560a}X: ja", "/%E5%98%8D%E5%98%8AX: ja"),
            ("/over\r\nX: ja", "/"),
            ("/over\0", "/"),
        ] {
            assert_eq!(adres(pad), kop, "{pad:?}");
        }
    }
}
