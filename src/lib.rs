//! Dwarsverband: the kennis- en leerplatform of the programma sociaal domein.
//!
//! The map of the house is in the README. In short: features in folders with fixed room names
//! (`model` and `policy` are pure, `store` is SQL, `service` the use cases, `web` and `api` the
//! doors, `search` the search document), on the spine in [`stukken`].

pub mod actor;
pub mod app;
pub mod begrippen;
pub mod beheer;
pub mod bestanden;
pub mod bewaren;
pub mod config;
pub mod contact;
pub mod content;
pub mod csvrij;
pub mod ctx;
pub mod datamap;
pub mod db;
pub mod dwarskijker;
pub mod error;
pub mod feitencheck;
pub mod gebruikers;
mod hash;
pub mod http;
pub mod ids;
pub mod inlezen;
pub mod instantiesleutel;
pub mod jobs;
pub mod knelpunten;
pub mod leesbaarheid;
pub mod logboek;
mod logregel;
pub mod markdown;
pub mod nachtwerk;
pub mod navraag;
pub mod oordelen;
pub mod organisaties;
pub mod over;
pub mod overnames;
pub mod overzicht;
pub mod persoonsgegevens;
pub mod post;
pub mod praktijken;
pub mod proefprojecten;
pub mod publicaties;
pub mod regelingen;
pub mod reservekopie;
pub mod schrijven;
pub mod signalen;
pub mod soorten;
pub mod stukken;
pub mod taal;
pub mod themas;
pub mod toepassingen;
pub mod velden;
pub mod versheid;
pub mod vraagpunten;
mod waarden;
pub mod zoeken;
