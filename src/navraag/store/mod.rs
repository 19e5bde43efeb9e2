//! All SQL of navraag: what was asked and answered (`vragen`), and requests to open a knelpunt again
//! (`verzoeken`).

pub mod verzoeken;
pub mod vragen;
