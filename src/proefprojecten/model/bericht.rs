//! What goes by mail about a decision.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Plek;

/// The kind of the jobs that ask somebody to agree.
pub const SOORT: &str = "besluit-mail";

/// What a job is about: a decision that somebody on a seat has still to agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The pilot.
    pub stuk: Uuid,
    /// The number of the proposal.
    pub besluit: Uuid,
    /// The seat.
    pub plek: Plek,
}
