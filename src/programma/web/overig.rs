//! What the tables and pictures of gemeenten and of searching say.

use chrono::{Datelike as _, NaiveDate};

use super::beeld::{Deel, Getal, delen};
use crate::{
    organisaties::model::Provincie,
    programma::{
        model::{Gemeentekeuze, Waar, per_provincie},
        service::Meedoen,
    },
    taal,
    zoeken::model::vragen::Telling,
};

/// Gemeenten of a province: who took part and who never did.
#[derive(Debug)]
pub struct Provincieregel {
    /// The province.
    pub naam: String,
    /// What is drawn.
    pub delen: Vec<Deel>,
    /// Those that took part.
    pub mee: Getal,
    /// Those that never did.
    pub nooit: Getal,
}

/// A row for each province, in the order of the map; what lies in none comes last.
pub fn provincies(meedoen: &Meedoen) -> Vec<Provincieregel> {
    let per_provincie = per_provincie(&meedoen.gemeenten, &meedoen.nooit);
    let meeste = per_provincie.values().map(|rij| rij.mee + rij.nooit).max();
    let alle = Provincie::ALLE.iter().copied().map(Some).chain([None]);
    let regel = |provincie: Option<Provincie>| {
        let rij = per_provincie.get(&provincie)?;
        let waar = provincie.map_or(Waar::Onbekend, Waar::In);
        let naam = waar.label();
        Some(Provincieregel {
            naam: naam.to_owned(),
            delen: delen(
                &[(rij.mee, "k-midden"), (rij.nooit, "k-licht")],
                meeste.unwrap_or_default(),
            ),
            mee: Getal::nieuw(
                rij.mee,
                Gemeentekeuze { waar, mee: true }.pad(),
                format!("gemeenten deden mee: {naam}"),
            ),
            nooit: Getal::nieuw(
                rij.nooit,
                Gemeentekeuze { waar, mee: false }.pad(),
                format!("gemeenten deden nog niet mee: {naam}"),
            ),
        })
    };
    alle.filter_map(regel).collect()
}

/// What was searched in a week.
#[derive(Debug)]
pub struct Weekregel {
    /// The days.
    pub naam: String,
    /// What is drawn.
    pub delen: Vec<Deel>,
    /// How often something was searched.
    pub keren: String,
    /// How often nothing was found.
    pub vergeefs: String,
}

/// A row for each week of these days, the last first.
pub fn weken(dagen: &[(NaiveDate, Telling)]) -> Vec<Weekregel> {
    let per_week = dagen.chunk_by(|a, b| a.0.iso_week() == b.0.iso_week());
    let per_week = per_week.filter_map(|week| Some((week.first()?.0, week.last()?.0, samen(week))));
    let per_week: Vec<(NaiveDate, NaiveDate, Telling)> = per_week.collect();
    let meeste = per_week.iter().map(|(_, _, telling)| telling.keren).max();
    let positief = |n: i64| u64::try_from(n).unwrap_or_default();
    let regel = |(eerste, laatste, telling): &(NaiveDate, NaiveDate, Telling)| {
        let gevonden = positief(telling.keren - telling.zonder_resultaat);
        let vergeefs = positief(telling.zonder_resultaat);
        let naam = if eerste == laatste {
            taal::dag(*eerste)
        } else {
            format!("{} tot en met {}", taal::dag(*eerste), taal::dag(*laatste))
        };
        Weekregel {
            naam,
            delen: delen(
                &[(gevonden, "k-midden"), (vergeefs, "k-licht")],
                positief(meeste.unwrap_or_default()),
            ),
            keren: taal::getal(telling.keren),
            vergeefs: taal::getal(telling.zonder_resultaat),
        }
    };
    per_week.iter().rev().map(regel).collect()
}

/// All of these days together.
pub fn samen(dagen: &[(NaiveDate, Telling)]) -> Telling {
    let mut samen = Telling::default();
    for (_, telling) in dagen {
        samen += *telling;
    }
    samen
}
