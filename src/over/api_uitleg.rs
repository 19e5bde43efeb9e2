//! The documentation of the API for people, made from the description for programs, so that the two
//! can't differ.

use serde_json::Value;

/// An address of the API with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewerking {
    /// Its name on the page.
    pub id: String,
    /// `GET`, or how it writes.
    pub methode: &'static str,
    /// The address, from the root.
    pub pad: String,
    /// One sentence.
    pub wat: String,
    /// What can be asked.
    pub parameters: Vec<Parameter>,
    /// The fields that it takes in JSON; none where nothing is sent.
    pub velden: Vec<Parameter>,
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
        for (methode, sleutel) in METHODEN {
            let Some(deur) = methoden.get(sleutel) else {
                continue;
            };
            let naam = tekst(&deur["tags"][0]);
            let body = &deur["requestBody"]["content"]["application/json"]["schema"];
            let bewerking = Bewerking {
                id: tekst(&deur["operationId"]).replace('_', "-"),
                methode,
                pad: format!("{server}{pad}"),
                wat: tekst(&deur["summary"]),
                parameters: lijst(&deur["parameters"]).map(parameter).collect(),
                velden: velden(body, &beschrijving["components"]["schemas"]),
            };
            match groepen.iter_mut().find(|g| g.naam == naam) {
                Some(groep) => groep.bewerkingen.push(bewerking),
                None => groepen.push(Groep {
                    naam,
                    bewerkingen: vec![bewerking],
                }),
            }
        }
    }
    groepen.sort_by_key(|g| match g.naam.as_str() {
        "zoeken" => 0,
        "api" => 2,
        _ => 1,
    });
    groepen
}

/// The methods there are, in the order of the page, as the description has them.
const METHODEN: [(&str, &str); 4] = [
    ("GET", "get"),
    ("POST", "post"),
    ("PUT", "put"),
    ("DELETE", "delete"),
];

fn parameter(parameter: &Value) -> Parameter {
    Parameter {
        naam: tekst(&parameter["name"]),
        in_pad: parameter["in"] == "path",
        soort: match soort(&parameter["schema"]) {
            Some("array") => "tekst, mag vaker",
            Some("integer") => "getal",
            _ => "tekst",
        },
        wat: zin(&parameter["description"]),
    }
}

/// The type of a value. Where it may be absent the description has a list with `null` in it.
fn soort(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::Array(soorten) => soorten
            .iter()
            .find_map(|s| s.as_str().filter(|s| *s != "null")),
        soort => soort.as_str(),
    }
}

/// The fields of a body, also of the schemas that it is made of.
fn velden(body: &Value, schemas: &Value) -> Vec<Parameter> {
    let mut velden = Vec::new();
    let mut open = vec![body];
    while let Some(schema) = open.pop() {
        if let Some(naam) = schema["$ref"].as_str() {
            open.push(&schemas[naam.rsplit('/').next().unwrap_or_default()]);
        }
        // The last is taken first.
        open.extend(
            lijst(&schema["allOf"])
                .collect::<Vec<_>>()
                .into_iter()
                .rev(),
        );
        let eigen = schema["properties"].as_object().into_iter().flatten();
        velden.extend(eigen.map(|(naam, veld)| Parameter {
            naam: naam.clone(),
            in_pad: false,
            soort: match soort(veld) {
                Some("array") => "lijst",
                Some("integer") => "getal",
                Some("boolean") => "true of false",
                _ => "tekst",
            },
            wat: zin(&veld["description"]),
        }));
    }
    velden
}

/// A description for people, without marks for programs.
fn zin(waarde: &Value) -> String {
    tekst(waarde).replace('`', "")
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
        let alle = beschrijving["paths"].as_object().unwrap();
        let deuren = alle.values().filter_map(Value::as_object);
        assert_eq!(paden.len(), deuren.map(serde_json::Map::len).sum::<usize>());
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
            let mut delen = b.parameters.iter().chain(&b.velden);
            assert!(delen.all(|p| !p.wat.is_empty()), "{b:?}");
            let stuurt = matches!(b.methode, "POST" | "PUT");
            assert_eq!(!b.velden.is_empty(), stuurt, "{b:?}");
        }
    }
}
