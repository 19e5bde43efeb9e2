//! The use cases of the log.

pub mod auditor;
pub mod controle;
pub mod eigen;
pub mod openbaar;
pub mod zegels;
