//! The fields that point at other stukken.

use serde_json::Value;

use super::Verwijzing;
use crate::{
    stukken::model::{Soort, Verbandsoort},
    velden::{MAX_NAAM, Velden, namen},
};

pub fn verwijzingen(v: &mut Velden) -> Vec<Verwijzing> {
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
