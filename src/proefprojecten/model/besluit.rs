//! What people do with a pilot, and the decision at its end.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Stand, Stem};
use crate::{
    error::Fouten,
    hash::hash_tekst,
    ids::kort,
    schrijven::model::{keur_diepte, keur_lengte},
    waarden::waarden,
};

waarden! {
    /// What people do with a proefproject, beside publishing it.
    Actie {
        Starten = "starten", "Starten";
        Besluiten = "besluiten", "Besluiten";
        Instemmen = "besluit-instemmen", "Instemmen met een besluit";
        Afwijzen = "besluit-afwijzen", "Een besluit afwijzen";
        Terugnemen = "besluit-terugnemen", "Een besluit terugnemen";
    }
}

waarden! {
    /// How a pilot can end.
    Keuze {
        Opschalen = "opschalen", "Opschalen";
        Stoppen = "stoppen", "Stoppen";
    }
}

waarden! {
    /// How far a decision is.
    Besluitstatus {
        Open = "open", "Wacht op instemming";
        Genomen = "genomen", "Genomen";
        Afgewezen = "afgewezen", "Afgewezen";
        Teruggenomen = "teruggenomen", "Teruggenomen";
    }
}

/// A decision that somebody proposed, with who agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voorgesteld {
    /// Its number.
    pub id: Uuid,
    /// How the pilot is to end.
    pub keuze: Keuze,
    /// The lesson, as Markdown; may be empty.
    pub les: String,
    /// The hash of the lesson on the page when it was proposed.
    pub les_hash: String,
    /// The praktijk that it leads to, when that is there.
    pub vervolg_id: Option<Uuid>,
    /// Whether that praktijk has still to be written.
    pub nog_te_schrijven: bool,
    /// The thema whose duo decides; none when there was no duo.
    pub thema_id: Option<Uuid>,
    /// How far it is.
    pub status: Besluitstatus,
    /// Who proposed it, as [`crate::actor::Actor`] writes itself.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// Who agreed, the first first.
    pub stemmen: Vec<Stem>,
}

/// One step of a pilot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stap {
    /// It begins.
    Starten,
    /// It ends like this.
    Besluiten(Keuze),
}

impl Stap {
    /// The action that makes it.
    pub const fn actie(self) -> Actie {
        match self {
            Self::Starten => Actie::Starten,
            Self::Besluiten(_) => Actie::Besluiten,
        }
    }
}

/// The stand after a step, or none when the stand does not allow it, whatever the role.
pub const fn overgang(stand: Stand, stap: Stap) -> Option<Stand> {
    match (stand, stap) {
        (Stand::Idee, Stap::Starten) => Some(Stand::Loopt),
        (Stand::Loopt, Stap::Besluiten(Keuze::Opschalen)) => Some(Stand::Opgeschaald),
        (Stand::Loopt, Stap::Besluiten(Keuze::Stoppen)) => Some(Stand::Gestopt),
        _ => None,
    }
}

/// What a pilot that is scaled up leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vervolg {
    /// A praktijk that is there, by a name that resolves: slug or kenmerk.
    Praktijk(String),
    /// The praktijk has still to be written.
    NogTeSchrijven,
}

/// A decision that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Besluit {
    /// What was tried becomes what is done.
    Opschalen {
        /// What was learned, as Markdown; empty when nobody wrote it down.
        les: String,
        /// What it leads to.
        vervolg: Vervolg,
    },
    /// It does not go on.
    Stoppen {
        /// What was learned, as Markdown; never empty.
        les: String,
    },
}

/// Longest lesson, in characters.
const MAX_LES: usize = 20_000;

impl Voorgesteld {
    /// Whether the lesson on the page, that this would be written over, is another than when it was
    /// proposed.
    pub fn is_ingehaald(&self, les_nu: &str) -> bool {
        !self.les.is_empty() && self.les != les_nu && self.les_hash != hash_tekst(les_nu)
    }
}

impl Besluit {
    /// A decision from what somebody filled in: the choice, the lesson, the name of the praktijk it
    /// leads to, and whether that has still to be written.
    ///
    /// # Errors
    /// All that is missing or does not go together, each with its field and remedy.
    pub fn van(
        keuze: Option<Keuze>,
        les: &str,
        praktijk: &str,
        nog_te_schrijven: bool,
    ) -> Result<Self, Fouten> {
        let (les, praktijk) = (les.trim().to_owned(), praktijk.trim());
        let mut fouten = Fouten::new();
        keur_lengte("les", &les, MAX_LES, &mut fouten);
        keur_diepte("les", &les, &mut fouten);
        let besluit = match keuze {
            None => {
                let melding = "Kies wat er is besloten: opschalen of stoppen.";
                fouten.meld("keuze", "verplicht", melding);
                None
            }
            Some(Keuze::Stoppen) => {
                if les.is_empty() {
                    let melding = "Schrijf op wat anderen van deze proef kunnen leren. Zonder les \
                                   kunt u niet stoppen.";
                    fouten.meld("les", "verplicht", melding);
                }
                if !praktijk.is_empty() || nog_te_schrijven {
                    let melding = "Een proef die stopt, leidt niet tot een praktijk. Haal dit weg, \
                                   of kies opschalen.";
                    fouten.meld("praktijk", "niet-toegestaan", melding);
                }
                Some(Self::Stoppen { les })
            }
            Some(Keuze::Opschalen) => {
                let vervolg = vervolg(praktijk, nog_te_schrijven, &mut fouten);
                vervolg.map(|vervolg| Self::Opschalen { les, vervolg })
            }
        };
        // Without a decision there is a mistake that says why.
        match besluit {
            Some(besluit) => fouten.of(besluit),
            None => Err(fouten),
        }
    }

    /// How the pilot ends.
    pub const fn keuze(&self) -> Keuze {
        match self {
            Self::Opschalen { .. } => Keuze::Opschalen,
            Self::Stoppen { .. } => Keuze::Stoppen,
        }
    }

    /// What was learned, as Markdown; may be empty.
    pub fn les(&self) -> &str {
        match self {
            Self::Opschalen { les, .. } | Self::Stoppen { les } => les,
        }
    }
}

fn vervolg(praktijk: &str, nog_te_schrijven: bool, fouten: &mut Fouten) -> Option<Vervolg> {
    match (praktijk.is_empty(), nog_te_schrijven) {
        (false, false) => Some(Vervolg::Praktijk(praktijk.to_owned())),
        (true, true) => Some(Vervolg::NogTeSchrijven),
        (true, false) => {
            let melding = "Noem de praktijk waar de proef toe leidt, of zeg dat die nog geschreven \
                           moet worden.";
            fouten.meld("praktijk", "verplicht", melding);
            None
        }
        (false, true) => {
            let melding = format!(
                "U noemt “{}” en zegt ook dat de praktijk nog geschreven moet worden. Kies een van \
                 de twee.",
                kort(praktijk)
            );
            fouten.meld("praktijk", "ongeldig", melding);
            None
        }
    }
}
