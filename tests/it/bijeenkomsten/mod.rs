//! Bijeenkomsten: planning one, what people and their calendars hear of it, answering, and what was said.

mod agenda;
mod antwoorden;
mod rechten;
mod schrijven;
mod verslag;

use std::borrow::Cow;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use chrono::{DateTime, Utc};
use dwarsverband::{
    db::tables::{bijeenkomst, genodigde, stuk},
    stukken::model::Soort,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::{
    acties::account,
    support::{Antwoord, TestApp, mensen::doe, smtp::Mail},
    werkruimte::PAD,
};

/// The fields of a bijeenkomst on the third of December, for these people.
pub fn velden(titel: &str, niveau: &str, genodigden: &[String]) -> Vec<(&'static str, String)> {
    let vast = [
        ("titel", titel),
        ("dag", "2026-12-03"),
        ("begin", "10:00"),
        ("einde", "11:30"),
        ("plek", "Stadhuis; kamer 3, naast de cliëntenraad"),
        ("link", "https://overleg.example/kamer?a=b"),
        (
            "agenda",
            "- Welkom, met koffie\n- De brief; en *wie* hem schrijft",
        ),
        ("niveau", niveau),
    ];
    let vast = vast.map(|(veld, waarde)| (veld, waarde.to_owned()));
    let wie = genodigden.iter().map(|id| ("genodigde", id.clone()));
    vast.into_iter().chain(wie).collect()
}

/// Sends a form whose values are its own.
pub async fn stuur(
    app: &TestApp,
    koek: &str,
    pad: &str,
    velden: &[(&'static str, String)],
) -> Antwoord {
    let velden: Vec<(&str, &str)> = velden.iter().map(|(veld, w)| (*veld, w.as_str())).collect();
    doe(app, koek, pad, &velden).await
}

/// The numbers of people, by their first names.
pub async fn ids(app: &TestApp, namen: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for naam in namen {
        ids.push(account(app, naam).await.to_string());
    }
    ids
}

/// Plans one for people, by their first names; answers the address of its page.
pub async fn plan(
    app: &TestApp,
    koek: &str,
    (titel, niveau): (&str, &str),
    genodigden: &[&str],
) -> String {
    let velden = velden(titel, niveau, &ids(app, genodigden).await);
    let nieuw = format!("{PAD}/bijeenkomsten/nieuw");
    let gepland = stuur(app, koek, &nieuw, &velden).await.met_status(303);
    app.indexeer().await;
    let pad = gepland.kop("location").split('?').next();
    pad.expect("an address").to_owned()
}

/// The rows of a bijeenkomst, by the address of its page.
pub async fn rij(
    app: &TestApp,
    pad: &str,
) -> (stuk::Model, bijeenkomst::Model, Vec<genodigde::Model>) {
    let slug = pad.rsplit('/').next().expect("an address");
    let conn = app.app.db.read();
    let kop = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Bijeenkomst.waarde()))
        .filter(stuk::Column::Slug.eq(slug));
    let kop = kop.one(conn).await.expect("the database works");
    let kop = kop.expect("it is there");
    let eigen = bijeenkomst::Entity::find_by_id(kop.id).one(conn).await;
    let eigen = eigen.expect("the database works").expect("its own row");
    let wie = genodigde::Entity::find()
        .filter(genodigde::Column::StukId.eq(kop.id))
        .order_by_asc(genodigde::Column::GebruikerId)
        .all(conn)
        .await;
    (kop, eigen, wie.expect("the database works"))
}

/// An appointment as an independent reader of calendars finds it.
#[derive(Debug)]
pub struct Afspraak {
    kalender: ICalendar,
}

impl Afspraak {
    #[track_caller]
    pub fn lees(tekst: &str) -> Self {
        let kalender = ICalendar::parse(tekst);
        let kalender = kalender.unwrap_or_else(|fout| panic!("{fout:?}: {tekst}"));
        let soorten = || kalender.components.iter().map(|deel| &deel.component_type);
        assert_eq!(soorten().count(), 2, "{tekst}");
        for soort in [
            ICalendarComponentType::VCalendar,
            ICalendarComponentType::VEvent,
        ] {
            assert!(soorten().any(|deel| *deel == soort), "{soort:?}: {tekst}");
        }
        Self { kalender }
    }

    /// The value of a property of the calendar or of its one event; empty when it is not there.
    pub fn waarde(&self, naam: ICalendarProperty) -> String {
        let delen = self.kalender.components.iter();
        let mut gevonden = delen.filter_map(|deel| deel.property(&naam));
        let waarde = gevonden.next().and_then(|van| van.values.first().cloned());
        let tekst = waarde.and_then(calcard::icalendar::ICalendarValue::into_text);
        tekst.map(Cow::into_owned).unwrap_or_default()
    }

    #[track_caller]
    pub fn moment(&self, naam: ICalendarProperty) -> DateTime<Utc> {
        let tekst = self.waarde(naam);
        tekst
            .parse()
            .unwrap_or_else(|fout| panic!("{fout}: {tekst}"))
    }
}

/// The appointment in a mail, in the form that mail programs look for.
#[track_caller]
pub fn afspraak(mail: &Mail, methode: &str) -> Afspraak {
    let (_, na) = mail
        .ruw
        .split_once("Content-Type: text/calendar")
        .expect("a calendar");
    let (koppen, inhoud) = na.split_once("\r\n\r\n").expect("a body");
    assert!(koppen.contains(&format!("method={methode}")), "{koppen}");
    let inhoud = inhoud.split("--").next().expect("a body");
    let tekens: String = inhoud.split_whitespace().collect();
    let bytes = STANDARD.decode(tekens).expect("base64");
    let tekst = String::from_utf8(bytes).expect("text");
    assert!(!tekst.replace("\r\n", "").contains(['\r', '\n']), "{tekst}");
    let gevonden = Afspraak::lees(&tekst);
    assert_eq!(gevonden.waarde(ICalendarProperty::Method), methode);
    gevonden
}
