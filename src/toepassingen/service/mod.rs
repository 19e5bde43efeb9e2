//! Saying that an organisatie does the same, changing that and taking it back; and who does
//! (`lezen`).

mod lezen;

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use self::lezen::*;
use super::{
    model::{Ingevuld, Toepassing},
    policy::{self, Weigering},
    store,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Teksten, Write},
    error::{Error, Fouten, Result},
    hash::hash_tekst,
    organisaties::model::{Organisatie, Organisatiesoort},
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service as stukken,
    },
};

/// An organisatie that somebody may speak for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namens {
    /// The organisatie.
    pub kop: Kop,
    /// Which kind.
    pub soort: Organisatiesoort,
}

/// What a form about a praktijk needs.
#[derive(Debug, Clone)]
pub struct Voorbereid {
    /// The praktijk.
    pub kop: Kop,
    /// Whom the actor can speak for, by title.
    pub mogelijk: Vec<Namens>,
    /// Whom the form is for.
    pub namens: Namens,
    /// What they said before.
    pub er_is: Option<Toepassing>,
    /// The samenwerkingsverband whose policy this is for them; none when it is not.
    pub verband: Option<Kop>,
}

/// What there is to fill in for a praktijk and an organisatie of the actor: the one that was asked
/// by its slug, or the first.
///
/// # Errors
/// [`Error::NotFound`] when the praktijk may not be read; nobody is logged in; none of their
/// organisaties may; the praktijk is not published; the database can't be read.
pub async fn bereid(ctx: &Ctx, db: &Db, naam: &str, gevraagd: &str) -> Result<Voorbereid> {
    bereid_in(ctx, db.read(), naam, gevraagd).await
}

/// As [`bereid`], also in an open write.
async fn bereid_in(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
    gevraagd: &str,
) -> Result<Voorbereid> {
    let kop = stukken::vind(ctx, conn, Soort::Praktijk, naam).await?;
    let mogelijk = mogelijk(ctx, conn, &kop).await?;
    let gekozen = mogelijk
        .iter()
        .find(|n| heet(&n.kop, gevraagd))
        .or(mogelijk.first().filter(|_| gevraagd.is_empty()));
    let namens = gekozen.cloned().ok_or_else(|| {
        let mut fouten = Fouten::new();
        let melding = "Kies een organisatie waar u lid van bent.";
        fouten.meld("organisatie", "onbekende-waarde", melding);
        Error::from(fouten)
    })?;
    if !kop.is_gepubliceerd() {
        let melding = "Deze praktijk is niet gepubliceerd. Alleen bij een gepubliceerde praktijk \
                       kunt u zeggen wat u ermee doet.";
        return Err(Error::Conflict(melding.into()));
    }
    let er_is = store::een(conn, kop.id, namens.kop.id).await?;
    let verband = verband(ctx, conn, &kop, &namens).await?;
    Ok(Voorbereid {
        kop,
        mogelijk,
        namens,
        er_is,
        verband,
    })
}

/// Whether an organisatie is called this: by its slug or its code.
fn heet(kop: &Kop, naam: &str) -> bool {
    kop.slug.as_str() == naam || kop.officieel_id.as_deref() == Some(naam)
}

/// The organisaties of the actor that can say something of this praktijk, by title.
async fn mogelijk(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<Vec<Namens>> {
    ctx.schrijver()?;
    let mut waarom = None;
    let mut mogelijk = Vec::new();
    for namens in leden_van(ctx, conn).await? {
        match policy::mag((namens.kop.id, namens.soort), kop.eigenaar.organisatie) {
            Ok(()) => mogelijk.push(namens),
            Err(weigering) => waarom = Some(weigering),
        }
    }
    if !mogelijk.is_empty() {
        return Ok(mogelijk);
    }
    Err(Error::MagNiet(
        match waarom {
            Some(Weigering::Eigen) => "Dit is een praktijk van uw eigen organisatie. Anderen zeggen hier wat zij ermee doen.",
            Some(Weigering::Soort) | None => {
                "Alleen leden van een gemeente of een samenwerkingsverband zeggen hier wat zij doen."
            }
        }
        .into(),
    ))
}

/// Whether a page offers to say that one does the same: to who can, and to who may find out by logging
/// in.
///
/// # Errors
/// The database can't be read.
pub async fn kan(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<bool> {
    match mogelijk(ctx, conn, kop).await {
        Ok(_) | Err(Error::NietIngelogd) => Ok(kop.is_gepubliceerd()),
        Err(Error::MagNiet(_)) => Ok(false),
        Err(fout) => Err(fout),
    }
}

/// The organisaties that the actor is a member of, by title.
///
/// # Errors
/// The database can't be read.
pub async fn leden_van(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Namens>> {
    let rollen = ctx.rollen().into_iter();
    let lid = rollen.filter_map(|t| match t.bereik {
        Bereik::Organisatie(id) if t.rol == Rol::Lid => Some(id),
        _ => None,
    });
    let ids: Vec<Uuid> = lid.collect::<BTreeSet<_>>().into_iter().collect();
    let organisaties = Organisatie::laad(conn, &ids, Teksten::Weg).await?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    let met_soort = koppen.filter_map(|kop| {
        let soort = organisaties.get(&kop.id)?.organisatiesoort;
        Some(Namens { kop, soort })
    });
    let mut alle: Vec<Namens> = met_soort.collect();
    alle.sort_by_cached_key(|n| (crate::ids::vouw(&n.kop.titel), n.kop.id));
    Ok(alle)
}

/// The samenwerkingsverband whose policy a praktijk is for a gemeente.
async fn verband(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    namens: &Namens,
) -> Result<Option<Kop>> {
    let Some(eigenaar) = kop.eigenaar.organisatie else {
        return Ok(None);
    };
    let organisatie = Organisatie::laad(conn, &[eigenaar], Teksten::Weg).await?;
    let soort = organisatie.get(&eigenaar).map(|o| o.organisatiesoort);
    let doet_mee = store::horen_bij_elkaar(conn, namens.kop.id, eigenaar).await?;
    if !policy::is_regionaal(namens.soort, soort, doet_mee) {
        return Ok(None);
    }
    Ok(stukken::koppen(ctx, conn, &[eigenaar]).await?.pop())
}

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Verzoek {
    /// The slug or code of the organisatie they speak for.
    pub organisatie: String,
    /// What they filled in.
    pub ingevuld: Ingevuld,
    /// The version they saw; 0 when there was none.
    pub versie: i64,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// Says what an organisatie does with a praktijk, for the first time or anew. Answers the praktijk.
///
/// # Errors
/// As [`bereid`]; every field that is not right; [`Error::Conflict`] when a colleague was first; the
/// database fails.
pub async fn bewaar(db: &Db, ctx: &Ctx, naam: &str, verzoek: &Verzoek) -> Result<Kop> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let Voorbereid {
        kop,
        namens,
        er_is,
        verband,
        ..
    } = bereid_in(ctx, conn, naam, &verzoek.organisatie).await?;
    let inhoud = keur_alles(verzoek, verband.is_some())?;
    let versie = er_is.as_ref().map_or(0, |t| t.versie);
    if versie != verzoek.versie {
        return Err(iemand_anders());
    }
    let hash = serde_json::to_string(&inhoud).map_err(anyhow::Error::from)?;
    let actie = match er_is {
        None => {
            store::voeg_toe(conn, ctx, (kop.id, namens.kop.id), &inhoud).await?;
            MELDEN
        }
        Some(oud) if oud.inhoud == inhoud => return Ok(kop),
        Some(oud) => {
            if !store::wijzig(conn, ctx, &oud, &inhoud).await? {
                return Err(iemand_anders());
            }
            "toepassing-wijzigen"
        }
    };
    let gebeurd = Gebeurtenis {
        inhoud_hash: hash_tekst(&hash),
        ..gebeurtenis(&kop, actie, namens.kop.id)
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// The lock under which somebody says it or takes it back: two colleagues do so one after the other.
const SLOT: i64 = 0x544f_4550;
/// What the geschiedenis calls it when somebody does the same from now on.
const MELDEN: &str = "toepassing-melden";
/// What it calls it when that ends.
const INTREKKEN: &str = "toepassing-intrekken";

fn iemand_anders() -> Error {
    let melding = "Een collega heeft dit net gewijzigd. Bekijk eerst wat er nu staat.";
    Error::Conflict(melding.into())
}

/// What is wrong with what somebody sends about a praktijk that was prepared.
pub fn keur_verzoek(van: &Voorbereid, verzoek: &Verzoek) -> Fouten {
    let gekeurd = keur_alles(verzoek, van.verband.is_some());
    gekeurd.err().unwrap_or_default()
}

/// Everything that is wrong, together: what was filled in, and what should not be in it.
fn keur_alles(verzoek: &Verzoek, regionaal: bool) -> Result<super::model::Inhoud, Fouten> {
    let Ingevuld {
        veranderd,
        opgebracht,
        meerkosten,
        ..
    } = &verzoek.ingevuld;
    let veld = |naam, label, tekst| Veld { naam, label, tekst };
    let teksten = [
        veld("veranderd", "Wat doet u anders?", veranderd),
        veld("opgebracht", "Wat bracht het?", opgebracht),
        veld(
            "meerkosten",
            "Wat kost de afwijking, en voor wie?",
            meerkosten,
        ),
    ];
    let mut vondsten = Fouten::new();
    keur(&teksten, verzoek.akkoord, &mut vondsten);
    match verzoek.ingevuld.keur(regionaal) {
        Ok(inhoud) => vondsten.of(inhoud),
        Err(mut fouten) => {
            for fout in &vondsten {
                fouten.meld(fout.veld.clone(), fout.code, fout.melding.clone());
            }
            Err(fouten)
        }
    }
}

/// Takes back what an organisatie said. Answers the praktijk.
///
/// # Errors
/// As [`bereid`]; [`Error::Conflict`] when they said nothing; the database fails.
pub async fn trek_in(db: &Db, ctx: &Ctx, naam: &str, organisatie: &str) -> Result<Kop> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let van = bereid_in(ctx, write.conn(), naam, organisatie).await?;
    let Voorbereid { kop, namens, .. } = van;
    if !store::verwijder(write.conn(), kop.id, namens.kop.id).await? {
        let melding = "Er is niets om in te trekken: uw organisatie staat niet bij deze praktijk.";
        return Err(Error::Conflict(melding.into()));
    }
    let gebeurd = gebeurtenis(&kop, INTREKKEN, namens.kop.id);
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

fn gebeurtenis(kop: &Kop, actie: &str, organisatie: Uuid) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.into(),
        velden: vec![
            "toepassing".into(),
            Bereik::Organisatie(organisatie).to_string(),
        ],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

/// Moves what an organisatie said to the one that took its place, in an open write. What that one
/// said itself stays, and of its own praktijken nobody says that they do the same.
///
/// # Errors
/// The database fails.
pub async fn verhuis(write: &Write, van: Uuid, naar: Uuid) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let mut gebeurd = Vec::new();
    for toepassing in store::van_organisaties(conn, &BTreeSet::from([van])).await? {
        let id = toepassing.stuk_id;
        let kop = stukken::kop_voor_taak(conn, id).await?;
        let kan_mee =
            kop.eigenaar.organisatie != Some(naar) && store::een(conn, id, naar).await?.is_none();
        if kan_mee {
            store::verhuis(conn, id, (van, naar)).await?;
        } else {
            store::verwijder(conn, id, van).await?;
        }
        gebeurd.push(gebeurtenis(&kop, "herindelen", naar));
    }
    Ok(gebeurd)
}

/// Ends what an organisatie said of a praktijk that became its own, in an open write: of its own nobody
/// says that they do the same.
///
/// # Errors
/// The database fails.
pub async fn eindig(write: &Write, kop: &Kop, organisatie: Uuid) -> Result<Option<Gebeurtenis>> {
    let weg = store::verwijder(write.conn(), kop.id, organisatie).await?;
    Ok(weg.then(|| gebeurtenis(kop, INTREKKEN, organisatie)))
}
