//! What the regietafel decides on what was put to it: written once, as a besluit that is seen here and where the
//! question came from.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Besluitvorm, Lading, SOORT, Stap, besloten_in, overgang},
        store::{self, Rij},
    },
    deel, een, gebeurtenis, mag_niet, status,
    tafel::eis_tafel,
    voorleggen::niet_meer_open,
    wie_bij,
};
use crate::{
    besluiten::service::{VanTafel, duo, schrijf},
    ctx::{Ctx, datum_van},
    db::{Db, Write},
    error::{Error, Result},
    jobs::{model::Opdracht, service as jobs},
    stukken::{
        model::{Kop, Soort},
        service::{self as stukken, links, overgangen::inmiddels_gewijzigd},
        store as spil,
    },
    werkruimte::model::{Niveau, Plaats},
};

/// What the geschiedenis calls it when the regietafel decides.
pub const BESLUITEN: &str = "regietafel-besluiten";

/// Something that the actor can decide on.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// What is asked.
    pub vraag: String,
    /// What it is about.
    pub over: Kop,
    /// The besluit that is there, which another one takes the place of; none when there is none.
    pub besluit: Option<Kop>,
}

/// Something that the actor can decide on, by its number.
///
/// # Errors
/// As [`eis_tafel`]; [`Error::NotFound`] when they may not read it; [`Error::MagNiet`] with who may, also when their
/// own duo put it;
/// [`Error::Conflict`] when it was withdrawn; the database can't be read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    let (rij, over, _) = open(ctx, conn, id).await?;
    let besluit = stukken::koppen(ctx, conn, rij.besluit_id.as_slice()).await?;
    Ok(Zaak {
        vraag: rij.vraag,
        over,
        besluit: besluit.into_iter().next(),
    })
}

async fn open(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<(Rij, Kop, Stap)> {
    eis_tafel(ctx)?;
    let rij = een(ctx, conn, id).await?;
    let kop = stukken::koppen(ctx, conn, &[rij.stuk_id]).await?.pop();
    let stap = match rij.besluit_id {
        None => Stap::Besluiten,
        Some(_) => Stap::Vervangen,
    };
    wie_bij(ctx, &rij).mag_stap(stap).map_err(mag_niet)?;
    if overgang(status(&rij)?, stap).is_none() {
        return Err(niet_meer_open(status(&rij)?));
    }
    Ok((rij, kop.ok_or(Error::NotFound)?, stap))
}

/// Decides. `gezien` is the besluit that the actor saw, which this one takes the place of; none when there was
/// none. Who reads what it is about reads it, and the regietafel; the duo hears of it. Answers the besluit.
///
/// # Errors
/// All that is missing or does not fit; [`Error::Conflict`] when it was withdrawn or decided meanwhile; as
/// [`zaak`]; the database refuses.
pub async fn besluit(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    (vorm, gezien): (&Besluitvorm, Option<Uuid>),
) -> Result<Kop> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let (rij, ..) = open(ctx, conn, id).await?;
    // Who decides at the same time waits; then it is looked at once more.
    links::houd(&write, rij.stuk_id).await?;
    let (rij, over, stap) = open(ctx, conn, id).await?;
    if rij.besluit_id != gezien {
        return Err(Error::Conflict(
            "De regietafel heeft hier net over besloten. Lees dat besluit. Klopt het niet? Vervang het dan.".into(),
        ));
    }
    let goed = vorm.keur()?;
    let plaats = Plaats {
        thema: rij.thema_id,
        niveau: Niveau::van_sleutels(&spil::sleutels_van(conn, over.id).await?),
    };
    let nieuw = VanTafel {
        plaats,
        titel: goed.titel,
        uitkomst: goed.uitkomst,
        tekst: goed.tekst,
        waarom: goed.waarom,
        over: (over.soort != Soort::Thema).then_some(over.id),
        vervangt: rij.besluit_id,
    };
    let (kop, mut gebeurd) = schrijf(&write, ctx, nieuw).await?;
    let vergadering = if stap == Stap::Besluiten {
        let gepland = store::vergaderingen::alle(conn).await?;
        let dagen = (datum_van(rij.op), ctx.vandaag());
        besloten_in(rij.vergadering_id, &gepland, dagen).map(|v| v.id)
    } else {
        rij.vergadering_id
    };
    if !store::besluit(conn, &rij, (kop.id, vergadering), ctx.now).await? {
        return Err(inmiddels_gewijzigd());
    }
    let velden = vec![deel(id), format!("besluit:{}", kop.id)];
    gebeurd.push(gebeurtenis(&over, BESLUITEN, velden));
    vertel(&write, ctx, &rij).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// Has the duo hear what was decided.
async fn vertel(write: &Write, ctx: &Ctx, rij: &Rij) -> Result<()> {
    for lid in duo(write.conn(), rij.thema_id).await? {
        let lading = Lading {
            account: lid.id,
            escalatie: rij.id,
        };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    Ok(())
}
