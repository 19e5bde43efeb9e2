//! What waits: for the redactie at its desk, and for a writer.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    super::{
        model::{SOORTEN, Status},
        store,
    },
    overgangen::handen_van_spoed,
    schrijven::{betrokken, schrijver},
};
use crate::{
    actor::Rol,
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::service::rollen,
    proefprojecten::{model::Voorgesteld, service::wachtend},
    stukken::{
        model::{
            Kop,
            voorstel::{Handen, Voorstelkop, Voorstelstatus},
        },
        service::{
            self as stukken, overgangen, voorstellen,
            werk::{self, Wachtend},
        },
    },
};

/// Something that lies with the redactie.
#[derive(Debug, Clone)]
pub struct Ligt<T> {
    /// What.
    pub wat: T,
    /// The stuk.
    pub kop: Kop,
    /// Since when.
    pub sinds: DateTime<Utc>,
    /// Whether the actor may be the second pair of eyes.
    pub mag_beoordelen: bool,
}

/// The desk of the redactie.
#[derive(Debug, Clone)]
pub struct Bureau {
    /// What was offered, the longest waiting first.
    pub aangeboden: Vec<Ligt<()>>,
    /// Changes that were offered, the longest waiting first.
    pub voorstellen: Vec<Ligt<Voorstelkop>>,
    /// What was published in a hurry and waits to be approved.
    pub spoed: Vec<Ligt<Uuid>>,
    /// How often something was published in a hurry, ever.
    pub met_spoed: u64,
    /// How often something was published at all: stukken and voorstellen.
    pub gepubliceerd: u64,
    /// How many people are of the redactie.
    pub redactieleden: usize,
}

/// The desk, for the redactie.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for others; nobody is logged in; the database can't be read.
pub async fn bureau(db: &Db, ctx: &Ctx) -> Result<Bureau> {
    ctx.eis_een(&[Rol::Redactie])?;
    let conn = db.read();
    let mut koppen = Vec::new();
    for soort in SOORTEN {
        koppen.extend(werk::met_status(ctx, conn, soort, Status::Aangeboden.waarde()).await?);
    }
    let ids: Vec<Uuid> = koppen.iter().map(|k| k.id).collect();
    let sinds = werk::laatst(conn, &ids, "aanbieden").await?;
    let mut aangeboden = Vec::new();
    for kop in koppen {
        let handen = overgangen::handen(conn, kop.id).await?;
        aangeboden.push(Ligt {
            wat: (),
            sinds: sinds.get(&kop.id).copied().unwrap_or(kop.gewijzigd_op),
            mag_beoordelen: mag_beoordelen(ctx, db, &kop, &handen).await?,
            kop,
        });
    }
    aangeboden.sort_by_key(|ligt| ligt.sinds);
    let mut wachtend = Vec::new();
    for (voorstel, kop) in werk::voorstellen(ctx, conn, Voorstelstatus::Aangeboden).await? {
        let handen = voorstellen::handen(conn, (kop.id, voorstel.id)).await?;
        wachtend.push(Ligt {
            sinds: voorstel.op,
            mag_beoordelen: mag_beoordelen(ctx, db, &kop, &handen).await?,
            wat: voorstel,
            kop,
        });
    }
    wachtend.sort_by_key(|ligt| ligt.sinds);
    Ok(Bureau {
        met_spoed: store::aantal_met_spoed(conn).await?,
        spoed: spoed(db, ctx).await?,
        aangeboden,
        voorstellen: wachtend,
        gepubliceerd: store::publicaties(conn).await?,
        redactieleden: rollen::houders(db, ctx, Rol::Redactie).await?.len(),
    })
}

async fn mag_beoordelen(ctx: &Ctx, db: &Db, kop: &Kop, handen: &Handen) -> Result<bool> {
    let wie = betrokken(ctx, db.read(), kop, handen).await?;
    Ok(wie.mag_beoordelen().is_ok())
}

async fn spoed(db: &Db, ctx: &Ctx) -> Result<Vec<Ligt<Uuid>>> {
    let conn = db.read();
    let mut open = Vec::new();
    for spoed in store::wachtende_spoed(conn).await? {
        let kop = stukken::koppen(ctx, conn, &[spoed.stuk_id]).await?.pop();
        let Some(kop) = kop else { continue };
        let handen = handen_van_spoed(conn, &spoed).await?;
        open.push(Ligt {
            wat: spoed.id,
            sinds: spoed.op,
            mag_beoordelen: mag_beoordelen(ctx, db, &kop, &handen).await?,
            kop,
        });
    }
    Ok(open)
}

/// What somebody writes.
#[derive(Debug, Clone)]
pub struct Mijn {
    /// Decisions on pilots that they can agree with, each with its pilot, the oldest first.
    pub besluiten: Vec<(Kop, Voorgesteld)>,
    /// Drafts, the newest change first; those that came back from the redactie with when.
    pub concepten: Vec<(Kop, Option<DateTime<Utc>>)>,
    /// What lies with the redactie, with since when.
    pub aangeboden: Vec<(Kop, DateTime<Utc>)>,
    /// Voorstellen that are not settled.
    pub voorstellen: Wachtend,
    /// What is published of theirs.
    pub gepubliceerd: Vec<Kop>,
}

/// What the actor writes, and where it lies.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn mijn(db: &Db, ctx: &Ctx) -> Result<Mijn> {
    let ik = schrijver(ctx)?;
    let conn = db.read();
    let mut koppen = Vec::new();
    for soort in SOORTEN {
        koppen.extend(werk::van_auteur(ctx, conn, soort, ik).await?);
    }
    koppen.sort_by_key(|kop| std::cmp::Reverse(kop.gewijzigd_op));
    let ids: Vec<Uuid> = koppen.iter().map(|k| k.id).collect();
    let aangeboden = werk::laatst(conn, &ids, "aanbieden").await?;
    let terug = overgangen::teruggestuurd(ctx, conn, &ids).await?;
    let mut mijn = Mijn {
        besluiten: wachtend::op_mij(ctx, conn).await?,
        concepten: Vec::new(),
        aangeboden: Vec::new(),
        voorstellen: werk::mijn_voorstellen(ctx, conn).await?,
        gepubliceerd: Vec::new(),
    };
    for kop in koppen {
        match super::schrijven::status(&kop)? {
            Status::Concept => {
                let terug = terug.get(&kop.id).map(|(op, _)| *op);
                mijn.concepten.push((kop, terug));
            }
            Status::Aangeboden => {
                let sinds = aangeboden.get(&kop.id).copied().unwrap_or(kop.gewijzigd_op);
                mijn.aangeboden.push((kop, sinds));
            }
            Status::Gepubliceerd => mijn.gepubliceerd.push(kop),
            Status::Ingetrokken => {}
        }
    }
    Ok(mijn)
}
