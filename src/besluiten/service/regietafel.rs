//! What the regietafel decides, written once.

use uuid::Uuid;

use super::super::model::{Besluit, Orgaan, Status, Uitkomst, afdruk};
use crate::{
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::Result,
    signalen::model::begin,
    stukken::{
        model::{Kop, Verbandsoort, voorstel::Wijzer},
        service as stukken,
    },
    werkruimte::{
        model::Plaats,
        service::{self as werkruimte, NieuwItem},
    },
};

/// A besluit of the regietafel on what was put to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VanTafel {
    /// The thema that it is for, and who reads it: who reads what it is about now. It does not follow later changes
    /// of that.
    pub plaats: Plaats,
    /// What is decided, in a few words.
    pub titel: String,
    /// What it comes to.
    pub uitkomst: Uitkomst,
    /// What is decided, as Markdown.
    pub tekst: String,
    /// Why, as Markdown.
    pub waarom: String,
    /// What it is about; none when that is the thema itself.
    pub over: Option<Uuid>,
    /// The besluit that it replaces; none when it replaces none.
    pub vervangt: Option<Uuid>,
}

/// Writes it in an open write: it is taken at once. The regietafel reads it beside who reads what it is about.
/// The caller judged whether the actor may.
///
/// # Errors
/// Nobody is logged in; the database refuses.
pub async fn schrijf(
    write: &Write,
    ctx: &Ctx,
    besluit: VanTafel,
) -> Result<(Kop, Vec<Gebeurtenis>)> {
    let VanTafel {
        plaats,
        titel,
        uitkomst,
        tekst,
        waarom,
        over,
        vervangt,
    } = besluit;
    let over = over.map(|id| (Verbandsoort::KomtVoortUit, id, String::new()));
    let vervangt = vervangt.map(|id| (Verbandsoort::Vervangt, id, String::new()));
    let wijzers: Vec<Wijzer> = over.into_iter().chain(vervangt).collect();
    let inhoud = Besluit {
        plaats,
        afdruk: afdruk((&titel, &tekst, &waarom), plaats.niveau, &wijzers),
        tekst,
        waarom,
        door: Orgaan::Regietafel,
        uitkomst: Some(uitkomst),
        indiener: ctx.actor.to_string(),
    };
    let nieuw = NieuwItem {
        samenvatting: begin(&inhoud.tekst),
        titel,
        leefdomeinen: Vec::new(),
        datum: Some(ctx.vandaag()),
        status: Status::Genomen.waarde(),
        plaats,
        inhoud: &inhoud,
        verbanden: wijzers,
    };
    let (kop, gemaakt) = werkruimte::maak(write, ctx, nieuw).await?;
    let sleutels = plaats.niveau.sleutels(plaats.thema, true);
    let gelezen = stukken::zet_sleutels(write, &kop, &sleutels).await?;
    Ok((kop, vec![gemaakt, gelezen]))
}
