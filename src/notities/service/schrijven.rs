//! Writing and changing a notitie.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::model::{Geschreven, Ingevuld, Notitie, Status};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    stukken::{
        model::{Kop, Soort, voorstel::Staat},
        service::{self as stukken, links, overgangen::inmiddels_gewijzigd},
    },
    werkruimte::{
        model::{Deelname, Niveau, Plaats},
        policy::{Bezwaar, mag_schrijven, mag_wijzigen},
        service::{self as werkruimte, NieuwItem, deelname, is_maker, mag_niet},
    },
};

/// A notitie, and what the actor is to it.
#[derive(Debug, Clone)]
pub struct Werk {
    /// The head, as it stands.
    pub kop: Kop,
    /// The state, as it stands.
    pub staat: Staat<Notitie>,
    /// What the actor is in its thema.
    pub deelname: Deelname,
    /// Whether they made it.
    pub is_maker: bool,
}

impl Werk {
    /// Whether the actor may change it.
    ///
    /// # Errors
    /// Who may.
    pub fn mag_wijzigen(&self) -> Result<(), Bezwaar> {
        let niveau = self.staat.inhoud.plaats.niveau;
        mag_wijzigen(self.deelname, niveau, self.is_maker)
    }

    /// What it says now, as the form shows it.
    pub fn ingevuld(&self) -> Ingevuld {
        ingevuld(&self.staat)
    }
}

/// What a version of a notitie says, as the form shows it.
pub fn ingevuld(staat: &Staat<Notitie>) -> Ingevuld {
    Ingevuld {
        titel: staat.basis.titel.clone(),
        samenvatting: staat.basis.samenvatting.clone(),
        tekst: staat.inhoud.tekst.clone(),
        niveau: staat.inhoud.plaats.niveau.to_string(),
    }
}

/// A notitie, for who reads it.
///
/// # Errors
/// [`Error::NotFound`] when there is none that they may read; the database can't be read.
pub async fn open(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Werk> {
    let kop = stukken::vind(ctx, conn, Soort::Notitie, naam).await?;
    van(ctx, conn, kop).await
}

/// A notitie that the actor may change.
///
/// # Errors
/// [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; nobody is logged in; the database
/// can't be read.
pub async fn te_wijzigen(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Werk> {
    ctx.schrijver()?;
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == Soort::Notitie);
    let werk = van(ctx, conn, kop.ok_or(Error::NotFound)?).await?;
    werk.mag_wijzigen().map_err(mag_niet)?;
    Ok(werk)
}

async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Werk> {
    let staat: Staat<Notitie> = stukken::staat_van(conn, &kop).await?;
    Ok(Werk {
        deelname: deelname(ctx, staat.inhoud.plaats.thema),
        is_maker: is_maker(ctx, conn, kop.id).await?,
        staat,
        kop,
    })
}

/// Notes when somebody may not write at the level that they chose.
fn keur_niveau(
    deelname: Deelname,
    geschreven: Option<Geschreven>,
    fouten: &mut Fouten,
) -> Option<Geschreven> {
    let geschreven = geschreven?;
    if mag_schrijven(deelname, geschreven.niveau) == Err(Bezwaar::AlleenHetDuo) {
        let melding =
            "Kies “besloten”. Wat iedereen leest, of alleen het duo, schrijft het duo zelf.";
        fouten.meld("niveau", "niet-toegestaan", melding);
    }
    Some(geschreven)
}

/// Writes a notitie in the werkruimte of a thema.
///
/// # Errors
/// Everything that is wrong with what was filled in; as [`werkruimte::werkplek`]; the database refuses.
pub async fn maak(
    db: &Db,
    ctx: &Ctx,
    thema: &str,
    ingevuld: &Ingevuld,
    akkoord: bool,
) -> Result<Kop> {
    let write = db.begin_write().await?;
    let plek = werkruimte::werkplek(ctx, write.conn(), thema).await?;
    let mut fouten = Fouten::new();
    let geschreven = ingevuld.keur(akkoord, &mut fouten);
    let geschreven = keur_niveau(plek.deelname, geschreven, &mut fouten);
    let Some(geschreven) = geschreven else {
        return Err(fouten.into());
    };
    let geschreven = fouten.of(geschreven)?;
    let plaats = Plaats {
        thema: plek.thema.id,
        niveau: geschreven.niveau,
    };
    let inhoud = Notitie {
        plaats,
        tekst: geschreven.tekst,
    };
    let nieuw = NieuwItem {
        titel: geschreven.titel,
        samenvatting: geschreven.samenvatting,
        leefdomeinen: Vec::new(),
        datum: None,
        status: Status::Geschreven.waarde(),
        plaats,
        inhoud: &inhoud,
        verbanden: Vec::new(),
    };
    let (kop, gemaakt) = werkruimte::maak(&write, ctx, nieuw).await?;
    write.commit(ctx, &[gemaakt]).await?;
    Ok(kop)
}

/// Changes a notitie, as its writer saw it (`versie`). Answers the head as it became, and the number that the search
/// index must reach when fewer people read it from now on. The same once more changes nothing.
///
/// # Errors
/// Everything that is wrong with what was filled in; [`Error::Conflict`] when somebody else was first; as
/// [`te_wijzigen`]; the database refuses.
pub async fn bewaar(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    (ingevuld, akkoord): (&Ingevuld, bool),
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let werk = te_wijzigen(ctx, conn, id).await?;
    let mut fouten = Fouten::new();
    let geschreven = ingevuld.keur(akkoord, &mut fouten);
    let geschreven = keur_niveau(werk.deelname, geschreven, &mut fouten);
    let Some(geschreven) = geschreven else {
        return Err(fouten.into());
    };
    let geschreven = fouten.of(geschreven)?;
    let was = werk.staat.inhoud.plaats;
    let plaats = Plaats {
        niveau: geschreven.niveau,
        ..was
    };
    let mut basis = werk.staat.basis.clone();
    basis.titel = geschreven.titel;
    basis.samenvatting = geschreven.samenvatting;
    let inhoud = Notitie {
        plaats,
        tekst: geschreven.tekst,
    };
    if basis == werk.staat.basis && inhoud == werk.staat.inhoud {
        return Ok((werk.kop, None));
    }
    if werk.kop.versie != versie {
        return Err(inmiddels_gewijzigd());
    }
    let versie = Some(versie);
    let gebeurd =
        werkruimte::wijzig(&write, ctx, &werk.kop, &basis, &inhoud, plaats, versie).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((
        kop,
        nummer.filter(|_| is_smaller(was.niveau, plaats.niveau)),
    ))
}

/// Whether fewer people read something by going from one level to another.
fn is_smaller(van: Niveau, naar: Niveau) -> bool {
    naar > van
}
