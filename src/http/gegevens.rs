//! What the head of a page says to programs: metadata after OWMS (DCTERMS) and schema.org.

use std::fmt;

use serde::Serialize;
use serde_json::{Value, json};

use super::{api::moment, beeld, slot::vast_pad};
use crate::{
    app::App,
    stukken::model::{Kop, Soort},
};

/// JSON as the content of a data block in HTML. Nothing in it can end the block: `<`, `>` and `&`
/// are written as escapes of JSON. Only this type may be printed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonLd(String);

impl JsonLd {
    /// A value as a data block.
    pub fn van(waarde: &impl Serialize) -> Self {
        let json = serde_json::to_string(waarde).unwrap_or_else(|fout| {
            tracing::error!(%fout, "a data block could not be written as JSON");
            "null".to_owned()
        });
        let json = json.replace('<', "\\u003c").replace('>', "\\u003e");
        Self(json.replace('&', "\\u0026"))
    }
}

impl fmt::Display for JsonLd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for JsonLd {}

impl askama::FastWritable for JsonLd {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

/// The metadata of a page about a stuk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gegevens {
    /// Terms of DCTERMS with their values.
    pub termen: Vec<(&'static str, String)>,
    /// The same for search engines.
    pub json_ld: JsonLd,
}

impl Gegevens {
    /// The metadata of a stuk. There is no `creator`: no organisation has taken the platform over
    /// yet, and a praktijk told from a source is not written by its gemeente.
    pub fn van(app: &App, kop: &Kop) -> Self {
        let adres = |pad: String| format!("{}{pad}", app.basis_url);
        let gewijzigd = moment(kop.gewijzigd_op);
        Self {
            termen: vec![
                ("title", kop.titel.clone()),
                ("identifier", adres(vast_pad(kop))),
                ("type", kop.soort.label().to_lowercase()),
                ("modified", gewijzigd.clone()),
                ("language", "nl-NL".to_owned()),
            ],
            json_ld: JsonLd::van(&json!({
                "@context": "https://schema.org",
                "@graph": [kruimels(kop, adres), pagina(kop, adres, &gewijzigd)],
            })),
        }
    }
}

fn kruimels(kop: &Kop, adres: impl Fn(String) -> String) -> Value {
    let stap = |n: u8, naam: &str, pad: String| json!({ "@type": "ListItem", "position": n, "name": naam, "item": adres(pad) });
    json!({
        "@type": "BreadcrumbList",
        "itemListElement": [
            stap(1, "Start", "/".to_owned()),
            stap(2, kop.soort.label_meervoud(), format!("/{}", kop.soort.meervoud())),
            stap(3, &kop.titel, kop.pad()),
        ],
    })
}

fn pagina(kop: &Kop, adres: impl Fn(String) -> String, gewijzigd: &str) -> Value {
    let verteld = matches!(
        kop.soort,
        Soort::Praktijk
            | Soort::Proefproject
            | Soort::Knelpunt
            | Soort::Bevinding
            | Soort::Kennisvraag
            | Soort::Besluit
            | Soort::Publicatie
    );
    let mut pagina = json!({
        "@type": if verteld { "Article" } else { "WebPage" },
        "@id": adres(vast_pad(kop)),
        "url": adres(kop.pad()),
        "name": kop.titel,
        "description": kop.samenvatting,
        "inLanguage": "nl-NL",
        "dateModified": gewijzigd,
        "isPartOf": { "@type": "WebSite", "name": "Dwarsverband", "url": adres("/".to_owned()) },
    });
    if verteld {
        pagina["headline"] = kop.titel.clone().into();
    }
    if let Some(kenmerk) = &kop.kenmerk {
        pagina["identifier"] = kenmerk.to_string().into();
    }
    if let Some(bron) = &kop.bron {
        pagina["isBasedOn"] = json!({ "@type": "CreativeWork", "name": bron.naam });
        if let Some(url) = &bron.url {
            pagina["isBasedOn"]["url"] = url.clone().into();
        }
    }
    let nummer = beeld::nummer(kop);
    match kop.soort {
        Soort::Regeling => {
            pagina["about"] = json!({ "@type": "Legislation", "name": kop.titel });
            if !nummer.is_empty() {
                pagina["about"]["legislationIdentifier"] = nummer.into();
            }
        }
        Soort::Organisatie => {
            pagina["about"] = json!({ "@type": "Organization", "name": kop.titel });
            if !nummer.is_empty() {
                pagina["about"]["identifier"] = nummer.into();
            }
        }
        _ => {}
    }
    pagina
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_data_block_can_end_it() {
        let kwaad = "</script><script>alert('&')</script><!--";
        let blok = JsonLd::van(&json!({ "naam": kwaad })).to_string();
        assert!(!blok.contains(['<', '>', '&']), "{blok}");
        let terug: Value = serde_json::from_str(&blok).unwrap();
        assert_eq!(terug["naam"], kwaad);
    }
}
