//! A record as it is taken in: checked, with every mistake told at once. Pure.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Map, Value};

use super::velden::{MAX_NAAM, Velden};
use crate::{
    error::Fouten,
    ids::{Slug, kort},
    organisaties::model::{Organisatie, Organisatiesoort, Provincie},
    praktijken::model::{Fase, Kosten, Onderbouwing, Praktijk, SECTIES},
    publicaties::model::{Publicatie, Publicatiesoort},
    regelingen::model::{Regeling, Regelingsoort},
    soorten::Inhoud,
    stukken::{
        Kenmerk,
        model::{Basis, Bron, Leefdomein, Sectie, Soort, Verbandsoort},
    },
    themas::model::Thema,
};

/// Longest texts, in characters.
const MAX_TITEL: usize = 300;
const MAX_SAMENVATTING: usize = 2_000;
const MAX_TEKST: usize = 1_000_000;

/// Where a record stands, for messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plek {
    /// The file, as it was given.
    pub bestand: String,
    /// The line it starts on, from 1.
    pub regel: usize,
    /// The lines of its fields, where each has one of its own.
    pub velden: BTreeMap<String, usize>,
}

impl Plek {
    /// The line of a field such as `bron.url`, or where the record starts.
    pub fn regel_van(&self, veld: &str) -> usize {
        let hoofdveld = veld.split('.').next().unwrap_or_default();
        self.velden.get(hoofdveld).copied().unwrap_or(self.regel)
    }
}

/// The fields of a record before they are checked.
#[derive(Debug, Clone)]
pub struct Ruw {
    /// Where it stands.
    pub plek: Plek,
    /// Its identity when it names no externId: the path within its folder. None for a line of
    /// `.jsonl`, whose identity then follows from what it says.
    pub pad: Option<String>,
    /// Whether it belongs to the content of the product, which may give a kenmerk itself.
    pub ingebouwd: bool,
    /// What it says.
    pub velden: Map<String, Value>,
}

/// A link from a record to another stuk, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verwijzing {
    /// The field it stands in.
    pub veld: &'static str,
    /// How the two hang together.
    pub verband: Verbandsoort,
    /// The kind it points at, when the field says so.
    pub soort: Option<Soort>,
    /// Slug, kenmerk, official id, externId, or the name of a gemeente.
    pub naar: String,
    /// The place in the target; often empty.
    pub plaats: String,
}

/// A record that is fit to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its identity over runs.
    pub sleutel: String,
    /// Whether it belongs to the content of the product.
    pub ingebouwd: bool,
    /// The id it has where it came from.
    pub extern_id: Option<String>,
    /// The kenmerk it must get (`content/` only).
    pub kenmerk: Option<Kenmerk>,
    /// The address it wants.
    pub slug: Option<Slug>,
    /// What all kinds share.
    pub basis: Basis,
    /// What is particular to its kind.
    pub inhoud: Inhoud,
    /// What it points at, without doubles.
    pub verwijzingen: Vec<Verwijzing>,
    /// Hash of what the record says of itself, as it was written: it changes when the source
    /// changes, not when a release reads the same words into another form.
    pub hash: String,
}

/// The fields that point at other stukken; their links have a hash of their own.
const WIJZERS: [&str; 5] = [
    "themas",
    "gemeenten",
    "organisaties",
    "regelingen",
    "verbanden",
];

/// What to do about a text with endless levels.
const TE_DIEP: &str =
    "De tekst heeft te veel niveaus van citaten of lijsten. Maak er minder dan 30.";

/// The values of a closed list, for a message.
macro_rules! namen {
    ($lijst:ty) => {
        &<$lijst>::ALLE
            .iter()
            .map(|v| v.waarde())
            .collect::<Vec<_>>()
    };
}

/// Checks a record.
///
/// # Errors
/// Everything that is wrong with it, each with its field and remedy.
pub fn controleer(ruw: Ruw) -> Result<Record, Fouten> {
    let Ruw {
        plek: _,
        pad,
        ingebouwd,
        velden,
    } = ruw;
    let hash = hash(&velden);
    let mut v = Velden::nieuw(velden);
    let soort: Option<Soort> = v.keuze("soort", namen!(Soort));
    if soort.is_none() && v.fouten.is_empty() {
        let melding = format!(
            "Vul een soort in: {}.",
            crate::waarden::opsomming(namen!(Soort).iter().copied())
        );
        v.fouten.meld("soort", "verplicht", melding);
    }
    let titel = v
        .verplicht("titel", MAX_TITEL)
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    let tekst = v.verplicht("tekst", MAX_TEKST);
    if tekst.as_deref().is_some_and(crate::markdown::te_diep) {
        v.fouten.meld("tekst", "te-diep", TE_DIEP);
    }
    let Some(soort) = soort else {
        // Which other fields are right depends on the kind.
        return Err(v.fouten);
    };
    let extern_id = extern_id(&mut v);
    let kenmerk = kenmerk(&mut v, soort, ingebouwd);
    let slug = slug(&mut v);
    let basis = basis(
        &mut v,
        soort,
        titel.unwrap_or_default(),
        tekst.as_deref().unwrap_or_default(),
    );
    let secties = secties(&mut v, soort);
    let inhoud = inhoud(&mut v, soort, tekst.unwrap_or_default(), secties);
    let verwijzingen = verwijzingen(&mut v);
    let sleutel = sleutel(extern_id.as_deref(), pad, ingebouwd, &basis);
    let record = Record {
        sleutel,
        ingebouwd,
        extern_id,
        kenmerk,
        slug,
        basis,
        inhoud,
        verwijzingen,
        hash,
    };
    v.klaar().of(record)
}

fn hash(velden: &Map<String, Value>) -> String {
    let van_zichzelf: BTreeMap<&String, &Value> = velden
        .iter()
        .filter(|(veld, _)| !WIJZERS.contains(&veld.as_str()))
        .collect();
    let mut tekst = String::new();
    for (veld, waarde) in van_zichzelf {
        let _ = writeln!(tekst, "{veld}={waarde}");
    }
    crate::hash::hash_tekst(&tekst)
}

/// The identity of a record over runs (design section 7).
fn sleutel(extern_id: Option<&str>, pad: Option<String>, ingebouwd: bool, basis: &Basis) -> String {
    match (extern_id, pad) {
        (Some(id), _) => format!("extern:{id}"),
        // Our own files must not meet those of somebody's folder, whatever that is called.
        (None, Some(pad)) if ingebouwd => format!("ingebouwd:{pad}"),
        (None, Some(pad)) => format!("pad:{pad}"),
        (None, None) => {
            let url = basis
                .bron
                .as_ref()
                .and_then(|b| b.url.as_deref())
                .unwrap_or_default();
            let tekst = format!("{url}\n{}\n{}", basis.soort, basis.titel);
            format!("bron:{}", crate::hash::hash_tekst(&tekst))
        }
    }
}

/// The id of elsewhere. It must not look like a number of an official register or of ours: that
/// would lead people who type such a number to the wrong stuk.
fn extern_id(v: &mut Velden) -> Option<String> {
    let id = v.regel("externId", MAX_NAAM)?;
    let nummer = crate::ids::zoeknummer(&id);
    let officieel = ["bwbr", "gm", "kst", "mnre"].iter().any(|begin| {
        nummer
            .strip_prefix(begin)
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    });
    if officieel || id.to_ascii_uppercase().parse::<Kenmerk>().is_ok() {
        let melding = format!(
            "“{}” is een officieel nummer. Zet het in officieelId, of zet er iets eigens voor.",
            kort(&id)
        );
        v.fouten.meld("externId", "niet-toegestaan", melding);
        return None;
    }
    Some(id)
}

fn kenmerk(v: &mut Velden, soort: Soort, ingebouwd: bool) -> Option<Kenmerk> {
    let tekst = v.regel("kenmerk", MAX_NAAM)?;
    if !ingebouwd {
        let melding = "Een kenmerk geeft het platform zelf. Haal dit veld weg; gebruik externId voor een eigen nummer.";
        v.fouten.meld("kenmerk", "niet-toegestaan", melding);
        return None;
    }
    let kenmerk: Option<Kenmerk> = tekst.parse().ok();
    let past = kenmerk.filter(|k| {
        Some(k.voorvoegsel()) == soort.voorvoegsel() && k.nummer() < Kenmerk::EERSTE_NUMMER
    });
    if past.is_none() {
        let melding = format!(
            "“{}” is geen kenmerk van deze soort onder de 100.",
            kort(&tekst)
        );
        v.fouten.meld("kenmerk", "ongeldig", melding);
    }
    past
}

fn slug(v: &mut Velden) -> Option<Slug> {
    let tekst = v.regel("slug", MAX_NAAM)?;
    let slug = tekst.parse().ok();
    if slug.is_none() {
        let melding = "Gebruik in een slug alleen a-z, 0-9 en losse streepjes.";
        v.fouten.meld("slug", "ongeldig", melding);
    }
    slug
}

fn basis(v: &mut Velden, soort: Soort, titel: String, tekst: &str) -> Basis {
    let samenvatting = v
        .regel("samenvatting", MAX_SAMENVATTING)
        .unwrap_or_else(|| begin(tekst));
    let doelgroepen = v.lijst("doelgroepen");
    for doelgroep in &doelgroepen {
        if doelgroep.parse::<Slug>().is_err() {
            let melding = format!(
                "Schrijf “{}” met kleine letters en streepjes, zonder accenten.",
                kort(doelgroep)
            );
            v.fouten.meld("doelgroepen", "ongeldig", melding);
        }
    }
    Basis {
        soort,
        titel,
        samenvatting,
        sorteernaam: v.regel("sorteernaam", MAX_NAAM),
        datum: v.datum("datum"),
        officieel_id: v.regel("officieelId", MAX_NAAM),
        bron: bron(v),
        leefdomeinen: v.keuzes("leefdomeinen", namen!(Leefdomein)),
        doelgroepen,
    }
}

/// The first words of a text, for a record without a summary.
fn begin(tekst: &str) -> String {
    let plat = crate::markdown::platte_tekst(tekst);
    let mut begin = String::new();
    for woord in plat.split_whitespace() {
        if begin.len() + woord.len() > 240 {
            begin.push_str(" …");
            break;
        }
        if !begin.is_empty() {
            begin.push(' ');
        }
        begin.push_str(woord);
    }
    begin
}

fn bron(v: &mut Velden) -> Option<Bron> {
    let waarde = v.waarde("bron")?;
    let Value::Object(map) = waarde else {
        v.verkeerd_type("bron", "een groep velden: naam, url, plaats", &waarde);
        return None;
    };
    let mut binnen = Velden::nieuw(map);
    let naam = binnen.verplicht("naam", MAX_NAAM);
    let url = binnen.regel("url", 2_000);
    if let Some(url) = &url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        binnen
            .fouten
            .meld("url", "ongeldig", "Begin het adres met https://.");
    }
    let plaats = binnen.regel("plaats", MAX_NAAM);
    for fout in &binnen.klaar() {
        v.fouten.meld(
            format!("bron.{}", fout.veld),
            fout.code,
            fout.melding.clone(),
        );
    }
    Some(Bron {
        naam: naam?,
        url,
        plaats,
    })
}

/// The sections: `{name: text}`, or `[[name, text], …]` from Markdown.
fn secties(v: &mut Velden, soort: Soort) -> Vec<Sectie> {
    let Some(waarde) = v.waarde("secties") else {
        return Vec::new();
    };
    let paren: Vec<(String, Value)> = match waarde {
        Value::Object(map) => map.into_iter().collect(),
        Value::Array(lijst) => lijst
            .into_iter()
            .map(|paar| match paar {
                Value::Array(delen) => {
                    // Anything but a name and a text leaves no name, and is refused for that.
                    let mut delen = if delen.len() == 2 { delen } else { Vec::new() }.into_iter();
                    let naam = delen.next().and_then(|n| n.as_str().map(ToOwned::to_owned));
                    (naam.unwrap_or_default(), delen.next().unwrap_or_default())
                }
                ander => (String::new(), ander),
            })
            .collect(),
        ander => {
            v.verkeerd_type("secties", "een groep {naam: tekst}", &ander);
            return Vec::new();
        }
    };
    let mut secties: Vec<Sectie> = Vec::new();
    for (naam, tekst) in paren {
        let Some(naam) = sectienaam(v, soort, naam.trim()) else {
            continue;
        };
        let Some(tekst) = tekst.as_str() else {
            v.verkeerd_type("secties", &format!("bij {naam} een tekst"), &tekst);
            continue;
        };
        if tekst.chars().count() > MAX_TEKST || tekst.contains('\0') {
            let melding =
                format!("De tekst bij {naam} is te lang, of bevat het teken NUL. Kort hem in.");
            v.fouten.meld("secties", "te-lang", melding);
            continue;
        }
        if crate::markdown::te_diep(tekst) {
            v.fouten.meld("secties", "te-diep", TE_DIEP);
            continue;
        }
        if secties.iter().any(|s| s.naam == naam) {
            let melding = format!("De kop “{naam}” staat er twee keer. Voeg de teksten samen.");
            v.fouten.meld("secties", "dubbel", melding);
            continue;
        }
        secties.push(Sectie {
            naam,
            tekst: tekst.trim().to_owned(),
        });
    }
    if soort == Soort::Praktijk {
        secties.sort_by_key(|s| SECTIES.iter().position(|naam| *naam == s.naam));
    }
    secties
}

/// The heading as the kind knows it. A praktijk has nine, in any spelling that folds alike.
fn sectienaam(v: &mut Velden, soort: Soort, naam: &str) -> Option<String> {
    if naam.is_empty() || naam.chars().count() > MAX_NAAM {
        v.fouten
            .meld("secties", "ongeldig", "Geef elke sectie een korte naam.");
        return None;
    }
    if soort != Soort::Praktijk {
        return Some(naam.to_owned());
    }
    let gevouwen = Slug::van_titel(naam);
    let bekend = SECTIES.iter().find(|s| Slug::van_titel(s) == gevouwen);
    if bekend.is_none() {
        let alle = crate::waarden::opsomming(SECTIES);
        let melding = format!(
            "“{}” is geen kop van een praktijk. Kies {alle}.",
            kort(naam)
        );
        v.fouten.meld("secties", "onbekende-waarde", melding);
    }
    bekend.map(|s| (*s).to_owned())
}

fn inhoud(v: &mut Velden, soort: Soort, tekst: String, secties: Vec<Sectie>) -> Inhoud {
    match soort {
        Soort::Praktijk => Inhoud::Praktijk(Praktijk {
            tekst,
            secties,
            fase: v.keuze("fase", namen!(Fase)).unwrap_or(Fase::NietBekend),
            onderbouwing: v
                .keuze("onderbouwing", namen!(Onderbouwing))
                .unwrap_or(Onderbouwing::Beschreven),
            kosten: v
                .keuze("kosten", namen!(Kosten))
                .unwrap_or(Kosten::Onbekend),
            uit_bron: true,
        }),
        Soort::Publicatie => Inhoud::Publicatie(Publicatie {
            tekst,
            secties,
            publicatiesoort: v
                .keuze("publicatiesoort", namen!(Publicatiesoort))
                .unwrap_or(Publicatiesoort::Document),
            auteur: v.regel("auteur", MAX_NAAM).unwrap_or_default(),
        }),
        Soort::Regeling => Inhoud::Regeling(Regeling {
            tekst,
            secties,
            regelingsoort: v
                .keuze("regelingsoort", namen!(Regelingsoort))
                .unwrap_or(Regelingsoort::Wet),
            afkorting: v.regel("afkorting", MAX_NAAM).unwrap_or_default(),
        }),
        Soort::Organisatie => Inhoud::Organisatie(Organisatie {
            tekst,
            secties,
            organisatiesoort: v
                .keuze("organisatiesoort", namen!(Organisatiesoort))
                .unwrap_or(Organisatiesoort::MaatschappelijkeOrganisatie),
            officiele_naam: v.regel("officieleNaam", MAX_NAAM).unwrap_or_default(),
            provincie: v.keuze("provincie", namen!(Provincie)),
            inwoners: v.getal("inwoners"),
            tooi_uri: v.regel("tooiUri", MAX_NAAM).unwrap_or_default(),
            begin: v.datum("begin"),
            einde: v.datum("einde"),
        }),
        Soort::Thema => Inhoud::Thema(Thema { tekst, secties }),
    }
}

fn verwijzingen(v: &mut Velden) -> Vec<Verwijzing> {
    let mut alle = Vec::new();
    for (veld, verband, soort) in [
        ("themas", Verbandsoort::HoortBij, Soort::Thema),
        ("gemeenten", Verbandsoort::SpeeltOokIn, Soort::Organisatie),
        ("organisaties", Verbandsoort::HoortBij, Soort::Organisatie),
    ] {
        let naar = v.lijst(veld).into_iter();
        let plaats = String::new();
        alle.extend(naar.map(|naar| Verwijzing {
            veld,
            verband,
            soort: Some(soort),
            naar,
            plaats: plaats.clone(),
        }));
    }
    for waarde in v.waarden("regelingen") {
        let Some((naar, plaats)) = regeling(&waarde) else {
            let verwacht = "een slug of BWB-nummer, eventueel met “, art. 2.3.5”";
            v.verkeerd_type("regelingen", verwacht, &waarde);
            continue;
        };
        let plaats = v.naam("regelingen", &plaats).unwrap_or_default();
        if let Some(naar) = v.naam("regelingen", &naar) {
            alle.push(Verwijzing {
                veld: "regelingen",
                verband: Verbandsoort::BetreftRegeling,
                soort: Some(Soort::Regeling),
                naar,
                plaats,
            });
        }
    }
    for waarde in v.waarden("verbanden") {
        alle.extend(verband(v, &waarde));
    }
    alle.sort();
    alle.dedup();
    alle
}

/// A law with or without an article: `wmo-2015`, `wmo-2015, art. 2.3.5` (also without comma), `[wmo-2015, art. 2.3.5]`
/// or `{regeling: wmo-2015, artikel: "2.3.5"}`.
fn regeling(waarde: &Value) -> Option<(String, String)> {
    match waarde {
        Value::String(tekst) => {
            let (naar, plaats) = match tekst.find(" art") {
                Some(hier) => tekst.split_at(hier),
                None => tekst.split_once(',').unwrap_or((tekst, "")),
            };
            let naar = naar.trim().trim_end_matches(',').trim();
            Some((naar.to_owned(), plaats.trim().to_owned()))
        }
        Value::Array(delen) => match delen.as_slice() {
            [Value::String(naar)] => Some((naar.trim().to_owned(), String::new())),
            [Value::String(naar), Value::String(plaats)] => {
                Some((naar.trim().to_owned(), plaats.trim().to_owned()))
            }
            _ => None,
        },
        Value::Object(map) if map.keys().all(|k| k == "regeling" || k == "artikel") => {
            let naar = map.get("regeling")?.as_str()?.trim().to_owned();
            let plaats = match map.get("artikel") {
                Some(artikel) => format!("art. {}", artikel.as_str()?.trim()),
                None => String::new(),
            };
            Some((naar, plaats))
        }
        _ => None,
    }
}

fn verband(v: &mut Velden, waarde: &Value) -> Option<Verwijzing> {
    let Value::Object(map) = waarde else {
        v.verkeerd_type("verbanden", "een lijst van {soort, naar}", waarde);
        return None;
    };
    let mut binnen = Velden::nieuw(map.clone());
    let soort: Option<Verbandsoort> = binnen.keuze("soort", namen!(Verbandsoort));
    let naar = binnen.verplicht("naar", MAX_NAAM);
    let plaats = binnen.regel("plaats", MAX_NAAM).unwrap_or_default();
    if soort.is_none() && binnen.fouten.is_empty() {
        binnen
            .fouten
            .meld("soort", "verplicht", "Vul de soort van het verband in.");
    }
    for fout in &binnen.klaar() {
        v.fouten.meld(
            format!("verbanden.{}", fout.veld),
            fout.code,
            fout.melding.clone(),
        );
    }
    Some(Verwijzing {
        veld: "verbanden",
        verband: soort?,
        soort: None,
        naar: naar?,
        plaats,
    })
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
