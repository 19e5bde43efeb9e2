//! Finding and showing stukken, with what the reader may read.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use super::super::store::Volgorde;
use super::super::{
    Kind, Leesrecht, geschiedenis,
    model::{Buren, Buur, Kop, MAX_BUREN, Soort, Stuk, nummer},
    service::bijlagen,
    store,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::{Error, Result},
};

/// Finds a readable stuk of a kind by kenmerk, official id, slug, externId or former slug. Its own
/// address is that of its slug, whatever it was asked by.
///
/// # Errors
/// [`Error::NotFound`] when there is none the reader may read.
pub async fn vind(ctx: &Ctx, conn: &impl ConnectionTrait, soort: Soort, naam: &str) -> Result<Kop> {
    let gevonden = vind_alle(ctx, conn, soort, &[naam.to_owned()]).await?;
    gevonden.into_values().next().ok_or(Error::NotFound)
}

/// As [`vind`], of many names: by name the stuk it leads to, for those that lead to one.
///
/// # Errors
/// The database can't be read.
pub async fn vind_alle(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    namen: &[String],
) -> Result<HashMap<String, Kop>> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut gevonden = store::op_namen(conn, &leesrecht, soort, namen).await?;
    let over = |gevonden: &HashMap<String, Kop>| -> Vec<String> {
        let over = namen.iter().filter(|naam| !gevonden.contains_key(*naam));
        over.cloned().collect()
    };
    // Registers print their numbers in capitals; people type them as they like.
    let paren = over(&gevonden)
        .into_iter()
        .map(|naam| (naam.to_ascii_uppercase(), naam));
    let paren: Vec<(String, String)> = paren.filter(|(hoog, naam)| hoog != naam).collect();
    let hoge: Vec<String> = paren.iter().map(|(hoog, _)| hoog.clone()).collect();
    let op_hoge = store::op_namen(conn, &leesrecht, soort, &hoge).await?;
    for (hoog, naam) in paren {
        if let Some(kop) = op_hoge.get(&hoog) {
            gevonden.insert(naam, kop.clone());
        }
    }
    let oude = store::op_oude_slugs(conn, &leesrecht, soort, &over(&gevonden)).await?;
    gevonden.extend(oude);
    Ok(gevonden)
}

/// The one readable stuk of a kind with exactly this title; none when there is none, or more than one.
///
/// # Errors
/// The database can't be read.
pub async fn met_titel(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    titel: &str,
) -> Result<Option<Kop>> {
    let mut koppen = store::met_titel(conn, &Leesrecht::van(&ctx.actor), soort, titel).await?;
    Ok(koppen.pop().filter(|_| koppen.is_empty()))
}

/// Shows one stuk of a kind with everything around it that the reader may read.
///
/// # Errors
/// [`Error::NotFound`] when there is none the reader may read.
pub async fn tonen<K: Kind>(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Stuk<K>> {
    let kop = vind(ctx, conn, K::SOORT, naam).await?;
    let inhoud = K::laad(conn, &[kop.id], Teksten::Mee)
        .await?
        .remove(&kop.id)
        .ok_or_else(|| anyhow::anyhow!("stuk {} has no row of its kind", kop.id))?;
    heel(ctx, conn, kop, inhoud).await
}

/// Finds the readable stuk that an identifier points at: a kenmerk or official id in any
/// spelling.
///
/// # Errors
/// The database can't be read.
pub async fn op_nummer(ctx: &Ctx, conn: &impl ConnectionTrait, tekst: &str) -> Result<Option<Kop>> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    for vorm in nummer::vormen(tekst) {
        if let Some(kop) = store::op_zoeknummer(conn, &leesrecht, &vorm).await? {
            return Ok(Some(kop));
        }
    }
    Ok(None)
}

/// A page of a list, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijst {
    /// How many the reader may read.
    pub totaal: u64,
    /// Those of this page.
    pub koppen: Vec<Kop>,
}

/// The readable stukken of a kind: by name for what people look up, newest first for the rest,
/// unless asked otherwise.
///
/// # Errors
/// The database can't be read.
pub async fn lijst(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    volgorde: Option<Volgorde>,
    bereik: (u64, u64),
) -> Result<Lijst> {
    let gewoon = if soort.op_naam() {
        Volgorde::Naam
    } else {
        Volgorde::Nieuwste
    };
    let volgorde = volgorde.unwrap_or(gewoon);
    let leesrecht = Leesrecht::van(&ctx.actor);
    let (totaal, koppen) = store::lijst(conn, &leesrecht, soort, volgorde, bereik).await?;
    Ok(Lijst { totaal, koppen })
}

/// The address of a stuk, and when it last changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adres {
    /// From the root of the site.
    pub pad: String,
    /// The last change.
    pub gewijzigd_op: DateTime<Utc>,
}

/// Addresses of all readable stukken, whatever their kind, in an order that only grows.
///
/// # Errors
/// The database can't be read.
pub async fn adressen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    bereik: (u64, u64),
) -> Result<Vec<Adres>> {
    let rijen = store::adressen(conn, &Leesrecht::van(&ctx.actor), bereik).await?;
    let adres = |(soort, slug, gewijzigd_op): (String, String, DateTime<Utc>)| {
        let kapot = |()| anyhow::anyhow!("a stuk is of the unknown soort {soort}");
        let soort: Soort = soort.parse().map_err(kapot)?;
        Ok(Adres {
            pad: format!("/{}/{slug}", soort.meervoud()),
            gewijzigd_op,
        })
    };
    rijen.into_iter().map(adres).collect()
}

/// How many stukken the reader may read.
///
/// # Errors
/// The database can't be read.
pub async fn aantal(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<u64> {
    store::aantal(conn, &Leesrecht::van(&ctx.actor)).await
}

/// The heads of the given stukken, in that order, without those the reader may not read.
///
/// # Errors
/// The database can't be read.
pub async fn koppen(ctx: &Ctx, conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Kop>> {
    let mut per_id = store::koppen_van(conn, &Leesrecht::van(&ctx.actor), ids).await?;
    Ok(ids.iter().filter_map(|id| per_id.remove(id)).collect())
}

/// The readable stukken that each of the given ones points at, in the order of their title.
///
/// # Errors
/// The database can't be read.
pub async fn doelen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Kop>>> {
    let paren = store::paren_van(conn, ids).await?;
    let doelen: Vec<Uuid> = paren.iter().map(|p| p.1).collect();
    let koppen = store::koppen_van(conn, &Leesrecht::van(&ctx.actor), &doelen).await?;
    let mut per_stuk: HashMap<Uuid, Vec<Kop>> = HashMap::new();
    for (van, naar) in paren {
        let doelen = per_stuk.entry(van).or_default();
        if let Some(kop) = koppen
            .get(&naar)
            .filter(|k| !doelen.iter().any(|d| d.id == k.id))
        {
            doelen.push(kop.clone());
        }
    }
    for doelen in per_stuk.values_mut() {
        doelen.sort_by_cached_key(|k| (crate::ids::vouw(&k.titel), k.id));
    }
    Ok(per_stuk)
}

/// The titles of readable stukken by kind and by what they are asked by: slug or official id.
///
/// # Errors
/// The database can't be read.
pub async fn titels(
    ctx: &Ctx,
    db: &Db,
    gevraagd: &[(Soort, Vec<String>)],
) -> Result<HashMap<Soort, HashMap<String, String>>> {
    if gevraagd.iter().all(|(_, namen)| namen.is_empty()) {
        return Ok(HashMap::new());
    }
    let leesrecht = Leesrecht::van(&ctx.actor);
    let (sleutels, geheugen) = (leesrecht.sleutels(), db.geheugen());
    let versie = geheugen.bijwerken(db.read()).await?;
    let mut per_soort = HashMap::new();
    for (soort, namen) in gevraagd {
        let (mut titels, onbekend) = geheugen.zoek(sleutels, soort.waarde(), namen);
        if !onbekend.is_empty() {
            let gelezen = store::titels(db.read(), &leesrecht, *soort, &onbekend).await?;
            let gevonden = gelezen.iter();
            titels.extend(gevonden.map(|(naam, n)| (naam.clone(), n.titel.clone())));
            geheugen.onthoud(versie, sleutels, soort.waarde(), gelezen);
        }
        per_soort.insert(*soort, titels);
    }
    Ok(per_soort)
}

/// Everything around a stuk that the reader may read. `inhoud` is what its kind adds.
///
/// # Errors
/// The database can't be read.
async fn heel<T>(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop, inhoud: T) -> Result<Stuk<T>> {
    let (leefdomeinen, doelgroepen) = store::waarden(conn, &[kop.id])
        .await?
        .remove(&kop.id)
        .unwrap_or_default();
    let Buren { buren, meer } = buren(ctx, conn, kop.id, MAX_BUREN.into()).await?;
    let leesrecht = Leesrecht::van(&ctx.actor);
    let bijlagen = store::bijlagen(conn, &leesrecht, kop.id).await?;
    let mag_bijlagen = bijlagen::mag_beheren(ctx, conn, &kop).await?;
    let tijdlijn = geschiedenis::tijdlijn(conn, &leesrecht, kop.id).await?;
    Ok(Stuk {
        kop,
        inhoud,
        leefdomeinen,
        doelgroepen,
        buren,
        meer_buren: meer,
        bijlagen,
        mag_bijlagen,
        tijdlijn,
    })
}

/// The readable stukken at the other end of the newest verbanden, in the order of their title.
///
/// # Errors
/// The database can't be read.
pub async fn buren(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
    hoogstens: usize,
) -> Result<Buren> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut verbanden = store::verbanden_van(conn, &leesrecht, id, hoogstens + 1).await?;
    let meer = verbanden.len() > hoogstens;
    verbanden.truncate(hoogstens);
    let ids: Vec<Uuid> = verbanden.iter().map(|v| v.3).collect();
    let koppen = store::koppen_van(conn, &leesrecht, &ids).await?;
    let mut buren: Vec<Buur> = verbanden
        .into_iter()
        .filter_map(|(verband, richting, plaats, ander)| {
            let kop = koppen.get(&ander)?.clone();
            Some(Buur {
                verband,
                richting,
                plaats,
                kop,
            })
        })
        .collect();
    buren.sort_by_cached_key(|b| {
        (
            b.richting,
            b.verband,
            crate::ids::vouw(&b.kop.titel),
            b.plaats.clone(),
            b.kop.id,
        )
    });
    Ok(Buren { buren, meer })
}
