//! The fields that only one kind has, and its sections.

use serde_json::Value;

use super::{MAX_SAMENVATTING, MAX_TEKST, TE_DIEP};
use crate::{
    ids::{Slug, kort},
    knelpunten::model::{self as knelpunten, Knelpunt, Oorzaak, Treden},
    organisaties::model::{Organisatie, Organisatiesoort, Provincie},
    praktijken::model::{self as praktijken, Effect, Fase, Kosten, Onderbouwing, Praktijk},
    proefprojecten::model::{self as proefprojecten, Periode, Proefproject, Stand},
    publicaties::model::{Publicatie, Publicatiesoort},
    regelingen::model::{Artikel, Regeling, Regelingsoort},
    soorten::Inhoud,
    stukken::model::{Sectie, Soort},
    themas::model::Thema,
    velden::{MAX_NAAM, Velden, namen},
};

/// The sections: `{name: text}`, or `[[name, text], …]` from Markdown.
pub fn secties(v: &mut Velden, soort: Soort) -> Vec<Sectie> {
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
    if let Some((namen, _)) = sjabloon(soort) {
        secties.sort_by_key(|s| namen.iter().position(|naam| *naam == s.naam));
    }
    secties
}

/// The headings of a kind that is written in a fixed template, and the words for one of that kind.
const fn sjabloon(soort: Soort) -> Option<(&'static [&'static str], &'static str)> {
    match soort {
        Soort::Praktijk => Some((&praktijken::SECTIES, "een praktijk")),
        Soort::Proefproject => Some((&proefprojecten::SECTIES, "een proefproject")),
        Soort::Knelpunt => Some((&KNELPUNT, "een knelpunt")),
        _ => None,
    }
}

/// The heading as the kind knows it: that of its template, in any spelling that folds alike.
fn sectienaam(v: &mut Velden, soort: Soort, naam: &str) -> Option<String> {
    if naam.is_empty() || naam.chars().count() > MAX_NAAM {
        v.fouten
            .meld("secties", "ongeldig", "Geef elke sectie een korte naam.");
        return None;
    }
    let Some((namen, wat)) = sjabloon(soort) else {
        return Some(naam.to_owned());
    };
    let gevouwen = Slug::van_titel(naam);
    let bekend = namen.iter().find(|s| Slug::van_titel(s) == gevouwen);
    if bekend.is_none() {
        let alle = crate::waarden::opsomming(namen.iter().copied());
        let melding = format!("“{}” is geen kop van {wat}. Kies {alle}.", kort(naam));
        v.fouten.meld("secties", "onbekende-waarde", melding);
    }
    bekend.map(|s| (*s).to_owned())
}

/// What is particular to the kind; none for a kind that can't be taken in.
pub fn inhoud(v: &mut Velden, soort: Soort, tekst: String, secties: Vec<Sectie>) -> Option<Inhoud> {
    Some(match soort {
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
            effect: Effect::NietBekend,
        }),
        Soort::Proefproject => Inhoud::Proefproject(proefproject(v, tekst, secties)),
        Soort::Knelpunt => Inhoud::Knelpunt(knelpunt(v, tekst, secties)),
        Soort::Signaal
        | Soort::Bevinding
        | Soort::Kennisvraag
        | Soort::Besluit
        | Soort::Notitie
        | Soort::Actie
        | Soort::Bijeenkomst => return None,
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
            artikelen: artikelen(v),
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
    })
}

/// A proefproject. Its stand is the `fase` of the record; of one that nobody says has begun, it is an
/// idee.
fn proefproject(v: &mut Velden, tekst: String, secties: Vec<Sectie>) -> Proefproject {
    let fase: Option<Fase> = v.keuze("fase", namen!(Fase));
    let proef = Proefproject {
        tekst,
        secties,
        stand: fase.and_then(Stand::van_fase).unwrap_or(Stand::Idee),
        periode: Periode {
            begin: v.datum("begin"),
            einde: v.datum("einde"),
        },
        besloten_op: v.datum("besluitdatum"),
        uit_bron: true,
    };
    proef
        .periode
        .controleer(proef.stand, proef.besloten_op, &mut v.fouten);
    proef
}

/// The headings of a knelpunt in a file: its sections, and the five steps.
const KNELPUNT: [&str; 10] = {
    let [a, b, c, d, e] = knelpunten::SECTIES;
    let [een, twee, drie, vier, vijf] = knelpunten::TREDEN;
    [a, b, c, d, e, een, twee, drie, vier, vijf]
};
/// What the text of a step begins with that was skipped.
const OVERGESLAGEN: &str = "Overgeslagen:";

fn knelpunt(v: &mut Velden, tekst: String, secties: Vec<Sectie>) -> Knelpunt {
    let mut treden = Treden::default();
    let mut gewone = Vec::new();
    for sectie in secties {
        let trede = knelpunten::TREDEN.iter().position(|t| *t == sectie.naam);
        let nummer = trede.and_then(|plek| u8::try_from(plek + 1).ok());
        let Some(nummer) = nummer else {
            gewone.push(sectie);
            continue;
        };
        let reden = sectie.tekst.strip_prefix(OVERGESLAGEN);
        let tekst = reden.unwrap_or(&sectie.tekst);
        if treden.zet(nummer, tekst, reden.is_some()).is_err() {
            let melding = format!(
                "“{}” is de laatste trede. Vul eerst de andere vier in, en sla deze niet over.",
                sectie.naam
            );
            v.fouten.meld("secties", "trede", melding);
        }
    }
    Knelpunt {
        tekst,
        secties: gewone,
        oorzaak: v.keuze("oorzaak", namen!(Oorzaak)),
        treden,
        trekker: None,
        uit_bron: true,
        gesloten: 0,
        heropend: 0,
        gesloten_op: None,
    }
}

/// The articles of a regeling, `[{artikel, samenvatting}]`, in natural order.
fn artikelen(v: &mut Velden) -> Vec<Artikel> {
    let mut artikelen: Vec<Artikel> = Vec::new();
    for waarde in v.waarden("artikelen") {
        let Some(artikel) = artikel(v, &waarde) else {
            continue;
        };
        if artikelen.iter().any(|a| a.nummer == artikel.nummer) {
            let melding = format!(
                "Artikel {} staat er twee keer. Voeg de teksten samen.",
                artikel.nummer
            );
            v.fouten.meld("artikelen", "dubbel", melding);
        } else {
            artikelen.push(artikel);
        }
    }
    artikelen.sort_by(|a, b| a.nummer.cmp(&b.nummer));
    artikelen
}

fn artikel(v: &mut Velden, waarde: &Value) -> Option<Artikel> {
    let Value::Object(map) = waarde else {
        v.verkeerd_type("artikelen", "een lijst van {artikel, samenvatting}", waarde);
        return None;
    };
    let mut binnen = Velden::nieuw(map.clone());
    let tekst = binnen.verplicht("artikel", MAX_NAAM);
    let nummer = tekst.as_deref().and_then(|t| t.parse().ok());
    if let (Some(tekst), None) = (&tekst, &nummer) {
        let melding = format!(
            "“{}” is geen nummer van een artikel. Schrijf alleen het nummer, zoals 7, 18a, 2.3.5 of 4:81.",
            kort(tekst)
        );
        binnen.fouten.meld("artikel", "ongeldig", melding);
    }
    let samenvatting = binnen.verplicht("samenvatting", MAX_SAMENVATTING);
    for fout in &binnen.klaar() {
        v.fouten.meld(
            format!("artikelen.{}", fout.veld),
            fout.code,
            fout.melding.clone(),
        );
    }
    Some(Artikel {
        nummer: nummer?,
        samenvatting: samenvatting?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    })
}
