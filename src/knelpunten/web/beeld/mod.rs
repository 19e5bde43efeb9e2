//! The pictures on the page of a knelpunt: how it stands, its place in the chain, and the ladder.

use super::super::{
    model::{Actie, Knelpunt, Status, TREDEN, Telling, Trede, Treden, treden_in_woorden},
    service::lezen::Sinds,
};
use crate::{
    begrippen::model::Uitleg,
    markdown::{self, SafeHtml},
    taal,
};

/// The banner under the title: how it stands, since when, what that means, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Banner {
    /// `let-op` or `neutraal`.
    pub soort: &'static str,
    pub icoon: &'static str,
    /// The words that carry it.
    pub kern: String,
    /// What it means.
    pub verder: String,
    /// Why, in the words of who decided; often empty.
    pub reden: String,
}

/// A step of the chain: signaal, knelpunt, the five treden, and what came of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Ketenstap {
    pub staat: &'static str,
    pub naam: String,
    pub wat: String,
}

/// A step of the ladder as a picture shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Tredebeeld {
    pub nummer: u8,
    /// `vol`, `skip`, `nu`, `leeg` or `dicht`.
    pub staat: &'static str,
    pub icoon: &'static str,
    pub naam: &'static str,
    pub wat: String,
}

/// What was said of a step.
#[derive(Debug)]
pub struct Tredetekst {
    pub kop: String,
    pub tekst: SafeHtml,
    /// Whether it is the last that something was said of.
    pub open: bool,
}

/// The colour of the words for a state.
pub const fn kleur(status: Status) -> &'static str {
    match status {
        Status::Gemeld => "neutral",
        Status::InBehandeling | Status::RegelwijzigingNodig => "warning",
        Status::Opgelost => "safe",
        Status::GemotiveerdAfgewezen => "inactive",
    }
}

/// The banner of a knelpunt that stands so; `wie` treats it.
pub fn banner(knelpunt: &Knelpunt, status: Status, sinds: Option<&Sinds>, wie: &str) -> Banner {
    let dag = sinds.map(|sinds| taal::dag_van(sinds.op));
    let op = dag
        .as_ref()
        .map_or_else(String::new, |dag| format!(" op {dag}"));
    let vanaf = dag.map_or_else(String::new, |dag| format!(" sinds {dag}"));
    let actie: Option<Actie> = sinds.and_then(|sinds| sinds.actie.parse().ok());
    let (kern, verder) = match status {
        Status::Gemeld => (
            format!("Gemeld{op}."),
            format!(
                "{wie} bekijkt het. Tot iemand het oppakt, lezen alleen de overheid, de redactie en het \
                 netwerk van het thema mee."
            ),
        ),
        Status::InBehandeling => {
            let kern = match actie {
                Some(Actie::Heropenen) => format!("Heropend{op}."),
                Some(Actie::Hernemen) => format!("Weer in behandeling{vanaf}."),
                _ => format!("In behandeling{vanaf}."),
            };
            (kern, format!("{wie} loopt de vijf treden."))
        }
        Status::Opgelost => (
            format!("Opgelost{op}."),
            "Wie het meldde, vragen wij na vier weken en na zes maanden of het echt is opgelost."
                .to_owned(),
        ),
        Status::RegelwijzigingNodig => (
            format!("Een regel moet anders{vanaf}."),
            "Alle vijf de treden zijn gezet. Binnen de regels van nu lukt het niet.".to_owned(),
        ),
        Status::GemotiveerdAfgewezen => (
            format!("Afgewezen{op}."),
            "Er wordt niet verder aan gewerkt.".to_owned(),
        ),
    };
    let vaker = match knelpunt.heropend {
        ..1 => "",
        1 if actie == Some(Actie::Heropenen) => "",
        1 => " Het is eerder gesloten en weer geopend.",
        _ => " Het is vaker gesloten en weer geopend.",
    };
    Banner {
        soort: if status == Status::RegelwijzigingNodig {
            "let-op"
        } else {
            "neutraal"
        },
        icoon: match status {
            Status::Gemeld => "info",
            Status::InBehandeling => "klok",
            Status::Opgelost => "vink",
            Status::RegelwijzigingNodig => "let-op",
            Status::GemotiveerdAfgewezen => "kruis",
        },
        kern,
        verder: format!("{verder}{vaker}"),
        reden: sinds.and_then(|s| s.reden.clone()).unwrap_or_default(),
    }
}

/// How many signalled it, in a sentence part: `3 signalen · speelt in 2 gemeenten`.
pub fn telling_in_woorden(telling: &Telling) -> String {
    let signalen = taal::aantal(telling.signalen as u64, "signaal", "signalen");
    let gemeenten = telling.gemeenten.len() as u64;
    match (telling.signalen, gemeenten) {
        (0, 0) => "Niemand meldde dit hier".to_owned(),
        (0, n) => format!("Speelt in {}", taal::aantal(n, "gemeente", "gemeenten")),
        (_, 0) => signalen,
        (_, n) => {
            let gemeenten = taal::aantal(n, "gemeente", "gemeenten");
            format!("{signalen} · speelt in {gemeenten}")
        }
    }
}

/// Where in the chain the treden stand.
const TREDENPLEK: usize = 2;

/// Its place in the chain.
pub fn keten(knelpunt: &Knelpunt, status: Status, telling: &Telling) -> Vec<Ketenstap> {
    // Where it is now: what lies before is done, what lies behind is open.
    let hier = match status {
        Status::Gemeld => 1,
        Status::InBehandeling => 2,
        Status::Opgelost | Status::RegelwijzigingNodig | Status::GemotiveerdAfgewezen => 3,
    };
    let tot = knelpunt.treden.tot();
    let gemeenten = taal::aantal(telling.gemeenten.len() as u64, "gemeente", "gemeenten");
    let herkomst = if telling.signalen > 0 {
        let signalen = taal::aantal(telling.signalen as u64, "signaal", "signalen");
        let waar = if telling.gemeenten.is_empty() {
            "nog geen gemeente bevestigd".to_owned()
        } else {
            format!("speelt in {gemeenten}")
        };
        (signalen, waar)
    } else if knelpunt.uit_bron {
        ("Een bron".to_owned(), "zonder signalen".to_owned())
    } else if telling.gemeenten.is_empty() {
        ("Geen signalen".to_owned(), "op dit moment".to_owned())
    } else {
        ("Geen signalen".to_owned(), format!("speelt in {gemeenten}"))
    };
    let zelf = match status {
        Status::Gemeld => "nog niet opgepakt",
        _ => "opgepakt",
    };
    let treden = match tot {
        0 => "nog geen gezet".to_owned(),
        5 => "alle vijf gezet".to_owned(),
        n => format!("tot trede {n} gezet"),
    };
    let einde = match status {
        Status::Gemeld | Status::InBehandeling => ("Uitkomst", "opgelost, of een andere regel"),
        Status::Opgelost => ("Opgelost", "in de praktijk"),
        Status::RegelwijzigingNodig => ("Een andere regel", "nodig om verder te komen"),
        Status::GemotiveerdAfgewezen => ("Afgewezen", "met een reden"),
    };
    let stappen = [
        herkomst,
        ("Dit knelpunt".to_owned(), zelf.to_owned()),
        ("De vijf treden".to_owned(), treden),
        (einde.0.to_owned(), einde.1.to_owned()),
    ];
    let stap = |(plek, (naam, wat)): (usize, (String, String))| Ketenstap {
        staat: match plek.cmp(&hier) {
            // It was closed without anything that was found on the way.
            std::cmp::Ordering::Less if plek == TREDENPLEK && tot == 0 => "open",
            std::cmp::Ordering::Less => "klaar",
            std::cmp::Ordering::Equal => "hier",
            std::cmp::Ordering::Greater => "open",
        },
        naam,
        wat,
    };
    stappen.into_iter().enumerate().map(stap).collect()
}

/// The ladder as a picture.
pub fn treden(alle: &Treden, status: Status) -> Vec<Tredebeeld> {
    let eerste_lege = alle.ontbreekt().first().copied();
    let beeld = |((nummer, trede), naam): ((u8, Option<&Trede>), &'static str)| {
        let (staat, icoon, wat) = match trede {
            Some(trede) if trede.overgeslagen => {
                ("skip", "streep", "Overgeslagen, met een reden".to_owned())
            }
            Some(_) => ("vol", "vink", "Ingevuld".to_owned()),
            None if status == Status::InBehandeling && Some(nummer) == eerste_lege => {
                ("nu", "potlood", "Aan de beurt".to_owned())
            }
            None if nummer == 5 && !alle.laatste_is_open() => {
                let eerst = alle.ontbreekt();
                let eerst: Vec<String> = eerst.iter().map(ToString::to_string).collect();
                let eerst = eerst.join(", ");
                ("dicht", "slot", format!("Nog dicht: eerst trede {eerst}"))
            }
            None if nummer == 5 => ("leeg", "", "Open, en nog niet gezet".to_owned()),
            None if status.is_gesloten() => ("leeg", "", "Niet ingevuld".to_owned()),
            None => ("leeg", "", "Nog niet gezet".to_owned()),
        };
        Tredebeeld {
            nummer,
            staat,
            icoon,
            naam,
            wat,
        }
    };
    alle.alle().zip(TREDEN).map(beeld).collect()
}

/// What was said of the steps, in their order.
pub fn tredeteksten(alle: &Treden, uitleg: &mut Uitleg<'_>) -> Vec<Tredetekst> {
    let gezet = alle
        .alle()
        .filter_map(|(nummer, trede)| Some((nummer, trede?)));
    let gezet: Vec<(u8, &Trede)> = gezet.collect();
    let laatste = gezet.last().map(|(nummer, _)| *nummer);
    let tekst = |(nummer, trede): (u8, &Trede)| {
        let naam = TREDEN[usize::from(nummer) - 1];
        let over = if trede.overgeslagen {
            ": waarom overgeslagen"
        } else {
            ""
        };
        Tredetekst {
            kop: format!("{nummer}. {naam}{over}"),
            tekst: markdown::html(&trede.tekst, uitleg),
            open: Some(nummer) == laatste,
        }
    };
    gezet.into_iter().map(tekst).collect()
}

/// What to do before the last step can be written; empty when it can.
pub fn laatste_is_dicht(alle: &Treden) -> String {
    let ontbreekt = alle.ontbreekt();
    if ontbreekt.is_empty() {
        return String::new();
    }
    format!(
        "Deze trede gaat open als de andere zijn ingevuld, of overgeslagen met een reden. Nog leeg: {}.",
        treden_in_woorden(&ontbreekt)
    )
}

#[cfg(test)]
mod tests;
