//! The pictures of the overview: what each counts, and in which order.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;
use uuid::Uuid;

use super::beeld::{Beeld, Groep, Woorden};
use crate::{
    ids::vouw,
    knelpunten::model::{Status, TREDEN},
    overzicht::{
        model::{Keuze, Leeftijd, Rij, Telling, Waardoor, per},
        service::{Doel, Overzicht},
    },
    stukken::model::Soort,
    zoeken::model::{Facet, Vraag},
};

/// Regelingen in the picture; the table has them all.
const REGELINGEN: usize = 15;
/// Gemeenten in the picture; the table has them all.
const GEMEENTEN: usize = 20;

/// The search for knelpunten, with one filter.
pub fn zoek(filter: Option<(Facet, &str)>) -> String {
    let vraag = Vraag::default().met_filter(Facet::Soort, vec![Soort::Knelpunt.to_string()]);
    match filter {
        Some((facet, waarde)) => vraag.met_filter(facet, vec![waarde.to_owned()]),
        None => vraag,
    }
    .pad()
}

/// How many have this; none when nothing does.
pub fn telling<T: Ord + Copy>(tellingen: &BTreeMap<T, Telling>, sleutel: T) -> Telling {
    tellingen.get(&sleutel).copied().unwrap_or_default()
}

/// The knelpunten in a state.
pub fn met_status(status: Status) -> String {
    let keuze = Keuze {
        status: Some(status),
        ..Keuze::default()
    };
    keuze.pad(1)
}

/// How they stand.
pub fn statussen(rijen: &[Rij]) -> Beeld {
    let tellingen = per(rijen, |rij| vec![rij.status]);
    let groepen: Vec<Groep> = Status::ALLE
        .iter()
        .map(|status| Groep {
            naam: status.label().to_owned(),
            naar: met_status(*status),
            telling: telling(&tellingen, *status),
            ..Groep::default()
        })
        .collect();
    let woorden = Woorden {
        id: "status",
        titel: "Hoe staat het ervoor",
        uitleg:
            "Een knelpunt begint als gemeld. Bij elke volgende stap hoort een reden. Die staat op \
                 de pagina van het knelpunt."
                .to_owned(),
        kop: "Status",
        leeg: "",
    };
    Beeld::van(woorden, &groepen, &groepen, false)
}

/// To which step they came.
pub fn treden(rijen: &[Rij]) -> Beeld {
    let tellingen = per(rijen, |rij| vec![rij.trede]);
    let naam = |trede: u8| match usize::from(trede).checked_sub(1) {
        Some(plek) => format!("{trede}. {}", TREDEN.get(plek).unwrap_or(&"")),
        None => "Nog geen trede gezet".to_owned(),
    };
    let groepen: Vec<Groep> = (0..=5)
        .map(|trede| Groep {
            naam: naam(trede),
            naar: Keuze {
                trede: Some(trede),
                ..Keuze::default()
            }
            .pad(1),
            telling: telling(&tellingen, trede),
            ..Groep::default()
        })
        .collect();
    let woorden = Woorden {
        id: "treden",
        titel: "Hoe ver op de vijf treden",
        uitleg: "Wie een knelpunt behandelt, loopt vijf treden af. Pas na de eerste vier komt een andere \
                 regel in beeld. U ziet welke trede het laatst is gezet."
            .to_owned(),
        kop: "Trede",
        leeg: "",
    };
    Beeld::van(woorden, &groepen, &groepen, true)
}

/// Why it does not work.
pub fn oorzaken(rijen: &[Rij]) -> Beeld {
    let tellingen = per(rijen, |rij| vec![Waardoor::van(rij)]);
    let groepen: Vec<Groep> = Waardoor::alle()
        .map(|waardoor| Groep {
            naam: waardoor.label().to_owned(),
            naar: Keuze {
                oorzaak: Some(waardoor),
                ..Keuze::default()
            }
            .pad(1),
            telling: telling(&tellingen, waardoor),
            ..Groep::default()
        })
        .collect();
    let woorden = Woorden {
        id: "oorzaken",
        titel: "Waardoor het niet werkt",
        uitleg: "Niet elk knelpunt vraagt om een andere regel. Soms is uitleg genoeg, of moet men \
                 weten wat mag."
            .to_owned(),
        kop: "Oorzaak",
        leeg: "",
    };
    Beeld::van(woorden, &groepen, &groepen, true)
}

/// The groups of what rows point at, the largest first, then by name.
fn groepen(overzicht: &Overzicht, facet: Facet, heeft: impl Fn(&Rij) -> Vec<Uuid>) -> Vec<Groep> {
    let tellingen = per(&overzicht.rijen, heeft);
    let groep = |(id, telling): (Uuid, Telling)| {
        let Doel {
            titel, pad, waarde, ..
        } = overzicht.doelen.get(&id)?;
        Some(Groep {
            naam: titel.clone(),
            url: pad.clone(),
            naar: zoek(Some((facet, waarde.as_str()))),
            telling,
        })
    };
    let mut groepen: Vec<Groep> = tellingen.into_iter().filter_map(groep).collect();
    groepen.sort_by_cached_key(|groep| (Reverse(groep.telling.totaal()), vouw(&groep.naam)));
    groepen
}

/// The thema's they belong to.
pub fn themas(overzicht: &Overzicht) -> Beeld {
    let groepen = groepen(overzicht, Facet::Thema, |rij| {
        rij.themas.iter().copied().collect()
    });
    let woorden = Woorden {
        id: "themas",
        titel: "Per thema",
        uitleg:
            "Een knelpunt kan bij meer thema’s horen. Dan telt het bij elk van die thema’s mee."
                .to_owned(),
        kop: "Thema",
        leeg: "Nog geen knelpunt hoort bij een thema.",
    };
    Beeld::van(woorden, &groepen, &groepen, true)
}

/// The regelingen they are about.
pub fn regelingen(overzicht: &Overzicht) -> Beeld {
    let groepen = groepen(overzicht, Facet::Regeling, |rij| {
        rij.regelingen.iter().copied().collect()
    });
    let getekend = &groepen[..groepen.len().min(REGELINGEN)];
    let woorden = Woorden {
        id: "regelingen",
        titel: "Per wet of regel",
        uitleg: if getekend.len() < groepen.len() {
            "De vijftien regelingen waar de meeste knelpunten over gaan. De tabel heeft ze allemaal."
                .to_owned()
        } else {
            "De regelingen waar knelpunten over gaan. Een knelpunt kan over meer regelingen gaan."
                .to_owned()
        },
        kop: "Regeling",
        leeg: "Nog geen knelpunt noemt een regeling.",
    };
    Beeld::van(woorden, getekend, &groepen, true)
}

/// Those where the most plays, in the order of the alphabet: it is no ranking.
pub fn gemeenten(overzicht: &Overzicht) -> Beeld {
    let mut groepen = groepen(overzicht, Facet::Gemeente, |rij| {
        rij.gemeenten.iter().copied().collect()
    });
    let mut getekend = groepen[..groepen.len().min(GEMEENTEN)].to_vec();
    let uitleg = if getekend.len() < groepen.len() {
        "De twintig gemeenten waar de meeste knelpunten spelen, op alfabet. De tabel heeft ze allemaal."
    } else {
        "De gemeenten waar een knelpunt speelt, op alfabet."
    };
    for lijst in [&mut getekend, &mut groepen] {
        lijst.sort_by_cached_key(|groep| vouw(&groep.naam));
    }
    let woorden = Woorden {
        id: "gemeenten",
        titel: "Per gemeente",
        uitleg: format!(
            "{uitleg} Het is geen ranglijst: wie meldt wat niet werkt, helpt een ander."
        ),
        kop: "Gemeente",
        leeg: "Van nog geen gemeente is gezegd dat daar een knelpunt speelt.",
    };
    Beeld::van(woorden, &getekend, &groepen, true)
}

/// How long they are open on a day.
pub fn leeftijden(rijen: &[Rij], vandaag: NaiveDate) -> Beeld {
    let tellingen = per(rijen, |rij| rij.leeftijd(vandaag).into_iter().collect());
    let groepen: Vec<Groep> = Leeftijd::ALLE
        .iter()
        .map(|leeftijd| Groep {
            naam: leeftijd.label().to_owned(),
            naar: Keuze {
                leeftijd: Some(*leeftijd),
                ..Keuze::default()
            }
            .pad(1),
            telling: telling(&tellingen, *leeftijd),
            ..Groep::default()
        })
        .collect();
    let woorden = Woorden {
        id: "leeftijd",
        titel: "Hoe lang al open",
        uitleg:
            "Alleen knelpunten die nog niet zijn afgesloten. De telling begint op de dag dat een \
                 knelpunt op het platform kwam. Wie heropent, begint niet opnieuw te tellen."
                .to_owned(),
        kop: "Open",
        leeg: "",
    };
    Beeld::van(woorden, &groepen, &groepen, false)
}
