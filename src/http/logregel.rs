//! The line that every request leaves in the log.

use std::time::Duration;

use axum::{
    extract::{MatchedPath, Request},
    http::StatusCode,
};
use tracing::Span;

use super::afzender::Afzender;
use crate::{ctx::Ctx, logregel::paar, stukken::model::Soort};

/// What a line says when a request was for nothing in particular, or for something that is not there:
/// that is what somebody typed, and may be anything.
const GEEN: &str = "-";
/// Pages of a stuk that only who signalled something opens, also in confidence: their lines name nobody.
const VAN_MELDERS: [&str; 2] = ["navraag", "heropenen-vragen"];
/// Addresses that are no stuk and name nothing but a part of the country.
const GEBIEDEN: [&str; 2] = ["provincies", "gemeentegrootte"];

/// The action of a request: the method, and the form of its address without what fills it.
fn actie(request: &Request) -> String {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("onbekend adres", MatchedPath::as_str);
    format!("{} {route}", request.method())
}

/// The span of a request. What is logged meanwhile stands in it, so it has no more than a line may
/// have: not the address itself, and never the query.
pub fn span(request: &Request) -> Span {
    tracing::info_span!(
        "verzoek",
        actie = actie(request),
        id = tracing::field::Empty,
    )
}

/// What a request asks for, as far as a line may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevraagd {
    /// The first part of the address: a kind.
    soort: String,
    /// Address of the stuk.
    object: Option<String>,
}

impl Gevraagd {
    /// What an address asks for. Only addresses of stukken and areas are named: others may hold a file
    /// name, a code that lets somebody in, or a word that somebody typed.
    pub fn van(pad: &str) -> Self {
        let kaal = pad.strip_prefix("/api/v1").unwrap_or(pad);
        let mut delen = kaal.trim_start_matches('/').split('/');
        let soort = delen.next().unwrap_or_default();
        let bekend = Soort::ALLE.iter().any(|s| s.meervoud() == soort) || GEBIEDEN.contains(&soort);
        let naam = delen.next().filter(|naam| !naam.is_empty() && bekend);
        let object = naam.map(|naam| format!("/{soort}/{naam}"));
        let van_melder = delen.next().is_some_and(|deel| VAN_MELDERS.contains(&deel));
        let soort = if van_melder {
            Soort::Signaal.meervoud()
        } else {
            soort
        };
        Self {
            soort: soort.to_owned(),
            object,
        }
    }

    /// The object in the line, once it is known whether there is such a thing.
    fn object(&self, status: StatusCode) -> &str {
        let is_er = !status.is_client_error();
        self.object.as_deref().filter(|_| is_er).unwrap_or(GEEN)
    }
}

/// Writes the line of a request that was answered.
pub fn schrijf(
    gevraagd: &Gevraagd,
    ctx: &Ctx,
    afzender: Afzender,
    status: StatusCode,
    duur: Duration,
) {
    let actor = ctx.actor.to_string();
    let (actor, object) = paar(&gevraagd.soort, &actor, gevraagd.object(status));
    tracing::info!(
        object,
        resultaat = status.as_u16(),
        herkomst = afzender.woord(),
        actor,
        ms = duur.as_millis(),
        "beantwoord"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logregel::{VERZWEGEN, is_vertrouwelijk};

    #[test]
    fn a_line_names_stukken_and_nothing_that_somebody_typed() {
        for (pad, object) in [
            ("/praktijken/budgetcoach", "/praktijken/budgetcoach"),
            (
                "/praktijken/budgetcoach/wijzigen",
                "/praktijken/budgetcoach",
            ),
            ("/api/v1/regelingen/wmo-2015", "/regelingen/wmo-2015"),
            ("/provincies/overijssel", "/provincies/overijssel"),
            ("/praktijken", "-"),
            ("/praktijken/", "-"),
            ("/zoeken", "-"),
            ("/id/SIG-2026-0001", "-"),
            ("/bijlagen/1/Ziekmelding%20Jan.pdf", "-"),
            ("/wachtwoord/geheim", "-"),
            ("/els@gemeente.example", "-"),
            ("/", "-"),
            ("", "-"),
        ] {
            let gevraagd = Gevraagd::van(pad);
            assert_eq!(gevraagd.object(StatusCode::OK), object, "{pad}");
            // What is not there was typed by somebody.
            assert_eq!(gevraagd.object(StatusCode::NOT_FOUND), "-", "{pad}");
        }
    }

    #[test]
    fn no_line_has_the_pair_of_a_kind_for_few_eyes() {
        for pad in [
            "/signalen/SIG-2026-0001",
            "/api/v1/signalen/SIG-2026-0001",
            "/casussen/1",
            "/casustafels/2/casus",
            "/bevindingen/toegang-tot-hulp",
            "/dwarskijker/werkvoorraad",
            "/knelpunten/wachten/navraag",
            "/knelpunten/wachten/heropenen-vragen",
        ] {
            let gevraagd = Gevraagd::van(pad);
            assert!(is_vertrouwelijk(&gevraagd.soort), "{pad}");
            let regel = paar(
                &gevraagd.soort,
                "account:1",
                gevraagd.object(StatusCode::OK),
            );
            assert_eq!(regel, (VERZWEGEN, VERZWEGEN), "{pad}");
        }
    }
}
