//! What the pages of the regietafel print of every traject: what its duo says, the numbers beside it, and a picture
//! of what waits.

use chrono::NaiveDate;

use super::{
    super::model::{Feit, Traject},
    kleur,
};
use crate::{
    ctx::datum_van,
    duos::model::{Zetel, is_te_lang_leeg},
    taal,
    zoeken::model::adres,
};

/// How wide a bar can be, in units of the drawing.
const BREED: u64 = 1_000;
/// What is there is seen, also when there is very little of it.
const ZICHTBAAR: u64 = 6;

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deel {
    /// The fill.
    pub klasse: &'static str,
    /// Where it begins.
    pub x: u64,
    /// How wide it is.
    pub breed: u64,
}

/// A number that leads to what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Getal {
    /// For people.
    pub tekst: String,
    /// The list of what it counts; empty when there is none.
    pub naar: String,
    /// What it counts, for the ear.
    pub wat: String,
}

/// A traject in the table.
#[derive(Debug)]
pub struct Rij {
    /// Its name and page.
    pub naam: String,
    /// The page of the thema.
    pub url: String,
    /// What the duo says, or that it said nothing.
    pub stand: &'static str,
    /// Its colour.
    pub kleur: &'static str,
    /// Why, and when; empty when it said nothing.
    pub toelichting: String,
    /// What waits, drawn.
    pub delen: Vec<Deel>,
    /// The numbers, in the order of [`Feit::ALLE`].
    pub getallen: Vec<Getal>,
    /// How long the oldest knelpunt is open; empty without one.
    pub oudste: String,
    /// The seats on which nobody sits, each with whether that is for too long.
    pub vacatures: Vec<(String, bool)>,
    /// The voice that is missing first; empty when none is.
    pub ontbreekt: String,
}

/// The fill of what waits: what is late is darkest.
const fn vulling(feit: Feit) -> &'static str {
    match feit {
        Feit::Knelpunten => "k-licht",
        Feit::Kennisvragen => "k-midden",
        Feit::Vraagpunten => "k-accent",
        Feit::Acties => "k-laat",
        Feit::Besluiten => "k-leeg",
    }
}

/// What the fills mean.
pub fn legenda() -> Vec<(&'static str, &'static str)> {
    let regel = |feit: &Feit| (vulling(*feit), feit.label());
    Feit::ALLE.iter().map(regel).collect()
}

fn delen(traject: &Traject, meeste: u64) -> Vec<Deel> {
    let mut delen = Vec::new();
    let mut x = 0;
    for feit in Feit::ALLE {
        let aantal = traject.feiten.van(*feit);
        if aantal == 0 || x >= BREED {
            continue;
        }
        let naar_maat = aantal.saturating_mul(BREED) / meeste.max(1);
        let breed = naar_maat.max(ZICHTBAAR).min(BREED - x);
        let klasse = vulling(*feit);
        delen.push(Deel { klasse, x, breed });
        x += breed;
    }
    delen
}

/// How much waits in a traject.
fn samen(traject: &Traject) -> u64 {
    Feit::ALLE.iter().map(|f| traject.feiten.van(*f)).sum()
}

/// The list of what a number of a thema counts.
fn lijst(traject: &Traject, feit: Feit) -> String {
    let paren = [
        ("thema", traject.thema.slug.to_string()),
        ("wat", feit.to_string()),
    ];
    adres("/regietafel/lijst", &paren)
}

fn getal(traject: &Traject, feit: Feit) -> Getal {
    let aantal = traject.feiten.van(feit);
    Getal {
        tekst: taal::getal(i64::try_from(aantal).unwrap_or(i64::MAX)),
        naar: if aantal > 0 {
            lijst(traject, feit)
        } else {
            String::new()
        },
        wat: format!("{}, {}", feit.label().to_lowercase(), traject.thema.titel),
    }
}

fn vacature(zetel: &Zetel, vandaag: NaiveDate) -> (String, bool) {
    let sinds = taal::dag_van(zetel.sinds);
    let dagen = (vandaag - datum_van(zetel.sinds)).num_days();
    let dagen = taal::aantal(dagen.max(0).unsigned_abs(), "dag", "dagen");
    let tekst = format!("{}: vacant sinds {sinds} ({dagen})", zetel.kant.label());
    (tekst, is_te_lang_leeg(zetel, vandaag))
}

fn rij(traject: &Traject, meeste: u64, vandaag: NaiveDate) -> Rij {
    let (stand, kleur, toelichting) = match &traject.stand {
        Some(gegeven) => (
            gegeven.stand.label(),
            kleur(gegeven.stand),
            format!("{} ({})", gegeven.toelichting, taal::dag_van(gegeven.op)),
        ),
        None => ("Nog niet gegeven", "neutral", String::new()),
    };
    let stem = traject.ontbreekt.first();
    Rij {
        naam: traject.thema.titel.clone(),
        url: traject.thema.pad(),
        stand,
        kleur,
        toelichting,
        delen: delen(traject, meeste),
        getallen: Feit::ALLE.iter().map(|f| getal(traject, *f)).collect(),
        oudste: traject
            .feiten
            .dagen(vandaag)
            .map(|dagen| taal::aantal(dagen.unsigned_abs(), "dag", "dagen"))
            .unwrap_or_default(),
        vacatures: traject.vacatures().map(|z| vacature(z, vandaag)).collect(),
        ontbreekt: stem.map(|p| p.ontbreekt()).unwrap_or_default(),
    }
}

/// Every traject, as the table and the picture show it.
pub fn rijen(trajecten: &[Traject], vandaag: NaiveDate) -> Vec<Rij> {
    let meeste = trajecten.iter().map(samen).max().unwrap_or_default();
    let rij = |traject: &Traject| rij(traject, meeste, vandaag);
    trajecten.iter().map(rij).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::{
        regietafel::model::Feiten,
        stukken::model::{Eigenaar, Kop, Soort},
    };

    fn traject(slug: &str, aantallen: &[(Feit, u64)]) -> Traject {
        let mut feiten = Feiten::default();
        for (feit, aantal) in aantallen {
            feiten.tel(*feit, *aantal);
        }
        Traject {
            thema: Kop {
                id: Uuid::from_u128(1),
                soort: Soort::Thema,
                kenmerk: None,
                slug: slug.parse().expect("a slug"),
                titel: slug.to_owned(),
                samenvatting: String::new(),
                status: "gepubliceerd".into(),
                versie: 1,
                datum: None,
                officieel_id: None,
                extern_id: None,
                bron: None,
                aangemaakt_op: DateTime::UNIX_EPOCH,
                gewijzigd_op: DateTime::UNIX_EPOCH,
                gepubliceerd_op: None,
                eigenaar: Eigenaar::default(),
                herzien_voor: None,
            },
            zetels: None,
            stand: None,
            feiten,
            ontbreekt: Vec::new(),
        }
    }

    #[test]
    fn the_most_fills_the_picture_and_every_number_leads_to_what_it_counts() {
        let vandaag = "2026-11-28".parse().expect("a day");
        let alle = [
            traject("zorg", &[(Feit::Knelpunten, 3), (Feit::Acties, 1)]),
            traject("wonen", &[(Feit::Besluiten, 2)]),
            traject("jeugd", &[]),
        ];
        let rijen = rijen(&alle, vandaag);
        let plekken = |n: usize| -> Vec<(u64, u64)> {
            let delen = rijen[n].delen.iter();
            delen.map(|deel| (deel.x, deel.breed)).collect()
        };
        assert_eq!(plekken(0), [(0, 750), (750, 250)]);
        assert_eq!(plekken(1), [(0, 500)]);
        assert!(plekken(2).is_empty());
        let zorg = &rijen[0].getallen;
        assert_eq!(zorg[0].tekst, "3");
        assert_eq!(zorg[0].naar, "/regietafel/lijst?thema=zorg&wat=knelpunten");
        assert!(zorg[1].naar.is_empty(), "there is nothing to go to");
    }

    #[test]
    fn every_fill_means_one_thing() {
        let vullingen: std::collections::BTreeSet<&str> =
            Feit::ALLE.iter().map(|feit| vulling(*feit)).collect();
        assert_eq!(vullingen.len(), Feit::ALLE.len());
    }
}
