//! An invented stuk, as a record for the importer and as a document for the index.

mod schrijver;
mod waarden;

use std::collections::BTreeMap;

use search_index::{Document, Facet, Standing, Weight};
use serde_json::{Value, json};

use self::{
    schrijver::{Schrijver, met_hoofdletter},
    waarden::{
        FASEN, KAMERBRIEF, KOSTEN, LEEFDOMEINEN, MAANDEN, ONDERBOUWINGEN, PUBLICATIESOORTEN,
        SECTIES,
    },
};
use crate::{
    dobbel::Dobbel,
    materiaal::{AUTEURS, DOELGROEPEN, ONDERWERPEN, Onderwerp, TITELS_PRAKTIJK, TITELS_PUBLICATIE},
    namen::{Gemeente, Namen},
    woorden::Woordenschat,
};

/// The key that everyone who reads these stukken has.
pub const SLEUTEL: &str = "openbaar";

/// How many words a text has.
const WOORDEN: (usize, usize) = (100, 600);

/// What is particular to a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Eigen {
    Praktijk {
        fase: &'static str,
        onderbouwing: &'static str,
        kosten: &'static str,
    },
    Publicatie {
        soort: (&'static str, &'static str),
        auteur: &'static str,
    },
}

/// An invented stuk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuk {
    /// Its number.
    pub nummer: usize,
    /// Its title.
    pub titel: String,
    /// Its summary.
    pub samenvatting: String,
    /// Its official id, when it has one.
    pub officieel_id: Option<String>,
    /// The law and article it is about.
    pub regelingen: Vec<(String, String)>,
    tekst: String,
    secties: Vec<(&'static str, String)>,
    themas: Vec<&'static str>,
    leefdomeinen: Vec<&'static str>,
    doelgroepen: Vec<&'static str>,
    gemeenten: Vec<Gemeente>,
    datum: (usize, usize, usize),
    eigen: Eigen,
}

/// Makes the stuk of a number.
pub fn maak(zaad: u64, nummer: usize, namen: &Namen, woorden: &Woordenschat) -> Stuk {
    let mut dobbel = Dobbel::nieuw(zaad).tak(0x7374_756b).tak(nummer as u64);
    let onderwerp = ONDERWERPEN[dobbel.vooraan(ONDERWERPEN.len())];
    let praktijk = dobbel.kans(45);
    let datum = (
        2026 - dobbel.vooraan(15),
        dobbel.tussen(1, 12),
        dobbel.tussen(1, 28),
    );
    let gemeenten = gemeenten(&mut dobbel, namen, praktijk);
    let titel = titel(
        &mut dobbel,
        woorden,
        onderwerp,
        &gemeenten,
        (praktijk, datum.0),
    );
    let mut schrijver = Schrijver::nieuw(&mut dobbel, woorden, &titel);
    let samenvatting = schrijver.zin();
    let totaal = schrijver.dobbel.tussen(WOORDEN.0, WOORDEN.1);
    let (tekst, secties) = if praktijk {
        let deel = totaal / (SECTIES.len() + 1);
        let secties = SECTIES.map(|naam| (naam, schrijver.tekst(deel)));
        (schrijver.tekst(deel), secties.into())
    } else {
        (schrijver.tekst(totaal), Vec::new())
    };
    let eigen = eigen(&mut dobbel, praktijk);
    let kamerbrief = matches!(eigen, Eigen::Publicatie { soort, .. } if soort.0 == KAMERBRIEF);
    Stuk {
        nummer,
        officieel_id: kamerbrief
            .then(|| format!("kst-{}-{}", 40_000 + nummer / 90, 1 + nummer % 90)),
        regelingen: regelingen(&mut dobbel, namen, onderwerp),
        themas: meer(&mut dobbel, onderwerp.1, 15, |dobbel| {
            dobbel.kies(&ONDERWERPEN).1
        }),
        leefdomeinen: meer(&mut dobbel, onderwerp.2, 40, |dobbel| {
            dobbel.tekst(&LEEFDOMEINEN)
        }),
        doelgroepen: doelgroepen(&mut dobbel),
        titel,
        samenvatting,
        tekst,
        secties,
        gemeenten,
        datum,
        eigen,
    }
}

impl Stuk {
    /// Its kind.
    pub const fn soort(&self) -> &'static str {
        match self.eigen {
            Eigen::Praktijk { .. } => "praktijk",
            Eigen::Publicatie { .. } => "publicatie",
        }
    }

    /// The id it has where it comes from.
    pub fn extern_id(&self) -> String {
        format!("proefstuk-{:06}", self.nummer)
    }

    /// Its whole text, without the summary.
    pub fn lopende_tekst(&self) -> String {
        let mut tekst = self.tekst.clone();
        for (naam, sectie) in &self.secties {
            tekst.push('\n');
            tekst.push_str(naam);
            tekst.push_str(": ");
            tekst.push_str(sectie);
        }
        tekst
    }

    /// As the importer of the product takes it.
    pub fn record(&self) -> Value {
        let regelingen = self.regelingen.iter().map(|(slug, artikel)| {
            let mut regeling = json!({ "regeling": slug });
            if !artikel.is_empty() {
                regeling["artikel"] = artikel.as_str().into();
            }
            regeling
        });
        let (jaar, maand, dag) = self.datum;
        let mut record = json!({
            "externId": self.extern_id(),
            "soort": self.soort(),
            "titel": self.titel,
            "samenvatting": self.samenvatting,
            "tekst": self.tekst,
            "themas": self.themas,
            "leefdomeinen": self.leefdomeinen,
            "doelgroepen": self.doelgroepen,
            "gemeenten": self.gemeenten.iter().map(|g| g.code.as_str()).collect::<Vec<_>>(),
            "regelingen": regelingen.collect::<Vec<_>>(),
            "datum": format!("{jaar}-{maand:02}-{dag:02}"),
            "bron": { "naam": "verzonnen voor een snelheidsmeting" },
        });
        if let Some(id) = &self.officieel_id {
            record["officieelId"] = id.as_str().into();
        }
        if !self.secties.is_empty() {
            let secties = self.secties.iter();
            record["secties"] = secties
                .map(|(naam, tekst)| ((*naam).to_owned(), tekst.as_str().into()))
                .collect::<serde_json::Map<String, Value>>()
                .into();
        }
        match &self.eigen {
            Eigen::Praktijk {
                fase,
                onderbouwing,
                kosten,
            } => {
                record["fase"] = (*fase).into();
                record["onderbouwing"] = (*onderbouwing).into();
                record["kosten"] = (*kosten).into();
            }
            Eigen::Publicatie { soort, auteur } => {
                record["publicatiesoort"] = soort.0.into();
                record["auteur"] = (*auteur).into();
            }
        }
        record
    }

    /// As the index takes it: the same words and facets that the product would make of the record.
    pub fn document(&self) -> Document {
        let gemeenten = self.gemeenten.iter();
        let (jaar, maand, dag) = self.datum;
        let mut around = vec![format!("{dag} {} {jaar}", MAANDEN[maand - 1])];
        around.extend(gemeenten.clone().map(|g| g.naam.clone()));
        let van_gemeenten = |van: fn(&Gemeente) -> &str| -> Vec<String> {
            gemeenten.clone().map(|g| van(g).to_owned()).collect()
        };
        let eigen = |waarden: &[&str]| waarden.iter().map(ToString::to_string).collect();
        let mut facets: BTreeMap<Facet, Vec<String>> = BTreeMap::from([
            (Facet::Soort, eigen(&[self.soort()])),
            (Facet::Thema, eigen(&self.themas)),
            (Facet::Leefdomein, eigen(&self.leefdomeinen)),
            (Facet::Doelgroep, eigen(&self.doelgroepen)),
            (Facet::Gemeente, van_gemeenten(|g| &g.code)),
            (Facet::Provincie, van_gemeenten(|g| &g.provincie)),
            (Facet::Gemeentegrootte, van_gemeenten(|g| g.grootte)),
            (Facet::Jaar, vec![jaar.to_string()]),
        ]);
        let wetten = self.regelingen.iter().map(|(slug, _)| slug.clone());
        facets.insert(Facet::Regeling, wetten.collect());
        match &self.eigen {
            Eigen::Praktijk {
                fase,
                onderbouwing,
                kosten,
            } => {
                facets.insert(Facet::Fase, eigen(&[fase]));
                facets.insert(Facet::Onderbouwing, eigen(&[onderbouwing]));
                facets.insert(Facet::Kosten, eigen(&[kosten]));
                // Nobody does yet what was just read in.
                facets.insert(Facet::Toepassing, eigen(&["nog-niet"]));
            }
            Eigen::Publicatie { soort, auteur } => around.push(format!("{} {auteur}", soort.1)),
        }
        let nummers = [self.officieel_id.clone(), Some(self.extern_id())];
        Document {
            id: self.extern_id(),
            version: 1,
            keys: vec![SLEUTEL.to_owned()],
            title: self.titel.clone(),
            summary: self.samenvatting.clone(),
            body: self.lopende_tekst(),
            around: around.join("\n"),
            identifiers: nummers
                .into_iter()
                .flatten()
                .chain([self.titel.clone()])
                .collect(),
            facets,
            changed_at: 1_700_000_000_000_000
                + i64::try_from(self.nummer).unwrap_or_default() * 60_000_000,
            weight: Weight::Normal,
            standing: Standing::default(),
        }
    }
}

fn gemeenten(dobbel: &mut Dobbel, namen: &Namen, praktijk: bool) -> Vec<Gemeente> {
    let aantal = match (praktijk, dobbel.onder(100)) {
        (true, 0..70) | (false, 0..25) => 1,
        (true, 70..90) => dobbel.tussen(2, 4),
        _ => 0,
    };
    let mut gekozen: Vec<Gemeente> = Vec::new();
    for _ in 0..aantal {
        let gemeente = &namen.gemeenten[dobbel.vooraan(namen.gemeenten.len())];
        if !gekozen.contains(gemeente) {
            gekozen.push(gemeente.clone());
        }
    }
    gekozen
}

fn titel(
    dobbel: &mut Dobbel,
    woorden: &Woordenschat,
    onderwerp: Onderwerp,
    gemeenten: &[Gemeente],
    (praktijk, jaar): (bool, usize),
) -> String {
    let vorm = if praktijk {
        dobbel.tekst(&TITELS_PRAKTIJK)
    } else {
        dobbel.tekst(&TITELS_PUBLICATIE)
    };
    let gemeente = gemeenten.first().map_or("de regio", |g| g.naam.as_str());
    let mut titel = vorm
        .replace("{o}", onderwerp.0)
        .replace("{g}", gemeente)
        .replace("{n}", &jaar.to_string());
    while titel.contains("{d}") {
        let ding = if dobbel.kans(60) {
            woorden.samenstelling(dobbel)
        } else {
            woorden.ding(dobbel)
        };
        titel = titel.replacen("{d}", ding, 1);
    }
    met_hoofdletter(&titel)
}

fn eigen(dobbel: &mut Dobbel, praktijk: bool) -> Eigen {
    if praktijk {
        Eigen::Praktijk {
            fase: FASEN[dobbel.vooraan(FASEN.len())],
            onderbouwing: ONDERBOUWINGEN[dobbel.vooraan(ONDERBOUWINGEN.len())],
            kosten: dobbel.tekst(&KOSTEN),
        }
    } else {
        Eigen::Publicatie {
            soort: *dobbel.kies(&PUBLICATIESOORTEN),
            auteur: dobbel.tekst(&AUTEURS),
        }
    }
}

fn regelingen(dobbel: &mut Dobbel, namen: &Namen, onderwerp: Onderwerp) -> Vec<(String, String)> {
    let mut regelingen: Vec<(String, String)> = Vec::new();
    if dobbel.kans(70) {
        let artikel = if dobbel.kans(40) {
            artikel(dobbel)
        } else {
            String::new()
        };
        regelingen.push((onderwerp.3.to_owned(), artikel));
    }
    if dobbel.kans(25) {
        let slug = dobbel.kies(&namen.regelingen).slug.clone();
        if slug != onderwerp.3 {
            regelingen.push((slug, String::new()));
        }
    }
    regelingen
}

/// The number of an article: `18` or `2.3.5`.
pub fn artikel(dobbel: &mut Dobbel) -> String {
    if dobbel.kans(50) {
        dobbel.tussen(1, 60).to_string()
    } else {
        let (hoofdstuk, paragraaf) = (dobbel.tussen(1, 8), dobbel.tussen(1, 6));
        format!("{hoofdstuk}.{paragraaf}.{}", dobbel.tussen(1, 9))
    }
}

fn meer(
    dobbel: &mut Dobbel,
    eerste: &'static str,
    kans: usize,
    mut ander: impl FnMut(&mut Dobbel) -> &'static str,
) -> Vec<&'static str> {
    let mut waarden = vec![eerste];
    while dobbel.kans(kans) {
        let waarde = ander(dobbel);
        if !waarden.contains(&waarde) {
            waarden.push(waarde);
        }
    }
    waarden
}

fn doelgroepen(dobbel: &mut Dobbel) -> Vec<&'static str> {
    if dobbel.kans(40) {
        return Vec::new();
    }
    let eerste = DOELGROEPEN[dobbel.vooraan(DOELGROEPEN.len())];
    meer(dobbel, eerste, 30, |dobbel| dobbel.tekst(&DOELGROEPEN))
}

#[cfg(test)]
mod tests;
