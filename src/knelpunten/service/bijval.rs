//! "Speelt bij ons ook": somebody of a gemeente says that a knelpunt plays there, and takes that back.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{super::store::bijval as store, gemeenten::gemeenten_van, plekken::herbereken};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    ids::new_id,
    knelpunten::{
        model::{Bijval, GEVEN, geefactie, keur_toelichting, veld_van},
        policy::GEEN_GEMEENTE,
    },
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    stukken::{
        model::{Kop, Soort},
        service::{self as stukken, links, overgangen::inmiddels_gewijzigd},
        store as spil,
    },
};

/// What the geschiedenis calls it when they take it back.
const TERUGNEMEN: &str = "bijval-terugnemen";

/// What was said of these knelpunten, the first first; those of which nothing was said are left out.
///
/// # Errors
/// The database can't be read.
pub async fn van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Bijval>>> {
    let mut per_knelpunt: HashMap<Uuid, Vec<Bijval>> = HashMap::new();
    for bijval in store::van(conn, ids).await? {
        let van_knelpunt = per_knelpunt.entry(bijval.knelpunt).or_default();
        van_knelpunt.push(bijval);
    }
    Ok(per_knelpunt)
}

/// What an account said, the first first: for its owner.
///
/// # Errors
/// The database can't be read.
pub async fn van_account(conn: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Bijval>> {
    store::van_account(conn, account).await
}

/// What an account wrote beside it, with when: for its owner.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let alle = store::van_account(conn, account).await?.into_iter();
    let teksten = alle.map(|bijval| (bijval.toelichting, bijval.op));
    Ok(teksten.filter(|(tekst, _)| !tekst.is_empty()).collect())
}

/// What the form needs.
#[derive(Debug, Clone)]
pub struct Voorbereid {
    /// The knelpunt.
    pub kop: Kop,
    /// The gemeenten that the actor speaks for, by title.
    pub gemeenten: Vec<Kop>,
    /// What the actor said already, the first first, with the gemeente.
    pub gezegd: Vec<(Kop, Bijval)>,
}

impl Voorbereid {
    /// The gemeenten for which the actor has not said it yet.
    pub fn nog_te_kiezen(&self) -> impl Iterator<Item = &Kop> {
        let al = |kop: &Kop| {
            self.gezegd
                .iter()
                .any(|(gemeente, _)| gemeente.id == kop.id)
        };
        self.gemeenten.iter().filter(move |kop| !al(kop))
    }
}

/// What there is to say of a knelpunt.
///
/// # Errors
/// [`Error::NotFound`] when it may not be read; nobody is logged in; [`Error::MagNiet`] when they speak for
/// no gemeente and said nothing before; the database can't be read.
pub async fn bereid(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Voorbereid> {
    let (kop, ik) = leesbaar(ctx, conn, naam).await?;
    let alle = store::van(conn, &[kop.id]).await?;
    voorbereid(ctx, conn, kop, (ik, &alle)).await
}

/// A knelpunt that the actor may read, and who they are.
async fn leesbaar(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<(Kop, Uuid)> {
    let kop = stukken::vind(ctx, conn, Soort::Knelpunt, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    let ik = ctx.schrijver()?;
    Ok((kop?, ik))
}

/// What there is to say of a knelpunt that the actor may read, beside all that was said of it.
async fn voorbereid(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: Kop,
    (ik, alle): (Uuid, &[Bijval]),
) -> Result<Voorbereid> {
    let gemeenten = gemeenten_van(ctx, conn).await?;
    let eigen = alle.iter().filter(|bijval| bijval.gebruiker == ik);
    let eigen: Vec<Bijval> = eigen.cloned().collect();
    if gemeenten.is_empty() && eigen.is_empty() {
        return Err(Error::MagNiet(GEEN_GEMEENTE.into()));
    }
    let plekken: Vec<Uuid> = eigen.iter().map(|bijval| bijval.gemeente).collect();
    let plekken = stukken::koppen(ctx, conn, &plekken).await?.into_iter();
    let plekken: HashMap<Uuid, Kop> = plekken.map(|kop| (kop.id, kop)).collect();
    let paar = |bijval: Bijval| Some((plekken.get(&bijval.gemeente)?.clone(), bijval));
    Ok(Voorbereid {
        kop,
        gemeenten,
        gezegd: eigen.into_iter().filter_map(paar).collect(),
    })
}

/// What the page of a knelpunt offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kan {
    /// Nothing: they speak for no gemeente.
    Niets,
    /// They can say it, or may find out by logging in.
    Zeggen,
    /// They said it for all gemeenten that they speak for, and can take it back.
    Gezegd,
}

/// What the page of a knelpunt offers to who reads it, beside all that was said of it.
///
/// # Errors
/// The database can't be read.
pub async fn kan(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    alle: &[Bijval],
) -> Result<Kan> {
    let van_lezer = match ctx.schrijver() {
        Ok(ik) => voorbereid(ctx, conn, kop.clone(), (ik, alle)).await,
        Err(fout) => Err(fout),
    };
    match van_lezer {
        Ok(voorbereid) if voorbereid.nog_te_kiezen().next().is_none() => Ok(Kan::Gezegd),
        Ok(_) | Err(Error::NietIngelogd) => Ok(Kan::Zeggen),
        Err(Error::MagNiet(_) | Error::NotFound) => Ok(Kan::Niets),
        Err(fout) => Err(fout),
    }
}

/// What somebody sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verzoek {
    /// The slug or code of the gemeente; may be empty when there is one only.
    pub gemeente: String,
    /// How it plays there; may be empty.
    pub toelichting: String,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// Says that a knelpunt plays in a gemeente as well. Answers the knelpunt.
///
/// # Errors
/// As [`bereid`]; every field that is not right; [`Error::Conflict`] when they said it already; the database
/// refuses.
pub async fn zeg(db: &Db, ctx: &Ctx, naam: &str, verzoek: &Verzoek) -> Result<Kop> {
    let (eerst, ik) = leesbaar(ctx, db.read(), naam).await?;
    let write = db.begin_write().await?;
    // Two clicks at once are one.
    links::houd(&write, eerst.id).await?;
    let voorbereid = bereid(ctx, write.conn(), naam).await?;
    let (gemeente, toelichting) = keur(&voorbereid, verzoek)?;
    let bijval = Bijval {
        id: new_id(),
        knelpunt: voorbereid.kop.id,
        gemeente: gemeente.id,
        gebruiker: ik,
        toelichting,
        op: ctx.now,
    };
    store::voeg_toe(write.conn(), &bijval).await?;
    let eerder = spil::gebeurd(write.conn(), voorbereid.kop.id, &[GEVEN]).await?;
    let wat = geefactie(eerder.iter().map(|rij| rij.velden.as_str()), gemeente.id);
    let mut gebeurd = vec![gebeurtenis(&voorbereid.kop, wat, gemeente.id)];
    gebeurd.extend(herbereken(&write, voorbereid.kop.id).await?);
    write.commit(ctx, &gebeurd).await?;
    Ok(voorbereid.kop)
}

/// The gemeente that is spoken for, and what is said beside it.
fn keur(van: &Voorbereid, verzoek: &Verzoek) -> Result<(Kop, String)> {
    let al_gezegd = || {
        let melding = "U zei al dat dit bij u ook speelt. U krijgt bericht bij elke stap.";
        Error::Conflict(melding.into())
    };
    let te_kiezen: Vec<&Kop> = van.nog_te_kiezen().collect();
    let heet = |kop: &Kop| {
        kop.slug.as_str() == verzoek.gemeente
            || kop.officieel_id.as_deref() == Some(verzoek.gemeente.as_str())
    };
    if te_kiezen.is_empty() || van.gezegd.iter().any(|(kop, _)| heet(kop)) {
        return Err(al_gezegd());
    }
    let gemeente = match te_kiezen.as_slice() {
        [enige] if verzoek.gemeente.is_empty() => Some(*enige),
        alle => alle.iter().copied().find(|kop| heet(kop)),
    };
    let mut fouten = Fouten::new();
    if gemeente.is_none() {
        let melding = "Kies de gemeente waar het ook speelt.";
        fouten.meld("gemeente", "verplicht", melding);
    }
    let toelichting = keur_toelichting(&verzoek.toelichting, &mut fouten);
    let veld = Veld {
        naam: "toelichting",
        label: "Hoe speelt het bij u?",
        tekst: &toelichting,
    };
    keur_gegevens(&[veld], verzoek.akkoord, &mut fouten);
    match gemeente {
        Some(gemeente) => Ok(fouten.of((gemeente.clone(), toelichting))?),
        None => Err(fouten.into()),
    }
}

/// Takes back what the actor said for a gemeente. Answers the knelpunt.
///
/// # Errors
/// [`Error::NotFound`] when the knelpunt may not be read; nobody is logged in; [`Error::Conflict`] when they
/// said nothing for that gemeente; the database refuses.
pub async fn neem_terug(db: &Db, ctx: &Ctx, naam: &str, gemeente: &str) -> Result<Kop> {
    let (kop, ik) = leesbaar(ctx, db.read(), naam).await?;
    let write = db.begin_write().await?;
    links::houd(&write, kop.id).await?;
    let conn = write.conn();
    let kop = stukken::kop_voor_taak(conn, kop.id).await?;
    let mut eigen = store::van(conn, &[kop.id]).await?;
    eigen.retain(|bijval| bijval.gebruiker == ik);
    let plaats = stukken::vind(ctx, conn, Soort::Organisatie, gemeente).await;
    let plaats = match plaats {
        Ok(plaats) => Some(plaats.id),
        Err(Error::NotFound) => None,
        Err(fout) => return Err(fout),
    };
    let eigen = eigen.into_iter().filter(|b| Some(b.gemeente) == plaats);
    let mut gebeurd = Vec::new();
    for bijval in eigen {
        if store::verwijder(conn, bijval.id).await? {
            gebeurd.push(gebeurtenis(&kop, TERUGNEMEN, bijval.gemeente));
        }
    }
    if gebeurd.is_empty() {
        let melding = "Er is niets om terug te nemen: u zei niet dat dit in deze gemeente speelt.";
        return Err(Error::Conflict(melding.into()));
    }
    gebeurd.extend(herbereken(&write, kop.id).await?);
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// A row in the geschiedenis of a knelpunt about a gemeente.
fn gebeurtenis(kop: &Kop, actie: &str, gemeente: Uuid) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden: vec![veld_van(gemeente)],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

/// Moves what was said from a knelpunt to another, in an open write. The caller has both recomputed after
/// that, and tells it.
///
/// # Errors
/// [`Error::Conflict`] when one of them is not there any more; the database refuses.
pub async fn verplaats(write: &Write, ids: &[Uuid], van: Uuid, naar: Uuid) -> Result<()> {
    for id in ids {
        if !store::verplaats(write.conn(), *id, (van, naar)).await? {
            return Err(inmiddels_gewijzigd());
        }
    }
    Ok(())
}

/// Moves what was said for a gemeente to the one that took its place, in an open write.
///
/// # Errors
/// The database fails.
pub async fn verhuis(write: &Write, van: Uuid, naar: Uuid) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let alle = store::van_gemeente(conn, van).await?.into_iter();
    let knelpunten: BTreeSet<Uuid> = alle.map(|bijval| bijval.knelpunt).collect();
    store::verhuis(conn, (van, naar)).await?;
    let mut gebeurd = Vec::new();
    for id in knelpunten {
        let kop = stukken::kop_voor_taak(conn, id).await?;
        gebeurd.push(gebeurtenis(&kop, "herindelen", naar));
        gebeurd.extend(herbereken(write, id).await?);
    }
    Ok(gebeurd)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn kop(nummer: u128, slug: &str) -> Kop {
        Kop {
            id: Uuid::from_u128(nummer),
            soort: Soort::Organisatie,
            kenmerk: None,
            slug: slug.parse().expect("a slug"),
            titel: slug.to_owned(),
            samenvatting: String::new(),
            status: "gepubliceerd".into(),
            versie: 1,
            datum: None,
            officieel_id: Some(format!("GM000{nummer}")),
            extern_id: None,
            bron: None,
            aangemaakt_op: DateTime::UNIX_EPOCH,
            gewijzigd_op: DateTime::UNIX_EPOCH,
            gepubliceerd_op: None,
            eigenaar: crate::stukken::model::Eigenaar::default(),
            herzien_voor: None,
        }
    }

    fn van(gemeenten: &[&str], gezegd: &[&str]) -> Voorbereid {
        let nummer = |slug: &str| if slug == "assen" { 1 } else { 2 };
        let bijval = |slug: &str| Bijval {
            id: Uuid::from_u128(9),
            knelpunt: Uuid::from_u128(8),
            gemeente: Uuid::from_u128(nummer(slug)),
            gebruiker: Uuid::from_u128(7),
            toelichting: String::new(),
            op: DateTime::UNIX_EPOCH,
        };
        Voorbereid {
            kop: kop(8, "delen"),
            gemeenten: gemeenten.iter().map(|s| kop(nummer(s), s)).collect(),
            gezegd: gezegd
                .iter()
                .map(|s| (kop(nummer(s), s), bijval(s)))
                .collect(),
        }
    }

    #[test]
    fn a_gemeente_is_chosen_once() {
        for (gemeenten, gezegd, gevraagd, verwacht) in [
            (&["assen"][..], &[][..], "", Ok(1)),
            (&["assen"], &[], "GM0001", Ok(1)),
            (&["assen"], &[], "ommen", Err("gemeente")),
            (&["assen", "ommen"], &[], "", Err("gemeente")),
            (&["assen", "ommen"], &[], "ommen", Ok(2)),
            (&["assen", "ommen"], &["assen"], "", Ok(2)),
            (&["assen", "ommen"], &["assen"], "assen", Err("conflict")),
            (&["assen"], &["assen"], "", Err("conflict")),
        ] {
            let verzoek = Verzoek {
                gemeente: gevraagd.into(),
                ..Verzoek::default()
            };
            let gekozen = match keur(&van(gemeenten, gezegd), &verzoek) {
                Ok((kop, _)) => Ok(kop.id.as_u128()),
                Err(Error::Conflict(_)) => Err("conflict"),
                Err(_) => Err("gemeente"),
            };
            assert_eq!(gekozen, verwacht, "{gemeenten:?} {gezegd:?} {gevraagd}");
        }
    }
}
