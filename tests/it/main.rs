//! Integration tests: the real router over real databases.
#![expect(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "helpers of tests: what can't go on stops there, and records are handed over"
)]

mod acties;
mod anderen;
mod api;
mod architecture;
mod begrippen;
mod beheer;
mod besluiten;
mod bewaren;
mod bijeenkomsten;
mod bijlagen;
mod content;
mod drempel;
mod duos;
mod dwarskijker;
mod eigenaar;
mod feitencheck;
mod gegevens;
mod indeling;
mod inlezen;
mod inloggen;
mod inspuiten;
mod kennisvragen;
mod kill;
mod knelpunten;
mod leesrecht;
mod logboek;
mod logregels;
mod mensen;
mod navraag;
mod netwerk;
mod notities;
mod nummers;
mod oidc;
mod opdrachten;
mod overnames;
mod overzicht;
mod paginas;
mod plaatsen;
mod post;
mod praktijken;
mod proefprojecten;
mod proefstukken;
mod programma;
mod redactie;
mod regels;
mod regietafel;
mod reservekopie;
mod rollen;
mod schema;
mod signalen;
mod signalen_gelijkenis;
mod slecht;
mod stukken;
mod support;
mod taken;
mod toegang;
mod tokens;
mod tweede_stap;
mod vandaag;
mod verschil;
mod vertrek;
mod vraagpunten;
mod waarheid;
mod werkruimte;
mod wijzigingen;
mod woorden;
mod zoeken;
