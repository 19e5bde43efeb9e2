//! What a program sends: a group of fields in JSON.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::{
    error::Fouten,
    http::error::{ApiError, geen_json},
    ids::kort,
    velden::{Groep, Velden},
};

/// The fields of the body of a request. A handler reads them by name, and [`Velden::klaar`] refuses
/// what nobody asked for.
#[derive(Debug)]
pub struct Invoer(pub Velden);

impl<S: Send + Sync> FromRequest<S> for Invoer {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let soort = request.headers().get(header::CONTENT_TYPE);
        let soort = soort.and_then(|s| s.to_str().ok()).unwrap_or_default();
        let (mediatype, _) = soort.split_once(';').unwrap_or((soort, ""));
        if !mediatype.trim().eq_ignore_ascii_case("application/json") {
            return Err(geen_json());
        }
        match Bytes::from_request(request, state).await {
            Ok(bytes) => velden(&bytes)
                .map(Self)
                .map_err(|fouten| ApiError(fouten.into()).into_response()),
            // The layer of the limit says what is too large (`grens`).
            Err(fout) if fout.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(StatusCode::PAYLOAD_TOO_LARGE.into_response())
            }
            Err(_) => {
                let melding = "De vraag kwam niet heel aan. Verstuur haar opnieuw.";
                Err(ApiError(een_fout("afgebroken", melding.into()).into()).into_response())
            }
        }
    }
}

/// What the whole of the body is called in an error.
const HEEL: &str = "invoer";

fn een_fout(code: &'static str, melding: String) -> Fouten {
    let mut fouten = Fouten::new();
    fouten.meld(HEEL, code, melding);
    fouten
}

fn velden(bytes: &[u8]) -> Result<Velden, Fouten> {
    match serde_json::from_slice::<Groep>(bytes) {
        Ok(Groep {
            dubbel: Some(veld), ..
        }) => {
            let mut fouten = Fouten::new();
            let melding = "Dit veld staat er twee keer. Haal er een weg.";
            fouten.meld(kort(&veld), "dubbel", melding);
            Err(fouten)
        }
        Ok(Groep { velden, .. }) => Ok(Velden::nieuw(velden)),
        Err(fout) if fout.is_data() => Err(een_fout(
            "geen-groep",
            "Stuur één groep velden: {\"titel\": …}.".into(),
        )),
        Err(fout) => {
            let (regel, teken) = (fout.line(), fout.column());
            let melding =
                format!("Dit is geen geldige JSON. Kijk bij regel {regel}, teken {teken}.");
            Err(een_fout("geen-json", melding))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_read_says_where() {
        for (tekst, veld, code) in [
            ("", "invoer", "geen-json"),
            ("{\"titel\": }", "invoer", "geen-json"),
            ("{} {}", "invoer", "geen-json"),
            ("[1]", "invoer", "geen-groep"),
            ("\"tekst\"", "invoer", "geen-groep"),
            ("{\"titel\": \"a\", \"titel\": \"b\"}", "titel", "dubbel"),
        ] {
            let fouten = velden(tekst.as_bytes()).expect_err(tekst);
            let gevonden: Vec<_> = fouten.iter().map(|f| (f.veld.as_str(), f.code)).collect();
            assert_eq!(gevonden, [(veld, code)], "{tekst}");
        }
        let mut goed = velden(b"{\"titel\": \"a\"}").expect("fields");
        assert_eq!(goed.regel("titel", 9).as_deref(), Some("a"));
        assert!(velden(b"\xff").is_err());
    }
}
