//! The block of a page that says what a stuk hangs together with.

use super::beeld::Link;
use crate::{
    stukken::model::{Buur, Kop, MAX_BUREN, Soort, Stuk},
    taal,
    zoeken::model::{Facet, Vraag},
};

/// Links under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// The heading.
    pub naam: String,
    /// The links.
    pub links: Vec<Link>,
}

/// What a stuk hangs together with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbanden {
    /// The neighbours under the words for how they hang together.
    pub groepen: Vec<Groep>,
    /// What the page leaves out, and the way to it.
    pub meer: Option<Link>,
}

/// The neighbours of a stuk, without the kinds that the page shows elsewhere.
pub fn verbanden<T>(stuk: &Stuk<T>, elders: &[Soort]) -> Verbanden {
    verbanden_buiten(stuk, |b| elders.contains(&b.kop.soort))
}

/// The neighbours of a stuk, without those that the page shows elsewhere.
pub fn verbanden_buiten<T>(stuk: &Stuk<T>, elders: impl Fn(&Buur) -> bool) -> Verbanden {
    let meer = || Link {
        url: zoek_bij(&stuk.kop).pad(),
        tekst: "Zoek ook de oudere".into(),
        bij: format!(
            "Deze pagina kijkt naar de {} nieuwste verbanden.",
            taal::getal(MAX_BUREN.into())
        ),
    };
    Verbanden {
        groepen: groepen(stuk.buren.iter().filter(|b| !elders(b))),
        meer: stuk.meer_buren.then(meer),
    }
}

/// The search for what hangs on a stuk: its document has the titles of what it points at.
fn zoek_bij(kop: &Kop) -> Vraag {
    let facet = match kop.soort {
        Soort::Thema => Facet::Thema,
        Soort::Regeling => Facet::Regeling,
        _ => {
            let titel = kop.titel.replace('"', " ");
            return Vraag::default().met_woorden(&format!("\"{titel}\""));
        }
    };
    Vraag::default().met_filter(facet, vec![kop.slug.to_string()])
}

fn groepen<'a>(buren: impl Iterator<Item = &'a Buur>) -> Vec<Groep> {
    let mut groepen: Vec<Groep> = Vec::new();
    for buur in buren {
        let naam = buur.label();
        let link = Link {
            bij: buur.plaats.clone(),
            ..Link::naar(&buur.kop)
        };
        match groepen.iter_mut().find(|g| g.naam == naam) {
            // Two stukken can point at each other; once is enough for a reader.
            Some(groep) if groep.links.contains(&link) => {}
            Some(groep) => groep.links.push(link),
            None => groepen.push(Groep {
                naam: naam.to_owned(),
                links: vec![link],
            }),
        }
    }
    groepen
}
