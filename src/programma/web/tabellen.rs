//! What the tables and pictures of thema's and states say.

use super::beeld::{Getal, Rij, Staaf, delen};
use crate::{
    programma::{
        model::{Keuze, Kwartaal, Onderdeel, Thema, Themarij},
        service::Programma,
    },
    stukken::model::Kop,
};

/// The fill of each kind in the picture of all thema's.
pub const VULLINGEN: [(&str, Onderdeel); 4] = [
    ("k-accent", Onderdeel::Knelpunten),
    ("k-midden", Onderdeel::Proefprojecten),
    ("k-licht", Onderdeel::Praktijken),
    ("k-leeg", Onderdeel::Kennisvragen),
];

/// A row of everything that is counted: a thema, what belongs to none, or all together.
struct Regel {
    naam: String,
    url: String,
    thema: Thema,
    rij: Themarij,
}

/// The rows: the thema's by name, what belongs to none, and all together.
fn regels(programma: &Programma) -> Vec<Regel> {
    let tabel = &programma.tabel;
    let van_thema = |kop: &Kop| Regel {
        naam: kop.titel.clone(),
        url: kop.pad(),
        thema: Thema::Bij(kop.slug.to_string()),
        rij: tabel.themas.get(&kop.id).cloned().unwrap_or_default(),
    };
    let rest = |naam: &str, thema, rij: &Themarij| Regel {
        naam: naam.to_owned(),
        url: String::new(),
        thema,
        rij: rij.clone(),
    };
    let themas = programma.themas.iter().map(van_thema);
    let zonder = rest("Hoort bij geen thema", Thema::Zonder, &tabel.zonder);
    let alles = rest("Alle samen, elk één keer", Thema::Alle, &tabel.alles);
    themas.chain([zonder, alles]).collect()
}

/// A number of a row.
fn cel(
    regel: &Regel,
    onderdeel: Option<Onderdeel>,
    stand: Option<(&'static str, &'static str)>,
    kwartaal: Option<Kwartaal>,
) -> Getal {
    let aantal = match (onderdeel, stand) {
        (Some(onderdeel), Some((waarde, _))) => regel.rij.aantal(onderdeel, waarde),
        (Some(onderdeel), None) => regel.rij.samen(onderdeel),
        (None, _) => regel.rij.totaal(),
    };
    let keuze = Keuze {
        stand: stand.map(|(waarde, _)| waarde),
        thema: regel.thema.clone(),
        ..Keuze::alle(onderdeel, kwartaal)
    };
    let wat = onderdeel.map_or("samen", |onderdeel| onderdeel.woorden().1);
    let stand = stand.map(|(_, label)| format!(", {}", label.to_lowercase()));
    let wat = format!("{wat}{}: {}", stand.unwrap_or_default(), regel.naam);
    Getal::nieuw(aantal, keuze.pad(1), wat)
}

/// A bar for each thema that has something, divided by kind.
pub fn staven(programma: &Programma, kwartaal: Option<Kwartaal>) -> Vec<Staaf> {
    let regels: Vec<Regel> = regels(programma)
        .into_iter()
        .filter(|regel| regel.thema != Thema::Alle && regel.rij.totaal() > 0)
        .collect();
    let meeste = regels.iter().map(|regel| regel.rij.totaal()).max();
    let staaf = |regel: &Regel| {
        let van =
            |(klasse, onderdeel): (&'static str, Onderdeel)| (regel.rij.samen(onderdeel), klasse);
        Staaf {
            naam: regel.naam.clone(),
            url: regel.url.clone(),
            delen: delen(&VULLINGEN.map(van), meeste.unwrap_or_default()),
            getal: cel(regel, None, None, kwartaal),
        }
    };
    regels.iter().map(staaf).collect()
}

/// The rows of the table behind it: a column for each kind, and all together.
pub fn per_thema(programma: &Programma, kwartaal: Option<Kwartaal>) -> Vec<Rij> {
    let rij = |regel: Regel| {
        let soorten = Onderdeel::ALLE.iter().copied().map(Some);
        let cellen = soorten.chain([None]);
        Rij {
            cellen: cellen
                .map(|onderdeel| cel(&regel, onderdeel, None, kwartaal))
                .collect(),
            naam: regel.naam,
            url: regel.url,
        }
    };
    regels(programma).into_iter().map(rij).collect()
}

/// How the items of one kind stand.
#[derive(Debug)]
pub struct Stand {
    /// Its place on the page.
    pub id: &'static str,
    /// The heading.
    pub titel: &'static str,
    /// What one of them is called, and more.
    pub woorden: (&'static str, &'static str),
    /// A bar for each state.
    pub staven: Vec<Staaf>,
    /// The states, as headings of the table.
    pub kolommen: Vec<&'static str>,
    /// The thema's that have such items, with a number for each state and one for all.
    pub rijen: Vec<Rij>,
}

/// How the items of a kind stand, per thema.
pub fn stand(programma: &Programma, onderdeel: Onderdeel, kwartaal: Option<Kwartaal>) -> Stand {
    let standen = onderdeel.standen();
    let regels = regels(programma);
    let van_alle = regels.last();
    let hoeveel = |waarde| programma.tabel.alles.aantal(onderdeel, waarde);
    let meeste = standen.iter().map(|(waarde, _)| hoeveel(waarde)).max();
    let staaf = |stand: &(&'static str, &'static str)| {
        Some(Staaf {
            naam: stand.1.to_owned(),
            url: String::new(),
            delen: delen(
                &[(hoeveel(stand.0), "k-midden")],
                meeste.unwrap_or_default(),
            ),
            getal: cel(van_alle?, Some(onderdeel), Some(*stand), kwartaal),
        })
    };
    let rij = |regel: &Regel| {
        let per_stand = standen.iter().copied().map(Some).chain([None]);
        Rij {
            naam: regel.naam.clone(),
            url: regel.url.clone(),
            cellen: per_stand
                .map(|stand| cel(regel, Some(onderdeel), stand, kwartaal))
                .collect(),
        }
    };
    let heeft = |regel: &&Regel| regel.rij.samen(onderdeel) > 0;
    Stand {
        id: onderdeel.waarde(),
        titel: onderdeel.label(),
        woorden: onderdeel.woorden(),
        staven: standen.iter().filter_map(staaf).collect(),
        kolommen: standen.iter().map(|(_, label)| *label).collect(),
        rijen: regels.iter().filter(heeft).map(rij).collect(),
    }
}

/// What the file says of all thema's: thema, its slug, kind, state, number, and where what it counts is.
pub fn bestand(programma: &Programma, kwartaal: Option<Kwartaal>) -> Vec<[String; 6]> {
    let mut rijen = Vec::new();
    for regel in regels(programma) {
        let slug = match &regel.thema {
            Thema::Bij(slug) => slug.clone(),
            Thema::Alle | Thema::Zonder => String::new(),
        };
        for onderdeel in Onderdeel::ALLE {
            for stand in onderdeel.standen() {
                let aantal = regel.rij.aantal(*onderdeel, stand.0);
                let keuze = Keuze {
                    stand: Some(stand.0),
                    thema: regel.thema.clone(),
                    ..Keuze::alle(Some(*onderdeel), kwartaal)
                };
                rijen.push([
                    regel.naam.clone(),
                    slug.clone(),
                    onderdeel.to_string(),
                    stand.0.to_owned(),
                    aantal.to_string(),
                    keuze.pad(1),
                ]);
            }
        }
    }
    rijen
}
