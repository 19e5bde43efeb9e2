//! The two states that every reader knows, whatever the kind: what is published, and what was taken
//! back. All other states are of their kind.

use super::Kop;

/// The state of what everyone may read and rely on.
pub const GEPUBLICEERD: &str = "gepubliceerd";
/// The state of what was published, and taken back by who answers for it.
pub const INGETROKKEN: &str = "ingetrokken";

impl Kop {
    /// Whether it is published.
    pub fn is_gepubliceerd(&self) -> bool {
        self.status == GEPUBLICEERD
    }

    /// Whether it was taken back.
    pub fn is_ingetrokken(&self) -> bool {
        self.status == INGETROKKEN
    }
}
