//! Files that belong to a stuk: adding, reading and removing them.
//!
//! The file is on the disk before its row is, and is removed after its row: what is left when
//! something fails in between belongs to no row, and [`veeg`] takes it away a day later.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, Write as _},
};

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::super::{
    Leesrecht,
    model::{
        Kop, Verbandsoort,
        bijlage::{Bijlage, Gescand, Lezers, Woorden},
    },
    policy,
    service::links,
    store,
};
use crate::{
    actor::Actor,
    bestanden::{
        Bestanden, Scan,
        keuring::{Afkeuring, Gekeurd},
        naam,
    },
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    hash::hex,
    ids::new_id,
    taal,
};

/// How long a file without a row is left alone: somebody may be adding it now.
const GEDULD: TimeDelta = TimeDelta::days(1);

/// What somebody sends.
#[derive(Debug)]
pub struct Nieuw {
    /// The words.
    pub woorden: Woorden,
    /// Who may read it: a value of [`Lezers`].
    pub lezers: String,
    /// The file; none when there was none.
    pub bestand: Option<Ontvangen>,
}

/// A file as it came in.
#[derive(Debug)]
pub struct Ontvangen {
    /// What its sender calls it.
    pub naam: String,
    /// How large it is, in bytes; what is more than the platform takes is counted and not kept.
    pub grootte: u64,
    /// What is in it.
    pub inhoud: File,
}

/// Whether the actor may add a bijlage to this stuk, and whom they may let read it.
///
/// # Errors
/// [`Error::NotFound`] when they may not read the stuk; nobody is logged in, or they may not; the
/// database can't be read.
pub async fn voor_nieuw(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<(Kop, Vec<Lezers>)> {
    is_ingelogd(ctx)?;
    let kop = leesbaar(ctx, conn, stuk_id).await?;
    mag(ctx, conn, &kop).await?;
    let sleutels = store::sleutels_van(conn, stuk_id).await?;
    let lezers = Lezers::ALLE.iter().filter(|l| l.past_bij(&sleutels));
    Ok((kop, lezers.copied().collect()))
}

/// Adds a bijlage to a stuk.
///
/// # Errors
/// As [`voor_nieuw`]; everything that is wrong with the words and the file; a virus, which stands in
/// the geschiedenis of the stuk; the disk or the database fails.
pub async fn toevoegen(
    db: &Db,
    bestanden: &Bestanden,
    ctx: &Ctx,
    stuk_id: Uuid,
    nieuw: Nieuw,
) -> Result<Bijlage> {
    let (kop, mogelijk) = voor_nieuw(ctx, db.read(), stuk_id).await?;
    let mut fouten = Fouten::new();
    let woorden = nieuw.woorden.keur(&mut fouten);
    let lezers = nieuw.lezers.parse().ok().filter(|l| mogelijk.contains(l));
    if lezers.is_none() {
        fouten.meld("lezers", "onbekend", "Kies wie de bijlage mag lezen.");
    }
    let gekeurd = keur(bestanden, nieuw.bestand, &mut fouten).await?;
    let (Some(lezers), Some((ontvangen, gekeurd))) = (lezers, gekeurd) else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    let scan = scan(db, bestanden, ctx, &kop, &ontvangen).await?;
    let inhoud = match gekeurd.inhoud {
        Some(bytes) => schrijf(bestanden, bytes).await?,
        None => ontvangen.inhoud,
    };
    let (grootte, sha256) = meet(&inhoud).await?;
    let bijlage = Bijlage {
        id: new_id(),
        stuk_id,
        titel: woorden.titel,
        omschrijving: woorden.omschrijving,
        bestandsnaam: naam::netjes(&ontvangen.naam),
        soort: gekeurd.soort,
        grootte,
        sha256,
        scan,
        op: ctx.now,
    };
    bestanden.opslag.bewaar(bijlage.id, &inhoud).await?;
    let write = db.begin_write().await?;
    // Looking at the file took a while: what was sent or established meanwhile keeps the files it has.
    let kop = nog_steeds(&write, ctx, stuk_id).await?;
    let door = ctx.actor.to_string();
    store::voeg_bijlage_toe(write.conn(), &bijlage, door).await?;
    store::zet_sleutels(write.conn(), stuk_id, bijlage.id, &lezers.sleutels()).await?;
    let wat = gebeurtenis(&kop, "bijlage-toevoegen", &bijlage.sha256);
    write.commit(ctx, &[wat]).await?;
    Ok(bijlage)
}

/// A bijlage that the actor may read.
///
/// # Errors
/// [`Error::NotFound`] when there is none that they may read; the database can't be read.
pub async fn tonen(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Bijlage> {
    let bijlage = store::bijlage(conn, id).await?.ok_or(Error::NotFound)?;
    let leesrecht = Leesrecht::van(&ctx.actor);
    if leesrecht.leest_deel(conn, id, bijlage.stuk_id).await? {
        Ok(bijlage)
    } else {
        Err(Error::NotFound)
    }
}

/// The bijlage and its stuk, for who may remove it.
///
/// # Errors
/// [`Error::NotFound`] when they may not read either; nobody is logged in, or they may not; the
/// database can't be read.
pub async fn voor_verwijderen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(Bijlage, Kop)> {
    is_ingelogd(ctx)?;
    let bijlage = tonen(ctx, conn, id).await?;
    let kop = leesbaar(ctx, conn, bijlage.stuk_id).await?;
    mag(ctx, conn, &kop).await?;
    Ok((bijlage, kop))
}

/// Removes a bijlage; answers the stuk it belonged to.
///
/// # Errors
/// As [`voor_verwijderen`]; the database refuses.
pub async fn verwijderen(db: &Db, bestanden: &Bestanden, ctx: &Ctx, id: Uuid) -> Result<Kop> {
    let (bijlage, _) = voor_verwijderen(ctx, db.read(), id).await?;
    let write = db.begin_write().await?;
    let kop = nog_steeds(&write, ctx, bijlage.stuk_id).await?;
    if !store::wis_bijlage(write.conn(), id, ctx.now).await? {
        return Err(Error::NotFound);
    }
    let gebeurd = gebeurtenis(&kop, "bijlage-verwijderen", &bijlage.sha256);
    write.commit(ctx, &[gebeurd]).await?;
    if let Err(fout) = bestanden.opslag.verwijder(id).await {
        tracing::error!(bijlage = %id, fout = ?fout, "the file of a removed bijlage is still there");
    }
    Ok(kop)
}

/// Removes files that belong to no bijlage and are older than a day; answers how many.
///
/// # Errors
/// The folder or the database can't be read or written.
pub async fn veeg(db: &Db, bestanden: &Bestanden, nu: DateTime<Utc>) -> Result<usize> {
    let voor = nu - GEDULD;
    let oude = bestanden.opslag.van_voor(voor).await?;
    let bestaande = store::bestaande_bijlagen(db.read(), &oude).await?;
    let mut weg = bestanden.opslag.ruim_half_op(voor).await?;
    for id in oude.iter().filter(|id| !bestaande.contains(id)) {
        bestanden.opslag.verwijder(*id).await?;
        weg += 1;
    }
    Ok(weg)
}

/// Lets through who is logged in: nobody else may add or remove a file.
///
/// # Errors
/// Nobody is logged in.
pub fn is_ingelogd(ctx: &Ctx) -> Result<()> {
    if ctx.aanmelding.is_some() {
        Ok(())
    } else {
        Err(Error::NietIngelogd)
    }
}

/// Whether the actor may add files to a stuk that they read, and take them away.
pub(super) async fn mag_beheren(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<bool> {
    let aanmelding = ctx.aanmelding.as_ref();
    if !kop.soort.is_werk() || aanmelding.is_none() {
        let mag = policy::mag_bijlagen_beheren(aanmelding, kop.soort, &kop.status);
        return Ok(mag);
    }
    let wijzers = store::wijzers(conn, kop.id).await?.into_iter();
    let thema = wijzers.filter(|(soort, ..)| *soort == Verbandsoort::HoortBij);
    let is_maker = match &ctx.actor {
        Actor::Account { id, .. } => store::auteurs(conn, kop.id).await?.contains(id),
        _ => false,
    };
    let werk = policy::Werkstuk {
        sleutels: store::sleutels_van(conn, kop.id).await?,
        hoort_bij: thema.map(|(_, naar, _)| naar).collect(),
        is_maker,
    };
    Ok(policy::mag_bijlagen_bij_werk(aanmelding, &werk))
}

async fn mag(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<()> {
    if mag_beheren(ctx, conn, kop).await? {
        return Ok(());
    }
    let wie = if kop.soort.is_werk() {
        "Vraag het wie het schreef, of het duo van het thema."
    } else {
        "Vraag het de redactie."
    };
    Err(Error::MagNiet(format!(
        "U kunt dit wel lezen, maar niet veranderen. {wie}"
    )))
}

async fn leesbaar(ctx: &Ctx, conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Kop> {
    let kop = super::koppen(ctx, conn, &[stuk_id]).await?.pop();
    kop.ok_or(Error::NotFound)
}

/// The stuk as it stands within a write, for who still manages its files; others that change it wait.
async fn nog_steeds(write: &Write, ctx: &Ctx, stuk_id: Uuid) -> Result<Kop> {
    links::houd(write, stuk_id).await?;
    let kop = leesbaar(ctx, write.conn(), stuk_id).await?;
    mag(ctx, write.conn(), &kop).await?;
    Ok(kop)
}

/// Judges the file and notes what is wrong with it.
async fn keur(
    bestanden: &Bestanden,
    ontvangen: Option<Ontvangen>,
    fouten: &mut Fouten,
) -> Result<Option<(Ontvangen, Gekeurd)>> {
    let Some(ontvangen) = ontvangen else {
        fouten.meld("bestand", "verplicht", "Kies een bestand.");
        return Ok(None);
    };
    if ontvangen.grootte > bestanden.hoogstens {
        let melding = format!(
            "Dit bestand is te groot: hoogstens {}. Maak het kleiner of verdeel het.",
            taal::omvang(bestanden.hoogstens)
        );
        fouten.meld("bestand", "te-groot", melding);
        return Ok(None);
    }
    let gekeurd = bestanden.keur(&ontvangen.inhoud, &ontvangen.naam).await?;
    match gekeurd {
        Ok(gekeurd) => Ok(Some((ontvangen, gekeurd))),
        Err(waarom) => {
            fouten.meld("bestand", Afkeuring::code(waarom), waarom.melding());
            Ok(None)
        }
    }
}

/// Has the file scanned as it came in. A virus is written down, and nothing of the file is kept.
async fn scan(
    db: &Db,
    bestanden: &Bestanden,
    ctx: &Ctx,
    kop: &Kop,
    ontvangen: &Ontvangen,
) -> Result<Gescand> {
    let mut fouten = Fouten::new();
    match bestanden.scan(&ontvangen.inhoud).await {
        Scan::Schoon => return Ok(Gescand::Schoon),
        Scan::NietGescand => return Ok(Gescand::NietGescand),
        Scan::Besmet => {
            let (_, sha256) = meet(&ontvangen.inhoud).await?;
            let write = db.begin_write().await?;
            let gebeurd = gebeurtenis(kop, "bijlage-weigeren", &sha256);
            write.commit(ctx, &[gebeurd]).await?;
            let melding = "In dit bestand zit een virus. Wij hebben het niet bewaard. Waarschuw de \
                           ICT-afdeling van uw organisatie.";
            fouten.meld("bestand", "besmet", melding);
        }
        Scan::GeenAntwoord => {
            let melding = "Uw bestand kan nu niet worden gecontroleerd op virussen, en is niet \
                           bewaard. Probeer het later opnieuw.";
            fouten.meld("bestand", "niet-gecontroleerd", melding);
        }
    }
    Err(fouten.into())
}

fn gebeurtenis(kop: &Kop, actie: &str, sha256: &str) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.into(),
        velden: vec!["bijlagen".into()],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        inhoud_hash: sha256.to_owned(),
        ..Gebeurtenis::default()
    }
}

async fn schrijf(bestanden: &Bestanden, bytes: Vec<u8>) -> Result<File> {
    let mut bestand = bestanden.opslag.tijdelijk()?;
    let geschreven = tokio::task::spawn_blocking(move || {
        bestand.write_all(&bytes)?;
        Ok::<_, io::Error>(bestand)
    });
    Ok(geschreven
        .await
        .context("write a file")?
        .context("write a file")?)
}

/// How large a file is, and its hash.
async fn meet(bestand: &File) -> Result<(u64, String)> {
    let mut bestand = bestand.try_clone().context("open a file twice")?;
    let gemeten = tokio::task::spawn_blocking(move || {
        bestand.rewind()?;
        let (mut grootte, mut hash) = (0, Sha256::new());
        let mut stukje = vec![0; 64 * 1024];
        loop {
            let gelezen = bestand.read(&mut stukje)?;
            if gelezen == 0 {
                return Ok::<_, io::Error>((grootte, hex(&hash.finalize())));
            }
            hash.update(&stukje[..gelezen]);
            grootte += gelezen as u64;
        }
    });
    Ok(gemeten
        .await
        .context("read a file")?
        .context("read a file")?)
}
