//! Who reads a draft along by a toegangslink and what they said, for the page on which it is written
//! and for the one on which somebody is invited.

use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    feitencheck::{
        model::{Link, Oordeel, Reactie, Stand},
        service::{self, Gezegd, Overzicht},
    },
    stukken::model::{Kop, Sectie},
    taal,
};

/// Who reads a draft along, and what they said.
#[derive(Debug)]
pub struct Meelezers {
    /// The page on which somebody is invited.
    pub pad: String,
    /// Who was invited, the newest first.
    pub lezers: Vec<Meelezer>,
    /// How many can read it by a link now, in a sentence; empty when nobody can.
    pub open: String,
    /// What was said, the newest first.
    pub reacties: Vec<Gereageerd>,
    /// Why nobody can be invited; empty when somebody can.
    pub bezwaar: &'static str,
}

/// Somebody who was invited.
#[derive(Debug)]
pub struct Meelezer {
    /// The number of the link.
    pub id: String,
    /// The name of the person.
    pub naam: String,
    /// Where the link was sent.
    pub mail: String,
    /// How the link stands, in a sentence.
    pub stand: String,
    /// Whether it can be revoked.
    pub open: bool,
}

/// What somebody said.
#[derive(Debug)]
pub struct Gereageerd {
    /// Who; empty on their own page.
    pub naam: String,
    /// When.
    pub op: String,
    /// Whether it is right, in words.
    pub oordeel: &'static str,
    /// The colour of those words.
    pub kleur: &'static str,
    /// What is not right, line by line.
    pub toelichting: Vec<String>,
    /// The same of the parts, each under its heading.
    pub opmerkingen: Vec<(String, Vec<String>)>,
    /// Whether the text has changed since.
    pub over_eerder: bool,
}

/// The lines of a text that hold something.
pub fn regels(tekst: &str) -> Vec<String> {
    let vol = tekst.lines().filter(|regel| !regel.trim().is_empty());
    vol.map(ToOwned::to_owned).collect()
}

impl Gereageerd {
    /// What was said, as its own writer sees it.
    pub fn eigen(reactie: &Reactie) -> Self {
        let deel = |s: &Sectie| (s.naam.clone(), regels(&s.tekst));
        Self {
            naam: String::new(),
            op: taal::moment_van(reactie.op),
            oordeel: reactie.wat.oordeel.label(),
            kleur: match reactie.wat.oordeel {
                Oordeel::Klopt => "safe",
                Oordeel::KloptNiet => "warning",
            },
            toelichting: regels(&reactie.wat.toelichting),
            opmerkingen: reactie.wat.opmerkingen.iter().map(deel).collect(),
            over_eerder: false,
        }
    }

    fn van(gezegd: &Gezegd) -> Self {
        Self {
            naam: gezegd.naam.clone(),
            over_eerder: gezegd.over_eerder,
            ..Self::eigen(&gezegd.reactie)
        }
    }
}

impl Meelezers {
    /// For the page on which a stuk is written; none for who may not see it.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn bij(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Option<Self>> {
        match service::van_kop(ctx, app.db.read(), kop.clone()).await {
            Ok(overzicht) => Ok(Some(Self::van(&overzicht))),
            Err(Error::NotFound | Error::NietIngelogd) => Ok(None),
            Err(fout) => Err(fout),
        }
    }

    /// As the page on which somebody is invited shows it.
    pub fn van(overzicht: &Overzicht) -> Self {
        Self {
            pad: format!("{}/feitencheck", overzicht.kop.pad()),
            lezers: overzicht.links.iter().map(meelezer).collect(),
            open: open_zin(overzicht),
            reacties: overzicht.gezegd.iter().map(Gereageerd::van).collect(),
            bezwaar: overzicht.bezwaar.unwrap_or_default(),
        }
    }
}

fn open_zin(overzicht: &Overzicht) -> String {
    let links = overzicht.links.iter();
    match links.filter(|(_, stand)| *stand == Stand::Open).count() {
        0 => String::new(),
        1 => "Eén ander kan het lezen met een link.".to_owned(),
        n => format!("{n} anderen kunnen het lezen met een link."),
    }
}

fn meelezer((link, stand): &(Link, Stand)) -> Meelezer {
    let geopend = match link.geopend {
        Some(op) => format!("Geopend op {}.", taal::dag_van(op)),
        None => "Nog niet geopend.".to_owned(),
    };
    let zin = match (stand, link.ingetrokken) {
        (Stand::Open, _) => format!("Kan lezen tot {}.", taal::dag_van(link.verloopt)),
        (Stand::Ingetrokken, Some(op)) => format!("Ingetrokken op {}.", taal::dag_van(op)),
        (Stand::Ingetrokken, None) => "Ingetrokken.".to_owned(),
        (Stand::Verlopen, _) => format!("Gestopt op {}.", taal::dag_van(link.verloopt)),
        (Stand::Voorbij, _) => "Gestopt: dit is geen concept meer.".to_owned(),
    };
    Meelezer {
        id: link.id.to_string(),
        naam: link.naam.clone(),
        mail: link.mail.to_string(),
        stand: format!("{zin} {geopend}"),
        open: *stand == Stand::Open,
    }
}
