//! Facts of our own tables that belong to a record of another row or file: the articles of a law,
//! and who came after an organisatie.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    bron::{Gelezen, Weigering, weigering},
    model::Ruw,
};
use crate::{
    content,
    error::Fouten,
    ids::{Slug, kort},
};

/// A row of the table of articles.
#[derive(Debug, Clone, Deserialize)]
pub struct Artikelrij {
    regeling: String,
    artikel: String,
    samenvatting: String,
}

/// Gives every law its articles. A row about a law that is not there is refused by itself: a wrong
/// slug must not lose an article in silence.
pub fn artikelen(records: &mut Vec<Gelezen>, rijen: Result<Vec<Artikelrij>, csv::Error>) {
    let bestand = format!("content/{}", content::ARTIKELEN);
    let rijen = match rijen {
        Ok(rijen) => rijen,
        Err(e) => {
            let melding = format!("De tabel is geen geldige CSV: {e}");
            records.push(Err(fout(&bestand, 1, "tabel", "onleesbaar", melding)));
            return;
        }
    };
    for (rij, regel) in rijen.into_iter().zip(2..) {
        let wet = records
            .iter_mut()
            .flatten()
            .find(|r| is_soort(r, "regeling") && heet(r, &rij.regeling));
        let Some(wet) = wet else {
            let melding = format!(
                "De regeling “{}” is er niet. Controleer de slug, of zet haar in regelingen.csv.",
                kort(&rij.regeling)
            );
            let weigering = fout(&bestand, regel, "regeling", "onbekend-stuk", melding);
            records.push(Err(weigering));
            continue;
        };
        let artikel = json!({ "artikel": rij.artikel, "samenvatting": rij.samenvatting });
        voeg_toe(wet, "artikelen", artikel);
    }
}

/// Turns every `opvolger` round: a link belongs to the stuk it starts at, so the successor gets a
/// verband `vervangt` to the one that ended.
pub fn opvolgers(records: &mut Vec<Gelezen>) {
    let mut paren = Vec::new();
    for ruw in records.iter_mut().flatten() {
        if !is_soort(ruw, "organisatie") {
            continue;
        }
        if let Some(Value::String(opvolger)) = ruw.velden.remove("opvolger") {
            paren.push((ruw.plek.clone(), naam(ruw), opvolger));
        }
    }
    for (plek, van, opvolger) in paren {
        let laatste = opvolger.rsplit('/').next().unwrap_or_default();
        let stuk = records
            .iter_mut()
            .flatten()
            .find(|r| is_soort(r, "organisatie") && heet(r, laatste));
        if let Some(stuk) = stuk {
            let verband = json!({ "soort": "vervangt", "naar": van });
            voeg_toe(stuk, "verbanden", verband);
            continue;
        }
        let melding = format!(
            "De opvolger “{}” is er niet. Gebruik de slug of de code van een organisatie.",
            kort(&opvolger)
        );
        let (bestand, regel) = (&plek.bestand, plek.regel);
        let weigering = fout(bestand, regel, "opvolger", "onbekend-stuk", melding);
        records.push(Err(weigering));
    }
}

fn fout(bestand: &str, regel: usize, veld: &str, code: &'static str, melding: String) -> Weigering {
    let mut fouten = Fouten::new();
    fouten.meld(veld, code, melding);
    weigering(bestand, regel, fouten)
}

fn is_soort(ruw: &Ruw, soort: &str) -> bool {
    ruw.velden.get("soort").and_then(Value::as_str) == Some(soort)
}

fn veld<'a>(ruw: &'a Ruw, naam: &str) -> Option<&'a str> {
    ruw.velden.get(naam)?.as_str()
}

/// Whether this is the slug or official id of a record. Without a slug of its own it will get the
/// one of its title.
fn heet(ruw: &Ruw, naam: &str) -> bool {
    let is_id = veld(ruw, "officieelId").is_some_and(|id| id.eq_ignore_ascii_case(naam));
    is_id || slug(ruw) == naam
}

/// The name by which others can point at a record.
fn naam(ruw: &Ruw) -> String {
    let id = veld(ruw, "officieelId").map(ToOwned::to_owned);
    id.unwrap_or_else(|| slug(ruw))
}

fn slug(ruw: &Ruw) -> String {
    let slug = veld(ruw, "slug").map(ToOwned::to_owned);
    slug.unwrap_or_else(|| Slug::van_titel(veld(ruw, "titel").unwrap_or_default()).to_string())
}

fn voeg_toe(ruw: &mut Ruw, veld: &str, waarde: Value) {
    let lijst = ruw.velden.entry(veld).or_insert_with(|| json!([]));
    match lijst {
        Value::Array(lijst) => lijst.push(waarde),
        // Something that is no list; with one more it is, and its check tells what is wrong.
        ander => *ander = json!([ander.take(), waarde]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inlezen::tabel;

    const WETTEN: &str = "slug,titel,officieelId,afkorting,regelingsoort,leefdomeinen,samenvatting,tekst\n\
        wmo-2015,Wmo,BWBR0035362,,wet,,x,x\n\
        wgs,Wgs,BWBR0031331,,wet,,x,x\n";
    const ORGANISATIES: &str = "slug,titel,officieelId,organisatiesoort,samenvatting,tekst,begin,einde,opvolger\n\
        marum,Marum,GM0025,gemeente,x,x,,2019-01-01,GM1969\n\
        leek,Leek,GM0022,gemeente,x,x,,2019-01-01,westerkwartier\n\
        kwijt,Kwijt,GM0001,gemeente,x,x,,2019-01-01,nergens\n";
    const GEMEENTEN: &str = "code,naam,officieleNaam,sorteernaam,provincie,inwoners,begin,tooiUri\n\
        GM1969,Westerkwartier,Westerkwartier,westerkwartier,Groningen,65065,2019-01-01,\n";

    fn lees(tabellen: &[(&str, &str)]) -> Vec<Gelezen> {
        let rijen = tabellen
            .iter()
            .flat_map(|(pad, tekst)| tabel::lees(pad, tekst).unwrap());
        rijen.map(Ok).collect()
    }

    fn rij(regeling: &str, artikel: &str) -> Artikelrij {
        Artikelrij {
            regeling: regeling.into(),
            artikel: artikel.into(),
            samenvatting: "Waar het over gaat.".into(),
        }
    }

    fn geweigerd(records: &[Gelezen]) -> Vec<(String, usize, String)> {
        records
            .iter()
            .filter_map(|r| r.as_ref().err())
            .map(|w| (w.plek.bestand.clone(), w.plek.regel, w.fouten.to_string()))
            .collect()
    }

    #[test]
    fn articles_join_their_law_and_a_wrong_law_is_told() {
        let mut records = lees(&[("regelingen.csv", WETTEN)]);
        let rijen = [
            rij("wmo-2015", "2.3.5"),
            rij("wmo-2016", "1"),
            rij("wmo-2015", "2.3.2"),
        ];
        artikelen(&mut records, Ok(rijen.into()));
        let wmo = &records[0].as_ref().unwrap().velden["artikelen"];
        assert_eq!(wmo.as_array().unwrap().len(), 2);
        assert_eq!(wmo[0]["artikel"], "2.3.5");
        assert!(
            !records[1]
                .as_ref()
                .unwrap()
                .velden
                .contains_key("artikelen")
        );
        let [(bestand, regel, melding)] = &geweigerd(&records)[..] else {
            panic!("one row is refused")
        };
        assert_eq!((bestand.as_str(), *regel), ("content/artikelen.csv", 3));
        assert!(melding.contains("wmo-2016"), "{melding}");
    }

    #[test]
    fn the_successor_replaces_who_ended() {
        let mut records = lees(&[
            ("gemeenten.csv", GEMEENTEN),
            ("organisaties.csv", ORGANISATIES),
        ]);
        opvolgers(&mut records);
        let nieuw = records[0].as_ref().unwrap();
        assert_eq!(
            nieuw.velden["verbanden"],
            json!([
                {"soort": "vervangt", "naar": "GM0025"}, {"soort": "vervangt", "naar": "GM0022"},
            ])
        );
        for record in records.iter().flatten() {
            assert!(!record.velden.contains_key("opvolger"));
        }
        let [(bestand, regel, melding)] = &geweigerd(&records)[..] else {
            panic!("one row is refused")
        };
        assert_eq!((bestand.as_str(), *regel), ("organisaties.csv", 4));
        assert!(melding.contains("nergens"), "{melding}");
    }
}
