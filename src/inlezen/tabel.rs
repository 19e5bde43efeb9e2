//! Tables of facts in `content/`: a CSV row becomes the fields of a record, so that the 342
//! gemeenten are one file and still have a page each.

use serde_json::{Map, Value, json};

use super::model::{Plek, Ruw};
use crate::{
    error::{Fouten, Result},
    ids::Slug,
};

/// The registers under this address name organisations in their last part: `…/mnre1034`.
const TOOI: &str = "https://identifier.overheid.nl/tooi/id/";

/// The rows of a table as records. The name of the file says of which kind.
///
/// # Errors
/// The table can't be read at all. A bad row shows when its record is checked.
pub fn lees(pad: &str, tekst: &str) -> Result<Vec<Ruw>, Fouten> {
    let mut csv = csv::Reader::from_reader(tekst.as_bytes());
    let mut rijen = Vec::new();
    for rij in csv.deserialize::<Map<String, Value>>() {
        match rij {
            Ok(rij) => rijen.push(rij),
            Err(e) => {
                let mut fouten = Fouten::new();
                fouten.meld(
                    "tabel",
                    "onleesbaar",
                    format!("De tabel is geen geldige CSV: {e}"),
                );
                return Err(fouten);
            }
        }
    }
    let records = rijen.into_iter().zip(2..).map(|(rij, regel)| {
        let rij: Map<String, Value> = rij
            .into_iter()
            // A cell is text, also when it looks like a number; an empty one says nothing.
            .filter_map(|(kolom, cel)| match cel {
                Value::String(cel) if cel.is_empty() => None,
                Value::String(_) => Some((kolom, cel)),
                Value::Null => None,
                ander => Some((kolom, Value::String(ander.to_string()))),
            })
            .collect();
        let (mut velden, bron) = match pad {
            "gemeenten.csv" => (
                gemeente(rij),
                "register van gemeenten (TOOI) van 29 januari 2026",
            ),
            "regelingen.csv" => (regeling(rij), "lijst van regelingen van de redactie"),
            _ => (organisatie(rij), "lijst van organisaties van de redactie"),
        };
        velden.insert("bron".into(), json!({ "naam": bron }));
        let naam = ["officieelId", "slug"]
            .iter()
            .find_map(|k| velden.get(*k)?.as_str());
        Ruw {
            plek: Plek {
                bestand: pad.to_owned(),
                regel,
                ..Plek::default()
            },
            pad: Some(format!("{pad}#{}", naam.unwrap_or_default())),
            ingebouwd: true,
            velden,
        }
    });
    Ok(records.collect())
}

fn gemeente(mut rij: Map<String, Value>) -> Map<String, Value> {
    let cel = |rij: &mut Map<String, Value>, kolom: &str| -> String {
        let cel = rij.remove(kolom).unwrap_or_default();
        cel.as_str().unwrap_or_default().to_owned()
    };
    let naam = cel(&mut rij, "naam");
    let provincie = cel(&mut rij, "provincie");
    let inwoners = cel(&mut rij, "inwoners");
    let zin = format!(
        "{naam} is een gemeente in {provincie} met {} inwoners.",
        duizendtallen(&inwoners)
    );
    let mut velden = Map::new();
    velden.insert("soort".into(), json!("organisatie"));
    velden.insert("organisatiesoort".into(), json!("gemeente"));
    velden.insert("officieelId".into(), rij.remove("code").unwrap_or_default());
    velden.insert("titel".into(), json!(naam));
    velden.insert(
        "provincie".into(),
        json!(Slug::van_titel(&provincie).as_str()),
    );
    velden.insert("inwoners".into(), json!(inwoners));
    velden.insert("samenvatting".into(), json!(zin));
    velden.insert("tekst".into(), json!(zin));
    velden.extend(rij);
    velden
}

fn regeling(mut rij: Map<String, Value>) -> Map<String, Value> {
    rij.insert("soort".into(), json!("regeling"));
    if let Some(Value::String(cel)) = rij.get("leefdomeinen") {
        let waarden: Vec<&str> = cel.split(';').map(str::trim).collect();
        rij.insert("leefdomeinen".into(), json!(waarden));
    }
    rij
}

fn organisatie(mut rij: Map<String, Value>) -> Map<String, Value> {
    rij.insert("soort".into(), json!("organisatie"));
    if let Some(Value::String(id)) = rij.get("officieelId").cloned()
        && id.starts_with(TOOI)
    {
        let laatste = id.rsplit('/').next().unwrap_or_default().to_owned();
        rij.insert("officieelId".into(), json!(laatste));
        rij.insert("tooiUri".into(), json!(id));
    }
    rij
}

/// A whole number as people read it: `1234567` becomes `1.234.567`.
fn duizendtallen(cijfers: &str) -> String {
    cijfers
        .parse()
        .map_or_else(|_| cijfers.to_owned(), crate::taal::getal)
}
