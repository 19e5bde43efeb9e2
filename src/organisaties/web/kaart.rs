//! The map: a tile for each province, and the same figures as a table.

use askama::Template;

use super::delen::{naar_gebied, zoek_praktijken};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{beeld::Link, render::Kader},
    organisaties::{
        model::{Aandeel, Cijfers, Gebied, Gemeentegrootte, Landkaart, Provincie},
        service,
    },
    taal,
};

/// One square of the drawing, and the space between two tiles.
const VAK: u32 = 40;
const VOEG: u32 = 4;

/// The page with the map.
#[derive(Debug, Template)]
#[template(path = "provincies.html")]
pub struct KaartPagina {
    kader: Kader,
    /// How many gemeenten share a praktijk, in a sentence.
    stand: String,
    tegels: Vec<Tegel>,
    legenda: Vec<(&'static str, &'static str)>,
    provincies: Vec<Rij>,
    groottes: Vec<Rij>,
    alle_praktijken: String,
}

/// A tile of the map, in units of the drawing.
#[derive(Debug)]
struct Tegel {
    url: String,
    /// What it says to the ear.
    label: String,
    naam: &'static str,
    code: &'static str,
    delen: u64,
    gemeenten: u64,
    klasse: &'static str,
    tekst_klasse: &'static str,
    x: u32,
    y: u32,
    breed: u32,
    hoog: u32,
    /// Where the words begin, and their two lines.
    tekst_x: u32,
    naam_y: u32,
    getal_y: u32,
}

/// A row of a table.
#[derive(Debug)]
struct Rij {
    gebied: Link,
    gemeenten: String,
    delen: String,
    praktijken: String,
}

impl KaartPagina {
    /// Puts the page together.
    ///
    /// # Errors
    /// Database or index fail.
    pub async fn maak(app: &App, ctx: &Ctx) -> Result<Self> {
        let landkaart = service::landkaart(ctx, &app.db, &app.index).await?;
        let (gemeenten, delen) = landkaart.stand();
        let getal = |n: u64| taal::getal(n.cast_signed());
        let mut provincies = Provincie::ALLE.to_vec();
        provincies.sort_by_key(|p| p.label());
        Ok(Self {
            kader: Kader::nieuw(app, ctx, Some("organisaties")).op("/provincies"),
            stand: format!(
                "{} van de {} gemeenten {} hier een praktijk.",
                getal(delen),
                getal(gemeenten),
                if delen == 1 { "deelt" } else { "delen" },
            ),
            tegels: Provincie::ALLE
                .iter()
                .map(|p| tegel(&landkaart, *p))
                .collect(),
            legenda: Aandeel::ALLE
                .iter()
                .map(|a| (vulling(*a), a.label()))
                .collect(),
            provincies: provincies
                .into_iter()
                .map(|p| rij(&landkaart, Gebied::Provincie(p)))
                .collect(),
            groottes: Gemeentegrootte::ALLE
                .iter()
                .map(|g| rij(&landkaart, Gebied::Grootte(*g)))
                .collect(),
            alle_praktijken: zoek_praktijken(None).pad(),
        })
    }
}

/// Where a province lies, in squares from the top left: column, row, width, height. The twelve
/// together have roughly the shape of the country.
const fn plek(provincie: Provincie) -> (u32, u32, u32, u32) {
    match provincie {
        Provincie::Fryslan => (4, 0, 3, 4),
        Provincie::Groningen => (7, 0, 4, 2),
        Provincie::Drenthe => (7, 2, 4, 2),
        Provincie::NoordHolland => (1, 2, 3, 4),
        Provincie::Flevoland => (4, 4, 3, 2),
        Provincie::Overijssel => (7, 4, 4, 2),
        Provincie::ZuidHolland => (0, 6, 4, 2),
        Provincie::Utrecht => (4, 6, 3, 2),
        Provincie::Gelderland => (7, 6, 4, 2),
        Provincie::Zeeland => (0, 8, 3, 2),
        Provincie::NoordBrabant => (3, 8, 5, 2),
        Provincie::Limburg => (8, 8, 3, 3),
    }
}

/// The letters of a province, for a screen on which its name does not fit.
const fn code(provincie: Provincie) -> &'static str {
    match provincie {
        Provincie::Groningen => "GR",
        Provincie::Fryslan => "FR",
        Provincie::Drenthe => "DR",
        Provincie::Overijssel => "OV",
        Provincie::Flevoland => "FL",
        Provincie::Gelderland => "GE",
        Provincie::Utrecht => "UT",
        Provincie::NoordHolland => "NH",
        Provincie::ZuidHolland => "ZH",
        Provincie::Zeeland => "ZE",
        Provincie::NoordBrabant => "NB",
        Provincie::Limburg => "LI",
    }
}

/// The fill of a step: darker is more.
const fn vulling(aandeel: Aandeel) -> &'static str {
    match aandeel {
        Aandeel::Geen => "k-leeg",
        Aandeel::Enkele => "k-licht",
        Aandeel::Meer => "k-midden",
        Aandeel::Veel => "k-accent",
    }
}

fn tegel(landkaart: &Landkaart, provincie: Provincie) -> Tegel {
    let gebied = Gebied::Provincie(provincie);
    let Cijfers {
        gemeenten, delen, ..
    } = landkaart.cijfers(gebied);
    let aandeel = Aandeel::van(delen, gemeenten);
    let (kolom, regel, breed, hoog) = plek(provincie);
    let (x, y, hoog) = (kolom * VAK, regel * VAK, hoog * VAK - VOEG);
    Tegel {
        url: gebied.pad(),
        label: format!(
            "{}: {delen} van {}",
            provincie.label(),
            taal::aantal(gemeenten, "gemeente", "gemeenten")
        ),
        naam: provincie.label(),
        code: code(provincie),
        delen,
        gemeenten,
        klasse: vulling(aandeel),
        tekst_klasse: if aandeel == Aandeel::Veel {
            "t-wit"
        } else {
            ""
        },
        x,
        y,
        breed: breed * VAK - VOEG,
        hoog,
        tekst_x: x + 10,
        naam_y: y + 26,
        getal_y: y + hoog - 14,
    }
}

fn rij(landkaart: &Landkaart, gebied: Gebied) -> Rij {
    let cijfers = landkaart.cijfers(gebied);
    let getal = |n: u64| taal::getal(n.cast_signed());
    Rij {
        gebied: naar_gebied(gebied),
        gemeenten: getal(cijfers.gemeenten),
        delen: getal(cijfers.delen),
        praktijken: getal(cijfers.praktijken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tiles_lie_on_each_other() {
        let mut bezet = std::collections::BTreeMap::new();
        for provincie in Provincie::ALLE {
            let (kolom, regel, breed, hoog) = plek(*provincie);
            for x in kolom..kolom + breed {
                for y in regel..regel + hoog {
                    let ander = bezet.insert((x, y), *provincie);
                    assert_eq!(ander, None, "{provincie} at {x}, {y}");
                }
            }
        }
    }
}
