//! Random choices that are the same in every run, so that a failure can be seen again.

/// A small generator with a fixed beginning.
pub struct Dobbel(u64);

impl Dobbel {
    /// A generator that starts here.
    pub fn nieuw(begin: u64) -> Self {
        Self(begin)
    }

    /// A number below `n`.
    pub fn onder(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// One of these.
    pub fn kies<'a, T>(&mut self, uit: &'a [T]) -> &'a T {
        let n = self.onder(uit.len() as u64);
        &uit[usize::try_from(n).expect("an index")]
    }
}
