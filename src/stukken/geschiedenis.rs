//! What happened to a stuk: the timeline for readers, and the check of the hash chains.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    leesrecht::Leesrecht,
    model::{Doel, Lezing, Tijdpunt},
    service::overgangen::reden_van,
    store,
};
use crate::{
    ctx::Ctx,
    db::{
        Db, Gebeurtenis,
        keten::breuk,
        per_portie,
        tables::{geschiedenis, stuk},
    },
    error::{Error, Result},
};

/// The state in which everyone reads a stuk.
const GEPUBLICEERD: &str = "gepubliceerd";
/// The action of a row that tells of reading.
pub const LEZEN: &str = "lezen";

/// The public part of what happened, newest first, with why as far as the reader may read that.
///
/// # Errors
/// The database can't be read.
pub async fn tijdlijn(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    stuk_id: Uuid,
) -> Result<Vec<Tijdpunt>> {
    let mut tijdlijnen = tijdlijnen(conn, leesrecht, &[stuk_id]).await?;
    Ok(tijdlijnen.remove(&stuk_id).unwrap_or_default())
}

/// As [`tijdlijn`], of many stukken; those with nothing to tell are left out.
///
/// # Errors
/// The database can't be read.
pub async fn tijdlijnen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Tijdpunt>>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.is_in(ids))
            .order_by_desc(geschiedenis::Column::Nummer)
            .all(conn)
    });
    let rijen = rijen.await?;
    let met_reden = rijen
        .iter()
        .filter(|rij| reden_van(&rij.velden).is_some())
        .map(|rij| rij.stuk_id);
    let met_reden: BTreeSet<Uuid> = met_reden.collect();
    let met_reden: Vec<Uuid> = met_reden.into_iter().collect();
    // Nothing is asked when there are none.
    let redenen = store::redenen(conn, leesrecht, &met_reden).await?;
    let mut per_stuk: HashMap<Uuid, Vec<Tijdpunt>> = HashMap::new();
    for rij in &rijen {
        if let Some(punt) = tijdpunt(rij, &redenen) {
            per_stuk.entry(rij.stuk_id).or_default().push(punt);
        }
    }
    Ok(per_stuk)
}

/// The words for a row, or none when it is not for everyone: a voorstel is its authors' and the
/// redactie's, a change of rights is the auditor's, and how a text came about is nobody's who reads
/// the result.
pub fn woorden(actie: &str, van: &str, naar: &str) -> Option<&'static str> {
    Some(match actie {
        "inlezen" => "Op het platform gezet",
        "opnieuw-inlezen" => "Bijgewerkt uit de bron",
        "aanmaken" if naar == "gesteld" => "Gevraagd",
        "aanmaken" if naar == "gepland" => "Gepland",
        "aanmaken" if naar == "voorgesteld" => "Voorgesteld",
        "aanmaken" if naar == "genomen" => "Besloten door de regietafel",
        "aanmaken" => "Begonnen",
        "wijzigen" if van == "voorgesteld" => "Gewijzigd: wie instemde, doet dat opnieuw",
        "wijzigen" if [GEPUBLICEERD, "beantwoord", "gepland"].contains(&van) => "Gewijzigd",
        "aanbieden" => "Aangeboden aan de redactie",
        "terugsturen" => "Terug bij de schrijvers",
        "publiceren" => "Gepubliceerd",
        "spoedpubliceren" => "Met spoed gepubliceerd",
        "bekrachtigen" => "Achteraf goedgekeurd",
        "intrekken" if van == "voorgesteld" => "Ingetrokken door wie het voorstelde",
        "intrekken" => "Ingetrokken",
        "overname-toekennen" => "Overgenomen",
        "beoordelen" => "Onderbouwing beoordeeld",
        "klopt-nog" => "Nagekeken: klopt nog",
        "toepassing-melden" => "Een ander doet dit ook",
        "oppakken" => "Opgepakt",
        "oplossen" => "Opgelost",
        "opschalen" if naar == "regelwijziging-nodig" => {
            "Opgeschaald: er is een andere regel nodig"
        }
        "afwijzen" if naar == "gemotiveerd-afgewezen" => "Gemotiveerd afgewezen",
        "hernemen" => "Weer in behandeling",
        "heropenen" => "Heropend",
        "treden-invullen" => "De treden zijn bijgewerkt",
        "trekker-wijzigen" => "Een ander thema trekt dit voortaan",
        "bijval-geven" => "Speelt ook in een andere gemeente",
        "koppelen" => "Deel van een knelpunt",
        "verplaatsen" => "Naar een ander knelpunt",
        "doorverwijzen" => "Doorverwezen",
        "ander-thema" => "Naar een ander thema",
        "verwoorden" => "Verwoording vrijgegeven",
        "signalen-erbij" => "Signalen erbij",
        "signalen-eraf" => "Signalen naar een ander knelpunt",
        "navragen" => "Gevraagd of het echt is opgelost",
        "heropenen-vragen" => "Gevraagd om het te heropenen",
        "heropenen-afwijzen" => "Blijft gesloten",
        "heropenen-te-laat" => "Het antwoord op een verzoek is te laat",
        "voorleggen" => "Voorgelegd voor wederhoor",
        "terugnemen" => "Teruggenomen om aan te passen",
        "vaststellen" => "Vastgesteld",
        "vraagpunt-stellen" => "Een vraag gesteld",
        "vraagpunt-opnieuw" => "Een vraag opnieuw gesteld in een nieuwe versie",
        "vraagpunt-verlengen" => "Meer tijd voor een antwoord",
        "vraagpunt-beantwoorden" => "Een vraag beantwoord",
        "thema-verbinden" => "Verbonden met een ander thema",
        "thema-losmaken" => "Losgemaakt van een ander thema",
        "onderzoeken" => "In onderzoek",
        "beantwoorden" => "Beantwoord",
        "vervallen" => "Vervallen",
        "afronden" => "Afgerond",
        "houden" => "Gehouden: er is een verslag",
        "afgelasten" => "Afgelast",
        "instemmen" if naar == "genomen" => "Beide kanten stemden in: genomen",
        "instemmen" => "Eén kant stemde in",
        "afwijzen" if naar == "afgewezen" => "Afgewezen",
        "regietafel-voorleggen" => "Voorgelegd aan de regietafel",
        "regietafel-intrekken" => "Vraag aan de regietafel ingetrokken",
        "regietafel-besluiten" => "De regietafel besloot hierover",
        "starten" => "De proef is gestart",
        "opschalen" => "Besloten: opschalen",
        "stoppen" => "Besloten: stoppen",
        _ => return None,
    })
}

fn tijdpunt(rij: &geschiedenis::Model, redenen: &HashMap<Uuid, String>) -> Option<Tijdpunt> {
    let wat = woorden(&rij.actie, &rij.van, &rij.naar)?;
    let reden = reden_van(&rij.velden).and_then(|id| redenen.get(&id));
    Some(Tijdpunt {
        op: rij.op,
        wat: wat.into(),
        toelichting: reden.map_or_else(|| hoofdletter(&rij.herkomst), Clone::clone),
    })
}

fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or(String::new(), |eerste| {
        eerste.to_uppercase().chain(letters).collect()
    })
}

/// Notes that the actor reads a confidential stuk, and what for. What it says may be shown only
/// when this is done: a reading that could not be noted does not happen. The row has what Logboek
/// Dataverwerkingen asks for: when, the purpose as the number of the processing activity, and the
/// name of the request as its trace.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not read it; the database fails.
pub async fn gelezen(db: &Db, ctx: &Ctx, stuk_id: Uuid, doel: Doel) -> Result<()> {
    let write = db.begin_write().await?;
    mag_lezen(write.conn(), ctx, stuk_id).await?;
    let gebeurd = Gebeurtenis {
        stuk_id,
        is_lezen: true,
        actie: LEZEN.into(),
        velden: vec![
            format!("{DOEL}{doel}"),
            format!("{TRACE}{}", ctx.request_id),
        ],
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(())
}

/// What stands before the purpose among the fields of a reading.
const DOEL: &str = "doel:";
/// What stands before the name of the request among the fields of a reading.
pub const TRACE: &str = "trace:";

/// Who read a confidential stuk, newest first: for its own readers and nobody else.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not read the stuk; the database can't be read.
pub async fn lezingen(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    stuk_id: Uuid,
) -> Result<Vec<Lezing>> {
    mag_lezen(conn, ctx, stuk_id).await?;
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(stuk_id))
        .filter(geschiedenis::Column::Actie.eq(LEZEN))
        .order_by_desc(geschiedenis::Column::Nummer)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(lezing).collect())
}

async fn mag_lezen(conn: &impl ConnectionTrait, ctx: &Ctx, stuk_id: Uuid) -> Result<()> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    if leesrecht.leest_deel(conn, stuk_id, stuk_id).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

fn lezing(rij: geschiedenis::Model) -> Lezing {
    let veld = |naam: &str| {
        let mut velden = rij.velden.split(' ');
        velden.find_map(|veld| veld.strip_prefix(naam))
    };
    Lezing {
        op: rij.op,
        doel: veld(DOEL).and_then(|doel| doel.parse().ok()),
        trace: veld(TRACE).unwrap_or_default().to_owned(),
        actor: rij.actor,
    }
}

/// The outcome of checking every chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Controle {
    /// How many stukken have a geschiedenis.
    pub ketens: usize,
    /// How many rows were checked.
    pub rijen: usize,
    /// The stukken whose chain is broken, with the number of the first wrong row; 0 for a stuk
    /// that has no geschiedenis at all.
    pub breuken: Vec<(Uuid, i64)>,
}

/// Stukken checked at a time.
const PER_KEER: u64 = 500;

/// Checks the chain of every stuk. What was cut off at the end of a chain shows only against a
/// copy of its head kept elsewhere.
///
/// # Errors
/// The database can't be read.
pub async fn controleer(conn: &impl ConnectionTrait) -> Result<Controle> {
    let mut controle = Controle::default();
    let mut tot = Uuid::nil();
    loop {
        let stukken: Vec<Uuid> = geschiedenis::Entity::find()
            .select_only()
            .column(geschiedenis::Column::StukId)
            .distinct()
            .filter(geschiedenis::Column::StukId.gt(tot))
            .order_by_asc(geschiedenis::Column::StukId)
            .limit(PER_KEER)
            .into_tuple()
            .all(conn)
            .await?;
        let Some(laatste) = stukken.last() else { break };
        tot = *laatste;
        let rijen = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.is_in(stukken))
            .order_by_asc(geschiedenis::Column::StukId)
            .order_by_asc(geschiedenis::Column::Nummer)
            .all(conn)
            .await?;
        controle.rijen += rijen.len();
        for keten in rijen.chunk_by(|a, b| a.stuk_id == b.stuk_id) {
            controle.ketens += 1;
            controle
                .breuken
                .extend(breuk(keten).map(|nummer| (keten[0].stuk_id, nummer)));
        }
    }
    controle
        .breuken
        .extend(zonder(conn).await?.into_iter().map(|id| (id, 0)));
    Ok(controle)
}

/// The stukken without any geschiedenis: each has at least the row of its making.
async fn zonder(conn: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let rij = geschiedenis::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((geschiedenis::Entity, geschiedenis::Column::StukId))
                .equals((stuk::Entity, stuk::Column::Id)),
        )
        .into_query();
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .filter(Expr::exists(rij).not())
        .order_by_asc(stuk::Column::Id)
        .into_tuple();
    Ok(ids.all(conn).await?)
}
