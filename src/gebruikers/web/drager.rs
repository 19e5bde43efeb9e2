//! The token that a program sends along (RFC 6750): in the header, never in an address, which stands
//! in logs and in the history of browsers.

use axum::http::{HeaderMap, header};

use crate::gebruikers::model::token::VOORVOEGSEL;

const SCHEMA: &[u8] = b"bearer";

/// What stands behind `Bearer`; none when nothing of the kind was sent. On a page only what looks like
/// a token of ours counts: something in front of the platform may use the same header.
pub fn lees(headers: &HeaderMap, is_api: bool) -> Option<&str> {
    let alle = headers.get_all(header::AUTHORIZATION).iter();
    let mut alle = alle.filter_map(|waarde| bearer(waarde.as_bytes()));
    let eerste = alle.next()?;
    // Of two nobody can say which is meant: neither works.
    let token = alle.next().map_or(eerste, |_| "");
    (is_api || eerste.starts_with(VOORVOEGSEL)).then_some(token)
}

fn bearer(waarde: &[u8]) -> Option<&str> {
    let (schema, rest) = waarde.split_at_checked(SCHEMA.len())?;
    let is_bearer = schema.eq_ignore_ascii_case(SCHEMA);
    let los = rest.first().is_none_or(u8::is_ascii_whitespace);
    (is_bearer && los).then(|| std::str::from_utf8(rest).unwrap_or_default().trim())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_a_token_in_the_header_counts() {
        for (koppen, api, pagina) in [
            (&[][..], None, None),
            (&["Bearer dwv_x"], Some("dwv_x"), Some("dwv_x")),
            (&["bEARER  dwv_x "], Some("dwv_x"), Some("dwv_x")),
            (&["Bearer iets"], Some("iets"), None),
            (&["Bearer"], Some(""), None),
            (&["Bearer \u{e9}\u{e9}"], Some("\u{e9}\u{e9}"), None),
            (&["Bearerdwv_x"], None, None),
            (&["Basic dwv_x"], None, None),
            (&["dwv_x"], None, None),
            (&["Basic abc", "Bearer dwv_x"], Some("dwv_x"), Some("dwv_x")),
            (&["Bearer dwv_x", "Bearer dwv_y"], Some(""), Some("")),
        ] {
            let mut headers = HeaderMap::new();
            for kop in koppen {
                let waarde = HeaderValue::from_bytes(kop.as_bytes()).expect("a header");
                headers.append(header::AUTHORIZATION, waarde);
            }
            assert_eq!(lees(&headers, true), api, "{koppen:?}");
            assert_eq!(lees(&headers, false), pagina, "{koppen:?}");
        }
    }
}
