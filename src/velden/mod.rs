//! Reading the fields of a record or of a request by name and type, noting every mistake with its remedy.

mod zichtbaar;

use std::{collections::BTreeSet, fmt, str::FromStr};

use chrono::{Datelike as _, NaiveDate};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::{error::Fouten, ids::kort, waarden::opsomming};

pub use zichtbaar::zichtbaar;

/// Characters of a name: of a stuk, a section, a place in a document.
pub const MAX_NAAM: usize = 300;
/// Members of a list. No stuk hangs together with more; the databases take so many at a time.
const MAX_LIJST: usize = 1_000;

/// The values of a closed list, as [`Velden::keuze`] asks for them.
macro_rules! namen {
    ($lijst:ty) => {
        &<$lijst>::ALLE
            .iter()
            .map(|v| v.waarde())
            .collect::<Vec<_>>()
    };
}

pub(crate) use namen;

/// The fields of one record, as they came in.
#[derive(Debug)]
pub struct Velden {
    map: Map<String, Value>,
    gelezen: BTreeSet<String>,
    /// What is wrong so far.
    pub fouten: Fouten,
}

impl Velden {
    /// Fields that have not been looked at yet.
    pub fn nieuw(map: Map<String, Value>) -> Self {
        Self {
            map,
            gelezen: BTreeSet::new(),
            fouten: Fouten::new(),
        }
    }

    /// The value of a field; none when it is absent or null.
    pub fn waarde(&mut self, naam: &str) -> Option<Value> {
        self.gelezen.insert(naam.to_owned());
        self.map.get(naam).filter(|v| !v.is_null()).cloned()
    }

    /// A text, without white space around it and without what nobody sees; none when absent or empty.
    pub fn tekst(&mut self, naam: &str, max: usize) -> Option<String> {
        let waarde = self.waarde(naam)?;
        let Some(tekst) = waarde.as_str() else {
            self.verkeerd_type(naam, "een tekst tussen aanhalingstekens", &waarde);
            return None;
        };
        let tekst = zichtbaar(tekst);
        let tekst = tekst.trim();
        if tekst.chars().count() > max {
            let melding = format!("De tekst is te lang: hoogstens {max} tekens. Kort hem in.");
            self.fouten.meld(naam, "te-lang", melding);
            return None;
        }
        if tekst.contains('\0') {
            self.fouten
                .meld(naam, "ongeldig-teken", "Haal het teken NUL uit de tekst.");
            return None;
        }
        (!tekst.is_empty()).then(|| tekst.to_owned())
    }

    /// A text on one line.
    pub fn regel(&mut self, naam: &str, max: usize) -> Option<String> {
        let tekst = self.tekst(naam, max)?;
        Some(tekst.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A text that must be there.
    pub fn verplicht(&mut self, naam: &str, max: usize) -> Option<String> {
        let melding = format!("Vul het veld {naam} in.");
        self.moet(naam, melding, |v| v.tekst(naam, max))
    }

    /// What must be there; what could not be read says so already.
    fn moet<T>(
        &mut self,
        naam: &str,
        melding: String,
        lees: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let eerst = self.fouten.iter().count();
        let gelezen = lees(self);
        if gelezen.is_none() && self.fouten.iter().count() == eerst {
            self.fouten.meld(naam, "verplicht", melding);
        }
        gelezen
    }

    /// One value of a closed list.
    pub fn keuze<T: FromStr>(&mut self, naam: &str, alle: &[&str]) -> Option<T> {
        let tekst = self.regel(naam, 200)?;
        let keuze = tekst
            .parse()
            .ok()
            .filter(|_| alle.contains(&tekst.as_str()));
        if keuze.is_none() {
            self.onbekend(naam, &tekst, alle);
        }
        keuze
    }

    /// One value of a closed list, that must be there.
    pub fn keuze_verplicht<T: FromStr>(&mut self, naam: &str, alle: &[&str]) -> Option<T> {
        let melding = format!("Kies {}.", opsomming(alle.iter().copied()));
        self.moet(naam, melding, |v| v.keuze(naam, alle))
    }

    /// One value of a list that is no type.
    pub fn keuze_uit(&mut self, naam: &str, alle: &[&str]) -> Option<String> {
        self.keuze(naam, alle)
    }

    /// Several values of a closed list.
    pub fn keuzes<T: FromStr>(&mut self, naam: &str, alle: &[&str]) -> Vec<T> {
        let mut keuzes = Vec::new();
        for tekst in self.lijst(naam) {
            match tekst.parse() {
                Ok(keuze) => keuzes.push(keuze),
                Err(_) => self.onbekend(naam, &tekst, alle),
            }
        }
        keuzes
    }

    fn onbekend(&mut self, naam: &str, tekst: &str, alle: &[&str]) {
        let melding = format!(
            "“{}” is geen waarde van {naam}. Kies {}.",
            kort(tekst),
            opsomming(alle.iter().copied())
        );
        self.fouten.meld(naam, "onbekende-waarde", melding);
    }

    /// A list of texts without doubles; a single text counts as a list of one.
    pub fn lijst(&mut self, naam: &str) -> Vec<String> {
        let mut gezien = BTreeSet::new();
        let mut teksten = Vec::new();
        for waarde in self.waarden(naam) {
            match waarde.as_str() {
                Some(tekst) => teksten.extend(self.naam(naam, tekst)),
                None => self.verkeerd_type(naam, "een lijst van teksten", &waarde),
            }
        }
        teksten.retain(|t| gezien.insert(t.clone()));
        teksten
    }

    /// A short text that names something; none when it is empty or unfit.
    pub fn naam(&mut self, veld: &str, tekst: &str) -> Option<String> {
        let tekst = zichtbaar(tekst);
        let tekst = tekst.trim();
        if tekst.chars().count() > MAX_NAAM || tekst.contains('\0') {
            let melding = format!("Gebruik hoogstens {MAX_NAAM} tekens, zonder het teken NUL.");
            self.fouten.meld(veld, "ongeldig", melding);
            return None;
        }
        (!tekst.is_empty()).then(|| tekst.to_owned())
    }

    /// The members of a list, whatever they are; a single value counts as a list of one.
    pub fn waarden(&mut self, naam: &str) -> Vec<Value> {
        match self.waarde(naam) {
            None => Vec::new(),
            Some(Value::Array(waarden)) if waarden.len() > MAX_LIJST => {
                let melding = format!("Zet hier hoogstens {MAX_LIJST} waarden.");
                self.fouten.meld(naam, "te-lang", melding);
                Vec::new()
            }
            Some(Value::Array(waarden)) => waarden,
            Some(waarde) => vec![waarde],
        }
    }

    /// A day, `2026-11-21`.
    pub fn datum(&mut self, naam: &str) -> Option<NaiveDate> {
        let tekst = self.regel(naam, 200)?;
        let datum: Option<NaiveDate> = tekst.parse().ok();
        let datum = datum.filter(|d| (1500..=2200).contains(&d.year()));
        if datum.is_none() {
            let melding = format!(
                "“{}” is geen datum tussen 1500 en 2200. Schrijf jjjj-mm-dd.",
                kort(&tekst)
            );
            self.fouten.meld(naam, "geen-datum", melding);
        }
        datum
    }

    /// A whole number of nought or more.
    pub fn getal(&mut self, naam: &str) -> Option<i64> {
        let waarde = self.waarde(naam)?;
        let getal = waarde
            .as_i64()
            .or_else(|| waarde.as_str()?.trim().parse().ok());
        let getal = getal.filter(|n| *n >= 0);
        if getal.is_none() {
            self.verkeerd_type(naam, "een geheel getal van 0 of meer", &waarde);
        }
        getal
    }

    /// A whole number that must be there; nought when it is not.
    pub fn getal_verplicht(&mut self, naam: &str) -> i64 {
        if self.waarde(naam).is_none() {
            let melding = format!("Vul het veld {naam} in: een geheel getal.");
            self.fouten.meld(naam, "verplicht", melding);
            return 0;
        }
        self.getal(naam).unwrap_or_default()
    }

    /// Yes or no; no when it is not there.
    pub fn ja_nee(&mut self, naam: &str) -> bool {
        let Some(waarde) = self.waarde(naam) else {
            return false;
        };
        let ja = waarde.as_bool();
        if ja.is_none() {
            self.verkeerd_type(naam, "true of false", &waarde);
        }
        ja.unwrap_or_default()
    }

    /// Notes that a field has the wrong type.
    pub fn verkeerd_type(&mut self, naam: &str, verwacht: &str, waarde: &Value) {
        let is = match waarde {
            Value::Null => "niets",
            Value::Bool(_) => "ja of nee",
            Value::Number(_) => "een getal",
            Value::String(_) => "een tekst",
            Value::Array(_) => "een lijst",
            Value::Object(_) => "een groep velden",
        };
        let melding = format!("Hier hoort {verwacht}, maar er staat {is}.");
        self.fouten.meld(naam, "verkeerd-type", melding);
    }

    /// Notes every field that nobody asked for: a misspelt name must not pass in silence.
    pub fn klaar(mut self) -> Fouten {
        let onbekend: Vec<String> = self
            .map
            .keys()
            .filter(|naam| !self.gelezen.contains(*naam))
            .cloned()
            .collect();
        for naam in onbekend {
            let melding = format!(
                "Het veld “{}” bestaat hier niet. Haal het weg.",
                kort(&naam)
            );
            self.fouten.meld(kort(&naam), "onbekend-veld", melding);
        }
        self.fouten
    }
}

/// A group of fields in JSON, and one that stands there twice.
#[derive(Debug)]
pub struct Groep {
    /// The fields, by name.
    pub velden: Map<String, Value>,
    /// A field of which nobody can say which of the two is meant.
    pub dubbel: Option<String>,
}

impl<'de> Deserialize<'de> for Groep {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(GroepVisitor)
    }
}

struct GroepVisitor;

impl<'de> Visitor<'de> for GroepVisitor {
    type Value = Groep;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group of fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Groep, A::Error> {
        let (mut velden, mut dubbel) = (Map::new(), None);
        while let Some((naam, waarde)) = map.next_entry::<String, Value>()? {
            if velden.insert(naam.clone(), waarde).is_some() {
                dubbel = Some(naam);
            }
        }
        Ok(Groep { velden, dubbel })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::stukken::model::Leefdomein;

    fn velden(waarde: Value) -> Velden {
        let Value::Object(map) = waarde else {
            panic!("not an object")
        };
        Velden::nieuw(map)
    }

    #[test]
    fn every_mistake_is_noted() {
        let mut v = velden(json!({
            "titel": 12, "datum": "gisteren", "leefdomeinen": ["zorg", "ruimtevaart", 3],
            "inwoners": -4, "tekst": "  ", "titl": "x",
        }));
        assert_eq!(v.verplicht("titel", 300), None);
        assert_eq!(v.datum("datum"), None);
        assert_eq!(
            v.keuzes::<Leefdomein>("leefdomeinen", &["zorg", "jeugd"]),
            [Leefdomein::Zorg]
        );
        assert_eq!(v.getal("inwoners"), None);
        assert_eq!(v.verplicht("tekst", 100), None);
        let fouten = v.klaar();
        let codes: Vec<(&str, &str)> = fouten.iter().map(|f| (f.veld.as_str(), f.code)).collect();
        assert_eq!(
            codes,
            [
                ("titel", "verkeerd-type"),
                ("datum", "geen-datum"),
                ("leefdomeinen", "verkeerd-type"),
                ("leefdomeinen", "onbekende-waarde"),
                ("inwoners", "verkeerd-type"),
                ("tekst", "verplicht"),
                ("titl", "onbekend-veld"),
            ]
        );
    }

    #[test]
    fn a_choice_that_must_be_there_is_asked_for_once() {
        let mut v = velden(json!({"leeg": " ", "getal": 3, "elders": "jeugd", "goed": "zorg"}));
        for naam in ["weg", "leeg", "getal", "elders"] {
            assert_eq!(v.keuze_verplicht::<Leefdomein>(naam, &["zorg"]), None);
        }
        let goed = v.keuze_verplicht("goed", &["zorg"]);
        assert_eq!(goed, Some(Leefdomein::Zorg));
        let codes: Vec<_> = v.klaar().iter().map(|f| f.code).collect();
        let twee = ["verplicht"; 2];
        assert_eq!(
            codes,
            [&twee[..], &["verkeerd-type", "onbekende-waarde"]].concat()
        );
    }

    #[test]
    fn good_fields_are_read() {
        let mut v = velden(json!({
            "titel": "  Een\n plan ", "themas": "schulden", "inwoners": "12", "datum": "2026-01-31",
        }));
        assert_eq!(v.regel("titel", 300).as_deref(), Some("Een plan"));
        assert_eq!(v.lijst("themas"), ["schulden"]);
        assert_eq!(v.getal("inwoners"), Some(12));
        assert_eq!(v.datum("datum"), NaiveDate::from_ymd_opt(2026, 1, 31));
        assert_eq!(v.tekst("afwezig", 9), None);
        assert!(v.klaar().is_empty());
    }

    #[test]
    fn what_nobody_sees_is_no_text() {
        let mut v = velden(json!({
            "titel": "\u{200b} \u{feff}", "tekst": "ge\u{202e}heim", "themas": ["\u{2060}", "a\u{200b}"],
        }));
        assert_eq!(v.verplicht("titel", 300), None);
        assert_eq!(v.fouten.iter().count(), 1);
        assert_eq!(v.tekst("tekst", 6).as_deref(), Some("geheim"));
        assert_eq!(v.lijst("themas"), ["a"]);
        let codes: Vec<_> = v.klaar().iter().map(|f| f.code).collect();
        assert_eq!(codes, ["verplicht"]);
    }
}
