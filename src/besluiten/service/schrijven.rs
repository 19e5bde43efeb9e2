//! Proposing a besluit, and changing what is proposed.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Besluit, Gekeurd, Ingevuld, Lading, Orgaan, Status, afdruk},
        policy::{SAMEN, beslisser, mag_schrijven},
        store,
    },
    duo::{aan_zet, duo},
    genoemd::{namen, wijzers},
    lezen::{Zaak, op_id},
    mag_niet_samen, meld,
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Fouten, Result},
    proefprojecten::model::{Namens, Plek, Stem},
    signalen::model::begin,
    stukken::{
        model::{
            Basis, Kop, Verbandsoort,
            voorstel::{Staat, Wijzer},
        },
        service::{self as stukken, links, overgangen::inmiddels_gewijzigd},
    },
    werkruimte::{
        model::{Deelname, Plaats},
        service::{self as werkruimte, NieuwItem, Werkplek, mag_niet},
    },
};

/// Where somebody proposes a besluit.
///
/// # Errors
/// As [`werkruimte::werkplek`]; [`Error::MagNiet`] with who may.
pub async fn bereid(ctx: &Ctx, conn: &impl ConnectionTrait, thema: &str) -> Result<Werkplek> {
    let plek = werkruimte::werkplek(ctx, conn, thema).await?;
    mag_schrijven(plek.deelname).map_err(mag_niet)?;
    Ok(plek)
}

/// A besluit that the actor may change, and where it points.
///
/// # Errors
/// [`Error::Conflict`] when it does not wait any more; [`Error::MagNiet`] with who may; [`Error::NotFound`] when
/// they may not read it; nobody is logged in; the database can't be read.
pub async fn te_wijzigen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(Zaak, Staat<Besluit>)> {
    ctx.schrijver()?;
    let zaak = op_id(ctx, conn, id).await?;
    mag_schrijven(zaak.deelname).map_err(mag_niet)?;
    if zaak.status != Status::Voorgesteld {
        return Err(Error::Conflict(format!(
            "Dit besluit is {}. De tekst staat vast. Stel een nieuw besluit voor dat dit besluit vervangt.",
            zaak.status.label().to_lowercase()
        )));
    }
    let staat = stukken::staat_van::<Besluit>(conn, &zaak.kop).await?;
    Ok((zaak, staat))
}

/// A besluit as it stands, as its form shows it.
///
/// # Errors
/// The database can't be read.
pub async fn ingevuld(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (zaak, staat): (&Zaak, &Staat<Besluit>),
) -> Result<Ingevuld> {
    let wijzers = staat.verbanden.as_deref().unwrap_or_default();
    let (over, vervangt) = namen(ctx, conn, wijzers).await?;
    Ok(Ingevuld {
        titel: zaak.kop.titel.clone(),
        tekst: zaak.inhoud.tekst.clone(),
        waarom: zaak.inhoud.waarom.clone(),
        over,
        vervangt,
        niveau: zaak.inhoud.plaats.niveau.to_string(),
        versie: Some(zaak.kop.versie),
        akkoord: false,
    })
}

/// What was filled in, judged, with where it points beside its thema.
async fn keur(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (ingevuld, thema, zelf): (&Ingevuld, Uuid, Option<Uuid>),
) -> Result<(Gekeurd, Vec<Wijzer>)> {
    let mut fouten = Fouten::new();
    let goed = ingevuld.keur(&mut fouten);
    let wijzers = wijzers(ctx, conn, (ingevuld, thema, zelf), &mut fouten).await?;
    match goed {
        Some(goed) => Ok(fouten.of((goed, wijzers))?),
        None => Err(fouten.into()),
    }
}

fn inhoud_van(ctx: &Ctx, goed: &Gekeurd, thema: Uuid, wijzers: &[Wijzer]) -> Besluit {
    let Gekeurd {
        titel,
        tekst,
        waarom,
        niveau,
    } = goed;
    Besluit {
        plaats: Plaats {
            thema,
            niveau: *niveau,
        },
        tekst: tekst.clone(),
        waarom: waarom.clone(),
        door: Orgaan::Duo,
        uitkomst: None,
        indiener: ctx.actor.to_string(),
        afdruk: afdruk((titel, tekst, waarom), *niveau, wijzers),
    }
}

/// Proposes a besluit in the werkruimte of a thema. Who does so on their seat agrees by that; the other side is
/// asked.
///
/// # Errors
/// All that is missing or does not fit; as [`bereid`]; the database refuses.
pub async fn stel_voor(db: &Db, ctx: &Ctx, thema: &str, ingevuld: &Ingevuld) -> Result<Kop> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let plek = bereid(ctx, conn, thema).await?;
    let (goed, wijzers) = keur(ctx, conn, (ingevuld, plek.thema.id, None)).await?;
    let inhoud = inhoud_van(ctx, &goed, plek.thema.id, &wijzers);
    let nieuw = NieuwItem {
        samenvatting: begin(&goed.tekst),
        titel: goed.titel,
        leefdomeinen: Vec::new(),
        datum: Some(ctx.vandaag()),
        status: Status::Voorgesteld.waarde(),
        plaats: inhoud.plaats,
        inhoud: &inhoud,
        verbanden: wijzers,
    };
    let (kop, gemaakt) = werkruimte::maak(&write, ctx, nieuw).await?;
    leg_voor(&write, ctx, (kop.id, &inhoud), plek.deelname).await?;
    write.commit(ctx, &[gemaakt]).await?;
    Ok(kop)
}

/// Has who wrote the words agree from their own seat, and the others asked.
async fn leg_voor(
    write: &Write,
    ctx: &Ctx,
    (id, inhoud): (Uuid, &Besluit),
    deelname: Deelname,
) -> Result<()> {
    let conn = write.conn();
    let wie = beslisser(ctx.actor.to_string(), deelname);
    let eigen = wie.mag_voorstellen(SAMEN).map_err(mag_niet_samen)?;
    let stem = eigen.map(|plek| Stem {
        plek,
        namens: Namens::Zetel,
        door: ctx.actor.to_string(),
        op: ctx.now,
    });
    if let Some(stem) = &stem {
        store::stem(conn, id, stem, &inhoud.afdruk).await?;
    }
    let open: Vec<Plek> = SAMEN.open(stem.as_slice()).collect();
    vraag(write, ctx, (id, inhoud), &open).await
}

/// Asks who can agree with these words from these places, except the actor.
async fn vraag(
    write: &Write,
    ctx: &Ctx,
    (besluit, inhoud): (Uuid, &Besluit),
    open: &[Plek],
) -> Result<()> {
    let duo = duo(write.conn(), inhoud.plaats.thema).await?;
    let mij = ctx.schrijver()?;
    let mut gevraagd: Vec<Uuid> = open
        .iter()
        .flat_map(|plek| aan_zet(&duo, *plek))
        .map(|lid| lid.id)
        .filter(|id| *id != mij)
        .collect();
    gevraagd.sort_unstable();
    gevraagd.dedup();
    for account in gevraagd {
        let lading = Lading::Gevraagd {
            account,
            besluit,
            afdruk: inhoud.afdruk.clone(),
        };
        meld(write, ctx, lading).await?;
    }
    Ok(())
}

/// Changes what is proposed. Who agreed, agreed with other words: only who changes it agrees now, when they sit on
/// a seat, and the other side is asked again. The same once more changes nothing. Answers its head as it became,
/// and the number of the commit when others read it now: wait for that.
///
/// # Errors
/// All that is missing or does not fit; [`Error::Conflict`] when it does not wait any more or somebody else was
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
    let (zaak, staat) = te_wijzigen(ctx, conn, id).await?;
    let was = zaak.inhoud.plaats;
    let (goed, mut wijzers) = keur(ctx, conn, (ingevuld, was.thema, Some(id))).await?;
    wijzers.extend(ongezien(ctx, conn, &staat, was.thema).await?);
    let inhoud = inhoud_van(ctx, &goed, was.thema, &wijzers);
    if inhoud.afdruk == zaak.inhoud.afdruk {
        return Ok((zaak.kop, None));
    }
    if ingevuld.versie != Some(zaak.kop.versie) {
        return Err(inmiddels_gewijzigd());
    }
    let basis = Basis {
        samenvatting: begin(&goed.tekst),
        titel: goed.titel,
        ..staat.basis
    };
    let plaats = inhoud.plaats;
    let versie = ingevuld.versie;
    let mut gebeurd =
        werkruimte::wijzig(&write, ctx, &zaak.kop, &basis, &inhoud, plaats, versie).await?;
    wijzers.push((Verbandsoort::HoortBij, was.thema, String::new()));
    wijzers.sort();
    wijzers.dedup();
    gebeurd.extend(stukken::verbind(&write, id, &wijzers).await?);
    store::wis_stemmen(conn, id).await?;
    leg_voor(&write, ctx, (id, &inhoud), zaak.deelname).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer.filter(|_| plaats != was)))
}

/// Where a besluit points that the actor may not read: it was not in their form, and stays.
async fn ongezien(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    staat: &Staat<Besluit>,
    thema: Uuid,
) -> Result<Vec<Wijzer>> {
    let alle = staat.verbanden.iter().flatten();
    let alle: Vec<&Wijzer> = alle.filter(|wijzer| wijzer.1 != thema).collect();
    let ids: Vec<Uuid> = alle.iter().map(|wijzer| wijzer.1).collect();
    let leest = stukken::koppen(ctx, conn, &ids).await?;
    let ongezien = alle
        .into_iter()
        .filter(|wijzer| leest.iter().all(|kop| kop.id != wijzer.1));
    Ok(ongezien.cloned().collect())
}
