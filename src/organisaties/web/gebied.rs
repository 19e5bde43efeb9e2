//! The page of a province or a size class: its gemeenten, and what they share.

use askama::Template;

use super::delen::{naar_gebied, naar_gemeente, zoek_praktijken};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{Kaart, Link},
        render::Kader,
    },
    organisaties::{
        model::{Cijfers, Gebied, Gemeente, Gemeentegrootte, Provincie},
        service,
    },
    taal,
    zoeken::{
        model::{Sorteer, Vraag},
        service::{kaarten::met_feiten, zoek},
    },
};

/// Praktijken that the page shows; search has them all.
const PRAKTIJKEN: u64 = 6;

/// The page of a part of the country.
#[derive(Debug, Template)]
#[template(path = "gebied.html")]
pub struct GebiedPagina {
    kader: Kader,
    titel: String,
    lead: String,
    soort: &'static str,
    pad: String,
    getallen: Vec<(&'static str, String)>,
    praktijken: Vec<Kaart>,
    alle_praktijken: Link,
    /// How many gemeenten, in words.
    aantal: String,
    gemeenten: Vec<Link>,
    andere_titel: &'static str,
    /// The other parts of the same sort.
    andere: Vec<Link>,
}

impl GebiedPagina {
    /// Puts the page together.
    ///
    /// # Errors
    /// Database or index fail.
    pub async fn maak(app: &App, ctx: &Ctx, gebied: Gebied) -> Result<Self> {
        let landkaart = service::landkaart(ctx, &app.db, &app.index).await?;
        let cijfers = landkaart.cijfers(gebied);
        let vraag = Vraag {
            facetten: false,
            per_pagina: PRAKTIJKEN,
            sorteer: Sorteer::Nieuwste,
            ..zoek_praktijken(Some(gebied))
        };
        let mut gevonden = zoek(ctx, &app.db, &app.index, &vraag).await?;
        met_feiten(ctx, &app.db, &mut gevonden.treffers).await?;
        let (titel, soort, lead) = woorden(gebied);
        let pad = gebied.pad();
        Ok(Self {
            kader: Kader::nieuw(app, ctx, Some("organisaties")).op(&pad),
            titel,
            lead,
            soort,
            getallen: getallen(cijfers),
            praktijken: gevonden.treffers.into_iter().map(Kaart::van).collect(),
            alle_praktijken: Link {
                url: zoek_praktijken(Some(gebied)).pad(),
                tekst: alle(cijfers.praktijken),
                bij: String::new(),
            },
            aantal: taal::aantal(cijfers.gemeenten, "gemeente", "gemeenten"),
            gemeenten: landkaart.gemeenten_van(gebied).map(met_getal).collect(),
            andere_titel: match gebied {
                Gebied::Provincie(_) => "Andere provincies",
                Gebied::Grootte(_) => "Andere groottes",
            },
            andere: andere(gebied),
            pad,
        })
    }
}

/// The title, what sort of part it is, and what one finds there.
fn woorden(gebied: Gebied) -> (String, &'static str, String) {
    let naam = gebied.label();
    match gebied {
        Gebied::Provincie(_) => (
            naam.to_owned(),
            "Provincie",
            format!("Wat gemeenten in {naam} delen, en welke gemeenten er zijn."),
        ),
        Gebied::Grootte(_) => (
            format!("Gemeenten: {}", kleine_letter(naam)),
            "Grootte van de gemeente",
            "Wat gemeenten delen die even groot zijn, en welke gemeenten dat zijn.".to_owned(),
        ),
    }
}

fn kleine_letter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or(String::new(), |eerste| {
        eerste.to_lowercase().chain(letters).collect()
    })
}

fn alle(praktijken: u64) -> String {
    match praktijken {
        1 => "Bekijk de praktijk in de zoekpagina, met filters".to_owned(),
        n => format!(
            "Zoek en filter in alle {}",
            taal::aantal(n, "praktijk", "praktijken")
        ),
    }
}

/// Key figures: naam and getal.
fn getallen(cijfers: Cijfers) -> Vec<(&'static str, String)> {
    let getal = |n: u64| taal::getal(n.cast_signed());
    vec![
        ("gemeenten", getal(cijfers.gemeenten)),
        ("gemeenten met een praktijk", getal(cijfers.delen)),
        ("praktijken", getal(cijfers.praktijken)),
        ("inwoners", taal::getal(cijfers.inwoners)),
    ]
}

fn met_getal(gemeente: &Gemeente) -> Link {
    Link {
        bij: taal::getal(gemeente.praktijken.cast_signed()),
        ..naar_gemeente(gemeente)
    }
}

/// The other parts of the same sort, in the order people expect.
fn andere(gebied: Gebied) -> Vec<Link> {
    let alle: Vec<Gebied> = match gebied {
        Gebied::Provincie(_) => Provincie::ALLE
            .iter()
            .copied()
            .map(Gebied::Provincie)
            .collect(),
        Gebied::Grootte(_) => Gemeentegrootte::ALLE
            .iter()
            .copied()
            .map(Gebied::Grootte)
            .collect(),
    };
    alle.into_iter()
        .filter(|g| *g != gebied)
        .map(naar_gebied)
        .collect()
}
