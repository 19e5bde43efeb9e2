//! The providers at which people log in with the account of their organisation.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use openidconnect::url::{Host, Url};
use serde::Deserialize;

use super::Sleutel;
use crate::{
    error::Fouten,
    gebruikers::model::aanbieder::{Domeinen, Niveau, Niveaus},
    waarden::opsomming,
};

/// The setting that names the file.
const NAAM: &str = "DWARSVERBAND_OIDC";

/// Names that addresses below `/inloggen/` have already.
const BEZET: [&str; 2] = ["code", "terug"];

/// A provider at which people log in.
#[derive(Debug, Clone)]
pub struct Aanbieder {
    /// Its name in addresses.
    pub naam: String,
    /// What stands on the button, after “Inloggen met”.
    pub label: String,
    /// How it names itself, to the letter.
    pub issuer: String,
    /// How it names us.
    pub client_id: String,
    /// With what we say there who we are.
    pub sleutel: Arc<Sleutel>,
    /// Whose mail addresses it vouches for.
    pub domeinen: Domeinen,
    /// What it calls the levels.
    pub niveaus: Niveaus,
    /// The level that logging in takes.
    pub vraag: Niveau,
}

/// Whether an address is on this machine, where no https is needed.
pub fn is_lokaal(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(naam)) => naam == "localhost",
        Some(Host::Ipv4(adres)) => adres.is_loopback(),
        Some(Host::Ipv6(adres)) => adres.is_loopback(),
        None => false,
    }
}

/// Whether what is sent to an address can't be read on the way.
pub fn is_veilig(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_lokaal(url))
}

/// A provider as the file has it. Nothing is mandatory here, so that all that is missing can be told
/// at once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Invoer {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    sleutel: PathBuf,
    domeinen: Option<Domeininvoer>,
    #[serde(default)]
    vraag: String,
    acr: Option<Acrinvoer>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Domeininvoer {
    Woord(String),
    Lijst(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Acrinvoer {
    #[serde(default)]
    laag: Vec<String>,
    #[serde(default)]
    substantieel: Vec<String>,
    #[serde(default)]
    hoog: Vec<String>,
}

/// Reads the file with the providers, and the keys it names.
pub fn lees(bestand: &Path, fouten: &mut Fouten) -> Vec<Aanbieder> {
    let naam = bestand.display();
    let tekst = match fs::read_to_string(bestand) {
        Ok(tekst) => tekst,
        Err(fout) => {
            let melding = format!("{naam} kan niet worden gelezen ({fout}). Kijk of het er staat.");
            fouten.meld(NAAM, "onleesbaar", melding);
            return Vec::new();
        }
    };
    let invoer: Vec<Invoer> = match serde_saphyr::from_str(&tekst) {
        Ok(invoer) => invoer,
        Err(fout) => {
            let waar = fout.location();
            let waar = waar.map_or(String::new(), |l| format!(" Kijk bij regel {}.", l.line()));
            let melding = format!(
                "{naam} is geen YAML-lijst van aanbieders met de velden naam, label, issuer, \
                 client-id, sleutel, domeinen, en zo nodig vraag en acr.{waar}"
            );
            fouten.meld(NAAM, "onleesbaar", melding);
            return Vec::new();
        }
    };
    if invoer.is_empty() {
        let melding = format!("{naam} noemt geen aanbieder. Noem er een, of laat {NAAM} weg.");
        fouten.meld(NAAM, "leeg", melding);
    }
    let map = bestand.parent().unwrap_or(Path::new("."));
    let nummers = 1..;
    let mut gezien = BTreeSet::new();
    let mut aanbieders = Vec::new();
    for (nummer, invoer) in nummers.zip(invoer) {
        for een in [&invoer.naam, &invoer.issuer] {
            if !een.is_empty() && !gezien.insert(een.clone()) {
                let melding = format!("“{een}” staat er twee keer. Noem elke aanbieder één keer.");
                fouten.meld(NAAM, "dubbel", melding);
            }
        }
        let plek = Plek { nummer, fouten };
        aanbieders.extend(keur(invoer, map, plek));
    }
    aanbieders
}

/// Where in the file something is wrong.
struct Plek<'a> {
    nummer: usize,
    fouten: &'a mut Fouten,
}

impl Plek<'_> {
    fn meld(&mut self, veld: &str, melding: &str) {
        let plek = format!("{NAAM}[{}].{veld}", self.nummer);
        self.fouten.meld(plek, "ongeldig", melding);
    }
}

fn keur(invoer: Invoer, map: &Path, mut plek: Plek<'_>) -> Option<Aanbieder> {
    let kort = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let naam = &invoer.naam;
    if naam.is_empty() || naam.len() > 40 || !naam.chars().all(kort) {
        let melding = "Geef een korte naam van kleine letters, cijfers en streepjes: hij komt in \
                       het adres.";
        plek.meld("naam", melding);
    } else if BEZET.contains(&naam.as_str()) {
        let melding = "Kies een andere naam: dit adres gebruikt het platform zelf.";
        plek.meld("naam", melding);
    }
    for (veld, waarde, melding) in [
        (
            "label",
            &invoer.label,
            "Schrijf wat er op de knop komt na “Inloggen met”.",
        ),
        (
            "client-id",
            &invoer.client_id,
            "Schrijf hoe de aanbieder dit platform noemt.",
        ),
    ] {
        if waarde.trim().is_empty() {
            plek.meld(veld, melding);
        }
    }
    if !Url::parse(&invoer.issuer).is_ok_and(|url| is_veilig(&url)) {
        let melding = "Schrijf het adres van de aanbieder, dat met https:// begint, precies zoals \
                       in zijn openid-configuration staat.";
        plek.meld("issuer", melding);
    }
    let sleutel = lees_sleutel(&map.join(&invoer.sleutel), &mut plek);
    let domeinen = keur_domeinen(invoer.domeinen, &mut plek);
    let vraag = if invoer.vraag.is_empty() {
        Some(Niveau::Laag)
    } else {
        let vraag = invoer.vraag.parse().ok();
        if vraag.is_none() {
            let niveaus = opsomming(Niveau::ALLE.iter().map(|n| n.waarde()));
            plek.meld("vraag", &format!("Kies {niveaus}."));
        }
        vraag
    };
    let niveaus = keur_niveaus(invoer.acr, vraag, &mut plek);
    Some(Aanbieder {
        naam: invoer.naam,
        label: invoer.label,
        issuer: invoer.issuer,
        client_id: invoer.client_id,
        sleutel: sleutel?,
        domeinen: domeinen?,
        niveaus,
        vraag: vraag?,
    })
}

fn lees_sleutel(pad: &Path, plek: &mut Plek<'_>) -> Option<Arc<Sleutel>> {
    let gelezen = match fs::read(pad) {
        Ok(pem) => Sleutel::lees(&pem),
        Err(_) => Err(
            "Het bestand met de sleutel kan niet worden gelezen. Kijk of het er staat en \
                       of het platform het mag lezen.",
        ),
    };
    match gelezen {
        Ok(sleutel) => Some(Arc::new(sleutel)),
        Err(melding) => {
            plek.meld("sleutel", melding);
            None
        }
    }
}

fn keur_domeinen(invoer: Option<Domeininvoer>, plek: &mut Plek<'_>) -> Option<Domeinen> {
    let los = |c: char| c.is_whitespace() || c.is_uppercase() || "@/:*".contains(c);
    let goed = |domein: &String| domein.contains('.') && !domein.contains(los);
    match invoer {
        Some(Domeininvoer::Woord(woord)) if woord == "alle" => Some(Domeinen::Alle),
        Some(Domeininvoer::Lijst(lijst)) if !lijst.is_empty() && lijst.iter().all(goed) => {
            Some(Domeinen::Deze(lijst.into_iter().collect()))
        }
        _ => {
            let melding = "Noem de maildomeinen waar de aanbieder over gaat, in kleine letters, \
                           zoals [gemeente.nl]; of alle, als het er voor iedereen een is.";
            plek.meld("domeinen", melding);
            None
        }
    }
}

fn keur_niveaus(invoer: Option<Acrinvoer>, vraag: Option<Niveau>, plek: &mut Plek<'_>) -> Niveaus {
    let Some(acr) = invoer else {
        return Niveaus::default();
    };
    let niveaus = Niveaus {
        waarden: [
            (Niveau::Laag, acr.laag),
            (Niveau::Substantieel, acr.substantieel),
            (Niveau::Hoog, acr.hoog),
        ],
    };
    // The values travel in one parameter, with spaces between them.
    let heel = |w: &&str| !w.is_empty() && !w.contains(char::is_whitespace);
    let alle: Vec<&str> = niveaus.vanaf(Niveau::Laag).collect();
    let verschillend: BTreeSet<&str> = alle.iter().copied().filter(heel).collect();
    if verschillend.len() != alle.len() {
        plek.meld(
            "acr",
            "Noem elke waarde één keer, bij één niveau, zonder spaties.",
        );
    } else if vraag.is_some_and(|vraag| niveaus.vanaf(vraag).next().is_none()) {
        plek.meld("acr", "Noem een waarde voor het niveau dat wordt gevraagd.");
    }
    niveaus
}
