//! The picture of the kennisagenda: a bar for each area of life, and the same numbers as a table.

use crate::{
    kennisvragen::model::{Keuze, Punt, Status, Telling, per_leefdomein, samen},
    taal,
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
pub struct Cel {
    /// The number, for people.
    pub getal: String,
    /// The kennisvragen that it counts; empty when there are none.
    pub naar: String,
    /// What it counts, for the ear.
    pub wat: String,
}

/// An area of life: its bar and its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rij {
    /// What it is called.
    pub naam: &'static str,
    /// What is drawn.
    pub delen: Vec<Deel>,
    /// How many there are in each state.
    pub cellen: Vec<Cel>,
    /// How many there are.
    pub totaal: Cel,
}

/// The picture, and the table behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beeld {
    /// The headings of the states.
    pub kolommen: Vec<&'static str>,
    /// What the fills mean.
    pub legenda: Vec<(&'static str, &'static str)>,
    /// A row for each area of life.
    pub rijen: Vec<Rij>,
    /// All together, by state: each kennisvraag once.
    pub samen: Vec<Cel>,
    /// All together.
    pub totaal: Cel,
}

/// The fill of a state: what is answered is darkest.
const fn vulling(status: Status) -> &'static str {
    match status {
        Status::Gesteld => "k-licht",
        Status::InOnderzoek => "k-midden",
        Status::Beantwoord => "k-accent",
        Status::Vervallen => "k-leeg",
    }
}

/// The parts of a bar, drawn to the scale at which `meeste` is all of it.
fn delen(telling: &Telling, meeste: u64) -> Vec<Deel> {
    let mut x = 0;
    let mut delen = Vec::new();
    for status in Status::ALLE {
        let aantal = telling.van(*status);
        if aantal == 0 {
            continue;
        }
        let breed = aantal.saturating_mul(BREED) / meeste.max(1);
        let breed = breed.max(ZICHTBAAR).min(BREED - x);
        let klasse = vulling(*status);
        delen.push(Deel { klasse, x, breed });
        x += breed;
    }
    delen
}

fn cel(aantal: u64, keuze: &Keuze, wat: String) -> Cel {
    Cel {
        getal: taal::getal(aantal.cast_signed()),
        naar: if aantal > 0 {
            keuze.pad(1)
        } else {
            String::new()
        },
        wat,
    }
}

/// The numbers of a row by state, each leading to what it counts.
fn cellen(telling: &Telling, keuze: &Keuze, naam: &str) -> Vec<Cel> {
    let van_status = |status: &Status| {
        let keuze = Keuze {
            status: Some(*status),
            ..keuze.clone()
        };
        let wat = format!("{naam}, {}", status.label().to_lowercase());
        cel(telling.van(*status), &keuze, wat)
    };
    Status::ALLE.iter().map(van_status).collect()
}

impl Beeld {
    /// The picture of these kennisvragen.
    pub fn van(punten: &[Punt]) -> Self {
        let per_leefdomein = per_leefdomein(punten);
        let meeste = per_leefdomein.iter().map(|rij| rij.telling.totaal()).max();
        let meeste = meeste.unwrap_or_default();
        let rijen = per_leefdomein.iter().map(|rij| {
            let naam = rij.leefdomein.label();
            let keuze = Keuze {
                leefdomein: Some(rij.leefdomein),
                ..Keuze::default()
            };
            Rij {
                naam,
                delen: delen(&rij.telling, meeste),
                cellen: cellen(&rij.telling, &keuze, naam),
                totaal: cel(rij.telling.totaal(), &keuze, naam.to_owned()),
            }
        });
        let (alles, alle) = (samen(punten), Keuze::default());
        let wat = "alle leefdomeinen";
        let fill = |status: &Status| (vulling(*status), status.label());
        Self {
            kolommen: Status::ALLE.iter().map(|status| status.label()).collect(),
            legenda: Status::ALLE.iter().map(fill).collect(),
            rijen: rijen.collect(),
            samen: cellen(&alles, &alle, wat),
            totaal: cel(alles.totaal(), &alle, wat.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::{
        stukken::model::{Eigenaar, Kop, Leefdomein, Soort},
        werkruimte::model::Niveau,
    };

    fn punt(nummer: u128, status: Status, leefdomein: Leefdomein) -> Punt {
        Punt {
            kop: Kop {
                id: Uuid::from_u128(nummer),
                soort: Soort::Kennisvraag,
                kenmerk: None,
                slug: "vraag".parse().expect("a slug"),
                titel: "Vraag?".into(),
                samenvatting: String::new(),
                status: status.to_string(),
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
            status,
            niveau: Niveau::Openbaar,
            leefdomeinen: vec![leefdomein],
            thema: None,
            volgers: 0,
        }
    }

    #[test]
    fn the_largest_fills_the_picture_and_every_number_leads_to_what_it_counts() {
        let punten = [
            punt(1, Status::Gesteld, Leefdomein::Zorg),
            punt(2, Status::Beantwoord, Leefdomein::Zorg),
            punt(3, Status::Vervallen, Leefdomein::Wonen),
        ];
        let beeld = Beeld::van(&punten);
        assert_eq!(beeld.rijen.len(), Leefdomein::ALLE.len());
        let rij = |naam| {
            beeld
                .rijen
                .iter()
                .find(|rij| rij.naam == naam)
                .expect("a row")
        };
        let plekken = |naam| -> Vec<(u64, u64)> {
            let delen = rij(naam).delen.iter();
            delen.map(|deel| (deel.x, deel.breed)).collect()
        };
        assert_eq!(plekken("Zorg"), [(0, 500), (500, 500)]);
        assert_eq!(plekken("Wonen"), [(0, 500)]);
        assert!(plekken("Jeugd").is_empty());
        let cel = &rij("Zorg").cellen[2];
        assert_eq!(cel.getal, "1");
        assert_eq!(cel.naar, "/kennisagenda?leefdomein=zorg&status=beantwoord");
        assert!(
            rij("Jeugd").totaal.naar.is_empty(),
            "there is nothing to go to"
        );
        assert_eq!(beeld.totaal.getal, "3");
    }

    #[test]
    fn every_fill_means_one_thing() {
        let vullingen: std::collections::BTreeSet<&str> =
            Status::ALLE.iter().map(|status| vulling(*status)).collect();
        assert_eq!(vullingen.len(), Status::ALLE.len());
    }

    #[test]
    fn what_is_made_visible_takes_no_more_room_than_there_is() {
        let mut punten: Vec<Punt> = (0..999)
            .map(|n| punt(n, Status::Gesteld, Leefdomein::Zorg))
            .collect();
        punten.push(punt(1_000, Status::Vervallen, Leefdomein::Zorg));
        let beeld = Beeld::van(&punten);
        let rij = beeld.rijen.iter().find(|rij| rij.naam == "Zorg");
        let laatste = rij.and_then(|rij| rij.delen.last()).expect("a part");
        assert!(laatste.breed > 0 && laatste.x + laatste.breed <= BREED);
    }
}
