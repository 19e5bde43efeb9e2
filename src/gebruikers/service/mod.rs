//! Use cases of accounts.

pub mod aanmelden;
pub mod accounts;
pub mod berichten;
pub mod code;
pub mod domeinen;
pub mod eigen;
pub mod functie;
pub mod herindeling;
pub mod herstel;
pub mod inloggen;
pub mod kluis;
pub mod leden;
pub mod namen;
pub mod oidc;
pub mod personen;
pub mod rollen;
pub mod sessies;
pub mod tokens;
pub mod tweede_factor;
pub mod uitnodigen;
pub mod vertrek;
pub mod verwijderen;
pub mod voorbeelden;
pub mod wissen;
pub mod zeker;
pub mod zetels;
