//! Planning a bijeenkomst and changing one. Who is invited hears of it, and so do their calendars.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Aanleiding, Bijeenkomst, Gekeurd, Ingevuld, Kader, Status},
        store::genodigden::vergeet_antwoorden,
    },
    lezen::{Zaak, op_id},
    meld,
};
use crate::{
    acties::service::mensen::{Mens, mensen},
    ctx::{Ctx, datum_van},
    db::{Db, Gebeurtenis, Write},
    error::{Error, Result},
    markdown::platte_tekst,
    signalen::model::begin,
    stukken::{
        model::{Basis, Kop, voorstel::Staat},
        service::{self as stukken, links},
    },
    werkruimte::{
        model::{Deelname, Plaats},
        policy::mag_schrijven,
        service::{self as werkruimte, NieuwItem, Werkplek, mag_niet},
    },
};

/// What the form of a new bijeenkomst needs to know: where it is planned, and who can be invited.
///
/// # Errors
/// As [`werkruimte::werkplek`].
pub async fn bereid(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: &str,
) -> Result<(Werkplek, Vec<Mens>)> {
    let plek = werkruimte::werkplek(ctx, conn, thema).await?;
    let mensen = mensen(conn, plek.thema.id).await?;
    Ok((plek, mensen))
}

/// A bijeenkomst that the actor may change, and who can be invited.
///
/// # Errors
/// [`Error::Conflict`] when it is not planned any more; [`Error::MagNiet`] with who may; [`Error::NotFound`] when
/// they may not read it; nobody is logged in; the database can't be read.
pub async fn te_wijzigen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(Zaak, Vec<Mens>)> {
    ctx.schrijver()?;
    let zaak = op_id(ctx, conn, id).await?;
    zaak.wie.mag_wijzigen().map_err(mag_niet)?;
    if zaak.status != Status::Gepland {
        return Err(Error::Conflict(format!(
            "Deze bijeenkomst is al {}. Zij kan niet meer worden verzet.",
            zaak.status.label().to_lowercase()
        )));
    }
    let mensen = mensen(conn, zaak.inhoud.plaats.thema).await?;
    Ok((zaak, mensen))
}

/// Judges what was typed by what the thema is now.
fn keur(
    ctx: &Ctx,
    ingevuld: &Ingevuld,
    (deelname, mensen): (Deelname, &[Mens]),
    was: Option<DateTime<Utc>>,
) -> Result<Gekeurd> {
    let kader = Kader {
        nu: ctx.now,
        was,
        kan_komen: &|id, niveau| {
            mensen
                .iter()
                .any(|mens| mens.id == id && mens.leest(niveau))
        },
        bezwaar: &|niveau| Some(mag_schrijven(deelname, niveau).err()?.melding()),
    };
    Ok(ingevuld.keur(&kader)?)
}

/// Plans a bijeenkomst in the werkruimte of a thema, and invites.
///
/// # Errors
/// All that is missing or does not fit; as [`werkruimte::werkplek`]; the database refuses.
pub async fn maak(db: &Db, ctx: &Ctx, thema: &str, ingevuld: &Ingevuld) -> Result<Kop> {
    let write = db.begin_write().await?;
    let (plek, mensen) = bereid(ctx, write.conn(), thema).await?;
    let goed = keur(ctx, ingevuld, (plek.deelname, &mensen), None)?;
    let (kop, gebeurd) = zet_neer(&write, ctx, plek.thema.id, goed).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// Writes a new bijeenkomst that was judged, and invites.
pub(super) async fn zet_neer(
    write: &Write,
    ctx: &Ctx,
    thema: Uuid,
    goed: Gekeurd,
) -> Result<(Kop, Gebeurtenis)> {
    let plaats = Plaats {
        thema,
        niveau: goed.niveau,
    };
    let (titel, inhoud) = van_gekeurd(plaats, goed);
    let nieuw = NieuwItem {
        titel,
        samenvatting: samenvatting(&inhoud),
        leefdomeinen: Vec::new(),
        datum: Some(inhoud.dag()),
        status: Status::Gepland.waarde(),
        plaats,
        inhoud: &inhoud,
        verbanden: Vec::new(),
    };
    let gemaakt = werkruimte::maak(write, ctx, nieuw).await?;
    let aan = inhoud.genodigden.iter().copied();
    meld(write, ctx, gemaakt.0.id, Aanleiding::Uitnodiging, aan).await?;
    Ok(gemaakt)
}

fn van_gekeurd(plaats: Plaats, van: Gekeurd) -> (String, Bijeenkomst) {
    let inhoud = Bijeenkomst {
        plaats,
        begin: van.begin,
        einde: van.einde,
        plek: van.plek,
        link: van.link,
        agenda: van.agenda,
        verslag: String::new(),
        volgnummer: 0,
        genodigden: van.genodigden,
    };
    (van.titel, inhoud)
}

/// What a list says under the title: the beginning of what was said, or of what it is about.
pub(super) fn samenvatting(inhoud: &Bijeenkomst) -> String {
    let tekst = if inhoud.verslag.is_empty() {
        &inhoud.agenda
    } else {
        &inhoud.verslag
    };
    begin(&platte_tekst(tekst))
}

/// Changes a bijeenkomst. Who stays invited hears what changed, who is invited now that they are, and who is not any
/// more that they are not. When it is moved what people answered holds no longer. Answers its head as it became,
/// and the number of the commit when others read it now: wait for that. The same once more changes nothing.
///
/// # Errors
/// All that is missing or does not fit; [`Error::Conflict`] when it is not planned any more or somebody else was
/// first; as [`te_wijzigen`]; the database refuses.
pub async fn wijzig(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    ingevuld: &Ingevuld,
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let (zaak, mensen) = te_wijzigen(ctx, conn, id).await?;
    let Zaak {
        kop,
        inhoud: was,
        wie,
        ..
    } = zaak;
    let goed = keur(ctx, ingevuld, (wie.deelname, &mensen), Some(was.begin))?;
    let plaats = Plaats {
        thema: was.plaats.thema,
        niveau: goed.niveau,
    };
    let (titel, nu) = van_gekeurd(plaats, goed);
    let (waren, zijn): (BTreeSet<Uuid>, BTreeSet<Uuid>) = (
        was.genodigden.iter().copied().collect(),
        nu.genodigden.iter().copied().collect(),
    );
    let anders = kop.titel != titel || nu.is_anders(&was) || plaats != was.plaats;
    if !anders && waren == zijn {
        return Ok((kop, None));
    }
    // Also when only others are invited: who is not any more, and who is again, hears that with a number that their
    // calendar did not see yet.
    let nu = Bijeenkomst {
        volgnummer: was.volgnummer + 1,
        ..nu
    };
    let Staat { basis, .. } = stukken::staat_van::<Bijeenkomst>(conn, &kop).await?;
    let basis = Basis {
        titel,
        samenvatting: samenvatting(&nu),
        datum: Some(datum_van(nu.begin)),
        ..basis
    };
    let gebeurd = werkruimte::wijzig(&write, ctx, &kop, &basis, &nu, plaats, ingevuld.versie);
    let gebeurd = gebeurd.await?;
    if nu.is_verzet(&was) {
        vergeet_antwoorden(conn, id).await?;
    }
    let erbij = zijn.difference(&waren).copied();
    meld(&write, ctx, id, Aanleiding::Uitnodiging, erbij).await?;
    let eraf = waren.difference(&zijn).copied();
    meld(&write, ctx, id, Aanleiding::Afzegging, eraf).await?;
    if anders {
        let blijft = waren.intersection(&zijn).copied();
        meld(&write, ctx, id, Aanleiding::Wijziging, blijft).await?;
    }
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer.filter(|_| plaats != was.plaats)))
}
