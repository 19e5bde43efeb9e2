//! Judging how well a praktijk is founded, and what was judged.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{Oordeel, keur_reden},
    policy::{self, Beoordelaar, Herkomst, Namens, Weigering},
    store,
};
use crate::{
    actor::{Bereik, Rol, Sleutel},
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    hash::hash_tekst,
    persoonsgegevens::model::{Veld, keur},
    praktijken::model::Onderbouwing,
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    toepassingen::service as toepassingen,
};

/// Somebody that the actor can judge on behalf of, and what they can give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mogelijk {
    /// The organisatie; none for the redactie.
    pub organisatie: Option<Kop>,
    /// The rungs, in the order of the ladder.
    pub treden: Vec<Onderbouwing>,
}

impl Mogelijk {
    /// What a form calls it.
    pub fn waarde(&self) -> &str {
        let slug = self.organisatie.as_ref().map(|kop| kop.slug.as_str());
        slug.unwrap_or(REDACTIE)
    }
}

/// What a form sends for the redactie.
const REDACTIE: &str = "redactie";
const GEPUBLICEERD: &str = "gepubliceerd";

/// What a form about a praktijk needs.
#[derive(Debug, Clone)]
pub struct Voorbereid {
    /// The praktijk.
    pub kop: Kop,
    /// The rung it stands on.
    pub nu: Onderbouwing,
    /// What the actor can do, at least something.
    pub mogelijk: Vec<Mogelijk>,
}

/// What the actor can give a praktijk.
///
/// # Errors
/// [`Error::NotFound`] when it may not be read; nobody is logged in; they may not judge it; it is not
/// published; the database can't be read.
pub async fn bereid(ctx: &Ctx, db: &Db, naam: &str) -> Result<Voorbereid> {
    let conn = db.read();
    let kop = stukken::vind(ctx, conn, Soort::Praktijk, naam).await?;
    let nu = store::trede(conn, kop.id).await?.ok_or(Error::NotFound)?;
    let mogelijk = mogelijk(ctx, conn, &kop, nu).await?;
    if kop.status != GEPUBLICEERD {
        let melding = "Deze praktijk is niet gepubliceerd. Alleen een gepubliceerde praktijk wordt \
                       beoordeeld.";
        return Err(Error::Conflict(melding.into()));
    }
    Ok(Voorbereid { kop, nu, mogelijk })
}

async fn mogelijk(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    nu: Onderbouwing,
) -> Result<Vec<Mogelijk>> {
    let ik = ctx.schrijver()?;
    // With those that theirs took the place of.
    let sleutels = ctx.actor.sleutels().into_iter();
    let organisaties: BTreeSet<Uuid> = sleutels
        .filter_map(|sleutel| match sleutel {
            Sleutel::Organisatie(id) => Some(id),
            _ => None,
        })
        .collect();
    let is_redactie = ctx.heeft(Rol::Redactie, Bereik::Landelijk);
    let auteurs = stukken::auteurs(conn, kop.id).await?;
    let wie = Beoordelaar {
        account: ik,
        organisaties: &organisaties,
        is_redactie,
    };
    let herkomst = Herkomst {
        eigenaar: kop.eigenaar.organisatie,
        auteurs: &auteurs,
    };
    policy::staat_erbuiten(&wie, &herkomst).map_err(waarom_niet)?;
    let mut alle: Vec<(Namens, Option<Kop>)> = Vec::new();
    if is_redactie {
        alle.push((Namens::Redactie, None));
    }
    for lid in toepassingen::leden_van(ctx, conn).await? {
        let namens = Namens::Organisatie {
            soort: lid.soort,
            slug: lid.kop.slug.to_string(),
        };
        alle.push((namens, Some(lid.kop)));
    }
    let mogelijk = alle.into_iter().map(|(namens, organisatie)| Mogelijk {
        organisatie,
        treden: policy::mogelijk(&namens, nu),
    });
    let mogelijk: Vec<Mogelijk> = mogelijk.filter(|m| !m.treden.is_empty()).collect();
    if mogelijk.is_empty() {
        return Err(waarom_niet(Weigering::NietBevoegd));
    }
    Ok(mogelijk)
}

fn waarom_niet(weigering: Weigering) -> Error {
    let melding = match weigering {
        Weigering::Auteur => "U schreef aan deze praktijk. Iemand van buiten beoordeelt haar.",
        Weigering::EigenOrganisatie => {
            "Deze praktijk is van uw eigen organisatie. Iemand van buiten beoordeelt haar."
        }
        Weigering::EigenRedactie => {
            "Deze praktijk is van de redactie, en u hoort daarbij. Iemand van buiten beoordeelt haar."
        }
        Weigering::Gelijk | Weigering::NietBevoegd => {
            "U kunt deze trede niet geven. Op /onderbouwing staat wie welke trede geeft."
        }
    };
    Error::MagNiet(melding.into())
}

/// Whether the actor could judge this praktijk, for a page that offers it.
///
/// # Errors
/// The database can't be read.
pub async fn kan(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    nu: Onderbouwing,
) -> Result<bool> {
    match mogelijk(ctx, conn, kop, nu).await {
        Ok(_) => Ok(kop.status == GEPUBLICEERD),
        Err(Error::NietIngelogd | Error::MagNiet(_)) => Ok(false),
        Err(fout) => Err(fout),
    }
}

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Verzoek {
    /// On behalf of whom: a slug, or `redactie`. Empty when there is only one to choose.
    pub namens: String,
    /// The rung that they saw.
    pub van: String,
    /// The rung that they give.
    pub naar: String,
    /// Why.
    pub reden: String,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// Gives a praktijk another rung, at once. Answers the praktijk.
///
/// # Errors
/// As [`bereid`]; every field that is not right; [`Error::MagNiet`] for a rung they can't give;
/// [`Error::Conflict`] when it stands on another rung than they saw; the database fails.
pub async fn oordeel(db: &Db, ctx: &Ctx, naam: &str, verzoek: &Verzoek) -> Result<Kop> {
    let Voorbereid { kop, nu, mogelijk } = bereid(ctx, db, naam).await?;
    let mut fouten = Fouten::new();
    let namens = match &mogelijk[..] {
        [enige] if verzoek.namens.is_empty() => Some(enige),
        alle => alle.iter().find(|m| m.waarde() == verzoek.namens),
    };
    if namens.is_none() {
        let melding = "Kies namens wie u oordeelt.";
        fouten.meld("namens", "verplicht", melding);
    }
    let trede = verzoek.naar.parse::<Onderbouwing>().ok();
    if trede.is_none() {
        fouten.meld("naar", "verplicht", "Kies een trede.");
    }
    let reden = keur_reden(&verzoek.reden, &mut fouten);
    let veld = Veld {
        naam: "reden",
        label: "Waarom?",
        tekst: &reden,
    };
    keur(&[veld], verzoek.akkoord, &mut fouten);
    let (Some(namens), Some(trede)) = (namens, trede) else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    if !namens.treden.contains(&trede) {
        return Err(waarom_niet(Weigering::NietBevoegd));
    }
    if !verzoek.van.is_empty() && verzoek.van != nu.waarde() {
        return Err(iemand_anders());
    }
    let nieuw = Oordeel {
        van: nu,
        onderbouwing: trede,
        organisatie_id: namens.organisatie.as_ref().map(|kop| kop.id),
        reden,
        op: ctx.now,
    };
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    if store::trede(write.conn(), kop.id).await? != Some(nu) {
        return Err(iemand_anders());
    }
    store::voeg_toe(write.conn(), ctx, kop.id, &nieuw).await?;
    store::zet_trede(write.conn(), kop.id, trede).await?;
    let namens = nieuw.organisatie_id.map(Bereik::Organisatie);
    let gebeurd = Gebeurtenis {
        stuk_id: kop.id,
        actie: "beoordelen".into(),
        velden: ["onderbouwing".to_owned()]
            .into_iter()
            .chain(namens.map(|namens| namens.to_string()))
            .collect(),
        van: kop.status.clone(),
        naar: kop.status.clone(),
        inhoud_hash: hash_tekst(&format!("{trede} {}", nieuw.reden)),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// Makes those who judge wait for each other.
const SLOT: i64 = 0x4f4f_5244;

fn iemand_anders() -> Error {
    let melding = "Iemand anders gaf net een andere trede. Bekijk eerst wat er nu staat.";
    Error::Conflict(melding.into())
}

/// The oordelen of a praktijk with the organisatie of each, the newest first.
///
/// # Errors
/// The database can't be read.
pub async fn bij_stuk(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Vec<(Oordeel, Option<Kop>)>> {
    let alle = store::van_stuk(conn, stuk_id).await?;
    let ids: Vec<Uuid> = alle.iter().filter_map(|o| o.organisatie_id).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    let met = |o: Oordeel| {
        let kop = o.organisatie_id.and_then(|id| koppen.get(&id).cloned());
        (o, kop)
    };
    Ok(alle.into_iter().map(met).collect())
}

/// Puts a praktijk that was just written back on the rung that it was last given: what its authors or
/// its source say of it does not change what others found.
///
/// # Errors
/// The database fails.
pub async fn herstel(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<()> {
    if let Some(laatste) = store::laatste(conn, stuk_id).await? {
        store::zet_trede(conn, stuk_id, laatste.onderbouwing).await?;
    }
    Ok(())
}
