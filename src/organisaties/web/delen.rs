//! What the pages of gemeenten, parts of the country and the map share.

use crate::{
    http::beeld::Link,
    organisaties::model::{Gebied, Gemeente},
    stukken::model::Soort,
    zoeken::model::{Facet, Vraag},
};

/// A link to the page of a part of the country.
pub fn naar_gebied(gebied: Gebied) -> Link {
    Link {
        url: gebied.pad(),
        tekst: gebied.label().to_owned(),
        bij: String::new(),
    }
}

/// A link to the page of a gemeente.
pub fn naar_gemeente(gemeente: &Gemeente) -> Link {
    Link {
        url: gemeente.pad(),
        tekst: gemeente.titel.clone(),
        bij: String::new(),
    }
}

/// The search for praktijken, of a part of the country or of all.
pub fn zoek_praktijken(gebied: Option<Gebied>) -> Vraag {
    let vraag = Vraag::default().met_filter(Facet::Soort, vec![Soort::Praktijk.to_string()]);
    match gebied {
        Some(gebied) => beperk(&vraag, gebied),
        None => vraag,
    }
}

/// A search, only in a part of the country.
pub fn beperk(vraag: &Vraag, gebied: Gebied) -> Vraag {
    match gebied {
        Gebied::Provincie(p) => vraag.met_filter(Facet::Provincie, vec![p.to_string()]),
        Gebied::Grootte(g) => vraag.met_filter(Facet::Gemeentegrootte, vec![g.to_string()]),
    }
}
