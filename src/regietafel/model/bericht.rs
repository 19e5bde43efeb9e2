//! What is mailed about what was put to the regietafel. Pure.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the jobs that mail about it.
pub const SOORT: &str = "regietafel-mail";

/// What a job is about: somebody of the duo hears what the regietafel decided. Numbers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// Who hears it.
    pub account: Uuid,
    /// What was put.
    pub escalatie: Uuid,
}
