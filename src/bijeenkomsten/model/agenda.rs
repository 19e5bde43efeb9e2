//! A bijeenkomst as calendars read it (iCalendar, RFC 5545; what they have to do with it, RFC 5546). Pure.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Class, Component as _, Event, EventLike as _, EventStatus, Property};
use uuid::Uuid;

use super::Antwoord;
use crate::{schrijven::model::een_regel, werkruimte::model::Niveau};

/// Who makes the calendar.
const MAKER: &str = "-//Dwarsverband//Bijeenkomsten//NL";
/// Who invites.
const NAAM: &str = "Dwarsverband";

/// What a calendar has to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Methode {
    /// Take it over, as an invitation.
    Uitnodigen,
    /// Take it out.
    Afzeggen,
    /// Take it over, as it is.
    Tonen,
}

impl Methode {
    /// The word of RFC 5546.
    pub const fn waarde(self) -> &'static str {
        match self {
            Self::Uitnodigen => "REQUEST",
            Self::Afzeggen => "CANCEL",
            Self::Tonen => "PUBLISH",
        }
    }
}

/// Who is invited: no calendar tells one who else is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deelnemer<'a> {
    /// Their name.
    pub naam: &'a str,
    /// Their mail address.
    pub mail: &'a str,
    /// What they answered already.
    pub antwoord: Option<Antwoord>,
}

/// A bijeenkomst, as far as its reader may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afspraak<'a> {
    /// Its number, by which a calendar knows it again.
    pub id: Uuid,
    /// What it is called.
    pub titel: &'a str,
    /// When it begins.
    pub begin: DateTime<Utc>,
    /// When it ends.
    pub einde: DateTime<Utc>,
    /// Where people meet; may be empty.
    pub plek: &'a str,
    /// The address to meet online at; may be empty.
    pub link: &'a str,
    /// What it is about, without markup; may be empty.
    pub tekst: &'a str,
    /// Its page; empty for who does not read that.
    pub url: &'a str,
    /// Counts the changes.
    pub volgnummer: i32,
    /// When it last changed.
    pub gewijzigd: DateTime<Utc>,
    /// Who reads it.
    pub niveau: Niveau,
    /// Whether it does not take place.
    pub afgelast: bool,
    /// The address that invites; none when mail comes from nowhere.
    pub van: Option<&'a str>,
    /// Who is invited, for an invitation.
    pub aan: Option<Deelnemer<'a>>,
}

impl Afspraak<'_> {
    /// The file for a calendar, made at this moment. Times are in UTC, so that no calendar needs to know when the
    /// clock changes.
    pub fn kalender(&self, methode: Methode, nu: DateTime<Utc>) -> String {
        let mut afspraak = Event::new();
        afspraak
            .uid(&self.id.to_string())
            .timestamp(nu)
            .last_modified(self.gewijzigd)
            .starts(self.begin)
            .ends(self.einde)
            .summary(&leesbaar(self.titel))
            .class(match self.niveau {
                Niveau::Openbaar => Class::Public,
                Niveau::Besloten => Class::Private,
                Niveau::Vertrouwelijk => Class::Confidential,
            })
            .sequence(self.volgnummer.unsigned_abs());
        let wat = self.omschrijving();
        if !wat.is_empty() {
            afspraak.description(&leesbaar(&wat));
        }
        if !self.url.is_empty() {
            afspraak.url(self.url);
        }
        let waar = if self.plek.is_empty() {
            self.link
        } else {
            self.plek
        };
        if !waar.is_empty() {
            afspraak.location(&leesbaar(waar));
        }
        if self.afgelast {
            afspraak.status(EventStatus::Cancelled);
        } else if methode != Methode::Afzeggen {
            // Who is taken off alone gets no status: for the others it goes on (RFC 5546, section 3.2.5).
            afspraak.status(EventStatus::Confirmed);
        }
        if let Some(van) = self.van {
            let van = Property::new("ORGANIZER", format!("mailto:{van}"))
                .add_parameter("CN", NAAM)
                .done();
            afspraak.append_property(van);
        }
        if let Some(aan) = self.aan.filter(|_| methode != Methode::Tonen) {
            afspraak.append_multi_property(deelnemer(aan));
        }
        let mut kalender = Calendar::empty();
        for (naam, waarde) in [
            ("VERSION", "2.0"),
            ("PRODID", MAKER),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", methode.waarde()),
        ] {
            kalender.append_property((naam, waarde));
        }
        kalender.push(afspraak.done()).to_string()
    }

    /// What it is about, how to meet online, and where to read on.
    fn omschrijving(&self) -> String {
        let online = if self.link.is_empty() {
            String::new()
        } else {
            format!("Online meedoen: {}", self.link)
        };
        let lees = if self.url.is_empty() {
            String::new()
        } else {
            format!("Lees verder en antwoord op {}", self.url)
        };
        let delen = [self.tekst.trim(), &online, &lees];
        let vol: Vec<&str> = delen.into_iter().filter(|deel| !deel.is_empty()).collect();
        vol.join("\n\n")
    }
}

/// Who is invited. Answers are given on the platform: nobody reads mail that comes back.
fn deelnemer(aan: Deelnemer<'_>) -> Property {
    let stand = match aan.antwoord {
        None => "NEEDS-ACTION",
        Some(Antwoord::Ja) => "ACCEPTED",
        Some(Antwoord::Misschien) => "TENTATIVE",
        Some(Antwoord::Nee) => "DECLINED",
    };
    Property::new("ATTENDEE", format!("mailto:{}", aan.mail))
        // A value between quotes can't hold a quote (RFC 5545, section 3.2).
        .add_parameter("CN", &een_regel(aan.naam).replace('"', "'"))
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", stand)
        .add_parameter("RSVP", "FALSE")
        .done()
}

/// A text without what ends a line or can't stand in a calendar.
fn leesbaar(tekst: &str) -> String {
    let gewoon = |c: &char| *c == '\n' || !c.is_control();
    tekst.replace("\r\n", "\n").chars().filter(gewoon).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn afspraak() -> Afspraak<'static> {
        Afspraak {
            id: Uuid::from_u128(7),
            titel: "Overleg; over cliënten, en meer",
            begin: "2026-12-03T09:00:00Z".parse().expect("a moment"),
            einde: "2026-12-03T10:30:00Z".parse().expect("a moment"),
            plek: "Stadhuis, kamer 3",
            link: "https://overleg.example/a",
            tekst: "Welkom\r\nDe brief",
            url: "https://dwarsverband.example/bijeenkomsten/overleg",
            volgnummer: 2,
            gewijzigd: "2026-11-20T08:00:00Z".parse().expect("a moment"),
            niveau: Niveau::Besloten,
            afgelast: false,
            van: Some("post@dwarsverband.example"),
            aan: Some(Deelnemer {
                naam: "Els \"de\" Vries,\r\nX: ja",
                mail: "els@gemeente.example",
                antwoord: None,
            }),
        }
    }

    /// The lines of a calendar, each whole.
    fn regels(van: &Afspraak<'_>, methode: Methode) -> Vec<String> {
        let nu = "2026-11-21T12:00:00Z".parse().expect("a moment");
        let tekst = van.kalender(methode, nu);
        assert!(tekst.ends_with("END:VCALENDAR\r\n"), "{tekst}");
        for regel in tekst.split("\r\n") {
            assert!(regel.len() <= 76, "{regel}");
            assert!(!regel.contains(['\r', '\n']), "{regel}");
        }
        let heel = tekst.replace("\r\n ", "");
        heel.lines().map(ToOwned::to_owned).collect()
    }

    #[test]
    fn an_invitation_says_when_and_to_whom() {
        let regels = regels(&afspraak(), Methode::Uitnodigen);
        for regel in [
            "METHOD:REQUEST",
            "UID:00000000-0000-0000-0000-000000000007",
            "DTSTAMP:20261121T120000Z",
            "DTSTART:20261203T090000Z",
            "DTEND:20261203T103000Z",
            "SEQUENCE:2",
            "STATUS:CONFIRMED",
            "CLASS:PRIVATE",
            "SUMMARY:Overleg\\; over cliënten\\, en meer",
            "LOCATION:Stadhuis\\, kamer 3",
            "ORGANIZER;CN=Dwarsverband:mailto:post@dwarsverband.example",
        ] {
            assert!(regels.iter().any(|r| r == regel), "{regel}: {regels:#?}");
        }
        let aan = regels
            .iter()
            .find(|r| r.starts_with("ATTENDEE"))
            .expect("one");
        assert!(aan.contains("CN=\"Els 'de' Vries, X: ja\""), "{aan}");
        assert!(aan.ends_with(":mailto:els@gemeente.example"), "{aan}");
        assert!(!regels.iter().any(|r| r.starts_with("X:")), "{regels:#?}");
    }

    #[test]
    fn what_does_not_take_place_is_taken_out_and_what_is_kept_names_nobody() {
        let alleen = regels(&afspraak(), Methode::Afzeggen);
        for regel in ["METHOD:CANCEL", "SEQUENCE:2"] {
            assert!(alleen.iter().any(|r| r == regel), "{regel}: {alleen:#?}");
        }
        // For the others it goes on.
        assert!(
            !alleen.iter().any(|r| r.starts_with("STATUS")),
            "{alleen:#?}"
        );
        let voor_allen = Afspraak {
            afgelast: true,
            ..afspraak()
        };
        let weg = regels(&voor_allen, Methode::Afzeggen);
        for regel in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"] {
            assert!(weg.iter().any(|r| r == regel), "{regel}: {weg:#?}");
        }
        let bewaard = regels(&afspraak(), Methode::Tonen);
        assert!(bewaard.iter().any(|r| r == "METHOD:PUBLISH"));
        assert!(!bewaard.iter().any(|r| r.contains("els@")), "{bewaard:#?}");
        let afgelast = Afspraak {
            afgelast: true,
            niveau: Niveau::Vertrouwelijk,
            ..afspraak()
        };
        let afgelast = regels(&afgelast, Methode::Tonen);
        for regel in ["STATUS:CANCELLED", "CLASS:CONFIDENTIAL"] {
            assert!(afgelast.iter().any(|r| r == regel), "{regel}");
        }
    }

    #[test]
    fn who_does_not_read_it_any_more_gets_no_words_and_no_address() {
        let kaal = Afspraak {
            titel: "Bijeenkomst",
            plek: "",
            link: "",
            tekst: "",
            url: "",
            ..afspraak()
        };
        let kaal = regels(&kaal, Methode::Afzeggen);
        for begin in ["DESCRIPTION", "URL", "LOCATION", "STATUS"] {
            assert!(!kaal.iter().any(|r| r.starts_with(begin)), "{kaal:#?}");
        }
        assert!(kaal.iter().any(|r| r == "SUMMARY:Bijeenkomst"), "{kaal:#?}");
    }
}
