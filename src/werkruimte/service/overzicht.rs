//! What is going on in a thema, for who takes part: of each kind what comes first, and how much there is. It asks a
//! bounded number of bounded questions, however much a thema has.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bestand, Gebeurd, Tellingen},
        store::{self, Eerst},
    },
    Werkplek, bestanden,
    bord::{Bord, bord},
    tijdlijn,
    verbonden::{Verbonden, verbonden},
};
use crate::{
    acties::service::{self as acties, Houder},
    besluiten::service as besluiten,
    ctx::Ctx,
    db::{Db, Teksten},
    duos::{
        model::{Kant, is_te_lang_leeg},
        service as duos,
    },
    error::Result,
    gebruikers::service::{functie::lid_van, namen::namen},
    netwerk::{model::Perspectief, service as netwerk},
    proefprojecten::model::{Proefproject, Stand},
    regietafel::{
        model::Gegeven,
        service::{self as regietafel, Escalatie},
    },
    stukken::{
        Kind as _, Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
};

/// Of every kind what is shown.
pub const RIJEN: u64 = 5;
/// Besluiten that are shown, those that wait and those that were taken each.
const BESLUITEN: u64 = 3;
/// Meetings ahead that are shown.
const BIJEENKOMSTEN: u64 = 3;
/// What happened last that is shown.
const LAATST: usize = 6;

/// The state of an actie that is to be done.
pub const OPEN: &str = "open";
/// The state of a besluit that waits for the other side.
pub const VOORGESTELD: &str = "voorgesteld";
/// The state of a besluit that was taken.
pub const GENOMEN: &str = "genomen";
/// The states of a kennisvraag that waits for an answer.
pub const ONBEANTWOORD: [&str; 2] = ["gesteld", "in-onderzoek"];
/// The state of a kennisvraag that has an answer.
const BEANTWOORD: &str = "beantwoord";
/// The state of a meeting that is still to come.
pub const GEPLAND: &str = "gepland";

/// What is going on.
#[derive(Debug, Clone)]
pub struct Overzicht {
    /// What is worked on.
    pub werk: Werk,
    /// Who does that.
    pub mensen: Mensen,
    /// What is around it.
    pub rondom: Rondom,
}

/// What is worked on in a thema.
#[derive(Debug, Clone)]
pub struct Werk {
    /// How much there is.
    pub tellingen: Tellingen,
    /// Open acties of which the day has passed.
    pub te_laat: u64,
    /// The open knelpunten on the five steps.
    pub knelpunten: Bord,
    /// Proefprojecten with how each stands, the last changed first.
    pub proefprojecten: Vec<(Kop, Option<Stand>)>,
    /// Open acties with who does them, the earliest day first.
    pub acties: Vec<(Kop, Option<Houder>)>,
    /// Kennisvragen, those without an answer first.
    pub kennisvragen: Vec<Kop>,
    /// Besluiten that wait for one of both sides, and whether that is the actor.
    pub wachtend: Vec<(Kop, bool)>,
    /// Besluiten that were taken, the last first.
    pub genomen: Vec<Kop>,
    /// Meetings that did not end yet with when each begins, the first first.
    pub bijeenkomsten: Vec<(Kop, DateTime<Utc>)>,
    /// Notities, the last changed first.
    pub notities: Vec<Kop>,
    /// How many files there are, and the last ones.
    pub bestanden: (u64, Vec<Bestand>),
}

/// Who works in a thema.
#[derive(Debug, Clone)]
pub struct Mensen {
    /// The two seats.
    pub duo: Vec<Stoel>,
    /// The voices that are missing, that of clients first.
    pub ontbreekt: Vec<Perspectief>,
}

/// A seat of the duo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stoel {
    /// Whose seat it is.
    pub kant: Kant,
    /// Who sits there; none when nobody does.
    pub naam: Option<String>,
    /// Where they work, in a row.
    pub organisatie: String,
    /// Since when it is so.
    pub sinds: DateTime<Utc>,
    /// Whether nobody sits there for too long.
    pub te_lang_leeg: bool,
}

/// What is around the work of a thema.
#[derive(Debug, Clone)]
pub struct Rondom {
    /// Other thema's that it hangs together with.
    pub verbonden: Vec<Verbonden>,
    /// What happened last.
    pub laatst: Vec<Gebeurd>,
    /// Whether something happened before that.
    pub eerder: bool,
    /// How the duo says that it stands; none as long as it did not.
    pub stand: Option<Gegeven>,
    /// What of the thema itself was put to the regietafel.
    pub escalaties: Vec<Escalatie>,
    /// Acties in this thema that are the actor's to do, the earliest day first.
    pub mijn_acties: Vec<Kop>,
}

/// What is going on in a thema.
///
/// # Errors
/// The database can't be read.
pub async fn overzicht(db: &Db, ctx: &Ctx, plek: &Werkplek) -> Result<Overzicht> {
    let (conn, thema) = (db.read(), plek.thema.id);
    // None needs another. Boxed: together they are much.
    let (werk, mensen, rondom) = tokio::try_join!(
        Box::pin(werk(ctx, conn, thema)),
        Box::pin(mensen(db, ctx, thema)),
        Box::pin(rondom(ctx, conn, thema)),
    )?;
    Ok(Overzicht {
        werk,
        mensen,
        rondom,
    })
}

async fn werk(ctx: &Ctx, conn: &impl ConnectionTrait, thema: Uuid) -> Result<Werk> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let (lezer, vandaag) = (&leesrecht, ctx.vandaag());
    let tellingen = store::tellingen(conn, lezer, thema).await?;
    let laatste = (Eerst::Gewijzigd, RIJEN);
    let proefprojecten = (Soort::Proefproject, &[][..]);
    let proefprojecten = store::eerste(conn, lezer, thema, proefprojecten, laatste).await?;
    let notities = store::eerste(conn, lezer, thema, (Soort::Notitie, &[]), laatste).await?;
    let acties = (Soort::Actie, &[OPEN][..]);
    let acties = store::eerste(conn, lezer, thema, acties, (Eerst::Dag, RIJEN)).await?;
    let te_laat = store::voor_dag(conn, lezer, thema, (Soort::Actie, OPEN), vandaag).await?;
    let gepland = (GEPLAND, ctx.now);
    let bijeenkomsten = store::bijeenkomsten(conn, lezer, thema, gepland, BIJEENKOMSTEN).await?;
    let voorgesteld = (Soort::Besluit, &[VOORGESTELD][..]);
    let besluiten = (Eerst::Gewijzigd, BESLUITEN);
    let voorgesteld = store::eerste(conn, lezer, thema, voorgesteld, besluiten).await?;
    let genomen = (Soort::Besluit, &[GENOMEN][..]);
    let genomen = store::eerste(conn, lezer, thema, genomen, besluiten).await?;
    Ok(Werk {
        te_laat,
        knelpunten: bord(ctx, conn, thema).await?,
        proefprojecten: met_stand(conn, proefprojecten).await?,
        acties: met_houder(conn, acties).await?,
        kennisvragen: kennisvragen(conn, lezer, thema).await?,
        wachtend: wachtend(ctx, conn, voorgesteld).await?,
        genomen,
        bijeenkomsten,
        notities,
        bestanden: bestanden(ctx, conn, thema, (0, RIJEN)).await?,
        tellingen,
    })
}

fn ids(koppen: &[Kop]) -> Vec<Uuid> {
    koppen.iter().map(|kop| kop.id).collect()
}

async fn met_stand(
    conn: &impl ConnectionTrait,
    koppen: Vec<Kop>,
) -> Result<Vec<(Kop, Option<Stand>)>> {
    let inhouden = Proefproject::laad(conn, &ids(&koppen), Teksten::Weg).await?;
    let stand = |kop: Kop| {
        let stand = inhouden.get(&kop.id).map(|inhoud| inhoud.stand);
        (kop, stand)
    };
    Ok(koppen.into_iter().map(stand).collect())
}

async fn met_houder(
    conn: &impl ConnectionTrait,
    koppen: Vec<Kop>,
) -> Result<Vec<(Kop, Option<Houder>)>> {
    let mut houders: HashMap<Uuid, Houder> = acties::houders(conn, &ids(&koppen)).await?;
    let met = |kop: Kop| {
        let houder = houders.remove(&kop.id);
        (kop, houder)
    };
    Ok(koppen.into_iter().map(met).collect())
}

/// Those without an answer first; what place is left is for the last that have one.
async fn kennisvragen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
) -> Result<Vec<Kop>> {
    let open = (Soort::Kennisvraag, &ONBEANTWOORD[..]);
    let mut koppen = store::eerste(conn, leesrecht, thema, open, (Eerst::Gewijzigd, RIJEN)).await?;
    let over = RIJEN.saturating_sub(u64::try_from(koppen.len()).unwrap_or(RIJEN));
    if over > 0 {
        let klaar = (Soort::Kennisvraag, &[BEANTWOORD][..]);
        let laatste = (Eerst::Gewijzigd, over);
        koppen.extend(store::eerste(conn, leesrecht, thema, klaar, laatste).await?);
    }
    Ok(koppen)
}

async fn wachtend(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    voorgesteld: Vec<Kop>,
) -> Result<Vec<(Kop, bool)>> {
    if voorgesteld.is_empty() {
        return Ok(Vec::new());
    }
    let op_mij = besluiten::wacht_op_mij(ctx, conn).await?;
    let op_mij: BTreeSet<Uuid> = op_mij.iter().map(|kop| kop.id).collect();
    let met = |kop: Kop| {
        let is_van_mij = op_mij.contains(&kop.id);
        (kop, is_van_mij)
    };
    Ok(voorgesteld.into_iter().map(met).collect())
}

async fn mensen(db: &Db, ctx: &Ctx, thema: Uuid) -> Result<Mensen> {
    let conn = db.read();
    let zetels = duos::zetels(conn, thema).await?;
    let houders: Vec<Uuid> = zetels.iter().filter_map(|zetel| zetel.houder).collect();
    let als_actor = |id: Uuid| format!("account:{id}");
    let actors: Vec<String> = houders.iter().copied().map(als_actor).collect();
    let bekend = namen(db, actors.iter().map(String::as_str)).await?;
    let mut duo = Vec::new();
    for zetel in zetels {
        let naam = zetel.houder.and_then(|id| bekend.get(&als_actor(id)));
        duo.push(Stoel {
            kant: zetel.kant,
            naam: naam.cloned(),
            organisatie: match zetel.houder {
                Some(id) => werkt_bij(ctx, conn, id).await?,
                None => String::new(),
            },
            sinds: zetel.sinds,
            te_lang_leeg: is_te_lang_leeg(&zetel, ctx.vandaag()),
        });
    }
    let mut ontbreekt = netwerk::ontbrekend(conn, &[thema]).await?;
    Ok(Mensen {
        duo,
        ontbreekt: ontbreekt.remove(&thema).unwrap_or_default(),
    })
}

/// The organisaties that somebody is a member of, in a row.
async fn werkt_bij(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<String> {
    let organisaties = lid_van(conn, id).await?;
    let koppen = stukken::koppen(ctx, conn, &organisaties).await?;
    let titels: Vec<&str> = koppen.iter().map(|kop| kop.titel.as_str()).collect();
    Ok(titels.join(", "))
}

async fn rondom(ctx: &Ctx, conn: &impl ConnectionTrait, thema: Uuid) -> Result<Rondom> {
    let laatst = tijdlijn::tijdlijn(ctx, conn, thema, (None, LAATST)).await?;
    let mut standen = regietafel::standen(conn, &[thema]).await?;
    let mijn = acties::mijn(ctx, conn).await?.into_iter();
    let mijn = mijn.filter(|actie| actie.thema.id == thema);
    Ok(Rondom {
        verbonden: verbonden(ctx, conn, thema).await?,
        eerder: laatst.verder.is_some(),
        laatst: laatst.punten,
        stand: standen.remove(&thema),
        escalaties: regietafel::bij_stuk(ctx, conn, thema).await?,
        mijn_acties: mijn.map(|actie| actie.kop).collect(),
    })
}
