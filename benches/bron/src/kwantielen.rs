//! Durations in figures.

use std::time::Duration;

/// How long something took, many times over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kwantielen {
    /// How many were measured.
    pub aantal: usize,
    /// Half took no longer.
    pub p50: Duration,
    /// Nine of ten took no longer.
    pub p90: Duration,
    /// Nineteen of twenty took no longer.
    pub p95: Duration,
    /// Ninety-nine of a hundred took no longer.
    pub p99: Duration,
    /// None took longer.
    pub hoogste: Duration,
}

impl Kwantielen {
    /// The figures of durations in any order.
    pub fn van(mut duren: Vec<Duration>) -> Self {
        duren.sort_unstable();
        // The smallest duration that this many percent do not exceed.
        let tot = |procent: usize| {
            let rang = (duren.len() * procent).div_ceil(100).max(1);
            duren.get(rang - 1).copied().unwrap_or_default()
        };
        Self {
            aantal: duren.len(),
            p50: tot(50),
            p90: tot(90),
            p95: tot(95),
            p99: tot(99),
            hoogste: duren.last().copied().unwrap_or_default(),
        }
    }
}

/// Milliseconds with as many decimals as matter.
pub fn ms(duur: Duration) -> String {
    let ms = duur.as_secs_f64() * 1_000.0;
    let decimalen = match ms {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{ms:.decimalen$}")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Kwantielen, ms};

    #[test]
    fn figures_are_durations_that_occurred() {
        let duren = (1..=200).rev().map(Duration::from_millis).collect();
        let van = Kwantielen::van(duren);
        let in_ms = [van.p50, van.p90, van.p95, van.p99, van.hoogste].map(|d| d.as_millis());
        assert_eq!(in_ms, [100, 180, 190, 198, 200]);
        assert_eq!(van.aantal, 200);
        let een = Kwantielen::van(vec![Duration::from_millis(7)]);
        assert_eq!([een.p50, een.p99], [Duration::from_millis(7); 2]);
        assert_eq!(Kwantielen::van(Vec::new()), Kwantielen::default());
    }

    #[test]
    fn milliseconds_have_the_decimals_that_matter() {
        for (microseconden, tekst) in [(123, "0.12"), (12_345, "12.3"), (123_456, "123")] {
            assert_eq!(ms(Duration::from_micros(microseconden)), tekst);
        }
    }
}
