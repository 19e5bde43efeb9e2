//! Why a result stands where it stands, in JSON.

use search_index::{Explanation, Factor, How, Reason};
use serde::Serialize;
use utoipa::ToSchema;

/// Waarom een stuk staat waar het staat: de punten van alle woorden bij elkaar, maal de factoren,
/// plus wat erbij komt, is de score.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Uitleg {
    /// Wat elk gevonden woord opleverde.
    pub woorden: Vec<UitlegWoord>,
    /// Waarmee de punten zijn vermenigvuldigd.
    pub factoren: Vec<UitlegFactor>,
    /// Wat er daarna bij kwam.
    pub extra: Vec<UitlegExtra>,
}

/// Wat een woord van de vraag opleverde.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UitlegWoord {
    /// De woorden van de vraag waar dit voor staat. Leeg: het telt mee bij een woord dat er al staat.
    pub getypt: Vec<String>,
    /// Hoe het gevonden is: `woord` (in elke vorm), `vorm` (precies zo getypt), `deel` (van de
    /// samenstelling die is getypt), `aaneen` (twee woorden als een), `begin` (een woord dat zo
    /// begint), `lijkt-op` (een woord dat er op lijkt), `ander-woord` (uit de woordenlijst) of `naast-elkaar`.
    pub hoe: &'static str,
    /// De woorden die zijn gevonden.
    pub gevonden: Vec<String>,
    /// Hoe vaak los; woorden van titel en begin van de tekst tellen vaker.
    pub los: u32,
    /// Hoe vaak binnen een samenstelling.
    pub in_samenstelling: u32,
    /// Hoe zwaar deze manier van vinden telt; een woord zoals het er staat telt 1.
    pub gewicht: f32,
    /// De punten.
    pub punten: f32,
}

/// Waarmee punten zijn vermenigvuldigd.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UitlegFactor {
    /// `dekking` (hoeveel van de vraag het stuk heeft), `titel` (de titel heeft de hele vraag),
    /// `naslag` (een organisatie of regeling die niet zo heet), `verlopen` (het stuk moet worden
    /// nagekeken), `ingetrokken` of `toegepast` (anderen doen het ook).
    pub waarom: &'static str,
    /// Het getal.
    pub maal: f32,
}

/// Wat er bij de punten van de woorden kwam.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UitlegExtra {
    /// `nummer` (een kenmerk of nummer van het stuk) of `artikel` (het artikel dat is genoemd).
    pub waarom: &'static str,
    /// De punten.
    pub punten: f32,
}

impl From<Explanation> for Uitleg {
    fn from(van: Explanation) -> Self {
        let factoren = van.factors.into_iter().map(|(factor, maal)| UitlegFactor {
            waarom: factornaam(factor),
            maal,
        });
        let extra = van.additions.into_iter().map(|(how, punten)| UitlegExtra {
            waarom: wijze(how),
            punten,
        });
        Self {
            woorden: van.reasons.into_iter().map(UitlegWoord::from).collect(),
            factoren: factoren.collect(),
            extra: extra.collect(),
        }
    }
}

impl From<Reason> for UitlegWoord {
    fn from(van: Reason) -> Self {
        Self {
            getypt: van.typed,
            hoe: wijze(van.how),
            gevonden: van.found,
            los: van.times,
            in_samenstelling: van.inside,
            gewicht: van.weight,
            punten: van.points,
        }
    }
}

const fn wijze(how: How) -> &'static str {
    match how {
        How::Word => "woord",
        How::Form => "vorm",
        How::Part => "deel",
        How::Joined => "aaneen",
        How::Completed => "begin",
        How::LookAlike => "lijkt-op",
        How::Synonym => "ander-woord",
        How::Neighbours => "naast-elkaar",
        How::Identifier => "nummer",
        How::Article => "artikel",
    }
}

const fn factornaam(factor: Factor) -> &'static str {
    match factor {
        Factor::Coverage => "dekking",
        Factor::Named => "titel",
        Factor::Low => "naslag",
        Factor::Overdue => "verlopen",
        Factor::Withdrawn => "ingetrokken",
        Factor::Adopted => "toegepast",
    }
}
