//! A line with the days that are ahead. Pure.

use chrono::{Days, NaiveDate};

/// Weeks that are drawn.
pub const WEKEN: u64 = 8;
/// How wide the drawing is, in units of its own.
const BREED: u64 = 1_000;
/// Room at both ends of the line.
const RAND: u64 = 30;
/// How high the line lies.
const LIJN: u64 = 90;
/// How far points of one day stand apart.
const STAP: u64 = 26;
/// Points of one day that are drawn at most; the list has them all.
const STAPEL: usize = 3;
/// How high the drawing is.
pub const HOOGTE: u64 = 120;

/// A place in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Punt {
    /// From the left.
    pub x: u64,
    /// From above.
    pub y: u64,
}

/// A line from today on, with a point for each day that is ahead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tijdbalk {
    /// The points.
    pub punten: Vec<Punt>,
    /// Where each week begins; today is the first.
    pub weken: Vec<u64>,
    /// How many days lie past its end.
    pub verder: usize,
}

impl Tijdbalk {
    /// The line of these days, in their order, drawn on a day.
    pub fn van(dagen: &[NaiveDate], vandaag: NaiveDate) -> Self {
        let einde = vandaag + Days::new(WEKEN * 7);
        let op_lijn = |dag: &&NaiveDate| (vandaag..=einde).contains(*dag);
        let mut punten = Vec::new();
        for groep in dagen.chunk_by(|a, b| a == b) {
            let dag_hier = groep.iter().filter(op_lijn).take(STAPEL);
            for (hoogte, dag) in (0_u64..).zip(dag_hier) {
                punten.push(Punt {
                    x: plek(*dag, vandaag),
                    y: LIJN - hoogte * STAP,
                });
            }
        }
        Self {
            punten,
            weken: (0..=WEKEN).map(|week| op_afstand(week * 7)).collect(),
            verder: dagen.iter().filter(|dag| **dag > einde).count(),
        }
    }

    /// Where today is.
    pub const fn nu() -> Punt {
        Punt { x: RAND, y: LIJN }
    }

    /// Where the line ends.
    pub const fn einde() -> Punt {
        Punt {
            x: BREED - RAND,
            y: LIJN,
        }
    }
}

/// Where a day lies.
fn plek(dag: NaiveDate, vandaag: NaiveDate) -> u64 {
    let afstand = (dag - vandaag).num_days();
    op_afstand(u64::try_from(afstand).unwrap_or_default())
}

/// Where it is that many days from today.
const fn op_afstand(dagen: u64) -> u64 {
    RAND + (BREED - 2 * RAND) * dagen / (WEKEN * 7)
}
