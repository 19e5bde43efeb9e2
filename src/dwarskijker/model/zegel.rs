//! The hash that proves that an established bevinding is still what was established.

use chrono::SecondsFormat;
use serde::Serialize;

use super::{Aanbeveling, Bevinding, Wederhoor};
use crate::{
    hash::hash_tekst,
    stukken::model::{Kop, Sectie, bijlage::Bijlage},
};

/// What the hash is of: the words of the bevinding and of every reply, what belongs to it, and when it was
/// established; nothing that may change later.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Zegelbaar<'a> {
    kenmerk: String,
    vastgesteld_op: String,
    titel: &'a str,
    samenvatting: &'a str,
    tekst: &'a str,
    secties: Vec<[&'a str; 2]>,
    aanbevelingen: Vec<[String; 2]>,
    reacties: Vec<[String; 3]>,
    bijlagen: Vec<[&'a str; 4]>,
    thema: Option<String>,
    verbetert: Option<String>,
}

impl<'a> Zegelbaar<'a> {
    /// Of a bevinding with the replies of its last round, in the order in which they were asked, and its
    /// files.
    pub fn van(
        kop: &'a Kop,
        bevinding: &'a Bevinding,
        wederhoor: &'a [Wederhoor],
        bijlagen: &'a [Bijlage],
    ) -> Self {
        let moment = bevinding.vastgesteld_op;
        let mut bijlagen: Vec<&Bijlage> = bijlagen.iter().collect();
        bijlagen.sort_by_key(|bijlage| bijlage.id);
        let bestand = |b: &'a Bijlage| {
            let woorden = [&b.titel, &b.omschrijving, &b.bestandsnaam, &b.sha256];
            woorden.map(String::as_str)
        };
        Self {
            kenmerk: kop
                .kenmerk
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            vastgesteld_op: moment
                .map(|op| op.to_rfc3339_opts(SecondsFormat::Micros, true))
                .unwrap_or_default(),
            titel: &kop.titel,
            samenvatting: &kop.samenvatting,
            tekst: &bevinding.tekst,
            secties: bevinding.secties.iter().map(sectie).collect(),
            aanbevelingen: bevinding.aanbevelingen.iter().map(aanbeveling).collect(),
            reacties: wederhoor.iter().map(reactie).collect(),
            bijlagen: bijlagen.into_iter().map(bestand).collect(),
            thema: bevinding.thema.map(|id| id.to_string()),
            verbetert: bevinding.verbetert.map(|id| id.to_string()),
        }
    }
}

fn sectie(sectie: &Sectie) -> [&str; 2] {
    [&sectie.naam, &sectie.tekst]
}

fn aanbeveling(wat: &Aanbeveling) -> [String; 2] {
    [wat.aan.to_string(), wat.tekst.clone()]
}

fn reactie(gevraagd: &Wederhoor) -> [String; 3] {
    let tekst = gevraagd
        .reactie
        .as_ref()
        .map(|reactie| reactie.tekst.clone());
    [
        gevraagd.organisatie.to_string(),
        gevraagd.uiterlijk.to_string(),
        // No reply is something else than an empty one.
        tekst.unwrap_or_else(|| GEEN_REACTIE.into()),
    ]
}

/// What stands for the reply of who said nothing.
const GEEN_REACTIE: &str = "geen reactie";

/// The exact text that the hash is of: JSON on one line.
///
/// # Errors
/// Never with these fields; JSON could not be written.
pub fn zegelinhoud(van: &Zegelbaar<'_>) -> Result<String, serde_json::Error> {
    serde_json::to_string(van)
}

/// The SHA-256 of a bevinding and its replies as JSON, in hexadecimal.
///
/// # Errors
/// Never with these fields; JSON could not be written.
pub fn zegel(van: &Zegelbaar<'_>) -> Result<String, serde_json::Error> {
    zegelinhoud(van).map(|json| hash_tekst(&json))
}

/// What stands before the hash among the fields of the row of the geschiedenis that tells of establishing.
const ZEGEL: &str = "zegel:";

/// How that row names the hash: the nightly seal on the log is then also one on this.
pub fn zegelveld(hash: &str) -> String {
    format!("{ZEGEL}{hash}")
}

/// The hash that a row of the geschiedenis names.
pub fn zegel_van(velden: &str) -> Option<&str> {
    velden.split(' ').find_map(|veld| veld.strip_prefix(ZEGEL))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::{
        dwarskijker::model::Reactie,
        ids::Slug,
        stukken::model::{Eigenaar, Soort},
    };

    fn kop() -> Kop {
        Kop {
            id: Uuid::from_u128(1),
            soort: Soort::Bevinding,
            kenmerk: "BEV-2026-0100".parse().ok(),
            slug: Slug::van_titel("x"),
            titel: "Titel".into(),
            samenvatting: "Kort.".into(),
            status: "wederhoor".into(),
            versie: 3,
            datum: None,
            officieel_id: None,
            extern_id: None,
            bron: None,
            aangemaakt_op: DateTime::UNIX_EPOCH,
            gewijzigd_op: DateTime::UNIX_EPOCH,
            gepubliceerd_op: None,
            eigenaar: Eigenaar::default(),
            herzien_voor: None,
        }
    }

    fn bevinding() -> Bevinding {
        Bevinding {
            tekst: "Tekst.".into(),
            secties: vec![Sectie {
                naam: "Wat ik zag".into(),
                tekst: "Dit.".into(),
            }],
            aanbevelingen: vec![Aanbeveling {
                aan: Uuid::from_u128(2),
                tekst: "Doe het.".into(),
            }],
            thema: None,
            verbetert: None,
            ronde: 1,
            hash: String::new(),
            vastgesteld_op: Some(DateTime::UNIX_EPOCH),
        }
    }

    fn gevraagd(tekst: Option<&str>) -> Wederhoor {
        Wederhoor {
            id: Uuid::from_u128(3),
            ronde: 1,
            organisatie: Uuid::from_u128(4),
            revisie: 2,
            gevraagd_op: DateTime::UNIX_EPOCH,
            uiterlijk: "2026-05-01".parse().unwrap(),
            reactie: tekst.map(|tekst| Reactie {
                tekst: tekst.into(),
                door: "account:x".into(),
                op: DateTime::UNIX_EPOCH,
            }),
        }
    }

    #[test]
    fn every_word_counts_and_what_may_change_does_not() {
        let hash = |kop: &Kop, wat: &Bevinding, wie: &[Wederhoor]| {
            zegel(&Zegelbaar::van(kop, wat, wie, &[])).unwrap()
        };
        let (k, b, w) = (kop(), bevinding(), [gevraagd(Some("Nee."))]);
        let gewoon = hash(&k, &b, &w);
        assert_eq!(gewoon.len(), 64);
        let kop_met = |wijzig: fn(&mut Kop)| {
            let mut k = kop();
            wijzig(&mut k);
            hash(&k, &b, &w)
        };
        let met = |wijzig: fn(&mut Bevinding)| {
            let mut b = bevinding();
            wijzig(&mut b);
            hash(&k, &b, &w)
        };
        for (wat, anders) in [
            ("titel", kop_met(|k| k.titel.push('!'))),
            ("samenvatting", kop_met(|k| k.samenvatting.push('!'))),
            ("tekst", met(|b| b.tekst.push('!'))),
            ("sectie", met(|b| b.secties[0].tekst.push('!'))),
            ("aanbeveling", met(|b| b.aanbevelingen[0].tekst.push('!'))),
            ("aan wie", met(|b| b.aanbevelingen[0].aan = Uuid::nil())),
            ("thema", met(|b| b.thema = Some(Uuid::nil()))),
            (
                "moment",
                met(|b| b.vastgesteld_op = Some(DateTime::<Utc>::MAX_UTC)),
            ),
            ("reactie", hash(&k, &b, &[gevraagd(Some("Ja."))])),
            ("geen reactie", hash(&k, &b, &[gevraagd(None)])),
            ("niemand", hash(&k, &b, &[])),
        ] {
            assert_ne!(anders, gewoon, "{wat}");
        }
        // The address, the version and the hash itself are not part of what was established.
        for (wat, gelijk) in [
            ("versie", kop_met(|k| k.versie += 1)),
            ("slug", kop_met(|k| k.slug = Slug::van_titel("anders"))),
            ("hash", met(|b| b.hash = "abc".into())),
        ] {
            assert_eq!(gelijk, gewoon, "{wat}");
        }
        let inhoud = zegelinhoud(&Zegelbaar::van(&k, &b, &w, &[])).unwrap();
        assert_eq!(hash_tekst(&inhoud), gewoon);
        assert!(
            inhoud.contains("\"Nee.\"") && inhoud.contains("BEV-2026-0100"),
            "{inhoud}"
        );
    }

    #[test]
    fn the_log_names_the_hash() {
        let velden = format!("status hash {}", zegelveld("abc"));
        assert_eq!(zegel_van(&velden), Some("abc"));
        assert_eq!(zegel_van("status hash"), None);
    }
}
