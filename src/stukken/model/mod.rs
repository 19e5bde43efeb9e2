//! Types of the spine. Pure.

pub mod bijlage;
pub mod nummer;
mod soort;
mod staten;
pub mod verschil;
pub mod voorstel;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use self::bijlage::Bijlage;
pub use self::{
    soort::Soort,
    staten::{GEPUBLICEERD, INGETROKKEN},
};
use super::Kenmerk;
use crate::{ids::Slug, waarden::waarden};

waarden! {
    /// The areas of life (design section 2; from the Kamerbrief 34 477 nr. 16).
    Leefdomein {
        WerkEnInkomen = "werk-en-inkomen", "Werk en inkomen";
        Gezondheid = "gezondheid", "Gezondheid";
        Zorg = "zorg", "Zorg";
        Jeugd = "jeugd", "Jeugd";
        Schulden = "schulden", "Schulden";
        Veiligheid = "veiligheid", "Veiligheid";
        Wonen = "wonen", "Wonen";
        Onderwijs = "onderwijs", "Onderwijs";
        Mobiliteit = "mobiliteit", "Mobiliteit";
    }
}

waarden! {
    /// How two stukken hang together (design section 4, verband).
    Verbandsoort {
        LostOp = "lost-op", "Lost op";
        KomtVoortUit = "komt-voort-uit", "Komt voort uit";
        BetreftRegeling = "betreft-regeling", "Betreft regeling";
        Onderbouwt = "onderbouwt", "Onderbouwt";
        SpeeltOokIn = "speelt-ook-in", "Speelt in";
        Vervangt = "vervangt", "Vervangt";
        HoortBij = "hoort-bij", "Hoort bij";
    }
}

impl Verbandsoort {
    /// The words when looked at from the other end.
    pub const fn label_terug(self) -> &'static str {
        match self {
            Self::LostOp => "Wordt opgelost door",
            Self::KomtVoortUit => "Hieruit kwam voort",
            Self::BetreftRegeling => "Gaat over deze regeling",
            Self::Onderbouwt => "Wordt onderbouwd door",
            Self::SpeeltOokIn => "Speelt hier",
            Self::Vervangt => "Vervangen door",
            Self::HoortBij => "Hoort bij",
        }
    }
}

/// Where a stuk was told from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bron {
    /// The name of the document.
    pub naam: String,
    /// Where it can be read, when that is known.
    pub url: Option<String>,
    /// The place in it, such as a heading.
    pub plaats: Option<String>,
}

/// One section under its heading. The text is Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sectie {
    /// The heading.
    pub naam: String,
    /// What is said, as Markdown.
    pub tekst: String,
}

/// What the author of any kind of stuk fills in: the part that revisies keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The kind.
    pub soort: Soort,
    /// The title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// The name to sort by, when that is not the title: `Hertogenbosch` for `’s-Hertogenbosch`.
    pub sorteernaam: Option<String>,
    /// The day it describes or was made.
    pub datum: Option<NaiveDate>,
    /// Its id in an official register: `BWBR0035362`, `GM1681`, `kst-34477-16`.
    pub officieel_id: Option<String>,
    /// Where it was told from.
    pub bron: Option<Bron>,
    /// Areas of life.
    pub leefdomeinen: Vec<Leefdomein>,
    /// Target groups, kebab-case.
    pub doelgroepen: Vec<String>,
}

/// The head of a stuk, as lists and cards show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kop {
    /// Its identity.
    pub id: Uuid,
    /// The kind.
    pub soort: Soort,
    /// The name people quote.
    pub kenmerk: Option<Kenmerk>,
    /// The last part of its address.
    pub slug: Slug,
    /// The title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// The state it is in (design section 5).
    pub status: String,
    /// Counts the changes: whoever writes names the version they saw.
    pub versie: i64,
    /// The day it describes or was made.
    pub datum: Option<NaiveDate>,
    /// Its id in an official register.
    pub officieel_id: Option<String>,
    /// The identity it had where it was imported from.
    pub extern_id: Option<String>,
    /// Where it was told from.
    pub bron: Option<Bron>,
    /// When it came on the platform.
    pub aangemaakt_op: DateTime<Utc>,
    /// When it last changed.
    pub gewijzigd_op: DateTime<Utc>,
    /// When it was published.
    pub gepubliceerd_op: Option<DateTime<Utc>>,
    /// Who looks after it.
    pub eigenaar: Eigenaar,
    /// The day from which it has to be looked at again; none when nobody has to.
    pub herzien_voor: Option<NaiveDate>,
}

/// Who looks after a stuk: a function, so that nothing is without an owner when a person leaves
/// (design section 4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Eigenaar {
    /// The organisatie; none for the redactie of the platform.
    pub organisatie: Option<Uuid>,
    /// The function there, such as `beleidsmedewerker schulden`; often empty.
    pub functie: String,
}

impl Kop {
    /// The address of its page, from the root of the site.
    pub fn pad(&self) -> String {
        format!("/{}/{}", self.soort.meervoud(), self.slug)
    }
}

/// A fact on the card of a stuk in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kaartfeit {
    /// What it is about; empty when the value says enough.
    pub label: &'static str,
    /// The words.
    pub waarde: String,
    /// The place on a scale, such as rung 2 of 6.
    pub schaal: Option<(u8, u8)>,
}

impl Kaartfeit {
    /// A fact in words.
    pub fn nieuw(label: &'static str, waarde: impl Into<String>) -> Self {
        Self {
            label,
            waarde: waarde.into(),
            schaal: None,
        }
    }
}

/// Which end of a verband a stuk stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Richting {
    /// The verband starts here.
    Uit,
    /// The verband points here.
    In,
}

/// A stuk at the other end of a verband.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buur {
    /// How they hang together.
    pub verband: Verbandsoort,
    /// From which end it is seen.
    pub richting: Richting,
    /// The place in the target, such as `art. 2.3.5`; often empty.
    pub plaats: String,
    /// The stuk at the other end.
    pub kop: Kop,
}

impl Buur {
    /// The words for this verband from where the reader stands.
    pub fn label(&self) -> &'static str {
        match self.richting {
            Richting::Uit => self.verband.label(),
            Richting::In => self.verband.label_terug(),
        }
    }
}

/// Neighbours of a stuk that are shown at most; search finds the others.
pub const MAX_BUREN: u16 = 1_000;

/// What hangs together with a stuk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buren {
    /// The neighbours, both ways.
    pub buren: Vec<Buur>,
    /// Whether there are older ones that the reader may read as well.
    pub meer: bool,
}

/// A stuk as a reader sees it: the head, the facts of its kind, and what hangs on it. Holds only
/// what that reader may read.
#[derive(Debug, Clone)]
pub struct Stuk<T> {
    /// What all kinds share.
    pub kop: Kop,
    /// What is particular to the kind.
    pub inhoud: T,
    /// Areas of life.
    pub leefdomeinen: Vec<Leefdomein>,
    /// Target groups, kebab-case.
    pub doelgroepen: Vec<String>,
    /// The stukken it hangs together with, both ways.
    pub buren: Vec<Buur>,
    /// Whether there are more of them: these are the newest [`MAX_BUREN`].
    pub meer_buren: bool,
    /// The files that belong to it.
    pub bijlagen: Vec<Bijlage>,
    /// Whether the reader may add files to it and take them away.
    pub mag_bijlagen: bool,
    /// What happened to it, newest first.
    pub tijdlijn: Vec<Tijdpunt>,
}

impl<T> Stuk<T> {
    /// The neighbours of one kind, in the order of their title.
    pub fn buren_van(&self, soort: Soort) -> impl Iterator<Item = &Buur> {
        self.buren.iter().filter(move |b| b.kop.soort == soort)
    }
}

waarden! {
    /// What a confidential stuk is read for: the processing activities in which that happens
    /// (Logboek Dataverwerkingen, `dpl.core.processing_activity_id`).
    Doel {
        Behandelen = "behandelen", "Behandelen";
        Beoordelen = "beoordelen", "Beoordelen";
        Bespreken = "bespreken", "Bespreken aan een casustafel";
        Onderzoeken = "onderzoeken", "Onderzoek van de dwarskijker";
        Wederhoor = "wederhoor", "Wederhoor";
    }
}

/// One reading of a confidential stuk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezing {
    /// When.
    pub op: DateTime<Utc>,
    /// Who, as a number.
    pub actor: String,
    /// What for; none when the purpose is unknown to this version.
    pub doel: Option<Doel>,
    /// The name of the request.
    pub trace: String,
}

/// One point on the public timeline of a stuk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tijdpunt {
    /// When it happened.
    pub op: DateTime<Utc>,
    /// What happened, for people.
    pub wat: String,
    /// Where it came from, for people; often empty.
    pub toelichting: String,
}

/// The words for a kebab-case value that has no list of its own, such as a doelgroep:
/// `mensen-met-schulden` becomes `Mensen met schulden`.
pub fn label_van(waarde: &str) -> String {
    // A hyphen that belongs to the word is lost in the value.
    match waarde {
        "dak-en-thuislozen" => return "Dak- en thuislozen".to_owned(),
        "ex-gedetineerden" => return "Ex-gedetineerden".to_owned(),
        _ => {}
    }
    let woorden = waarde.replace('-', " ");
    let mut letters = woorden.chars();
    letters.next().map_or(String::new(), |eerste| {
        eerste.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive_a_round_trip_and_are_kebab_case() {
        for soort in Soort::ALLE {
            assert_eq!(soort.waarde().parse(), Ok(*soort));
        }
        for domein in Leefdomein::ALLE {
            assert_eq!(domein.waarde().parse(), Ok(*domein));
            let json = serde_json::to_string(domein).unwrap();
            assert_eq!(json, format!("\"{}\"", domein.waarde()));
        }
        for verband in Verbandsoort::ALLE {
            assert_eq!(verband.waarde().parse(), Ok(*verband));
            // Belonging together is the same from both ends.
            let gelijk = verband.label() == verband.label_terug();
            assert_eq!(gelijk, *verband == Verbandsoort::HoortBij);
        }
        assert_eq!("Praktijk".parse::<Soort>(), Err(()));
    }

    #[test]
    fn a_value_without_a_list_gets_words() {
        assert_eq!(label_van("dak-en-thuislozen"), "Dak- en thuislozen");
        assert_eq!(label_van("mensen-met-schulden"), "Mensen met schulden");
        assert_eq!(label_van(""), "");
    }
}
