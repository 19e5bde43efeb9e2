//! Types, states and rules of a knelpunt. Pure.

mod bericht;
mod bijval;
mod ingevuld;
mod staten;
mod telling;
mod treden;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    stukken::model::{Kaartfeit, Sectie},
    waarden::waarden,
};

pub use bericht::{Deelsoort, Lading, SOORT};
pub use bijval::{Bijval, GEVEN, MAX_TOELICHTING, geefactie, keur_toelichting, veld_van};
pub use ingevuld::{
    Geschreven, Ingevuld, keur_reden, keur_teksten, keur_treden, keur_waarom, sectieveld, tredeveld,
};
pub use staten::{Actie, Status, overgang};
pub use telling::{Gemeld, Telling};
pub use treden::{Bezwaar as Tredebezwaar, TREDEN, Trede, Treden, treden_in_woorden};

waarden! {
    /// Why something does not work (design section 5; Kamerbrief 34 477 nr. 16 on the anti-regelreflex).
    Oorzaak {
        Uitleg = "uitleg-van-de-wet", "Uitleg van de wet";
        Complexiteit = "complexiteit", "Complexiteit";
        Kennis = "kennis-informatie-lef", "Kennis, informatie of lef";
        Regelgeving = "knellende-regelgeving", "Knellende regelgeving";
    }
}

impl Oorzaak {
    /// What it means, in a sentence for people.
    pub const fn uitleg(self) -> &'static str {
        match self {
            Self::Uitleg => "De wet laat meer toe dan men denkt, of wordt overal anders gelezen.",
            Self::Complexiteit => {
                "Er zijn zoveel regels, geldstromen en partijen dat het samen niet meer werkt."
            }
            Self::Kennis => {
                "Men weet niet wat kan en mag, of durft de ruimte die er is niet te gebruiken."
            }
            Self::Regelgeving => "De regel zelf staat in de weg. Alleen een andere regel helpt.",
        }
    }
}

/// The headings of a knelpunt, in their order. The five steps come after these. The last one has the words
/// of every day: who signals rarely says it as the text does.
pub const SECTIES: [&str; 5] = [
    "Wat er gebeurt",
    "Wie er last van heeft",
    "Wat al is geprobeerd",
    "Wat er nodig is",
    "Zo zeggen mensen het",
];

/// What is particular to a knelpunt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knelpunt {
    /// What it is in a few sentences, as Markdown.
    pub tekst: String,
    /// Its sections, in the order of [`SECTIES`].
    pub secties: Vec<Sectie>,
    /// Why it does not work; none as long as nobody said.
    pub oorzaak: Option<Oorzaak>,
    /// The five steps.
    pub treden: Treden,
    /// The thema that leads. The others that it belongs to follow.
    pub trekker: Option<Uuid>,
    /// Whether it was told from a bron: then nobody signalled it here, and it says so.
    pub uit_bron: bool,
    /// How often it was closed.
    pub gesloten: i32,
    /// How often it was opened again after that.
    pub heropend: i32,
    /// When it was closed last; none when it is open.
    pub gesloten_op: Option<DateTime<Utc>>,
}

impl Knelpunt {
    /// The text of a section; none when nothing is said there.
    pub fn sectie(&self, naam: &str) -> Option<&str> {
        let gevonden = self.secties.iter().find(|s| s.naam == naam)?;
        Some(gevonden.tekst.as_str()).filter(|t| !t.is_empty())
    }

    /// What it becomes by an action at a moment: how often it was closed and opened again. Who takes it up
    /// again because its regelingvoorstel was stopped does not open it again.
    #[must_use]
    pub fn na(&self, actie: Actie, nu: DateTime<Utc>) -> Self {
        let mut na = self.clone();
        match actie {
            Actie::Oppakken => {}
            Actie::Oplossen | Actie::Opschalen | Actie::Afwijzen => {
                na.gesloten = na.gesloten.saturating_add(1);
                na.gesloten_op = Some(nu);
            }
            Actie::Hernemen => na.gesloten_op = None,
            Actie::Heropenen => {
                na.heropend = na.heropend.saturating_add(1);
                na.gesloten_op = None;
            }
        }
        na
    }

    /// The cause and the step it has come to, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let oorzaak = self
            .oorzaak
            .map(|o| Kaartfeit::nieuw("Oorzaak", o.label().to_lowercase()));
        let tot = self.treden.tot();
        let trede = (tot > 0).then(|| Kaartfeit {
            label: "Trede",
            waarde: format!("{tot} van 5"),
            schaal: Some((tot, 5)),
        });
        oorzaak.into_iter().chain(trede).collect()
    }
}

/// Who reads a knelpunt in a state (design section 4): government and the thema's it belongs to as long
/// as nobody took it up, everybody after that. The redactie reads it as well: without a duo it treats it.
pub fn sleutels(status: Status, themas: &[Uuid]) -> Vec<Sleutel> {
    match status {
        Status::Gemeld => [Sleutel::Overheid, Sleutel::Redactie]
            .into_iter()
            .chain(themas.iter().copied().map(Sleutel::Thema))
            .collect(),
        Status::InBehandeling
        | Status::Opgelost
        | Status::RegelwijzigingNodig
        | Status::GemotiveerdAfgewezen => vec![Sleutel::Openbaar],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_when_it_is_taken_up_and_never_closes_again() {
        let thema = Uuid::from_u128(1);
        for status in Status::ALLE {
            let verwacht = if *status == Status::Gemeld {
                vec![Sleutel::Overheid, Sleutel::Redactie, Sleutel::Thema(thema)]
            } else {
                vec![Sleutel::Openbaar]
            };
            assert_eq!(sleutels(*status, &[thema]), verwacht, "{status}");
        }
    }

    #[test]
    fn closing_and_opening_again_are_counted() {
        let op = |dag: &str| -> DateTime<Utc> { format!("{dag}T12:00:00Z").parse().unwrap() };
        let mut knelpunt = Knelpunt {
            tekst: String::new(),
            secties: Vec::new(),
            oorzaak: None,
            treden: Treden::default(),
            trekker: None,
            uit_bron: false,
            gesloten: 0,
            heropend: 0,
            gesloten_op: None,
        };
        for (actie, dag, gesloten, heropend, sinds) in [
            (Actie::Oppakken, "2026-03-01", 0, 0, None),
            (Actie::Opschalen, "2026-03-02", 1, 0, Some("2026-03-02")),
            (Actie::Hernemen, "2026-03-03", 1, 0, None),
            (Actie::Opschalen, "2026-03-04", 2, 0, Some("2026-03-04")),
            (Actie::Oplossen, "2026-03-05", 3, 0, Some("2026-03-05")),
            (Actie::Heropenen, "2026-03-06", 3, 1, None),
            (Actie::Afwijzen, "2026-03-07", 4, 1, Some("2026-03-07")),
        ] {
            knelpunt = knelpunt.na(actie, op(dag));
            assert_eq!(
                (knelpunt.gesloten, knelpunt.heropend, knelpunt.gesloten_op),
                (gesloten, heropend, sinds.map(op)),
                "{actie}"
            );
        }
    }
}
