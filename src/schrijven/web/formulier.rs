//! The form as its pages show it: the same for a draft and for a voorstel, with what two
//! people did at the same time.

use super::{
    super::{
        Schrijfbaar,
        model::{Feit, Samenhang, Sjabloon, Volledigheid, Woorden, volledigheid},
    },
    hints::{self, Veldhint},
    invullen::{Ingevuld, keuzes},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Fouten, Result},
    http::{
        botsing::{self, Botsing},
        velden::{Optie, Veldfouten},
    },
    stukken::{
        model::{Soort, Verbandsoort, voorstel::Staat},
        service as stukken,
    },
};

/// Thema's to choose from at most.
const THEMAS: u64 = 200;

/// A section to fill in.
#[derive(Debug)]
pub struct Sectievak {
    pub veld: String,
    pub label: String,
    pub tekst: String,
    pub sjabloon: &'static Sjabloon,
    /// What one ticks when there is nothing to tell, and whether that was said.
    pub zonder: Vec<(&'static str, bool)>,
}

/// A field that only one kind has, to fill in.
#[derive(Debug)]
pub struct Feitvak {
    pub feit: &'static Feit,
    pub waarde: String,
    /// What can be chosen; none when it is a day.
    pub opties: Vec<Optie>,
}

/// The form itself, the same for a draft and for a voorstel.
#[derive(Debug)]
pub struct Formulierdeel {
    pub woorden: &'static Woorden,
    pub ingevuld: Ingevuld,
    pub secties: Vec<Sectievak>,
    pub feiten: Vec<Feitvak>,
    pub leefdomeinen: Vec<Optie>,
    pub doelgroepen: Vec<Optie>,
    pub themas: Vec<Optie>,
    pub fouten: Veldfouten,
    pub meter: Volledigheid,
    pub hints: Vec<Veldhint>,
    pub botsingen: Vec<Botsing>,
}

impl Formulierdeel {
    /// The form with what was filled in, for a stuk in this state.
    pub async fn maak<K: Schrijfbaar>(
        app: &App,
        ctx: &Ctx,
        ingevuld: Ingevuld,
        staat: &Staat<K>,
        fouten: &Fouten,
    ) -> Result<Self> {
        let themas = stukken::lijst(ctx, app.db.read(), Soort::Thema, None, (0, THEMAS)).await?;
        let vakken = K::SJABLOON.iter().zip(&ingevuld.secties);
        let uit_bron = staat.inhoud.uit_bron();
        let secties = vakken.map(|(sjabloon, tekst)| Sectievak {
            veld: sjabloon.veld(),
            label: if sjabloon.verplicht {
                format!("{} (nodig om aan te bieden)", sjabloon.kop)
            } else {
                sjabloon.kop.to_owned()
            },
            tekst: tekst.clone(),
            sjabloon,
            zonder: sjabloon
                .standaardantwoorden(uit_bron)
                .map(|antwoord| (antwoord, tekst == antwoord))
                .collect(),
        });
        let feiten = K::FEITEN.iter().zip(&ingevuld.feiten);
        let feiten = feiten.map(|(feit, waarde)| Feitvak {
            feit,
            waarde: waarde.clone(),
            opties: keuzes(feit, waarde),
        });
        Ok(Self {
            woorden: K::WOORDEN,
            secties: secties.collect(),
            feiten: feiten.collect(),
            leefdomeinen: ingevuld.leefdomeinen_om_te_kiezen(),
            doelgroepen: ingevuld.doelgroepen_om_te_kiezen(),
            themas: ingevuld.themas_om_te_kiezen(&themas.koppen),
            fouten: Veldfouten::van(fouten),
            meter: meter(staat),
            hints: hints::van::<K>(&ingevuld),
            botsingen: Vec::new(),
            ingevuld,
        })
    }
}

/// How complete a state is.
pub fn meter<K: Schrijfbaar>(staat: &Staat<K>) -> Volledigheid {
    let wijzers = staat.verbanden.as_deref().unwrap_or_default();
    let aantal = |soort: Verbandsoort| wijzers.iter().filter(|w| w.0 == soort).count();
    let samenhang = Samenhang {
        themas: aantal(Verbandsoort::HoortBij),
        gemeenten: aantal(Verbandsoort::SpeeltOokIn),
        regelingen: aantal(Verbandsoort::BetreftRegeling),
    };
    volledigheid(&staat.basis, &staat.inhoud, samenhang)
}

/// What was typed beside what somebody else saved meanwhile, field by field.
pub fn botsingen<K: Schrijfbaar>(mijn: &Ingevuld, hun: &Ingevuld) -> Vec<Botsing> {
    let vast = [
        ("titel", "Titel", &hun.titel, &mijn.titel),
        (
            "samenvatting",
            "Samenvatting",
            &hun.samenvatting,
            &mijn.samenvatting,
        ),
        ("tekst", "Inleiding", &hun.tekst, &mijn.tekst),
        ("gemeenten", "Gemeenten", &hun.gemeenten, &mijn.gemeenten),
        (
            "organisaties",
            "Organisaties",
            &hun.organisaties,
            &mijn.organisaties,
        ),
        (
            "regelingen",
            "Regelingen",
            &hun.regelingen,
            &mijn.regelingen,
        ),
        ("stukken", "Andere stukken", &hun.stukken, &mijn.stukken),
    ];
    let vast = vast.map(|(veld, kop, hun, mijn)| (veld.to_owned(), kop, hun, mijn));
    let secties = K::SJABLOON.iter();
    let secties = secties.zip(hun.secties.iter().zip(&mijn.secties));
    let secties = secties.map(|(vak, (hun, mijn))| (vak.veld(), vak.kop, hun, mijn));
    botsing::botsingen(vast.into_iter().chain(secties))
}
