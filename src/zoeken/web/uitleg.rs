//! Why a result stands where it stands, on the page.

use search_index::{Explanation, Factor, How, Reason};

use super::Vraag;
use crate::{
    http::beeld::Link,
    taal::{aantal, komma},
    zoeken::model::Sorteer,
};

/// The sum behind the place of one result.
#[derive(Debug)]
pub(super) struct Som {
    pub kop: String,
    /// Whether it is unfolded: the first one shows what there is to see.
    pub open: bool,
    /// All points together.
    pub totaal: String,
    pub regels: Vec<Regel>,
}

/// A line of the sum.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Regel {
    pub wat: String,
    pub hoe: String,
    /// What it adds, or what the sum so far is multiplied by.
    pub punten: String,
}

impl Som {
    /// The sum of the result with this number on the page, from 1.
    pub(super) fn van(uitleg: &Explanation, nummer: usize) -> Self {
        let woorden = uitleg.reasons.iter().map(woord);
        let factoren = uitleg.factors.iter().map(|(welke, maal)| {
            let (wat, hoe) = factor(*welke);
            regel(wat, hoe, format!("× {}", komma(*maal, 2)))
        });
        let extra = uitleg.additions.iter().map(|(hoe, punten)| {
            let wat = match hoe {
                How::Article => "Artikel",
                _ => "Nummer of naam",
            };
            regel(wat, "staat in uw vraag", komma(*punten, 1))
        });
        let totaal = komma(uitleg.score(), 1);
        Self {
            kop: format!("Waarom staat dit hier? {totaal} punten"),
            open: nummer == 1,
            totaal,
            regels: woorden.chain(factoren).chain(extra).collect(),
        }
    }
}

fn regel(wat: impl Into<String>, hoe: impl Into<String>, punten: String) -> Regel {
    Regel {
        wat: wat.into(),
        hoe: hoe.into(),
        punten,
    }
}

fn woord(woord: &Reason) -> Regel {
    let Reason {
        typed,
        how,
        found,
        times,
        inside,
        weight: _,
        points,
    } = woord;
    let keren = |n: u32| aantal(n.into(), "keer", "keer");
    let vaak = match (times, inside) {
        (times, 0) => keren(*times),
        (0, inside) => format!("{} in een langer woord", keren(*inside)),
        (times, inside) => format!(
            "{} en {} in een langer woord",
            keren(*times),
            keren(*inside)
        ),
    };
    let getypt = format!("“{}”", typed.join(" "));
    let hoe = match how {
        How::Form => "precies in deze vorm".to_owned(),
        How::Part => format!("deel van {getypt}"),
        How::Joined => format!("{getypt} aan elkaar"),
        How::Completed => format!("begint met {getypt}"),
        How::LookAlike => format!("lijkt op {getypt}"),
        How::Synonym => format!("ander woord voor {getypt}"),
        How::Neighbours => "woorden naast elkaar".to_owned(),
        How::Word | How::Identifier | How::Article => "uw woord, in elke vorm".to_owned(),
    };
    let wat = format!("{}, {vaak}", found.join(" "));
    regel(wat, hoe, komma(*points, 1))
}

const fn factor(factor: Factor) -> (&'static str, &'static str) {
    match factor {
        Factor::Coverage => ("Uw hele vraag", "hoeveel ervan in de tekst staat"),
        Factor::Named => ("De titel", "heeft uw hele vraag"),
        Factor::Low => ("Een organisatie of regeling", "die niet zo heet"),
        Factor::Overdue => ("Nakijken", "moet worden nagekeken"),
        Factor::Withdrawn => ("Ingetrokken", "wie ervoor zorgt, nam het terug"),
        Factor::Adopted => ("Toegepast", "anderen doen dit ook"),
    }
}

/// The way to the explanation, or away from it; none when the results have no order of points.
pub(super) fn knop(vraag: &Vraag) -> Option<Link> {
    let zinvol = !vraag.q.is_empty() && vraag.sorteer == Sorteer::Relevantie;
    let anders = Vraag {
        uitleg: !vraag.uitleg,
        ..vraag.clone()
    };
    let tekst = if vraag.uitleg {
        "Verberg de uitleg bij de volgorde"
    } else {
        "Waarom deze volgorde?"
    };
    zinvol.then(|| Link {
        url: anders.pad(),
        tekst: tekst.to_owned(),
        bij: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reden(how: How, typed: &[&str], found: &[&str], keren: (u32, u32)) -> Reason {
        let woorden = |van: &[&str]| van.iter().map(ToString::to_string).collect();
        Reason {
            typed: woorden(typed),
            how,
            found: woorden(found),
            times: keren.0,
            inside: keren.1,
            weight: 1.0,
            points: 2.0,
        }
    }

    #[test]
    fn every_way_of_finding_is_said_in_words() {
        for (how, typed, found, keren, wat, hoe) in [
            (
                How::Word,
                &["schulden"][..],
                &["schulden"][..],
                (1, 0),
                "schulden, 1 keer",
                "uw woord, in elke vorm",
            ),
            (
                How::Form,
                &[],
                &["schulden"],
                (3, 0),
                "schulden, 3 keer",
                "precies in deze vorm",
            ),
            (
                How::Part,
                &["jeugdhulp"],
                &["hulp"],
                (0, 2),
                "hulp, 2 keer in een langer woord",
                "deel van “jeugdhulp”",
            ),
            (
                How::Joined,
                &["schuld", "hulp"],
                &["schuldhulp"],
                (1, 1),
                "schuldhulp, 1 keer en 1 keer in een langer woord",
                "“schuld hulp” aan elkaar",
            ),
            (
                How::Completed,
                &["jeu"],
                &["jeugd"],
                (1, 0),
                "jeugd, 1 keer",
                "begint met “jeu”",
            ),
            (
                How::LookAlike,
                &["jeugt"],
                &["jeugd"],
                (1, 0),
                "jeugd, 1 keer",
                "lijkt op “jeugt”",
            ),
            (
                How::Synonym,
                &["wmo"],
                &["wet", "maatschappelijke", "ondersteuning"],
                (2, 0),
                "wet maatschappelijke ondersteuning, 2 keer",
                "ander woord voor “wmo”",
            ),
            (
                How::Neighbours,
                &[],
                &["sociaal team"],
                (1, 0),
                "sociaal team, 1 keer",
                "woorden naast elkaar",
            ),
        ] {
            let verwacht = regel(wat, hoe, "2,0".to_owned());
            assert_eq!(woord(&reden(how, typed, found, keren)), verwacht, "{how:?}");
        }
    }

    #[test]
    fn the_lines_follow_the_sum() {
        let uitleg = Explanation {
            reasons: vec![reden(How::Word, &["wet"], &["wet"], (1, 0))],
            factors: vec![(Factor::Coverage, 0.5), (Factor::Named, 1.4)],
            additions: vec![(How::Article, 3.0), (How::Identifier, 10.0)],
        };
        let som = Som::van(&uitleg, 2);
        let punten: Vec<&str> = som.regels.iter().map(|r| r.punten.as_str()).collect();
        assert_eq!(punten, ["2,0", "× 0,50", "× 1,40", "3,0", "10,0"]);
        assert_eq!(som.kop, "Waarom staat dit hier? 14,4 punten");
    }

    #[test]
    fn only_an_order_of_points_is_explained() {
        let vraag = |q: &str, sorteer| Vraag {
            q: q.to_owned(),
            sorteer,
            ..Vraag::default()
        };
        assert!(knop(&vraag("", Sorteer::Relevantie)).is_none());
        assert!(knop(&vraag("zorg", Sorteer::Nieuwste)).is_none());
        let aan = knop(&vraag("zorg", Sorteer::Relevantie)).unwrap();
        assert_eq!(aan.url, "/zoeken?q=zorg&uitleg=true");
        let uit = Vraag {
            uitleg: true,
            ..vraag("zorg", Sorteer::Relevantie)
        };
        assert_eq!(knop(&uit).unwrap().url, "/zoeken?q=zorg");
    }
}
