//! Random choices that are the same in every run and on every machine.

/// A small generator (`SplitMix64`) with a fixed beginning.
#[derive(Debug, Clone)]
pub struct Dobbel(u64);

impl Dobbel {
    /// A generator that starts here.
    pub const fn nieuw(begin: u64) -> Self {
        Self(begin)
    }

    /// A generator of its own for a purpose: what others choose does not shift it.
    #[must_use]
    pub fn tak(&self, waarvoor: u64) -> Self {
        let mut tak = Self(self.0 ^ waarvoor.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        tak.getal();
        tak
    }

    /// Any number.
    pub fn getal(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when there is none.
    pub fn onder(&mut self, n: usize) -> usize {
        let n = n.max(1) as u64;
        usize::try_from(self.getal() % n).unwrap_or_default()
    }

    /// A number from `laagste` to `hoogste`, both included.
    pub fn tussen(&mut self, laagste: usize, hoogste: usize) -> usize {
        laagste + self.onder(hoogste + 1 - laagste)
    }

    /// Yes in this many of a hundred times.
    pub fn kans(&mut self, procent: usize) -> bool {
        self.onder(100) < procent
    }

    /// One of these, which may not be none.
    pub fn kies<'a, T>(&mut self, uit: &'a [T]) -> &'a T {
        &uit[self.onder(uit.len())]
    }

    /// One of these texts, which may not be none.
    pub fn tekst<'a, S: AsRef<str>>(&mut self, uit: &'a [S]) -> &'a str {
        uit[self.onder(uit.len())].as_ref()
    }

    /// A place in a list of which the first are chosen far more often than the last.
    pub fn vooraan(&mut self, aantal: usize) -> usize {
        self.onder(aantal)
            .min(self.onder(aantal))
            .min(self.onder(aantal))
    }
}

#[cfg(test)]
mod tests {
    use super::Dobbel;

    #[test]
    fn a_branch_stands_by_itself() {
        let mut een = Dobbel::nieuw(5);
        let eerst = een.tak(1).getal();
        een.getal();
        assert_eq!(Dobbel::nieuw(5).tak(1).getal(), eerst);
        assert_ne!(Dobbel::nieuw(5).tak(2).getal(), eerst);
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut dobbel = Dobbel::nieuw(9);
        let getallen: Vec<usize> = (0..1_000).map(|_| dobbel.tussen(3, 5)).collect();
        assert!(getallen.iter().all(|n| (3..=5).contains(n)));
        assert!((3..=5).all(|n| getallen.contains(&n)));
        let vooraan = (0..1_000).filter(|_| dobbel.vooraan(100) < 50).count();
        assert!(vooraan > 800, "{vooraan}");
    }
}
