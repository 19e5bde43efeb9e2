//! What a page is made of, to see that a text added nothing to it.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};
use serde_json::Value;

use crate::{regels::bekend::BASIS, support::Antwoord};

/// Attributes that make a browser go or load somewhere.
const ADRESSEN: [&str; 14] = [
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
    "ping",
    "srcset",
    "manifest",
    "archive",
    "codebase",
    "content",
];

/// Where a text that somebody wrote may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Nowhere.
    Geen,
    /// Elsewhere on the web or to a mailbox, by a link to click.
    Klikbaar,
}

/// The kinds of elements of a page, each with the names of its attributes, and its addresses.
#[derive(Debug, Default)]
pub struct Vorm {
    elementen: BTreeSet<String>,
    adressen: BTreeSet<(String, String)>,
}

impl Vorm {
    /// Of a page, or of the errors of a form.
    pub fn van(html: &str) -> Self {
        let pagina = Html::parse_document(html);
        let mut vorm = Self::default();
        let elementen = pagina.tree.nodes().filter_map(ElementRef::wrap);
        for element in elementen {
            let naam = element.value().name();
            let mut namen: Vec<String> = Vec::new();
            for (attribuut, waarde) in &element.value().attrs {
                let attribuut = attribuut.local.to_string();
                let is_adres = ADRESSEN.contains(&attribuut.as_str())
                    && (naam != "meta" || element.attr("http-equiv").is_some());
                if is_adres {
                    let adres = (format!("{naam} {attribuut}"), waarde.to_string());
                    vorm.adressen.insert(adres);
                }
                namen.push(attribuut);
            }
            namen.sort();
            vorm.elementen.insert(format!("{naam} {}", namen.join(" ")));
        }
        vorm
    }

    /// With what another page has.
    #[must_use]
    pub fn en(mut self, ander: Self) -> Self {
        self.elementen.extend(ander.elementen);
        self.adressen.extend(ander.adressen);
        self
    }

    /// What this page has that the harmless one has not.
    pub fn teveel(&self, gewoon: &Self, links: Links) -> Vec<String> {
        let elementen = self.elementen.difference(&gewoon.elementen).cloned();
        let adressen = self
            .adressen
            .difference(&gewoon.adressen)
            .filter(|(plek, adres)| !mag(plek, adres, links))
            .map(|(plek, adres)| format!("{plek}={adres}"));
        elementen.chain(adressen).collect()
    }
}

fn mag(plek: &str, adres: &str, links: Links) -> bool {
    let eigen = adres.starts_with('#')
        || adres.starts_with('?')
        || (adres.starts_with('/') && !adres.starts_with("//") && !adres.starts_with("/\\"))
        || adres == BASIS
        || adres
            .strip_prefix(BASIS)
            .is_some_and(|rest| rest.starts_with('/'));
    // What has no scheme is a page below this one.
    let kop = adres.split(':').next().unwrap_or_default();
    let is_schema = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let zonder_schema = !kop.chars().all(is_schema) && !adres.starts_with("//");
    let klik = zonder_schema
        || ["https://", "http://", "mailto:"]
            .iter()
            .any(|s| adres.starts_with(s));
    let zuiver = !adres.contains(|c: char| c.is_control());
    zuiver && (eigen || (klik && links == Links::Klikbaar && plek == "a href"))
}

/// What a text added to a page, told so that it can be found.
pub fn meer_dan_tekst(
    antwoord: &Antwoord,
    gewoon: &Vorm,
    links: Links,
    wat: &str,
    lading: &str,
) -> Option<String> {
    let fout = |wat_er_is: &str| Some(format!("{wat} with {lading:?}: {wat_er_is}"));
    if antwoord.status.as_u16() >= 500 {
        return fout(antwoord.status.as_str());
    }
    let soort = antwoord.kop("content-type");
    if soort.starts_with("application/") {
        return json_met_meer(antwoord).and_then(|gezien| fout(&gezien));
    }
    if antwoord.status.is_redirection() || soort.starts_with("text/csv") {
        return None;
    }
    if soort != "text/html; charset=utf-8" {
        return fout(soort);
    }
    let teveel = Vorm::van(&antwoord.tekst).teveel(gewoon, links);
    if teveel.is_empty() {
        return None;
    }
    fout(&format!("{} has {teveel:?}", antwoord.status))
}

/// JSON is never taken for a page, and its fragments hold nothing but marks.
fn json_met_meer(antwoord: &Antwoord) -> Option<String> {
    if antwoord.kop("x-content-type-options") != "nosniff" {
        return Some("may be taken for something else".to_owned());
    }
    let json = antwoord.json();
    for treffer in json["resultaten"].as_array().into_iter().flatten() {
        let fragment = treffer["fragment"].as_str().unwrap_or_default();
        let kaal = !fragment
            .replace("<mark>", "")
            .replace("</mark>", "")
            .contains('<');
        let url = treffer["url"].as_str().unwrap_or_default();
        if !kaal || !(url.is_empty() || mag("a href", url, Links::Geen)) {
            return Some(format!("{fragment} at {url}"));
        }
    }
    None
}

/// The data for programs on a page: whole, and with nothing in it that a browser runs.
pub fn data(html: &str) -> Option<Value> {
    let blok = html.split(crate::paginas::DATABLOK).nth(1)?;
    serde_json::from_str(blok.split("</script>").next()?).ok()
}

#[test]
fn what_a_text_adds_is_seen() {
    let gewoon = Vorm::van("<p>x</p><a href=\"/over\" class=\"x\">x</a><a href=\"/\">x</a>");
    for (html, links, gezien) in [
        ("<p>&lt;script&gt;</p>", Links::Geen, false),
        ("<p>x</p><script>x</script>", Links::Geen, true),
        ("<p onclick=x>x</p>", Links::Geen, true),
        ("<a href=\"javascript:x\">x</a>", Links::Klikbaar, true),
        (
            "<a href=\"https://elders.example\">x</a>",
            Links::Geen,
            true,
        ),
        (
            "<a href=\"https://elders.example\">x</a>",
            Links::Klikbaar,
            false,
        ),
        ("<a href=\"//elders.example\">x</a>", Links::Klikbaar, true),
        ("<a href=\"/themas\">x</a>", Links::Geen, false),
        ("<a href=\"java%0Ascript:x\">x</a>", Links::Klikbaar, false),
        ("<a href=\"java\nscript:x\">x</a>", Links::Klikbaar, true),
    ] {
        let teveel = Vorm::van(html).teveel(&gewoon, links);
        assert_eq!(!teveel.is_empty(), gezien, "{html}: {teveel:?}");
    }
}
