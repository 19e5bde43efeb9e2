//! The tables, one file each, without logic. The migrations decide the schema; a test compares.
#![expect(
    clippy::disallowed_methods,
    reason = "the entity macro generates begin() calls; rows are written inside a Write"
)]
#![expect(
    missing_docs,
    reason = "columns are described where the schema is made: in `migrations`"
)]

pub mod aanmelding;
pub mod aanvraag;
pub mod actie;
pub mod actieherinnering;
pub mod apitoken;
pub mod auteur;
pub mod besluit;
pub mod besluitstuk;
pub mod bevinding;
pub mod bijeenkomst;
pub mod bijlage;
pub mod bijval;
pub mod contactbericht;
pub mod dossiernotitie;
pub mod duozetel;
pub mod escalatie;
pub mod gebruiker;
pub mod genodigde;
pub mod geschiedenis;
pub mod herbouw;
pub mod herinnering;
pub mod heropenverzoek;
pub mod herstelcode;
pub mod identiteit;
pub mod inlezing;
pub mod inlogpoging;
pub mod inlogverzoek;
pub mod instemming;
pub mod intrekking;
pub mod kenmerk_teller;
pub mod kennisvraag;
pub mod knelpunt;
pub mod leesrecht;
pub mod linkreactie;
pub mod maildomein;
pub mod navraag;
pub mod netwerkplek;
pub mod notitie;
pub mod oordeel;
pub mod organisatie;
pub mod overname;
pub mod platform;
pub mod praktijk;
pub mod proefproject;
pub mod publicatie;
pub mod reden;
pub mod regeling;
pub mod revisie;
pub mod sessie;
pub mod signaal;
pub mod signaalgemeente;
pub mod slug_oud;
pub mod spoed;
pub mod stuk;
pub mod stuk_waarde;
pub mod taak;
pub mod thema;
pub mod themainstemming;
pub mod toegangscode;
pub mod toegangslink;
pub mod toekenning;
pub mod toepassing;
pub mod trajectstand;
pub mod vacaturemelding;
pub mod verband;
pub mod vergadering;
pub mod verlenging;
pub mod vernietiging;
pub mod verplaatsing;
pub mod volger;
pub mod voorstel;
pub mod voorstel_revisie;
pub mod vraagherinnering;
pub mod vraagpunt;
pub mod vraagvervolg;
pub mod vraagwens;
pub mod wederhoor;
pub mod wederhoorcontact;
pub mod wederhoorlink;
pub mod wijziging;
pub mod zegel;
pub mod zegelkop;
pub mod zetelverloop;
pub mod zoekvraag;
pub mod zoekwoord;
pub mod zoekwoord_versie;
