//! The fields that every kind has.

use serde_json::Value;

use super::MAX_SAMENVATTING;
use crate::{
    ids::{Slug, kort},
    stukken::{
        Kenmerk,
        model::{Basis, Bron, Leefdomein, Soort},
    },
    velden::{MAX_NAAM, Velden, namen},
};

/// What numbers of official registers begin with, and how many digits follow; those of Kamerstukken
/// have any number of them. A BWB number with something after it names a part of a regeling, and may
/// be the id of that part elsewhere.
const REGISTERS: [(&str, Option<usize>); 4] = [
    ("bwbr", Some(7)),
    ("gm", Some(4)),
    ("kst", None),
    ("mnre", Some(4)),
];

/// The id of elsewhere. It must not look like a number of an official register or of ours: that
/// would lead people who type such a number to the wrong stuk.
pub fn extern_id(v: &mut Velden) -> Option<String> {
    let id = v.regel("externId", MAX_NAAM)?;
    let nummer = crate::ids::zoeknummer(&id);
    let officieel = REGISTERS.iter().any(|(begin, lengte)| {
        nummer.strip_prefix(begin).is_some_and(|rest| {
            rest.bytes().all(|b| b.is_ascii_digit()) && lengte.is_none_or(|n| rest.len() == n)
        })
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

pub fn kenmerk(v: &mut Velden, soort: Soort, ingebouwd: bool) -> Option<Kenmerk> {
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

pub fn slug(v: &mut Velden) -> Option<Slug> {
    let tekst = v.regel("slug", MAX_NAAM)?;
    let slug = tekst.parse().ok();
    if slug.is_none() {
        let melding = "Gebruik in een slug alleen a-z, 0-9 en losse streepjes.";
        v.fouten.meld("slug", "ongeldig", melding);
    }
    slug
}

pub fn basis(v: &mut Velden, soort: Soort, titel: String, tekst: &str) -> Basis {
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
