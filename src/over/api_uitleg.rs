//! The documentation of the API for people, made from the description for programs, so that the two
//! can't differ.

use serde_json::Value;

/// An address of the API with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewerking {
    /// Its name on the page.
    pub id: String,
    /// The address, from the root.
    pub pad: String,
    /// One sentence.
    pub wat: String,
    /// What can be asked.
    pub parameters: Vec<Parameter>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// As it stands in the address.
    pub naam: String,
    /// Whether it is a part of the path, and so always there.
    pub in_pad: bool,
    /// Text or number, and whether it may be repeated.
    pub soort: &'static str,
    /// What it does, without marks for programs.
    pub wat: String,
}

/// Addresses that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// The name of the resource.
    pub naam: String,
    /// Its addresses.
    pub bewerkingen: Vec<Bewerking>,
}

/// The addresses of a description per resource: searching first, the description itself last, and
/// the others in its order.
pub fn groepen(beschrijving: &Value) -> Vec<Groep> {
    let server = tekst(&beschrijving["servers"][0]["url"]);
    let mut groepen: Vec<Groep> = Vec::new();
    for (pad, methoden) in beschrijving["paths"].as_object().into_iter().flatten() {
        let get = &methoden["get"];
        let naam = tekst(&get["tags"][0]);
        let bewerking = Bewerking {
            id: tekst(&get["operationId"]).replace('_', "-"),
            pad: format!("{server}{pad}"),
            wat: tekst(&get["summary"]),
            parameters: lijst(&get["parameters"]).map(parameter).collect(),
        };
        match groepen.iter_mut().find(|g| g.naam == naam) {
            Some(groep) => groep.bewerkingen.push(bewerking),
            None => groepen.push(Groep {
                naam,
                bewerkingen: vec![bewerking],
            }),
        }
    }
    groepen.sort_by_key(|g| match g.naam.as_str() {
        "zoeken" => 0,
        "api" => 2,
        _ => 1,
    });
    groepen
}

fn parameter(parameter: &Value) -> Parameter {
    let schema = &parameter["schema"];
    // Where a value may be absent the type is a list with `null` in it.
    let soort = match &schema["type"] {
        Value::Array(soorten) => soorten
            .iter()
            .find_map(|s| s.as_str().filter(|s| *s != "null")),
        soort => soort.as_str(),
    };
    Parameter {
        naam: tekst(&parameter["name"]),
        in_pad: parameter["in"] == "path",
        soort: match soort {
            Some("array") => "tekst, mag vaker",
            Some("integer") => "getal",
            _ => "tekst",
        },
        wat: tekst(&parameter["description"]).replace('`', ""),
    }
}

fn lijst(waarde: &Value) -> impl Iterator<Item = &Value> {
    waarde.as_array().into_iter().flatten()
}

fn tekst(waarde: &Value) -> String {
    waarde.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_the_description_is_on_the_page() {
        let beschrijving = serde_json::to_value(crate::http::openapi()).unwrap();
        let groepen = groepen(&beschrijving);
        let paden: Vec<&str> = groepen
            .iter()
            .flat_map(|g| &g.bewerkingen)
            .map(|b| b.pad.trim_start_matches("/api/v1"))
            .collect();
        assert_eq!(
            paden.len(),
            beschrijving["paths"].as_object().unwrap().len()
        );
        assert!(groepen.iter().all(|g| !g.naam.is_empty()));
        let zoek = groepen
            .iter()
            .flat_map(|g| &g.bewerkingen)
            .find(|b| b.id == "zoek");
        let zoek = zoek.expect("the search");
        let soort = |naam: &str| {
            zoek.parameters
                .iter()
                .find(|p| p.naam == naam)
                .unwrap()
                .soort
        };
        assert_eq!(
            (soort("q"), soort("thema"), soort("pagina")),
            ("tekst", "tekst, mag vaker", "getal")
        );
        for b in groepen.iter().flat_map(|g| &g.bewerkingen) {
            assert!(!b.wat.is_empty() && !b.id.is_empty(), "{b:?}");
            assert!(b.parameters.iter().all(|p| !p.wat.is_empty()), "{b:?}");
        }
    }
}
