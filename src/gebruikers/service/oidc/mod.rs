//! Logging in at one's organisation: `OpenID` Connect with the NL GOV profile (code flow, PKCE,
//! `private_key_jwt`, a level of assurance).

mod bewijs;
mod dienst;
mod koppelingen;
mod lijn;
mod terugkeer;
mod vertrek;

pub use dienst::{Aanbieders, Knop};
pub use koppelingen::{
    Koppeling, aanbieders_van, koppelingen, koppelingen_van, ontkoppel, ontkoppel_van,
};
pub use terugkeer::{Browser, Terug, Uitkomst, Weigering, rond_af};
pub use vertrek::{Begin, Doel, Inlogkoek, Route, begin};
